// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/metrics_csv.h"

#include "core/telemetry/metric_records.h"
#include "core/telemetry/metrics.h"

#include <cmath>
#include <ostream>
#include <tuple>

namespace overdamp {

namespace {

/// A line of the table, of either record or both.
void write_row(std::ostream& output, const StepRecord* step, const EvaluationRecord* evaluation) {
    const auto cell = [&](double value) {
        if (!std::isnan(value))
            output << to_text(value);
    };
    const auto [number, wall, seconds] =
        step ? std::tuple(step->step, step->wall, step->seconds) : std::tuple(evaluation->step, evaluation->wall, evaluation->seconds);
    cell(wall);
    output << ',' << number << ',';
    cell(seconds);
    for (const Metric& metric : metric_table()) {
        output << ',';
        if (const auto* of_step = std::get_if<double StepRecord::*>(&metric.member); of_step && step)
            cell(step->**of_step);
        else if (const auto* of_evaluation = std::get_if<double EvaluationRecord::*>(&metric.member); of_evaluation && evaluation)
            cell(evaluation->**of_evaluation);
    }
    output << '\n';
}

} // namespace

std::size_t write_metrics_csv(const std::filesystem::path& run, std::ostream& output) {
    const MetricRecords records = load_metric_records(run);
    output << "wall_time,step,seconds";
    for (const Metric& metric : metric_table())
        output << ',' << metric.name;
    output << '\n';
    std::size_t rows = 0;
    records.for_each_step([&](const StepRecord* step, const EvaluationRecord* evaluation) {
        write_row(output, step, evaluation);
        ++rows;
    });
    return rows;
}

} // namespace overdamp
