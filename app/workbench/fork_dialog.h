// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where a fork is to leave a run and which knobs it is to turn there.
#pragma once

#include "core/telemetry/fork.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace overdamp {

class KnobPanel;

/// A run as it is recorded.
struct ForkSource {
    std::filesystem::path folder;
    QString name; ///< empty for the run shown
    Experiment experiment;
    std::vector<EventRecord> events;
    std::int64_t steps = 0; ///< recorded
};

/// Reads the run in the folder. Throws SettingsError or FileError.
ForkSource load_fork_source(const std::filesystem::path& folder, const QString& name);

class ForkDialog : public QDialog {
    Q_OBJECT

  public:
    /// Suggests `step`, at most source.steps. A child of a run that has reached its end is planned twice as long.
    ForkDialog(ForkSource source, std::int64_t step, QWidget* parent = nullptr);

    KnobPanel& controls() { return *controls_; }
    QSpinBox& step() { return *step_; }
    QSpinBox& end() { return *end_; }

  Q_SIGNALS:
    void chosen(const std::filesystem::path& parent, const overdamp::Fork& fork);

  protected:
    /// Return in a field ends the typing of a number and is not yet the answer.
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void build();
    void move_to_step();
    void show_changes();
    Fork fork() const;

    ForkSource source_;
    Knobs before_; ///< in force before the step
    QSpinBox *step_, *end_;
    KnobPanel* controls_;
    QLabel* changes_;
    QDialogButtonBox* buttons_;
};

} // namespace overdamp
