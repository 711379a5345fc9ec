// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/lesson_card.h"

#include "app/workbench/prediction_form.h"
#include "widgets/icons.h"
#include "widgets/prediction_scale.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace overdamp {

namespace {

constexpr int stripe = 4;
constexpr int letters_for_two_columns = 72;
constexpr double largest_share = 0.45; ///< of the window's height

QLabel* text_label(Qt::TextFormat format) {
    auto* label = new QLabel;
    label->setTextFormat(format);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Ticked boxes for what is done.
QString tasks_text(const std::vector<LessonCardContent::Task>& tasks) {
    QStringList lines;
    bool due = true;
    for (const LessonCardContent::Task& task : tasks) {
        const QString line = (task.done ? QStringLiteral("☑ ") : QStringLiteral("☐ ")) + task.text.toHtmlEscaped();
        lines << (due && !task.done ? QStringLiteral("<b>%1</b>").arg(line) : line);
        due = due && task.done;
    }
    return lines.join(QStringLiteral("<br>"));
}

void show_text(QLabel& label, const QString& text) {
    if (label.text() != text)
        label.setText(text);
    label.setVisible(!text.isEmpty());
}

} // namespace

LessonCard::LessonCard(QWidget* parent)
    : QFrame(parent), heading_(text_label(Qt::RichText)), text_(text_label(Qt::MarkdownText)), tasks_(text_label(Qt::RichText)),
      answer_(text_label(Qt::RichText)), verdict_(text_label(Qt::MarkdownText)), form_(new PredictionForm), scale_(new PredictionScale),
      back_(new QPushButton(tr("Back"))), next_(new QPushButton), leave_(new QToolButton), scroll_(new QScrollArea), body_(new QWidget),
      columns_(new QBoxLayout(QBoxLayout::LeftToRight, body_)) {
    setObjectName(QStringLiteral("lesson"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Lesson"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(stripe + 8, 6, 8, 8);
    column->setSpacing(4);
    build_head(*column);
    build_body(*column);
    connect(form_, &PredictionForm::answered, this, &LessonCard::predicted);
    connect(back_, &QPushButton::clicked, this, &LessonCard::went_back);
    connect(next_, &QPushButton::clicked, this, &LessonCard::advanced);
    connect(leave_, &QToolButton::clicked, this, &LessonCard::left);
    hide();
}

void LessonCard::build_head(QBoxLayout& column) {
    heading_->setTextInteractionFlags(Qt::NoTextInteraction);
    heading_->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    back_->setToolTip(tr("The step before, to read (←)"));
    next_->setToolTip(tr("Go on (Return or →)"));
    leave_->setIcon(icon(QStringLiteral("close")));
    leave_->setAutoRaise(true);
    leave_->setToolTip(tr("Leave the lesson (Escape)"));
    leave_->setAccessibleName(tr("Leave the lesson"));
    auto* head = new QHBoxLayout;
    head->addWidget(heading_, 1);
    for (QPushButton* button : {back_, next_}) {
        button->setAutoDefault(false);
        button->setFocusPolicy(Qt::TabFocus);
        head->addWidget(button);
    }
    leave_->setFocusPolicy(Qt::TabFocus);
    head->addWidget(leave_);
    column.addLayout(head);
}

void LessonCard::build_body(QBoxLayout& column) {
    auto* said = new QVBoxLayout;
    auto* asked = new QVBoxLayout;
    said->setSpacing(6);
    asked->setSpacing(6);
    said->addWidget(text_);
    said->addWidget(verdict_);
    said->addStretch();
    asked->addWidget(form_);
    asked->addWidget(answer_);
    asked->addWidget(scale_);
    asked->addWidget(tasks_);
    asked->addStretch();
    columns_->setContentsMargins(0, 0, 0, 0);
    columns_->setSpacing(16);
    columns_->addLayout(said, 3);
    columns_->addLayout(asked, 2);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->viewport()->setAutoFillBackground(false);
    body_->setAutoFillBackground(false);
    scroll_->setWidget(body_);
    body_->installEventFilter(this);
    body_->setAutoFillBackground(false); // setWidget() turns it on
    column.addWidget(scroll_);
}

void LessonCard::show_content(const LessonCardContent& content) {
    if (content == content_)
        return;
    const LessonCardContent before = std::exchange(content_, content);
    const bool other_step = before.position != content.position || before.lesson != content.lesson;
    heading_->setText(QStringLiteral("<b>%1</b>&nbsp; <small>%2 · %3</small>")
                          .arg(content.title.toHtmlEscaped(), content.lesson.toHtmlEscaped(), content.position.toHtmlEscaped()));
    show_text(*text_, content.text);
    show_text(*verdict_, content.verdict);
    show_text(*tasks_, tasks_text(content.tasks));
    show_text(*answer_, content.answer);
    form_->setVisible(content.question.has_value());
    if (content.question && (other_step || content.question != before.question)) {
        form_->setPalette({}); // no insisting yet
        form_->ask(content.question->text, content.question->choices, content.question->from, content.question->to, content.question->suffix);
    }
    scale_->setVisible(content.numbers.has_value());
    if (content.numbers)
        scale_->show_numbers(content.numbers->from, content.numbers->to, content.numbers->predicted, content.numbers->measured);
    next_->setText(content.next);
    next_->setEnabled(content.can_go_on);
    back_->setEnabled(content.can_go_back);
    setAccessibleDescription(content.title + QLatin1Char('\n') + content.text);
    fit();
    if (other_step)
        scroll_->verticalScrollBar()->setValue(0);
}

void LessonCard::insist() {
    form_->take_focus();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse, palette()));
    form_->setPalette(colours);
}

void LessonCard::fit() {
    const int width = scroll_->viewport()->width();
    const auto direction = width >= letters_for_two_columns * fontMetrics().averageCharWidth() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    columns_->setDirection(direction);
    columns_->activate(); // without invalidate(), whose request for a layout would come back here
    const int wanted = columns_->hasHeightForWidth() ? columns_->totalHeightForWidth(width) : columns_->totalSizeHint().height();
    const int most = static_cast<int>(largest_share * window()->height());
    scroll_->setFixedHeight(std::min(wanted, std::max(most, fontMetrics().height() * 4)));
}

void LessonCard::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return next_->isEnabled() ? Q_EMIT advanced() : insist();
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        if (back_->isEnabled())
            Q_EMIT went_back();
        return;
    case Qt::Key_Escape:
        return Q_EMIT left();
    default:
        break;
    }
    const int figure = event->key() - Qt::Key_1;
    if (content_.question && !content_.question->choices.isEmpty() && figure >= 0 && figure < 9)
        return form_->answer(figure);
    QFrame::keyPressEvent(event);
}

void LessonCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

void LessonCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

bool LessonCard::eventFilter(QObject* watched, QEvent* event) {
    if (watched == body_ && event->type() == QEvent::LayoutRequest)
        fit(); // what it holds takes more lines or fewer now
    return QFrame::eventFilter(watched, event);
}

void LessonCard::paintEvent(QPaintEvent*) {
    const QColor colour = colour_of(Meaning::accent, palette());
    QPainter painter(this);
    painter.fillRect(rect(), mix(palette().color(QPalette::Window), colour, 0.10));
    painter.fillRect(QRect(0, 0, stripe, height()), colour);
    if (hasFocus()) {
        painter.setPen(colour);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace overdamp
