// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stabilizer/dynamic_transformer.h"

#include "core/settings/random_stream.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

std::int64_t kept_keys(double dropout, std::int64_t visible) {
    return std::max<std::int64_t>(1, std::llround((1 - dropout) * static_cast<double>(visible)));
}

std::vector<std::vector<std::int64_t>> draw_key_sets(std::int64_t time, double dropout, std::mt19937_64& stream) {
    std::vector<std::vector<std::int64_t>> sets;
    sets.reserve(static_cast<std::size_t>(time));
    for (std::int64_t query = 0; query < time; ++query) {
        sets.push_back(sample_without_replacement(stream, query, kept_keys(dropout, query + 1) - 1));
        sets.back().push_back(query);
    }
    return sets;
}

} // namespace overdamp
