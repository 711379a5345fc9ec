// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/laboratory.h"

#include "core/measure/stability.h"
#include "core/settings/random_stream.h"
#include "core/theory/checks.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cstdio>

namespace overdamp {

namespace {

constexpr std::int64_t rounds = 8, iterations_of_round = 400;
/// Of ‖∇L_λ‖ beside λ‖θ*‖, at which a minimum counts as found.
constexpr double relative_tolerance = 1e-3;

/// 1/√ of the size of each row of the Hessian of L_λ, estimated with random signs (Hutchinson; Yao et al. 2021). What stands before a normalisation shrinks under
/// weight decay and becomes a million times as sharp as the rest; in coordinates divided by this it is not.
at::Tensor length_scales(SequenceModel& model, const at::Tensor& place, double decay) {
    constexpr int probes = 8;
    constexpr double step = 1e-6;
    at::Tensor squares = at::zeros_like(place);
    for (int probe = 0; probe < probes; ++probe) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::power_iteration, probe);
        const at::Tensor signs = normal_numbers(stream, place.sizes()).sign();
        const at::Tensor rise = model.regularised_loss(place + step * signs, decay).gradient, fall = model.regularised_loss(place - step * signs, decay).gradient;
        squares.add_(((rise - fall) / (2 * step)).square(), 1.0 / probes);
    }
    return (squares.sqrt() + decay).rsqrt();
}

/// A minimum of L_λ by rounds of L-BFGS, each in coordinates scaled anew.
at::Tensor find_minimum(SequenceModel& model, at::Tensor place, double decay, const std::function<void(double share)>& each) {
    for (std::int64_t round = 0; round < rounds; ++round) {
        const at::Tensor scales = length_scales(model, place, decay);
        const auto scaled = [&](const at::Tensor& there) {
            ValueAndGradient result = model.regularised_loss(scales * there, decay);
            result.gradient.mul_(scales);
            return result;
        };
        const auto pulse = [&](std::int64_t iteration) { each(static_cast<double>(round * iterations_of_round + iteration) / static_cast<double>(rounds * iterations_of_round)); };
        place = scales * minimise(scaled, place / scales, {.tolerance = 1e-9, .most_iterations = iterations_of_round, .each = pulse}).place;
        if (model.regularised_loss(place, decay).gradient.norm().item<double>() < relative_tolerance * decay * place.norm().item<double>())
            break;
    }
    return place;
}

double largest_eigenvalue(SequenceModel& model, const at::Tensor& place) {
    std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::power_iteration);
    const LossGradient gradient = [&](const at::Tensor& there) {
        const at::AutoGradMode with_gradient(true);
        model.move_to(there);
        return model.loss().gradient;
    };
    const double eigenvalue = largest_hessian_eigenvalue(gradient, place, stream, {.tolerance = 1e-2, .most_iterations = 60}).eigenvalue;
    model.move_to(place);
    return eigenvalue;
}

} // namespace

Laboratory::Laboratory(std::function<bool(double share)> progress) : progress_(std::move(progress)) {}

void Laboratory::advance(double share) {
    share_ = std::clamp(share, 0.0, 1.0);
    if (progress_ && !progress_(share_))
        throw TheoryCancelled();
}

SequenceTask Laboratory::tiny_language() { return synthetic_task(12, 4, 8, 40); }

const std::vector<StationaryPoint>& Laboratory::stationary_points() {
    static constexpr std::array decays = {3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4};
    if (points_)
        return *points_;
    SequenceModel model(tiny_language(), theory_seed);
    std::vector<StationaryPoint> points;
    // Off the neighbourhood of 0, which is a stationary point of every L_λ.
    at::Tensor start = 5 * model.place();
    for (const double decay : decays) {
        const double done = static_cast<double>(points.size()), all = static_cast<double>(decays.size());
        const at::Tensor place = find_minimum(model, start, decay, [&](double share) { advance((done + share) / all); });
        const double gradient_norm = model.regularised_loss(place, decay).gradient.norm().item<double>();
        points.push_back({.weight_decay = decay,
                          .place = place,
                          .norm = place.norm().item<double>(),
                          .gradient_norm = gradient_norm,
                          .divergence_gradient = model.loss().gradient.norm().item<double>(),
                          .smoothness = largest_eigenvalue(model, place),
                          .generation = model.generation()});
        start = place;
    }
    points_ = std::move(points);
    return *points_;
}

at::Tensor normal_numbers(std::mt19937_64& stream, at::IntArrayRef shape, double deviation) {
    at::Tensor values = at::empty(shape, at::TensorOptions(at::kDouble));
    std::normal_distribution<double> normal(0, deviation);
    std::generate_n(values.data_ptr<double>(), values.numel(), [&] { return normal(stream); });
    return values;
}

std::string number_label(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", number);
    return text;
}

} // namespace overdamp
