// SPDX-License-Identifier: GPL-3.0-or-later
// Exported plots can be read back, and failures say why.
#include "widgets/export.h"

#include "widgets/line_plot.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <numeric>

using namespace overdamp;

class ExportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::vector<std::int64_t> steps_;
    std::vector<double> values_;

    void fill(LinePlot& plot) {
        plot.set_title(QStringLiteral("Loss (nats)"));
        plot.set_series({{.label = QStringLiteral("Loss"), .meaning = Meaning::loss, .read = [this] { return Points{std::span<const std::int64_t>(steps_), values_}; }}});
    }

    QByteArray content(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

  private Q_SLOTS:
    void initTestCase() {
        steps_.resize(200);
        std::iota(steps_.begin(), steps_.end(), 0);
        for (const std::int64_t step : steps_)
            values_.push_back(std::sin(static_cast<double>(step) / 10));
    }

    void a_png_has_two_device_pixels_for_each() {
        LinePlot plot;
        fill(plot);
        const QString path = folder_.filePath(QStringLiteral("plot.png"));
        QCOMPARE(export_plot(plot, path, {320, 200}, light_palette()), QString());
        const QImage image(path);
        QCOMPARE(image.size(), QSize(640, 400));
        QCOMPARE(image.pixelColor(0, 0), light_palette().color(QPalette::Base));
    }

    void an_svg_holds_text_and_vectors() {
        LinePlot plot;
        fill(plot);
        const QString path = folder_.filePath(QStringLiteral("plot.SVG"));
        QCOMPARE(export_plot(plot, path, {320, 200}, light_palette()), QString());
        QXmlStreamReader reader(content(path));
        bool has_title = false;
        int lines = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            has_title = has_title || (reader.isCharacters() && reader.text().contains(QLatin1String("Loss (nats)")));
            lines += reader.isStartElement() && (reader.name() == QLatin1String("polyline") || reader.name() == QLatin1String("path"));
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(has_title);
        QVERIFY(lines > 0);
    }

    void a_pdf_is_a_page_of_that_size() {
        LinePlot plot;
        fill(plot);
        const QString path = folder_.filePath(QStringLiteral("plot.pdf"));
        QCOMPARE(export_plot(plot, path, {320, 200}, light_palette()), QString());
        const QByteArray document = content(path);
        QVERIFY(document.startsWith("%PDF"));
        const double points = 72.0 / plot.logicalDpiX();
        const QByteArray box = "/MediaBox [0 0 " + QByteArray::number(320 * points, 'f', 6) + ' ' + QByteArray::number(200 * points, 'f', 6);
        QVERIFY2(document.contains(box), box.constData());
    }

    void exporting_leaves_the_plot_as_it_was() {
        LinePlot plot;
        fill(plot);
        plot.resize(500, 300);
        const QImage before = plot.grab().toImage();
        QCOMPARE(export_plot(plot, folder_.filePath(QStringLiteral("other.png")), {200, 150}, dark_palette()), QString());
        QCOMPARE(plot.grab().toImage(), before);
        QCOMPARE(plot.visible_x(), (Range{0, 200}));
    }

    void an_unknown_ending_is_refused_by_name() {
        LinePlot plot;
        const QString path = folder_.filePath(QStringLiteral("plot.bmp"));
        const QString error = export_plot(plot, path, {320, 200}, light_palette());
        QVERIFY(error.contains(QLatin1String("plot.bmp")) && error.contains(QLatin1String(".svg")));
        QVERIFY(!QFile::exists(path));
    }

    void a_folder_that_does_not_exist_is_an_error() {
        LinePlot plot;
        const QString path = folder_.filePath(QStringLiteral("nowhere/plot.png"));
        QVERIFY(export_plot(plot, path, {320, 200}, light_palette()).contains(path));
        QVERIFY(!export_plot(plot, folder_.filePath(QStringLiteral("flat.png")), {320, 0}, light_palette()).isEmpty());
    }
};

QTEST_MAIN(ExportTest)
#include "export.moc"
