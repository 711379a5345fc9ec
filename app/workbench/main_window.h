// SPDX-License-Identifier: GPL-3.0-or-later
// The window: puts the bars, docks and plots together and connects them to the bridge.
#pragma once

#include "app/workbench/bridge.h"
#include "widgets/theme.h"

#include <QMainWindow>

#include <filesystem>
#include <string>

class QDockWidget;
class QLabel;
class QSettings;

namespace overdamp {

class Arrivals;
class CollapseStrip;
class DiagnosisNotice;
class KnobHistory;
class KnobPanel;
class LessonCard;
class LessonPlayer;
class LessonsPage;
class LoadingBar;
class LoopPage;
class NoticeBar;
class Pages;
class PlotsPage;
class Presenter;
class Presets;
class RunsDock;
class SampleView;
class StudyPage;
class TimePanel;
class TimeTravel;
class Twin;
class TemperatureView;

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    /// New runs go into `runs`. `settings` remembers layout, theme and dismissed hints and must outlive the window; without it
    /// the window looks as it does the first time, and forgets.
    explicit MainWindow(const std::filesystem::path& runs, QSettings* settings = nullptr, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A built-in preset, an experiment file, a study folder, or a run folder; a large one appears when it has been read. Problems are shown in the window; returns
    /// whether there were none so far.
    bool open(const std::string& what);

    Bridge& bridge() { return *bridge_; }
    KnobPanel& controls() { return *controls_; }
    PlotsPage& plots() { return *plots_; }
    SampleView& samples() { return *samples_; }
    LoopPage& loop() { return *loop_; }
    TemperatureView& temperatures() { return *temperatures_; }
    RunBar& run_bar() { return *run_bar_; }
    QSettings* settings() const { return settings_; }
    RunsDock& runs() { return *runs_; }
    Pages& pages() { return *pages_; }
    Arrivals& arrivals() { return *arrivals_; }
    StudyPage& study() { return *study_; }
    Presets& presets() { return *presets_; }
    Presenter& presenter() { return *presenter_; }
    KnobHistory& knob_history() { return *knob_history_; }
    LessonsPage& lessons() { return *lessons_; }
    LessonPlayer& lesson_player() { return *lesson_player_; }
    ThemeChoice theme() const;
    QDockWidget* controls_dock() const { return controls_dock_; }
    TimePanel& time_panel() { return *time_panel_; }
    TimeTravel& time_travel() { return *time_travel_; }
    Twin& twin() { return *twin_; }
    QDockWidget* twin_dock() const { return twin_dock_; }
    QDockWidget* samples_dock() const { return samples_dock_; }
    QDockWidget* loop_dock() const { return loop_dock_; }
    QDockWidget* temperatures_dock() const { return temperatures_dock_; }
    QDockWidget* runs_dock() const { return runs_dock_; }

  public Q_SLOTS:
    /// Prepares a new run with the knobs shown.
    void start_over();
    void set_theme(overdamp::ThemeChoice choice);
    void reset_layout();
    void show_problem(const QString& message);

  protected:
    void closeEvent(QCloseEvent* event) override;

  private:
    void build_centre();
    void build_docks();
    void size_docks();
    /// Tab goes from the bar through controls, notices and plots to the other docks.
    void order_keyboard();
    void connect_run_bar();
    void connect_bridge();
    void connect_time_travel();
    void connect_instruments();
    void connect_runs_and_presets();
    void add_lessons();
    void add_pages(const std::filesystem::path& runs);
    /// Ends what writes that folder for this window beside the run shown: a twin, or a run shown before.
    void end_others_in(const std::filesystem::path& folder);
    void show_as_preset(const std::string& what);
    void run();
    void step();
    bool knobs_fit();
    void show_run();
    void show_records();
    void show_status();
    void show_hint();
    void ask_before_closing();

    QSettings* settings_;
    Bridge* bridge_;
    RunBar* run_bar_;
    KnobPanel* controls_;
    SampleView* samples_;
    LoopPage* loop_;
    TemperatureView* temperatures_;
    CollapseStrip* meter_;
    DiagnosisNotice* diagnosis_;
    PlotsPage* plots_;
    TimePanel* time_panel_;
    Twin* twin_;
    TimeTravel* time_travel_ = nullptr;
    RunsDock* runs_;
    Arrivals* arrivals_;
    Presets* presets_;
    KnobHistory* knob_history_;
    Presenter* presenter_;
    LessonCard* lesson_card_;
    LessonsPage* lessons_;
    LessonPlayer* lesson_player_ = nullptr;
    NoticeBar* hint_;
    NoticeBar* problem_;
    LoadingBar* loading_;
    Pages* pages_ = nullptr;
    StudyPage* study_;
    QDockWidget* controls_dock_ = nullptr;
    QDockWidget* samples_dock_ = nullptr;
    QDockWidget* twin_dock_ = nullptr;
    QDockWidget* loop_dock_ = nullptr;
    QDockWidget* temperatures_dock_ = nullptr;
    QDockWidget* runs_dock_ = nullptr;
    QLabel* place_;
    QLabel* points_;
    QByteArray first_layout_;
    bool hints_wanted_ = true;
    QMetaObject::Connection resume_when_loaded_;
    bool may_close_ = false;
};

} // namespace overdamp
