// SPDX-License-Identifier: GPL-3.0-or-later
// Run folders packed and unpacked, and archives that want to do harm.
#include "core/telemetry/run_archive.h"

#include "core/settings/text.h"
#include "core/telemetry/archive_names.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_list.h"
#include "tests/settings/thrown.h"
#include "tests/telemetry/zip_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

/// Content of all files below a folder by their relative paths.
std::map<std::string, std::string> contents_of(const fs::path& folder) {
    std::map<std::string, std::string> contents;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            contents[entry.path().lexically_relative(folder).generic_string()] = read_text(entry.path());
    return contents;
}

const std::string experiment_text = R"({"schema": 1, "name": "x", "description": "", "knobs": {}})";
const ZipFile experiment{.name = "run/experiment.json", .content = experiment_text};

} // namespace

class RunArchive : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void a_run_comes_back_as_it_was();
    void without_checkpoints_the_weights_stay_out();
    void what_is_not_of_the_run_stays_out();
    void a_second_copy_gets_another_name();
    void a_child_is_unpacked_without_its_parent();
    void a_run_zipped_by_hand_is_unpacked();
    void names_that_lead_elsewhere_are_refused();
    void harmful_archives_are_refused_data();
    void harmful_archives_are_refused();
    void damage_is_noticed();
    void limits_hold();
    void unpacking_can_be_cancelled();
    void packing_can_be_cancelled();
    void a_place_that_cannot_be_written_is_named();

  private:
    fs::path path(const char* name) const { return folder_->filePath(name).toStdString(); }
    fs::path make_run() const;

    std::unique_ptr<QTemporaryDir> folder_;
};

void RunArchive::init() {
    if (!can_archive())
        QSKIP("built without libzip");
    folder_ = std::make_unique<QTemporaryDir>();
}

fs::path RunArchive::make_run() const {
    const fs::path run = path("runs") / "20260101-000000-tiny";
    fs::create_directories(run / "checkpoints" / "step-5");
    save_experiment(find_preset("collapse"), run / "experiment.json");
    write_text(run / "metrics.jsonl", to_line(StepRecord{.step = 0, .loss = 5}) + '\n');
    write_text(run / "samples.jsonl", "");
    write_text(run / "checkpoints" / "step-5" / "model.safetensors", std::string("\0\1\2\3", 4) + std::string(100'000, 'w'));
    write_text(run / "checkpoints" / "step-5" / "trainer.json", "{}");
    return run;
}

void RunArchive::a_run_comes_back_as_it_was() {
    const fs::path run = make_run();
    std::vector<double> shares;
    pack_run(run / "", path("run.zip"), true, [&](double share) {
        shares.push_back(share);
        return true;
    });
    QVERIFY(!shares.empty() && std::ranges::is_sorted(shares));
    QVERIFY(is_archive(path("run.zip")));
    QVERIFY(!is_archive(run / "experiment.json") && !is_archive(run) && !is_archive("/dev/null"));
    const fs::path copy = unpack_run(path("run.zip"), path("elsewhere"));
    QCOMPARE(copy, path("elsewhere") / "20260101-000000-tiny");
    QVERIFY(contents_of(copy) == contents_of(run));
    QCOMPARE(std::distance(fs::directory_iterator(path("elsewhere")), {}), 1);
    QCOMPARE(read_run(copy).experiment.name, std::string("collapse"));
}

void RunArchive::without_checkpoints_the_weights_stay_out() {
    pack_run(make_run(), path("run.zip"), false);
    const auto contents = contents_of(unpack_run(path("run.zip"), path("elsewhere")));
    QCOMPARE(contents.size(), std::size_t{3});
    QVERIFY(contents.contains("metrics.jsonl"));
    QVERIFY(fs::file_size(path("run.zip")) < 10'000);
}

void RunArchive::what_is_not_of_the_run_stays_out() {
    const fs::path run = make_run();
    const auto before = contents_of(run);
    write_text(run / "summary.json.tmp", "half");
    write_text(run / ".hidden", "x");
    fs::create_directories(run / "checkpoints" / "step-9.tmp");
    write_text(run / "checkpoints" / "step-9.tmp" / "model.safetensors", "half");
    fs::create_symlink("/etc/passwd", run / "link");
    fs::create_directory_symlink("/etc", run / "folder");
    pack_run(run, path("run.zip"), true);
    QVERIFY(contents_of(unpack_run(path("run.zip"), path("elsewhere"))) == before);
}

void RunArchive::a_second_copy_gets_another_name() {
    const fs::path run = make_run();
    pack_run(run, path("run.zip"), true);
    QCOMPARE(unpack_run(path("run.zip"), path("runs")).filename(), fs::path("20260101-000000-tiny-2"));
    QCOMPARE(unpack_run(path("run.zip"), path("runs")).filename(), fs::path("20260101-000000-tiny-3"));
}

void RunArchive::a_child_is_unpacked_without_its_parent() {
    const fs::path parent = make_run();
    const fs::path child = fork_run(parent, path("runs"), {.kind = ForkKind::fork, .step = 1, .settings = {{"feedback.strength", 0.3}}});
    pack_run(child, path("child.zip"), true);
    const fs::path copy = unpack_run(path("child.zip"), path("elsewhere"));
    const RunInfo info = read_run(copy);
    QVERIFY(info.condition != RunCondition::damaged);
    QCOMPARE(info.parent->run, std::string("20260101-000000-tiny"));
    QVERIFY(!parent_folder(copy, *info.parent));
}

void RunArchive::a_run_zipped_by_hand_is_unpacked() {
    write_text(path("My run.zip"), zip_of({{.name = "experiment.json", .content = experiment_text},
                                           {.name = "metrics.jsonl", .content = "", .deflated = true},
                                           {.name = "checkpoints/", .content = "", .mode = 040755},
                                           {.name = "__MACOSX/experiment.json", .content = "x"},
                                           {.name = ".DS_Store", .content = "x"}}));
    const fs::path flat = unpack_run(path("My run.zip"), path("runs"));
    QCOMPARE(flat.filename(), fs::path("My run"));
    QCOMPARE(contents_of(flat).size(), std::size_t{2});
    write_text(path("deep.zip"), zip_of({{.name = "README", .content = "beside"},
                                         {.name = "a/b/the run/experiment.json", .content = experiment_text, .deflated = true},
                                         {.name = "a/b/the run/x/y", .content = "z"}}));
    const fs::path deep = unpack_run(path("deep.zip"), path("runs"));
    QCOMPARE(deep.filename(), fs::path("the run"));
    QCOMPARE(contents_of(deep).size(), std::size_t{2});
}

void RunArchive::names_that_lead_elsewhere_are_refused() {
    for (const char* name : {"", "/", "/etc/passwd", "a//b", "../a", "a/..", "a/../b", "./a", "a/.", "a\\b", "a\nb", "a\x7f", "\xFF", "a/"})
        QVERIFY2(!parts_of_archive_name(name), name);
    QVERIFY(!parts_of_archive_name(std::string_view("a\0b", 3)));
    QVERIFY(!parts_of_archive_name(std::string(300, 'a')));
    QVERIFY(!parts_of_archive_name([] {
        std::string deep;
        for (int i = 0; i < 600; ++i)
            deep += "a/";
        return deep + 'a';
    }()));
    QCOMPARE(parts_of_archive_name("run/..a/b c"), (std::vector<std::string>{"run", "..a", "b c"}));
}

void RunArchive::harmful_archives_are_refused_data() {
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::vector<ZipFile>& files, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(zip_of(files)) << QString(message);
    };
    row("parent folder", {experiment, {.name = "run/../../../evil", .content = "x"}}, "does not stay within the run's folder");
    row("absolute", {experiment, {.name = "/tmp/evil", .content = "x"}}, "does not stay within the run's folder");
    row("backslash", {experiment, {.name = "run/..\\evil", .content = "x"}}, "does not stay within the run's folder");
    row("link", {experiment, {.name = "run/metrics.jsonl", .content = "/etc/passwd", .mode = 0120777}}, "a link or device");
    row("pipe", {experiment, {.name = "run/metrics.jsonl", .content = "", .mode = 0010644}}, "a link or device");
    row("two of one name", {experiment, {.name = "run/a", .content = "1"}, {.name = "run/a", .content = "2"}}, "two files of the name run/a");
    row("file and folder", {experiment, {.name = "run/a", .content = "1"}, {.name = "run/a/b", .content = "2"}}, "cannot unpack");
    row("bomb", {experiment, {.name = "run/a", .content = "x", .claimed = 300'000'000, .deflated = true}}, "times its size, as no run does");
    row("longer than it says", {experiment, {.name = "run/a", .content = std::string(60'000, 'x'), .claimed = 10, .deflated = true}}, "run/a: ");
    row("shorter than it says", {experiment, {.name = "run/a", .content = "abc", .claimed = 60'000, .deflated = true}}, "run/a: ");
    row("encrypted", {experiment, {.name = "run/a", .content = std::string(20, 'x'), .encrypted = true}}, "\"run/a\" is encrypted");
    row("no run", {{.name = "a", .content = "1"}}, "holds no run");
    row("two runs", {experiment, {.name = "b/experiment.json", .content = experiment_text}}, "holds 2 runs");
    row("bad experiment", {{.name = "run/experiment.json", .content = R"({"schema": 99})"}}, "bad.zip: experiment.json: ");
}

void RunArchive::harmful_archives_are_refused() {
    QFETCH(QByteArray, archive);
    QFETCH(QString, message);
    write_text(path("bad.zip"), archive.toStdString());
    const QString found = thrown<std::runtime_error>([&] { unpack_run(path("bad.zip"), path("runs")); });
    QVERIFY2(found.contains("bad.zip") && found.contains(message), qPrintable(found));
    QVERIFY(fs::is_empty(path("runs")));
    QCOMPARE(std::distance(fs::directory_iterator(path("")), {}), 2); // the archive and the empty folder
}

void RunArchive::damage_is_noticed() {
    pack_run(make_run(), path("run.zip"), true);
    const std::string whole = read_text(path("run.zip"));
    write_text(path("cut.zip"), whole.substr(0, whole.size() / 2));
    QVERIFY(thrown<std::runtime_error>([&] { unpack_run(path("cut.zip"), path("elsewhere")); }).contains("cut.zip"));
    const std::size_t weights = whole.find(std::string(100, 'w'));
    QVERIFY(weights != std::string::npos); // they are stored as they are
    std::string changed = whole;
    changed[weights + 50'000] = 'x';
    write_text(path("changed.zip"), changed);
    const QString message = thrown<ArchiveError>([&] { unpack_run(path("changed.zip"), path("elsewhere")); });
    QVERIFY2(message.contains("model.safetensors: CRC error"), qPrintable(message));
    QVERIFY(!fs::exists(path("elsewhere")) || fs::is_empty(path("elsewhere")));
    QVERIFY_EXCEPTION_THROWN(unpack_run(path("nowhere.zip"), path("elsewhere")), FileError);
}

void RunArchive::limits_hold() {
    pack_run(make_run(), path("run.zip"), true);
    const auto refused = [&](const ArchiveLimits& limits) {
        return thrown<ArchiveError>([&] { unpack_run(path("run.zip"), path("elsewhere"), {}, limits); });
    };
    QVERIFY(refused({.files = 4}).contains("holds 5 files; at most 4"));
    QVERIFY(refused({.bytes = 100'000}).contains("would unpack to more than"));
    QVERIFY(refused({.files = 5, .bytes = 1 << 20}).isEmpty());
}

void RunArchive::unpacking_can_be_cancelled() {
    pack_run(make_run(), path("run.zip"), true);
    QVERIFY_EXCEPTION_THROWN(unpack_run(path("run.zip"), path("elsewhere"), [](double) { return false; }), ArchiveCancelled);
    QVERIFY(fs::is_empty(path("elsewhere")));
}

void RunArchive::packing_can_be_cancelled() {
    const fs::path run = make_run();
    write_text(path("run.zip"), "before");
    QVERIFY_EXCEPTION_THROWN(pack_run(run, path("run.zip"), true, [](double) { return false; }), ArchiveCancelled);
    QCOMPARE(read_text(path("run.zip")), std::string("before"));
    QCOMPARE(std::distance(fs::directory_iterator(path("")), {}), 2);
}

void RunArchive::a_place_that_cannot_be_written_is_named() {
    const QString message = thrown<FileError>([&] { pack_run(make_run(), "/proc/run.zip", true); });
    QVERIFY2(message.startsWith("cannot write /proc/run.zip: "), qPrintable(message));
}

QTEST_GUILESS_MAIN(RunArchive)
#include "run_archive.moc"
