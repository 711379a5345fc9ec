// SPDX-License-Identifier: GPL-3.0-or-later
// Bad text, folders that cannot be written, full disks: exit code 1, a message that names the file, nothing half-written.
#include "core/telemetry/run_folder.h"
#include "tests/runner/program.h"

class Faults : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void an_unusable_corpus_fails_and_is_named_data();
    void an_unusable_corpus_fails_and_is_named();
    void a_missing_corpus_fails_and_is_named();
    void a_runs_folder_that_cannot_be_made_is_named_data();
    void a_runs_folder_that_cannot_be_made_is_named();
    void a_device_that_is_not_there_is_named();
    void a_full_disk_fails_whole_and_the_run_continues_later_data();
    void a_full_disk_fails_whole_and_the_run_continues_later();
    void a_failing_loss_stops_the_run_and_says_where();
};

void Faults::an_unusable_corpus_fails_and_is_named_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n\n\t\n");
    QTest::newRow("one token") << QByteArray("word");
    QTest::newRow("invalid UTF-8") << QByteArray("some words that are fine\n\n").repeated(500) + "and \xff\xfe not";
    QTest::newRow("binary") << QByteArray("\0\x01\x02\x80\x81", 5).repeated(1000);
}

void Faults::an_unusable_corpus_fails_and_is_named() {
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    const QString corpus = folder.filePath("corpus.txt");
    write_file(corpus, text);
    const Outcome outcome = run_program(tiny_run(folder.filePath("runs"), 20, {"language.corpus=" + corpus}));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains(corpus.toUtf8()), outcome.errors.constData());
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(leftovers(folder.path()), QStringList());
    QVERIFY2(only_run(folder.filePath("runs")).isEmpty(), "a run that never began has no folder");
}

void Faults::a_missing_corpus_fails_and_is_named() {
    const QTemporaryDir folder;
    const Outcome outcome = run_program(tiny_run(folder.filePath("runs"), 20, {"language.corpus=/nowhere/at-all.txt"}));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("/nowhere/at-all.txt"), outcome.errors.constData());
}

void Faults::a_runs_folder_that_cannot_be_made_is_named_data() {
    QTest::addColumn<QString>("below");
    QTest::newRow("below a file") << QString();
    QTest::newRow("below /proc") << QString("/proc/self");
}

void Faults::a_runs_folder_that_cannot_be_made_is_named() {
    QFETCH(QString, below);
    const QTemporaryDir folder;
    write_file(folder.filePath("file"), "not a folder");
    const QString runs = (below.isEmpty() ? folder.filePath("file") : below) + "/runs";
    const Outcome outcome = run_program(tiny_run(runs, 20));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains(runs.toUtf8()), outcome.errors.constData());
    QCOMPARE(content_of(folder.filePath("file")), QByteArray("not a folder"));
}

void Faults::a_device_that_is_not_there_is_named() {
    const QTemporaryDir runs;
    const Outcome outcome = run_program(tiny_run(runs.path(), 20, {"training.device=cuda:200"}));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("training.device") && outcome.errors.contains("cuda:200"), outcome.errors.constData());
}

void Faults::a_full_disk_fails_whole_and_the_run_continues_later_data() {
    QTest::addColumn<int>("kibibytes");
    // No file may grow beyond this: the metrics or a checkpoint hit the wall at different moments.
    QTest::newRow("at the first checkpoint") << 8;
    QTest::newRow("at a later record") << 64;
}

void Faults::a_full_disk_fails_whole_and_the_run_continues_later() {
    QFETCH(int, kibibytes);
    constexpr int steps = 300;
    const QTemporaryDir runs;
    const QStringList arguments = tiny_run(runs.path(), steps, {"training.checkpoint_every=10"});
    // With the signal ignored, writing past the limit is an error like that of a full disk.
    const Outcome outcome = run_program_after("trap '' XFSZ; ulimit -f " + QString::number(2 * kibibytes), arguments);
    QCOMPARE(outcome.code, 1);
    const QString run = only_run(runs.path());
    QVERIFY2(outcome.errors.contains(("cannot write " + run).toUtf8()), outcome.errors.constData());
    QCOMPARE(leftovers(run), QStringList());
    json_lines(run + "/metrics.jsonl", true); // throws at a bad line
    QVERIFY(nlohmann::json::parse(content_of(run + "/experiment.json").toStdString(), nullptr, false).is_object());
    overdamp::load_history(run.toStdString()); // would throw at a bad line
    if (checkpoint_steps(run).empty())
        return;
    const Outcome continued = run_program({"train", "--resume", run});
    QVERIFY2(continued.code == 0, continued.errors.constData());
    json_lines(run + "/metrics.jsonl"); // throws at a bad line
    QVERIFY(timeless_metrics(run).size() > steps);
    QVERIFY(QFile::exists(checkpoint(run, steps)));
}

void Faults::a_failing_loss_stops_the_run_and_says_where() {
    const QTemporaryDir runs;
    const QStringList explosive = {"optimizer.kind=sgd",        "optimizer.learning_rate=1", "optimizer.warmup_steps=0",
                                   "optimizer.gradient_clip=0", "objective.weight_decay=0",  "feedback.strength=0.5",
                                   "feedback.gain=100",         "feedback.ramp_steps=0",     "feedback.noise=1"};
    const Outcome outcome = run_program(tiny_run(runs.path(), 3000, explosive));
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("is not finite") && outcome.errors.contains("overdamp-run fork"), outcome.errors.constData());
    QVERIFY(!json_lines(only_run(runs.path()) + "/metrics.jsonl").empty());
}

QTEST_GUILESS_MAIN(Faults)
#include "faults.moc"
