// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of plots: what can be chosen for a pane, drawn into files, and tabulated.
#pragma once

#include "widgets/plot.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

struct PlotKind {
    enum class Form {
        steps,      ///< curves over steps
        trajectory, ///< entropy against loss
        ranks,      ///< frequency against rank
    };
    struct Line {
        std::string metric;
        Meaning meaning = Meaning::other;
        bool dashed = false;
    };

    std::string id;         ///< in settings and file names
    std::string_view title; ///< with its unit, in English
    Form form = Form::steps;
    std::vector<Line> lines = {};
    Scale y_scale = Scale::linear;
    std::optional<Range> y_range = std::nullopt;
    bool paper_levels = false; ///< the paper's shares are drawn beside it, where the run is of natural text
};

/// All plots in the order of the menu: those that set several measures together, then every measure of metric_table() that none of them shows, by itself.
std::span<const PlotKind> plot_catalog();

/// The plot of that id, or nullptr.
const PlotKind* find_plot_kind(std::string_view id);

/// The title in the user's language.
QString title_of(const PlotKind& kind);

/// A new plot of that kind, which reads `history` as long as it lives.
Plot* make_plot(const PlotKind& kind, const History& history);

/// Draws other runs into a plot that make_plot() made of that kind and history; the empty list takes them away.
void set_overlays(Plot& plot, const PlotKind& kind, const History& history, const std::vector<Overlay>& overlays);

/// The levels that the kind is compared with.
std::vector<Reference> references_of(const PlotKind& kind, bool natural_text);

/// Whether the history holds something to draw.
bool has_data(const PlotKind& kind, const History& history);

} // namespace overdamp
