// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/metric_records.h"

#include "core/telemetry/run_folder.h"

#include <algorithm>

namespace overdamp {

namespace {

/// As History does it: a record of a step that is not after the last one replaces everything from that step on.
template <typename R> void append(std::vector<R>& records, const R& record) {
    records.erase(std::ranges::lower_bound(records, record.step, {}, &R::step), records.end());
    records.push_back(record);
}

} // namespace

void MetricRecords::for_each_step(const std::function<void(const StepRecord*, const EvaluationRecord*)>& use) const {
    auto step = steps.begin();
    auto evaluation = evaluations.begin();
    while (step != steps.end() || evaluation != evaluations.end()) {
        const bool takes_step = step != steps.end() && (evaluation == evaluations.end() || step->step <= evaluation->step);
        const bool takes_evaluation = evaluation != evaluations.end() && (step == steps.end() || evaluation->step <= step->step);
        use(takes_step ? &*step : nullptr, takes_evaluation ? &*evaluation : nullptr);
        step += takes_step;
        evaluation += takes_evaluation;
    }
}

MetricRecords load_metric_records(const std::filesystem::path& run) {
    MetricRecords records;
    for_each_metrics_record(run, [&](const Record& record) {
        if (const auto* step = std::get_if<StepRecord>(&record))
            append(records.steps, *step);
        else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
            append(records.evaluations, *evaluation);
    });
    return records;
}

} // namespace overdamp
