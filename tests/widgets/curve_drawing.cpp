// SPDX-License-Identifier: GPL-3.0-or-later
// That the quick ways to paint a curve show what a plain stroke would.
#include "widgets/curve_drawing.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace overdamp;

namespace {

constexpr QSize size{400, 300};

PlotFrame frame() {
    return PlotFrame({.title = {}, .legend = {}, .x = {{}, {0, 1}}, .y = {{}, {0, 1}}}, size, QFont(), QPalette());
}

/// Up and down between a quarter and three quarters of the height.
std::vector<Point> zigzag(int count) {
    std::vector<Point> points;
    for (int place = 0; place < count; ++place)
        points.push_back({static_cast<double>(place) / (count - 1), place % 2 == 0 ? 0.25 : 0.75});
    return points;
}

QImage picture_of(const std::vector<Point>& points, const CurveStyle& style, double ratio = 1) {
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    draw_curve(painter, frame(), points, style);
    return image;
}

/// Share of the pixels inside the zigzag that are not white.
double covered(const QImage& image) {
    const double ratio = image.devicePixelRatioF();
    const PlotFrame around = frame();
    const QRectF inside(QPointF(around.to_pixel_x(0.1), around.to_pixel_y(0.7)), QPointF(around.to_pixel_x(0.9), around.to_pixel_y(0.3)));
    int painted = 0, all = 0;
    for (int y = static_cast<int>(inside.top() * ratio); y < inside.bottom() * ratio; ++y)
        for (int x = static_cast<int>(inside.left() * ratio); x < inside.right() * ratio; ++x, ++all)
            painted += image.pixelColor(x, y).red() < 250 ? 1 : 0;
    return static_cast<double>(painted) / all;
}

int darkest(const QImage& image) {
    int value = 255;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            value = std::min(value, image.pixelColor(x, y).red());
    return value;
}

} // namespace

class CurveDrawingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_crowded_curve_fills_every_column_at_every_scale() {
        for (const double ratio : {1.0, 2.0})
            QVERIFY2(covered(picture_of(zigzag(1000), {Qt::black, 1, false}, ratio)) > 0.98, qPrintable(QString::number(ratio)));
    }

    void few_points_leave_room_between_them() {
        QVERIFY(covered(picture_of(zigzag(60), {Qt::black, 1.5, false})) < 0.5);
    }

    void a_transparent_curve_is_nowhere_darker_than_its_colour() {
        for (const int count : {60, 300, 1000}) {
            const int value = darkest(picture_of(zigzag(count), {QColor(0, 0, 0, 64), 1.5, false}));
            QVERIFY2(std::abs(value - 191) <= 2, qPrintable(QString::number(value)));
        }
    }

    void dashes_leave_gaps_at_every_scale() {
        const std::vector<Point> level = {{0, 0.5}, {1, 0.5}};
        std::vector<Point> many;
        for (int place = 0; place <= 1000; ++place)
            many.push_back({place / 1000.0, 0.5});
        for (const std::vector<Point>& points : {level, many})
            for (const double ratio : {1.0, 2.0}) {
                const QImage image = picture_of(points, {Qt::black, 1.5, true}, ratio);
                const PlotFrame around = frame();
                int gaps = 0;
                for (double x = around.to_pixel_x(0.1); x < around.to_pixel_x(0.9); ++x) {
                    bool painted = false;
                    for (int row = -2; row <= 2; ++row)
                        painted |= image.pixelColor(static_cast<int>(x * ratio), static_cast<int>((around.to_pixel_y(0.5) + row) * ratio)).red() < 200;
                    gaps += painted ? 0 : 1;
                }
                QVERIFY2(gaps > 50, qPrintable(QStringLiteral("%1 points, %2").arg(points.size()).arg(ratio)));
            }
    }

    void vector_files_get_one_polyline() {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        QPainter painter(&generator);
        draw_curve(painter, frame(), zigzag(1000), {QColor(0, 0, 0, 64), 1, false});
        painter.end();
        QCOMPARE(buffer.data().count("<polyline"), 1);
        QCOMPARE(buffer.data().count("<image"), 0);
    }
};

QTEST_MAIN(CurveDrawingTest)
#include "curve_drawing.moc"
