// SPDX-License-Identifier: GPL-3.0-or-later
// Columns in memory, and what a resumed run replaces.
#include "core/telemetry/history.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

StepRecord step_record(std::int64_t step, double loss) {
    StepRecord record;
    record.step = step;
    record.loss = loss;
    return record;
}

EvaluationRecord evaluation(std::int64_t step, double loss) {
    EvaluationRecord record;
    record.step = step;
    record.loss = loss;
    return record;
}

SampleRecord sample(std::int64_t step, const char* prompt, double temperature) {
    return {.step = step, .revision = 0, .prompt = prompt, .temperature = temperature, .words = {}};
}

EventRecord change(std::int64_t step, std::int64_t revision) { return {.step = step, .revision = revision, .gesture = 0, .changes = {}}; }

std::vector<std::int64_t> steps(const History& history, MetricSource source) {
    const auto span = history.steps(source);
    return {span.begin(), span.end()};
}

std::vector<double> column(const History& history, const char* name) {
    const auto span = history.column(*find_metric(name));
    return {span.begin(), span.end()};
}

using Steps = std::vector<std::int64_t>;
using Values = std::vector<double>;

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void an_empty_history_has_empty_columns();
    void every_measure_gets_its_own_column();
    void a_step_recorded_again_replaces_all_later_ones();
    void each_kind_is_replaced_by_its_own_kind_alone();
    void samples_of_a_step_differ_by_prompt_and_temperature();
    void events_of_a_step_differ_by_revision();
    void what_was_measured_late_is_missing_before();
    void frequencies_are_held_by_step_and_the_corpus_apart();
    void clear_forgets_everything();
};

void HistoryTest::an_empty_history_has_empty_columns() {
    const History history;
    QCOMPARE(history.size(), std::size_t(0));
    for (const Metric& metric : metric_table())
        QVERIFY(history.column(metric).empty());
    QVERIFY(history.samples().empty() && history.events().empty());
}

void HistoryTest::every_measure_gets_its_own_column() {
    StepRecord step;
    EvaluationRecord evaluation;
    double value = 0;
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double StepRecord::*>(&metric.member))
            step.** member = ++value;
        else
            evaluation.*std::get<double EvaluationRecord::*>(metric.member) = ++value;
    History history;
    history.append(step);
    history.append(evaluation);
    value = 0;
    for (const Metric& metric : metric_table()) {
        QCOMPARE(history.column(metric).size(), std::size_t(1));
        QCOMPARE(history.column(metric)[0], ++value); // so no two rows of the table name one member
    }
    history.append(step_record(1, 2.5));
    QVERIFY(std::isnan(column(history, "train/gradient_norm")[1])); // not measured
    QCOMPARE(history.size(), std::size_t(2));
}

void HistoryTest::a_step_recorded_again_replaces_all_later_ones() {
    History history;
    for (std::int64_t step = 0; step < 10; ++step)
        history.append(step_record(step, static_cast<double>(step)));
    history.append(step_record(7, 70));
    QCOMPARE(steps(history, MetricSource::step), (Steps{0, 1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(column(history, "train/loss"), (Values{0, 1, 2, 3, 4, 5, 6, 70}));
    history.append(step_record(20, 8)); // a gap is fine
    history.append(step_record(15, 9));
    QCOMPARE(steps(history, MetricSource::step), (Steps{0, 1, 2, 3, 4, 5, 6, 7, 15}));
    history.append(step_record(0, 1));
    QCOMPARE(steps(history, MetricSource::step), Steps{0});
    QCOMPARE(column(history, "train/penalty").size(), std::size_t(1));
}

void HistoryTest::each_kind_is_replaced_by_its_own_kind_alone() {
    History history;
    history.append(step_record(5, 1));
    history.append(evaluation(0, 4));
    history.append(evaluation(50, 3));
    history.append(change(40, 1));
    history.append(sample(50, "", 1));
    history.append(step_record(2, 1));
    QCOMPARE(steps(history, MetricSource::evaluation), (Steps{0, 50}));
    history.append(evaluation(50, 2));
    QCOMPARE(column(history, "eval/loss"), (Values{4, 2}));
    QCOMPARE(steps(history, MetricSource::step), Steps{2});
    QCOMPARE(history.events().size(), std::size_t(1));
    QCOMPARE(history.samples().size(), std::size_t(1));
}

void HistoryTest::samples_of_a_step_differ_by_prompt_and_temperature() {
    History history;
    history.append(sample(10, "a", 1));
    history.append(sample(20, "a", 1));
    history.append(sample(20, "b", 1));
    history.append(sample(20, "a", 0.5));
    QCOMPARE(history.samples().size(), std::size_t(4));
    history.append(sample(20, "b", 1)); // once more: it replaces its like
    QCOMPARE(history.samples().size(), std::size_t(4));
    QCOMPARE(history.samples().back().prompt, std::string("b"));
    history.append(sample(15, "c", 1)); // the run went back
    QCOMPARE(history.samples().size(), std::size_t(2));
    QCOMPARE(history.samples().front().step, 10);
}

void HistoryTest::events_of_a_step_differ_by_revision() {
    History history;
    history.append(change(10, 1));
    history.append(change(10, 2));
    history.append(change(30, 3));
    history.append(change(10, 2));
    QCOMPARE(history.events().size(), std::size_t(2));
    QCOMPARE(history.events()[0].revision, 1);
    QCOMPARE(history.events()[1].revision, 2);
}

void HistoryTest::what_was_measured_late_is_missing_before() {
    History history;
    for (std::int64_t step = 0; step < 3; ++step)
        history.append(step_record(step, 5));
    QVERIFY(history.columns(MetricSource::step).values[static_cast<std::size_t>(find_metric("train/remedy") - metric_table().data())].empty());
    QCOMPARE(column(history, "train/remedy").size(), std::size_t(3));
    QVERIFY(std::isnan(column(history, "train/remedy")[2]));
    StepRecord late = step_record(3, 5);
    late.remedy = 0.25;
    history.append(late);
    QVERIFY(std::isnan(column(history, "train/remedy")[2]));
    QCOMPARE(column(history, "train/remedy")[3], 0.25);
    history.append(step_record(1, 6)); // and again from there on
    QCOMPARE(column(history, "train/remedy").size(), std::size_t(2));
}

void HistoryTest::frequencies_are_held_by_step_and_the_corpus_apart() {
    const auto record = [](std::int64_t step, bool of_corpus, std::int64_t count) {
        return FrequencyRecord{.step = step, .revision = 0, .of_corpus = of_corpus, .counts = {{count, 1}}};
    };
    History history;
    QVERIFY(history.corpus_frequencies().counts.empty());
    history.append(record(0, true, 900));
    history.append(record(0, false, 10));
    history.append(record(50, false, 20));
    history.append(record(50, false, 21));
    QCOMPARE(history.corpus_frequencies().counts[0].count, std::int64_t(900));
    QCOMPARE(history.frequencies().size(), std::size_t(2));
    QCOMPARE(history.frequencies()[1].counts[0].count, std::int64_t(21));
    QCOMPARE(std::get<FrequencyRecord>(parse_line(to_line(record(50, false, 21)))).counts, (std::vector<CountOfWords>{{21, 1}}));
}

void HistoryTest::clear_forgets_everything() {
    History history;
    history.append(step_record(1, 1));
    history.append(evaluation(1, 1));
    history.append(sample(1, "", 1));
    history.append(change(1, 1));
    history.clear();
    QVERIFY(history.size() == 0 && history.samples().empty() && history.events().empty() && column(history, "eval/loss").empty());
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "history.moc"
