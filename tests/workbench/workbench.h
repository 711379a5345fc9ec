// SPDX-License-Identifier: GPL-3.0-or-later
// The real window over an experiment that a test can train, and what a person does with it.
#pragma once

#include "app/workbench/main_window.h"
#include "app/workbench/notice_bar.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/number_field.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace overdamp {

inline constexpr int patience = 60'000; // milliseconds; other programs may want the processor too

inline Experiment tiny_experiment(std::int64_t steps = 100'000) {
    Experiment experiment;
    experiment.name = "tiny";
    Knobs& knobs = experiment.knobs;
    knobs.feedback.strength = 0;
    knobs.feedback.ramp_steps = 0;
    knobs.model.width = 16;
    knobs.model.layers = 1;
    knobs.model.heads = 2;
    knobs.model.context = 16;
    knobs.language.corpus = "synthetic";
    knobs.training.batch = 4;
    knobs.training.steps = steps;
    knobs.training.threads = 1;
    knobs.training.checkpoint_every = 0;
    knobs.evaluation.every = 20;
    knobs.sampling.every = 20;
    return experiment;
}

/// Types a knob's value.
inline void turn(KnobPanel& controls, const char* key, const QString& text) {
    auto* field = controls.editor(key)->findChild<NumberField*>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

inline void turn(MainWindow& window, const char* key, const QString& text) { turn(window.controls(), key, text); }

/// The window with an experiment, ready to run.
struct Workbench {
    explicit Workbench(const QTemporaryDir& runs, const Experiment& experiment = tiny_experiment(), QSettings* settings = nullptr)
        : Workbench(std::filesystem::path(runs.path().toStdString()), experiment, settings) {}

    explicit Workbench(const std::filesystem::path& runs, const Experiment& experiment = tiny_experiment(), QSettings* settings = nullptr)
        : window(runs, settings) {
        window.bridge().prepare(experiment);
        window.show();
        window.activateWindow();
    }

    Bridge& bridge() { return window.bridge(); }
    RunState state() { return window.bridge().state(); }
    const History& history() { return window.bridge().history(); }
    bool trained(std::size_t steps) {
        return QTest::qWaitFor([&] { return history().size() >= steps; }, patience);
    }
    bool reaches(RunState wanted) {
        return QTest::qWaitFor([&] { return state() == wanted; }, patience);
    }
    /// Whether one of the lines across the window says that.
    bool says(const QString& text) const {
        const auto bars = window.findChildren<NoticeBar*>();
        return std::ranges::any_of(bars, [&](const NoticeBar* bar) { return bar->isVisible() && bar->text().contains(text); });
    }

    MainWindow window;
};

} // namespace overdamp
