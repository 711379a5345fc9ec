// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/summary.h"

#include "core/settings/text.h"
#include "core/telemetry/metrics.h"

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
    summary["baseline_share"] = end.onset.baseline_share;
    summary["baseline_entropy"] = end.onset.baseline_entropy;
    summary["onset_step"] = step_or_null(end.onset.onset_step);
    summary["collapse_step"] = step_or_null(end.onset.collapse_step);
    write_text(folder / "summary.json", summary.dump(2) + '\n');
}

} // namespace overdamp
