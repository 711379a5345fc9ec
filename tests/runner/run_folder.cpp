// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished run leaves on disk.
#include "tests/runner/program.h"

#include <QtEndian>

class RunFolder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void the_folder_is_named_by_time_and_preset();
    void the_experiment_holds_what_was_set();
    void every_step_and_evaluation_is_one_line();
    void no_event_is_recorded_when_nobody_moves_a_knob();
    void samples_come_on_their_schedule();
    void checkpoints_are_whole();
    void the_summary_agrees_with_the_records();
    void nothing_unfinished_is_left();
    void the_same_experiment_gives_the_same_bits();
    void another_seed_gives_another_model();

  private:
    static constexpr int steps = 50;
    const QTemporaryDir runs_;
    QString run_;
    std::vector<nlohmann::json> metrics_;
};

void RunFolder::initTestCase() {
    const Outcome outcome = run_program(tiny_run(runs_.path(), steps, {"feedback.strength=0.1"}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    run_ = only_run(runs_.path());
    QVERIFY(!run_.isEmpty());
    metrics_ = json_lines(run_ + "/metrics.jsonl");
}

void RunFolder::the_folder_is_named_by_time_and_preset() {
    QVERIFY2(QRegularExpression("^\\d{8}-\\d{6}-synthetic$").match(QFileInfo(run_).fileName()).hasMatch(), qPrintable(run_));
}

void RunFolder::the_experiment_holds_what_was_set() {
    const auto experiment = nlohmann::json::parse(content_of(run_ + "/experiment.json").toStdString());
    QCOMPARE(experiment.at("schema").get<int>(), 1);
    QCOMPARE(experiment.at("knobs").at("model.width").get<int>(), 16);
    QCOMPARE(experiment.at("knobs").at("feedback.strength").get<double>(), 0.1);
}

void RunFolder::every_step_and_evaluation_is_one_line() {
    std::vector<int> step_records, evaluations;
    for (const nlohmann::json& line : metrics_)
        (line.at("kind") == "step" ? step_records : evaluations).push_back(line.at("step"));
    QCOMPARE(step_records.size(), std::size_t{steps});
    for (int step = 0; step < steps; ++step)
        QCOMPARE(step_records[static_cast<std::size_t>(step)], step);
    QVERIFY(evaluations.size() >= 3);
    QCOMPARE(std::vector<int>(evaluations.begin(), evaluations.begin() + 3), (std::vector<int>{0, 20, 40}));
    for (const nlohmann::json& line : metrics_) {
        const char* loss = line.at("kind") == "step" ? "train/loss" : "eval/loss";
        QVERIFY2(line.at(loss).is_number() && line.at(loss) > 0, line.dump().c_str());
    }
}

void RunFolder::no_event_is_recorded_when_nobody_moves_a_knob() { QCOMPARE(json_lines(run_ + "/events.jsonl").size(), std::size_t{0}); }

void RunFolder::samples_come_on_their_schedule() {
    const auto samples = json_lines(run_ + "/samples.jsonl");
    QVERIFY(samples.size() >= 3);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(samples[i].at("step").get<std::size_t>(), 20 * i);
    for (const nlohmann::json& sample : samples)
        QVERIFY2(sample.at("words").size() <= 8, sample.dump().c_str());
}

void RunFolder::checkpoints_are_whole() {
    const std::vector<int> checkpoints = checkpoint_steps(run_);
    QVERIFY(!checkpoints.empty());
    QCOMPARE(checkpoints.back(), steps);
    for (const int step : checkpoints)
        for (const char* file : {"model.safetensors", "config.json", "optimizer.safetensors", "trainer.json"})
            QVERIFY2(QFileInfo(checkpoint(run_, step) + '/' + file).size() > 0, file);
    // safetensors: eight bytes of little-endian header length, then the header as JSON.
    const QByteArray weights = content_of(checkpoint(run_, steps) + "/model.safetensors");
    const auto length = qFromLittleEndian<quint64>(weights.constData());
    QVERIFY(length + 8 < static_cast<quint64>(weights.size()));
    const auto header = nlohmann::json::parse(weights.begin() + 8, weights.begin() + 8 + static_cast<qsizetype>(length), nullptr, false);
    QVERIFY(header.is_object());
    std::size_t end = 0;
    for (const auto& [name, tensor] : header.items())
        if (name != "__metadata__")
            end = std::max(end, tensor.at("data_offsets").at(1).get<std::size_t>());
    QCOMPARE(static_cast<std::size_t>(weights.size()), 8 + static_cast<std::size_t>(length) + end);
}

void RunFolder::the_summary_agrees_with_the_records() {
    const auto summary = nlohmann::json::parse(content_of(run_ + "/summary.json").toStdString(), nullptr, false);
    QVERIFY(summary.is_object());
    QVERIFY2(summary.dump().find(std::to_string(steps)) != std::string::npos, summary.dump().c_str());
    // The first evaluation of the whole record at 90 % or above.
    nlohmann::json collapse;
    for (const nlohmann::json& line : metrics_)
        if (line.at("kind") == "evaluation" && line.at("sample/hf_share_top10") >= 90 && collapse.is_null())
            collapse = line.at("step");
    QCOMPARE(summary.at("collapse_step"), collapse);
    QVERIFY(summary.contains("onset_step") && summary.at("baseline_share").is_number());
}

void RunFolder::nothing_unfinished_is_left() { QCOMPARE(leftovers(run_), QStringList()); }

void RunFolder::the_same_experiment_gives_the_same_bits() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), steps, {"feedback.strength=0.1"})).code, 0);
    const QString again = only_run(runs.path());
    QCOMPARE(timeless_metrics(again), timeless_metrics(run_));
    QCOMPARE(content_of(again + "/samples.jsonl"), content_of(run_ + "/samples.jsonl"));
    QCOMPARE(content_of(checkpoint(again, steps) + "/model.safetensors"), content_of(checkpoint(run_, steps) + "/model.safetensors"));
    QVERIFY(timeless_metrics(run_).size() > steps);
}

void RunFolder::another_seed_gives_another_model() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), steps, {"feedback.strength=0.1", "training.seed=7"})).code, 0);
    const QByteArray other = content_of(checkpoint(only_run(runs.path()), steps) + "/model.safetensors");
    QVERIFY(!other.isEmpty());
    QVERIFY(other != content_of(checkpoint(run_, steps) + "/model.safetensors"));
}

QTEST_GUILESS_MAIN(RunFolder)
#include "run_folder.moc"
