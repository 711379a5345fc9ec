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

} // namespace

NoticeBar::NoticeBar(Kind kind, QWidget* parent) : QFrame(parent), kind_(kind), label_(new QLabel), offer_(new QPushButton) {
    label_->setTextFormat(Qt::PlainText);
    label_->setWordWrap(true);
    label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(kind == Kind::hint ? tr("Close, and show no more hints") : tr("Close"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    offer_->hide();
    connect(offer_, &QPushButton::clicked, this, &NoticeBar::offer_taken);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(stripe + 8, 4, 4, 4);
    row->addWidget(label_, 1);
    row->addWidget(offer_);
    row->addWidget(close);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(kind == Kind::hint ? tr("Hint") : kind == Kind::problem ? tr("Problem") : tr("News"));
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

void NoticeBar::add_button(QWidget* button) { static_cast<QHBoxLayout*>(layout())->insertWidget(1, button); }

void NoticeBar::paintEvent(QPaintEvent*) {
    const Meaning meaning = kind_ == Kind::hint ? Meaning::strength : kind_ == Kind::problem ? Meaning::collapse : Meaning::accent;
    const QColor colour = colour_of(meaning, palette());
    QPainter painter(this);
    painter.fillRect(rect(), mix(palette().color(QPalette::Window), colour, 0.14));
    painter.fillRect(QRect(0, 0, stripe, height()), colour);
}

} // namespace overdamp
