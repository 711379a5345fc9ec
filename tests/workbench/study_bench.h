// SPDX-License-Identifier: GPL-3.0-or-later
// The Study page in the real window, with what a test does there by hand.
#pragma once

#include "app/workbench/main_window.h"
#include "app/workbench/notice_bar.h"
#include "app/workbench/study_page.h"
#include "app/workbench/study_plan_editor.h"
#include "app/workbench/study_queue_model.h"
#include "app/workbench/study_queue_view.h"
#include "core/settings/text.h"
#include "tests/study/tiny_study.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

namespace overdamp {

inline constexpr int patience = 120'000; // milliseconds

inline Experiment tiny_experiment() {
    Experiment experiment{.name = "tiny", .description = "", .knobs = {}};
    Knobs& knobs = experiment.knobs;
    knobs.model.width = 16;
    knobs.model.layers = 1;
    knobs.model.heads = 2;
    knobs.model.context = 16;
    knobs.language.corpus = "synthetic";
    knobs.training.batch = 4;
    knobs.training.steps = 100000;
    knobs.training.threads = 1;
    knobs.evaluation.every = 0;
    knobs.sampling.every = 0;
    return experiment;
}

/// The tiny study with a claim that has numbers, runs of that many steps, and a name that HTML must not take for a tag.
inline std::string plan_text(int steps) {
    QString text = QString::fromStdString(tiny_study(
        {},
        R"({"text": "<b>shares</b>", "rule": "value", "tolerance": 5, "note": "by <i>construction</i>", "paper": [{"where": {"α": 0}, "value": 27}, {"where": {"α": 0.2}, "value": 100}]})"));
    text.replace("\"training.checkpoint_every\": 10", "\"training.checkpoint_every\": 500");
    text.replace("\"evaluation.every\": 20", "\"evaluation.every\": " + QString::number(std::max(20, steps / 10)));
    return text.replace("\"training.steps\": 40", "\"training.steps\": " + QString::number(steps)).toStdString();
}

/// The window on the Study page.
struct StudyBench {
    explicit StudyBench(const std::filesystem::path& runs, QSettings* settings = nullptr) : window(runs, settings), page(window.study()) {
        page.driver().set_program(OVERDAMP_RUN);
        window.bridge().prepare(tiny_experiment());
        window.show();
        window.activateWindow();
        active = QTest::qWaitForWindowActive(&window);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    }

    void plan(const QTemporaryDir& folder, int steps) {
        const QString file = folder.filePath("tiny.json");
        write_text(file.toStdString(), plan_text(steps));
        page.plan().open(file);
    }
    void start() { QTest::mouseClick(page.plan().start_button(), Qt::LeftButton); }
    CellState state(std::size_t cell) { return page.driver().progress().cells.at(cell).state; }
    bool reaches(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, patience); }
    bool is_in(std::size_t cell, CellState wanted) {
        return reaches([&] { return state(cell) == wanted; });
    }
    bool rests() {
        return reaches([&] { return !page.driver().is_running(); });
    }
    /// Rows of the queue as numbers of cells, "1 2 3 4".
    QString order() {
        QStringList cells;
        for (int row = 0; row < page.queue().model().rowCount(); ++row)
            cells << QString::number(page.queue().model().cell(row) + 1);
        return cells.join(' ');
    }
    void press(std::size_t cell, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        page.queue().select(cell);
        page.queue().table().setFocus();
        QTest::keyClick(&page.queue().table(), key, modifiers);
    }
    /// What the lines across the page say.
    QString notices() {
        QStringList texts;
        for (const NoticeBar* bar : page.findChildren<NoticeBar*>())
            if (bar->isVisible())
                texts << bar->text();
        return texts.join('\n');
    }
    bool says(const QString& text) { return notices().contains(text); }
    bool answer(const QString& text) {
        for (QPushButton* button : window.findChildren<QPushButton*>())
            if (button->text() == text && button->isVisible()) {
                button->click();
                return true;
            }
        return false;
    }

    MainWindow window;
    StudyPage& page;
    bool active = false;
};

} // namespace overdamp
