// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper says of runs.
#include "core/telemetry/methods.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/repeat_command.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_program.h"
#include "core/telemetry/world_size.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;
namespace fs = std::filesystem;

class Methods : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void a_run_is_described();
    void an_unfinished_run_says_how_far_it_came();
    void the_version_is_the_runs_own();
    void a_run_of_several_processes_says_its_whole_batch();
    void what_a_hand_changed_and_the_parent_are_said();
    void a_child_is_repeated_by_the_fork_that_made_it();
    void children_of_earlier_versions_are_repeated_from_their_events();
    void what_no_command_repeats_is_told_in_words();
    void several_runs_share_what_they_share();
    void an_imported_run_is_only_said_to_be_one();
    void bibtex_holds_run_program_and_paper();
    void a_damaged_run_is_refused();

  private:
    /// A run of 700 planned steps, of which so many are done.
    fs::path make_run(const char* name, std::int64_t seed, double strength, const std::string& corpus = "fortunes", std::int64_t steps = 700) const;
    fs::path make_run_of(std::int64_t steps) const { return make_run("20260101-000000-mine", 2026, 0.2, "fortunes", steps); }
    QString text(const std::vector<fs::path>& runs) const { return QString::fromStdString(methods_text({.runs = runs})); }
    QString commands(const fs::path& run) const { return text({run}).section("Repeat with:\n", 1); }

    std::unique_ptr<QTemporaryDir> folder_;
};

fs::path Methods::make_run(const char* name, std::int64_t seed, double strength, const std::string& corpus, std::int64_t steps) const {
    const fs::path run = fs::path(folder_->path().toStdString()) / name;
    fs::create_directories(run);
    Experiment experiment{.name = "mine", .description = "", .knobs = {}};
    experiment.knobs.training.seed = seed;
    experiment.knobs.training.steps = 700;
    experiment.knobs.feedback.strength = strength;
    experiment.knobs.dmu.mode = DmuMode::edge_fix;
    experiment.knobs.language.corpus = corpus;
    save_experiment(experiment, run / "experiment.json");
    write_text(run / "language.json", R"({"schema": 1, "training_tokens": 4321, "fingerprint": "00ff", "tokenizer": {}})");
    Recorder recorder(run);
    for (std::int64_t step = 0; step < steps; ++step)
        recorder.record(StepRecord{.step = step});
    recorder.flush();
    return run;
}

void Methods::a_run_is_described() {
    const fs::path run = make_run_of(700);
    note_program(run, {.version = "1.2.3", .commit = "abc"}, 0);
    const QString found = text({run});
    QCOMPARE(
        found,
        QString(
            "A GPT-2 with 2 layers of width 64, 4 attention heads and a context of 48 tokens was trained with Overdamp 1.2.3 (commit abc) for 700 "
            "steps of 24 sequences on the corpus fortunes (tokenizer word, vocabulary 2000; 4321 training tokens with the FNV-1a fingerprint 00ff), "
            "seed 2026. "
            "Parameters that differ from their defaults: feedback strength α (feedback.strength) 0.2 and %1.\n\nRepeat with:\n%2\n")
            .arg(found.section("0.2 and ", 1).section(".\n", 0, 0), found.section("Repeat with:\n", 1).trimmed()));
    QVERIFY(found.contains("(dmu.mode) edge_fix"));
    QVERIFY2(found.contains("overdamp-run train quickstart") && found.contains("training.seed=2026"), qPrintable(found));
}

void Methods::an_unfinished_run_says_how_far_it_came() {
    const QString found = text({make_run_of(60)});
    QVERIFY2(found.contains(" for 60 of 700 planned steps of 24 sequences on "), qPrintable(found));
    const QString both = text({make_run("a", 1, 0), make_run("b", 2, 0, "fortunes", 30)});
    QVERIFY2(both.contains(" for 700 steps of 24 sequences and 30 of 700 planned steps of 24 sequences on "), qPrintable(both));
}

void Methods::the_version_is_the_runs_own() {
    const fs::path run = make_run_of(700);
    QVERIFY2(text({run}).contains(" was trained with Overdamp for 700 steps"), qPrintable(text({run}))); // it says nothing
    const QString silent = QString::fromStdString(bibtex({.runs = std::vector{run}}));
    QVERIFY2(silent.contains("howpublished = {Trained with Overdamp}") && !silent.contains("version ="), qPrintable(silent));
    note_program(run, {.version = "1.2.3", .commit = "abc"}, 0);
    note_program(run, {.version = "1.2.4", .commit = {}}, 200);
    const QString found = text({run}), entries = QString::fromStdString(bibtex({.runs = std::vector{run}}));
    QVERIFY2(found.contains(" was trained with Overdamp 1.2.3 (commit abc) and, from step 200 on, 1.2.4 for 700 steps"), qPrintable(found));
    QVERIFY2(entries.contains("Trained with Overdamp 1.2.3 (commit abc) and, from step 200 on, 1.2.4}"), qPrintable(entries));
    const fs::path old = make_run("old", 1, 0);
    note_program(old, {.version = "1.2.4", .commit = {}}, 50);
    QVERIFY2(text({old}).contains(" with Overdamp of an unknown version and, from step 50 on, 1.2.4 for "), qPrintable(text({old})));
    const fs::path other = make_run("b", 1, 0);
    const QString study =
        QString::fromStdString(methods_text({.runs = std::vector{other}, .study = "Table 1", .study_version = "0.9", .command = "make"}));
    QVERIFY2(study.startsWith("Study \"Table 1\": A GPT-2 ") && study.contains(" with Overdamp 0.9 for "), qPrintable(study));
    QVERIFY(study.endsWith("Repeat with:\nmake\n"));
}

void Methods::a_run_of_several_processes_says_its_whole_batch() {
    const fs::path run = make_run_of(700);
    save_world_size(run, 2);
    const QString found = text({run});
    QVERIFY2(found.contains(" for 700 steps of 48 sequences (2 processes with 24 each) on "), qPrintable(found));
    QVERIFY2(commands(run).endsWith(" --world-size 2\n"), qPrintable(commands(run)));
}

void Methods::what_a_hand_changed_and_the_parent_are_said() {
    const fs::path run = make_run("a", 1, 0.05);
    write_text(run / "parent.json", R"({"schema": 1, "run": "20260101-000000-parent", "step": 40, "kind": "fork"})");
    Recorder recorder(run);
    recorder.record(EventRecord{.step = 50, .revision = 1, .gesture = 1, .changes = {{"feedback.strength", 0.05, 0.3}}});
    recorder.flush();
    const QString found = text({run});
    QVERIFY2(found.contains("The run is a child (fork) of 20260101-000000-parent from step 40 on."), qPrintable(found));
    QVERIFY2(found.contains("Changed while it trained: feedback.strength from 0.05 to 0.3 at step 50."), qPrintable(found));
}

void Methods::a_child_is_repeated_by_the_fork_that_made_it() {
    const fs::path parent = make_run_of(60), runs = parent.parent_path();
    const fs::path child =
        fork_run(parent, runs, {.kind = ForkKind::fork, .step = 40, .settings = {{"feedback.strength", 0.3}, {"training.steps", std::int64_t{90}}}});
    const QString made =
        "overdamp-run fork " + QString::fromStdString(parent.string()) + " --at 40 --set feedback.strength=0.3 --set training.steps=90\n";
    QStringList lines = commands(child).split('\n');
    QCOMPARE(lines.size(), 3); // the parent's, the child's, and the end
    QVERIFY2(lines[0].startsWith("overdamp-run train quickstart ") && lines[0].endsWith("  # makes 20260101-000000-mine"), qPrintable(lines[0]));
    QVERIFY2(!lines[0].contains("training.steps=90") && lines[0].contains("training.steps=700"), qPrintable(lines[0]));
    QCOMPARE(lines[1] + '\n', made);
    QCOMPARE(text({parent, child}).count("overdamp-run train"), 1); // the parent is cited itself
    QCOMPARE(text({parent / "", child / ""}), text({parent, child}));
    const fs::path grandchild = fork_run(child, runs, {.kind = ForkKind::rewind, .step = 20});
    lines = commands(grandchild).split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[2], "overdamp-run fork " + QString::fromStdString(child.string()) + " --at 20");
    fs::remove_all(parent);
    QCOMPARE(commands(child), "overdamp-run fork 20260101-000000-mine --at 40 --set feedback.strength=0.3 --set training.steps=90\n");
}

void Methods::children_of_earlier_versions_are_repeated_from_their_events() {
    const fs::path parent = make_run_of(60);
    const fs::path child = fork_run(parent, parent.parent_path(), {.kind = ForkKind::fork, .step = 40, .settings = {{"feedback.strength", 0.3}}});
    write_text(child / "parent.json", R"({"schema": 1, "run": "20260101-000000-mine", "step": 40, "kind": "fork"})");
    const QString line = "overdamp-run fork " + QString::fromStdString(parent.string()) + " --at 40 --set feedback.strength=0.3";
    QVERIFY2(commands(child).endsWith('\n' + line + '\n'), qPrintable(commands(child)));
    Recorder recorder(child);
    recorder.record(EventRecord{.step = 50, .revision = 9, .gesture = 9, .changes = {{"feedback.strength", 0.3, 0.1}}});
    recorder.flush();
    QVERIFY2(commands(child).endsWith('\n' + line + "  # and then by hand, as its events.jsonl says\n"), qPrintable(commands(child)));
}

void Methods::what_no_command_repeats_is_told_in_words() {
    const fs::path parent = make_run_of(60), runs = parent.parent_path();
    {
        Recorder recorder(parent);
        recorder.record(EventRecord{.step = 10, .revision = 4, .gesture = 1, .changes = {{"feedback.strength", 0.2, 0.1}}});
        recorder.flush();
    }
    const fs::path what_if = fork_run(parent, runs, what_if_not(load_events(parent), 4));
    QCOMPARE(repeat_line(read_run(what_if)), "overdamp-run fork " + parent.string() + " --without-event 4");
    write_text(what_if / "parent.json", R"({"schema": 1, "run": "20260101-000000-mine", "step": 10, "kind": "what_if"})");
    QVERIFY(!repeat_command(read_run(what_if)));
    QVERIFY(repeat_line(read_run(what_if)).ends_with(" repeats 20260101-000000-mine from step 10 on without one of its gestures"));
    const RunInfo twin = read_run(fork_run(parent, runs, twin_at(20)));
    QVERIFY(!repeat_command(twin));
    QVERIFY(repeat_line(twin).starts_with('#') && repeat_line(twin).find(" is a twin of 20260101-000000-mine from step 20 on") != std::string::npos);
    write_text(parent / "experiment.json", "{");
    const RunInfo damaged = read_run(parent);
    QVERIFY(!has_knobs(damaged) && !repeat_command(damaged));
    QVERIFY(repeat_line(damaged).starts_with("# 20260101-000000-mine is damaged"));
}

void Methods::several_runs_share_what_they_share() {
    const QString found = text({make_run("a", 2025, 0), make_run("b", 2026, 0), make_run("c", 2025, 0.2)});
    QVERIFY2(found.startsWith("3 models were trained: GPT-2 with 2 layers"), qPrintable(found));
    QVERIFY2(found.contains("seeds 2025 and 2026."), qPrintable(found));
    QVERIFY2(found.contains("Parameters that differ between the runs: feedback strength α (feedback.strength) 0 and 0.2."), qPrintable(found));
    QCOMPARE(found.count("overdamp-run train"), 3);
    QCOMPARE(found.count("00ff"), 1);
}

void Methods::an_imported_run_is_only_said_to_be_one() {
    const fs::path run = make_run("a", 1, 0);
    save_import_origin(run, {.source = "/elsewhere/log.csv", .format = "CSV", .columns = {}});
    const QString found = text({run});
    QVERIFY2(found.contains("imported from its log (CSV)") && !found.contains("GPT-2") && !found.contains("seed"), qPrintable(found));
}

void Methods::bibtex_holds_run_program_and_paper() {
    const std::vector<fs::path> runs = {make_run("20260101-000000-mine", 2026, 0.2, "/my_texts/50%")};
    note_program(runs[0], {.version = "1.2.3", .commit = {}}, 0);
    const QString found = QString::fromStdString(bibtex({.runs = runs}));
    QVERIFY2(found.contains("@misc{overdamp-20260101-000000-mine,\n  title = {Run mine},\n  year = {2026},"), qPrintable(found));
    QVERIFY2(found.contains("Seed 2026; corpus /my\\_texts/50\\%, fingerprint 00ff; overdamp-run train"), qPrintable(found));
    QVERIFY(found.contains("@software{overdamp,") && found.contains("version = {1.2.3}"));
    QVERIFY(found.contains("eprint = {2601.18588}"));
    // BibTeX reads braces in pairs.
    QString bare = found;
    bare.remove("\\{").remove("\\}");
    int depth = 0;
    for (const QChar letter : std::as_const(bare)) {
        depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
        QVERIFY(depth >= 0);
    }
    QCOMPARE(depth, 0);
    const QString study = QString::fromStdString(bibtex({.runs = runs, .study = "Table 1", .command = "overdamp-run study table1"}));
    QVERIFY2(study.contains("@misc{overdamp-study-table-1,") && study.contains("overdamp-run study table1}") && !study.contains("{Run mine}"),
             qPrintable(study));
}

void Methods::a_damaged_run_is_refused() {
    const fs::path run = make_run("a", 1, 0);
    write_text(run / "language.json", "{");
    QVERIFY_EXCEPTION_THROWN(text({run}), SettingsError);
    const fs::path other = make_run("b", 1, 0);
    write_text(other / "summary.json", "{");
    QVERIFY_EXCEPTION_THROWN(text({other}), SettingsError);
}

QTEST_GUILESS_MAIN(Methods)
#include "methods.moc"
