// SPDX-License-Identifier: GPL-3.0-or-later
// `overdamp-run curvature`
#include "app/runner/commands.h"
#include "core/settings/experiment.h"
#include "core/train/curvature.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

struct CurvatureOptions {
    std::string run;
    std::int64_t iterations = 100;
    bool json = false;
};

int curvature(const CurvatureOptions& options) {
    const std::filesystem::path file = std::filesystem::path(options.run) / "experiment.json";
    if (!std::filesystem::exists(file)) {
        complain((options.run + ": is not a run folder; it has no experiment.json").c_str());
        return exit_usage;
    }
    const StoredCurvature found = stored_curvature(options.run, load_experiment(file).knobs, options.iterations);
    if (!found.damage.empty())
        complain(("took step " + std::to_string(found.step) + ", because " + found.damage).c_str());
    if (options.json) {
        const nlohmann::ordered_json json = {{"step", found.step}, {"loss", found.loss}, {"loss_gradient_norm", found.loss_gradient_norm},
                                             {"largest_hessian_eigenvalue", found.largest_eigenvalue}, {"converged", found.converged}};
        std::cout << json.dump(2) << '\n';
        return exit_done;
    }
    std::printf("step: %lld\nloss: %.4f nats\nnorm of the regularised loss's gradient: %.4g\nlargest eigenvalue of the loss's Hessian: %.4g%s\n",
                static_cast<long long>(found.step), found.loss, found.loss_gradient_norm, found.largest_eigenvalue,
                found.converged ? "" : " (not converged)");
    return exit_done;
}

} // namespace

void add_curvature(CLI::App& program) {
    CLI::App* command = program.add_subcommand("curvature", "Measure Definition 3.1 at a run's newest checkpoint: gradient norm and largest Hessian eigenvalue");
    const auto options = std::make_shared<CurvatureOptions>();
    command->add_option("RUN", options->run, "A run folder")->required();
    command->add_option("--iterations", options->iterations, "At most so many steps of the power iteration")->check(CLI::Range(1, 100000))->capture_default_str();
    command->add_flag("--json", options->json, "Print one JSON object");
    command->callback([=] {
        if (const int code = curvature(*options); code != exit_done)
            throw CLI::RuntimeError(code);
    });
}

} // namespace overdamp
