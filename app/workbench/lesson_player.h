// SPDX-License-Identifier: GPL-3.0-or-later
// Leads a student through a lesson on the Explore page.
#pragma once

#include "core/lesson/progress.h"
#include "widgets/plot_layout.h"

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QShortcut;

namespace overdamp {

class Highlight;
class LessonCard;
class MainWindow;
struct LessonCardContent;

/// One lesson at a time. It begins with a run of its own, holds the knobs that a step does not give free, asks for a prediction before it lets training
/// go on, and pauses the run when a step's tasks are done. Opening another run or preset interrupts it until the lesson's own run is shown again.
class LessonPlayer : public QObject {
    Q_OBJECT

  public:
    LessonPlayer(MainWindow& window, LessonCard& card);

    void start(const Lesson& lesson);
    /// Everything is free again; the run shown stays.
    void leave();
    bool is_playing() const { return lesson_ != nullptr; }

    const Lesson* lesson() const { return lesson_.get(); }
    /// Index of the step that the student has come to; lesson()->steps.size() at the end.
    std::size_t reached() const { return reached_; }
    /// What was predicted and measured in a step.
    struct Answer {
        std::optional<double> predicted; ///< a number, or the index of a choice
        std::optional<Measured> measured;
        QString place; ///< where: step and run
    };
    const std::vector<Answer>& answers() const { return answers_; }

  public Q_SLOTS:
    void advance();
    void go_back();
    void predict(double answer);

  Q_SIGNALS:
    void started();
    /// The student came to the end.
    void finished(const QString& id);
    /// Also after the end.
    void left();

  private:
    void connect_window();
    void enter(std::size_t index);
    void begin_run(const Knobs& knobs);
    void show_plots(const std::vector<std::string>& ids);
    void update();
    void take_looks();
    void complete();
    void hold_knobs();
    void show_highlights();
    void show_card();
    LessonCardContent step_content() const;
    LessonCardContent end_content() const;
    LessonCardContent stray_content() const;
    void fill_answer(LessonCardContent& content, std::size_t index) const;
    bool prediction_due() const;
    bool strayed() const;
    void return_to_run();
    QString place_of(std::int64_t step) const;
    std::int64_t next_step() const;

    MainWindow& window_;
    LessonCard& card_;
    std::unique_ptr<const Lesson> lesson_;
    std::size_t reached_ = 0, shown_ = 0;
    std::vector<Answer> answers_;
    std::optional<LessonProgress> progress_;
    bool completed_ = false, strayed_ = false;
    Knobs begun_with_;
    std::filesystem::path folder_; ///< of the lesson's run, once it has one
    std::optional<PlotsState> plots_before_;
    std::vector<QPointer<Highlight>> highlights_;
    std::vector<QShortcut*> presenter_keys_;
};

} // namespace overdamp
