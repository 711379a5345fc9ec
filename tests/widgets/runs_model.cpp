// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs as a table: rows that come, change and go, ticks, order and filter.
#include "widgets/runs_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace overdamp;

namespace {

int column(const char* key) { return static_cast<int>(find_run_column(key) - run_columns().data()); }

RunInfo run(const char* folder, const char* name, double share = not_measured, std::uint64_t version = 1) {
    RunInfo info{.folder = folder, .message = {}, .note = {}, .experiment = {}, .knobs = {}, .onset_step = {}, .collapse_step = {}, .parent = {}};
    info.condition = RunCondition::finished;
    info.experiment.name = name;
    info.share = share;
    info.version = version;
    return info;
}

QStringList names(const QAbstractItemModel& model) {
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result << model.index(row, 0).data().toString();
    return result;
}

} // namespace

class RunsModelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rows_come_change_and_go_without_a_reset();
    void ticks_keep_their_order_and_go_with_their_run();
    void a_typed_name_is_announced_and_not_yet_shown();
    void values_sort_as_numbers_with_missing_ones_last();
    void the_filter_leaves_rows_out();
    void damage_is_told_in_the_tooltip();
};

void RunsModelTest::rows_come_change_and_go_without_a_reset() {
    RunsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.set_runs({run("/c", "third"), run("/a", "first")});
    const QPersistentModelIndex first = model.index(1, 0);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged), reset(&model, &QAbstractItemModel::modelReset);
    model.set_runs({run("/d", "fourth"), run("/c", "third"), run("/b", "second"), run("/a", "first")});
    QCOMPARE(names(model), (QStringList{"fourth", "third", "second", "first"}));
    QCOMPARE(first.row(), 3);
    QCOMPARE(changed.size(), 0);
    model.set_runs({run("/c", "third"), run("/a", "renamed", 50, 2)});
    QCOMPARE(names(model), (QStringList{"third", "renamed"}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(first.row(), 1);
    model.set_runs({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!first.isValid());
    QCOMPARE(reset.size(), 0);
}

void RunsModelTest::ticks_keep_their_order_and_go_with_their_run() {
    RunsModel model;
    model.set_runs({run("/c", "third"), run("/b", "second"), run("/a", "first")});
    QSignalSpy ticks(&model, &RunsModel::ticks_changed);
    const auto tick = [&](int row) { model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole); };
    tick(2);
    tick(0);
    QCOMPARE(model.ticked(), (std::vector<std::filesystem::path>{"/a", "/c"}));
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(model.index(0, 0).data(Qt::DecorationRole).isValid());
    model.set_runs({run("/c", "third"), run("/b", "second")});
    QCOMPARE(model.ticked(), (std::vector<std::filesystem::path>{"/c"}));
    QCOMPARE(ticks.size(), 3);
    tick(0);
    QVERIFY(model.ticked().empty());
}

void RunsModelTest::a_typed_name_is_announced_and_not_yet_shown() {
    RunsModel model;
    model.set_runs({run("/a", "first")});
    QSignalSpy renamed(&model, &RunsModel::renamed);
    QVERIFY(model.flags(model.index(0, 0)) & Qt::ItemIsEditable);
    QVERIFY(!(model.flags(model.index(0, 1)) & Qt::ItemIsEditable));
    model.setData(model.index(0, 0), " first ", Qt::EditRole);
    QCOMPARE(renamed.size(), 0);
    model.setData(model.index(0, 0), "other", Qt::EditRole);
    QCOMPARE(renamed.size(), 1);
    QCOMPARE(names(model), QStringList{"first"});
}

void RunsModelTest::values_sort_as_numbers_with_missing_ones_last() {
    RunsModel model;
    SortedRuns sorted(model);
    model.set_runs({run("/d", "none"), run("/c", "nine", 9), run("/b", "hundred", 100), run("/a", "thirty", 30)});
    sorted.sort(column("share"), Qt::AscendingOrder);
    QCOMPARE(names(sorted), (QStringList{"nine", "thirty", "hundred", "none"}));
    sorted.sort(column("share"), Qt::DescendingOrder);
    QCOMPARE(names(sorted), (QStringList{"hundred", "thirty", "nine", "none"}));
    model.set_runs({run("/d", "none"), run("/c", "nine", 200, 2), run("/b", "hundred", 100), run("/a", "thirty", 30)});
    QCOMPARE(names(sorted), (QStringList{"nine", "hundred", "thirty", "none"}));
}

void RunsModelTest::the_filter_leaves_rows_out() {
    RunsModel model;
    SortedRuns sorted(model);
    model.set_runs({run("/c", "nine", 9), run("/b", "hundred", 100), run("/a", "thirty", 30)});
    sorted.set_filter(RunFilter("share>20"));
    QCOMPARE(names(sorted), (QStringList{"hundred", "thirty"}));
    model.set_runs({run("/c", "nine", 90, 2), run("/b", "hundred", 100), run("/a", "thirty", 30)});
    QCOMPARE(sorted.rowCount(), 3);
}

void RunsModelTest::damage_is_told_in_the_tooltip() {
    RunsModel model;
    RunInfo damaged = run("/a", "first");
    damaged.condition = RunCondition::damaged;
    damaged.message = "experiment.json: is not <valid>";
    model.set_runs({damaged});
    QCOMPARE(model.index(0, column("state")).data().toString(), QString("damaged"));
    QVERIFY(model.index(0, 3).data(Qt::ToolTipRole).toString().contains("experiment.json: is not &lt;valid&gt;"));
    QVERIFY(model.index(0, column("state")).data(Qt::ForegroundRole).isValid());
}

QTEST_MAIN(RunsModelTest)
#include "runs_model.moc"
