// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/notice_bar.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace overdamp {

namespace {

constexpr int stripe = 4;

QString name_of(NoticeBar::Kind kind) {
    switch (kind) {
    case NoticeBar::Kind::hint:
        return NoticeBar::tr("Hint");
    case NoticeBar::Kind::problem:
        return NoticeBar::tr("Problem");
    case NoticeBar::Kind::news:
        return NoticeBar::tr("News");
    case NoticeBar::Kind::diagnosis:
        return NoticeBar::tr("Diagnosis");
    }
    return {};
}

QString closing_text(NoticeBar::Kind kind) {
    if (kind == NoticeBar::Kind::hint)
        return NoticeBar::tr("Close, and show no more hints");
    return kind == NoticeBar::Kind::diagnosis ? NoticeBar::tr("Put away for this run") : NoticeBar::tr("Close");
}

Meaning meaning_of(NoticeBar::Kind kind) {
    switch (kind) {
    case NoticeBar::Kind::hint:
        return Meaning::strength;
    case NoticeBar::Kind::problem:
        return Meaning::collapse;
    case NoticeBar::Kind::diagnosis:
        return Meaning::other;
    default:
        return Meaning::accent;
    }
}

} // namespace

NoticeBar::NoticeBar(Kind kind, QWidget* parent) : QFrame(parent), kind_(kind), label_(new QLabel), offer_(new QPushButton), close_(new QToolButton) {
    label_->setTextFormat(Qt::PlainText);
    label_->setWordWrap(true);
    label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    close_->setIcon(icon(QStringLiteral("close")));
    close_->setAutoRaise(true);
    close_->setFocusPolicy(Qt::TabFocus);
    close_->setToolTip(closing_text(kind));
    close_->setAccessibleName(close_->toolTip());
    connect(close_, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    offer_->hide();
    connect(offer_, &QPushButton::clicked, this, &NoticeBar::offer_taken);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(stripe + 8, 4, 4, 4);
    row->addWidget(label_, 1);
    row->addWidget(offer_);
    row->addWidget(close_);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(name_of(kind));
    hide();
}

void NoticeBar::show_text(const QString& text, const QString& offer) {
    if (text != label_->text())
        label_->setText(text);
    offer_->setText(offer);
    offer_->setVisible(!offer.isEmpty());
    setVisible(!text.isEmpty());
}

QString NoticeBar::text() const { return label_->text(); }

void NoticeBar::paintEvent(QPaintEvent*) {
    const QColor colour = colour_of(meaning_of(kind_), palette());
    QPainter painter(this);
    painter.fillRect(rect(), mix(palette().color(QPalette::Window), colour, 0.14));
    painter.fillRect(QRect(0, 0, stripe, height()), colour);
}

} // namespace overdamp
