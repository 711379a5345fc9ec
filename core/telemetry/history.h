// SPDX-License-Identifier: GPL-3.0-or-later
// A run's records in memory, one column a measure.
#pragma once

#include "core/telemetry/metrics.h"

#include <array>
#include <span>
#include <vector>

namespace overdamp {

/// The measures of one source.
struct MetricColumns {
    std::vector<std::int64_t> steps;
    /// In the order of metric_table(), each as long as `steps`; empty for the other source's and for what was never measured. Without rows there may be none.
    std::vector<std::vector<double>> values;
};

/// Steps of each column rise strictly: a record of a step that is not after the last one replaces everything from
/// that step on, as a resumed run writes its records anew.
class History {
  public:
    void append(const Record& record);
    void clear() { *this = History(); }

    /// Steps at which the measures of `source` were taken.
    std::span<const std::int64_t> steps(MetricSource source) const;

    /// Values of a measure at steps(metric.source()); NaN where it was not measured.
    std::span<const double> column(const Metric& metric) const;

    /// All that is held of a source, and the same put in place of what is held; for the column cache.
    const MetricColumns& columns(MetricSource source) const { return columns_[static_cast<std::size_t>(source)]; }
    void set_columns(MetricSource source, MetricColumns columns);

    std::span<const SampleRecord> samples() const { return samples_; }
    std::span<const EventRecord> events() const { return events_; }
    /// Word frequencies of the measuring samples, by rising step.
    std::span<const FrequencyRecord> frequencies() const { return frequencies_; }
    /// Those of the training split; without counts where they were not recorded.
    const FrequencyRecord& corpus_frequencies() const { return corpus_frequencies_; }

    /// Number of step records held.
    std::size_t size() const { return steps(MetricSource::step).size(); }

  private:
    template <typename R> void append_row(MetricSource source, const R& record);

    std::array<MetricColumns, 2> columns_;
    std::vector<double> unmeasured_; ///< NaN, as many as the longer source has rows
    std::vector<SampleRecord> samples_;
    std::vector<EventRecord> events_;
    std::vector<FrequencyRecord> frequencies_;
    FrequencyRecord corpus_frequencies_;
};

} // namespace overdamp
