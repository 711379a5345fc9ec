// SPDX-License-Identifier: GPL-3.0-or-later
// A student at the window: reads the card, predicts, does what it asks, and goes on.
#pragma once

#include "app/workbench/fork_dialog.h"
#include "app/workbench/lesson_card.h"
#include "app/workbench/lesson_player.h"
#include "app/workbench/main_window.h"
#include "app/workbench/prediction_form.h"
#include "app/workbench/time_panel.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/number_field.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QElapsedTimer>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <functional>

namespace overdamp {

class LessonStudent {
  public:
    LessonStudent(MainWindow& window, int patience) : window_(window), patience_(patience) {}

    LessonCard& card() { return *window_.findChild<LessonCard*>(); }
    LessonPlayer& player() { return window_.lesson_player(); }

    /// Answers the question that the card asks: a number in the middle of its range, or the first choice.
    void predict() {
        const auto& question = card().content().question;
        if (question->choices.isEmpty()) {
            auto* number = card().form().number();
            number->setFocus();
            number->selectAll();
            QTest::keyClicks(number, number->textFromValue(0.5 * (question->from + question->to)));
            QTest::keyClick(number, Qt::Key_Return);
        } else {
            card().setFocus();
            QTest::keyClick(&card(), Qt::Key_1);
        }
    }

    /// Types a number into a knob's field.
    static void turn(KnobPanel& controls, const KnobTurned& rule) {
        auto* field = controls.editor(rule.knob->key)->findChild<NumberField*>();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, field->textFromValue(std::get<double>(*rule.value)));
        QTest::keyClick(field, Qt::Key_Return);
    }

    /// Does the task with that index of the present step. False if it did not get done.
    bool do_task(std::size_t index) {
        const std::vector<Rule>& rules = step().done;
        const Rule& rule = rules[index];
        if (const auto* turned = std::get_if<KnobTurned>(&rule))
            turn(window_.controls(), *turned);
        else if (const auto* look = std::get_if<PartLookedAt>(&rule))
            look_at(look->part);
        else if (const auto* child = std::get_if<ChildMade>(&rule))
            make_child(child->kind, rules);
        else
            return train_until(index);
        return QTest::qWaitFor([&] { return is_done(index); }, patience_);
    }

    /// All of the present step, and on to the next one. False if something did not happen.
    bool do_step() {
        const std::size_t reached = player().reached();
        QTest::qWait(50);
        on_page("before");
        if (card().content().question) {
            const auto in_view = [](const QPushButton* choice) { return !choice->visibleRegion().isEmpty(); };
            if (!QTest::qWaitFor([&] { return std::ranges::all_of(card().form().choices(), in_view); }, patience_))
                return false;
            predict();
        }
        for (std::size_t i = 0; i < step().done.size(); ++i)
            if (!is_done(i) && !do_task(i))
                return false;
        const bool measured = !step().predict || QTest::qWaitFor([&] { return player().answers()[reached].measured.has_value(); }, patience_);
        QTest::qWait(50);
        on_page("after");
        card().setFocus();
        QTest::keyClick(&card(), Qt::Key_Return);
        return measured && player().reached() == reached + 1;
    }

    bool is_done(std::size_t index) {
        const auto& tasks = card().content().tasks;
        return index < tasks.size() && tasks[index].done;
    }

    /// What the card asks for and how the run stands, for messages.
    QString described() {
        const RunSummary summary = window_.bridge().summary();
        QString text = QStringLiteral("state %1, step %2 of %3;").arg(int(summary.state)).arg(summary.step).arg(summary.steps);
        for (const auto& task : card().content().tasks)
            text += QStringLiteral(" [%1] %2").arg(task.done ? QStringLiteral("x") : QString(), task.text);
        return text + QLatin1Char(' ') + card().content().title + QLatin1Char(' ') + card().content().answer;
    }

    const LessonStep& step() { return player().lesson()->steps[player().reached()]; }

    std::function<void(const char*)> on_page = [](const char*) {}; ///< is told when a page was read

    void press_space() {
        window_.activateWindow(); // a dialog may have had the keyboard
        (void)QTest::qWaitForWindowActive(&window_);
        card().setFocus();
        QTest::keyClick(&card(), Qt::Key_Space);
    }

  private:
    /// Presses Space whenever the run rests: what was to pause it for the step before may come late.
    bool train_until(std::size_t index) {
        QElapsedTimer pressed;
        return QTest::qWaitFor(
            [&] {
                const RunState state = window_.bridge().state();
                const bool rests = state == RunState::paused || state == RunState::ready;
                if (!is_done(index) && rests && (!pressed.isValid() || pressed.hasExpired(1000))) {
                    press_space();
                    pressed.start();
                }
                return is_done(index) || state == RunState::failed;
            },
            patience_) && is_done(index);
    }

    void look_at(const std::string& part) {
        if (part == "timeline") {
            window_.time_panel().timeline().setFocus();
            QTest::keyClick(&window_.time_panel().timeline(), Qt::Key_Left);
            return;
        }
        auto* dock = window_.findChild<QDockWidget*>(QString::fromStdString(part));
        dock->show();
        dock->raise();
    }

    void make_child(ForkKind kind, const std::vector<Rule>& rules) {
        if (kind == ForkKind::rewind)
            return window_.run_bar().rewind_action()->trigger();
        if (kind == ForkKind::what_if)
            return window_.time_panel().what_if_menu()->actions().last()->trigger();
        window_.run_bar().fork_action()->trigger();
        auto* dialog = window_.findChild<ForkDialog*>();
        for (const Rule& rule : rules)
            if (const auto* turned = std::get_if<KnobTurned>(&rule))
                turn(dialog->controls(), *turned);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->buttons().first(), Qt::LeftButton);
    }

    MainWindow& window_;
    int patience_; ///< milliseconds
};

} // namespace overdamp
