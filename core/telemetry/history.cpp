// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/history.h"

#include <algorithm>

namespace overdamp {

namespace {

/// Drops the records from `step` on, but for those of `step` itself that `keep` wants.
template <typename R, typename Keep> void replace_from(std::vector<R>& records, const R& record, Keep keep) {
    std::erase_if(records, [&](const R& old) { return old.step > record.step || (old.step == record.step && !keep(old)); });
    records.push_back(record);
}

} // namespace

template <typename R> void History::append_row(Columns& columns, const R& record) {
    const auto table = metric_table();
    columns.values.resize(table.size());
    const auto outdated = std::ranges::lower_bound(columns.steps, record.step);
    const auto kept = static_cast<std::size_t>(outdated - columns.steps.begin());
    columns.steps.resize(kept);
    columns.steps.push_back(record.step);
    for (std::size_t i = 0; i < table.size(); ++i)
        if (const auto* member = std::get_if<double R::*>(&table[i].member)) {
            columns.values[i].resize(kept);
            columns.values[i].push_back(record.**member);
        }
}

void History::append(const Record& record) {
    if (const auto* step = std::get_if<StepRecord>(&record))
        append_row(columns_[static_cast<std::size_t>(MetricSource::step)], *step);
    else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
        append_row(columns_[static_cast<std::size_t>(MetricSource::evaluation)], *evaluation);
    else if (const auto* sample = std::get_if<SampleRecord>(&record))
        replace_from(samples_, *sample, [&](const SampleRecord& old) { return old.prompt != sample->prompt || old.temperature != sample->temperature; });
    else if (const auto* event = std::get_if<EventRecord>(&record))
        replace_from(events_, *event, [&](const EventRecord& old) { return old.revision != event->revision; });
}

std::span<const std::int64_t> History::steps(MetricSource source) const { return columns_[static_cast<std::size_t>(source)].steps; }

std::span<const double> History::column(const Metric& metric) const {
    const Columns& columns = columns_[static_cast<std::size_t>(metric.source())];
    if (columns.values.empty())
        return {};
    return columns.values[static_cast<std::size_t>(&metric - metric_table().data())];
}

} // namespace overdamp
