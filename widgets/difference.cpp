// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/difference.h"

#include <algorithm>

namespace overdamp {

Difference::Difference(const History& run, const History& other, const Metric& metric) : run_(run), other_(other), metric_(metric) {}

Points Difference::points() {
    const auto run_steps = run_.steps(metric_.source()), other_steps = other_.steps(metric_.source());
    const auto run_values = run_.column(metric_), other_values = other_.column(metric_);
    // A record that went back has fewer rows than were taken, or another step in the last one's place.
    if (taken_ > other_steps.size() || (!steps_.empty() && (run_steps.empty() || run_steps.back() < steps_.back()))) {
        taken_ = 0;
        steps_.clear();
        values_.clear();
    }
    auto place = run_steps.begin();
    for (; taken_ < other_steps.size(); ++taken_) {
        place = std::lower_bound(place, run_steps.end(), other_steps[taken_]);
        if (place == run_steps.end())
            break; // it will come
        if (*place != other_steps[taken_])
            continue;
        steps_.push_back(*place);
        values_.push_back(run_values[static_cast<std::size_t>(place - run_steps.begin())] - other_values[taken_]);
    }
    return {steps_, values_};
}

} // namespace overdamp
