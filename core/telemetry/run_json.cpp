// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_json.h"

#include "core/settings/knobs.h"
#include "core/settings/text.h"
#include "core/telemetry/metric_records.h"
#include "core/telemetry/metrics.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/run_folder.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

/// `"name": [values]`, written piece by piece, because a long run has millions of them.
template <typename R, typename Value> void write_array(std::ostream& output, std::string_view name, const std::vector<R>& records, Value value) {
    output << Json(name).dump() << ": [";
    for (std::size_t i = 0; i < records.size(); ++i)
        output << (i > 0 ? "," : "") << Json(value(records[i])).dump();
    output << ']';
}

template <typename R> bool is_measured(const std::vector<R>& records, double R::*member) {
    return std::ranges::any_of(records, [&](const R& record) { return !std::isnan(record.*member); });
}

template <typename R> void write_columns(std::ostream& output, std::string_view name, const std::vector<R>& records) {
    output << Json(name).dump() << ": {\n    ";
    write_array(output, "step", records, [](const R& record) { return record.step; });
    output << ",\n    ";
    write_array(output, "wall_time", records, [](const R& record) { return record.wall; });
    output << ",\n    ";
    write_array(output, "seconds", records, [](const R& record) { return record.seconds; });
    for (const Metric& metric : metric_table())
        if (const auto* member = std::get_if<double R::*>(&metric.member); member && is_measured(records, *member)) {
            output << ",\n    ";
            write_array(output, metric.name, records, [&](const R& record) { return record.**member; });
        }
    output << "\n  }";
}

Json column_list(const MetricRecords& records) {
    Json columns = Json::array();
    for (const Metric& metric : metric_table()) {
        const auto* of_step = std::get_if<double StepRecord::*>(&metric.member);
        const bool taken =
            of_step ? is_measured(records.steps, *of_step) : is_measured(records.evaluations, std::get<double EvaluationRecord::*>(metric.member));
        if (taken)
            columns.push_back({{"name", metric.name},
                               {"label", metric.label},
                               {"unit", metric.unit},
                               {"definition", metric.help},
                               {"schedule", of_step ? "steps" : "evaluations"}});
    }
    return columns;
}

/// A file of the run folder; null if there is none.
Json document_in(const std::filesystem::path& path) {
    if (std::error_code error; !std::filesystem::exists(path, error))
        return {};
    try {
        return Json::parse(read_text(path));
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
}

template <typename R> Json records_json(std::span<const R> records) {
    Json array = Json::array();
    for (const R& record : records)
        array.push_back(Json::parse(to_line(record)));
    return array;
}

} // namespace

void write_run_json(const std::filesystem::path& run, std::ostream& output) {
    const MetricRecords records = load_metric_records(run);
    const History history = load_history(run);
    const auto member = [&](const char* name, const Json& value) {
        output << ",\n  \"" << name << "\": " << value.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    output << "{\n  \"schema\": 1";
    member("run", folder_name_of(run));
    member("experiment", document_in(run / "experiment.json"));
    member("columns", column_list(records));
    output << ",\n  ";
    write_columns(output, "steps", records.steps);
    output << ",\n  ";
    write_columns(output, "evaluations", records.evaluations);
    member("events", records_json(history.events()));
    member("samples", records_json(history.samples()));
    for (const char* name : {"summary", "parent", "import"})
        member(name, document_in(run / (std::string(name) + ".json")));
    output << "\n}\n";
}

} // namespace overdamp
