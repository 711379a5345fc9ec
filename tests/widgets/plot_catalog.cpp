// SPDX-License-Identifier: GPL-3.0-or-later
// The table of plots: complete, without doubles, and every one can be drawn.
#include "widgets/plot_catalog.h"

#include "widgets/line_plot.h"
#include "widgets/rank_plot.h"
#include "widgets/trajectory.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <memory>
#include <set>

using namespace overdamp;

namespace {

History some_history(double loss, std::int64_t steps) {
    History history;
    for (std::int64_t step = 0; step < steps; ++step) {
        history.append(StepRecord{.step = step, .loss = loss, .predictive_entropy = 2 * loss, .strength = 0.1});
        if (step % 10 == 0)
            history.append(FrequencyRecord{.step = step, .revision = 0, .of_corpus = false, .counts = {{6 - step / 10, 1}, {1, 4}}});
    }
    history.append(FrequencyRecord{.step = 0, .revision = 0, .of_corpus = true, .counts = {{50, 1}, {25, 2}}});
    return history;
}

/// Of a sign in black on white.
QImage picture_of(const Sign& sign) {
    QImage image(24, 24, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    draw_sign(painter, QPointF(12, 12), sign, Qt::black, Qt::white, 16);
    return image;
}

} // namespace

class PlotCatalogTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_measure_is_in_some_plot();
    void every_plot_can_be_drawn();
    void other_runs_are_drawn_beside_the_shown_one();
    void colour_is_never_all_that_tells_curves_apart();
    void the_trajectory_makes_room_for_other_runs();
    void ranks_are_those_of_the_wanted_moment();
    void only_natural_text_is_compared_with_the_paper();
};

void PlotCatalogTest::every_measure_is_in_some_plot() {
    std::set<std::string> ids, measures;
    for (const PlotKind& kind : plot_catalog()) {
        QVERIFY2(ids.insert(kind.id).second, kind.id.c_str());
        QVERIFY2(kind.id.find('/') == std::string::npos, "an id is a file name too");
        QCOMPARE(find_plot_kind(kind.id), &kind);
        for (const PlotKind::Line& line : kind.lines)
            measures.insert(line.metric);
    }
    for (const Metric& metric : metric_table())
        QVERIFY2(measures.contains(std::string(metric.name)), std::string(metric.name).c_str());
    QVERIFY(!find_plot_kind("nothing"));
}

void PlotCatalogTest::every_plot_can_be_drawn() {
    const History empty;
    const History history = some_history(4, 30);
    for (const PlotKind& kind : plot_catalog())
        for (const History* shown : {&empty, &history}) {
            const std::unique_ptr<Plot> plot(make_plot(kind, *shown));
            QVERIFY(!plot->title().isEmpty());
            QVERIFY(!plot->to_image({300, 200}).isNull());
            QVERIFY(!plot->data().empty());
            QVERIFY(!plot->description().isEmpty());
        }
    QVERIFY(has_data(*find_plot_kind("loss-entropy"), history) && !has_data(*find_plot_kind("loss-entropy"), empty));
    QVERIFY(has_data(*find_plot_kind("rank-frequency"), history) && !has_data(*find_plot_kind("distinct"), history));
}

void PlotCatalogTest::other_runs_are_drawn_beside_the_shown_one() {
    const History history = some_history(4, 30);
    const auto other = std::make_shared<const History>(some_history(6, 50));
    const PlotKind& kind = *find_plot_kind("loss-entropy");
    const std::unique_ptr<Plot> plot(make_plot(kind, history));
    const std::size_t own = plot->data().size();
    set_overlays(*plot, kind, history, {{.name = "sibling", .history = other, .colour = 2}});
    const auto columns = plot->data();
    QCOMPARE(columns.size(), 2 * own);
    QCOMPARE(columns[own].name, QString("train/loss [sibling]"));
    QCOMPARE(columns[own].points.size(), std::size_t{50});
    QCOMPARE(columns[own].points.y[0], 6.0);
    set_overlays(*plot, kind, history, {});
    QCOMPARE(plot->data().size(), own);
}

void PlotCatalogTest::colour_is_never_all_that_tells_curves_apart() {
    std::vector<QImage> signs;
    for (const bool filled : {false, true})
        for (int number = 0; number < sign_count; ++number)
            signs.push_back(picture_of({number, filled}));
    for (std::size_t i = 0; i < signs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(signs[i] != signs[j]);

    const History history = some_history(4, 30);
    const auto other = std::make_shared<const History>(some_history(6, 50));
    std::vector<Overlay> overlays;
    for (const int colour : {0, 1, 2, 3, 4, twin_colour, parent_colour})
        overlays.push_back({.name = QString::number(colour), .history = other, .colour = colour});
    for (const PlotKind& kind : plot_catalog()) {
        if (kind.form == PlotKind::Form::trajectory)
            continue;
        const std::unique_ptr<Plot> plot(make_plot(kind, history));
        set_overlays(*plot, kind, history, overlays);
        plot->to_image({300, 200});
        const auto legend = plot->shown_legend();
        QVERIFY2(legend.size() >= overlays.size(), kind.id.c_str());
        for (std::size_t i = 0; i < legend.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(legend[i].dashed != legend[j].dashed || legend[i].sign != legend[j].sign, kind.id.c_str());
    }
}

void PlotCatalogTest::the_trajectory_makes_room_for_other_runs() {
    const History history = some_history(4, 30);
    const auto other = std::make_shared<const History>(some_history(60, 50));
    const PlotKind& kind = *find_plot_kind("trajectory");
    const std::unique_ptr<Plot> plot(make_plot(kind, history));
    plot->to_image({300, 200});
    QVERIFY(!plot->visible_x().contains(60));
    set_overlays(*plot, kind, history, {{.name = "far away", .history = other, .colour = 0}});
    plot->to_image({300, 200});
    QVERIFY(plot->visible_x().contains(60) && plot->visible_x().contains(4));
}

void PlotCatalogTest::ranks_are_those_of_the_wanted_moment() {
    History history = some_history(4, 30);
    const std::unique_ptr<Plot> plot(make_plot(*find_plot_kind("rank-frequency"), history));
    auto* ranks = qobject_cast<RankPlot*>(plot.get());
    const auto output = [&](std::size_t column) {
        plot->to_image({300, 200});
        const DataColumn found = plot->data()[column];
        std::vector<std::pair<double, double>> points;
        for (std::size_t index = 0; index < found.points.size(); ++index)
            points.emplace_back(found.points.x_at(index), found.points.y[index]);
        return points;
    };
    using Points = std::vector<std::pair<double, double>>;
    // The newest sample: 4 of 8 words are the most frequent one, four others occur once. The corpus: 50, 25, 25.
    QCOMPARE(output(1), (Points{{1, 50}, {2, 12.5}, {5, 12.5}}));
    QCOMPARE(output(0), (Points{{1, 50}, {2, 25}, {3, 25}}));
    ranks->set_moment(9.5);
    QCOMPARE(output(1), (Points{{1, 60}, {2, 10}, {5, 10}}));
    ranks->set_moment(std::nullopt);
    history.append(FrequencyRecord{.step = 30, .revision = 0, .of_corpus = false, .counts = {{7, 1}}});
    QCOMPARE(output(1), (Points{{1, 100}}));
}

void PlotCatalogTest::only_natural_text_is_compared_with_the_paper() {
    const PlotKind& share = *find_plot_kind("high-frequency-share");
    QCOMPARE(references_of(share, true).size(), std::size_t{4});
    QVERIFY(references_of(share, false).empty());
    QVERIFY(references_of(*find_plot_kind("lengths"), true).empty());
}

QTEST_MAIN(PlotCatalogTest)
#include "plot_catalog.moc"
