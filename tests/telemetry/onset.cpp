// SPDX-License-Identifier: GPL-3.0-or-later
// Where collapse begins and ends in records made by hand.
#include "core/telemetry/onset.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

struct Point {
    std::int64_t step;
    double share, entropy;
};

/// Step records up to the last evaluation, with α > 0 from `engaged` on; never if that is negative.
History history_of(const std::vector<Point>& evaluations, std::int64_t engaged) {
    History history;
    for (std::int64_t step = 0; step < evaluations.back().step; ++step)
        history.append(StepRecord{.step = step, .strength = engaged >= 0 && step >= engaged ? 0.1 : 0});
    for (const Point& point : evaluations)
        history.append(EvaluationRecord{.step = point.step, .predictive_entropy = point.entropy, .hf_share_top10 = point.share});
    return history;
}

using Step = std::optional<std::int64_t>;

} // namespace

class OnsetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_baseline_is_the_last_untouched_evaluation();
    void an_evaluation_at_the_engaging_step_is_untouched();
    void feedback_from_the_start_is_held_against_the_corpus();
    void half_the_entropy_is_an_onset_too();
    void the_thresholds_are_strict();
    void without_feedback_there_is_no_onset();
    void collapse_needs_ninety_percent_and_no_feedback();
    void what_was_not_measured_is_passed_over();
    void an_empty_history_has_neither();
    void a_watch_sees_the_onset_when_it_comes_and_only_once_data();
    void a_watch_sees_the_onset_when_it_comes_and_only_once();
    void a_watch_can_be_told_of_the_past();
};

void OnsetTest::the_baseline_is_the_last_untouched_evaluation() {
    const Onset onset = find_onset(history_of({{0, 1, 7.6}, {50, 28, 5}, {100, 30, 4.8}, {150, 59, 4}, {200, 61, 3}, {250, 95, 1}}, 120), 29);
    QCOMPARE(onset.baseline_share, 30.0);
    QCOMPARE(onset.baseline_entropy, 4.8);
    QCOMPARE(onset.onset_step, Step(200));
    QCOMPARE(onset.collapse_step, Step(250));
}

void OnsetTest::an_evaluation_at_the_engaging_step_is_untouched() {
    const std::vector<Point> points{{0, 1, 7.6}, {50, 28, 5}, {100, 45, 4.8}, {150, 70, 4}};
    QCOMPARE(find_onset(history_of(points, 100), 29).baseline_share, 45.0);
    QCOMPARE(find_onset(history_of(points, 100), 29).onset_step, Step());
    QCOMPARE(find_onset(history_of(points, 99), 29).baseline_share, 28.0);
    QCOMPARE(find_onset(history_of(points, 99), 29).onset_step, Step(150));
}

void OnsetTest::feedback_from_the_start_is_held_against_the_corpus() {
    // The evaluation before any training is no baseline: its share of 1 % would make every later one an onset.
    const std::vector<Point> points{{0, 1, 7.6}, {50, 40, 5}, {100, 60, 4.8}};
    for (const std::int64_t engaged : {0, 1, 49}) {
        const Onset onset = find_onset(history_of(points, engaged), 29);
        QCOMPARE(onset.baseline_share, 29.0);
        QCOMPARE(onset.baseline_entropy, 7.6);
        QCOMPARE(onset.onset_step, Step(100));
    }
}

void OnsetTest::half_the_entropy_is_an_onset_too() {
    QCOMPARE(find_onset(history_of({{0, 1, 7}, {10, 30, 5}, {20, 31, 2.6}, {30, 31, 2.4}, {40, 90, 1}}, 12), 29).onset_step, Step(30));
}

void OnsetTest::the_thresholds_are_strict() {
    const Onset onset = find_onset(history_of({{0, 1, 7}, {10, 30, 5}, {20, 60, 2.5}, {30, 89.9, 5}}, 12), 29);
    QCOMPARE(onset.onset_step, Step(30));
    QCOMPARE(onset.collapse_step, Step());
    QCOMPARE(find_onset(history_of({{0, 1, 7}, {10, 30, 5}, {20, 90, 2.5}}, 12), 29).collapse_step, Step(20));
}

void OnsetTest::without_feedback_there_is_no_onset() {
    const Onset onset = find_onset(history_of({{0, 1, 7}, {10, 30, 5}, {20, 80, 1}}, -1), 29);
    QCOMPARE(onset.onset_step, Step());
    QCOMPARE(onset.baseline_share, 80.0);
}

void OnsetTest::collapse_needs_ninety_percent_and_no_feedback() {
    QCOMPARE(find_onset(history_of({{0, 1, 7}, {10, 92, 5}, {20, 99, 1}}, -1), 29).collapse_step, Step(10));
}

void OnsetTest::what_was_not_measured_is_passed_over() {
    const Onset onset = find_onset(history_of({{0, 1, 7}, {10, 30, 5}, {20, not_measured, not_measured}, {30, 95, 5}}, 12), 29);
    QCOMPARE(onset.onset_step, Step(30));
    QCOMPARE(onset.collapse_step, Step(30));
}

void OnsetTest::an_empty_history_has_neither() {
    const Onset onset = find_onset(History(), 29);
    QVERIFY(std::isnan(onset.baseline_share) && !onset.onset_step && !onset.collapse_step);
}

void OnsetTest::a_watch_sees_the_onset_when_it_comes_and_only_once_data() {
    QTest::addColumn<int>("engaged");
    for (const int engaged : {-1, 0, 49, 50, 99, 100, 120, 199, 200, 260})
        QTest::addRow("%d", engaged) << engaged;
}

void OnsetTest::a_watch_sees_the_onset_when_it_comes_and_only_once() {
    QFETCH(int, engaged);
    const std::vector<Point> points{{0, 1, 7.6}, {50, 28, 5}, {100, 30, 4.8}, {150, 59, 4}, {200, 61, 3}, {250, 95, 1}, {300, 30, 5}};
    const History history = history_of(points, engaged);
    OnsetWatch watch(29);
    std::optional<std::int64_t> seen;
    std::size_t point = 0;
    for (std::int64_t step = 0; step <= 300; ++step) {
        if (point < points.size() && points[point].step == step) {
            const bool now =
                watch.observe(EvaluationRecord{.step = step, .predictive_entropy = points[point].entropy, .hf_share_top10 = points[point].share});
            QVERIFY(!(now && seen));
            if (now)
                seen = step;
            ++point;
        }
        watch.observe(StepRecord{.step = step, .strength = engaged >= 0 && step >= engaged ? 0.1 : 0});
    }
    QCOMPARE(seen, find_onset(history, 29).onset_step);
}

void OnsetTest::a_watch_can_be_told_of_the_past() {
    const std::vector<Point> points{{0, 1, 7.6}, {50, 28, 5}, {100, 30, 4.8}, {150, 59, 4}, {200, 61, 3}, {250, 95, 1}};
    const History history = history_of(points, 120);
    OnsetWatch before(29);
    before.observe(history, 200);
    QVERIFY(before.observe(EvaluationRecord{.step = 200, .predictive_entropy = 3, .hf_share_top10 = 61}));
    OnsetWatch after(29);
    after.observe(history, 201);
    QVERIFY(!after.observe(EvaluationRecord{.step = 250, .predictive_entropy = 1, .hf_share_top10 = 95}));
}

QTEST_GUILESS_MAIN(OnsetTest)
#include "onset.moc"
