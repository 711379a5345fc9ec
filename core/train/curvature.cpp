// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/curvature.h"

#include "core/measure/stability.h"
#include "core/settings/random_stream.h"
#include "core/train/checkpoint.h"
#include "core/train/objective.h"
#include "core/train/stability_probe.h"
#include "core/train/stored_model.h"

#include <ATen/ATen.h>

namespace overdamp {

namespace {

double fixed_batch_loss(const Transformer& model, const Language& language, const Knobs& knobs) {
    const at::NoGradGuard no_gradient;
    const Batch batch = training_batch(language, knobs, 0);
    return objective_gradient(model.hidden_states(batch.inputs), model.head(), batch.targets.reshape({-1}), batch.inputs.size(1), {}, {}, false)
        .means.loss.item<double>();
}

} // namespace

StoredCurvature stored_curvature(const std::filesystem::path& run, const Knobs& knobs, std::int64_t iterations) {
    StoredCurvature result;
    const StoredModel stored = newest_model(run, at::TensorOptions(at::kDouble), result.damage);
    const Language language = load_language(knobs, load_tokenizer(run));
    check_language(run, language);
    const Parameters& parameters = stored.model->parameters();
    const at::Tensor here = parameters.flat().detach().clone();
    const LossGradient gradient = [&](const at::Tensor& place) {
        const at::NoGradGuard no_gradient;
        parameters.flat().copy_(place);
        const at::AutoGradMode with_gradient(true);
        return fixed_batch_gradient(*stored.model, language, knobs);
    };
    result.step = stored.step;
    result.loss = fixed_batch_loss(*stored.model, language, knobs);
    result.loss_gradient_norm = regularised_gradient_norm({here, gradient(here)}, knobs.objective.weight_decay);
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::power_iteration);
    const Curvature curvature = largest_hessian_eigenvalue(gradient, here, stream, {.most_iterations = iterations});
    result.largest_eigenvalue = curvature.eigenvalue;
    result.converged = curvature.converged;
    return result;
}

} // namespace overdamp
