// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run bench`: ratios of two ways to do the same work, measured alternately in one process.
#include "app/runner/commands.h"
#include "core/settings/experiment.h"
#include "core/train/device.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

/// Two experiments whose training steps are compared.
struct Comparison {
    std::string name;
    std::string meaning; ///< of the ratio
    Knobs numerator, denominator;
};

struct Ratio {
    double median, low, high; ///< of the pairs: median and quartiles
};

double seconds_of_step(Trainer& trainer, const Knobs& knobs) {
    const auto begin = std::chrono::steady_clock::now();
    trainer.step(knobs);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Steps both trainers in turn, so that a machine that slows down slows both.
Ratio measure(const Comparison& comparison, std::int64_t pairs) {
    const auto language = std::make_shared<const Language>(load_language(comparison.numerator));
    const std::string device = resolve_device(comparison.numerator.training.device);
    Trainer first(comparison.numerator, language, device), second(comparison.denominator, language, device);
    constexpr int warm_up = 10;
    std::vector<double> ratios;
    for (std::int64_t pair = -warm_up; pair < pairs; ++pair) {
        const bool swapped = pair % 2 != 0;
        double times[2];
        times[swapped] = swapped ? seconds_of_step(second, comparison.denominator) : seconds_of_step(first, comparison.numerator);
        times[!swapped] = swapped ? seconds_of_step(first, comparison.numerator) : seconds_of_step(second, comparison.denominator);
        if (pair >= 0)
            ratios.push_back(times[0] / times[1]);
    }
    std::ranges::sort(ratios);
    return {ratios[ratios.size() / 2], ratios[ratios.size() / 4], ratios[ratios.size() * 3 / 4]};
}

std::vector<Comparison> comparisons(std::int64_t threads) {
    Knobs plain = find_preset("quickstart").knobs;
    plain.training.threads = threads;
    plain.dmu.dropout = 0;
    plain.dtu.mode = DtuMode::off;
    std::vector<Comparison> list;
    for (const auto& [name, law] : {std::pair{"entropy", FeedbackLaw::entropy}, {"marginal", FeedbackLaw::marginal}, {"anchor", FeedbackLaw::anchor},
                                    {"temporal", FeedbackLaw::temporal}}) {
        Knobs fed = plain;
        fed.feedback.law = law;
        fed.feedback.strength = 0.05;
        list.push_back({std::string("feedback ") + name, "step with the law on / step with feedback off", fed, plain});
    }
    return list;
}

void bench(std::int64_t pairs, std::int64_t threads, bool as_json) {
    use_threads(threads);
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (const Comparison& comparison : comparisons(threads)) {
        const Ratio ratio = measure(comparison, pairs);
        if (as_json)
            results.push_back({{"case", comparison.name}, {"meaning", comparison.meaning}, {"pairs", pairs}, {"ratio", ratio.median},
                               {"quartiles", {ratio.low, ratio.high}}});
        else
            std::printf("%-20s %.3f  (quartiles %.3f to %.3f over %lld pairs)  %s\n", comparison.name.c_str(), ratio.median, ratio.low, ratio.high,
                        static_cast<long long>(pairs), comparison.meaning.c_str());
    }
    if (as_json)
        std::cout << results.dump(2) << '\n';
}

struct BenchOptions {
    std::int64_t pairs = 100;
    std::int64_t threads = 0;
    bool json = false;
};

} // namespace

void add_bench(CLI::App& program) {
    CLI::App* command = program.add_subcommand("bench", "Measure ratios of training steps, taken alternately in this process");
    const auto options = std::make_shared<BenchOptions>();
    command->add_option("--pairs", options->pairs, "Pairs of steps a case")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--threads", options->threads, "Threads; 0 takes the physical cores")->check(CLI::Range(0, 1024))->capture_default_str();
    command->add_flag("--json", options->json, "Print the results as JSON");
    command->callback([=] { bench(options->pairs, options->threads, options->json); });
}

} // namespace overdamp
