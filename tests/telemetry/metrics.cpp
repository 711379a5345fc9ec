// SPDX-License-Identifier: GPL-3.0-or-later
// The table of measures, and records as lines.
#include "core/telemetry/metrics.h"

#include "tests/settings/thrown.h"

#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

using namespace overdamp;
using Json = nlohmann::json;

class Metrics : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_row_is_complete();
    void step_and_evaluation_lines_read_back();
    void what_is_not_a_number_becomes_null_and_not_measured();
    void sample_lines_read_back();
    void invalid_text_does_not_stop_a_sample();
    void event_lines_read_back_in_order();
    void foreign_lines_are_refused_data();
    void foreign_lines_are_refused();
};

void Metrics::every_row_is_complete() {
    std::set<std::string_view> names, labels;
    for (const Metric& metric : metric_table()) {
        const QByteArray name(metric.name.data(), static_cast<int>(metric.name.size()));
        QVERIFY2(names.insert(metric.name).second && labels.insert(metric.label).second, name.constData());
        QVERIFY2(name.count('/') == 1 && !metric.label.empty() && metric.help.back() == '.', name.constData());
        QVERIFY2((metric.source() == MetricSource::step) == (metric.name.starts_with("train/") || metric.name.starts_with("psu/")), name.constData());
        QCOMPARE(find_metric(metric.name), &metric);
    }
    QVERIFY(names.contains("sample/hf_share_top10"));
    QVERIFY(find_metric("train/los") == nullptr);
    QVERIFY(find_metric("") == nullptr);
}

void Metrics::step_and_evaluation_lines_read_back() {
    StepRecord step{.step = 12, .revision = 3, .wall = 1.7e9 + 0.125, .seconds = 4.5};
    EvaluationRecord evaluation{.step = 50, .revision = 4, .wall = 1.7e9, .seconds = 9};
    double value = 0.1;
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double StepRecord::*>(&metric.member))
            step.** member = value /= 3;
        else
            evaluation.*std::get<double EvaluationRecord::*>(metric.member) = value *= 7;
    const std::string step_line = to_line(step), evaluation_line = to_line(evaluation);
    const auto step_again = std::get<StepRecord>(parse_line(step_line));
    const auto evaluation_again = std::get<EvaluationRecord>(parse_line(evaluation_line));
    QCOMPARE(to_line(step_again), step_line);
    QCOMPARE(to_line(evaluation_again), evaluation_line);
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double StepRecord::*>(&metric.member))
            QVERIFY(step_again.**member == step.**member); // bit for bit
        else
            QVERIFY(evaluation_again.*std::get<double EvaluationRecord::*>(metric.member) ==
                    evaluation.*std::get<double EvaluationRecord::*>(metric.member));
    QCOMPARE(step_again.step, 12);
    QCOMPARE(step_again.revision, 3);
    QVERIFY(step_again.wall == step.wall && step_again.seconds == step.seconds);
    QVERIFY(step_line.find('\n') == std::string::npos);
    const Json json = Json::parse(step_line);
    QCOMPARE(json.at("kind").get<std::string>(), std::string("step"));
    QVERIFY(json.at("train/loss").get<double>() == step.loss);
}

void Metrics::what_is_not_a_number_becomes_null_and_not_measured() {
    StepRecord step;
    step.loss = std::nan("");
    step.gradient_norm = std::numeric_limits<double>::infinity();
    const std::string line = to_line(step);
    QVERIFY(Json::parse(line).at("train/loss").is_null());
    const auto again = std::get<StepRecord>(parse_line(line));
    QVERIFY(std::isnan(again.loss) && std::isnan(again.gradient_norm));
    // A line of an older version lacks newer measures.
    QVERIFY(std::isnan(std::get<StepRecord>(parse_line(R"({"kind": "step", "step": 1, "revision": 0})")).loss));
}

void Metrics::sample_lines_read_back() {
    const SampleRecord sample{.step = 9,
                              .revision = 2,
                              .prompt = "α \"so\"\n",
                              .temperature = 0.7,
                              .words = {{"the", 3}, {"né", -1}, {"\"", 0}},
                              .hf_share_top10 = 66.5,
                              .distinct_2 = 1};
    const std::string line = to_line(sample);
    QVERIFY(line.find('\n') == std::string::npos);
    const auto again = std::get<SampleRecord>(parse_line(line));
    QVERIFY(again.step == 9 && again.revision == 2 && again.prompt == sample.prompt && again.temperature == 0.7);
    QVERIFY(again.words == sample.words);
    QVERIFY(again.hf_share_top10 == 66.5 && again.distinct_2 == 1);
    QVERIFY(std::isnan(std::get<SampleRecord>(parse_line(to_line(SampleRecord{}))).distinct_2));
}

void Metrics::invalid_text_does_not_stop_a_sample() {
    // A byte model may write half of a character.
    SampleRecord sample;
    sample.words = {{"a\xC3", 0}};
    QCOMPARE(std::get<SampleRecord>(parse_line(to_line(sample))).words[0].text, std::string("a\uFFFD"));
}

void Metrics::event_lines_read_back_in_order() {
    const EventRecord event{.step = 300,
                            .revision = 8,
                            .gesture = 4,
                            .changes = {{"feedback.strength", 0.05, 0.2},
                                        {"dmu.rescale", false, true},
                                        {"sampling.tokens", std::int64_t{60}, std::int64_t{100}},
                                        {"dtu.mode", std::string("off"), std::string("per_query")},
                                        {"sampling.temperature", 1.0, 2.0}}};
    const auto again = std::get<EventRecord>(parse_line(to_line(event)));
    QVERIFY(again.step == 300 && again.revision == 8 && again.gesture == 4);
    QVERIFY(again.changes == event.changes);
}

void Metrics::foreign_lines_are_refused_data() {
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char* line) { QTest::newRow(line) << QByteArray(line); };
    row("");
    row("null");
    row("[1, 2]");
    row("{}");
    row("{\"kind\": \"step\", ");
    row(R"({"kind": "stop", "step": 1, "revision": 0})");
    row(R"({"kind": 1})");
    row(R"({"kind": "step", "revision": 0})");
    row(R"({"kind": "step", "step": "1", "revision": 0})");
    row(R"({"kind": "step", "step": 1, "revision": 0, "train/loss": "low"})");
    row(R"({"kind": "sample", "step": 1, "revision": 0, "prompt": "", "temperature": 1})");
    row(R"({"kind": "sample", "step": 1, "revision": 0, "prompt": "", "temperature": 1, "words": [["a"]]})");
    row(R"({"kind": "event", "step": 1, "revision": 0, "gesture": 0, "changes": {"a": {"from": 1}}})");
    row(R"({"kind": "event", "step": 1, "revision": 0, "gesture": 0, "changes": {"a": {"from": [], "to": 1}}})");
}

void Metrics::foreign_lines_are_refused() {
    QFETCH(QByteArray, line);
    QVERIFY(!thrown<SettingsError>([&] { parse_line(line.toStdString()); }).isEmpty());
}

QTEST_GUILESS_MAIN(Metrics)
#include "metrics.moc"
