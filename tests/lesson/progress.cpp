// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as done, and what is measured, on histories made by hand.
#include "core/lesson/progress.h"

#include <QTest>

#include <cmath>

using namespace overdamp;

namespace {

constexpr std::int64_t engaged = 40;

/// Loss falls from 10 by 0.1 a step and rises by 3 when the feedback comes at step 40; from there it jumps by 0.5 each step. Evaluations every 10 steps
/// have share 30 + step.
History made_history(std::int64_t steps) {
    History history;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (step % 10 == 0)
            history.append(EvaluationRecord{.step = step, .hf_share_top10 = 30.0 + static_cast<double>(step)});
        const double before = 10 - 0.1 * static_cast<double>(step);
        const double after = 9 + (step % 2 == 0 ? 0.25 : -0.25);
        history.append(StepRecord{.step = step, .loss = step < engaged ? before : after, .strength = step < engaged ? 0.0 : 0.2});
    }
    return history;
}

Quantity loss(std::int64_t records = 1) { return {.metric = find_metric("train/loss"), .records = records}; }
Quantity share() { return {.metric = find_metric("sample/hf_share_top10")}; }

void compare_close(const std::optional<Measured>& measured, double value, std::int64_t step) {
    QVERIFY(measured);
    QVERIFY2(std::abs(measured->value - value) < 1e-9, qPrintable(QString::number(measured->value)));
    QCOMPARE(measured->step, step);
}

} // namespace

class ProgressTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_mean_is_of_the_newest_records() {
        const History history = made_history(30);
        compare_close(measure(loss(), history, nullptr), 7.1, 29);
        compare_close(measure(loss(3), history, nullptr), 7.2, 29);
        QVERIFY(!measure(loss(31), history, nullptr)); // there are not that many
    }

    void a_step_that_is_asked_for_is_waited_for() {
        Quantity quantity = share();
        quantity.at_step = 25;
        QVERIFY(!measure(quantity, made_history(25), nullptr)); // the newest evaluation is at 20
        compare_close(measure(quantity, made_history(31), nullptr), 50, 20);
        quantity.at_step = 30;
        compare_close(measure(quantity, made_history(60), nullptr), 60, 30);
    }

    void the_largest_and_the_roughness_are_of_the_newest_records() {
        const History history = made_history(60);
        Quantity quantity = loss(10);
        quantity.take = Quantity::Take::largest;
        compare_close(measure(quantity, history, nullptr), 9.25, 59);
        quantity.take = Quantity::Take::roughness;
        compare_close(measure(quantity, history, nullptr), 0.5, 59);
        compare_close(measure(quantity, made_history(30), nullptr), 0.1, 29);
    }

    void a_change_is_against_before_the_feedback() {
        const History history = made_history(60);
        Quantity quantity = loss(10);
        quantity.reference = Quantity::Reference::before_feedback;
        compare_close(measure(quantity, history, nullptr), 9 - 6.55, 59); // before: 7.0 … 6.1
        quantity.take = Quantity::Take::roughness;
        quantity.ratio = true;
        compare_close(measure(quantity, history, nullptr), 5, 59);
        Quantity shares = share();
        shares.reference = Quantity::Reference::before_feedback; // the evaluation at step 40 shows parameters that it had not touched
        compare_close(measure(shares, history, nullptr), 80 - 70, 50);
    }

    void a_change_is_against_a_step_or_the_parent() {
        Quantity quantity = share();
        quantity.reference = Quantity::Reference::step;
        quantity.reference_step = 15;
        compare_close(measure(quantity, made_history(35), nullptr), 60 - 40, 30);
        quantity.reference = Quantity::Reference::parent;
        QVERIFY(!measure(quantity, made_history(35), nullptr));
        History parent;
        for (const std::int64_t step : {0, 25, 50})
            parent.append(EvaluationRecord{.step = step, .hf_share_top10 = 5});
        compare_close(measure(quantity, made_history(35), &parent), 55, 30);
    }

    void the_first_outcome_that_fits_is_taken() {
        Prediction prediction;
        prediction.outcomes = {{.limits = {.above = 90, .below = {}}, .choice = {}, .text = "a"}, {.limits = {.above = 50, .below = {}}, .choice = {}, .text = "b"}};
        QCOMPARE(*outcome_of(prediction, 95), std::size_t{0});
        QCOMPARE(*outcome_of(prediction, 90), std::size_t{1}); // a limit is left out itself
        QVERIFY(!outcome_of(prediction, 50));
    }

    void rules_are_met_one_after_the_other_and_stay_met() {
        const std::vector<Rule> rules{KnobTurned{.knob = &find_knob("feedback.strength"), .value = KnobValue(0.2), .limits = {}}, MoreSteps{20},
                                      PartLookedAt{"samples"}, ChildMade{ForkKind::fork}, StepReached{10}};
        LessonProgress progress(rules, 30);
        Knobs knobs;
        knobs.feedback.strength = 0;
        const History history;
        progress.look("samples");
        QVERIFY(!progress.observe({history, knobs, 60})); // the knob comes first
        QCOMPARE(progress.met(), std::size_t{0});
        knobs.feedback.strength = 0.2000000001;
        QVERIFY(progress.observe({history, knobs, 62}));
        QCOMPARE(progress.met(), std::size_t{1});
        knobs.feedback.strength = 0;
        QVERIFY(!progress.observe({history, knobs, 81}));
        QVERIFY(progress.observe({history, knobs, 82})); // 20 steps after the turn
        QCOMPARE(progress.met(), std::size_t{2});
        progress.child(ForkKind::fork);
        QCOMPARE(progress.met(), std::size_t{2});
        progress.look("loop");
        QCOMPARE(progress.met(), std::size_t{2});
        progress.look("samples");
        progress.child(ForkKind::rewind);
        QCOMPARE(progress.met(), std::size_t{3});
        progress.child(ForkKind::fork);
        progress.observe({history, knobs, 82});
        QVERIFY(progress.all_met());
    }

    void more_steps_count_anew_in_another_run() {
        const std::vector<Rule> rules{MoreSteps{20}};
        LessonProgress progress(rules, 100);
        const History history;
        progress.begin_run(50);
        QVERIFY(!progress.observe({history, {}, 69}));
        QVERIFY(progress.observe({history, {}, 70}));
    }

    void a_measure_counts_only_when_it_is_new() {
        const std::vector<Rule> rules{MetricReached{find_metric("sample/hf_share_top10"), {.above = 35, .below = {}}}};
        LessonProgress progress(rules, 50);
        QVERIFY(!progress.observe({made_history(50), {}, 50})); // 70 %, but of step 40
        QVERIFY(!progress.observe({made_history(51), {}, 51})); // 80 %, but of the parameters before step 50
        QVERIFY(progress.observe({made_history(61), {}, 61}));
    }

    void a_knob_may_have_limits() {
        const std::vector<Rule> rules{KnobTurned{.knob = &find_knob("training.steps"), .value = {}, .limits = {.above = 100, .below = 200}}};
        const History history;
        for (const auto& [steps, expected] : {std::pair<std::int64_t, bool>{100, false}, {150, true}, {200, false}}) {
            LessonProgress progress(rules, 0);
            Knobs knobs;
            knobs.training.steps = steps;
            progress.observe({history, knobs, 0});
            QCOMPARE(progress.all_met(), expected);
        }
    }
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "progress.moc"
