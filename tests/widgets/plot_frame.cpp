// SPDX-License-Identifier: GPL-3.0-or-later
// Labels and the map from values to pixels.
#include "widgets/plot_frame.h"

#include "widgets/theme.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace overdamp;

class PlotFrameTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void labels_of_an_axis_have_equally_many_digits() {
        QCOMPARE(tick_labels({0, 0.5, 1}, Scale::linear), (std::vector<QString>{"0.0", "0.5", "1.0"}));
        QCOMPARE(tick_labels({0, 0.25, 0.5}, Scale::linear), (std::vector<QString>{"0.00", "0.25", "0.50"}));
        QCOMPARE(tick_labels({-20, 0, 20}, Scale::linear), (std::vector<QString>{"-20", "0", "20"}));
        QCOMPARE(tick_labels({0, 5000, 10000}, Scale::linear), (std::vector<QString>{"0", "5k", "10k"}));
        QCOMPARE(tick_labels({0, 500000, 1000000}, Scale::linear), (std::vector<QString>{"0", "0.5M", "1.0M"}));
    }

    void decades_are_powers_of_ten() {
        QCOMPARE(tick_labels({1e-4, 1e-2, 1, 100, 1e4}, Scale::logarithmic), (std::vector<QString>{"10⁻⁴", "0.01", "1", "100", "10⁴"}));
    }

    void readouts_have_about_four_digits() {
        QCOMPARE(readable(3.14159), QStringLiteral("3.142"));
        QCOMPARE(readable(31.4159), QStringLiteral("31.42"));
        QCOMPARE(readable(31415.9), QLocale().toString(31416));
        QCOMPARE(readable(0.000012345), QStringLiteral("1.23e-05"));
        QCOMPARE(readable(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
    }

    void pixels_and_values_are_inverse() {
        const FrameContent content{.title = "t", .legend = {}, .x = {{}, {0, 1000}}, .y = {{}, {0.01, 100}, Scale::logarithmic}};
        const PlotFrame frame(content, {400, 300}, QFont(), light_palette());
        QCOMPARE(frame.to_pixel_x(0), frame.area().left());
        QCOMPARE(frame.to_pixel_x(1000), frame.area().right());
        QVERIFY(qAbs(frame.to_pixel_y(1) - frame.area().center().y()) < 1e-6);
        QVERIFY(qAbs(frame.x_at(frame.to_pixel_x(123)) - 123) < 1e-9);
        QVERIFY(qAbs(frame.y_at(frame.to_pixel_y(7)) - 7) < 1e-9);
    }

    void small_plots_leave_most_of_their_area_to_the_curves() {
        const std::vector<LegendEntry> legend{{"Loss", Qt::blue}, {"Predictive entropy", Qt::green}};
        const FrameContent content{.title = "Loss and entropy (nats)", .legend = legend, .x = {"Step", {0, 5000}}, .y = {{}, {0, 10}}};
        const PlotFrame frame(content, {320, 200}, QFont(), light_palette());
        QVERIFY(frame.area().width() > 0.8 * 320);
        QVERIFY(frame.area().height() > 0.5 * 200);
        QVERIFY(QRectF(0, 0, 320, 200).contains(frame.area()));
    }
};

QTEST_MAIN(PlotFrameTest)
#include "plot_frame.moc"
