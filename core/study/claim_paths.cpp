// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claim_paths.h"

#include "core/measure/cross_seed.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

/// How many of the cells ended without a collapse.
std::size_t without_collapse(const ClaimCase& c, const ClaimSeries& series) {
    std::size_t count = 0;
    for (const ClaimPoint& point : series.points)
        for (const std::size_t i : point.cells)
            count += c.results[i].status.state == CellState::finished && !c.results[i].steps_to_collapse ? 1 : 0;
    return count;
}

/// Steps between two looks for a collapse, the most of the series' runs.
std::int64_t steps_between_looks(const ClaimCase& c, const ClaimSeries& series) {
    std::int64_t steps = 0;
    for (const ClaimPoint& point : series.points)
        for (const std::size_t i : point.cells)
            steps = std::max(steps, c.study.cells[i].experiment.knobs.evaluation.every);
    return steps;
}

/// Compares the two points of a series in which every run collapsed.
void compare_steps(const ClaimCase& c, const ClaimSeries& series, Finding& finding) {
    const ClaimPoint &fast = series.points[0], &slow = series.points[1];
    const double claimed = c.claim.paper.front().value, slower = std::max(fast.mean, slow.mean);
    const double percent = slower > 0 ? 100 * (slow.mean - fast.mean) / slower : 0;
    finding.ours += "; " + short_number(percent) + " %";
    const std::int64_t grid = steps_between_looks(c, series);
    if (const double difference = std::abs(claimed) / 100 * slower; static_cast<double>(grid) > difference) {
        finding.ours += "; looked for every " + std::to_string(grid) + " steps, too seldom to see " + short_number(difference);
        return;
    }
    finding.verdict = percent <= 0                                                                    ? Verdict::not_reproduced
                      : std::abs(percent - claimed) <= c.claim.tolerance && clearly_above(slow, fast) ? Verdict::reproduced
                                                                                                      : Verdict::partly;
}

/// The finished run that differs from this one in α = 0 alone; it itself is none.
const CellResult* control_of(const ClaimCase& c, std::size_t index) {
    const Knobs& own = c.study.cells[index].experiment.knobs;
    if (own.feedback.strength == 0)
        return nullptr;
    for (std::size_t i = 0; i < c.study.cells.size(); ++i) {
        const Knobs& other = c.study.cells[i].experiment.knobs;
        const auto changes = changes_between(own, other);
        if (other.feedback.strength == 0 && !std::isnan(c.results[i].loss.roughness_after) &&
            std::ranges::all_of(changes,
                                [](const KnobChange& change) { return change.key == "feedback.strength" || change.key == "evaluation.every"; }))
            return &c.results[i];
    }
    return nullptr;
}

Verdict judge_path(const LossPath& path, double usual_roughness) {
    if (std::isnan(path.jump()) || std::isnan(path.roughness_after) || std::isnan(usual_roughness))
        return Verdict::not_measured;
    if (path.roughness_after > 1.5 * usual_roughness)
        return Verdict::not_reproduced;
    return path.jump() <= 0.1 && path.change() <= 0.1 ? Verdict::reproduced : Verdict::partly;
}

/// Judges each group by numbers of its runs' loss-entropy relation.
template <typename Decide> Judgement judge_relation(const ClaimCase& c, Decide decide) {
    Judgement judgement;
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        std::vector<double> upper, lower, corner;
        for (const std::size_t i : group.cells)
            if (const LossEntropy& relation = c.results[i].loss_entropy; !std::isnan(relation.corner_share)) {
                upper.push_back(relation.upper_slope);
                lower.push_back(relation.lower_slope);
                corner.push_back(relation.corner_share);
            }
        Finding finding{.what = group.name, .paper = {}, .ours = "–"};
        if (!corner.empty())
            decide(finding, upper, lower, corner);
        judgement.findings.push_back(finding);
    }
    judgement.verdict = all_some_none(judgement.findings);
    return judgement;
}

} // namespace

Judgement judge_faster(const ClaimCase& c) {
    Judgement judgement;
    for (const ClaimSeries& series : claim_series(c, c.claim.order)) {
        Finding finding{.what = series.name, .paper = short_number(c.claim.paper.front().value) + " %", .ours = series.text() + " steps"};
        if (const std::size_t others = without_collapse(c, series); others > 0)
            finding.ours += "; runs without a collapse: " + std::to_string(others);
        else if (series.complete())
            compare_steps(c, series, finding);
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_smooth(const ClaimCase& c) {
    Judgement judgement;
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        Finding finding{.what = group.name, .paper = {}, .ours = {}, .verdict = Verdict::reproduced};
        std::vector<double> jumps, changes, before, after, without;
        for (const std::size_t i : group.cells) {
            const LossPath& path = c.results[i].loss;
            const CellResult* const control = control_of(c, i);
            finding.verdict = std::max(finding.verdict, judge_path(path, control ? control->loss.roughness_after : path.roughness_before));
            if (std::isnan(path.jump()))
                continue;
            jumps.push_back(path.jump());
            changes.push_back(path.change());
            before.push_back(path.roughness_before);
            after.push_back(path.roughness_after);
            if (control)
                without.push_back(control->loss.roughness_after);
        }
        finding.ours = "jump " + mean_and_spread(jumps) + " nats, final change " + mean_and_spread(changes) + " nats, roughness " +
                       short_number(mean(before)) + " → " + short_number(mean(after)) + " nats";
        if (!without.empty())
            finding.ours += " (with α = 0 " + short_number(mean(without)) + ')';
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_flattens(const ClaimCase& c) {
    return judge_relation(c, [](Finding& finding, std::span<const double> upper, std::span<const double> lower, std::span<const double>) {
        finding.ours = "slope " + mean_and_spread(upper) + " at high loss, " + mean_and_spread(lower) + " at low loss";
        const double high = mean(upper), low = std::abs(mean(lower));
        finding.verdict = high > 0 && high >= 2 * low ? Verdict::reproduced : high > low ? Verdict::partly : Verdict::not_reproduced;
    });
}

Judgement judge_corner(const ClaimCase& c) {
    return judge_relation(c, [](Finding& finding, std::span<const double>, std::span<const double>, std::span<const double> corner) {
        finding.ours = mean_and_spread(corner) + " % of the steps";
        const double share = mean(corner);
        finding.verdict = share > 50 ? Verdict::reproduced : share > 100.0 / 3 ? Verdict::partly : Verdict::not_reproduced;
    });
}

Judgement judge_correlates(const ClaimCase& c) {
    constexpr std::size_t fewest_runs = 6; // fewer cannot leave the range of chance
    std::vector<double> roughness, values;
    for (std::size_t i = 0; i < c.study.cells.size(); ++i)
        if (const double value = claim_value(c.claim, c.results[i]);
            c.study.cells[i].matches(c.claim.where) && !std::isnan(value) && !std::isnan(c.results[i].loss.roughness_after)) {
            roughness.push_back(c.results[i].loss.roughness_after);
            values.push_back(value);
        }
    Finding finding{.what = {}, .paper = {}, .ours = "–"};
    if (values.size() >= fewest_runs) {
        const double correlation = rank_correlation(roughness, values), claimed = c.claim.falling ? -correlation : correlation;
        const double chance = 1.96 / std::sqrt(static_cast<double>(values.size() - 1));
        finding.ours = "rank correlation " + short_number(correlation) + " over " + std::to_string(values.size()) + " runs; chance within ±" +
                       short_number(chance);
        if (!std::isnan(correlation))
            finding.verdict = claimed > chance ? Verdict::reproduced : claimed > 0 ? Verdict::partly : Verdict::not_reproduced;
    }
    return {.verdict = finding.verdict, .findings = {finding}, .cells = {}, .used = {}};
}

} // namespace overdamp
