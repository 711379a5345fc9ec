// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/history.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace overdamp {

namespace {

/// Drops the records from `step` on, but for those of `step` itself that `keep` wants.
template <typename R, typename Keep> void replace_from(std::vector<R>& records, const R& record, Keep keep) {
    std::erase_if(records, [&](const R& old) { return old.step > record.step || (old.step == record.step && !keep(old)); });
    records.push_back(record);
}

} // namespace

template <typename R> void History::append_row(MetricSource source, const R& record) {
    const auto table = metric_table();
    MetricColumns& columns = columns_[static_cast<std::size_t>(source)];
    columns.values.resize(table.size());
    const auto outdated = std::ranges::lower_bound(columns.steps, record.step);
    const auto kept = static_cast<std::size_t>(outdated - columns.steps.begin());
    columns.steps.resize(kept);
    columns.steps.push_back(record.step);
    for (std::size_t i = 0; i < table.size(); ++i)
        if (const auto* member = std::get_if<double R::*>(&table[i].member)) {
            const double value = record.**member;
            if (columns.values[i].empty() && std::isnan(value))
                continue;
            columns.values[i].resize(kept, not_measured);
            columns.values[i].push_back(value);
        }
    unmeasured_.resize(std::max(unmeasured_.size(), columns.steps.size()), not_measured);
}

void History::set_columns(MetricSource source, MetricColumns columns) {
    unmeasured_.resize(std::max(unmeasured_.size(), columns.steps.size()), not_measured);
    columns_[static_cast<std::size_t>(source)] = std::move(columns);
}

void History::append(const Record& record) {
    if (const auto* step = std::get_if<StepRecord>(&record))
        append_row(MetricSource::step, *step);
    else if (const auto* evaluation = std::get_if<EvaluationRecord>(&record))
        append_row(MetricSource::evaluation, *evaluation);
    else if (const auto* sample = std::get_if<SampleRecord>(&record))
        replace_from(samples_, *sample, [&](const SampleRecord& old) { return old.prompt != sample->prompt || old.temperature != sample->temperature; });
    else if (const auto* event = std::get_if<EventRecord>(&record))
        replace_from(events_, *event, [&](const EventRecord& old) { return old.revision != event->revision; });
    else if (const auto* frequencies = std::get_if<FrequencyRecord>(&record)) {
        if (frequencies->of_corpus)
            corpus_frequencies_ = *frequencies;
        else
            replace_from(frequencies_, *frequencies, [](const FrequencyRecord&) { return false; });
    }
}

std::span<const std::int64_t> History::steps(MetricSource source) const { return columns_[static_cast<std::size_t>(source)].steps; }

std::span<const double> History::column(const Metric& metric) const {
    const MetricColumns& held = columns(metric.source());
    const auto place = static_cast<std::size_t>(&metric - metric_table().data());
    if (held.values.empty() || held.values[place].empty())
        return std::span(unmeasured_).first(held.steps.size());
    return held.values[place];
}

} // namespace overdamp
