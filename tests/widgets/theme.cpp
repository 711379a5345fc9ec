// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that can be read and told apart, light and dark.
#include "widgets/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QStyle>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace overdamp;

namespace {

/// Relative luminance as WCAG 2 defines it.
double luminance(const QColor& colour) {
    const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& first, const QColor& second) {
    const double one = luminance(first) + 0.05;
    const double other = luminance(second) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

/// Distance in the CIE 1976 L*a*b* space for daylight; 2 is just seen.
double difference(const QColor& first, const QColor& second) {
    const auto lab = [](const QColor& colour) {
        const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
        const double red = linear(colour.redF()), green = linear(colour.greenF()), blue = linear(colour.blueF());
        const auto root = [](double share) { return share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116; };
        const double x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
        const double y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        const double z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
        return std::array{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto one = lab(first), other = lab(second);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void palettes_are_what_they_are_called() {
        QVERIFY(!is_dark(light_palette()));
        QVERIFY(is_dark(dark_palette()));
    }

    void a_chosen_theme_reaches_the_application() {
        apply_theme(*qApp, ThemeChoice::dark);
        QVERIFY(is_dark(QApplication::palette()));
        QCOMPARE(QApplication::style()->name(), QStringLiteral("fusion"));
        apply_theme(*qApp, ThemeChoice::light);
        QVERIFY(!is_dark(QApplication::palette()));
    }

    void text_has_the_contrast_that_wcag_asks_for() {
        for (const QPalette& palette : {light_palette(), dark_palette()}) {
            QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 7);
            QVERIFY(contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >= 7);
            QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
            QVERIFY(contrast(colour_of(Meaning::neutral, palette), palette.color(QPalette::Base)) >= 4.5);
        }
    }

    void curves_stand_out_from_the_background() {
        for (const QPalette& palette : {light_palette(), dark_palette()})
            for (const Meaning meaning : {Meaning::loss, Meaning::entropy, Meaning::collapse, Meaning::other, Meaning::accent})
                QVERIFY(contrast(colour_of(meaning, palette), palette.color(QPalette::Base)) >= 3);
    }

    void overlaid_runs_have_colours_without_a_meaning() {
        for (const QPalette& palette : {light_palette(), dark_palette()})
            for (int number = 0; number <= parent_colour; ++number) {
                const QColor colour = overlay_colour(number, palette);
                QVERIFY(contrast(colour, palette.color(QPalette::Base)) >= 3);
                for (const Meaning meaning : {Meaning::loss, Meaning::entropy, Meaning::strength, Meaning::collapse, Meaning::other, Meaning::accent})
                    QVERIFY2(difference(colour, colour_of(meaning, palette)) > 28, qPrintable(colour.name()));
                for (int other = 0; other < number; ++other)
                    QVERIFY2(difference(colour, overlay_colour(other, palette)) > 20, qPrintable(colour.name()));
            }
    }

    void light_colours_are_okabe_and_itos() {
        QCOMPARE(colour_of(Meaning::loss, light_palette()), QColor(0x00, 0x72, 0xb2));
        QCOMPARE(colour_of(Meaning::entropy, light_palette()), QColor(0x00, 0x9e, 0x73));
        QCOMPARE(colour_of(Meaning::strength, light_palette()), QColor(0xe6, 0x9f, 0x00));
        QCOMPARE(colour_of(Meaning::collapse, light_palette()), QColor(0xd5, 0x5e, 0x00));
    }

    void viridis_matches_the_published_values() {
        // Entries 0, 64, 128, 200 and 255 of the published table.
        const struct {
            int entry;
            double red, green, blue;
        } published[] = {{0, 0.267004, 0.004874, 0.329415},
                         {64, 0.229739, 0.322361, 0.545706},
                         {128, 0.127568, 0.566949, 0.550556},
                         {200, 0.440137, 0.811138, 0.340967},
                         {255, 0.993248, 0.906157, 0.143936}};
        for (const auto& [entry, red, green, blue] : published) {
            const QColor colour = viridis(entry / 255.0);
            QVERIFY(std::abs(colour.redF() - red) < 0.01);
            QVERIFY(std::abs(colour.greenF() - green) < 0.01);
            QVERIFY(std::abs(colour.blueF() - blue) < 0.01);
        }
        QCOMPARE(viridis(-1), viridis(0));
        QCOMPARE(viridis(2), viridis(1));
        QCOMPARE(viridis(std::nan("")), viridis(0));
    }

    void both_maps_are_monotone_in_luminance() {
        for (int step = 1; step <= 100; ++step) {
            const double before = (step - 1) / 100.0;
            const double now = step / 100.0;
            QVERIFY(luminance(viridis(now)) > luminance(viridis(before)));
            QVERIFY(luminance(density_colour(now, light_palette())) < luminance(density_colour(before, light_palette())));
            QVERIFY(luminance(density_colour(now, dark_palette())) > luminance(density_colour(before, dark_palette())));
        }
    }

    void tabular_fonts_have_equally_wide_figures() {
        const QFontMetricsF metrics(tabular(QApplication::font()));
        for (char figure = '1'; figure <= '9'; ++figure)
            QVERIFY(std::abs(metrics.horizontalAdvance(QLatin1Char(figure)) - metrics.horizontalAdvance(QLatin1Char('0'))) < 0.01);
    }

    void scaled_fonts_keep_their_kind_of_size() {
        QFont points;
        points.setPointSizeF(10);
        QCOMPARE(scaled(points, 1.5).pointSizeF(), 15.0);
        QFont pixels;
        pixels.setPixelSize(10);
        QCOMPARE(scaled(pixels, 1.5).pixelSize(), 15);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme.moc"
