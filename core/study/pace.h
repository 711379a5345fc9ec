// SPDX-License-Identifier: GPL-3.0-or-later
// How long runs will take, from how long others took.
#pragma once

#include "core/settings/knobs.h"

#include <map>
#include <span>
#include <tuple>

namespace overdamp {

/// What a run costs relative to another one: target tokens times multiplications for each.
double run_cost(const Knobs& knobs);

/// Parameters of a model, nearly.
double parameter_estimate(const Knobs& knobs);

/// Estimates the time left from the pace of runs so far: of those with the same model where there are any, else of all.
class Pace {
  public:
    /// A run that took `seconds` of training for its first `steps`; nothing is learnt from one without either.
    void add(const Knobs& knobs, std::int64_t steps, double seconds);

    /// Training time that a run needs after its first `steps`, NaN while nothing is known.
    double seconds_left(const Knobs& knobs, std::int64_t steps) const;

    /// Whether it knows runs with the same model; the time of others can be far off.
    bool knows(const Knobs& knobs) const { return models_.contains(model_of(knobs)); }

    /// How many runs it knows.
    std::size_t runs() const { return runs_; }

  private:
    struct Spent {
        double seconds = 0, cost = 0;
    };
    using Model = std::tuple<ModelKind, std::int64_t, std::int64_t>;

    static Model model_of(const Knobs& knobs);

    Spent all_;
    std::map<Model, Spent> models_;
    std::size_t runs_ = 0;
};

/// Without any run to go by: what one thread of a processor of these years does. Good to a factor of a few.
double usual_seconds(const Knobs& knobs);

/// When the last of these runs ends if `jobs` of them go on side by side, in order: seconds.
double seconds_until_done(std::span<const double> seconds_left, std::int64_t jobs);

} // namespace overdamp
