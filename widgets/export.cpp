// SPDX-License-Identifier: GPL-3.0-or-later
// Plots as image and vector files.
#include "widgets/export.h"

#include "widgets/plot.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImageWriter>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QScreen>
#include <QSvgGenerator>

namespace overdamp {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(overdamp::export_plot)
};

// Vector devices get the screen's resolution: the layout measures text with it.

/// Draws on a device of `size` logical pixels. Returns whether the device could be opened.
bool draw_on(QPaintDevice& device, Plot& plot, const QSize& size, const QPalette& colours) {
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    plot.draw(painter, QSizeF(size), colours);
    return painter.end();
}

bool write_png(QIODevice& file, Plot& plot, const QSize& size, const QPalette& colours) {
    constexpr int ratio = 2;
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(colours.color(QPalette::Base));
    return draw_on(image, plot, size, colours) && QImageWriter(&file, "png").write(image);
}

bool write_svg(QIODevice& file, const QString& title, const QSize& size, int resolution, const std::function<void(QPainter&)>& draw) {
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(size);
    generator.setResolution(resolution);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(title);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    draw(painter);
    return painter.end();
}

bool write_svg(QIODevice& file, Plot& plot, const QSize& size, const QPalette& colours) {
    return write_svg(file, plot.title(), size, plot.logicalDpiX(), [&](QPainter& painter) { plot.draw(painter, QSizeF(size), colours); });
}

bool write_pdf(QIODevice& file, Plot& plot, const QSize& size, const QPalette& colours) {
    QPdfWriter writer(&file);
    writer.setTitle(plot.title());
    const int resolution = plot.logicalDpiX();
    writer.setResolution(resolution);
    writer.setPageSize(QPageSize(QSizeF(size) * 72 / resolution, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    return draw_on(writer, plot, size, colours);
}

} // namespace

QString plot_file_filter() { return Text::tr("PNG image (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)"); }

QString export_plot(Plot& plot, const QString& path, const QSize& size, const QPalette& colours) {
    const QString ending = QFileInfo(path).suffix().toLower();
    using Write = bool (*)(QIODevice&, Plot&, const QSize&, const QPalette&);
    const Write write = ending == QLatin1String("png")   ? write_png
                        : ending == QLatin1String("svg") ? Write(write_svg)
                        : ending == QLatin1String("pdf") ? write_pdf
                                                         : nullptr;
    if (!write)
        return Text::tr("“%1” does not end in .png, .svg or .pdf.").arg(path);
    if (size.isEmpty())
        return Text::tr("A picture needs a width and a height.");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Text::tr("“%1” cannot be written: %2").arg(path, file.errorString());
    if (!write(file, plot, size, colours))
        return Text::tr("“%1” could not be drawn.").arg(path);
    if (!file.commit())
        return Text::tr("“%1” cannot be written: %2").arg(path, file.errorString());
    return {};
}

QByteArray svg_of(Plot& plot, const QSize& size, const QPalette& colours) {
    QByteArray text;
    QBuffer buffer(&text);
    write_svg(buffer, plot, size, colours);
    return text;
}

QByteArray svg_of(const QString& title, const QSize& size, const std::function<void(QPainter&)>& draw) {
    QByteArray text;
    QBuffer buffer(&text);
    write_svg(buffer, title, size, qRound(QGuiApplication::primaryScreen()->logicalDotsPerInchX()), draw);
    return text;
}

} // namespace overdamp
