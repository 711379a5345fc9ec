// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of other tools as run folders.
#include "core/telemetry/log_import.h"

#include "core/settings/text.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/log_names.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/metrics_csv.h"
#include "core/telemetry/run_columns.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_list.h"
#include "core/telemetry/tensorboard.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

using Values = std::vector<std::pair<std::int64_t, double>>;

/// Steps and values of a measure where it was taken.
Values values_of(const fs::path& run, const char* name) {
    const History history = load_history(run);
    const Metric& metric = *find_metric(name);
    const auto steps = history.steps(metric.source());
    const auto column = history.column(metric);
    Values values;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!std::isnan(column[i]))
            values.emplace_back(steps[i], column[i]);
    return values;
}

} // namespace

class LogImport : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void every_common_name_means_something_that_exists();
    void a_wandb_table_is_read();
    void a_lightning_table_with_sparse_columns_is_read();
    void event_files_of_a_folder_are_read_together();
    void our_own_exports_come_back();
    void columns_are_mapped_by_hand();
    void a_preview_says_what_columns_hold_and_become();
    void a_log_is_doubtful_if_something_is_unknown_or_nothing_a_loss();
    void quoted_fields_and_other_separators_are_read();
    void steps_out_of_order_and_twice_are_put_right();
    void a_table_without_steps_counts_rows();
    void a_measure_of_texts_is_left_out_and_said_data();
    void a_measure_of_texts_is_left_out_and_said();
    void bad_tables_are_refused_with_file_and_line_data();
    void bad_tables_are_refused_with_file_and_line();
    void logs_of_several_runs_are_not_mixed();
    void an_imported_run_is_listed_as_such_and_cannot_be_forked();

  private:
    fs::path write(const std::string& name, const std::string& content) {
        const fs::path file = fs::path(folder_->path().toStdString()) / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    ImportedLog import(const fs::path& path, const ImportOptions& options = {}) { return import_log(path, runs(), options); }
    fs::path runs() const { return folder_->filePath("runs").toStdString(); }

    std::unique_ptr<QTemporaryDir> folder_;
};

void LogImport::init() { folder_ = std::make_unique<QTemporaryDir>(); }

void LogImport::every_common_name_means_something_that_exists() {
    std::set<std::string_view> seen;
    for (const CommonName& name : common_names()) {
        QVERIFY2(find_metric(name.ours) || name.ours == "step" || name.ours == "wall_time" || name.ours == "seconds", name.ours.data());
        QVERIFY2(seen.insert(name.theirs).second, name.theirs.data());
    }
    QCOMPARE(meaning_of("Loss"), std::string_view("train/loss"));
    QCOMPARE(meaning_of("gpt2-run 3 - val/loss"), std::string_view("eval/loss"));
    QCOMPARE(meaning_of("sample/hf_share_top10"), std::string_view("sample/hf_share_top10"));
    QVERIFY(meaning_of("accuracy").empty());
}

void LogImport::a_wandb_table_is_read() {
    const fs::path file = write("wandb_export.csv", "\"iter\",\"nano - _step\",\"nano - train/loss\",\"nano - train/loss__MIN\",\"nano - "
                                                    "val/loss\",\"nano - mfu\",\"nano - lr\",\"nano - zeal\"\r\n"
                                                    "\"0\",\"0\",\"10.98\",\"10.98\",\"10.97\",\"-1\",\"0\",\"1\"\r\n"
                                                    "\"2000\",\"1\",\"3.25\",\"3.25\",\"3.5\",\"17.2\",\"0.0006\",\"2\"\r\n");
    const ImportedLog log = import(file);
    QCOMPARE(values_of(log.run, "train/loss"), (Values{{0, 10.98}, {2000, 3.25}}));
    QCOMPARE(values_of(log.run, "eval/loss"), (Values{{0, 10.97}, {2000, 3.5}}));
    QCOMPARE(values_of(log.run, "train/learning_rate"), (Values{{0, 0}, {2000, 0.0006}}));
    QCOMPARE(log.left_out, (std::vector<std::string>{"nano - train/loss__MIN", "nano - mfu", "nano - _step"}));
    QCOMPARE(log.unknown, std::vector<std::string>{"nano - zeal"});
    QCOMPARE(log.steps, std::size_t{2});
    QVERIFY(log.notices.empty());
    QVERIFY(log.run.filename().string().ends_with("-wandb-export"));
    QCOMPARE(load_import_origin(log.run), std::optional(log.origin));
}

void LogImport::a_lightning_table_with_sparse_columns_is_read() {
    const fs::path file = write("lightning/version_0/metrics.csv", "epoch,step,train_loss_step,train_loss_epoch,val_loss,val_entropy\n"
                                                                   "0,49,4.5,,,\n0,99,4.25,,,\n0,99,,,4.75,3.5\n0,99,,4.375,,\n");
    const ImportedLog log = import(file.parent_path().parent_path()); // the folder above finds it
    QCOMPARE(values_of(log.run, "train/loss"), (Values{{49, 4.5}, {99, 4.25}}));
    QCOMPARE(values_of(log.run, "eval/loss"), (Values{{99, 4.75}}));
    QCOMPARE(values_of(log.run, "eval/predictive_entropy"), (Values{{99, 3.5}}));
    QCOMPARE(log.left_out, (std::vector<std::string>{"epoch", "train_loss_epoch"}));
    QCOMPARE(load_experiment(log.run / "experiment.json").name, std::string("lightning"));
    QCOMPARE(load_experiment(log.run / "experiment.json").knobs.training.steps, 100);
}

void LogImport::event_files_of_a_folder_are_read_together() {
    const std::string bytes = read_text(std::string(FIXTURES) + "/scalars.tfevents");
    write("tb/run1/events.out.tfevents.1.host", bytes);
    write("tb/run1/events.out.tfevents.2.host", read_text(std::string(FIXTURES) + "/exported.tfevents"));
    const ImportedLog log = import(folder_->filePath("tb").toStdString());
    QCOMPARE(log.origin.format, std::string("TensorBoard"));
    QCOMPARE(values_of(log.run, "train/loss"),
             (Values{{0, 5.5}, {1, 4.25}, {2, static_cast<double>(0.1f)}, {3, static_cast<double>(1e-30f)}, {10, 4.5}, {20, 3.25}, {30, 3.125}}));
    QCOMPARE(log.unknown, (std::vector<std::string>{"learning rate", "count"}));
    QCOMPARE(log.left_out, std::vector<std::string>{"val_loss"}); // beside eval/loss, our own name
    QCOMPARE(load_experiment(log.run / "experiment.json").name, std::string("tb"));
    const LogPreview preview = preview_log(folder_->filePath("tb").toStdString());
    QVERIFY(preview.format == "TensorBoard" && preview.is_doubtful());
    const auto column = [&](const char* name) { return *std::ranges::find(preview.columns, name, &LogColumn::name); };
    QVERIFY(column("learning rate").is_unknown && column("learning rate").values > 0);
    QVERIFY(column("val_loss").ours.empty() && !column("val_loss").is_unknown);
}

void LogImport::our_own_exports_come_back() {
    const fs::path run = create_run_folder(runs(), find_preset("collapse"));
    {
        Recorder recorder(run);
        for (std::int64_t step = 0; step < 5; ++step) {
            recorder.record(StepRecord{.step = step,
                                       .wall = 1e9 + 0.25 * static_cast<double>(step),
                                       .seconds = 1,
                                       .loss = 5.0 - 0.125 * static_cast<double>(step),
                                       .strength = 0.2});
            if (step % 2 == 0)
                recorder.record(EvaluationRecord{.step = step, .wall = 1e9, .seconds = 1, .predictive_entropy = 3, .hf_share_top10 = 30});
        }
        recorder.flush();
    }
    std::ofstream csv(folder_->filePath("ours.csv").toStdString());
    write_metrics_csv(run, csv);
    csv.close();
    for (const fs::path& path :
         {fs::path(folder_->filePath("ours.csv").toStdString()), export_tensorboard(run, folder_->filePath("tb").toStdString())}) {
        const ImportedLog log = import(path);
        for (const char* name : {"train/loss", "eval/predictive_entropy", "sample/hf_share_top10"})
            QCOMPARE(values_of(log.run, name), values_of(run, name));
        QVERIFY(log.unknown.empty());
        std::optional<StepRecord> last = last_step_record(log.run);
        QCOMPARE(last->wall, 1e9 + 1);
    }
}

void LogImport::columns_are_mapped_by_hand() {
    const fs::path file = write("own.csv", "when,ce,H,loss\n10,4,3,1\n20,3,2,1\n");
    ImportOptions options{.name = "my run", .columns = {{"when", "step"}, {"ce", "train/loss"}, {"H", "train/predictive_entropy"}, {"loss", ""}}};
    const ImportedLog log = import(file, options);
    QCOMPARE(values_of(log.run, "train/loss"), (Values{{10, 4}, {20, 3}}));
    QCOMPARE(values_of(log.run, "train/predictive_entropy"), (Values{{10, 3}, {20, 2}}));
    QCOMPARE(log.left_out, std::vector<std::string>{"loss"});
    QCOMPARE(load_experiment(log.run / "experiment.json").name, std::string("my run"));
    options.columns = {{"cf", "train/loss"}};
    QVERIFY(thrown<SettingsError>([&] { import(file, options); }).contains("the log has no column \"cf\"; it has when, ce, H, loss"));
    options.columns = {{"ce", "train/lost"}};
    QVERIFY(thrown<SettingsError>([&] { import(file, options); }).contains("\"train/lost\" is no measure"));
    options.columns = {{"ce", "train/loss"}, {"H", "train/loss"}};
    QVERIFY(thrown<SettingsError>([&] { import(file, options); }).contains("two columns are to become train/loss"));
}

void LogImport::a_preview_says_what_columns_hold_and_become() {
    const LogPreview known = preview_log(write("known.csv", "step,loss,epoch,remark\n0,5,1,a\n100,3.5,1,b\n200,4,2,\n"));
    QVERIFY(!known.is_doubtful());
    QCOMPARE(known.format, std::string("CSV"));
    QCOMPARE(known.columns.size(), std::size_t{4});
    const LogColumn &step = known.columns[0], &loss = known.columns[1], &epoch = known.columns[2], &remark = known.columns[3];
    QVERIFY(step.name == "step" && step.ours == "step" && step.values == 3 && step.smallest == 0 && step.largest == 200 && step.last == 200);
    QVERIFY(loss.ours == "train/loss" && loss.values == 3 && loss.smallest == 3.5 && loss.largest == 5 && loss.last == 4);
    QVERIFY(epoch.ours.empty() && !epoch.is_unknown && epoch.largest == 2);   // known, and not needed
    QVERIFY(remark.ours.empty() && !remark.is_unknown && remark.values == 0); // texts have no measure
    QVERIFY(!fs::exists(runs()));                                             // nothing is written
}

void LogImport::a_log_is_doubtful_if_something_is_unknown_or_nothing_a_loss() {
    QVERIFY(!preview_log(write("a.csv", "step,loss\n0,5\n")).is_doubtful());
    QVERIFY(!preview_log(write("b.csv", "step,val_loss,epoch\n0,5,1\n")).is_doubtful());
    QVERIFY(preview_log(write("c.csv", "step,loss,zeal\n0,5,1\n")).is_doubtful());
    QVERIFY(preview_log(write("d.csv", "step,lr\n0,5\n")).is_doubtful());
    QVERIFY(thrown<LogError>([&] { preview_log(write("e.csv", "step,loss\n0,5\n1,x\n")); }).contains("e.csv, line 3"));
}

void LogImport::quoted_fields_and_other_separators_are_read() {
    const ImportedLog semicolon = import(write("a.csv", "\xEF\xBB\xBFstep;\"train/loss\"\n1;\"2.5\"\n\n2;+3e0\n"));
    QCOMPARE(values_of(semicolon.run, "train/loss"), (Values{{1, 2.5}, {2, 3}}));
    const ImportedLog tab = import(write("b.tsv", "step\tloss\tremark\n1\t2\t\"a \"\"line\"\"\nand, another\"\n2.0\tNaN\tx\n1e1\t 4 \t\n"));
    QCOMPARE(values_of(tab.run, "train/loss"), (Values{{1, 2}, {10, 4}}));
    QCOMPARE(tab.unknown, std::vector<std::string>{"remark"});
}

void LogImport::steps_out_of_order_and_twice_are_put_right() {
    const ImportedLog log = import(write("a.csv", "step,loss,val_loss\n5,1,\n3,2,\n5,4,6\n4,3,\n"));
    QCOMPARE(values_of(log.run, "train/loss"), (Values{{3, 2}, {4, 3}, {5, 4}}));
    QCOMPARE(values_of(log.run, "eval/loss"), (Values{{5, 6}}));
    QCOMPARE(log.replaced, std::size_t{1});
    QCOMPARE(log.notices, std::vector<std::string>{"1 row was replaced by a later one of the same step"});
    const ImportedLog more = import(write("b.csv", "step,loss,val_loss\n5,1,1\n5,2,2\n3,2,\n3,4,\n3,,6\n3,9,\n"));
    QCOMPARE(values_of(more.run, "train/loss"), (Values{{3, 9}, {5, 2}}));
    QCOMPARE(more.replaced, std::size_t{3}); // one at step 5, two at step 3
    QCOMPARE(more.notices, std::vector<std::string>{"3 rows were replaced by later ones of the same step"});
}

void LogImport::a_table_without_steps_counts_rows() {
    const ImportedLog log = import(write("a.csv", "loss,lr\n5,1\n4,1\n"));
    QCOMPARE(values_of(log.run, "train/loss"), (Values{{0, 5}, {1, 4}}));
    QCOMPARE(log.notices.size(), std::size_t{1});
}

void LogImport::a_measure_of_texts_is_left_out_and_said_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("text") << QByteArray("x") << QByteArray("x");
    QTest::newRow("beyond doubles") << QByteArray("1e999") << QByteArray("1e999");
    QTest::newRow("decimal comma") << QByteArray("\"2,5\"") << QByteArray("2,5");
    QTest::newRow("long") << QByteArray(100, 'y') << QByteArray(40, 'y') + "…";
}

void LogImport::a_measure_of_texts_is_left_out_and_said() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, shown);
    const std::string table = "step,loss,val_loss,remark\n0,5,,first\n1,4," + value.toStdString() + ",second\n2,3,2,\n";
    const ImportedLog log = import(write("a.csv", table));
    QCOMPARE(values_of(log.run, "train/loss").size(), std::size_t{3});
    QVERIFY(values_of(log.run, "eval/loss").empty());
    QCOMPARE(log.notices, (std::vector<std::string>{"column \"val_loss\", line 3: \"" + shown.toStdString() +
                                                    "\" is no number, so it is not taken as eval/loss"}));
    QCOMPARE(log.left_out, std::vector<std::string>{"val_loss"});
    for (const ImportedColumn& column : log.origin.columns)
        QVERIFY(column.theirs != "val_loss");
}

void LogImport::bad_tables_are_refused_with_file_and_line_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("number") << QByteArray("step,loss\n1,2\n2,abc\n") << QByteArray("a.csv, line 3: column \"loss\": \"abc\" is no number");
    QTest::newRow("number after a quoted line end")
        << QByteArray("step,x,loss\n1,\"a\nb\",2\n2,c,4x\n") << QByteArray("a.csv, line 4: column \"loss\": \"4x\"");
    QTest::newRow("step") << QByteArray("step,loss\n1.5,2\n") << QByteArray("a.csv, line 2: column \"step\": \"1.5\" is no step");
    QTest::newRow("negative step") << QByteArray("step,loss\n-1,2\n") << QByteArray("\"-1\" is no step");
    QTest::newRow("huge step") << QByteArray("step,loss\n1e300,2\n") << QByteArray("\"1e300\" is no step");
    QTest::newRow("no step") << QByteArray("step,loss\n,2\n") << QByteArray("line 2: has values but no step");
    QTest::newRow("too many fields") << QByteArray("step,loss\n1,2,3\n") << QByteArray("line 2: has 3 fields, but there are 2 headings");
    QTest::newRow("open quote") << QByteArray("step,loss\n1,\"2\n") << QByteArray("line 2: a quoted field has no end");
    QTest::newRow("binary") << QByteArray("PNG\0\1,a\n", 8) << QByteArray("NUL");
    QTest::newRow("not UTF-8") << QByteArray("step,\xFF\n1,2\n") << QByteArray("not UTF-8");
    QTest::newRow("empty") << QByteArray() << QByteArray("the file is empty");
    QTest::newRow("prose") << QByteArray("Once upon a time\nthere was a log.\n") << QByteArray("a single column");
    QTest::newRow("nothing known") << QByteArray("step,acc\n1,2\n") << QByteArray("its columns are acc; say what they mean with --map");
    QTest::newRow("texts alone") << QByteArray("step,loss\n1,x\n") << QByteArray("known measure; column \"loss\", line 2: \"x\" is no number");
    QTest::newRow("no values") << QByteArray("step,loss\n") << QByteArray("holds no value of a known measure");
}

void LogImport::bad_tables_are_refused_with_file_and_line() {
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, message);
    const fs::path file = write("a.csv", content.toStdString());
    const QString found = thrown<LogError>([&] { import(file); });
    QVERIFY2(found.contains(QString::fromUtf8(message)), qPrintable(found));
    QVERIFY(!fs::exists(runs()) || fs::is_empty(runs()));
}

void LogImport::logs_of_several_runs_are_not_mixed() {
    const std::string bytes = read_text(std::string(FIXTURES) + "/scalars.tfevents");
    write("tb/one/events.out.tfevents.1", bytes);
    write("tb/two/events.out.tfevents.1", bytes);
    const QString message = thrown<LogError>([&] { import(folder_->filePath("tb").toStdString()); });
    QVERIFY2(message.contains("several runs") && message.contains("tb/two"), qPrintable(message));
    fs::create_directories(runs() / "empty");
    QVERIFY(thrown<LogError>([&] { import(runs() / "empty"); }).contains("neither"));
    QVERIFY(thrown<LogError>([&] { import(create_run_folder(runs(), find_preset("collapse"))); }).contains("is a run folder of Overdamp already"));
}

void LogImport::an_imported_run_is_listed_as_such_and_cannot_be_forked() {
    const fs::path run = import(write("a.csv", "step,loss,val_loss\n0,5,6\n9,4,5\n")).run;
    RunLister lister;
    const std::vector<RunInfo> listed = lister.list(runs());
    QCOMPARE(listed.size(), std::size_t{1});
    QCOMPARE(shown_text(*find_run_column("state"), find_run_column("state")->value(listed[0])), std::string("imported"));
    QCOMPARE(listed[0].loss, 4.0);
    QCOMPARE(listed[0].held_out_loss, 5.0);
    for (const char* column : {"alpha", "lambda", "seed", "planned"}) // nobody knows them
        QVERIFY2(find_run_column(column)->value(listed[0]).index() == 0, column);
    QVERIFY(RunFilter("state:imported").accepts(listed[0]));
    QVERIFY(!RunFilter("training.batch=24").accepts(listed[0]));
    QVERIFY(thrown<SettingsError>([&] { fork_run(run, runs(), {.step = 0}); }).contains("was imported from the log of another program"));
    write_text(run / "import.json", "{}");
    QCOMPARE(lister.list(runs()).front().condition, RunCondition::damaged);
}

QTEST_GUILESS_MAIN(LogImport)
#include "log_import.moc"
