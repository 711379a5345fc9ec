// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/knob_panel.h"

#include "widgets/collapsible_group.h"
#include "widgets/idle_note.h"
#include "widgets/knob_editor.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QDateTime>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace overdamp {

namespace {

/// Key and wheel steps that follow each other this closely are one gesture, milliseconds.
constexpr qint64 burst = 600;

/// Groups of live knobs start open: those are what a hand reaches for while a run trains.
bool has_live_knob(std::string_view group) {
    return std::ranges::any_of(knob_table(), [&](const Knob& knob) { return knob.group == group && knob.timing == KnobTiming::live; });
}

} // namespace

KnobPanel::KnobPanel(QWidget* parent) : QScrollArea(parent), problem_(new QLabel), lock_(new QLabel) {
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
    lock_->setWordWrap(true);
    lock_->setMargin(8);
    lock_->hide();
    column->addWidget(lock_);
    for (const Knob& knob : knob_table())
        add_editor(knob);
    column->addStretch();
    setMinimumWidth(content->minimumSizeHint().width() + 20);
    show_idle();
}

void KnobPanel::add_editor(const Knob& knob) {
    const QString name = plain(knob.group);
    CollapsibleGroup*& group = groups_[name];
    if (!group) {
        group = new CollapsibleGroup(translated(knob.group));
        group->set_open(has_live_knob(knob.group));
        static_cast<QVBoxLayout*>(widget()->layout())->addWidget(group);
        connect(&group->note(), &IdleNote::chosen, this, &KnobPanel::apply_remedy);
    }
    auto* editor = new KnobEditor(knob);
    group->add(editor);
    editors_.push_back(editor);
    connect(&editor->note(), &IdleNote::chosen, this, &KnobPanel::apply_remedy);
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
    show_idle();
}

void KnobPanel::turn_to(const Knobs& knobs) {
    set_knobs(allowed(knobs));
    begin_gesture();
    if (problem().isEmpty())
        Q_EMIT knobs_changed(knobs_, gesture_);
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
    running_ = running;
    for (KnobEditor* editor : editors_)
        editor->set_locked(running);
    show_idle();
}

void KnobPanel::lock_all_but(const std::vector<std::string>& free, const QString& reason) {
    for (KnobEditor* editor : editors_)
        editor->set_lock_reason(std::ranges::find(free, editor->knob().key) == free.end() ? reason : QString());
    lock_->setVisible(!reason.isEmpty());
    lock_->setText(reason);
    show_idle();
    Q_EMIT locks_changed();
}

void KnobPanel::unlock() { lock_all_but({}, {}); }

void KnobPanel::take_locks(const KnobPanel& other) {
    std::vector<std::string> free;
    for (const KnobEditor* editor : other.editors_)
        if (editor->lock_reason().isEmpty())
            free.emplace_back(editor->knob().key);
    lock_all_but(free, other.lock_->text());
}

Knobs KnobPanel::allowed(const Knobs& wanted) const {
    Knobs knobs = wanted;
    for (const KnobEditor* editor : editors_)
        if (!editor->lock_reason().isEmpty())
            set_knob(knobs, editor->knob(), editor->knob().value(knobs_));
    return knobs;
}

void KnobPanel::set_step(qint64 step) {
    step_ = step;
    show_idle();
}

void KnobPanel::turn(std::string_view key, const KnobValue& value) {
    const Knob& knob = find_knob(key);
    if (!editor(key)->lock_reason().isEmpty())
        return;
    set_knob(knobs_, knob, value);
    editor(key)->set_value(value);
    last_edited_ = nullptr;
    begin_gesture();
    announce();
}

void KnobPanel::show_knob(std::string_view key) {
    KnobEditor* wanted = editor(key);
    if (!wanted)
        return;
    groups_[plain(wanted->knob().group)]->set_open(true);
    widget()->layout()->activate();
    ensureWidgetVisible(wanted, 0, 24);
    wanted->show_off();
}

KnobEditor* KnobPanel::editor(std::string_view key) const {
    const auto found = std::ranges::find_if(editors_, [&](const KnobEditor* editor) { return editor->knob().key == key; });
    return found == editors_.end() ? nullptr : *found;
}

void KnobPanel::take(KnobEditor* editor, bool dragging) {
    if (!editor->lock_reason().isEmpty())
        return editor->set_value(editor->knob().value(knobs_));
    if (!dragging && (editor != last_edited_ || since_last_.elapsed() > burst))
        begin_gesture();
    last_edited_ = dragging ? nullptr : editor;
    since_last_.start();
    set_knob(knobs_, editor->knob(), editor->value());
    announce();
}

void KnobPanel::announce() {
    show_problem();
    show_idle();
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

void KnobPanel::show_idle() {
    for (const QString& name : groups_.keys()) {
        std::vector<KnobEditor*> members;
        std::ranges::copy_if(editors_, std::back_inserter(members), [&](const KnobEditor* editor) { return plain(editor->knob().group) == name; });
        const auto idle = [&](const KnobEditor* editor) {
            auto found = idle_knob(editor->knob(), knobs_, step_);
            const auto held = [this](const KnobRemedy& remedy) { return !this->editor(remedy.key)->lock_reason().isEmpty(); };
            if (found && std::ranges::any_of(found->remedies, held))
                found->remedies = {};
            return found;
        };
        const auto first = idle(members.front());
        const bool all_alike = members.size() > 1 && first && std::ranges::all_of(members, [&](const KnobEditor* editor) {
                                   const auto other = idle(editor);
                                   return other && other->reason == first->reason;
                               });
        groups_[name]->note().show_reason(all_alike ? first : std::nullopt, running_);
        for (KnobEditor* editor : members)
            editor->note().show_reason(all_alike ? std::nullopt : idle(editor), running_);
    }
}

void KnobPanel::apply_remedy(const KnobRemedy& remedy) {
    const Knob& knob = find_knob(remedy.key);
    if (!editor(remedy.key)->lock_reason().isEmpty())
        return;
    Knobs wanted = knobs_;
    set_knob(wanted, remedy.key, remedy.value);
    if (running_ && knob.timing == KnobTiming::restart)
        Q_EMIT restart_wanted(wanted, change_text({std::string(knob.key), knob.value(knobs_), knob.value(wanted)}));
    else
        turn(remedy.key, knob.value(wanted));
}

} // namespace overdamp
