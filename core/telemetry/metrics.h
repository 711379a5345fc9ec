// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of measures: log columns, plot titles and help are made from it.
#pragma once

#include "core/telemetry/records.h"

#include <span>
#include <string_view>
#include <variant>

namespace overdamp {

/// Which record a measure belongs to, and so on which schedule it is taken.
enum class MetricSource { step, evaluation };

struct Metric {
    std::string_view name;  ///< log column, `group/name`
    std::string_view label; ///< short, for legends and titles
    std::string_view unit;  ///< "nats", "percent", "tokens", "words", "sentences", or empty
    std::string_view help;  ///< definition
    std::variant<double StepRecord::*, double EvaluationRecord::*> member;
    std::string_view reference = {}; ///< the paper's equation or section, or the publication that it was taken from; empty for what needs none

    MetricSource source() const { return member.index() == 0 ? MetricSource::step : MetricSource::evaluation; }
};

/// All measures in log order.
std::span<const Metric> metric_table();

/// The measure of that log column, or nullptr.
const Metric* find_metric(std::string_view name);

/// One line of `metrics.jsonl` (without the line end) for a step or an evaluation.
std::string to_line(const StepRecord& record);
std::string to_line(const EvaluationRecord& record);
/// One line of `samples.jsonl`.
std::string to_line(const SampleRecord& record);
/// One line of `events.jsonl`.
std::string to_line(const EventRecord& record);

/// One line of `frequencies.jsonl`.
std::string to_line(const FrequencyRecord& record);

/// The record of one line of a run folder's .jsonl file. Throws SettingsError if it is not one.
Record parse_line(std::string_view line);

} // namespace overdamp
