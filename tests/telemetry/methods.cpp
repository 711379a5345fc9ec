// SPDX-License-Identifier: GPL-3.0-or-later
// What a paper says of runs.
#include "core/telemetry/methods.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/run_folder.h"

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
    void what_a_hand_changed_and_the_parent_are_said();
    void several_runs_share_what_they_share();
    void an_imported_run_is_only_said_to_be_one();
    void bibtex_holds_run_program_and_paper();
    void a_damaged_run_is_refused();

  private:
    fs::path make_run(const char* name, std::int64_t seed, double strength, const std::string& corpus = "fortunes") const;
    QString text(const std::vector<fs::path>& runs) const {
        return QString::fromStdString(methods_text({.runs = runs, .version = "1.2.3", .study = {}, .command = {}}));
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

fs::path Methods::make_run(const char* name, std::int64_t seed, double strength, const std::string& corpus) const {
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
    return run;
}

void Methods::a_run_is_described() {
    const QString found = text({make_run("20260101-000000-mine", 2026, 0.2)});
    QCOMPARE(found, QString("A GPT-2 with 2 layers of width 64, 4 attention heads and a context of 48 tokens was trained with Overdamp 1.2.3 for 700 steps of 24 "
                            "sequences on the corpus fortunes (tokenizer word, vocabulary 2000; 4321 training tokens with the FNV-1a fingerprint 00ff), seed 2026. "
                            "Parameters that differ from their defaults: feedback strength α (feedback.strength) 0.2 and %1.\n\nRepeat with:\n%2\n")
                        .arg(found.section("0.2 and ", 1).section(".\n", 0, 0), found.section("Repeat with:\n", 1).trimmed()));
    QVERIFY(found.contains("(dmu.mode) edge_fix"));
    QVERIFY2(found.contains("overdamp-run train quickstart") && found.contains("training.seed=2026"), qPrintable(found));
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
    const QString found = QString::fromStdString(bibtex({.runs = runs, .version = "1.2.3", .study = {}, .command = {}}));
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
    const QString study = QString::fromStdString(bibtex({.runs = runs, .version = "1", .study = "Table 1", .command = "overdamp-run study table1"}));
    QVERIFY2(study.contains("@misc{overdamp-study-table-1,") && study.contains("overdamp-run study table1}") && !study.contains("{Run mine}"), qPrintable(study));
}

void Methods::a_damaged_run_is_refused() {
    const fs::path run = make_run("a", 1, 0);
    write_text(run / "language.json", "{");
    QVERIFY_EXCEPTION_THROWN(text({run}), SettingsError);
}

QTEST_GUILESS_MAIN(Methods)
#include "methods.moc"
