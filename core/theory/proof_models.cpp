// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of the proofs that a small GPT-2 refutes: its divergence is not convex, and θ = 0 is stationary.
#include "core/settings/text.h"
#include "core/theory/check_list.h"

#include <ATen/ATen.h>
#include <cmath>

namespace overdamp {

namespace {

constexpr auto T = translatable;

void add(TheorySeries& series, double x, double y) {
    series.x.push_back(x);
    series.y.push_back(y);
}

/// Another θ of the same P_θ: the feed-forward block's inner nodes in the opposite order.
at::Tensor twin_of(const SequenceModel& trained, const Transformer& model) {
    at::Tensor twin = trained.place();
    const FeedForwardIndices block = model.feed_forward_indices(0);
    const auto reverse = [&](std::size_t index, std::int64_t dimension) {
        const at::Tensor view = model.parameters().view_of(twin, index);
        view.copy_(view.flip({dimension}));
    };
    reverse(block.up, 1);
    reverse(block.up_bias, 0);
    reverse(block.down, 0);
    return twin;
}

/// KL((0.9, 0.1) ‖ softmax(u·v, 0)): two layers of one weight each.
double product_divergence(double u, double v) {
    const double logit = u * v, log_first = -std::log1p(std::exp(-logit)), log_second = -std::log1p(std::exp(logit));
    return 0.9 * (std::log(0.9) - log_first) + 0.1 * (std::log(0.1) - log_second);
}

} // namespace

TheoryResult check_convexity(Laboratory& laboratory) {
    constexpr std::int64_t training = 300;
    SequenceModel model(Laboratory::tiny_language(), theory_seed);
    model.move_to(minimise([&](const at::Tensor& place) { return model.regularised_loss(place, 1e-3); }, 5 * model.place(),
                           {.most_iterations = training, .each = [&](std::int64_t i) { laboratory.advance(static_cast<double>(i) / training); }})
                      .place);
    const at::Tensor here = model.place(), twin = twin_of(model, model.model());
    TheoryResult result;
    result.table = {.rows_are = T("place between two θ of the same P_θ"), .columns = {{T("KL of GPT-2"), "nats"}, {T("its chord"), "nats"}, {T("KL of softmax(u·v, 0)"), "nats"}, {T("its chord"), "nats"}}, .rows = {}};
    TheorySeries curve{T("GPT-2"), SeriesForm::dots, {}, {}}, chord{T("chord, above a convex function"), SeriesForm::dashed, {}, {}}, product{"softmax(u·v, 0)", SeriesForm::line, {}, {}};
    const auto divergence_at = [&](const at::Tensor& place) {
        model.move_to(place);
        return model.generation().modes.kl_forward;
    };
    const double first = divergence_at(here), last = divergence_at(twin), ends = product_divergence(std::sqrt(std::log(9.0)), std::sqrt(std::log(9.0)));
    double highest = 0, highest_product = 0;
    for (int i = 0; i <= 10; ++i) {
        const double share = i / 10.0, u = (1 - 2 * share) * std::sqrt(std::log(9.0));
        const double value = divergence_at((1 - share) * here + share * twin), straight = (1 - share) * first + share * last, two_weights = product_divergence(u, u);
        highest = std::max(highest, value - straight);
        highest_product = std::max(highest_product, two_weights - ends);
        result.table.rows.push_back({number_label(share), {value, straight, two_weights, ends}});
        add(curve, share, value);
        add(chord, share, straight);
        add(product, share, two_weights);
    }
    const bool refuted = highest > 0.01 && highest_product > 0.01;
    result.verdict = refuted ? TheoryVerdict::fails : TheoryVerdict::partly;
    result.explanation = refuted ? T("The divergence is convex in P_θ, but P_θ is not linear in θ. Two θ that differ by the order of inner nodes have the same P_θ; between them the divergence rises above the chord, which no convex function does. Two weights are enough: "
                                     "(u, v) and (−u, −v) give the same softmax(u·v, 0), and the middle gives the uniform one.")
                                 : T("Between these two places the divergence does not rise above the chord.");
    result.chart = {.title = T("Divergence along a line between two equal models"), .x_title = T("Place on the line"), .y_title = T("nats"), .series = {chord, curve, product}};
    return result;
}

TheoryResult check_origin(Laboratory& laboratory) {
    constexpr std::int64_t training = 300;
    SequenceModel model(Laboratory::tiny_language(), theory_seed);
    const at::Tensor origin = at::zeros_like(model.place()), start = 5 * model.place();
    TheoryResult result;
    result.table = {.rows_are = "λ",
                    .columns = {{T("‖∇L_λ(0)‖"), ""}, {T("KL at θ = 0"), "nats"}, {T("KL of a trained θ"), "nats"}, {"P_0(S₀)", ""}, {T("1 − λ‖θ*‖ for θ* = 0, the bound of (60)"), ""}},
                    .rows = {}};
    model.move_to(origin);
    const Generation at_origin = model.generation();
    TheorySeries stays{T("θ_t = 0"), SeriesForm::line, {}, {}}, trains{T("from a random start"), SeriesForm::line, {}, {}};
    double gradient_norm = 0, trained = 0;
    for (const double decay : {1e-1, 1e-2, 1e-3}) {
        const double norm = model.regularised_loss(origin, decay).gradient.norm().item<double>();
        gradient_norm = std::max(gradient_norm, norm);
        at::Tensor place = start;
        trained = 0;
        std::int64_t iterations = 0;
        for (const std::int64_t until : {0, 3, 10, 30, 100, static_cast<int>(training)}) {
            place = minimise([&](const at::Tensor& there) { return model.regularised_loss(there, decay); }, place,
                             {.most_iterations = until - iterations, .each = [&](std::int64_t) { laboratory.advance(static_cast<double>(result.table.rows.size()) / 3); }})
                        .place;
            iterations = until;
            model.move_to(place);
            trained = model.generation().modes.kl_forward;
            if (decay == 1e-3) {
                add(trains, static_cast<double>(until), trained);
                add(stays, static_cast<double>(until), at_origin.modes.kl_forward);
            }
        }
        result.table.rows.push_back({number_label(decay), {norm, at_origin.modes.kl_forward, trained, at_origin.modes.mass, 1}});
    }
    const bool refuted = gradient_norm < 1e-12 && at_origin.modes.kl_forward > trained + 1 && at_origin.modes.mass < 0.5;
    result.verdict = refuted ? TheoryVerdict::fails : TheoryVerdict::partly;
    result.explanation = refuted ? T("At θ = 0 every gradient of GPT-2 vanishes, for any λ. The trajectory θ_t = 0 is stable by Definition 3.1 and its limit is stationary, but P_0 is uniform over all sequences: the divergence is large, and almost no mass is on S₀, where (60) "
                                     "asks for all of it, for ‖θ*‖ = 0. Stationary points of a loss that is not convex need not be near its minimum.")
                                 : T("θ = 0 is not a stationary point far from the minimum here.");
    result.chart = {.title = T("Divergence of two stable trajectories, λ = 0.001"), .x_title = T("Iteration"), .y_title = T("nats"), .series = {stays, trains}};
    return result;
}

} // namespace overdamp
