// SPDX-License-Identifier: GPL-3.0-or-later
// What the View menu holds about the plots: fitting, smoothing, marks, layouts.
#pragma once

class QMenu;
class QSettings;

namespace overdamp {

class PlotsPage;

/// Where the layout of the last sitting is remembered, and the named ones.
inline constexpr const char* plots_key = "plots/last";
inline constexpr const char* named_plots_group = "plots/named";

/// `settings` keeps the named layouts; without it they are not offered.
void add_plot_actions(QMenu& menu, PlotsPage& page, QSettings* settings);

} // namespace overdamp
