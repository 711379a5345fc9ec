// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/metrics_csv.h"

#include "core/telemetry/metrics.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <tuple>
#include <vector>

namespace overdamp {

namespace {

/// As History does it: a record of a step that is not after the last one replaces everything from that step on.
template <typename R> void append(std::vector<R>& records, const R& record) {
    records.erase(std::ranges::lower_bound(records, record.step, {}, &R::step), records.end());
    records.push_back(record);
}

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
    std::vector<StepRecord> steps;
    std::vector<EvaluationRecord> evaluations;
    for_each_metrics_record(run, [&](const Record& record) {
        if (const auto* step = std::get_if<StepRecord>(&record))
            append(steps, *step);
        else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
            append(evaluations, *evaluation);
    });
    output << "wall_time,step,seconds";
    for (const Metric& metric : metric_table())
        output << ',' << metric.name;
    output << '\n';
    std::size_t rows = 0;
    auto step = steps.begin();
    auto evaluation = evaluations.begin();
    for (; step != steps.end() || evaluation != evaluations.end(); ++rows) {
        const bool takes_step = step != steps.end() && (evaluation == evaluations.end() || step->step <= evaluation->step);
        const bool takes_evaluation = evaluation != evaluations.end() && (step == steps.end() || evaluation->step <= step->step);
        write_row(output, takes_step ? &*step : nullptr, takes_evaluation ? &*evaluation : nullptr);
        step += takes_step;
        evaluation += takes_evaluation;
    }
    return rows;
}

} // namespace overdamp
