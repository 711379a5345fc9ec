// SPDX-License-Identifier: GPL-3.0-or-later
// Options, exit codes and what is printed where.
#include "core/settings/knobs.h"
#include "tests/runner/program.h"

class CommandLine : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void usage_errors_exit_with_2_and_say_what_is_wrong_data();
    void usage_errors_exit_with_2_and_say_what_is_wrong();
    void bad_presets_are_usage_errors_that_name_file_and_key_data();
    void bad_presets_are_usage_errors_that_name_file_and_key();
    void the_reference_names_every_knob();
    void the_version_names_libtorch_and_the_devices();
    void the_version_names_a_commit_of_the_sources();
    void help_goes_to_standard_output();
    void results_and_messages_take_different_streams();
    void an_evaluation_is_one_line_where_there_is_no_terminal();
    void json_results_are_one_object();
    void a_preset_may_be_a_file();
    void settings_may_stand_in_a_row_before_and_after_the_other_arguments();
    void a_full_standard_output_is_a_failure();
};

void CommandLine::usage_errors_exit_with_2_and_say_what_is_wrong_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no command") << QStringList{} << QByteArray("A command");
    QTest::newRow("unknown command") << QStringList{"tarin"} << QByteArray("tarin");
    QTest::newRow("unknown option") << QStringList{"train", "synthetic", "--sets"} << QByteArray("--sets");
    QTest::newRow("neither preset nor run") << QStringList{"train"} << QByteArray("PRESET");
    QTest::newRow("unknown preset") << QStringList{"train", "no-such-preset"} << QByteArray("quickstart, collapse, synthetic");
    QTest::newRow("a folder as preset") << QStringList{"train", "/"} << QByteArray("/");
    QTest::newRow("preset and run") << QStringList{"train", "synthetic", "--resume", "/"} << QByteArray("--resume");
    QTest::newRow("device and run") << QStringList{"train", "--resume", "/", "--device", "cpu"} << QByteArray("--device");
    QTest::newRow("no such run") << QStringList{"train", "--resume", "/nowhere"} << QByteArray("/nowhere: is not a run folder");
    QTest::newRow("no value") << QStringList{"train", "synthetic", "--set", "model.width"} << QByteArray("model.width: expected key=value");
    QTest::newRow("unknown knob") << QStringList{"train", "synthetic", "--set", "model.widht=8"} << QByteArray("did you mean model.width?");
    QTest::newRow("wrong type") << QStringList{"train", "synthetic", "--set", "model.width=wide"} << QByteArray("model.width: \"wide\"");
    QTest::newRow("fraction") << QStringList{"train", "synthetic", "--set", "model.width=16.5"} << QByteArray("model.width: 16.5");
    QTest::newRow("out of range") << QStringList{"train", "synthetic", "--set", "training.batch=0"} << QByteArray("training.batch: 0");
    QTest::newRow("contradiction") << QStringList{"train", "synthetic", "--set", "model.width=63"} << QByteArray("model.heads");
    QTest::newRow("bad device") << QStringList{"train", "synthetic", "--device", "abacus"} << QByteArray("training.device: \"abacus\"");
}

void CommandLine::usage_errors_exit_with_2_and_say_what_is_wrong() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    verify_usage_error(arguments, message);
}

void CommandLine::bad_presets_are_usage_errors_that_name_file_and_key_data() {
    QTest::addColumn<QByteArray>("preset");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("unknown knob") << QByteArray(R"({"schema": 1, "knobs": {"model.widht": 8}})") << QByteArray("model.widht");
    QTest::newRow("unknown member") << QByteArray(R"({"schema": 1, "knob": {}})") << QByteArray("knob: is unknown");
    QTest::newRow("wrong type") << QByteArray(R"({"schema": 1, "knobs": {"model.width": "wide"}})") << QByteArray("model.width: \"wide\"");
    QTest::newRow("out of range") << QByteArray(R"({"schema": 1, "knobs": {"feedback.strength": -1}})") << QByteArray("feedback.strength: -1");
    QTest::newRow("not a number") << QByteArray(R"({"schema": 1, "knobs": {"feedback.strength": null}})") << QByteArray("feedback.strength: null");
    QTest::newRow("newer") << QByteArray(R"({"schema": 99, "knobs": {}})") << QByteArray("schema: 99");
    QTest::newRow("no schema") << QByteArray(R"({"knobs": {}})") << QByteArray("schema");
    QTest::newRow("a study") << QByteArray(R"({"schema": 1, "name": "s", "forms": {}})")
                             << QByteArray("is a study, not an experiment; run it with: overdamp-run study /");
    QTest::newRow("a lesson") << QByteArray(R"({"lesson": 1, "title": "l", "steps": []})")
                              << QByteArray("is a lesson, not an experiment; take it in the window with: overdamp /");
    QTest::newRow("a study's folder") << QByteArray(R"({"schema": 1, "form": "nano", "study": {}})")
                                      << QByteArray("go on with: overdamp-run study --resume /");
    QTest::newRow("cut off") << QByteArray(R"({"schema": 1, "knobs": {"model.wid)") << QByteArray("JSON");
    QTest::newRow("empty") << QByteArray() << QByteArray("JSON");
    QTest::newRow("not an object") << QByteArray("[1, 2]") << QByteArray("object");
}

void CommandLine::bad_presets_are_usage_errors_that_name_file_and_key() {
    QFETCH(QByteArray, preset);
    QFETCH(QByteArray, message);
    const QTemporaryDir folder;
    const QString file = folder.filePath("bad.json");
    write_file(file, preset);
    const Outcome outcome = run_program({"train", file, "--runs", folder.filePath("runs")});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(file.toUtf8()), outcome.errors.constData());
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    QVERIFY(!QFile::exists(folder.filePath("runs")));
}

void CommandLine::the_reference_names_every_knob() {
    const Outcome outcome = run_program({"knobs"});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.errors, QByteArray());
    for (const overdamp::Knob& knob : overdamp::knob_table())
        QVERIFY2(outcome.output.contains(('`' + std::string(knob.key) + '`').c_str()), knob.key.data());
}

void CommandLine::the_version_names_libtorch_and_the_devices() {
    const Outcome outcome = run_program({"--version"});
    QCOMPARE(outcome.code, 0);
    const QList<QByteArray> lines = outcome.output.trimmed().split('\n');
    QVERIFY2(lines.size() >= 3, outcome.output.constData());
    QVERIFY2(QRegularExpression("^overdamp-run \\d+\\.\\d+\\.\\d+( \\(commit [0-9a-f]{12}(-changed)?\\))?$").match(lines.first()).hasMatch(),
             lines.first().constData());
    QVERIFY2(QRegularExpression("^LibTorch \\d+\\.\\d+").match(lines[1]).hasMatch(), lines[1].constData());
    QVERIFY2(QRegularExpression("^cpu, \\d+ threads?$").match(lines.last()).hasMatch(), lines.last().constData());
}

void CommandLine::the_version_names_a_commit_of_the_sources() {
    const QRegularExpressionMatch commit = QRegularExpression("commit ([0-9a-f]+)").match(run_program({"--version"}).output);
    QProcess git;
    git.start("git", {"-C", SOURCE_FOLDER, "cat-file", "-t", commit.hasMatch() ? commit.captured(1) : "HEAD"});
    const Outcome kind = outcome_of(git);
    if (!commit.hasMatch() && kind.code != 0)
        QSKIP("the sources are in no git repository");
    QVERIFY(commit.hasMatch());
    QCOMPARE(kind.output, QByteArray("commit\n"));
}

void CommandLine::help_goes_to_standard_output() {
    const Outcome outcome = run_program({"train", "--help"});
    QCOMPARE(outcome.code, 0);
    for (const char* option : {"PRESET", "--set", "--runs", "--device", "--resume", "--json"})
        QVERIFY2(outcome.output.contains(option), option);
    QCOMPARE(outcome.errors, QByteArray());
}

void CommandLine::results_and_messages_take_different_streams() {
    const QTemporaryDir runs;
    const Outcome outcome = run_program(tiny_run(runs.path(), 21));
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.output.contains(("run folder: " + only_run(runs.path())).toUtf8()));
    QVERIFY(!outcome.output.contains("tokens/s"));
    QVERIFY(!outcome.errors.contains("run folder"));
}

void CommandLine::an_evaluation_is_one_line_where_there_is_no_terminal() {
    const QTemporaryDir runs;
    const Outcome outcome = run_program(tiny_run(runs.path(), 41));
    QCOMPARE(outcome.code, 0);
    QVERIFY2(!outcome.errors.contains('\r') && !outcome.errors.contains('\x1b'), outcome.errors.constData());
    int lines = 0;
    for (const QByteArray& line : outcome.errors.trimmed().split('\n'))
        lines += QRegularExpression("^step \\d+/41 .*held-out \\d.* share \\d").match(line).hasMatch() ? 1 : 0;
    QVERIFY2(lines >= 3, outcome.errors.constData()); // before steps 0, 20 and 40
}

void CommandLine::json_results_are_one_object() {
    const QTemporaryDir runs;
    const Outcome outcome = run_program(tiny_run(runs.path(), 21) << "--json");
    QCOMPARE(outcome.code, 0);
    const nlohmann::json results = nlohmann::json::parse(outcome.output.toStdString(), nullptr, false);
    QVERIFY2(results.is_object(), outcome.output.constData());
    QCOMPARE(results.at("steps").get<int>(), 21);
    QCOMPARE(QString::fromStdString(results.at("folder")), only_run(runs.path()));
    const auto metrics = json_lines(only_run(runs.path()) + "/metrics.jsonl");
    double loss = 0;
    for (const nlohmann::json& line : metrics)
        if (line.at("kind") == "step" && line.at("step") == 20)
            loss = line.at("train/loss");
    QVERIFY(loss > 0);
    QCOMPARE(results.at("train/loss").get<double>(), loss);
    const double share = results.at("sample/hf_share_top10");
    QVERIFY(share >= 0 && share <= 100);
    QVERIFY(results.at("onset_step").is_null() || results.at("onset_step").is_number_integer());
    QVERIFY(results.contains("collapse_step"));
}

void CommandLine::a_preset_may_be_a_file() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("mine.json");
    write_file(file, R"({"schema": 1, "name": "my own", "knobs": {"language.corpus": "synthetic", "model.context": 16, "training.steps": 9999}})");
    QStringList arguments = tiny_run(folder.filePath("runs"), 3);
    arguments[1] = file;
    QCOMPARE(run_program(arguments).code, 0);
    const QString run = only_run(folder.filePath("runs"));
    QVERIFY2(run.endsWith("-my-own"), qPrintable(run));
    const auto experiment = nlohmann::json::parse(content_of(run + "/experiment.json").toStdString());
    QCOMPARE(experiment.at("knobs").at("training.steps").get<int>(), 3);
}

void CommandLine::settings_may_stand_in_a_row_before_and_after_the_other_arguments() {
    const QTemporaryDir folder;
    const QString runs = folder.filePath("runs");
    const auto last = [](const QStringList& arguments) { return run_program(arguments).errors; };
    // The last setting is wrong, so that it is seen to have been read as one.
    const QByteArray wrong = "model.widht";
    const QStringList row = {"--set", "training.steps=3", "model.width=16", "model.widht=8"};
    for (const QStringList& arguments :
         {QStringList{"train", "synthetic"} + row, QStringList{"train"} + row + QStringList{"synthetic", "--runs", runs},
          QStringList{"study", "table1"} + row, QStringList{"study"} + row + QStringList{"table1", "--runs", runs},
          QStringList{"corpus"} + row + QStringList{"a.txt", "b.txt"}}) {
        const QByteArray errors = last(arguments);
        QVERIFY2(errors.contains(wrong + ": there is no such knob"), (arguments.join(' ').toUtf8() + ": " + errors).constData());
    }
    QVERIFY(last({"study", "--set", "training.steps=3", "no-such-study"}).contains("no-such-study: is neither a built-in study"));
    QVERIFY(last({"study", "table1", "--set", "training.steps=3", "more"}).contains("more"));
    QVERIFY(!QFile::exists(runs));
}

void CommandLine::a_full_standard_output_is_a_failure() {
    if (!QFile::exists("/dev/full"))
        QSKIP("there is no /dev/full here");
    const Outcome outcome = run_program_after("exec >/dev/full", {"knobs"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("standard output"), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(CommandLine)
#include "command_line.moc"
