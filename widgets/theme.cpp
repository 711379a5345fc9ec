// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, palettes and fonts: what every widget looks like, light and dark.
#include "widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace overdamp {

namespace {

struct Tones {
    QRgb window, base, alternate, button, text, secondary, frame, accent, accent_text, tooltip;
};

QPalette palette_of(const Tones& tones) {
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb normal, QRgb disabled) {
        palette.setColor(role, QColor(normal));
        palette.setColor(QPalette::Disabled, role, QColor(disabled));
    };
    const QRgb faded = mix(QColor(tones.window), QColor(tones.text), 0.38).rgb();
    set(QPalette::Window, tones.window, tones.window);
    set(QPalette::Base, tones.base, tones.window);
    set(QPalette::AlternateBase, tones.alternate, tones.window);
    set(QPalette::Button, tones.button, tones.window);
    set(QPalette::WindowText, tones.text, faded);
    set(QPalette::Text, tones.text, faded);
    set(QPalette::ButtonText, tones.text, faded);
    set(QPalette::BrightText, tones.accent_text, faded);
    set(QPalette::PlaceholderText, tones.secondary, faded);
    set(QPalette::Highlight, tones.accent, tones.frame);
    set(QPalette::HighlightedText, tones.accent_text, faded);
    set(QPalette::Link, tones.accent, faded);
    set(QPalette::LinkVisited, tones.accent, faded);
    set(QPalette::ToolTipBase, tones.tooltip, tones.tooltip);
    set(QPalette::ToolTipText, tones.text, tones.text);
    const QColor button(tones.button);
    const QColor frame(tones.frame);
    set(QPalette::Light, button.lighter(112).rgb(), button.rgb());
    set(QPalette::Midlight, mix(button, frame, 0.35).rgb(), button.rgb());
    set(QPalette::Mid, frame.rgb(), frame.rgb());
    set(QPalette::Dark, frame.darker(125).rgb(), frame.rgb());
    set(QPalette::Shadow, frame.darker(190).rgb(), frame.rgb());
    return palette;
}

/// Whether the desktop asks for dark windows: Fusion asks the platform theme, some platform themes only set a palette.
bool desktop_is_dark(QApplication& application) {
    application.setPalette(QPalette());
    return is_dark(application.palette()) || is_dark(application.style()->standardPalette());
}

QColor sample_table(std::span<const QRgb> table, double position) {
    const double place = (position > 0 ? std::min(position, 1.0) : 0.0) * static_cast<double>(table.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), table.size() - 2);
    return mix(QColor(table[below]), QColor(table[below + 1]), place - static_cast<double>(below));
}

} // namespace

QColor colour_of(Meaning meaning, const QPalette& palette) {
    const bool dark = is_dark(palette);
    switch (meaning) {
    case Meaning::loss: return dark ? QColor(0x56b4e9) : QColor(0x0072b2);
    case Meaning::entropy: return dark ? QColor(0x2fc49a) : QColor(0x009e73);
    case Meaning::strength: return QColor(0xe69f00);
    case Meaning::collapse: return dark ? QColor(0xf0763a) : QColor(0xd55e00);
    case Meaning::other: return dark ? QColor(0xd992b8) : QColor(0xb4578c);
    case Meaning::neutral: return mix(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.68);
    case Meaning::accent: break;
    }
    return palette.color(QPalette::Highlight);
}

QColor overlay_colour(int index, const QPalette& palette) {
    static constexpr std::array<QRgb, 7> on_light{0x6b2fd0, 0x57a01f, 0x0d4a52, 0xd61f9c, 0x5c1a10, 0x4a6a00, 0x9a7f6e};
    static constexpr std::array<QRgb, 7> on_dark{0xa45cf5, 0x74e05f, 0xefe6c0, 0xf542a0, 0xdfe04a, 0x8a8544, 0xa8968b};
    const auto place = static_cast<std::size_t>(std::max(index, 0)) % on_light.size();
    return QColor(is_dark(palette) ? on_dark[place] : on_light[place]);
}

bool is_dark(const QPalette& palette) {
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QPalette light_palette() {
    return palette_of({.window = 0xf3f4f6, .base = 0xffffff, .alternate = 0xf7f8fa, .button = 0xf8f9fb, .text = 0x1d2329,
                       .secondary = 0x65707b, .frame = 0xc6ccd3, .accent = 0x4a5aa8, .accent_text = 0xffffff, .tooltip = 0xfffdf5});
}

QPalette dark_palette() {
    return palette_of({.window = 0x22262b, .base = 0x1a1d21, .alternate = 0x1f2328, .button = 0x2d3238, .text = 0xdfe3e8,
                       .secondary = 0x929ca7, .frame = 0x454c55, .accent = 0x7f8ddb, .accent_text = 0x14161a, .tooltip = 0x2d3238});
}

void apply_theme(QApplication& application, ThemeChoice choice) {
    if (application.style()->name() != QLatin1String("fusion"))
        application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const bool dark = choice == ThemeChoice::dark || (choice == ThemeChoice::system && desktop_is_dark(application));
    const QPalette palette = dark ? dark_palette() : light_palette();
    application.setPalette(palette);
    // Fusion outlines these in a darker shade of the window's colour, which is not seen on a dark one.
    QPalette outlined = palette;
    if (dark)
        outlined.setColor(QPalette::Window, mix(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.6));
    for (const char* type : {"QCheckBox", "QLineEdit"})
        application.setPalette(outlined, type);
}

QColor mix(const QColor& first, const QColor& second, double share) {
    const auto blend = [share](float from, float to) { return from + static_cast<float>(share) * (to - from); };
    return QColor::fromRgbF(blend(first.redF(), second.redF()), blend(first.greenF(), second.greenF()),
                            blend(first.blueF(), second.blueF()), blend(first.alphaF(), second.alphaF()));
}

QColor viridis(double position) {
    // Every eighth of the 256 colours that Smith, van der Walt and Firing published (CC0).
    static constexpr std::array<QRgb, 33> table{
        0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453781, 0x424086, 0x3e4989, 0x3b528b, 0x375b8d, 0x33638d,
        0x2f6b8e, 0x2c728e, 0x297a8e, 0x26828e, 0x23898e, 0x21918c, 0x1f978b, 0x1f9f88, 0x21a685, 0x27ad81, 0x31b57b,
        0x3dbc74, 0x4cc26c, 0x5cc863, 0x6ece58, 0x81d34d, 0x95d840, 0xaadc32, 0xc0df25, 0xd5e21a, 0xeae51a, 0xfde725};
    return sample_table(table, position);
}

QColor density_colour(double position, const QPalette& palette) {
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const std::array<QRgb, 3> table{base.rgb(), mix(mix(base, text, 0.45), QColor(0x5a7fa8), 0.5).rgb(), mix(base, text, 0.85).rgb()};
    return sample_table(table, position);
}

QFont tabular(const QFont& font) {
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char figure = '1'; figure <= '9'; ++figure)
        if (std::abs(metrics.horizontalAdvance(QLatin1Char(figure)) - width) > 0.01) {
            QFont fixed = font;
            fixed.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
            return fixed;
        }
    return font;
}

QFont scaled(QFont font, double factor) {
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
    return font;
}

} // namespace overdamp
