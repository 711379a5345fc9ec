// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lesson/progress.h"

#include "core/telemetry/onset.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace overdamp {

namespace {

/// Equal but for rounding: a slider's 0.2 is the 0.2 of a file.
bool same_value(const KnobValue& a, const KnobValue& b) {
    const auto* first = std::get_if<double>(&a);
    const auto* second = std::get_if<double>(&b);
    return first && second ? std::abs(*first - *second) <= 1e-6 * std::max(1.0, std::abs(*second)) : a == b;
}

bool within(const KnobTurned& rule, const Knobs& knobs) {
    const KnobValue value = rule.knob->value(knobs);
    if (rule.value)
        return same_value(value, *rule.value);
    const auto* whole = std::get_if<std::int64_t>(&value);
    return rule.limits.hold(whole ? static_cast<double>(*whole) : std::get<double>(value));
}

double roughness(std::span<const double> values) {
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i)
        sum += std::abs(values[i] - values[i - 1]);
    return sum / static_cast<double>(values.size() - 1);
}

double taken(const Quantity& quantity, std::span<const double> values) {
    switch (quantity.take) {
    case Quantity::Take::mean:
        return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    case Quantity::Take::largest:
        return *std::ranges::max_element(values);
    case Quantity::Take::roughness:
        return roughness(values);
    }
    return not_measured;
}

/// The quantity of the records before index `end`.
std::optional<Measured> taken_before(const Quantity& quantity, const History& history, std::size_t end) {
    const auto wanted = static_cast<std::size_t>(quantity.records);
    if (end < wanted)
        return std::nullopt;
    const double value = taken(quantity, history.column(*quantity.metric).subspan(end - wanted, wanted));
    if (!std::isfinite(value))
        return std::nullopt;
    return Measured{value, history.steps(quantity.metric->source())[end - 1]};
}

/// Number of records up to and with that step.
std::size_t records_until(const Quantity& quantity, const History& history, std::int64_t step) {
    const auto steps = history.steps(quantity.metric->source());
    return static_cast<std::size_t>(std::ranges::upper_bound(steps, step) - steps.begin());
}

std::size_t records_before_feedback(const Quantity& quantity, const History& history) {
    if (quantity.metric->source() == MetricSource::step)
        return untouched_steps(history);
    const auto baseline = baseline_evaluation(history);
    return baseline ? *baseline + 1 : 0;
}

std::optional<Measured> reference(const Quantity& quantity, const History& history, const History* parent, std::int64_t step) {
    switch (quantity.reference) {
    case Quantity::Reference::none:
        break;
    case Quantity::Reference::before_feedback:
        return taken_before(quantity, history, records_before_feedback(quantity, history));
    case Quantity::Reference::parent:
        return parent ? taken_before(quantity, *parent, records_until(quantity, *parent, step)) : std::nullopt;
    case Quantity::Reference::step:
        return taken_before(quantity, history, records_until(quantity, history, quantity.reference_step));
    }
    return std::nullopt;
}

/// Whether the newest record of the measure is of parameters that a step from `since` on has changed or used, and within the limits. An evaluation shows
/// those before its step.
bool reached(const MetricReached& rule, const History& history, std::int64_t since) {
    const auto steps = history.steps(rule.metric->source());
    const std::int64_t first = rule.metric->source() == MetricSource::step ? since : since + 1;
    return !steps.empty() && steps.back() >= first && rule.limits.hold(history.column(*rule.metric).back());
}

} // namespace

std::optional<Measured> measure(const Quantity& quantity, const History& history, const History* parent) {
    const auto steps = history.steps(quantity.metric->source());
    std::size_t end = steps.size();
    if (quantity.at_step) {
        if (steps.empty() || steps.back() < *quantity.at_step)
            return std::nullopt;
        end = records_until(quantity, history, *quantity.at_step);
    }
    std::optional<Measured> measured = taken_before(quantity, history, end);
    if (!measured || quantity.reference == Quantity::Reference::none)
        return measured;
    const std::optional<Measured> other = reference(quantity, history, parent, measured->step);
    if (!other)
        return std::nullopt;
    measured->value = quantity.ratio ? measured->value / other->value : measured->value - other->value;
    return std::isfinite(measured->value) ? measured : std::nullopt;
}

std::optional<std::size_t> outcome_of(const Prediction& prediction, double value) {
    const auto found = std::ranges::find_if(prediction.outcomes, [value](const Outcome& outcome) { return outcome.limits.hold(value); });
    return found == prediction.outcomes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - prediction.outcomes.begin()));
}

void LessonProgress::look(std::string_view part) {
    if (!all_met())
        if (const auto* rule = std::get_if<PartLookedAt>(&rules_[met_]); rule && rule->part == part)
            ++met_;
}

void LessonProgress::child(ForkKind kind) {
    if (!all_met())
        if (const auto* rule = std::get_if<ChildMade>(&rules_[met_]); rule && rule->kind == kind)
            ++met_;
}

bool LessonProgress::observe(const LessonView& view) {
    const std::size_t before = met_;
    while (!all_met() && holds(rules_[met_], view)) {
        ++met_;
        since_ = std::max(since_, view.next_step);
    }
    return met_ != before;
}

bool LessonProgress::holds(const Rule& rule, const LessonView& view) const {
    if (const auto* reached_step = std::get_if<StepReached>(&rule))
        return view.next_step >= reached_step->step;
    if (const auto* more = std::get_if<MoreSteps>(&rule))
        return view.next_step >= since_ + more->steps;
    if (const auto* turned = std::get_if<KnobTurned>(&rule))
        return within(*turned, view.knobs);
    if (const auto* metric = std::get_if<MetricReached>(&rule))
        return reached(*metric, view.history, since_);
    return false;
}

} // namespace overdamp
