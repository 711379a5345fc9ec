// SPDX-License-Identifier: GPL-3.0-or-later
// What `overdamp-run bench` measures.
#pragma once

#include "core/settings/knobs.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace overdamp {

/// Two ways to do a piece of work. Each call does the work once and returns the seconds that it took.
struct Contest {
    std::function<double()> numerator, denominator;
};

struct BenchCase {
    std::string name;                                  ///< "feedback entropy"; its first word is the group
    std::string meaning;                               ///< of the ratio
    std::optional<double> at_most = {}, at_least = {}; ///< what the ratio should be
    std::function<Contest()> prepare;                  ///< allocates what the work needs
};

/// Everything that is compared inside one process, on the CPU.
std::vector<BenchCase> bench_cases(std::int64_t threads);

/// The model and batch of a training benchmark.
struct TrainingShape {
    std::string name; ///< "2×64 V2000 T48 B24"
    std::int64_t layers, width, heads, context, vocabulary, batch;
    std::int64_t steps_a_turn; ///< so many that a turn takes some tenths of a second
    double at_least;           ///< tokens per second, ours / baseline: what the ratio should be
};

/// The models whose training is compared with another program's on a CPU or, the first the same and the last GPT-2's size, on a GPU.
std::vector<TrainingShape> training_shapes(const std::string& device);

/// Knobs that train this shape plainly: no feedback, no masks, nothing but steps.
Knobs training_knobs(const TrainingShape& shape, std::int64_t threads, const std::string& device);

} // namespace overdamp
