// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/rank_plot.h"

#include "widgets/wording.h"

#include <algorithm>

namespace overdamp {

namespace {

/// The last record not after `step`; the last of all without one.
const FrequencyRecord* record_at(std::span<const FrequencyRecord> records, std::optional<double> step) {
    const auto after = step ? std::ranges::upper_bound(records, *step, {}, [](const FrequencyRecord& record) { return static_cast<double>(record.step); })
                            : records.end();
    return after == records.begin() ? nullptr : &*(after - 1);
}

} // namespace

std::vector<std::int64_t> RankPlot::newest_of(const std::vector<Overlay>& overlays) {
    std::vector<std::int64_t> steps;
    for (const Overlay& overlay : overlays) {
        const FrequencyRecord* record = record_at(overlay.history->frequencies(), std::nullopt);
        steps.push_back(record ? record->step : -1);
    }
    return steps;
}

RankPlot::RankPlot(const History& history, QWidget* parent) : LinePlot(parent), history_(history) {
    set_x_title(tr("Rank"));
    set_x_scale(Scale::logarithmic);
    set_y_scale(Scale::logarithmic);
    show_sample(nullptr);
}

void RankPlot::set_moment(std::optional<double> step) {
    moment_ = step;
    const FrequencyRecord* wanted = record_at(history_.frequencies(), moment_);
    if (shown_ != (wanted ? std::optional(wanted->step) : std::nullopt))
        refresh();
}

void RankPlot::set_overlays(const std::vector<Overlay>& overlays) {
    overlays_ = overlays;
    show_sample(nullptr);
    refresh();
}

RankPlot::Stairs RankPlot::stairs_of(const FrequencyRecord& record) {
    double total = 0;
    for (const CountOfWords& entry : record.counts)
        total += static_cast<double>(entry.count * entry.words);
    Stairs stairs;
    double rank = 1;
    for (const CountOfWords& entry : record.counts) {
        const double last = rank + static_cast<double>(entry.words) - 1;
        for (const double place : {rank, last})
            if (stairs.ranks.empty() || place > stairs.ranks.back()) {
                stairs.ranks.push_back(place);
                stairs.percent.push_back(100 * static_cast<double>(entry.count) / total);
            }
        rank = last + 1;
    }
    return stairs;
}

void RankPlot::show_sample(const FrequencyRecord* sample) {
    shown_ = sample ? std::optional(sample->step) : std::nullopt;
    output_ = sample ? stairs_of(*sample) : Stairs{};
    corpus_ = stairs_of(history_.corpus_frequencies());
    others_.clear();
    others_shown_ = newest_of(overlays_);
    const auto series = [](const QString& label, const QString& key, const Stairs& stairs) {
        return Series{.label = label, .key = key, .read = [&stairs] { return Points{std::span<const double>(stairs.ranks), stairs.percent}; }, .may_smooth = false};
    };
    std::vector<Series> all = {series(tr("Corpus"), QStringLiteral("corpus percent"), corpus_),
                               series(sample ? tr("Output at step %1").arg(count_text(sample->step)) : tr("Output"), QStringLiteral("output percent"), output_)};
    all[0].meaning = Meaning::neutral;
    all[0].dashed = true;
    all[1].meaning = Meaning::collapse;
    others_.reserve(overlays_.size());
    for (const Overlay& overlay : overlays_)
        if (const FrequencyRecord* record = record_at(overlay.history->frequencies(), std::nullopt)) {
            others_.push_back(stairs_of(*record));
            all.push_back(series(overlay.name, QStringLiteral("output percent [%1]").arg(overlay.name), others_.back()));
            all.back().overlay = overlay.colour;
        }
    set_series(std::move(all));
}

void RankPlot::lay_out(const QSizeF& size, const QPalette& colours) {
    const FrequencyRecord* wanted = record_at(history_.frequencies(), moment_);
    const auto step = wanted ? std::optional(wanted->step) : std::nullopt;
    if (step != shown_ || newest_of(overlays_) != others_shown_)
        show_sample(wanted);
    LinePlot::lay_out(size, colours);
}

} // namespace overdamp
