// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_layout.h"

#include "widgets/plot_catalog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace overdamp {

namespace {

constexpr int layout_version = 1;
constexpr int most_levels = 12;
constexpr int most_parts = 24;

PlotLayout leaf(const char* id) {
    return {.plot = id, .y_scale = find_plot_kind(id)->y_scale};
}

PlotLayout split(Qt::Orientation orientation, PlotLayout first, PlotLayout second) {
    return {.plot = {}, .orientation = orientation, .parts = {std::move(first), std::move(second)}, .sizes = {1000, 1000}};
}

QJsonObject json_of(const PlotLayout& layout) {
    if (layout.parts.empty())
        return {{QStringLiteral("plot"), QString::fromStdString(layout.plot)}, {QStringLiteral("logarithmic"), layout.y_scale == Scale::logarithmic}};
    QJsonArray parts, sizes;
    for (const PlotLayout& part : layout.parts)
        parts.append(json_of(part));
    for (const int size : layout.sizes)
        sizes.append(size);
    return {{QStringLiteral("split"), layout.orientation == Qt::Horizontal ? QStringLiteral("right") : QStringLiteral("down")},
            {QStringLiteral("parts"), parts},
            {QStringLiteral("sizes"), sizes}};
}

std::optional<PlotLayout> layout_of(const QJsonObject& json, int levels_left) {
    PlotLayout layout;
    if (const QString id = json[QStringLiteral("plot")].toString(); !id.isEmpty()) {
        layout.plot = id.toStdString();
        layout.y_scale = json[QStringLiteral("logarithmic")].toBool() ? Scale::logarithmic : Scale::linear;
        return find_plot_kind(layout.plot) ? std::optional(layout) : std::nullopt;
    }
    const QString direction = json[QStringLiteral("split")].toString();
    const QJsonArray parts = json[QStringLiteral("parts")].toArray();
    const QJsonArray sizes = json[QStringLiteral("sizes")].toArray();
    if ((direction != QLatin1String("right") && direction != QLatin1String("down")) || parts.size() < 2 || parts.size() > most_parts ||
        sizes.size() != parts.size() || levels_left == 0)
        return std::nullopt;
    layout.orientation = direction == QLatin1String("right") ? Qt::Horizontal : Qt::Vertical;
    for (qsizetype index = 0; index < parts.size(); ++index) {
        std::optional<PlotLayout> part = layout_of(parts[index].toObject(), levels_left - 1);
        const int size = sizes[index].toInt(-1);
        if (!part || size < 0)
            return std::nullopt;
        layout.parts.push_back(*std::move(part));
        layout.sizes.push_back(size);
    }
    return layout;
}

} // namespace

PlotsState first_plots_state() {
    return {.layout = split(Qt::Horizontal, split(Qt::Vertical, leaf("loss-entropy"), leaf("trajectory")),
                            split(Qt::Vertical, leaf("high-frequency-share"), leaf("norms")))};
}

QByteArray to_json(const PlotsState& state) {
    const QJsonObject json = {{QStringLiteral("version"), layout_version},
                              {QStringLiteral("smoothing"), state.smoothing},
                              {QStringLiteral("layout"), json_of(state.layout)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<PlotsState> plots_state_from(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object[QStringLiteral("version")].toInt() != layout_version)
        return std::nullopt;
    const std::optional<PlotLayout> layout = layout_of(object[QStringLiteral("layout")].toObject(), most_levels);
    const double smoothing = object[QStringLiteral("smoothing")].toDouble(-1);
    if (!layout || smoothing < 0 || smoothing >= 1)
        return std::nullopt;
    return PlotsState{*layout, smoothing};
}

} // namespace overdamp
