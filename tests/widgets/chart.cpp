// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of finished series: where its dots are, what it leaves out, and what it says.
#include "widgets/chart.h"
#include "widgets/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace overdamp;

namespace {

ChartContent two_series() {
    return {.title = QStringLiteral("Divergence"),
            .x_title = QStringLiteral("λ"),
            .y_title = QStringLiteral("nats"),
            .x_scale = Scale::logarithmic,
            .y_scale = Scale::logarithmic,
            .series = {{QStringLiteral("measured"), ChartForm::dots, {{0.001, 0.01}, {0.01, 0.1}, {0.1, 1}}}, {QStringLiteral("bound"), ChartForm::dashed, {{0.001, 0.002}, {0.1, 0.2}}}}};
}

QImage picture(const Chart& chart, const QPalette& colours = light_palette()) {
    QImage image(480, 300, QImage::Format_ARGB32);
    QPainter painter(&image);
    chart.draw(painter, image.size(), colours);
    return image;
}

/// Pixels of about that colour.
int count(const QImage& image, const QColor& colour) {
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            found += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) + std::abs(pixel.blue() - colour.blue()) < 24 ? 1 : 0;
        }
    return found;
}

} // namespace

class ChartTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void dots_are_drawn_in_both_themes_apart_from_what_they_are_compared_with() {
        Chart chart;
        chart.set_content(two_series());
        for (const QPalette& colours : {light_palette(), dark_palette()}) {
            const QImage image = picture(chart, colours);
            QVERIFY(count(image, colour_of(Meaning::loss, colours)) > 60);
            QVERIFY(count(image, colour_of(Meaning::neutral, colours)) > 60);
        }
    }

    void what_an_axis_cannot_show_is_left_out() {
        ChartContent content = two_series();
        Chart chart, with_more;
        chart.set_content(content);
        content.series[0].points.insert(content.series[0].points.begin(), {{0.001, 0}, {-1, 1}, {std::nan(""), 1}, {0.01, INFINITY}});
        with_more.set_content(content);
        QCOMPARE(picture(with_more), picture(chart));
    }

    void an_empty_chart_says_what_to_do() {
        Chart chart;
        chart.set_empty_text(QStringLiteral("Run the check"));
        QCOMPARE(chart.description(), QStringLiteral("Run the check"));
        const QImage with_text = picture(chart);
        chart.set_empty_text({});
        QVERIFY(with_text != picture(chart));
    }

    void a_reader_hears_where_series_begin_and_end() {
        Chart chart;
        chart.set_content(two_series());
        QCOMPARE(chart.accessibleName(), QStringLiteral("Divergence"));
        QVERIFY2(chart.accessibleDescription().contains(QStringLiteral("measured: 0.010 at 0.001, 1.000 at 0.100")), qPrintable(chart.accessibleDescription()));
    }

    void a_flat_series_and_a_single_point_have_axes() {
        Chart chart;
        chart.set_content({.title = {}, .x_title = {}, .y_title = {}, .series = {{QStringLiteral("flat"), ChartForm::dots, {{1, 0}, {2, 0}}}}});
        QVERIFY(count(picture(chart), colour_of(Meaning::loss, light_palette())) > 20);
        chart.set_content({.title = {}, .x_title = {}, .y_title = {}, .x_scale = Scale::logarithmic, .y_scale = Scale::logarithmic, .series = {{QStringLiteral("one"), ChartForm::dots, {{3, 7}}}}});
        QVERIFY(count(picture(chart), colour_of(Meaning::loss, light_palette())) > 10);
    }
};

QTEST_MAIN(ChartTest)
#include "chart.moc"
