// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/dynamic_transformer.h"

#include "core/settings/random_stream.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

std::int64_t kept_keys(double dropout, std::int64_t visible) {
    return std::max<std::int64_t>(1, std::llround((1 - dropout) * static_cast<double>(visible)));
}

std::vector<std::vector<std::int64_t>> draw_key_sets(std::int64_t time, double dropout, bool causal, std::mt19937_64& stream) {
    std::vector<std::vector<std::int64_t>> sets;
    sets.reserve(static_cast<std::size_t>(time));
    for (std::int64_t query = 0; query < time; ++query) {
        const std::int64_t visible = causal ? query + 1 : time;
        std::vector<std::int64_t> set = sample_without_replacement(stream, visible - 1, kept_keys(dropout, visible) - 1);
        const auto after = std::ranges::lower_bound(set, query);
        std::for_each(after, set.end(), [](std::int64_t& key) { ++key; }); // the others are numbered without the query
        set.insert(after, query);
        sets.push_back(std::move(set));
    }
    return sets;
}

} // namespace overdamp
