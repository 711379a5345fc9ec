// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/run_bar.h"

#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace overdamp {

namespace {

constexpr int progress_width = 120;
constexpr int progress_height = 8;
constexpr int progress_positions = 1000;

QLabel* figure(const QString& name, const QString& widest) {
    auto* label = new QLabel;
    label->setFont(tabular(label->font()));
    label->setAccessibleName(name);
    label->setToolTip(name);
    label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest) + 12);
    label->setContentsMargins(6, 0, 6, 0);
    return label;
}

} // namespace

RunBar::RunBar(QWidget* parent)
    : QToolBar(parent), run_(add_action(QStringLiteral("play"), tr("Run"), Qt::Key_Space)),
      step_(add_action(QStringLiteral("step"), tr("Step"), Qt::Key_Period)), stop_(add_action(QStringLiteral("stop"), tr("Stop"), {})),
      checkpoint_(add_action(QStringLiteral("checkpoint"), tr("Checkpoint"), QKeySequence(QStringLiteral("Ctrl+Shift+K")))),
      rewind_(add_action(QStringLiteral("rewind"), tr("Rewind"), QKeySequence(QStringLiteral("Ctrl+Shift+R")))),
      fork_(add_action(QStringLiteral("fork"), tr("Fork…"), QKeySequence(QStringLiteral("Ctrl+Shift+F")))),
      restart_(add_action(QStringLiteral("new"), tr("New run"), QKeySequence::New)), presets_(new QComboBox), progress_(new QProgressBar) {
    setObjectName(QStringLiteral("run_bar"));
    setWindowTitle(tr("Run"));
    setMovable(false);
    setIconSize(QSize(20, 20));
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    step_->setToolTip(tr("Make one step and pause (.)"));
    stop_->setToolTip(tr("End this run: checkpoint and summary"));
    checkpoint_->setToolTip(tr("Keep this moment: write a checkpoint (Ctrl+Shift+K)"));
    rewind_->setToolTip(tr("Go back to the step looked at on the timeline, or to the newest checkpoint, in a child run (Ctrl+Shift+R)"));
    fork_->setToolTip(tr("Go back to the step looked at and turn knobs there, in a child run (Ctrl+Shift+F)"));
    restart_->setToolTip(tr("New run with the settings shown (Ctrl+N)"));
    qobject_cast<QToolButton*>(widgetForAction(run_))->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    connect(run_, &QAction::triggered, this, [this] {
        if (summary_.state == RunState::running)
            Q_EMIT pause_requested();
        else
            Q_EMIT run_requested();
    });
    connect(step_, &QAction::triggered, this, &RunBar::step_requested);
    connect(stop_, &QAction::triggered, this, &RunBar::stop_requested);
    connect(checkpoint_, &QAction::triggered, this, &RunBar::checkpoint_requested);
    connect(rewind_, &QAction::triggered, this, &RunBar::rewind_requested);
    connect(fork_, &QAction::triggered, this, &RunBar::fork_requested);
    connect(restart_, &QAction::triggered, this, &RunBar::restart_requested);
    set_can_go_back(false);

    presets_->setAccessibleName(tr("Preset"));
    presets_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    presets_->setFocusPolicy(Qt::TabFocus);
    connect(presets_, &QComboBox::textActivated, this, &RunBar::preset_chosen);
    addSeparator();
    addWidget(presets_);
    addSeparator();
    add_figures();
    show_preset_changes({});
    show_state();
    show_figures();
}

QAction* RunBar::add_action(const QString& icon_name, const QString& text, const QKeySequence& key) {
    QAction* action = addAction(icon(icon_name), text);
    action->setShortcut(key);
    widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
    return action;
}

void RunBar::add_figures() {
    progress_->setRange(0, progress_positions);
    progress_->setFixedSize(progress_width, progress_height);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress"));
    state_ = figure(tr("State"), tr("preparing"));
    steps_ = figure(tr("Steps done and planned"), tr("%1 / %2 steps").arg(QStringLiteral("8,888"), QStringLiteral("8,888")));
    pace_ = figure(tr("Target tokens trained a second"), tr("%1 tokens/s").arg(QStringLiteral("88.8 k")));
    time_ = figure(tr("Training time, and what remains at this pace"), tr("%1 · %2 left").arg(QStringLiteral("88 min 88 s"), QStringLiteral("88 min 88 s")));
    device_ = figure(tr("Device"), QString());
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(state_);
    addWidget(progress_);
    addWidget(steps_);
    addWidget(pace_);
    addWidget(time_);
    addWidget(space);
    addWidget(device_);
}

void RunBar::set_summary(const RunSummary& summary) {
    const bool other_state = summary.state != summary_.state;
    summary_ = summary;
    if (other_state)
        show_state();
    show_figures();
}

void RunBar::set_presets(const QStringList& names) {
    presets_->clear();
    presets_->addItems(names);
}

void RunBar::show_preset(const QString& name) {
    if (presets_->findText(name) < 0)
        presets_->addItem(name);
    presets_->setCurrentText(name);
}

void RunBar::set_keys_active(bool active) {
    for (QAction* action : {run_, step_, stop_, checkpoint_, rewind_, fork_, restart_})
        action->setShortcutContext(active ? Qt::WindowShortcut : Qt::WidgetShortcut);
}

void RunBar::set_can_go_back(bool can) {
    rewind_->setEnabled(can);
    fork_->setEnabled(can);
}

void RunBar::show_preset_changes(const QString& text) {
    const QString meaning = tr("Preset: the experiment that the next run starts from");
    presets_->setToolTip(text.isEmpty() ? meaning : meaning + QStringLiteral("\n\n") + text);
    QFont font = presets_->font();
    font.setItalic(!text.isEmpty());
    presets_->setFont(font);
}

void RunBar::show_state() {
    const RunState state = summary_.state;
    const bool going = state == RunState::running;
    run_->setIcon(icon(going ? QStringLiteral("pause") : QStringLiteral("play")));
    const bool ended = state == RunState::finished;
    run_->setText(going ? tr("Pause") : tr("Run"));
    run_->setToolTip(going ? tr("Pause training (Space)") : ended ? tr("Train on, past the end (Space)") : tr("Train (Space)"));
    const bool can_go_on = state == RunState::preparing || state == RunState::ready || state == RunState::running || state == RunState::paused;
    run_->setEnabled(can_go_on || ended);
    step_->setEnabled(can_go_on && !going);
    stop_->setEnabled(state == RunState::running || state == RunState::paused);
    checkpoint_->setEnabled(state == RunState::running || state == RunState::paused);
    restart_->setEnabled(state != RunState::none);

    const QString names[] = {QString(), tr("preparing"), tr("ready"), tr("running"), tr("paused"), tr("finished"), tr("failed")};
    state_->setText(names[static_cast<int>(state)]);
    QPalette colours = palette();
    if (state == RunState::failed)
        colours.setColor(QPalette::WindowText, colour_of(Meaning::collapse));
    state_->setPalette(colours);
}

void RunBar::show_figures() {
    const double done = summary_.steps > 0 ? static_cast<double>(summary_.step) / static_cast<double>(summary_.steps) : 0;
    progress_->setValue(static_cast<int>(std::clamp(done, 0.0, 1.0) * progress_positions));
    steps_->setText(tr("%1 / %2 steps").arg(QLocale().toString(summary_.step), QLocale().toString(summary_.steps)));
    pace_->setText(summary_.tokens_per_second > 0 ? tr("%1 tokens/s").arg(short_count(summary_.tokens_per_second)) : QString());
    const bool remains = summary_.step > 0 && summary_.step < summary_.steps && summary_.seconds_remaining > 0;
    const QString elapsed = duration_text(summary_.seconds);
    time_->setText(summary_.seconds <= 0 ? QString() : remains ? tr("%1 · %2 left").arg(elapsed, duration_text(summary_.seconds_remaining)) : elapsed);
    QStringList machine;
    if (!summary_.device.isEmpty())
        machine << summary_.device;
    if (summary_.parameters > 0)
        machine << tr("%1 parameters").arg(short_count(static_cast<double>(summary_.parameters)));
    device_->setText(machine.join(QStringLiteral(" · ")));
}

} // namespace overdamp
