// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run bench`: ratios of two ways to do the same work, measured alternately in one run.
#include "app/runner/commands.h"
#include "app/runner/stepper.h"
#include "core/train/bench_cases.h"
#include "core/train/device.h"
#include "core/train/trainer.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct BenchOptions {
    std::vector<std::string> groups;
    std::int64_t pairs = 30;
    std::int64_t threads = 1;
    std::string baseline;
    std::string device = "cpu";
    std::string serve;
    bool json = false;
};

struct Ratio {
    double median, low, high; ///< of the pairs: median and quartiles
};

struct Result {
    std::string name, meaning;
    Ratio ratio;
    std::optional<double> at_most, at_least;
    std::optional<double> memory; ///< ratio of peak memory in RAM
};

/// Lets both work in turn, so that a machine that slows down slows both.
Ratio measure(const Contest& contest, std::int64_t pairs) {
    constexpr std::int64_t warm_up = 2;
    std::vector<double> ratios;
    for (std::int64_t pair = -warm_up; pair < pairs; ++pair) {
        const bool swapped = pair % 2 != 0;
        const double first = swapped ? contest.denominator() : contest.numerator();
        const double second = swapped ? contest.numerator() : contest.denominator();
        if (pair >= 0)
            ratios.push_back(swapped ? second / first : first / second);
    }
    std::ranges::sort(ratios);
    return {ratios[ratios.size() / 2], ratios[ratios.size() / 4], ratios[ratios.size() * 3 / 4]};
}

std::string shape_as_json(const TrainingShape& shape, const BenchOptions& options) {
    return nlohmann::json({{"layers", shape.layers},
                           {"width", shape.width},
                           {"heads", shape.heads},
                           {"context", shape.context},
                           {"vocabulary", shape.vocabulary},
                           {"batch", shape.batch},
                           {"threads", options.threads},
                           {"device", options.device}})
        .dump();
}

/// The words of the baseline's command and the shape behind them.
std::vector<std::string> with_shape(const std::string& command, const std::string& shape) {
    std::istringstream words(command);
    std::vector<std::string> list{std::istream_iterator<std::string>(words), {}};
    list.push_back(shape);
    return list;
}

/// Both train in processes of their own, so that each has its own peak memory.
Result measure_training(const TrainingShape& shape, const BenchOptions& options) {
    const std::string json = shape_as_json(shape, options);
    Stepper ours({std::filesystem::read_symlink("/proc/self/exe").string(), "bench", "--serve", json}, options.threads);
    Stepper baseline(with_shape(options.baseline, json), options.threads);
    const Contest contest{[&] { return baseline.train(shape.steps_a_turn); }, [&] { return ours.train(shape.steps_a_turn); }};
    const Ratio ratio = measure(contest, options.pairs);
    return {"training " + shape.name, "tokens per second, ours / baseline", ratio, {}, shape.at_least, ours.peak_memory() / baseline.peak_memory()};
}

/// The other side of Stepper: trains a shape on demand.
void serve(const std::string& shape_json) {
    const auto json = nlohmann::json::parse(shape_json);
    const TrainingShape shape{
        "", json.at("layers"), json.at("width"), json.at("heads"), json.at("context"), json.at("vocabulary"), json.at("batch"), 1, 0};
    const Knobs knobs = training_knobs(shape, json.at("threads"), json.at("device"));
    use_threads(knobs.training.threads);
    Trainer trainer(knobs, std::make_shared<const Language>(load_language(knobs)), resolve_device(knobs.training.device));
    std::cout << "ready" << std::endl;
    for (std::int64_t steps = 0; std::cin >> steps;) {
        const auto begin = std::chrono::steady_clock::now();
        const std::size_t lead = trainer.runs_ahead(knobs) ? 1 : 0;
        for (std::int64_t step = 0; step < steps; ++step) {
            trainer.begin_step(knobs);
            while (trainer.steps_in_flight() > lead)
                trainer.finish_step();
        }
        while (trainer.steps_in_flight() > 0)
            trainer.finish_step();
        std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() << std::endl;
    }
}

void print(const Result& result) {
    std::printf("%-32s %7.3f  (quartiles %.3f to %.3f)", result.name.c_str(), result.ratio.median, result.ratio.low, result.ratio.high);
    if (result.at_most)
        std::printf("  at most %.2f: %s", *result.at_most, result.ratio.median <= *result.at_most ? "yes" : "NO");
    if (result.at_least)
        std::printf("  at least %.2f: %s", *result.at_least, result.ratio.median >= *result.at_least ? "yes" : "NO");
    if (result.memory)
        std::printf("  peak memory %.2f", *result.memory);
    std::printf("  %s\n", result.meaning.c_str());
    std::fflush(stdout);
}

nlohmann::ordered_json as_json(const Result& result, std::int64_t pairs) {
    nlohmann::ordered_json json = {{"case", result.name},
                                   {"meaning", result.meaning},
                                   {"pairs", pairs},
                                   {"ratio", result.ratio.median},
                                   {"quartiles", {result.ratio.low, result.ratio.high}}};
    if (result.at_most)
        json["at_most"] = *result.at_most;
    if (result.at_least)
        json["at_least"] = *result.at_least;
    if (result.memory)
        json["peak_memory"] = *result.memory;
    return json;
}

void bench(const BenchOptions& options) {
    const auto wanted = [&](const std::string& name) {
        return options.groups.empty() || std::ranges::any_of(options.groups, [&](const std::string& group) { return name.starts_with(group); });
    };
    std::vector<std::string> names;
    for (const BenchCase& one : bench_cases(options.threads))
        names.push_back(one.name);
    for (const TrainingShape& shape : training_shapes(options.device))
        names.push_back("training " + shape.name);
    for (const std::string& group : options.groups)
        if (std::ranges::none_of(names, [&](const std::string& name) { return name.starts_with(group); }))
            throw CLI::ValidationError("CASE", group + " begins no case's name");
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    const auto report = [&](const Result& result) { options.json ? results.push_back(as_json(result, options.pairs)) : print(result); };
    use_threads(options.threads);
    for (const BenchCase& one : bench_cases(options.threads))
        if (wanted(one.name))
            report({one.name, one.meaning, measure(one.prepare(), options.pairs), one.at_most, one.at_least, {}});
    if (!options.baseline.empty())
        for (const TrainingShape& shape : training_shapes(options.device))
            if (wanted("training " + shape.name))
                report(measure_training(shape, options));
    if (options.json)
        std::cout << results.dump(2) << '\n';
}

} // namespace

void add_bench(CLI::App& program) {
    CLI::App* command = program.add_subcommand("bench", "Measure ratios of two ways to do the same work, taken alternately");
    const auto options = std::make_shared<BenchOptions>();
    command->add_option("CASE", options->groups, "Only the cases whose names begin so: feedback, dmu, dtu, generation, training");
    command->add_option("--pairs", options->pairs, "Pairs of turns a case")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--threads", options->threads, "Threads; 0 takes the physical cores")->check(CLI::Range(0, 1024))->capture_default_str();
    command
        ->add_option("--baseline", options->baseline, "Also compare training with this program's, such as 'python3 tests/benchmarks/eager_gpt2.py'")
        ->type_name("COMMAND");
    command->add_option("--device", options->device, "Where the training cases run: cpu, or cuda[:n] with shapes for a GPU")->capture_default_str();
    command->add_option("--serve", options->serve, "Train this shape on demand")->group("");
    command->add_flag("--json", options->json, "Print the results as JSON");
    command->callback([=] { options->serve.empty() ? bench(*options) : serve(options->serve); });
}

} // namespace overdamp
