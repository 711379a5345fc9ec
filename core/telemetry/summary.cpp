// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/summary.h"

#include "core/settings/text.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/onset.h"
#include "core/telemetry/run_folder.h"

#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

template <typename R> void add_measures(nlohmann::ordered_json& summary, const std::optional<R>& record) {
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double R::*>(&metric.member); member && record)
            summary[std::string(metric.name)] = (*record).**member;
}

nlohmann::ordered_json step_or_null(const std::optional<std::int64_t>& step) { return step ? nlohmann::ordered_json(*step) : nlohmann::ordered_json(); }

} // namespace

void write_summary(const std::filesystem::path& folder, const RunEnd& end) {
    nlohmann::ordered_json summary = {{"schema", 1},           {"name", end.name},   {"state", end.state},
                                      {"message", end.message}, {"steps", end.steps}, {"seconds", end.seconds}};
    add_measures(summary, end.step);
    add_measures(summary, end.evaluation);
    const Onset onset = find_onset(load_history(folder), end.corpus_share);
    summary["baseline_share"] = onset.baseline_share;
    summary["baseline_entropy"] = onset.baseline_entropy;
    summary["onset_step"] = step_or_null(onset.onset_step);
    summary["collapse_step"] = step_or_null(onset.collapse_step);
    write_text(folder / "summary.json", summary.dump(2) + '\n');
}

} // namespace overdamp
