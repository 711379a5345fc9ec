// SPDX-License-Identifier: GPL-3.0-or-later
// `study` and `report` of the real program: side by side, cut off, resumed, failing.
#include "tests/runner/program.h"

#include "core/study/runner.h"
#include "tests/study/tiny_study.h"

using namespace overdamp;

namespace {

QString study_file(const QTemporaryDir& folder, const std::string& settings = {}) {
    const QString path = folder.filePath("tiny.json");
    write_file(path, QByteArray::fromStdString(tiny_study(settings)));
    return path;
}

QStringList study_command(const QTemporaryDir& folder, const QStringList& more) {
    return QStringList{"study", study_file(folder), "--runs", folder.filePath("studies")} + more;
}

/// Run folders of the only study, in the order of its cells: name of the cell → folder.
std::map<std::string, QString> runs_of(const QTemporaryDir& folder) {
    std::map<std::string, QString> runs;
    const QString study = only_run(folder.filePath("studies")) + "/runs";
    for (const QString& name : QDir(study).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (const QByteArray experiment = content_of(study + '/' + name + "/experiment.json"); !experiment.isEmpty()) // else it is being made
            runs[nlohmann::json::parse(experiment.toStdString()).at("name")] = study + '/' + name;
    return runs;
}

/// How often the queue began a run.
int started(const QTemporaryDir& folder) {
    int count = 0;
    for (const auto& event : json_lines(only_run(folder.filePath("studies")) + "/queue.jsonl"))
        count += event.at("event") == "started" ? 1 : 0;
    return count;
}

} // namespace

class StudyRuns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void results_do_not_depend_on_how_many_run_side_by_side();
    void an_interrupted_study_goes_on_without_its_finished_runs();
    void a_damaged_study_does_not_keep_another_from_going_on();
    void the_report_says_what_makes_the_study_from_any_folder();
    void a_failed_run_is_shown_and_stops_no_other();
    void runs_are_compared();
    void wrong_arguments_are_usage_errors();
    void the_time_left_is_that_of_the_last_to_end();
};

void StudyRuns::results_do_not_depend_on_how_many_run_side_by_side() {
    const QTemporaryDir one, three;
    QCOMPARE(run_program(study_command(one, {"--jobs", "1"})).code, 0);
    const Outcome outcome = run_program(study_command(three, {"--jobs", "3", "--json"}));
    QCOMPARE(outcome.code, 0);
    QCOMPARE(nlohmann::json::parse(outcome.output.toStdString()).at("runs").size(), std::size_t{4});
    const auto alone = runs_of(one), beside = runs_of(three);
    QCOMPARE(alone.size(), std::size_t{4});
    for (const auto& [name, run] : alone) {
        QVERIFY(timeless_metrics(run) == timeless_metrics(beside.at(name)));
        const QByteArray weights = content_of(run + "/checkpoints/step-40/model.safetensors");
        QVERIFY(!weights.isEmpty() && weights == content_of(beside.at(name) + "/checkpoints/step-40/model.safetensors"));
    }
}

void StudyRuns::an_interrupted_study_goes_on_without_its_finished_runs() {
    const QTemporaryDir folder, whole;
    QCOMPARE(run_program(study_command(whole, {"--jobs", "1"})).code, 0);
    const auto second_trains = [&] {
        const auto runs = runs_of(folder);
        return runs.size() == 2 && checkpoint_steps(runs.rbegin()->second).size() > 1;
    };
    const Outcome cut = signal_program(study_command(folder, {"--jobs", "1"}), SIGINT, second_trains);
    QCOMPARE(cut.code, 130);
    QVERIFY2(cut.errors.contains("continue with: overdamp-run study --resume"), cut.errors.constData());
    QCOMPARE(started(folder), 2);
    const QByteArray finished = content_of(runs_of(folder).begin()->second + "/metrics.jsonl");
    QCOMPARE(run_program(study_command(folder, {"--jobs", "1", "--resume"})).code, 0);
    QVERIFY(started(folder) == 5 || started(folder) == 4); // the second may just have ended
    QCOMPARE(content_of(runs_of(folder).begin()->second + "/metrics.jsonl"), finished);
    const auto expected = runs_of(whole), resumed = runs_of(folder);
    QCOMPARE(resumed.size(), std::size_t{4});
    for (const auto& [name, run] : expected)
        QVERIFY(timeless_metrics(run) == timeless_metrics(resumed.at(name)));
    // Nothing is left to do.
    const int before = started(folder);
    QCOMPARE(run_program(study_command(folder, {"--resume"})).code, 0);
    QCOMPARE(started(folder), before);
}

void StudyRuns::a_damaged_study_does_not_keep_another_from_going_on() {
    const QTemporaryDir folder;
    QCOMPARE(run_program(study_command(folder, {"--slurm-script-only"})).code, 0);
    const QString broken = folder.filePath("studies/20260101-000000-study-broken");
    QVERIFY(QDir().mkpath(broken));
    write_file(broken + "/study.json", "{");
    const Outcome outcome = run_program({"study", "tiny", "--runs", folder.filePath("studies"), "--resume"});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY2(outcome.errors.contains("passed over " + broken.toUtf8() + ": "), outcome.errors.constData());
    QVERIFY(outcome.output.startsWith("# Tiny\n"));
}

void StudyRuns::the_report_says_what_makes_the_study_from_any_folder() {
    const QTemporaryDir folder;
    const QString file = study_file(folder), studies = folder.filePath("studies");
    save_experiment(find_preset("synthetic"), folder.filePath("base.json").toStdString());
    write_file(file, QByteArray(content_of(file)).replace(R"("base": "synthetic")", R"("base": "base.json")"));
    const Outcome made = run_program_after("cd '" + folder.path() + "'", {"study", "tiny.json", "--runs", studies, "--slurm-script-only"});
    QCOMPARE(made.code, 0);
    const QByteArray command = "overdamp-run study " + file.toUtf8() + " --form nano";
    const Outcome report = run_program({"report", only_run(studies)});
    QVERIFY2(report.output.contains(command), report.output.constData());
    QCOMPARE(run_program_after("cd '" + folder.path() + "'", {"study", "tiny.json", "--runs", studies, "--resume"}).code, 0);
    QCOMPARE(run_program({"study", file, "--runs", studies, "--resume"}).code, 0);
    QCOMPARE(run_program({"study", file, "--runs", folder.filePath("again"), "--slurm-script-only"}).code, 0); // its base lies beside it
    // A file of the folder itself, as the window keeps it, is found there.
    const QString study = only_run(studies) + "/study.json";
    QVERIFY(QFile::rename(file, only_run(studies) + "/plan.json"));
    write_file(study, QByteArray(content_of(study)).replace(file.toUtf8(), "plan.json"));
    const QByteArray cited = run_program({"cite", only_run(studies), "--methods"}).output;
    QVERIFY2(cited.endsWith("Repeat with:\noverdamp-run study " + only_run(studies).toUtf8() + "/plan.json --form nano\n"), cited.constData());
    QVERIFY2(cited.contains("was trained with Overdamp 0.") || cited.contains("were trained: GPT-2"), cited.constData());
    QVERIFY2(!cited.contains("Overdamp overdamp"), cited.constData());
}

void StudyRuns::a_failed_run_is_shown_and_stops_no_other() {
    const QTemporaryDir folder;
    QByteArray text = QByteArray::fromStdString(tiny_study());
    text.replace(R"("knob": "feedback.strength", "values": [0, 0.2])",
                 R"("variants": [{"name": "bad", "set": {"language.corpus": "/nowhere/at/all"}}, {"name": "good"}])");
    write_file(folder.filePath("tiny.json"), text);
    const Outcome outcome = run_program({"study", folder.filePath("tiny.json"), "--runs", folder.filePath("studies"), "--json"});
    QCOMPARE(outcome.code, 1);
    const auto runs = nlohmann::json::parse(outcome.output.toStdString()).at("runs");
    QCOMPARE(runs[0].at("state").get<std::string>(), std::string("failed"));
    QVERIFY2(runs[0].at("reason").get<std::string>().find("/nowhere/at/all") != std::string::npos, runs[0].dump().c_str());
    QCOMPARE(runs[2].at("state").get<std::string>(), std::string("finished"));
    QCOMPARE(runs[3].at("state").get<std::string>(), std::string("finished"));
}

void StudyRuns::runs_are_compared() {
    const QTemporaryDir folder;
    QCOMPARE(run_program(study_command(folder, {"--set", "training.steps=10"})).code, 0);
    QStringList command = {"report"};
    for (const auto& [name, run] : runs_of(folder))
        command += run;
    const Outcome markdown = run_program(command);
    QCOMPARE(markdown.code, 0);
    for (const char* part :
         {"# Comparison of 4 runs", "`sample/hf_share_top10`, percent", "| `feedback.strength` | 0 | 0 | 0.2 | 0.2 |", "| seed | 1 | 2 | 1 | 2 |"})
        QVERIFY2(markdown.output.contains(part), markdown.output.constData());
    QCOMPARE(nlohmann::json::parse(run_program(command + QStringList{"--json"}).output.toStdString()).size(), std::size_t{4});
    QVERIFY(run_program({"report", only_run(folder.filePath("studies"))}).output.startsWith("# Tiny\n"));
    // Of a run whose experiment cannot be read nothing is claimed.
    write_file(command.last() + "/experiment.json", "garbage");
    const QByteArray damaged = run_program(command).output;
    QVERIFY2(damaged.contains("| `feedback.strength` | 0 | 0 | 0.2 | – |") && damaged.contains("| seed | 1 | 2 | 1 | – |"), damaged.constData());
    QCOMPARE(damaged.count("\noverdamp-run train"), 3);
    const auto last = nlohmann::json::parse(run_program(command + QStringList{"--json"}).output.toStdString()).back();
    QVERIFY(last.at("seed").is_null() && last.at("command").is_null() && last.at("state") == "damaged");
}

void StudyRuns::wrong_arguments_are_usage_errors() {
    const QTemporaryDir folder;
    verify_usage_error({"study", "table2"}, "table2: is neither a built-in study");
    verify_usage_error({"study", "table1", "--form", "giant"}, "--form giant: table1 has no such form; expected nano or paper");
    verify_usage_error({"study", "table1", "--resume", "--runs", folder.path()}, "holds no study table1");
    verify_usage_error({"study", "table1", "--set", "feedback.strenth=1", "--runs", folder.path()}, "feedback.strenth");
    verify_usage_error({"report", folder.path()}, "is neither a run folder");
    // What cannot be written is no wrong argument; train says the same.
    QCOMPARE(run_program({"study", "table1", "--runs", "/proc/nowhere"}).code, 1);
    QCOMPARE(run_program({"train", "synthetic", "--runs", "/proc/nowhere"}).code, 1);
    const QTemporaryDir bad;
    write_file(bad.filePath("bad.json"), "{\n  garbage");
    const Outcome garbage = run_program({"study", bad.filePath("bad.json"), "--runs", folder.path()});
    QCOMPARE(garbage.code, 2);
    QVERIFY2(garbage.errors.contains("bad.json: is not valid JSON: parse error at line 2, column 3: "), garbage.errors.constData());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void StudyRuns::the_time_left_is_that_of_the_last_to_end() {
    const std::vector<double> left = {10, 4, 5, 8};
    QCOMPARE(seconds_until_done(left, 1), 27.0);
    QCOMPARE(seconds_until_done(left, 2), 17.0); // 10 beside 4 and 5, then 8 after the 5
    QCOMPARE(seconds_until_done(left, 9), 10.0);
    QCOMPARE(seconds_until_done({}, 2), 0.0);
    QVERIFY(std::isnan(seconds_until_done(std::vector<double>{1, std::nan("")}, 2)));
}

QTEST_GUILESS_MAIN(StudyRuns)
#include "runs.moc"
