// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, palettes and fonts: what every widget looks like, light and dark.
#pragma once

#include <QColor>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

class QApplication;

namespace overdamp {

/// What a colour stands for, the same everywhere. The colours are Okabe and Ito's, which colour-blind people tell apart.
enum class Meaning {
    loss,     ///< blue
    entropy,  ///< bluish green
    strength, ///< amber: the feedback strength α and everything that a hand changes
    collapse, ///< vermilion: high-frequency share, repetition, onset
    other,    ///< reddish purple: any other measure
    neutral,  ///< grey: reference lines, corpus levels, secondary text
    accent,   ///< selection, focus and the primary action
};

enum class ThemeChoice { system, light, dark };

/// The colour of that meaning, readable on the palette's base colour.
QColor colour_of(Meaning meaning, const QPalette& palette = QGuiApplication::palette());

/// How many ticked runs have colours of their own before these repeat, and the numbers of those that belong to a run's twin and its parent.
inline constexpr int ticked_colours = 5, twin_colour = 5, parent_colour = 6;

/// Colours to tell overlaid runs apart, by number; none is near one that has a meaning.
QColor overlay_colour(int index, const QPalette& palette = QGuiApplication::palette());

/// Whether text is lighter than what it stands on.
bool is_dark(const QPalette& palette);

QPalette light_palette();
QPalette dark_palette();

/// Sets the Fusion style and our palette; `system` follows the desktop's choice as far as Qt knows it.
void apply_theme(QApplication& application, ThemeChoice choice);

/// `first` for share 0, `second` for share 1, mixed between.
QColor mix(const QColor& first, const QColor& second, double share);

/// Perceptually uniform colour map viridis: dark violet at 0, yellow at 1; clamps, NaN counts as 0.
QColor viridis(double position);

/// Sequential map for densities: the palette's base colour at 0, through blue-grey towards its text colour at 1.
/// It leaves the hues of viridis free for what is drawn over it.
QColor density_colour(double position, const QPalette& palette);

/// `font` if its ten figures are equally wide, so that changing numbers do not wobble; else the system's fixed font in its size.
QFont tabular(const QFont& font);

/// `font` scaled by `factor`, whether its size is in points or in pixels.
QFont scaled(QFont font, double factor);

} // namespace overdamp
