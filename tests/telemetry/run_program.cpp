// SPDX-License-Identifier: GPL-3.0-or-later
// Which program trained which steps of a run.
#include "core/telemetry/run_program.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;

namespace {

const ProgramVersion older{.version = "1.0.0", .commit = "aaa"}, newer{.version = "1.1.0", .commit = "bbb"};

} // namespace

class RunProgram : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void a_run_without_the_file_says_nothing() {
        QVERIFY(load_programs(run()).empty());
        note_program(run(), {}, 0);
        QVERIFY(std::filesystem::is_empty(run()));
    }

    void another_program_is_noted_from_its_first_step() {
        note_program(run(), older, 0);
        note_program(run(), older, 50);
        QVERIFY(load_programs(run()) == (std::vector<TrainedBy>{{older, 0}}));
        note_program(run(), newer, 80);
        QVERIFY(load_programs(run()) == (std::vector<TrainedBy>{{older, 0}, {newer, 80}}));
        note_program(run(), newer, 60); // went back to a checkpoint and repeats from there
        QVERIFY(load_programs(run()) == (std::vector<TrainedBy>{{older, 0}, {newer, 60}}));
        note_program(run(), older, 40);
        QVERIFY(load_programs(run()) == (std::vector<TrainedBy>{{older, 0}}));
    }

    void a_child_knows_who_trained_its_past() {
        note_program(run(), older, 0);
        note_program(run(), newer, 80);
        const QTemporaryDir child, first;
        copy_programs(run(), child.path().toStdString(), 80);
        QVERIFY(load_programs(child.path().toStdString()) == (std::vector<TrainedBy>{{older, 0}}));
        copy_programs(run(), first.path().toStdString(), 0);
        QVERIFY(load_programs(first.path().toStdString()).empty());
    }

    void the_text_names_version_and_commit() {
        QCOMPARE(to_text(older), std::string("1.0.0 (commit aaa)"));
        QCOMPARE(to_text(ProgramVersion{.version = "1.0.0"}), std::string("1.0.0"));
    }

    void a_file_that_is_not_understood_is_named() {
        for (const char* text : {"{", "{}", R"({"schema": 9, "trained_by": []})", R"({"schema": 1, "trained_by": [{"version": "1"}]})"}) {
            write_text(run() / "program.json", text);
            QVERIFY2(thrown<SettingsError>([&] { load_programs(run()); }).contains("program.json: "), text);
        }
    }

  private:
    std::filesystem::path run() const { return folder_->path().toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(RunProgram)
#include "run_program.moc"
