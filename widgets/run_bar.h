// SPDX-License-Identifier: GPL-3.0-or-later
// The bar on top: run, pause, step, stop, preset, progress, pace and device.
#pragma once

#include <QStringList>
#include <QToolBar>

class QAction;
class QComboBox;
class QLabel;
class QProgressBar;

namespace overdamp {

enum class RunState { none, preparing, ready, running, paused, finished, failed };

/// What the bar shows, as plain values.
struct RunSummary {
    RunState state = RunState::none;
    qint64 step = 0;             ///< steps done
    qint64 steps = 0;            ///< planned end
    double seconds = 0;          ///< training time without pauses, seconds
    double tokens_per_second = 0;
    double seconds_remaining = 0;
    qint64 parameters = 0;
    QString device = {};
};

class RunBar : public QToolBar {
    Q_OBJECT

  public:
    explicit RunBar(QWidget* parent = nullptr);

    void set_summary(const RunSummary& summary);
    RunSummary summary() const { return summary_; }
    /// Names that the box offers.
    void set_presets(const QStringList& names);
    /// Shows a name, also one that is not offered; no signal.
    void show_preset(const QString& name);
    /// Says what differs from the preset that is named; empty for nothing.
    void show_preset_changes(const QString& text);

    QAction* run_action() const { return run_; }   ///< Run or Pause, Space
    QAction* step_action() const { return step_; } ///< one step, full stop
    QAction* stop_action() const { return stop_; }
    QAction* checkpoint_action() const { return checkpoint_; } ///< Ctrl+Shift+K
    QAction* rewind_action() const { return rewind_; }         ///< Ctrl+Shift+R
    QAction* fork_action() const { return fork_; }             ///< Ctrl+Shift+F
    QAction* restart_action() const { return restart_; }
    /// Whether the actions' keys work wherever the focus is.
    void set_keys_active(bool active);
    /// Whether there is a past to go back to.
    void set_can_go_back(bool can);

  Q_SIGNALS:
    void run_requested();
    void pause_requested();
    void step_requested();
    void stop_requested();
    void checkpoint_requested();
    void rewind_requested();
    void fork_requested();
    void restart_requested();
    void preset_chosen(const QString& name);

  private:
    QAction* add_action(const QString& icon_name, const QString& text, const QKeySequence& key);
    void add_figures();
    void show_state();
    void show_figures();

    RunSummary summary_;
    QAction* run_;
    QAction* step_;
    QAction* stop_;
    QAction* checkpoint_;
    QAction* rewind_;
    QAction* fork_;
    QAction* restart_;
    QComboBox* presets_;
    QProgressBar* progress_;
    QLabel* state_;
    QLabel* steps_;
    QLabel* pace_;
    QLabel* time_;
    QLabel* device_;
};

} // namespace overdamp
