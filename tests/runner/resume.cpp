// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that were killed, interrupted, extended or damaged, and continued.
#include "tests/runner/program.h"

class Resume : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void a_killed_run_continues_to_the_same_bits();
    void a_signal_writes_a_checkpoint_data();
    void a_signal_writes_a_checkpoint();
    void a_run_continues_past_its_end();
    void a_finished_run_is_left_as_it_is();
    void a_cut_off_checkpoint_is_passed_over();
    void without_a_whole_checkpoint_the_run_begins_again();
    void a_run_that_ended_before_its_first_record_begins_whole();
    void only_the_end_can_be_moved();
    void a_damaged_experiment_is_named();
    void a_damaged_record_is_named_before_the_first_step_data();
    void a_damaged_record_is_named_before_the_first_step();

  private:
    /// The final state of `run` is that of the run which nothing disturbed.
    void compare_with_undisturbed(const QString& run) const;

    static constexpr int steps = 400;
    const QTemporaryDir runs_;
    QString undisturbed_;
};

void Resume::initTestCase() {
    const Outcome outcome = run_program(tiny_run(runs_.path(), steps));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    undisturbed_ = only_run(runs_.path());
    QVERIFY(timeless_metrics(undisturbed_).size() > steps);
}

void Resume::compare_with_undisturbed(const QString& run) const {
    for (const char* file : {"/model.safetensors", "/optimizer.safetensors"}) {
        const QByteArray expected = content_of(checkpoint(undisturbed_, steps) + file);
        QVERIFY(!expected.isEmpty());
        QVERIFY2(content_of(checkpoint(run, steps) + file) == expected, file);
    }
    const auto expected = timeless_metrics(undisturbed_);
    const auto found = timeless_metrics(run);
    for (const auto& [key, line] : expected) {
        QVERIFY2(found.contains(key), line.c_str());
        QCOMPARE(found.at(key), line);
    }
}

void Resume::a_killed_run_continues_to_the_same_bits() {
    const QTemporaryDir runs;
    const auto some_way = [&] { return !checkpoint_steps(only_run(runs.path())).empty() && checkpoint_steps(only_run(runs.path())).back() >= 60; };
    const Outcome killed = signal_program(tiny_run(runs.path(), steps), SIGKILL, some_way);
    QCOMPARE(killed.code, -1);
    const QString run = only_run(runs.path());
    json_lines(run + "/metrics.jsonl", true); // throws at a bad line
    QVERIFY(!QFile::exists(checkpoint(run, steps)));
    const Outcome outcome = run_program({"train", "--resume", run});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    compare_with_undisturbed(run);
    json_lines(run + "/metrics.jsonl"); // throws at a bad line
    QCOMPARE(leftovers(run), QStringList());
}

void Resume::a_signal_writes_a_checkpoint_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void Resume::a_signal_writes_a_checkpoint() {
    QFETCH(int, signal);
    const QTemporaryDir runs;
    const auto first_evaluation = [&] { return content_of(only_run(runs.path()) + "/metrics.jsonl").contains("\"step\":20,"); };
    const Outcome stopped = signal_program(tiny_run(runs.path(), steps), signal, first_evaluation);
    QCOMPARE(stopped.code, 128 + signal);
    const QString run = only_run(runs.path());
    QVERIFY2(stopped.errors.contains(("train --resume '" + run).toUtf8()), stopped.errors.constData());
    const int reached = checkpoint_steps(run).back();
    QVERIFY2(reached >= 20 && reached < steps, qPrintable(QString::number(reached)));
    QVERIFY2(stopped.errors.contains("stopped at step " + QByteArray::number(reached)), stopped.errors.constData());
    int last_recorded = -1;
    for (const nlohmann::json& line : json_lines(run + "/metrics.jsonl"))
        if (line.at("kind") == "step")
            last_recorded = line.at("step");
    QCOMPARE(last_recorded, reached - 1);
    QCOMPARE(leftovers(run), QStringList());

    const Outcome outcome = run_program({"train", "--resume", run});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    compare_with_undisturbed(run);
}

void Resume::a_run_continues_past_its_end() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), 30)).code, 0);
    const QString run = only_run(runs.path());
    const Outcome outcome = run_program({"train", "--resume", run, "--set", "training.steps=" + QString::number(steps)});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    compare_with_undisturbed(run);
}

void Resume::a_finished_run_is_left_as_it_is() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), 20)).code, 0);
    const QString run = only_run(runs.path());
    const auto before = timeless_metrics(run);
    const QByteArray model = content_of(checkpoint(run, 20) + "/model.safetensors");
    const Outcome outcome = run_program({"train", "--resume", run, "--json"});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QCOMPARE(timeless_metrics(run), before);
    QCOMPARE(content_of(checkpoint(run, 20) + "/model.safetensors"), model);
    const auto results = nlohmann::json::parse(outcome.output.toStdString(), nullptr, false);
    QVERIFY2(results.is_object() && results.at("train/loss").is_number(), outcome.output.constData());
}

void Resume::a_cut_off_checkpoint_is_passed_over() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), 60)).code, 0);
    const QString run = only_run(runs.path());
    QVERIFY(checkpoint_steps(run).size() >= 2);
    const QString weights = checkpoint(run, 60) + "/model.safetensors";
    QVERIFY(QFile::resize(weights, QFileInfo(weights).size() / 2));
    const Outcome outcome = run_program({"train", "--resume", run, "--set", "training.steps=" + QString::number(steps)});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("went back to step 40") && outcome.errors.contains(weights.toUtf8()), outcome.errors.constData());
    compare_with_undisturbed(run);
}

void Resume::without_a_whole_checkpoint_the_run_begins_again() {
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), 20)).code, 0);
    const QString run = only_run(runs.path());
    const QString weights = checkpoint(run, 20) + "/model.safetensors";
    QCOMPARE(checkpoint_steps(run), std::vector<int>{20});
    QVERIFY(QFile::resize(weights, QFileInfo(weights).size() / 2));
    const Outcome outcome = run_program({"train", "--resume", run, "--set", "training.steps=" + QString::number(steps)});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("went back to step 0") && outcome.errors.contains(weights.toUtf8()), outcome.errors.constData());
    compare_with_undisturbed(run);
}

void Resume::a_run_that_ended_before_its_first_record_begins_whole() {
    const QTemporaryDir run;
    write_file(run.filePath("experiment.json"), content_of(undisturbed_ + "/experiment.json"));
    const Outcome outcome = run_program({"train", "--resume", run.path()});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    compare_with_undisturbed(run.path());
    for (const char* file : {"/language.json", "/samples.jsonl", "/frequencies.jsonl"})
        QVERIFY2(content_of(run.path() + file) == content_of(undisturbed_ + file), file);
}

void Resume::only_the_end_can_be_moved() {
    const Outcome outcome = run_program({"train", "--resume", undisturbed_, "--set", "training.seed=1"});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains("training.seed"), outcome.errors.constData());
}

void Resume::a_damaged_experiment_is_named() {
    const QTemporaryDir run;
    write_file(run.filePath("experiment.json"), "{\"schema\": 1, \"knobs\": {\"model.width\": ");
    const Outcome outcome = run_program({"train", "--resume", run.path()});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(run.filePath("experiment.json").toUtf8()), outcome.errors.constData());
}

void Resume::a_damaged_record_is_named_before_the_first_step_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("metrics") << "metrics.jsonl";
    QTest::newRow("events") << "events.jsonl";
    QTest::newRow("samples") << "samples.jsonl";
    QTest::newRow("frequencies") << "frequencies.jsonl";
}

void Resume::a_damaged_record_is_named_before_the_first_step() {
    QFETCH(QString, file);
    const QTemporaryDir runs;
    QCOMPARE(run_program(tiny_run(runs.path(), 40)).code, 0);
    const QString run = only_run(runs.path());
    const QString record = run + '/' + file;
    const QByteArray whole = content_of(record);
    const int lines = static_cast<int>(whole.count('\n'));
    write_file(record, whole + "{\"kind\": \"st\n" + whole);
    const QByteArray damaged = content_of(record), metrics = content_of(run + "/metrics.jsonl");
    const QStringList extended = {"train", "--resume", run, "--set", "training.steps=" + QString::number(steps)};

    const Outcome outcome = run_program(extended);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains((record + ", line " + QString::number(lines + 1)).toUtf8()), outcome.errors.constData());
    QCOMPARE(content_of(record), damaged);
    QCOMPARE(content_of(run + "/metrics.jsonl"), metrics);
    QCOMPARE(checkpoint_steps(run).back(), 40);

    write_file(record, whole);
    const Outcome repaired = run_program(extended);
    QVERIFY2(repaired.code == 0, repaired.errors.constData());
    compare_with_undisturbed(run);
}

QTEST_GUILESS_MAIN(Resume)
#include "resume.moc"
