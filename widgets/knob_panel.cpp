// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knob_panel.h"

#include "widgets/collapsible_group.h"
#include "widgets/knob_editor.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QDateTime>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

namespace {

/// Key and wheel steps that follow each other this closely are one gesture, milliseconds.
constexpr qint64 burst = 600;

/// Groups of live knobs start open: those are what a hand reaches for while a run trains.
bool has_live_knob(std::string_view group) {
    return std::ranges::any_of(knob_table(), [&](const Knob& knob) { return knob.group == group && knob.timing == KnobTiming::live; });
}

} // namespace

KnobPanel::KnobPanel(QWidget* parent) : QScrollArea(parent), problem_(new QLabel) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Controls"));

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(0);
    setWidget(content);

    problem_->setWordWrap(true);
    problem_->setMargin(8);
    problem_->hide();
    column->addWidget(problem_);
    for (const Knob& knob : knob_table())
        add_editor(knob);
    column->addStretch();
    setMinimumWidth(content->minimumSizeHint().width() + 20);
    show_bypass();
}

void KnobPanel::add_editor(const Knob& knob) {
    const QString name = plain(knob.group);
    CollapsibleGroup*& group = groups_[name];
    if (!group) {
        group = new CollapsibleGroup(translated(knob.group));
        group->set_open(has_live_knob(knob.group));
        static_cast<QVBoxLayout*>(widget()->layout())->addWidget(group);
    }
    auto* editor = new KnobEditor(knob);
    group->add(editor);
    editors_.push_back(editor);
    connect(editor, &KnobEditor::edited, this, [this, editor](bool dragging) { take(editor, dragging); });
    connect(editor, &KnobEditor::drag_started, this, &KnobPanel::begin_gesture);
    connect(editor, &KnobEditor::drag_finished, this, [this] { last_edited_ = nullptr; });
}

void KnobPanel::set_knobs(const Knobs& knobs) {
    knobs_ = knobs;
    last_edited_ = nullptr;
    for (KnobEditor* editor : editors_)
        editor->set_value(editor->knob().value(knobs));
    show_problem();
    show_bypass();
}

QString KnobPanel::problem() const {
    try {
        check_consistency(knobs_);
    } catch (const SettingsError& error) {
        return plain(error.what());
    }
    return {};
}

void KnobPanel::set_running(bool running) {
    for (KnobEditor* editor : editors_)
        editor->set_locked(running);
}

void KnobPanel::set_step(qint64 step) {
    step_ = step;
    show_bypass();
}

KnobEditor* KnobPanel::editor(std::string_view key) const {
    const auto found = std::ranges::find_if(editors_, [&](const KnobEditor* editor) { return editor->knob().key == key; });
    return found == editors_.end() ? nullptr : *found;
}

void KnobPanel::take(KnobEditor* editor, bool dragging) {
    if (!dragging && (editor != last_edited_ || since_last_.elapsed() > burst))
        begin_gesture();
    last_edited_ = dragging ? nullptr : editor;
    since_last_.start();
    set_knob(knobs_, editor->knob(), editor->value());
    show_problem();
    show_bypass();
    if (problem().isEmpty())
        Q_EMIT knobs_changed(knobs_, gesture_);
}

void KnobPanel::begin_gesture() {
    // The clock keeps gestures of a resumed run apart from those of its first sitting.
    gesture_ = std::max(gesture_ + 1, QDateTime::currentMSecsSinceEpoch());
}

void KnobPanel::show_problem() {
    const QString text = problem();
    problem_->setVisible(!text.isEmpty());
    problem_->setText(tr("Not applied. %1").arg(text));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse));
    problem_->setPalette(colours);
}

void KnobPanel::show_bypass() {
    const bool bypassed = knobs_.feedback.gates_modules && engaged_strength(knobs_, step_) == 0;
    const QString note = bypassed ? tr("bypassed while α = 0") : QString();
    for (const char* name : {"DMU", "DTU"})
        groups_[QLatin1String(name)]->set_note(note);
}

} // namespace overdamp
