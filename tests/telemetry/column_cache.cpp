// SPDX-License-Identifier: GPL-3.0-or-later
// The column cache: the same columns as the lines, and never trusted.
#include "core/telemetry/column_cache.h"

#include "core/settings/text.h"
#include "core/telemetry/run_folder.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cmath>
#include <fstream>

using namespace overdamp;
namespace fs = std::filesystem;

namespace {

StepRecord step_record(std::int64_t step) {
    StepRecord record;
    record.step = step;
    record.loss = 7 - 0.1 * static_cast<double>(step) + 1e-17;
    record.gradient_norm = step % 3 == 0 ? not_measured : 1.0 / static_cast<double>(step + 1);
    return record;
}

EvaluationRecord evaluation(std::int64_t step) {
    EvaluationRecord record;
    record.step = step;
    record.hf_share_top10 = 30 + static_cast<double>(step);
    return record;
}

void append_text(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file << text;
}

void write_steps(const fs::path& metrics, std::int64_t from, std::int64_t to) {
    for (std::int64_t step = from; step < to; ++step) {
        if (step % 5 == 0)
            append_text(metrics, to_line(evaluation(step)) + '\n');
        append_text(metrics, to_line(step_record(step)) + '\n');
    }
}

bool same_columns(const History& a, const History& b) {
    const auto bits = [](double value) { return std::isnan(value) ? 0 : std::bit_cast<std::uint64_t>(value); };
    for (const Metric& metric : metric_table())
        if (!std::ranges::equal(a.steps(metric.source()), b.steps(metric.source())) || !std::ranges::equal(a.column(metric), b.column(metric), {}, bits, bits))
            return false;
    return true;
}

} // namespace

class ColumnCacheTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void columns_come_back_bit_for_bit();
    void a_metrics_file_that_grew_keeps_its_cache();
    void a_metrics_file_that_changed_loses_its_cache_data();
    void a_metrics_file_that_changed_loses_its_cache();
    void a_copied_metrics_file_is_checked_and_keeps_its_cache();
    void every_damaged_byte_is_noticed();
    void a_cut_or_lengthened_cache_is_noticed();
    void a_folder_that_cannot_be_written_is_read_without();
    void a_large_run_is_read_the_second_time_from_its_cache();
    void reading_reports_its_progress_and_can_be_cancelled();

  private:
    fs::path metrics() const { return folder_->filePath("metrics.jsonl").toStdString(); }
    fs::path cache() const { return column_cache_of(metrics()); }
    CachedColumns columns() const { return {.history = load_history(folder_->path().toStdString()), .bytes = fs::file_size(metrics()), .lines = 1}; }

    std::unique_ptr<QTemporaryDir> folder_;
};

void ColumnCacheTest::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    write_steps(metrics(), 0, 20);
    QVERIFY(write_column_cache(metrics(), columns()));
}

void ColumnCacheTest::columns_come_back_bit_for_bit() {
    const auto cached = read_column_cache(metrics());
    QVERIFY(cached);
    QCOMPARE(cached->bytes, std::uint64_t(fs::file_size(metrics())));
    QCOMPARE(cached->history.size(), std::size_t(20));
    QVERIFY(std::isnan(cached->history.column(*find_metric("train/gradient_norm"))[3]));
    QVERIFY(same_columns(cached->history, columns().history));
    QCOMPARE(std::ranges::distance(fs::directory_iterator(folder_->path().toStdString())), std::ptrdiff_t(2)); // nothing temporary is left
}

void ColumnCacheTest::a_metrics_file_that_grew_keeps_its_cache() {
    const std::uint64_t before = fs::file_size(metrics());
    write_steps(metrics(), 18, 30); // a resumed run writes its last records anew
    append_text(metrics(), R"({"kind":"step","st)");
    const auto cached = read_column_cache(metrics());
    QVERIFY(cached);
    QCOMPARE(cached->bytes, before);
    const History all = load_history(folder_->path().toStdString());
    QCOMPARE(all.size(), std::size_t(30));
    fs::remove(cache());
    QVERIFY(same_columns(all, load_history(folder_->path().toStdString())));
}

void ColumnCacheTest::a_metrics_file_that_changed_loses_its_cache_data() {
    QTest::addColumn<int>("place");
    QTest::addColumn<bool>("grows");
    QTest::newRow("first byte of the same size") << 0 << false;
    QTest::newRow("middle of the same size") << 4000 << false;
    QTest::newRow("middle of a larger one") << 4001 << true;
}

void ColumnCacheTest::a_metrics_file_that_changed_loses_its_cache() {
    QFETCH(int, place);
    QFETCH(bool, grows);
    std::string text = read_text(metrics());
    text[static_cast<std::size_t>(place)] ^= 1;
    write_text(metrics(), grows ? text + '\n' : text);
    QVERIFY(!read_column_cache(metrics()));
    write_text(metrics(), text.substr(0, text.size() / 2));
    QVERIFY(!read_column_cache(metrics()));
    fs::remove(metrics());
    QVERIFY(!read_column_cache(metrics()));
}

void ColumnCacheTest::a_copied_metrics_file_is_checked_and_keeps_its_cache() {
    fs::last_write_time(metrics(), fs::file_time_type::clock::now() - std::chrono::hours(5));
    QVERIFY(write_column_cache(metrics(), columns()));
    fs::last_write_time(metrics(), fs::file_time_type::clock::now() - std::chrono::hours(1));
    QVERIFY(read_column_cache(metrics()));
}

void ColumnCacheTest::every_damaged_byte_is_noticed() {
    const std::string whole = read_text(cache());
    for (std::size_t place = 0; place < whole.size(); ++place) {
        std::string damaged = whole;
        damaged[place] ^= static_cast<char>(1 << place % 8);
        write_text(cache(), damaged);
        QVERIFY2(!read_column_cache(metrics()), qPrintable(QString::number(place)));
    }
}

void ColumnCacheTest::a_cut_or_lengthened_cache_is_noticed() {
    const std::string whole = read_text(cache());
    for (const std::size_t kept : {std::size_t(0), std::size_t(7), std::size_t(100), whole.size() - 1}) {
        write_text(cache(), whole.substr(0, kept));
        QVERIFY(!read_column_cache(metrics()));
    }
    write_text(cache(), whole + '\0');
    QVERIFY(!read_column_cache(metrics()));
}

void ColumnCacheTest::a_folder_that_cannot_be_written_is_read_without() {
    fs::remove(cache());
    fs::create_directories(cache() / "in the way");
    QVERIFY(!write_column_cache(metrics(), columns()));
    QCOMPARE(columns().history.size(), std::size_t(20));
}

void ColumnCacheTest::a_large_run_is_read_the_second_time_from_its_cache() {
    fs::remove(cache());
    std::string lines;
    for (std::int64_t step = 20; step < 40000; ++step)
        lines += to_line(step_record(step)) + '\n';
    append_text(metrics(), lines);
    const std::string folder = folder_->path().toStdString();
    const History first = load_history(folder);
    QVERIFY(fs::exists(cache()));
    // The last values are changed in the cache alone, with the metrics file as it was: what comes back shows which of the two was read.
    auto cached = read_column_cache(metrics());
    QVERIFY(cached);
    History other;
    other.append(step_record(77));
    cached->history = other;
    QVERIFY(write_column_cache(metrics(), *cached));
    QCOMPARE(load_history(folder).size(), std::size_t(1));
    fs::remove(cache());
    QVERIFY(same_columns(load_history(folder), first));
}

void ColumnCacheTest::reading_reports_its_progress_and_can_be_cancelled() {
    const std::string folder = folder_->path().toStdString();
    fs::remove(cache());
    std::vector<double> shares;
    load_history(folder, [&](double share) {
        shares.push_back(share);
        return true;
    });
    QVERIFY(!shares.empty() && std::ranges::is_sorted(shares) && shares.front() >= 0 && shares.back() <= 1);
    QVERIFY_THROWS_EXCEPTION(ReadCancelled, load_history(folder, [](double) { return false; }));
}

QTEST_GUILESS_MAIN(ColumnCacheTest)
#include "column_cache.moc"
