// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs: what it says of each, damage included, its filter, notes, trash and CSV.
#include "core/telemetry/run_list.h"

#include "core/settings/text.h"
#include "core/telemetry/metrics_csv.h"
#include "core/telemetry/run_columns.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_trash.h"
#include "core/telemetry/summary.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

Experiment experiment_named(const std::string& name, double strength = 0.05) {
    Experiment experiment{.name = name, .description = "", .knobs = {}};
    experiment.knobs.feedback.strength = strength;
    return experiment;
}

void record_steps(const fs::path& run, int steps) {
    Recorder recorder(run);
    for (std::int64_t step = 0; step < steps; ++step)
        recorder.record(StepRecord{.step = step, .wall = 1000.5 + static_cast<double>(step), .seconds = 0.5, .loss = 8 - static_cast<double>(step)});
    recorder.record(EvaluationRecord{.step = steps, .wall = 2000, .loss = 6.25, .predictive_entropy = 4.5, .hf_share_top10 = 31.5});
}

std::vector<std::string> names(const std::vector<RunInfo>& runs) {
    std::vector<std::string> result;
    for (const RunInfo& run : runs)
        result.push_back(run.name());
    return result;
}

std::string shown(const RunInfo& run, const char* key) {
    const RunColumn* column = find_run_column(key);
    return shown_text(*column, column->value(run));
}

} // namespace

class RunList : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void a_run_without_an_end_is_live_while_written_and_interrupted_after();
    void asking_whether_a_run_is_written_keeps_no_writer_out();
    void a_finished_run_is_read_from_its_summary();
    void knobs_are_those_after_all_events();
    void a_parent_is_named();
    void damage_is_named_and_the_rest_is_read();
    void only_run_folders_are_listed_newest_first();
    void only_what_changed_is_read_again();
    void a_note_renames_a_run_and_leaves_the_experiment();
    void a_damaged_note_is_not_overwritten();
    void a_deleted_run_comes_back_whole();
    void a_run_that_is_written_is_not_deleted();
    void old_trash_is_emptied();
    void filters_accept_data();
    void filters_accept();
    void a_wrong_filter_says_why();
    void runs_without_a_value_come_last();
    void csv_holds_every_measure_of_each_step_once();

  private:
    fs::path run(const Experiment& experiment) const { return create_run_folder(runs(), experiment); }
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void RunList::init() { folder_ = std::make_unique<QTemporaryDir>(); }

void RunList::a_run_without_an_end_is_live_while_written_and_interrupted_after() {
    const fs::path folder = run(experiment_named("tiny"));
    {
        Recorder recorder(folder);
        recorder.record(StepRecord{.step = 41, .seconds = 3, .loss = 5.5});
        recorder.flush();
        const std::vector<RunInfo> live = RunLister().list(runs());
        QCOMPARE(live.size(), std::size_t{1});
        QVERIFY(live[0].condition == RunCondition::live);
        QVERIFY(is_being_written(folder));
    }
    QVERIFY(!is_being_written(folder));
    const RunInfo info = RunLister().list(runs()).front();
    QVERIFY(info.condition == RunCondition::interrupted);
    QCOMPARE(info.steps, std::int64_t{42});
    QCOMPARE(info.loss, 5.5);
    QVERIFY(std::isnan(info.share));
    QCOMPARE(shown(info, "share"), std::string());
    QCOMPARE(info.started().size(), std::size_t{19});
}

void RunList::asking_whether_a_run_is_written_keeps_no_writer_out() {
    const fs::path folder = run(experiment_named("tiny"));
    record_steps(folder, 1);
    std::atomic_bool stop = false;
    std::thread asks([&] {
        while (!stop)
            is_being_written(folder);
    });
    for (int i = 0; i < 200; ++i)
        Recorder{folder};
    stop = true;
    asks.join();
}

void RunList::a_finished_run_is_read_from_its_summary() {
    const fs::path folder = run(experiment_named("tiny", 0.2));
    record_steps(folder, 3);
    write_summary(folder, {.name = "tiny",
                           .state = "finished",
                           .message = "",
                           .steps = 3,
                           .seconds = 1.5,
                           .step = StepRecord{.step = 2, .loss = 6},
                           .evaluation = EvaluationRecord{.step = 3, .loss = 6.25, .hf_share_top10 = 96.25}});
    const RunInfo info = read_run(folder);
    QVERIFY(info.condition == RunCondition::finished);
    QCOMPARE(shown(info, "alpha"), std::string("0.2"));
    QCOMPARE(shown(info, "loss"), std::string("6.000"));
    QCOMPARE(shown(info, "share"), std::string("96.2"));
    QCOMPARE(shown(info, "steps"), std::string("3"));
    QCOMPARE(shown(info, "preset"), std::string("tiny"));
    write_summary(folder, {.name = "tiny", .state = "failed", .message = "out of memory", .steps = 3});
    QVERIFY(read_run(folder).condition == RunCondition::failed);
    QCOMPARE(read_run(folder).message, std::string("out of memory"));
}

void RunList::knobs_are_those_after_all_events() {
    const fs::path folder = run(experiment_named("tiny", 0));
    Recorder(folder).record(EventRecord{.step = 1, .revision = 1, .gesture = 1, .changes = {{"feedback.strength", 0.0, 0.2}}});
    const RunInfo info = read_run(folder);
    QCOMPARE(info.knobs.feedback.strength, 0.2);
    QCOMPARE(info.experiment.knobs.feedback.strength, 0.0);
}

void RunList::a_parent_is_named() {
    const fs::path folder = run(experiment_named("tiny"));
    write_text(folder / "parent.json", R"({"schema": 1, "run": "20260101-000000-mother", "step": 250, "kind": "fork"})");
    QCOMPARE(shown(read_run(folder), "parent"), std::string("20260101-000000-mother @ 250"));
}

void RunList::damage_is_named_and_the_rest_is_read() {
    const fs::path folder = run(experiment_named("tiny"));
    record_steps(folder, 3);
    const std::string before = read_text(folder / "metrics.jsonl");
    write_text(folder / "experiment.json", "{\"schema\": 1, \"knobs\": {\"feedback.strengt\": 1}}");
    const RunInfo info = RunLister().list(runs()).front();
    QVERIFY(info.condition == RunCondition::damaged);
    QVERIFY2(info.message.find("feedback.strengt") != std::string::npos, info.message.c_str());
    QCOMPARE(info.steps, std::int64_t{3});
    QCOMPARE(shown(info, "alpha"), std::string());
    QCOMPARE(info.name(), folder.filename().string());
    QCOMPARE(read_text(folder / "metrics.jsonl"), before);
    write_text(folder / "summary.json", "{\"state\":");
    write_text(folder / "note.json", "[]");
    const std::string message = read_run(folder).message;
    for (const char* file : {"experiment.json", "summary.json", "note.json"})
        QVERIFY2(message.find(file) != std::string::npos, message.c_str());
    fs::remove(folder / "experiment.json");
    QVERIFY(RunLister().list(runs()).front().condition == RunCondition::damaged);
}

void RunList::only_run_folders_are_listed_newest_first() {
    QVERIFY(RunLister().list(runs() / "nowhere").empty());
    for (const char* name : {"20260102-000000-b", "20260101-000000-a", "20260103-000000-c"}) {
        fs::create_directories(runs() / name);
        save_experiment(experiment_named(name + 16), runs() / name / "experiment.json");
    }
    fs::create_directories(runs() / ".trash" / "20260101-000000-x");
    save_experiment(experiment_named("x"), runs() / ".trash" / "experiment.json");
    fs::create_directories(runs() / "holiday pictures");
    write_text(runs() / "file", "");
    QCOMPARE(names(RunLister().list(runs())), (std::vector<std::string>{"c", "b", "a"}));
    QCOMPARE(RunLister().list(runs()).front().started(), std::string("2026-01-03 00:00:00"));
    QVERIFY(thrown<FileError>([&] { RunLister().list(runs() / "file"); }).contains("cannot read"));
}

void RunList::only_what_changed_is_read_again() {
    const fs::path first = run(experiment_named("one")), second = run(experiment_named("two"));
    RunLister lister;
    const auto versions = [&] {
        std::map<fs::path, std::uint64_t> result;
        for (const RunInfo& info : lister.list(runs()))
            result[info.folder] = info.version;
        return result;
    };
    auto before = versions();
    QCOMPARE(versions(), before);
    record_steps(second, 2);
    auto after = versions();
    QCOMPARE(after[first], before[first]);
    QVERIFY(after[second] != before[second]);
    before = after;
    const Recorder writer(second); // changes no file
    after = versions();
    QCOMPARE(after[first], before[first]);
    QVERIFY(after[second] != before[second]);
}

void RunList::a_note_renames_a_run_and_leaves_the_experiment() {
    const fs::path folder = run(experiment_named("tiny"));
    const std::string experiment = read_text(folder / "experiment.json");
    QVERIFY(load_note(folder) == RunNote{});
    const RunNote note{.name = "β, the \"second\"", .text = "one line\nand another"};
    save_note(folder, note);
    QVERIFY(load_note(folder) == note);
    QCOMPARE(read_run(folder).name(), note.name);
    QCOMPARE(read_text(folder / "experiment.json"), experiment);
    save_note(folder, {});
    QVERIFY(!fs::exists(folder / "note.json"));
    QCOMPARE(read_run(folder).name(), std::string("tiny"));
}

void RunList::a_damaged_note_is_not_overwritten() {
    const fs::path folder = run(experiment_named("tiny"));
    write_text(folder / "note.json", "what a person wrote");
    QVERIFY(thrown<SettingsError>([&] { save_note(folder, {.name = "new", .text = ""}); }).contains("note.json"));
    QCOMPARE(read_text(folder / "note.json"), std::string("what a person wrote"));
}

void RunList::a_deleted_run_comes_back_whole() {
    const fs::path folder = run(experiment_named("tiny"));
    record_steps(folder, 3);
    const std::string before = read_text(folder / "metrics.jsonl");
    const fs::path trashed = trash_run(folder);
    QVERIFY(!fs::exists(folder));
    QCOMPARE(trashed, runs() / ".trash" / folder.filename());
    QVERIFY(RunLister().list(runs()).empty());
    empty_old_trash(runs());
    restore_run(trashed, folder);
    QCOMPARE(read_text(folder / "metrics.jsonl"), before);
    // Two deleted runs of one name live side by side, and a run is not put over another.
    const fs::path first = trash_run(folder);
    fs::create_directories(folder);
    const fs::path second = trash_run(folder);
    QVERIFY(first != second);
    restore_run(first, folder);
    QVERIFY(thrown<FileError>([&] { restore_run(second, folder); }).contains("there is another one"));
    QVERIFY(fs::exists(second));
}

void RunList::a_run_that_is_written_is_not_deleted() {
    const fs::path folder = run(experiment_named("tiny"));
    const Recorder writer(folder);
    QVERIFY(thrown<FileError>([&] { trash_run(folder); }).contains("writing this run"));
    QVERIFY(fs::exists(folder / "experiment.json"));
    QVERIFY(!fs::exists(runs() / ".trash"));
}

void RunList::old_trash_is_emptied() {
    const fs::path old = trash_run(run(experiment_named("old"))), young = trash_run(run(experiment_named("young")));
    const auto now = fs::file_time_type::clock::now();
    fs::last_write_time(old, now - std::chrono::days(trash_days) - std::chrono::hours(1));
    fs::last_write_time(young, now - std::chrono::days(trash_days) + std::chrono::hours(1));
    empty_old_trash(runs());
    QVERIFY(!fs::exists(old));
    QVERIFY(fs::exists(young / "experiment.json"));
}

void RunList::filters_accept_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* filter, bool accepted) { QTest::newRow(filter) << filter << accepted; };
    row("", true);
    row("  MY run ", true);
    row("my nothing", false);
    row("promising", true); // in the note
    row("alpha>0.1", true);
    row("alpha>0.2", false);
    row("alpha>=0.2 alpha<=0.2 α=0.2", true);
    row("lambda<0.01", false);
    row("seed=2025", true);
    row("seed:202", false);
    row("state:inter", true);
    row("state=interrupted", true);
    row("state=inter", false);
    row("feedback.law=entropy", true);
    row("feedback.law:marg", false);
    row("feedback.gain>5 my", true);
    row("share>0", false); // never measured
    row("onset<100", false);
    row("alpha>", true); // still being typed
    row("12:30", false);
}

void RunList::filters_accept() {
    QFETCH(QString, filter);
    QFETCH(bool, accepted);
    const fs::path folder = run(experiment_named("My Run", 0.2));
    save_note(folder, {.name = "", .text = "Promising."});
    QCOMPARE(RunFilter(filter.toStdString()).accepts(read_run(folder)), accepted);
}

void RunList::a_wrong_filter_says_why() {
    QVERIFY(thrown<SettingsError>([] { RunFilter("alfa>0.1"); }).startsWith("alfa: is unknown"));
    QVERIFY(thrown<SettingsError>([] { RunFilter("alpha>much"); }).contains("expected a number"));
}

void RunList::runs_without_a_value_come_last() {
    QVERIFY(compare_run_values(1.5, std::int64_t{2}) < 0);
    QVERIFY(compare_run_values(RunValue(), 1e9) > 0);
    QVERIFY(compare_run_values(RunValue(), RunValue()) == 0);
    QVERIFY(compare_run_values(std::string("Alpha"), std::string("beta")) < 0);
}

void RunList::csv_holds_every_measure_of_each_step_once() {
    const fs::path folder = run(experiment_named("tiny"));
    record_steps(folder, 4);
    {
        Recorder resumed(folder); // goes back to step 2 and writes it anew
        resumed.record(StepRecord{.step = 2, .wall = 3000.25, .seconds = 9, .loss = 0.1});
    }
    std::ostringstream output;
    QCOMPARE(write_metrics_csv(folder, output), std::size_t{4});
    QStringList lines = QString::fromStdString(output.str()).split('\n');
    QCOMPARE(lines.takeLast(), QString());
    const QStringList header = lines.takeFirst().split(',');
    QCOMPARE(header.mid(0, 3), (QStringList{"wall_time", "step", "seconds"}));
    QCOMPARE(header.size(), static_cast<qsizetype>(metric_table().size()) + 3);
    const auto cell = [&](int line, const char* name) { return lines[line].split(',')[header.indexOf(QLatin1String(name))]; };
    for (int line = 0; line < 4; ++line)
        QCOMPARE(lines[line].split(',').size(), header.size());
    QCOMPARE(cell(0, "wall_time"), QString("1000.5"));
    QCOMPARE(cell(1, "train/loss"), QString("7"));
    QCOMPARE(cell(2, "wall_time"), QString("3000.25"));
    QCOMPARE(cell(2, "train/loss"), QString("0.1"));
    QCOMPARE(cell(2, "eval/loss"), QString());
    QCOMPARE(cell(3, "step"), QString("4")); // only evaluated: its step was not trained
    QCOMPARE(cell(3, "eval/loss"), QString("6.25"));
    QCOMPARE(cell(3, "train/loss"), QString());
}

QTEST_GUILESS_MAIN(RunList)
#include "run_list.moc"
