// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers behind a plot, in rows and in files.
#include "widgets/plot_data.h"

#include "widgets/line_plot.h"
#include "widgets/table_window.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace overdamp;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Columns {
    std::vector<std::int64_t> often{0, 1, 2, 3}, seldom{0, 2, 5};
    std::vector<double> loss{0.1, none, 1.0 / 3, -2e-300}, share{30, none, 95.5};

    std::unique_ptr<LinePlot> plot() const {
        auto plot = std::make_unique<LinePlot>();
        plot->set_series({{.label = "Loss", .key = "train/loss", .read = [this] { return Points{std::span<const std::int64_t>(often), loss}; }},
                          {.label = "Share", .key = "a \"share\", too", .read = [this] { return Points{std::span<const std::int64_t>(seldom), share}; }}});
        return plot;
    }
};

QByteArray content_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class PlotDataTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rows_are_those_at_which_anything_was_measured() {
        const Columns columns;
        const PlotTable table = table_of(*columns.plot(), RowsWanted::all);
        QCOMPARE(table.x, (std::vector<double>{0, 2, 3, 5}));
        QCOMPARE(table.columns[0][1], 1.0 / 3);
        QVERIFY(std::isnan(table.columns[1][1]) && std::isnan(table.columns[0][3]));
        QCOMPARE(table.columns[1][3], 95.5);
    }

    void a_file_holds_every_digit() {
        const Columns columns;
        const QTemporaryDir folder;
        const QString path = folder.filePath("numbers.csv");
        QCOMPARE(export_numbers(*columns.plot(), RowsWanted::all, path), QString());
        QCOMPARE(content_of(path), QByteArray("step,train/loss,\"a \"\"share\"\", too\"\r\n0,0.1,30\r\n2,0.3333333333333333,\r\n3,-2e-300,\r\n5,,95.5\r\n"));
    }

    void only_what_is_shown_is_written_where_that_is_wanted() {
        const Columns columns;
        const auto plot = columns.plot();
        plot->resize(400, 300);
        plot->set_x_view(Range{1.5, 3.5});
        plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(plot.get()));
        QCOMPARE(table_of(*plot, RowsWanted::visible).x, (std::vector<double>{2, 3}));
    }

    void a_file_that_cannot_be_written_is_named() {
        const Columns columns;
        QVERIFY(export_numbers(*columns.plot(), RowsWanted::all, "/nowhere/at/all.csv").contains("/nowhere/at/all.csv"));
    }

    void the_table_shows_and_copies_the_numbers() {
        const Columns columns;
        TableWindow window("Loss", table_of(*columns.plot(), RowsWanted::all));
        const QAbstractItemModel& model = *window.view()->model();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QString("train/loss"));
        QCOMPARE(model.index(1, 1).data().toString(), QString("0.3333333333"));
        QCOMPARE(model.index(1, 2).data().toString(), QString());
        window.copy();
        const QStringList lines = QApplication::clipboard()->text().split('\n');
        QCOMPARE(lines[1], QString("0\t0.1\t30"));
        QCOMPARE(lines[4], QString("5\t\t95.5"));
    }
};

QTEST_MAIN(PlotDataTest)
#include "plot_data.moc"
