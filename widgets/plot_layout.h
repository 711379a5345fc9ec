// SPDX-License-Identifier: GPL-3.0-or-later
// How plots share a page: a tree of splits with a plot at every leaf.
#pragma once

#include "widgets/nice_axis.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace overdamp {

/// A plot, or several parts side by side or one above the other.
struct PlotLayout {
    std::string plot; ///< id of the catalog; empty for a split
    Scale y_scale = Scale::linear;

    Qt::Orientation orientation = Qt::Horizontal; ///< horizontal: side by side
    std::vector<PlotLayout> parts = {};           ///< at least two, of a split
    std::vector<int> sizes = {};                  ///< of the parts, in proportion

    bool operator==(const PlotLayout&) const = default;
};

/// A page of plots as it is remembered.
struct PlotsState {
    PlotLayout layout;
    double smoothing = 0.9;
    bool operator==(const PlotsState&) const = default;
};

/// What a person sees first.
PlotsState first_plots_state();

/// As JSON with a version, and back. Nothing for what is not such a text, is of another version, names a plot that does not exist, or is larger than a
/// page could be.
QByteArray to_json(const PlotsState& state);
std::optional<PlotsState> plots_state_from(const QByteArray& json);

} // namespace overdamp
