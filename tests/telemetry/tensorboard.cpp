// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a TensorBoard event file, byte for byte what TensorBoard's own writer makes of the same events.
#include "core/telemetry/tensorboard.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/foreign_log.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/run_folder.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <sstream>

using namespace overdamp;
namespace fs = std::filesystem;

class Tensorboard : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void the_file_is_what_tensorboards_writer_writes();
    void knobs_are_written_as_hyperparameters_and_as_text();
    void the_file_lies_in_a_folder_of_the_runs_name();

  private:
    fs::path run() const { return fs::path(folder_->path().toStdString()) / "runs" / "20260101-000000-tiny"; }

    std::unique_ptr<QTemporaryDir> folder_;
};

void Tensorboard::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    fs::create_directories(run());
    save_experiment(find_preset("collapse"), run() / "experiment.json");
    Recorder recorder(run());
    recorder.record(StepRecord{.step = 1, .wall = 1000.5, .loss = 9}); // written anew by a resumed run
    recorder.record(StepRecord{.step = 1, .wall = 1000.5, .loss = 4.25, .predictive_entropy = 3.5});
    recorder.record(EventRecord{.step = 1, .revision = 1, .gesture = 1, .changes = {{"feedback.strength", 0.05, 0.2}}});
    recorder.record(StepRecord{.step = 2, .wall = 1001.5, .loss = 0.1});
    recorder.record(EvaluationRecord{.step = 2, .wall = 1001.75, .loss = 5, .perplexity = std::exp(5.0)});
    recorder.record(SampleRecord{.step = 2, .prompt = "Once", .words = {{"the", 0}, {"end", 7}, {".", 1}}});
    recorder.record(StepRecord{.step = 3, .wall = 1002.5, .loss = 1e-30});
    recorder.flush();
}

void Tensorboard::the_file_is_what_tensorboards_writer_writes() {
    // An imported run has no knobs, whose order a map of TensorBoard's would decide.
    save_import_origin(run(), {.source = "elsewhere", .format = "CSV", .columns = {}});
    std::ostringstream output;
    write_tensorboard(run(), output);
    const std::string expected = read_text(std::string(FIXTURES) + "/exported.tfevents");
    QCOMPARE(QByteArray::fromStdString(output.str()).toHex(' '), QByteArray::fromStdString(expected).toHex(' '));
}

void Tensorboard::knobs_are_written_as_hyperparameters_and_as_text() {
    std::ostringstream output;
    write_tensorboard(run(), output);
    const std::string text = output.str();
    QVERIFY(text.find("_hparams_/session_start_info") != std::string::npos);
    // Map entry of SessionStartInfo: key, then a Value with number_value (field 2, fixed64) 10.
    QVERIFY(text.find(std::string("\x0A\x0D"
                                  "feedback.gain\x12\x09\x11\0\0\0\0\0\0\x24\x40",
                                  26)) != std::string::npos);
    QVERIFY(text.find("| feedback.law | entropy |") != std::string::npos);
    std::istringstream input(text);
    ForeignLog log;
    read_event_log(input, "exported", log);
    QCOMPARE(log.series.size(), std::size_t{4}); // the scalars
}

void Tensorboard::the_file_lies_in_a_folder_of_the_runs_name() {
    const fs::path logs = folder_->filePath("logs").toStdString();
    const fs::path file = export_tensorboard(run() / "", logs);
    QCOMPARE(file, logs / "20260101-000000-tiny" / "events.out.tfevents.0000001000.overdamp");
    QCOMPARE(export_tensorboard(run(), logs), file); // replaced, not beside it
    QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
    QVERIFY_EXCEPTION_THROWN(export_tensorboard(run(), "/proc/nowhere"), FileError);
    write_text(run() / "experiment.json", "{");
    const fs::path other = folder_->filePath("other").toStdString();
    QVERIFY_EXCEPTION_THROWN(export_tensorboard(run(), other), SettingsError);
    QVERIFY(!fs::exists(other)); // nothing empty is left
    QVERIFY_EXCEPTION_THROWN(export_tensorboard(run(), logs), SettingsError);
    QVERIFY(fs::exists(file));
}

QTEST_GUILESS_MAIN(Tensorboard)
#include "tensorboard.moc"
