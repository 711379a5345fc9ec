// SPDX-License-Identifier: GPL-3.0-or-later
// Plots as image and vector files.
#pragma once

#include <QByteArray>
#include <QPalette>
#include <QSize>
#include <QString>

#include <functional>

class QPainter;

namespace overdamp {

class Plot;

/// What a file dialog offers: "PNG image (*.png);;…".
QString plot_file_filter();

/// Saves the plot without its cursor as PNG (two device pixels for each of `size`), SVG or PDF, as the
/// ending of `path` says, in those colours. Returns what went wrong, in words for the user, or an empty string.
QString export_plot(Plot& plot, const QString& path, const QSize& size, const QPalette& colours);

/// The plot without its cursor as an SVG document.
QByteArray svg_of(Plot& plot, const QSize& size, const QPalette& colours);

/// What `draw` draws as an SVG document.
QByteArray svg_of(const QString& title, const QSize& size, const std::function<void(QPainter&)>& draw);

} // namespace overdamp
