// SPDX-License-Identifier: GPL-3.0-or-later
// Runs on disk: whole, torn, and on a full disk.
#include "core/telemetry/run_folder.h"

#include "core/settings/text.h"
#include "tests/settings/full_disk.h"
#include "tests/settings/thrown.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

StepRecord step_record(std::int64_t step, double loss) {
    StepRecord record;
    record.step = step;
    record.loss = loss;
    return record;
}

void append_text(const fs::path& path, const std::string& text) { write_text(path, (fs::exists(path) ? read_text(path) : "") + text); }

} // namespace

class RunFolder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void folders_are_named_by_time_and_experiment();
    void two_runs_of_a_second_get_two_folders();
    void a_folder_that_cannot_be_made_is_named();
    void runs_go_where_the_environment_says();
    void records_come_back_from_their_files();
    void steps_reach_the_disk_within_a_second();
    void a_missing_file_has_no_records();
    void a_torn_last_line_is_read_past();
    void any_other_bad_line_is_named();
    void opening_cuts_a_torn_tail();
    void a_second_writer_is_told_what_the_first_one_writes();
    void a_full_disk_keeps_the_lines_for_the_next_try();
    void a_run_has_one_writer_at_a_time();
    void a_resumed_run_replaces_what_it_records_again();

  private:
    fs::path path(const char* name) const { return folder_->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void RunFolder::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

void RunFolder::folders_are_named_by_time_and_experiment() {
    Experiment experiment{.name = "  My α = 0.2, Run! ", .description = "", .knobs = {}};
    experiment.knobs.feedback.strength = 0.2;
    const fs::path run = create_run_folder(path("deep/runs"), experiment);
    QCOMPARE(run.parent_path(), path("deep/runs"));
    static const QRegularExpression pattern("^\\d{8}-\\d{6}-my-0-2-run$");
    QVERIFY2(pattern.match(QString::fromStdString(run.filename().string())).hasMatch(), run.c_str());
    QCOMPARE(load_experiment(run / "experiment.json").knobs.feedback.strength, 0.2);
    QVERIFY(create_run_folder(path("runs"), {.name = "…", .description = "", .knobs = {}}).string().ends_with("-run"));
    const std::string long_name(300, 'x');
    QCOMPARE(create_run_folder(path("runs"), {.name = long_name, .description = "", .knobs = {}}).filename().string().size(), std::size_t(16 + 40));
}

void RunFolder::two_runs_of_a_second_get_two_folders() {
    std::set<fs::path> folders;
    for (int i = 0; i < 20; ++i)
        folders.insert(create_run_folder(path("runs"), {.name = "twin", .description = "", .knobs = {}}));
    QCOMPARE(folders.size(), std::size_t(20));
    for (const fs::path& folder : folders)
        QVERIFY(fs::exists(folder / "experiment.json"));
}

void RunFolder::a_folder_that_cannot_be_made_is_named() {
    write_text(path("file"), "");
    const QString message = thrown<FileError>([&] { create_run_folder(path("file/runs"), {}); });
    QVERIFY2(message.startsWith("cannot create the run folder " + folder_->filePath("file/runs/")), qPrintable(message));
    QVERIFY(thrown<FileError>([&] { Recorder recorder(path("nowhere")); }).contains("cannot write " + folder_->filePath("nowhere/")));
}

void RunFolder::runs_go_where_the_environment_says() {
    const QByteArray data = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
    qputenv("XDG_DATA_HOME", "/data");
    const fs::path from_data = default_runs_folder();
    qputenv("XDG_DATA_HOME", "");
    qputenv("HOME", "/home/someone");
    const fs::path from_home = default_runs_folder();
    data.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", data);
    home.isNull() ? qunsetenv("HOME") : qputenv("HOME", home);
    QCOMPARE(from_data, fs::path("/data/overdamp/runs"));
    QCOMPARE(from_home, fs::path("/home/someone/.local/share/overdamp/runs"));
}

void RunFolder::records_come_back_from_their_files() {
    EvaluationRecord evaluation;
    evaluation.step = 1;
    evaluation.hf_share_top10 = 27.5;
    const EventRecord event{.step = 1, .revision = 1, .gesture = 2, .changes = {{"feedback.strength", 0.0, 0.2}}};
    {
        Recorder recorder(path(""));
        recorder.record(step_record(0, 5));
        recorder.record(event);
        recorder.record(step_record(1, 4));
        recorder.record(evaluation);
        recorder.record(SampleRecord{.step = 1, .revision = 1, .prompt = "p", .words = {{"w", 3}}});
    }
    const History history = load_history(path(""));
    QCOMPARE(history.size(), std::size_t(2));
    QCOMPARE(history.column(*find_metric("train/loss"))[1], 4.0);
    QCOMPARE(history.column(*find_metric("sample/hf_share_top10"))[0], 27.5);
    QCOMPARE(history.samples().size(), std::size_t(1));
    QCOMPARE(history.samples()[0].words[0].text, std::string("w"));
    const auto events = load_events(path(""));
    QCOMPARE(events.size(), std::size_t(1));
    QVERIFY(events[0].changes == event.changes);
}

void RunFolder::steps_reach_the_disk_within_a_second() {
    Recorder recorder(path(""));
    recorder.record(step_record(0, 5));
    QTest::qSleep(600);
    recorder.record(step_record(1, 4));
    QCOMPARE(load_history(path("")).size(), std::size_t(2));
    recorder.record(step_record(2, 3)); // too soon after the last flush: it waits
    QCOMPARE(load_history(path("")).size(), std::size_t(2));
    recorder.record(EventRecord{.step = 3, .revision = 1, .gesture = 0, .changes = {}}); // at once, and the step with it
    QCOMPARE(load_history(path("")).size(), std::size_t(3));
    QCOMPARE(load_events(path("")).size(), std::size_t(1));
}

void RunFolder::a_missing_file_has_no_records() {
    const History history = load_history(path(""));
    QVERIFY(history.size() == 0 && history.events().empty() && history.samples().empty());
    QVERIFY(load_events(path("nowhere")).empty());
}

void RunFolder::a_torn_last_line_is_read_past() {
    const std::string first = to_line(step_record(0, 5)), second = to_line(step_record(1, 4));
    for (std::size_t length = 0; length <= second.size(); ++length) {
        write_text(path("metrics.jsonl"), first + '\n' + second.substr(0, length));
        QCOMPARE(load_history(path("")).size(), std::size_t(1));
    }
    append_text(path("metrics.jsonl"), "\n");
    QCOMPARE(load_history(path("")).size(), std::size_t(2));
}

void RunFolder::any_other_bad_line_is_named() {
    write_text(path("metrics.jsonl"), to_line(step_record(0, 5)) + "\n{\"kind\": \"st\n" + to_line(step_record(1, 4)) + '\n');
    const QString message = thrown<SettingsError>([&] { load_history(path("")); });
    QVERIFY2(message.startsWith(folder_->filePath("metrics.jsonl") + ", line 2: "), qPrintable(message));
}

void RunFolder::opening_cuts_a_torn_tail() {
    for (const auto& [before, after] : {std::pair<std::string, std::string>{"", ""},
                                        {"torn", ""},
                                        {"a\n", "a\n"},
                                        {"a\nb", "a\n"},
                                        {"a\n\nbb", "a\n\n"},
                                        {"a\n" + std::string(100000, 'x'), "a\n"}}) {
        write_text(path("lines"), before);
        LineFile(path("lines")).append("new");
        QCOMPARE(read_text(path("lines")), after + "new\n");
    }
}

void RunFolder::a_second_writer_is_told_what_the_first_one_writes() {
    const LineFile first(path("lines"));
    QVERIFY(thrown<FileError>([&] { LineFile second(path("lines")); }).contains("another program is writing this run"));
    QVERIFY(thrown<FileError>([&] { LineFile second(path("lines"), "study"); }).contains("another program is writing this study"));
}

void RunFolder::a_full_disk_keeps_the_lines_for_the_next_try() {
    std::string expected;
    LineFile file(path("lines"));
    for (int i = 0; i < 10; ++i) {
        const std::string line(static_cast<std::size_t>(100 + i), static_cast<char>('a' + i));
        file.append(line);
        expected += line + '\n';
    }
    QString message;
    {
        const FullDisk disk(256); // two lines and a half
        QVERIFY(disk.works());
        message = thrown<FileError>([&] { file.flush(); });
    }
    QCOMPARE(message, "cannot write " + folder_->filePath("lines") + ": File too large");
    QCOMPARE(read_text(path("lines")).size(), std::size_t(256));
    file.flush();
    QCOMPARE(read_text(path("lines")), expected);
}

void RunFolder::a_run_has_one_writer_at_a_time() {
    const fs::path run = path("shared");
    fs::create_directory(run);
    {
        Recorder first(run);
        QVERIFY_EXCEPTION_THROWN(Recorder{run}, FileError);
    }
    Recorder{run}.flush();
}

void RunFolder::a_resumed_run_replaces_what_it_records_again() {
    {
        Recorder recorder(path(""));
        for (std::int64_t step = 0; step < 10; ++step)
            recorder.record(step_record(step, 1));
    }
    append_text(path("metrics.jsonl"), to_line(step_record(10, 1)).substr(0, 20)); // the crash
    {
        Recorder recorder(path(""));
        for (std::int64_t step = 6; step < 9; ++step)
            recorder.record(step_record(step, 2));
    }
    const History history = load_history(path(""));
    const auto steps = history.steps(MetricSource::step);
    QCOMPARE((std::vector<std::int64_t>(steps.begin(), steps.end())), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8}));
    const auto loss = history.column(*find_metric("train/loss"));
    QCOMPARE((std::vector<double>(loss.begin(), loss.end())), (std::vector<double>{1, 1, 1, 1, 1, 1, 2, 2, 2}));
}

QTEST_GUILESS_MAIN(RunFolder)
#include "run_folder.moc"
