// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claims.h"

#include "core/measure/cross_seed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace overdamp {

namespace {

/// What the rules look at.
struct Case {
    const Study& study;
    const Claim& claim;
    std::span<const CellResult> results;
};

/// Mean and spread of one label of an axis.
struct Point {
    std::string label;
    std::vector<double> values;
    double mean_value = not_measured;
    double spread_value = 0; ///< 0 for a single value
};

/// The points along the claim's axis for one choice of the other axes.
struct Series {
    std::string name;
    std::vector<Point> points;

    bool complete() const {
        return std::ranges::none_of(points, [](const Point& point) { return std::isnan(point.mean_value); });
    }
    std::string text() const {
        std::string text;
        for (const Point& point : points)
            text += (text.empty() ? "" : ", ") + point.label + ": " + mean_and_spread(point.values);
        return text;
    }
};

double mean_or_nan(std::span<const double> values) { return values.empty() ? not_measured : mean(values); }

double claim_value(const Claim& claim, const CellResult& result) {
    if (claim.rule == ClaimRule::faster)
        return result.steps_to_collapse ? static_cast<double>(*result.steps_to_collapse) : not_measured;
    return result.value(claim.metric);
}

/// The labels of the axes other than `axis` and the seed, in words.
std::string name_without(const StudyCell& cell, const std::string& axis) {
    std::string name;
    for (const auto& [key, label] : cell.labels)
        if (key != axis)
            name += (name.empty() ? "" : " · ") + key + ' ' + label;
    return name;
}

std::vector<Series> series_of(const Case& c, const std::vector<std::string>& labels) {
    std::vector<Series> all;
    for (std::size_t i = 0; i < c.study.cells.size(); ++i) {
        const StudyCell& cell = c.study.cells[i];
        const auto label = std::ranges::find(labels, cell.label(c.claim.along));
        if (label == labels.end() || !cell.matches(c.claim.where))
            continue;
        const std::string name = name_without(cell, c.claim.along);
        auto found = std::ranges::find(all, name, &Series::name);
        if (found == all.end()) {
            found = all.insert(all.end(), {.name = name, .points = {}});
            for (const std::string& each : labels)
                found->points.push_back({.label = each, .values = {}});
        }
        if (const double value = claim_value(c.claim, c.results[i]); !std::isnan(value))
            found->points[static_cast<std::size_t>(label - labels.begin())].values.push_back(value);
    }
    for (Series& series : all)
        for (Point& point : series.points) {
            point.mean_value = mean_or_nan(point.values);
            point.spread_value = point.values.size() > 1 ? spread(point.values) : 0;
        }
    return all;
}

/// All met: reproduced; none: not; some: partly; what was not measured keeps "all" from being said.
Verdict all_some_none(const std::vector<Finding>& findings) {
    const auto count = [&](Verdict verdict) { return static_cast<std::size_t>(std::ranges::count(findings, verdict, &Finding::verdict)); };
    const std::size_t met = count(Verdict::reproduced), missed = count(Verdict::not_reproduced), partly = count(Verdict::partly);
    if (met + missed + partly == 0)
        return Verdict::not_measured;
    if (met == findings.size())
        return Verdict::reproduced;
    if (met + partly > 0 && missed + partly > 0)
        return Verdict::partly;
    return missed == findings.size() ? Verdict::not_reproduced : Verdict::not_measured;
}

/// The worst of the findings.
Verdict worst(const std::vector<Finding>& findings) {
    Verdict verdict = findings.empty() ? Verdict::not_measured : Verdict::reproduced;
    for (const Finding& finding : findings)
        verdict = std::max(verdict, finding.verdict);
    return verdict;
}

std::string words(const CellFilter& where) {
    std::string text;
    for (const auto& [axis, label] : where)
        text += (text.empty() ? "" : " · ") + axis + ' ' + label;
    return text;
}

Judgement judge_values(const Case& c) {
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

Judgement judge_monotone(const Case& c) {
    Judgement judgement;
    const double sign = c.claim.falling ? -1 : 1;
    std::size_t with_sign = 0;
    for (const Series& series : series_of(c, c.study.labels_of(c.claim.along))) {
        Finding finding{.what = series.name, .paper = {}, .ours = series.text()};
        std::vector<double> ranks, means;
        bool each_step = true;
        for (const Point& point : series.points) {
            each_step = each_step && (means.empty() || sign * (point.mean_value - means.back()) > 0);
            ranks.push_back(static_cast<double>(ranks.size()));
            means.push_back(point.mean_value);
        }
        const double correlation = rank_correlation(ranks, means);
        finding.ours += "; rank correlation " + short_number(correlation);
        if (series.complete()) {
            with_sign += sign * correlation > 0 ? 1 : 0;
            finding.verdict = each_step ? Verdict::reproduced : sign * correlation > 0 ? Verdict::partly : Verdict::not_reproduced;
        }
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    if (judgement.verdict == Verdict::partly || judgement.verdict == Verdict::not_reproduced)
        judgement.verdict = 2 * with_sign > judgement.findings.size() ? Verdict::partly : Verdict::not_reproduced;
    return judgement;
}

Verdict judge_order(const Series& series) {
    if (!series.complete())
        return Verdict::not_measured;
    bool ordered = true, clear = true, within = true;
    for (std::size_t i = 1; i < series.points.size(); ++i) {
        const Point &larger = series.points[i - 1], &smaller = series.points[i];
        const double gap = larger.mean_value - smaller.mean_value, noise = std::max(larger.spread_value, smaller.spread_value);
        ordered = ordered && gap > 0;
        clear = clear && gap > noise;
        within = within && gap > -noise;
    }
    if (ordered && clear)
        return Verdict::reproduced;
    const auto largest = std::ranges::max_element(series.points, {}, &Point::mean_value);
    const bool first_leads = largest == series.points.begin() && series.points[0].mean_value > series.points.back().mean_value;
    return ordered || within || first_leads ? Verdict::partly : Verdict::not_reproduced;
}

Judgement judge_ordering(const Case& c) {
    Judgement judgement;
    for (const Series& series : series_of(c, c.claim.order))
        judgement.findings.push_back({.what = series.name, .paper = {}, .ours = series.text(), .verdict = judge_order(series)});
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_coincide(const Case& c) {
    Judgement judgement;
    for (const Series& series : series_of(c, c.study.labels_of(c.claim.along))) {
        Finding finding{.what = series.name, .paper = {}, .ours = series.text()};
        if (series.complete()) {
            const auto [smallest, largest] = std::ranges::minmax(series.points, {}, &Point::mean_value);
            const double range = largest.mean_value - smallest.mean_value;
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

Judgement judge_faster(const Case& c) {
    Judgement judgement;
    for (const Series& series : series_of(c, c.claim.order)) {
        Finding finding{.what = series.name, .paper = short_number(c.claim.paper.front().value) + " %", .ours = series.text() + " steps"};
        if (series.complete()) {
            const double slower = std::max(series.points[0].mean_value, series.points[1].mean_value);
            const double percent = slower > 0 ? 100 * (series.points[1].mean_value - series.points[0].mean_value) / slower : 0;
            finding.ours += "; " + short_number(percent) + " %";
            finding.verdict = std::abs(percent - c.claim.paper.front().value) <= c.claim.tolerance ? Verdict::reproduced
                              : percent > 0                                                        ? Verdict::partly
                                                                                                   : Verdict::not_reproduced;
        }
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Verdict judge_path(const LossPath& path) {
    if (std::isnan(path.jump()) || std::isnan(path.roughness_before) || std::isnan(path.roughness_after))
        return Verdict::not_measured;
    if (path.roughness_after > 1.5 * path.roughness_before)
        return Verdict::not_reproduced;
    return path.jump() <= 0.1 && path.change() <= 0.1 ? Verdict::reproduced : Verdict::partly;
}

Judgement judge_smooth(const Case& c) {
    Judgement judgement;
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        Finding finding{.what = group.name, .paper = {}, .ours = {}, .verdict = Verdict::reproduced};
        std::vector<double> jumps, changes, before, after;
        for (const std::size_t i : group.cells) {
            const LossPath& path = c.results[i].loss;
            finding.verdict = std::max(finding.verdict, judge_path(path));
            if (std::isnan(path.jump()))
                continue;
            jumps.push_back(path.jump());
            changes.push_back(path.change());
            before.push_back(path.roughness_before);
            after.push_back(path.roughness_after);
        }
        finding.ours = "jump " + mean_and_spread(jumps) + " nats, final change " + mean_and_spread(changes) + " nats, roughness " +
                       short_number(mean_or_nan(before)) + " → " + short_number(mean_or_nan(after)) + " nats";
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

/// Judges each group by numbers of its runs' loss-entropy relation.
template <typename Decide> Judgement judge_relation(const Case& c, Decide decide) {
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
            decide(finding, mean(upper), mean(lower), mean(corner));
        judgement.findings.push_back(finding);
    }
    judgement.verdict = worst(judgement.findings);
    return judgement;
}

Judgement judge_flattens(const Case& c) {
    return judge_relation(c, [](Finding& finding, double upper, double lower, double) {
        finding.ours = "slope " + short_number(upper) + " at high loss, " + short_number(lower) + " at low loss";
        finding.verdict = upper > 0 && upper >= 2 * std::abs(lower) ? Verdict::reproduced : upper > lower ? Verdict::partly : Verdict::not_reproduced;
    });
}

Judgement judge_corner(const Case& c) {
    return judge_relation(c, [](Finding& finding, double, double, double corner) {
        finding.ours = short_number(corner) + " % of the steps";
        finding.verdict = corner > 50 ? Verdict::reproduced : corner > 100.0 / 3 ? Verdict::partly : Verdict::not_reproduced;
    });
}

Judgement judge_limit(const Case& c) {
    Judgement judgement;
    const bool reaches = c.claim.rule == ClaimRule::reaches;
    for (const StudyGroup& group : study_groups(c.study, c.claim.where)) {
        const std::vector<double> values = group_values(group, c.results, c.claim.metric);
        Finding finding{.what = group.name, .paper = (reaches ? "≥ " : "< ") + short_number(c.claim.limit), .ours = mean_and_spread(values)};
        if (!values.empty())
            finding.verdict = (mean(values) >= c.claim.limit) == reaches ? Verdict::reproduced : Verdict::not_reproduced;
        judgement.findings.push_back(finding);
    }
    judgement.verdict = all_some_none(judgement.findings);
    return judgement;
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
        return short_number(values[0]);
    return short_number(mean(values)) + " ± " + short_number(spread(values)) + " (" + std::to_string(values.size()) + " seeds)";
}

Judgement judge(const Study& study, const Claim& claim, std::span<const CellResult> results) {
    const Case c{.study = study, .claim = claim, .results = results};
    switch (claim.rule) {
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
    }
    return {};
}

} // namespace overdamp
