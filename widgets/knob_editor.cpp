// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knob_editor.h"

#include "widgets/help_pages.h"
#include "widgets/icons.h"
#include "widgets/idle_note.h"
#include "widgets/number_field.h"
#include "widgets/number_slider.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace overdamp {

namespace {

constexpr int editor_width = 104;
constexpr int reset_width = 20;
constexpr int glow_milliseconds = 2000;

double number_in(const KnobValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    return std::get<double>(value);
}

} // namespace

KnobEditor::KnobEditor(const Knob& knob, QWidget* parent)
    : QWidget(parent), knob_(knob), value_(knob.default_value()), label_(new QLabel), reset_(new QToolButton), lock_(new QToolButton),
      fields_(new QWidget), note_(new IdleNote) {
    setObjectName(plain(knob.key));
    setToolTip(tooltip());

    QString title = translated(knob.label).toHtmlEscaped();
    if (!knob.symbol.empty())
        title = tr("<b>%1</b>&nbsp; %2").arg(plain(knob.symbol).toHtmlEscaped(), title);
    if (knob.timing == KnobTiming::restart)
        title += tr(" <small><i>restart</i></small>");
    label_->setText(title);
    label_->setTextFormat(Qt::RichText);
    label_->setWordWrap(true);

    QWidget* editor = make_editor();
    editor->setFixedWidth(editor_width);
    editor->setAccessibleName(translated(knob.label));
    editor->setAccessibleDescription(translated(knob.help));
    editor->installEventFilter(this);
    label_->setBuddy(editor);

    reset_->setIcon(icon("reset"));
    reset_->setAutoRaise(true);
    reset_->setFixedSize(reset_width, reset_width);
    reset_->setFocusPolicy(Qt::TabFocus);
    reset_->setToolTip(tr("Reset to %1").arg(value_text(knob, value_)));
    reset_->setAccessibleName(tr("Reset %1").arg(translated(knob.label)));
    connect(reset_, &QToolButton::clicked, this, [this] { change(knob_.default_value()); });
    auto* corner = new QWidget; // where either of them stands
    corner->setFixedSize(reset_width, reset_width);
    reset_->setParent(corner);
    lock_->setParent(corner);
    lock_->setFixedSize(reset_width, reset_width);
    lock_->setIcon(icon(QStringLiteral("lock")));
    lock_->setAutoRaise(true);
    lock_->setEnabled(false);
    lock_->setFocusPolicy(Qt::NoFocus);
    lock_->hide();

    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(fields_);
    whole->addWidget(note_);
    auto* column = new QVBoxLayout(fields_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(label_, 1);
    row->addWidget(editor);
    row->addWidget(corner);
    column->addLayout(row);
    if (suits_slider(knob))
        add_slider(column);
    glow_.setSingleShot(true);
    glow_.setInterval(glow_milliseconds);
    connect(&glow_, &QTimer::timeout, this, [this] { update(); });
    show_value();
}

void KnobEditor::set_value(const KnobValue& value) {
    value_ = value;
    show_value();
}

void KnobEditor::set_locked(bool locked) {
    running_ = locked;
    show_lock();
}

void KnobEditor::set_lock_reason(const QString& reason) {
    if (reason == lock_reason_)
        return;
    lock_reason_ = reason;
    show_lock();
    show_value();
}

void KnobEditor::show_lock() {
    const bool held = !lock_reason_.isEmpty();
    const bool fixed = running_ && knob_.timing == KnobTiming::restart;
    fields_->setEnabled(!held && !fixed);
    lock_->setVisible(held);
    label_->buddy()->setAccessibleDescription(held ? lock_reason_ : translated(knob_.help));
    const QString why = held ? tr("<p>%1</p>").arg(lock_reason_.toHtmlEscaped())
                             : tr("<p>Fixed while a run is going; it takes effect with a new run.</p>");
    setToolTip(held || fixed ? tooltip() + why : tooltip());
}

void KnobEditor::show_off() {
    if (QWidget* buddy = label_->buddy(); buddy->isEnabled())
        buddy->setFocus(Qt::OtherFocusReason);
    glow_.start();
    update();
}

void KnobEditor::paintEvent(QPaintEvent*) {
    if (!glow_.isActive())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colour_of(Meaning::accent, palette()));
    painter.setBrush(mix(palette().color(QPalette::Window), colour_of(Meaning::accent, palette()), 0.2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

bool KnobEditor::eventFilter(QObject* watched, QEvent* event) {
    // The wheel scrolls the panel, unless the editor under it was chosen first.
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QWidget* KnobEditor::make_editor() {
    switch (knob_.type) {
    case KnobType::boolean:
        return make_flag();
    case KnobType::choice:
        return make_choice();
    case KnobType::text:
        return make_text();
    case KnobType::integer:
    case KnobType::real:
        break;
    }
    return make_number();
}

QWidget* KnobEditor::make_number() {
    number_ = new NumberField(knob_);
    number_->setFocusPolicy(Qt::StrongFocus);
    if (!knob_.unit.empty())
        number_->setAccessibleDescription(translated(knob_.unit));
    connect(number_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        if (knob_.type == KnobType::integer)
            change(static_cast<std::int64_t>(value));
        else
            change(value);
    });
    return number_;
}

QWidget* KnobEditor::make_choice() {
    choice_ = new QComboBox;
    choice_->setFocusPolicy(Qt::StrongFocus);
    for (const auto name : knob_.choices)
        choice_->addItem(plain(name));
    connect(choice_, &QComboBox::activated, this, [this](int index) { change(std::string(knob_.choices[static_cast<std::size_t>(index)])); });
    return choice_;
}

QWidget* KnobEditor::make_flag() {
    flag_ = new QCheckBox;
    flag_->setFocusPolicy(Qt::TabFocus);
    connect(flag_, &QCheckBox::toggled, this, [this](bool on) { change(on); });
    return flag_;
}

QWidget* KnobEditor::make_text() {
    text_ = new QLineEdit;
    connect(text_, &QLineEdit::editingFinished, this, [this] { change(text_->text().toStdString()); });
    return text_;
}

void KnobEditor::add_slider(QBoxLayout* column) {
    slider_ = new NumberSlider(knob_);
    slider_->setAccessibleName(tr("%1, slider").arg(translated(knob_.label)));
    slider_->setAccessibleDescription(translated(knob_.help));
    slider_->installEventFilter(this);
    column->addWidget(slider_);
    connect(slider_, &QSlider::sliderPressed, this, &KnobEditor::drag_started);
    connect(slider_, &QSlider::sliderReleased, this, &KnobEditor::drag_finished);
    connect(slider_, &QSlider::valueChanged, this, [this] {
        const double value = slider_->shown_value();
        if (knob_.type == KnobType::integer)
            change(static_cast<std::int64_t>(value), slider_->isSliderDown());
        else
            change(value, slider_->isSliderDown());
    });
}

void KnobEditor::change(const KnobValue& value, bool dragging) {
    if (value == value_)
        return;
    value_ = value;
    show_value();
    Q_EMIT edited(dragging);
}

void KnobEditor::show_value() {
    if (number_) {
        const QSignalBlocker quiet(number_);
        number_->setValue(number_in(value_));
    }
    if (slider_ && !slider_->isSliderDown())
        slider_->show_value(number_in(value_));
    if (choice_)
        choice_->setCurrentText(plain(std::get<std::string>(value_)));
    if (flag_) {
        const QSignalBlocker quiet(flag_);
        flag_->setChecked(std::get<bool>(value_));
        flag_->setText(flag_->isChecked() ? tr("on") : tr("off"));
    }
    if (text_ && text_->text().toStdString() != std::get<std::string>(value_))
        text_->setText(plain(std::get<std::string>(value_)));
    reset_->setVisible(lock_reason_.isEmpty() && value_ != knob_.default_value());
}

QString KnobEditor::tooltip() const {
    return tr("<p><b>%1</b></p>").arg(translated(knob_.label).toHtmlEscaped()) + knob_help(knob_);
}

} // namespace overdamp
