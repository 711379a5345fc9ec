// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

/// A static library's resources are not there until somebody asks; the macro must stand outside of namespaces.
static void need_resources() { Q_INIT_RESOURCE(overdamp); }

namespace overdamp {

namespace {

/// Paints `currentColor` of the SVG in the colour that text has at the moment of painting.
class TintedIcon : public QIconEngine {
  public:
    explicit TintedIcon(const QString& name) : name_(name) {}

    QIconEngine* clone() const override { return new TintedIcon(name_); }

    void paint(QPainter* painter, const QRect& rectangle, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        QFile file(QStringLiteral(":/overdamp/%1.svg").arg(name_));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QByteArray colour = QGuiApplication::palette().color(group, role).name().toLatin1();
        QSvgRenderer(file.readAll().replace("currentColor", colour)).render(painter, rectangle);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        const QString key = QStringLiteral("overdamp %1 %2 %3 %4").arg(name_).arg(size.width()).arg(int(mode)).arg(QGuiApplication::palette().cacheKey());
        QPixmap drawn;
        if (QPixmapCache::find(key, &drawn))
            return drawn;
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, drawn);
        return drawn;
    }

  private:
    QString name_;
};

} // namespace

QIcon icon(const QString& name) {
    need_resources();
    return QIcon(new TintedIcon(name));
}

QIcon application_icon() {
    need_resources();
    QIcon result;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap drawn(size, size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        QSvgRenderer(QStringLiteral(":/overdamp/overdamp.svg")).render(&painter);
        painter.end();
        result.addPixmap(drawn);
    }
    return result;
}

} // namespace overdamp
