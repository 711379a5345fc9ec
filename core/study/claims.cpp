// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claims.h"

#include "core/measure/cross_seed.h"
#include "core/study/claim_paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace overdamp {

namespace {

std::string words(const CellFilter& where) {
    std::string text;
    for (const auto& [axis, label] : where)
        text += (text.empty() ? "" : " · ") + axis + ' ' + label;
    return text;
}

Judgement judge_values(const ClaimCase& c) {
    Judgement judgement;
    for (const PaperNumber& number : c.claim.paper) {
        std::vector<double> values;
        for (std::size_t i = 0; i < c.study.cells.size(); ++i)
            if (c.study.cells[i].matches(number.where) && c.study.cells[i].matches(c.claim.where))
                if (const double value = claim_value(c.claim, c.results[i]); !std::isnan(value))
                    values.push_back(value);
        Finding finding{.what = words(number.where), .paper = short_number(number.value), .ours = mean_and_spread(values)};
        if (!values.empty())
            finding.verdict = std::abs(mean(values) - number.value) <= c.claim.tolerance ? Verdict::reproduced : Verdict::not_reproduced;
        judgement.findings.push_back(finding);
    }
    judgement.verdict = all_some_none(judgement.findings);
    return judgement;
}

Judgement judge_monotone(const ClaimCase& c) {
    Judgement judgement;
    std::size_t with_sign = 0;
    for (const ClaimSeries& series : claim_series(c, c.study.labels_of(c.claim.along))) {
        Finding finding{.what = series.name, .paper = paper_numbers(c.claim, c.study, series), .ours = series.text()};
        std::vector<double> ranks, means;
        bool each_step = true;
        for (std::size_t i = 0; i < series.points.size(); ++i) {
            if (i > 0)
                each_step = each_step && clearly_above(series.points[c.claim.falling ? i - 1 : i], series.points[c.claim.falling ? i : i - 1]);
            ranks.push_back(static_cast<double>(i));
            means.push_back(series.points[i].mean);
        }
        const double correlation = rank_correlation(ranks, means);
        finding.ours += "; rank correlation " + short_number(correlation);
        if (series.complete()) {
            const bool has_sign = (c.claim.falling ? -correlation : correlation) > 0;
            with_sign += has_sign ? 1 : 0;
            finding.verdict = each_step ? Verdict::reproduced : has_sign ? Verdict::partly : Verdict::not_reproduced;
        }
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    if (judgement.verdict == Verdict::partly || judgement.verdict == Verdict::not_reproduced)
        judgement.verdict = 2 * with_sign > judgement.findings.size() ? Verdict::partly : Verdict::not_reproduced;
    return judgement;
}

Verdict judge_order(const ClaimSeries& series) {
    if (!series.complete())
        return Verdict::not_measured;
    bool ordered = true, clear = true, first_leads = true;
    for (std::size_t i = 1; i < series.points.size(); ++i) {
        ordered = ordered && series.points[i - 1].mean > series.points[i].mean;
        clear = clear && clearly_above(series.points[i - 1], series.points[i]);
        first_leads = first_leads && clearly_above(series.points[0], series.points[i]);
    }
    return clear ? Verdict::reproduced : ordered || first_leads ? Verdict::partly : Verdict::not_reproduced;
}

Judgement judge_ordering(const ClaimCase& c) {
    Judgement judgement;
    for (const ClaimSeries& series : claim_series(c, c.claim.order))
        judgement.findings.push_back(
            {.what = series.name, .paper = paper_numbers(c.claim, c.study, series), .ours = series.text(), .verdict = judge_order(series)});
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_coincide(const ClaimCase& c) {
    Judgement judgement;
    for (const ClaimSeries& series : claim_series(c, c.claim.order.empty() ? c.study.labels_of(c.claim.along) : c.claim.order)) {
        Finding finding{.what = series.name, .paper = paper_numbers(c.claim, c.study, series), .ours = series.text()};
        if (series.complete()) {
            const auto [smallest, largest] = std::ranges::minmax(series.points, {}, &ClaimPoint::mean);
            const double range = largest.mean - smallest.mean;
            finding.ours += "; range " + short_number(range);
            finding.verdict = range <= c.claim.tolerance       ? Verdict::reproduced
                              : range <= 3 * c.claim.tolerance ? Verdict::partly
                                                               : Verdict::not_reproduced;
        }
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_limit(const ClaimCase& c) {
    Judgement judgement;
    const bool reaches = c.claim.rule == ClaimRule::reaches;
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        const std::vector<double> values = group_values(group, c.results, c.claim.metric);
        Finding finding{.what = group.name, .paper = paper_numbers(c.claim, c.study, group.cells), .ours = mean_and_spread(values)};
        if (!values.empty())
            finding.verdict = (mean(values) >= c.claim.limit) == reaches ? Verdict::reproduced : Verdict::not_reproduced;
        judgement.findings.push_back(finding);
    }
    judgement.verdict = all_some_none(judgement.findings);
    return judgement;
}

bool has_feedback(const StudyCell& cell) { return cell.experiment.knobs.feedback.strength > 0; }

/// Values of all cells that match.
std::vector<double> values_where(const ClaimCase& c, const CellFilter& where, const std::string& metric) {
    std::vector<double> values;
    for (const StudyGroup& group : study_groups(c.study, where)) {
        const std::vector<double> more = group_values(group, c.results, metric);
        values.insert(values.end(), more.begin(), more.end());
    }
    return values;
}

Judgement judge_recovery(const ClaimCase& c) {
    constexpr double entropy_tolerance = 0.5; // nats
    const std::string entropy = "sample/entropy";
    Judgement judgement;
    const std::vector<double> wanted = values_where(c, c.claim.baseline, c.claim.metric), wanted_entropy = values_where(c, c.claim.baseline, entropy);
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        if (!has_feedback(c.study.cells[group.cells.front()]))
            continue; // a remedy has nothing to mend there
        const std::vector<double> values = group_values(group, c.results, c.claim.metric), entropies = group_values(group, c.results, entropy);
        Finding finding{
            .what = group.name, .paper = {}, .ours = mean_and_spread(values) + ", entropy " + mean_and_spread(entropies) + " nats; baseline "};
        finding.ours += mean_and_spread(wanted) + ", " + mean_and_spread(wanted_entropy) + " nats";
        if (const double off = mean(entropies) - mean(wanted_entropy), share_off = mean(values) - mean(wanted); !std::isnan(off + share_off)) {
            const bool near = std::abs(share_off) <= c.claim.tolerance && std::abs(off) <= entropy_tolerance;
            finding.verdict = near ? Verdict::reproduced : Verdict::not_reproduced;
            finding.ours += near ? "" : off > 0 ? "; more random" : "; more concentrated";
        }
        judgement.findings.push_back(finding);
    }
    judgement.verdict = all_some_none(judgement.findings);
    return judgement;
}

/// Whether a run holds what the rule reads.
bool is_measured(const Claim& claim, const CellResult& result) {
    switch (claim.rule) {
    case ClaimRule::faster:
        return result.steps_to_collapse || result.status.state == CellState::finished;
    case ClaimRule::smooth:
        return !std::isnan(result.loss.jump());
    case ClaimRule::flattens:
    case ClaimRule::corner:
        return !std::isnan(result.loss_entropy.corner_share);
    case ClaimRule::correlates:
        return !std::isnan(result.value(claim.metric)) && !std::isnan(result.loss.roughness_after);
    default:
        return !std::isnan(result.value(claim.metric));
    }
}

Judgement judge_by_rule(const ClaimCase& c) {
    switch (c.claim.rule) {
    case ClaimRule::value:
        return judge_values(c);
    case ClaimRule::monotone:
        return judge_monotone(c);
    case ClaimRule::ordering:
        return judge_ordering(c);
    case ClaimRule::coincide:
        return judge_coincide(c);
    case ClaimRule::faster:
        return judge_faster(c);
    case ClaimRule::smooth:
        return judge_smooth(c);
    case ClaimRule::flattens:
        return judge_flattens(c);
    case ClaimRule::corner:
        return judge_corner(c);
    case ClaimRule::reaches:
    case ClaimRule::stays_below:
        return judge_limit(c);
    case ClaimRule::recovers:
        return judge_recovery(c);
    case ClaimRule::correlates:
        return judge_correlates(c);
    }
    return {};
}

} // namespace

std::string_view name_of(Verdict verdict) {
    static constexpr std::array<std::string_view, 4> names = {"reproduced", "partly", "not reproduced", "not measured"};
    return names[static_cast<std::size_t>(verdict)];
}

std::vector<StudyGroup> study_groups(const Study& study, const CellFilter& where) {
    std::vector<StudyGroup> groups;
    for (std::size_t i = 0; i < study.cells.size(); ++i) {
        if (!study.cells[i].matches(where))
            continue;
        const std::string name = study.cells[i].group();
        auto found = std::ranges::find(groups, name, &StudyGroup::name);
        if (found == groups.end())
            found = groups.insert(groups.end(), {.name = name, .cells = {}});
        found->cells.push_back(i);
    }
    return groups;
}

std::vector<double> group_values(const StudyGroup& group, std::span<const CellResult> results, const std::string& metric) {
    std::vector<double> values;
    for (const std::size_t i : group.cells)
        if (const double value = results[i].value(metric); !std::isnan(value))
            values.push_back(value);
    return values;
}

std::string short_number(double value) {
    if (std::isnan(value))
        return "–";
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", std::abs(value) >= 10 ? 1 : std::abs(value) >= 1 ? 2 : 3, value);
    return text;
}

std::string mean_and_spread(std::span<const double> values) {
    if (values.empty())
        return "–";
    if (values.size() == 1)
        return short_number(values[0]) + " (1 seed)";
    return short_number(mean(values)) + " ± " + short_number(spread(values)) + " (" + std::to_string(values.size()) + " seeds)";
}

std::vector<std::size_t> claim_cells(const Study& study, const Claim& claim) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < study.cells.size(); ++i) {
        const StudyCell& cell = study.cells[i];
        const bool numbered =
            claim.rule != ClaimRule::value || std::ranges::any_of(claim.paper, [&](const PaperNumber& number) { return cell.matches(number.where); });
        const bool ordered = claim.order.empty() || std::ranges::find(claim.order, cell.label(claim.along)) != claim.order.end();
        const bool recovers = claim.rule == ClaimRule::recovers, judged = !recovers || has_feedback(cell);
        if ((cell.matches(claim.where) && numbered && ordered && judged) || (recovers && cell.matches(claim.baseline)))
            cells.push_back(i);
    }
    return cells;
}

Judgement judge(const Study& study, const Claim& claim, std::span<const CellResult> results) {
    Judgement judgement = judge_by_rule({.study = study, .claim = claim, .results = results});
    judgement.cells = claim_cells(study, claim);
    for (const std::size_t i : judgement.cells)
        if (is_measured(claim, results[i]))
            judgement.used.push_back(i);
    return judgement;
}

} // namespace overdamp
