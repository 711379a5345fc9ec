// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/dynamic_transformer.h"

#include "core/settings/random_stream.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace overdamp {

namespace {

std::vector<double> weights_of(std::span<const double> scores) {
    std::vector<double> weights(scores.size());
    std::ranges::transform(scores, weights.begin(), [](double score) { return score_floor + (1 - score_floor) * score; });
    return weights;
}

/// The weights of the positions other than `query`; empty if there are none.
std::vector<double> without(std::vector<double> weights, std::int64_t query) {
    if (!weights.empty())
        weights.erase(weights.begin() + query);
    return weights;
}

/// `count` of the first `bound` positions.
std::vector<std::int64_t> draw(std::int64_t bound, std::int64_t count, std::mt19937_64& stream, std::span<const double> weights) {
    return weights.empty() ? sample_without_replacement(stream, bound, count)
                           : sample_by_weight(stream, weights.first(static_cast<std::size_t>(bound)), count);
}

} // namespace

std::int64_t kept_keys(double dropout, std::int64_t visible) {
    return std::max<std::int64_t>(1, std::llround((1 - dropout) * static_cast<double>(visible)));
}

std::vector<std::int64_t> sample_by_weight(std::mt19937_64& stream, std::span<const double> weights, std::int64_t count) {
    // −log of an exponential arrival time with rate w is log w plus Gumbel noise.
    std::vector<double> arrival(weights.size());
    std::ranges::transform(weights, arrival.begin(), [&](double weight) { return -std::log1p(-uniform(stream)) / weight; });
    std::vector<std::int64_t> indices(weights.size());
    std::iota(indices.begin(), indices.end(), std::int64_t{0});
    const auto end = indices.begin() + count;
    std::ranges::nth_element(indices, end, {}, [&](std::int64_t index) { return arrival[static_cast<std::size_t>(index)]; });
    indices.erase(end, indices.end());
    std::ranges::sort(indices);
    return indices;
}

std::vector<std::vector<std::int64_t>> draw_key_sets(std::int64_t time, double dropout, bool causal, std::mt19937_64& stream,
                                                     std::span<const double> scores) {
    const std::vector<double> weights = weights_of(scores);
    std::vector<std::vector<std::int64_t>> sets;
    sets.reserve(static_cast<std::size_t>(time));
    for (std::int64_t query = 0; query < time; ++query) {
        const std::int64_t visible = causal ? query + 1 : time;
        std::vector<std::int64_t> set = draw(visible - 1, kept_keys(dropout, visible) - 1, stream, without(weights, query));
        const auto after = std::ranges::lower_bound(set, query);
        std::for_each(after, set.end(), [](std::int64_t& key) { ++key; }); // the others are numbered without the query
        set.insert(after, query);
        sets.push_back(std::move(set));
    }
    return sets;
}

std::vector<std::int64_t> draw_positions(std::int64_t time, double dropout, std::mt19937_64& stream, std::span<const double> scores) {
    return draw(time, kept_keys(dropout, time), stream, weights_of(scores));
}

} // namespace overdamp
