// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of recorded runs and the window on it.
#pragma once

#include "app/workbench/runs_dock.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/summary.h"
#include "tests/workbench/workbench.h"

#include <QTreeView>

namespace overdamp {

namespace fs = std::filesystem;

/// Ten steps at that α, with nothing evaluated.
inline Experiment short_experiment(double strength) {
    Experiment experiment = tiny_experiment(10);
    experiment.knobs.feedback.strength = strength;
    experiment.knobs.evaluation.every = experiment.knobs.sampling.every = 0;
    return experiment;
}

inline int column_named(const char* key) { return static_cast<int>(find_run_column(key) - run_columns().data()); }

/// A run of ten recorded steps, without checkpoints.
inline fs::path record_run(const fs::path& runs, const std::string& folder, double strength, bool finished = true) {
    const fs::path run = runs / folder;
    fs::create_directories(run);
    save_experiment(short_experiment(strength), run / "experiment.json");
    Recorder recorder(run);
    for (std::int64_t step = 0; step < 10; ++step)
        recorder.record(StepRecord{.step = step, .wall = 1, .seconds = 1, .loss = 7 - strength * 10});
    recorder.flush();
    if (finished)
        write_summary(run, {.name = "tiny", .state = "finished", .message = "", .steps = 10, .seconds = 1, .step = StepRecord{.step = 9, .loss = 5}});
    return run;
}

struct RunsWorkbench : Workbench {
    explicit RunsWorkbench(const fs::path& runs, QSettings* settings = nullptr) : Workbench(runs, short_experiment(0.03), settings) {}

    RunsDock& dock() { return window.runs(); }
    int rows() { return dock().table().model()->rowCount(); }
    bool lists(int runs) {
        return QTest::qWaitFor([&] { return dock().model().rowCount() == runs; }, patience);
    }
    void select(const fs::path& run) {
        dock().select(run);
        dock().table().setFocus();
    }
    QString cell(const fs::path& run, const char* key) {
        const RunsModel& model = dock().model();
        return model.index(model.row_of(run), column_named(key)).data().toString();
    }
};

} // namespace overdamp
