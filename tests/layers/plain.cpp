// SPDX-License-Identifier: GPL-3.0-or-later
// core/settings, core/telemetry and core/lesson stand alone: this program uses all of their headers and links overdamp_plain only.
#include "core/lesson/json_place.h"
#include "core/lesson/lesson.h"
#include "core/lesson/progress.h"
#include "core/settings/experiment.h"
#include "core/settings/idle_knobs.h"
#include "core/settings/knobs.h"
#include "core/settings/nearest.h"
#include "core/settings/preset_texts.h"
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/settings/train_command.h"
#include "core/telemetry/archive_names.h"
#include "core/telemetry/channel.h"
#include "core/telemetry/column_cache.h"
#include "core/telemetry/diagnosis.h"
#include "core/telemetry/foreign_log.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/history.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/log_import.h"
#include "core/telemetry/log_names.h"
#include "core/telemetry/methods.h"
#include "core/telemetry/metric_records.h"
#include "core/telemetry/metric_reference.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/metrics_csv.h"
#include "core/telemetry/onset.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/protocol_buffer.h"
#include "core/telemetry/record_frames.h"
#include "core/telemetry/records.h"
#include "core/telemetry/repeat_command.h"
#include "core/telemetry/run_archive.h"
#include "core/telemetry/run_columns.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_json.h"
#include "core/telemetry/run_list.h"
#include "core/telemetry/run_note.h"
#include "core/telemetry/run_program.h"
#include "core/telemetry/run_trash.h"
#include "core/telemetry/summary.h"
#include "core/telemetry/temperatures.h"
#include "core/telemetry/tensorboard.h"
#include "core/telemetry/twins.h"
#include "core/telemetry/world_size.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace overdamp;

class Plain : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_header_of_the_plain_layers_is_included_above();
    void a_run_is_kept_and_read_back();
    void presets_are_found_and_knobs_are_named();
    void random_streams_of_two_purposes_differ();
    void no_tensor_library_is_loaded();
};

void Plain::every_header_of_the_plain_layers_is_included_above() {
    const QString root = SOURCE_FOLDER;
    QFile source(root + "/tests/layers/plain.cpp");
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());
    int headers = 0;
    for (const char* room : {"core/settings", "core/telemetry", "core/lesson"})
        for (QDirIterator files(root + '/' + room, {"*.h"}, QDir::Files, QDirIterator::Subdirectories); files.hasNext(); ++headers) {
            const QString header = QDir(root).relativeFilePath(files.next());
            QVERIFY2(text.contains("#include \"" + header + '"'), qPrintable(header));
        }
    QVERIFY(headers >= 10);
}

void Plain::a_run_is_kept_and_read_back() {
    const QTemporaryDir runs;
    const Experiment experiment = find_preset("synthetic");
    const std::filesystem::path folder = create_run_folder(runs.path().toStdString(), experiment);
    Channel channel;
    {
        Recorder recorder(folder);
        for (std::int64_t step = 0; step < 3; ++step) {
            const StepRecord record{.step = step, .loss = 4.5 - static_cast<double>(step)};
            recorder.record(record);
            channel.push(record);
        }
    }
    const History history = load_history(folder);
    const Metric* loss = find_metric("train/loss");
    QVERIFY(loss);
    const auto column = history.column(*loss);
    QCOMPARE(std::vector<double>(column.begin(), column.end()), (std::vector<double>{4.5, 3.5, 2.5}));
    QCOMPARE(channel.drain().records.size(), std::size_t{3});
    QCOMPARE(load_experiment(folder / "experiment.json").knobs.language.corpus, std::string("synthetic"));
}

void Plain::presets_are_found_and_knobs_are_named() {
    QCOMPARE(preset_texts().size(), builtin_presets().size());
    QVERIFY(knob_reference().find("`feedback.strength`") != std::string::npos);
    QCOMPARE(find_invalid_utf8("ab\xff"), std::size_t{2});
}

void Plain::random_streams_of_two_purposes_differ() {
    auto data = random_stream(2025, RandomPurpose::data);
    auto same = random_stream(2025, RandomPurpose::data);
    auto masks = random_stream(2025, RandomPurpose::dmu);
    const auto first = data();
    QCOMPARE(same(), first);
    QVERIFY(masks() != first);
}

void Plain::no_tensor_library_is_loaded() {
    QFile maps("/proc/self/maps");
    QVERIFY(maps.open(QIODevice::ReadOnly));
    const QByteArray loaded = maps.readAll();
    QVERIFY(loaded.contains("libc.so"));
    QVERIFY(!loaded.contains("libtorch"));
    QVERIFY(!loaded.contains("libc10"));
}

QTEST_GUILESS_MAIN(Plain)
#include "plain.moc"
