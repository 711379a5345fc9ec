// SPDX-License-Identifier: GPL-3.0-or-later
// A run's records in memory, one column a measure.
#pragma once

#include "core/telemetry/metrics.h"

#include <array>
#include <span>
#include <vector>

namespace overdamp {

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

    std::span<const SampleRecord> samples() const { return samples_; }
    std::span<const EventRecord> events() const { return events_; }

    /// Number of step records held.
    std::size_t size() const { return steps(MetricSource::step).size(); }

  private:
    struct Columns {
        std::vector<std::int64_t> steps;
        std::vector<std::vector<double>> values; ///< in the order of metric_table(), empty for the other source's
    };

    template <typename R> void append_row(Columns& columns, const R& record);

    std::array<Columns, 2> columns_;
    std::vector<SampleRecord> samples_;
    std::vector<EventRecord> events_;
};

} // namespace overdamp
