// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/laboratory.h"

#include "core/measure/stability.h"
#include "core/settings/random_stream.h"
#include "core/theory/checks.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <stdexcept>

namespace overdamp {

namespace {

constexpr std::int64_t first_iterations = 4000, rounds = 12, iterations_of_round = 100;
/// Of ‖∇L_λ‖ beside λ‖θ*‖, at which a minimum counts as found.
constexpr double relative_tolerance = 1e-3;

/// S with SᵀHS ≈ 1, H being the Hessian of L_λ by differences of gradients, its eigenvalues taken without their signs. Weights before a normalisation shrink under weight
/// decay until L is a hundred thousand times as sharp along them as along others: no method that sees gradients alone ends there in time.
at::Tensor whitening(SequenceModel& model, const at::Tensor& place, double decay, const std::function<void()>& pulse) {
    constexpr double step = 1e-6;
    const at::Tensor here = model.regularised_loss(place, decay).gradient;
    at::Tensor hessian = at::empty({place.numel(), place.numel()}, place.options());
    for (std::int64_t i = 0; i < place.numel(); ++i) {
        at::Tensor there = place.clone();
        there[i] += step;
        hessian[i] = (model.regularised_loss(there, decay).gradient - here) / step;
        if (i % 64 == 0)
            pulse();
    }
    const auto [values, vectors] = at::linalg_eigh((hessian + hessian.t()) / 2);
    return vectors * values.abs().clamp_min(decay).rsqrt();
}

/// A minimum of L_λ by rounds of L-BFGS, each in coordinates in which the Hessian is 1 at the start.
at::Tensor find_minimum(SequenceModel& model, at::Tensor place, double decay, const std::function<void(double share)>& each) {
    for (std::int64_t round = 0; round < rounds; ++round) {
        const auto pulse = [&] { each(static_cast<double>(round) / rounds); };
        const at::Tensor scales = whitening(model, place, decay, pulse), origin = place;
        const auto whitened = [&](const at::Tensor& there) {
            ValueAndGradient result = model.regularised_loss(origin + at::matmul(scales, there), decay);
            result.gradient = at::matmul(scales.t(), result.gradient);
            return result;
        };
        const Minimum found = minimise(whitened, at::zeros_like(place), {.tolerance = 1e-12, .most_iterations = iterations_of_round, .each = [&](std::int64_t) { pulse(); }});
        place = origin + at::matmul(scales, found.place);
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
    static constexpr std::array decays = {1e-2, 3e-3, 1e-3, 3e-4, 1e-4};
    if (points_)
        return *points_;
    SequenceModel model(tiny_language(), theory_seed);
    std::vector<StationaryPoint> points;
    // Off the neighbourhood of 0, which is a stationary point of every L_λ.
    at::Tensor start = minimise([&](const at::Tensor& place) { return model.regularised_loss(place, decays.front()); }, 5 * model.place(),
                                {.most_iterations = first_iterations, .each = [&](std::int64_t) { advance(0); }})
                           .place;
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

std::vector<StationaryPoint> Laboratory::minima() {
    std::vector<StationaryPoint> minima;
    std::ranges::copy_if(stationary_points(), std::back_inserter(minima), &StationaryPoint::reached);
    if (minima.size() < 2)
        throw std::runtime_error("the search for minima reached fewer than two of them");
    return minima;
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
