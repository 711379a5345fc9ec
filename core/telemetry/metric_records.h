// SPDX-License-Identifier: GPL-3.0-or-later
// All step and evaluation records of a run, for the exporters.
#pragma once

#include "core/telemetry/records.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace overdamp {

/// Rising by step; what a resumed run wrote anew stands in place of what it had written before.
struct MetricRecords {
    std::vector<StepRecord> steps;
    std::vector<EvaluationRecord> evaluations;

    /// Calls `use` with the records of each step, rising; one of the two is null where the step has only the other.
    void for_each_step(const std::function<void(const StepRecord*, const EvaluationRecord*)>& use) const;
};

/// Errors as load_history().
MetricRecords load_metric_records(const std::filesystem::path& run);

} // namespace overdamp
