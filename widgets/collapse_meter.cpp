// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/collapse_meter.h"

#include "core/telemetry/onset.h"
#include "widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr int wide_gap = 24, narrow_gap = 12;
constexpr int narrow = 480; ///< width under which the bars move together
constexpr int side = 12;
constexpr int bar_height = 5;

/// One of the three measures, ready to draw.
struct Bar {
    QString name, short_name;
    QString value, short_value;
    QString against, short_against;
    double filled;   ///< 0 to 1, NaN for nothing
    double baseline; ///< 0 to 1, NaN for nothing
    Meaning meaning;
};

QString number(double value, int decimals) {
    return std::isnan(value) ? QStringLiteral("–") : QLocale().toString(value, 'f', decimals);
}

QString with_unit(double value, int decimals, const QString& pattern) {
    return std::isnan(value) ? number(value, decimals) : pattern.arg(number(value, decimals));
}

/// How many words there is room for.
enum class Wording { full, short_name, shortest, without_baseline };

QString name_of(const Bar& bar, Wording wording) { return wording == Wording::full ? bar.name : bar.short_name; }

QString against_of(const Bar& bar, Wording wording) {
    if (wording == Wording::without_baseline)
        return {};
    return wording == Wording::shortest ? bar.short_against : bar.against;
}

QFont bold(QFont font) {
    font.setBold(true);
    return font;
}

QString value_of(const Bar& bar, Wording wording) { return wording == Wording::without_baseline ? bar.short_value : bar.value; }

bool fits(const Bar& bar, Wording wording, double width, const QFont& font) {
    const QFontMetricsF plain(font), strong(bold(font));
    const double words = plain.horizontalAdvance(name_of(bar, wording)) + plain.horizontalAdvance(against_of(bar, wording));
    return words + strong.horizontalAdvance(value_of(bar, wording)) + 24 <= width;
}

void draw(QPainter& painter, const Bar& bar, const QRectF& area, Wording wording, const QPalette& palette) {
    const QString against = against_of(bar, wording);
    const QColor quiet = colour_of(Meaning::neutral, palette);
    const QRectF words(area.left(), area.top(), area.width(), area.height() - bar_height - 4);
    painter.setPen(palette.color(QPalette::WindowText));
    const QString figure = value_of(bar, wording);
    const double taken = QFontMetricsF(bold(painter.font())).horizontalAdvance(figure) + painter.fontMetrics().horizontalAdvance(against) + 8;
    const QString name = painter.fontMetrics().elidedText(name_of(bar, wording), Qt::ElideRight, static_cast<int>(words.width() - taken));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, name);
    painter.setPen(quiet);
    painter.drawText(words, Qt::AlignRight | Qt::AlignBottom, against);
    QRectF value = words;
    value.setRight(words.right() - (against.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(against) + 8));
    painter.save();
    painter.setFont(bold(painter.font()));
    painter.setPen(palette.color(QPalette::WindowText));
    painter.drawText(value, Qt::AlignRight | Qt::AlignBottom, figure);
    painter.restore();

    const QRectF groove(area.left(), area.bottom() - bar_height, area.width(), bar_height);
    painter.fillRect(groove, mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.12));
    if (!std::isnan(bar.filled))
        painter.fillRect(QRectF(groove.topLeft(), QSizeF(groove.width() * std::clamp(bar.filled, 0.0, 1.0), bar_height)), colour_of(bar.meaning, palette));
    if (!std::isnan(bar.baseline)) {
        const double x = groove.left() + groove.width() * std::clamp(bar.baseline, 0.0, 1.0);
        painter.fillRect(QRectF(x - 1, groove.top() - 3, 2, bar_height + 3), palette.color(QPalette::WindowText));
    }
}

CollapseLevel level_at(const History& history, std::size_t index) {
    const auto value = [&](const char* name) { return history.column(*find_metric(name))[index]; };
    return {history.steps(MetricSource::evaluation)[index], value("sample/hf_share_top10"), value("eval/predictive_entropy"), value("sample/distinct_2")};
}

} // namespace

CollapseLevels collapse_levels(const History& history) {
    const auto steps = history.steps(MetricSource::evaluation);
    CollapseLevels levels;
    if (steps.empty())
        return levels;
    levels.now = level_at(history, steps.size() - 1);
    if (const std::optional<std::size_t> baseline = baseline_evaluation(history))
        levels.baseline = level_at(history, *baseline);
    for (const double entropy : history.column(*find_metric("eval/predictive_entropy")))
        levels.largest_entropy = std::fmax(levels.largest_entropy, entropy);
    return levels;
}

CollapseMeter::CollapseMeter(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(tabular(font()));
    setToolTip(tr("<p>The last evaluation against this run's level before the feedback was first in force (the tick).</p>"
                  "<p><b>High-frequency share</b>: share of generated tokens among the corpus's ten most frequent ones.<br>"
                  "<b>Entropy</b>: mean entropy of the predictions on held-out text.<br>"
                  "<b>Distinct-2</b>: distinct bigrams / bigrams of generated text.</p>"));
    set_levels({});
}

void CollapseMeter::set_levels(const CollapseLevels& levels) {
    levels_ = levels;
    const CollapseLevel now = levels.now.value_or(CollapseLevel{});
    setAccessibleName(tr("Collapse meter"));
    setAccessibleDescription(
        tr("High-frequency share %1 percent, entropy %2 nats, distinct-2 %3").arg(number(now.share, 0), number(now.entropy, 2), number(now.distinct_2, 2)));
    update();
}

QSize CollapseMeter::sizeHint() const { return {480, fontMetrics().height() + bar_height + 16}; }

void CollapseMeter::paintEvent(QPaintEvent*) {
    const CollapseLevel now = levels_.now.value_or(CollapseLevel{});
    const CollapseLevel base = levels_.baseline.value_or(CollapseLevel{});
    const double most_nats = std::max(1.0, std::ceil(levels_.largest_entropy));
    const auto against = [](double value, const QString& text) { return std::isnan(value) ? QString() : tr("at α = 0: %1").arg(text); };
    const auto briefly = [](double value, const QString& text) { return std::isnan(value) ? QString() : tr("(%1)").arg(text); };
    const QString base_share = tr("%1 %").arg(number(base.share, 0));
    const Bar bars[] = {
        {tr("High-frequency share"), tr("Share"), with_unit(now.share, 0, tr("%1 %")), number(now.share, 0), against(base.share, base_share), briefly(base.share, base_share),
         now.share / 100, base.share / 100, Meaning::collapse},
        {tr("Predictive entropy"), tr("Entropy"), with_unit(now.entropy, 2, tr("%1 nats")), number(now.entropy, 2), against(base.entropy, number(base.entropy, 2)),
         briefly(base.entropy, number(base.entropy, 2)), now.entropy / most_nats, base.entropy / most_nats, Meaning::entropy},
        {tr("Distinct-2"), tr("Distinct-2"), number(now.distinct_2, 2), number(now.distinct_2, 2), against(base.distinct_2, number(base.distinct_2, 2)),
         briefly(base.distinct_2, number(base.distinct_2, 2)), now.distinct_2, base.distinct_2, Meaning::other},
    };
    QPainter painter(this);
    const int gap = width() < narrow ? narrow_gap : wide_gap;
    const double width_each = (width() - 2.0 * side - 2.0 * gap) / 3;
    Wording wording = Wording::without_baseline; // the tick still shows it
    for (const Wording longer : {Wording::shortest, Wording::short_name, Wording::full})
        if (std::ranges::all_of(bars, [&](const Bar& bar) { return fits(bar, longer, width_each, font()); }))
            wording = longer;
    for (int i = 0; i < 3; ++i)
        draw(painter, bars[i], QRectF(side + i * (width_each + gap), 4, width_each, height() - 10), wording, palette());
}

} // namespace overdamp
