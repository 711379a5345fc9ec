// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot_catalog.h"

#include "core/settings/text.h"
#include "widgets/line_plot.h"
#include "widgets/rank_plot.h"
#include "widgets/trajectory.h"
#include "widgets/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

using Form = PlotKind::Form;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(overdamp::PlotCatalog)
};

constexpr auto T = [](const char* text) { return std::string_view(translatable(text)); };

constexpr Range percent{0, 105};
constexpr Range share{0, 1.05};

std::vector<PlotKind> composed() {
    using enum Meaning;
    return {
        {.id = "loss-entropy",
         .title = T("Loss and entropy (nats)"),
         .lines = {{"train/loss", loss}, {"train/predictive_entropy", entropy}, {"eval/loss", loss, true}}},
        {.id = "high-frequency-share",
         .title = T("High-frequency share (%)"),
         .lines = {{"sample/hf_share_top10", collapse}},
         .y_range = percent,
         .paper_levels = true},
        {.id = "trajectory", .title = T("Entropy against loss (nats)"), .form = Form::trajectory},
        {.id = "norms",
         .title = T("Norms and smoothness"),
         .lines = {{"train/parameter_norm", other}, {"train/gradient_norm", neutral}, {"eval/smoothness", collapse, true}},
         .y_scale = Scale::logarithmic},
        {.id = "rank-frequency", .title = T("Frequency of words by rank (%)"), .form = Form::ranks},
        {.id = "distinct",
         .title = T("Distinct words, pairs, triples (share)"),
         .lines = {{"sample/distinct_1", neutral}, {"sample/distinct_2", other}, {"sample/distinct_3", other, true}},
         .y_range = share},
        {.id = "repetition",
         .title = T("Repetition (%)"),
         .lines = {{"sample/repeated_4grams", collapse}, {"sample/unended", neutral}},
         .y_range = percent},
        {.id = "lengths", .title = T("Lengths (tokens)"), .lines = {{"sample/length", other}, {"sample/longest_repeat", collapse}}},
        {.id = "shares",
         .title = T("High-frequency share, every definition (%)"),
         .lines = {{"sample/hf_share_top10", collapse},
                   {"sample/hf_share_top10_words", collapse, true},
                   {"sample/hf_share_top100", other},
                   {"sample/hf_share_half", other, true},
                   {"sample/hf_share_frequent", neutral},
                   {"sample/hf_share_own_top10", neutral, true}},
         .y_range = percent},
        {.id = "entropies",
         .title = T("Entropies (nats)"),
         .lines = {{"train/predictive_entropy", entropy}, {"eval/predictive_entropy", entropy, true}, {"sample/entropy", other}}},
        {.id = "objective",
         .title = T("Objective and its parts (nats)"),
         .lines = {{"train/objective", neutral}, {"train/loss", loss}, {"train/potential", entropy}, {"train/penalty", other}, {"train/remedy", strength}}},
        {.id = "definition-3.1",
         .title = T("Stability, Definition 3.1"),
         .lines = {{"eval/gradient_norm", neutral}, {"eval/smoothness", collapse}},
         .y_scale = Scale::logarithmic},
        {.id = "divergence",
         .title = T("Divergence of output and corpus (nats)"),
         .lines = {{"sample/kl_from_corpus", collapse}, {"sample/kl_to_corpus", other}, {"sample/js_corpus", neutral}}},
        {.id = "allocation",
         .title = T("Allocation of work and updates (%)"),
         .lines = {{"train/work_share", neutral}, {"psu/scope", other}},
         .y_range = percent},
        {.id = "baara-scale", .title = T("BAARA: scale γ and accuracy ã"), .lines = {{"psu/gamma", other}, {"psu/gradient_ratio", neutral}}},
        {.id = "baara-reward", .title = T("BAARA: reward and batch value"), .lines = {{"psu/reward", other}, {"psu/value", neutral}}},
        {.id = "modes",
         .title = T("Modes of the synthetic language (sentences)"),
         .lines = {{"modes/surviving", other}, {"modes/holding", neutral}}},
        {.id = "modes-divergence",
         .title = T("Divergence from the synthetic language (nats)"),
         .lines = {{"modes/kl_forward", collapse}, {"modes/kl_reverse", other}, {"modes/entropy", entropy}}},
    };
}

std::vector<PlotKind> complete_catalog() {
    std::vector<PlotKind> catalog = composed();
    std::vector<std::string_view> shown;
    for (PlotKind& kind : catalog) {
        std::erase_if(kind.lines, [](const PlotKind::Line& line) { return !find_metric(line.metric); });
        for (const PlotKind::Line& line : kind.lines)
            shown.push_back(find_metric(line.metric)->name);
    }
    std::erase_if(catalog, [](const PlotKind& kind) { return kind.form == Form::steps && kind.lines.empty(); });
    for (const Metric& metric : metric_table())
        if (std::ranges::find(shown, metric.name) == shown.end()) {
            std::string id(metric.name);
            std::ranges::replace(id, '/', '-');
            const Meaning meaning = metric.name == "train/strength" ? Meaning::strength : Meaning::other;
            catalog.push_back({.id = std::move(id), .title = {}, .lines = {{std::string(metric.name), meaning}}});
        }
    return catalog;
}

Series series_of(const History& history, const PlotKind::Line& line) {
    const Metric& metric = *find_metric(line.metric);
    return {.label = translated(metric.label),
            .key = plain(metric.name),
            .meaning = line.meaning,
            .read = [&history, &metric] { return points_of(history, metric); },
            .dashed = line.dashed,
            .may_smooth = metric.source() == MetricSource::step};
}

/// The run's own lines, and those of each other run in its colour, of which the first stands in the legend.
std::vector<Series> series_of(const PlotKind& kind, const History& history, const std::vector<Overlay>& overlays) {
    std::vector<Series> all;
    for (const PlotKind::Line& line : kind.lines)
        all.push_back(series_of(history, line));
    for (const Overlay& overlay : overlays)
        for (std::size_t index = 0; index < kind.lines.size(); ++index) {
            Series series = series_of(*overlay.history, kind.lines[index]);
            series.read = [run = overlay.history, metric = find_metric(kind.lines[index].metric)] { return points_of(*run, *metric); };
            series.key += QStringLiteral(" [%1]").arg(overlay.name);
            series.legend = index == 0 ? overlay.name : QString();
            series.label = kind.lines.size() > 1 ? QStringLiteral("%1, %2").arg(overlay.name, series.label) : overlay.name;
            series.overlay = overlay.colour;
            all.push_back(std::move(series));
        }
    return all;
}

} // namespace

std::span<const PlotKind> plot_catalog() {
    static const std::vector<PlotKind> catalog = complete_catalog();
    return catalog;
}

const PlotKind* find_plot_kind(std::string_view id) {
    const auto found = std::ranges::find(plot_catalog(), id, &PlotKind::id);
    return found == plot_catalog().end() ? nullptr : &*found;
}

QString title_of(const PlotKind& kind) {
    return kind.title.empty() ? title_of(*find_metric(kind.lines[0].metric)) : Text::tr(std::string(kind.title).c_str());
}

Plot* make_plot(const PlotKind& kind, const History& history) {
    Plot* plot = nullptr;
    if (kind.form == Form::trajectory) {
        auto* trajectory = new Trajectory;
        trajectory->set_source([&history] { return trajectory_of(history); });
        plot = trajectory;
    } else if (kind.form == Form::ranks) {
        plot = new RankPlot(history);
    } else {
        auto* lines = new LinePlot;
        lines->set_y_scale(kind.y_scale);
        lines->set_y_range(kind.y_range);
        lines->set_series(series_of(kind, history, {}));
        plot = lines;
    }
    plot->set_title(title_of(kind));
    return plot;
}

void set_overlays(Plot& plot, const PlotKind& kind, const History& history, const std::vector<Overlay>& overlays) {
    if (auto* trajectory = qobject_cast<Trajectory*>(&plot))
        trajectory->set_overlays(overlays);
    else if (auto* ranks = qobject_cast<RankPlot*>(&plot))
        ranks->set_overlays(overlays);
    else if (auto* lines = qobject_cast<LinePlot*>(&plot))
        lines->set_series(series_of(kind, history, overlays));
}

std::vector<Reference> references_of(const PlotKind& kind, bool natural_text) {
    if (!kind.paper_levels || !natural_text)
        return {};
    return {{27, Text::tr("paper, α = 0: 27 %"), QStringLiteral("27 %")},
            {61, Text::tr("paper, α = 0.05: 61–68 %"), QStringLiteral("61–68 %")},
            {68, QString(), QString()},
            {100, Text::tr("paper, α = 0.2: 100 %"), QStringLiteral("100 %")}};
}

bool has_data(const PlotKind& kind, const History& history) {
    if (kind.form == Form::trajectory)
        return history.size() > 0;
    if (kind.form == Form::ranks)
        return !history.frequencies().empty();
    return std::ranges::any_of(kind.lines, [&](const PlotKind::Line& line) {
        return std::ranges::any_of(history.column(*find_metric(line.metric)), [](double value) { return std::isfinite(value); });
    });
}

} // namespace overdamp
