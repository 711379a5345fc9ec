// SPDX-License-Identifier: GPL-3.0-or-later
// Layouts come back as they were saved, and nothing else does.
#include "widgets/plot_layout.h"

#include "widgets/plot_catalog.h"

#include <QTest>

using namespace overdamp;

namespace {

PlotsState nested() {
    PlotLayout left{.plot = "loss-entropy", .y_scale = Scale::logarithmic};
    PlotLayout right{.plot = {}, .orientation = Qt::Vertical, .parts = {{.plot = "trajectory"}, {.plot = "distinct"}, {.plot = "rank-frequency"}}, .sizes = {10, 250, 0}};
    return {.layout = {.plot = {}, .orientation = Qt::Horizontal, .parts = {left, right}, .sizes = {300, 701}}, .smoothing = 0.99};
}

} // namespace

class PlotLayoutTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_layout_comes_back_as_it_was() {
        QVERIFY(plots_state_from(to_json(nested())) == nested());
        QVERIFY(plots_state_from(to_json(first_plots_state())) == first_plots_state());
    }

    void what_is_no_layout_is_refused_data() {
        QTest::addColumn<QByteArray>("json");
        const QByteArray good = to_json(nested());
        const auto row = [&](const char* name, const char* from, const char* to) {
            QVERIFY2(good.contains(from), name);
            QTest::newRow(name) << QByteArray(good).replace(from, to);
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << good.chopped(5);
        row("another version", "\"version\":1", "\"version\":2");
        row("a plot that does not exist", "trajectory", "tragedy");
        row("a split into a direction that does not exist", "\"down\"", "\"up\"");
        row("a size too few", "[300,701]", "[300]");
        row("a negative size", "[300,701]", "[300,-701]");
        row("a size that is no number", "[300,701]", "[300,\"x\"]");
        row("a smoothing that never ends", "0.99", "1");
        QByteArray deep = "{\"plot\":\"trajectory\"}";
        for (int level = 0; level < 30; ++level)
            deep = R"({"split":"down","sizes":[1,1],"parts":[{"plot":"trajectory"},)" + deep + "]}";
        QTest::newRow("too deep") << R"({"version":1,"smoothing":0,"layout":)" + deep + '}';
    }

    void what_is_no_layout_is_refused() {
        QFETCH(QByteArray, json);
        QVERIFY(!plots_state_from(json));
    }
};

QTEST_GUILESS_MAIN(PlotLayoutTest)
#include "plot_layout.moc"
