// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of claims compare: means and spreads along an axis, and how single verdicts make one.
#pragma once

#include "core/study/claims.h"

namespace overdamp {

/// A claim and what it is judged by.
struct ClaimCase {
    const Study& study;
    const Claim& claim;
    std::span<const CellResult> results; ///< in the order of the study's cells
};

/// One label of an axis.
struct ClaimPoint {
    std::string label;
    std::vector<std::size_t> cells; ///< of the study, measured or not
    std::vector<double> values;
    double mean = not_measured;
    double noise = not_measured; ///< spread of the values; of a single one the largest spread of the claim's other points, NaN if there is none
};

/// The points along the claim's axis for one choice of the other axes.
struct ClaimSeries {
    std::string name;
    std::vector<ClaimPoint> points;

    bool complete() const;
    /// "0: 31.3 ± 0.75 (2 seeds), 0.05: …".
    std::string text() const;
};

/// What the claim's rule reads of a run; NaN if it was not measured.
double claim_value(const Claim& claim, const CellResult& result);

/// One series for every choice of the axes other than the claim's, with points of these labels.
std::vector<ClaimSeries> claim_series(const ClaimCase& c, const std::vector<std::string>& labels);

/// Whether `larger` is above `smaller` by more than the noise of both.
bool clearly_above(const ClaimPoint& larger, const ClaimPoint& smaller);

/// The paper's numbers for these cells, "56.3" or "67.8, 61.2"; empty if it gives none.
std::string paper_numbers(const Claim& claim, const Study& study, std::span<const std::size_t> cells);
/// The same for the points of a series, with their labels.
std::string paper_numbers(const Claim& claim, const Study& study, const ClaimSeries& series);

/// All met: reproduced; none: not; some: partly; what was not measured keeps "all" and "none" from being said.
Verdict all_some_none(const std::vector<Finding>& findings);

/// The worst of the findings, the unmeasured being worse than all.
Verdict worst(const std::vector<Finding>& findings);

} // namespace overdamp
