// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that are a function of (seed, purpose, step), so that no stream has a state to keep.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace overdamp {

/// What random numbers are for; purposes never share a stream.
enum class RandomPurpose : std::uint64_t {
    weights = 1,
    data,
    dmu,
    dtu,
    feedback_noise,
    measuring_sample,
    shown_sample,
    update_noise,
    masked_tokens,
    held_out_masks,
    policy_weights,
    policy_actions,
    policy_batches,
    power_iteration
};

/// A generator for one purpose at one step of one run: looking at a sample cannot change training, and every step can be replayed alone.
inline std::mt19937_64 random_stream(std::int64_t seed, RandomPurpose purpose, std::int64_t step = 0) {
    const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
    const auto high = [](std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); };
    const auto s = static_cast<std::uint64_t>(seed);
    const auto t = static_cast<std::uint64_t>(step);
    std::seed_seq sequence{low(s), high(s), low(static_cast<std::uint64_t>(purpose)), low(t), high(t)};
    return std::mt19937_64(sequence);
}

/// Uniform in [0, bound), the same on every platform (Lemire 2019, without the rejection: the bias is below bound / 2⁶⁴).
inline std::int64_t uniform_below(std::mt19937_64& stream, std::int64_t bound) {
    return static_cast<std::int64_t>((static_cast<unsigned __int128>(stream()) * static_cast<unsigned __int128>(bound)) >> 64);
}

/// Uniform in [0, 1) with 53 random bits.
inline double uniform(std::mt19937_64& stream) { return static_cast<double>(stream() >> 11) * 0x1.0p-53; }

/// `count` different numbers of [0, bound), every set equally likely, in rising order (Floyd's algorithm over a bitmap).
inline std::vector<std::int64_t> sample_without_replacement(std::mt19937_64& stream, std::int64_t bound, std::int64_t count) {
    std::vector<bool> chosen(static_cast<std::size_t>(bound));
    for (std::int64_t i = bound - count; i < bound; ++i) {
        const auto candidate = static_cast<std::size_t>(uniform_below(stream, i + 1));
        chosen[chosen[candidate] ? static_cast<std::size_t>(i) : candidate] = true;
    }
    std::vector<std::int64_t> result;
    result.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < bound; ++i)
        if (chosen[static_cast<std::size_t>(i)])
            result.push_back(i);
    return result;
}

} // namespace overdamp
