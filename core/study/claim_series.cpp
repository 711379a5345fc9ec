// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/claim_series.h"

#include "core/measure/cross_seed.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

/// The labels of the axes other than `axis` and the seed, in words.
std::string name_without(const StudyCell& cell, const std::string& axis) {
    std::string name;
    for (const auto& [key, label] : cell.labels)
        if (key != axis)
            name += (name.empty() ? "" : " · ") + key + ' ' + label;
    return name;
}

/// Means, spreads, and the largest of these for what has none of its own.
void summarise(std::vector<ClaimSeries>& all) {
    double largest = not_measured;
    for (ClaimSeries& series : all)
        for (ClaimPoint& point : series.points) {
            point.mean = mean(point.values);
            point.noise = spread(point.values);
            largest = std::fmax(largest, point.noise);
        }
    for (ClaimSeries& series : all)
        for (ClaimPoint& point : series.points)
            if (point.values.size() == 1)
                point.noise = largest;
}

} // namespace

bool ClaimSeries::complete() const {
    return std::ranges::none_of(points, [](const ClaimPoint& point) { return std::isnan(point.mean); });
}

std::string ClaimSeries::text() const {
    std::string text;
    for (const ClaimPoint& point : points)
        text += (text.empty() ? "" : ", ") + point.label + ": " + mean_and_spread(point.values);
    return text;
}

double claim_value(const Claim& claim, const CellResult& result) {
    if (claim.rule == ClaimRule::faster)
        return result.steps_to_collapse ? static_cast<double>(*result.steps_to_collapse) : not_measured;
    return result.value(claim.metric);
}

std::vector<ClaimSeries> claim_series(const ClaimCase& c, const std::vector<std::string>& labels) {
    std::vector<ClaimSeries> all;
    for (std::size_t i = 0; i < c.study.cells.size(); ++i) {
        const StudyCell& cell = c.study.cells[i];
        const auto label = std::ranges::find(labels, cell.label(c.claim.along));
        if (label == labels.end() || !cell.matches(c.claim.where))
            continue;
        const std::string name = name_without(cell, c.claim.along);
        auto found = std::ranges::find(all, name, &ClaimSeries::name);
        if (found == all.end()) {
            found = all.insert(all.end(), {.name = name, .points = {}});
            for (const std::string& each : labels)
                found->points.push_back({.label = each, .cells = {}, .values = {}});
        }
        ClaimPoint& point = found->points[static_cast<std::size_t>(label - labels.begin())];
        point.cells.push_back(i);
        if (const double value = claim_value(c.claim, c.results[i]); !std::isnan(value))
            point.values.push_back(value);
    }
    summarise(all);
    return all;
}

bool clearly_above(const ClaimPoint& larger, const ClaimPoint& smaller) {
    const double gap = larger.mean - smaller.mean;
    return gap > larger.noise && gap > smaller.noise; // false where a noise is unknown
}

std::string paper_numbers(const Claim& claim, const Study& study, std::span<const std::size_t> cells) {
    std::vector<double> values;
    for (const PaperNumber& number : claim.paper)
        if (std::ranges::find(values, number.value) == values.end() &&
            std::ranges::any_of(cells, [&](std::size_t i) { return study.cells[i].matches(number.where); }))
            values.push_back(number.value);
    std::string text;
    for (const double value : values)
        text += (text.empty() ? "" : ", ") + short_number(value);
    return text;
}

std::string paper_numbers(const Claim& claim, const Study& study, const ClaimSeries& series) {
    std::string text;
    for (const ClaimPoint& point : series.points)
        if (const std::string numbers = paper_numbers(claim, study, point.cells); !numbers.empty())
            text += (text.empty() ? "" : ", ") + point.label + ": " + numbers;
    return text;
}

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

Verdict worst(const std::vector<Finding>& findings) {
    Verdict verdict = findings.empty() ? Verdict::not_measured : Verdict::reproduced;
    for (const Finding& finding : findings)
        verdict = std::max(verdict, finding.verdict);
    return verdict;
}

} // namespace overdamp
