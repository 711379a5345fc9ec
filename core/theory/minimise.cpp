// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/minimise.h"

#include <ATen/ATen.h>
#include <cmath>
#include <deque>
#include <limits>
#include <vector>

namespace overdamp {

namespace {

constexpr std::size_t memory = 30;

double scalar_product(const at::Tensor& a, const at::Tensor& b) { return a.dot(b).item<double>(); }

/// One step and what it changed in the gradient.
struct Pair {
    at::Tensor step, change;
    double curvature; ///< step·change > 0
};

/// −H·gradient by the two-loop recursion.
at::Tensor descent_direction(const at::Tensor& gradient, const std::deque<Pair>& pairs) {
    at::Tensor direction = gradient.neg();
    if (pairs.empty())
        return direction / std::max(1.0, gradient.norm().item<double>());
    std::vector<double> shares(pairs.size());
    for (std::size_t i = pairs.size(); i-- > 0;) {
        shares[i] = scalar_product(pairs[i].step, direction) / pairs[i].curvature;
        direction.sub_(pairs[i].change, shares[i]);
    }
    direction.mul_(pairs.back().curvature / scalar_product(pairs.back().change, pairs.back().change));
    for (std::size_t i = 0; i < pairs.size(); ++i)
        direction.add_(pairs[i].step, shares[i] - scalar_product(pairs[i].change, direction) / pairs[i].curvature);
    return direction;
}

struct Place {
    at::Tensor place;
    ValueAndGradient here;
};

/// A place along the direction that meets the weak Wolfe conditions, or the lowest found.
Place search(const std::function<ValueAndGradient(const at::Tensor&)>& function, const Place& from, const at::Tensor& direction, double slope) {
    constexpr double descent = 1e-4, flattening = 0.9;
    constexpr int most_trials = 40;
    double low = 0, high = std::numeric_limits<double>::infinity(), length = 1;
    Place lowest = from;
    for (int trial = 0; trial < most_trials; ++trial) {
        Place there{from.place + length * direction, {}};
        there.here = function(there.place);
        if (there.here.value < lowest.here.value)
            lowest = there;
        if (!(there.here.value <= from.here.value + descent * length * slope))
            high = length;
        else if (scalar_product(there.here.gradient, direction) < flattening * slope)
            low = length;
        else
            return there;
        length = std::isinf(high) ? 2 * low : (low + high) / 2;
    }
    return lowest;
}

} // namespace

Minimum minimise(const std::function<ValueAndGradient(const at::Tensor& place)>& function, const at::Tensor& start, const MinimiseOptions& options) {
    Place now{start, function(start)};
    std::deque<Pair> pairs;
    std::int64_t iteration = 0;
    for (; iteration < options.most_iterations && now.here.gradient.norm().item<double>() > options.tolerance; ++iteration) {
        if (options.each)
            options.each(iteration);
        at::Tensor direction = descent_direction(now.here.gradient, pairs);
        double slope = scalar_product(direction, now.here.gradient);
        if (!(slope < 0)) {
            pairs.clear();
            direction = descent_direction(now.here.gradient, pairs);
            slope = scalar_product(direction, now.here.gradient);
        }
        const Place next = search(function, now, direction, slope);
        if (!(next.here.value < now.here.value)) {
            if (pairs.empty())
                break;
            pairs.clear();
            continue;
        }
        Pair pair{next.place - now.place, next.here.gradient - now.here.gradient, 0};
        pair.curvature = scalar_product(pair.step, pair.change);
        if (pair.curvature > 0)
            pairs.push_back(pair);
        if (pairs.size() > memory)
            pairs.pop_front();
        now = next;
    }
    return {now.place, now.here.value, now.here.gradient.norm().item<double>(), iteration};
}

} // namespace overdamp
