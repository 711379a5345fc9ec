// SPDX-License-Identifier: GPL-3.0-or-later
// The dot plot: every value has its dot at the height of its name.
#include "widgets/dot_chart.h"
#include "widgets/theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace overdamp;

namespace {

DotChart two_names() {
    return {.title = QStringLiteral("Share"),
            .x_title = QStringLiteral("percent"),
            .categories = {QStringLiteral("dropout"), QStringLiteral("weight decay")},
            .series = {{.label = QStringLiteral("GPT-2"), .dots = {{0, 10}, {1, 90}}, .colour = 0}},
            .range = Range{0, 100}};
}

QImage picture(const DotChart& chart, const QPalette& colours = light_palette()) {
    QImage image(480, 200, QImage::Format_ARGB32);
    QPainter painter(&image);
    draw_dot_chart(painter, chart, image.size(), QFont(), colours);
    return image;
}

/// Places of the pixels in about the colour of that series, below the legend.
QList<QPoint> dots(const QImage& image, int series, const QPalette& colours = light_palette()) {
    const QColor wanted = overlay_colour(series, colours);
    QList<QPoint> found;
    for (int y = 40; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - wanted.red()) + std::abs(pixel.green() - wanted.green()) + std::abs(pixel.blue() - wanted.blue()) < 24)
                found << QPoint(x, y);
        }
    return found;
}

} // namespace

class DotChartTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_first_name_is_at_the_top_and_larger_values_are_further_right() {
        for (const QPalette& colours : {light_palette(), dark_palette()}) {
            const QList<QPoint> found = dots(picture(two_names(), colours), 0, colours);
            QVERIFY(found.size() > 40);
            int upper_right = 0, lower_left = 1 << 20;
            const int middle = (found.front().y() + found.back().y()) / 2;
            for (const QPoint& pixel : found) {
                if (pixel.y() < middle)
                    upper_right = std::max(upper_right, pixel.x());
                else
                    lower_left = std::min(lower_left, pixel.x());
            }
            QVERIFY2(upper_right + 100 < lower_left, qPrintable(QString("%1 %2").arg(upper_right).arg(lower_left)));
        }
    }

    void what_is_compared_with_is_open() {
        DotChart open = two_names();
        open.series[0].open = true;
        QVERIFY(dots(picture(open), 0).size() < 0.8 * dots(picture(two_names()), 0).size());
    }

    void values_that_are_not_finite_are_left_out() {
        DotChart chart = two_names(), with_more = two_names();
        chart.range.reset();
        with_more.range.reset();
        with_more.series[0].dots.push_back({1, std::nan("")});
        with_more.series[0].dots.push_back({0, HUGE_VAL});
        QCOMPARE(picture(with_more), picture(chart));
        with_more.series[0].dots = {{0, std::nan("")}};
        QVERIFY(dots(picture(with_more), 0).isEmpty());
    }

    void a_long_name_leaves_room_for_the_dots() {
        DotChart chart = two_names();
        chart.categories[0] = QString(200, QLatin1Char('w'));
        QVERIFY(dots(picture(chart), 0).size() > 40);
    }
};

QTEST_MAIN(DotChartTest)
#include "dot_chart.moc"
