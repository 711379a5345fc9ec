// SPDX-License-Identifier: GPL-3.0-or-later
// Lemma B.8 and Theorem B.10: how far a linear map carries a Transformer's features over to an MLP's.
#include "core/model/attention.h"
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/stabilizer/dynamic_mlp.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/theory/check_list.h"

#include <ATen/ATen.h>
#include <cmath>

namespace overdamp {

namespace {

constexpr auto T = translatable;

constexpr std::int64_t width = 16, hidden = 64, neighbours = 7, all_points = 96;

/// Random layers of the product that see x, the last of eight positions whose others stay.
struct RandomLayers {
    FeedForwardWeights mlp;
    AttentionWeights attention;
    at::Tensor context; ///< [neighbours, width]
    at::Tensor points;  ///< [all_points, width], a finite and so compact 𝒳
};

RandomLayers random_layers() {
    std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::weights);
    const auto map = [&](std::int64_t inputs, std::int64_t outputs) { return normal_numbers(stream, {inputs, outputs}, 1 / std::sqrt(static_cast<double>(inputs))); };
    const at::Tensor up = map(width, hidden), down = map(hidden, width), qkv = map(width, 3 * width), projection = map(width, width);
    const auto zeros = [](std::int64_t size) { return at::zeros({size}, at::TensorOptions(at::kDouble)); };
    const at::Tensor context = normal_numbers(stream, {neighbours, width}), points = normal_numbers(stream, {all_points, width});
    return {{up, zeros(hidden), down, zeros(width)}, {qkv, zeros(3 * width), projection, zeros(width)}, context, points};
}

/// φ_MLP (132) of every point, [all_points, width].
at::Tensor mlp_features(const RandomLayers& layers, const FeedForwardMask* mask = nullptr) {
    return at::gelu(mask ? masked_feed_forward(layers.points, layers.mlp, *mask) : perceptron(layers.points, layers.mlp), "tanh");
}

/// φ_Fix of every point: self-attention (131), at the last position.
at::Tensor transformer_features(const RandomLayers& layers, const at::Tensor& mask = {}) {
    const at::Tensor context = layers.context.unsqueeze(0).expand({all_points, neighbours, width});
    return attention(at::cat({context, layers.points.unsqueeze(1)}, 1), layers.attention, 1, {.causal = false, .mask = mask}).select(1, neighbours);
}

/// R by least squares over the points (134), transposed: φ_MLP ≈ φ_Fix·Rᵀ.
at::Tensor best_map(const at::Tensor& transformer, const at::Tensor& mlp) { return at::matmul(at::pinverse(transformer, 1e-12), mlp); }

double spectral_norm(const at::Tensor& matrix) { return at::linalg_matrix_norm(matrix, 2).item<double>(); }
double largest(const at::Tensor& values) { return values.max().item<double>(); }
at::Tensor row_norms(const at::Tensor& rows) { return rows.norm(2, 1); }

/// ∇_w ℓ(wᵀφ) of ℓ(f) = log(1 + e^−f) for every row φ (136).
at::Tensor gradients(const at::Tensor& features, const at::Tensor& w) { return features * at::sigmoid(-at::matmul(features, w)).neg().unsqueeze(1); }

void add(TheorySeries& series, double x, double y) {
    series.x.push_back(x);
    series.y.push_back(y);
}

/// (139) over random w of norm 1: its sides where the left one is furthest above, and how often it is above.
struct Sides {
    double left = 0, right = 0, beyond = 0;
    double left_corrected = 0; ///< the largest left side with R·φ_Fix in the place of φ_Fix
    bool corrected_holds = true;
};

Sides compare_gradients(const at::Tensor& mlp, const at::Tensor& transformer, const at::Tensor& map, double epsilon) {
    constexpr std::int64_t weights = 200;
    const at::Tensor right = epsilon * (1 + spectral_norm(map) * row_norms(transformer)), carried = at::matmul(transformer, map);
    Sides sides;
    double worst = -1;
    for (std::int64_t i = 0; i < weights; ++i) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::policy_weights, i);
        at::Tensor w = normal_numbers(stream, {width});
        w = w / w.norm();
        const at::Tensor own = gradients(mlp, w), left = row_norms(own - gradients(transformer, w)), corrected = row_norms(own - gradients(carried, w));
        // The hair is for rounding where ε = 0.
        const at::Tensor excess = left - right;
        sides.beyond += excess.gt(1e-12).to(at::kDouble).mean().item<double>() / weights;
        sides.left_corrected = std::max(sides.left_corrected, largest(corrected));
        sides.corrected_holds = sides.corrected_holds && largest(corrected - right) < 1e-12;
        if (const double found = largest(excess); found > worst || i == 0) {
            const auto place = excess.argmax().item<std::int64_t>();
            worst = found;
            sides.left = left[place].item<double>();
            sides.right = right[place].item<double>();
        }
    }
    return sides;
}

/// Means of both features over masks.
struct MaskedMeans {
    at::Tensor mlp, transformer; ///< [all_points, width]
};

MaskedMeans masked_means(Laboratory& laboratory, const RandomLayers& layers, double mlp_keep, double transformer_keep) {
    constexpr std::int64_t draws = 1000;
    const at::NoGradGuard no_gradient;
    MaskedMeans means{at::zeros({all_points, width}, at::TensorOptions(at::kDouble)), at::zeros({all_points, width}, at::TensorOptions(at::kDouble))};
    for (std::int64_t draw = 0; draw < draws; ++draw) {
        std::mt19937_64 mlp = random_stream(theory_seed, RandomPurpose::dmu, draw), keys = random_stream(theory_seed, RandomPurpose::dtu, draw);
        const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::node_prob, 1 - mlp_keep, false, width, hidden, mlp);
        means.mlp.add_(mlp_features(layers, &mask), 1.0 / draws);
        const at::Tensor key_mask = key_set_mask(draw_key_sets(neighbours + 1, 1 - transformer_keep, false, keys), at::TensorOptions(at::kDouble));
        means.transformer.add_(transformer_features(layers, key_mask), 1.0 / draws);
        if (draw % 64 == 0)
            laboratory.pulse();
    }
    return means;
}

} // namespace

TheoryResult check_consistency(Laboratory& laboratory) {
    const RandomLayers layers = random_layers();
    const at::Tensor transformer = transformer_features(layers), own = mlp_features(layers), map = best_map(transformer, own), carried = at::matmul(transformer, map);
    TheoryResult result;
    result.table = {.rows_are = T("share of the MLP's own that is left"),
                    .columns = {{"ε", ""}, {T("left side of (139) where it is worst"), ""}, {T("its right side there"), ""}, {T("cases beyond it"), "percent"}, {T("left side with R·φ_Fix"), ""}, {T("its right side is kept"), ""}},
                    .rows = {}};
    TheorySeries left{T("left side of (139)"), SeriesForm::dots, {}, {}}, right{T("right side"), SeriesForm::dashed, {}, {}}, corrected{T("left side with R·φ_Fix"), SeriesForm::line, {}, {}};
    bool ever_beyond = false, corrected_holds = true;
    for (const double share : {1.0, 0.1, 0.01, 1e-3, 1e-4, 0.0}) {
        const at::Tensor mlp = carried + share * (own - carried);
        const double epsilon = share == 0 ? 0 : largest(row_norms(mlp - carried));
        const Sides sides = compare_gradients(mlp, transformer, map, epsilon);
        ever_beyond = ever_beyond || sides.beyond > 0;
        corrected_holds = corrected_holds && sides.corrected_holds;
        result.table.rows.push_back({number_label(share), {epsilon, sides.left, sides.right, 100 * sides.beyond, sides.left_corrected, sides.corrected_holds ? 1.0 : 0.0}});
        if (epsilon > 0) {
            add(left, epsilon, sides.left);
            add(right, epsilon, sides.right);
            add(corrected, epsilon, sides.left_corrected);
        }
        laboratory.advance(static_cast<double>(result.table.rows.size()) / 6);
    }
    result.verdict = ever_beyond ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = !ever_beyond      ? T("The inequality is kept by all random layers and weights that were tried.")
                         : corrected_holds ? T("As ε falls the right side vanishes and the left one does not: where φ_MLP = R·φ_Fix exactly, the gradients still differ, unless R is the identity. (137) puts R·φ_Fix where the gradient has "
                                               "φ_Fix. With R·φ_Fix on both sides the inequality is kept. That some R and ε exist (138) is true of any two continuous maps and says nothing about them.")
                                           : T("As ε falls the right side vanishes and the left one does not: where φ_MLP = R·φ_Fix exactly, the gradients still differ, unless R is the identity. (137) puts R·φ_Fix where the gradient has φ_Fix.");
    result.chart = {.title = T("Difference of gradients against its bound"), .x_title = "ε", .y_title = T("norm"), .log_x = true, .log_y = true, .series = {right, left, corrected}};
    return result;
}

TheoryResult check_transfer(Laboratory& laboratory) {
    const RandomLayers layers = random_layers();
    const at::Tensor transformer = transformer_features(layers), mlp = mlp_features(layers);
    TheoryResult result;
    result.table = {.rows_are = T("c̃ of MLP and Transformer; points of 𝒳"),
                    .columns = {{"ε", ""}, {T("left side of (158) where it is worst"), ""}, {T("its right side there"), ""}, {T("points beyond it"), "percent"}, {T("(156) for the MLP: relative error"), ""}, {T("(156) for DTU: relative error"), ""}},
                    .rows = {}};
    TheorySeries left{T("left side of (158)"), SeriesForm::dots, {}, {}}, right{T("right side"), SeriesForm::dots, {}, {}};
    bool ever_beyond = false;
    double dtu_error = 0;
    const std::pair<double, double> keeps[] = {{0.7, 0.7}, {0.7, 0.3}};
    const std::int64_t counts[] = {4, 16, 32, 96};
    for (const auto& [mlp_keep, transformer_keep] : keeps) {
        const MaskedMeans means = masked_means(laboratory, layers, mlp_keep, transformer_keep);
        const auto error = [](const at::Tensor& mean, const at::Tensor& stated) { return ((mean - stated).norm() / stated.norm()).item<double>(); };
        const double mlp_error = error(means.mlp, mlp * mlp_keep);
        dtu_error = std::max(dtu_error, error(means.transformer, transformer * transformer_keep));
        for (const std::int64_t count : counts) {
            const auto first = [&](const at::Tensor& rows) { return rows.narrow(0, 0, count); };
            const at::Tensor map = best_map(first(transformer), first(mlp));
            const double epsilon = largest(row_norms(first(mlp) - at::matmul(first(transformer), map)));
            const at::Tensor left_side = row_norms(first(means.mlp) - at::matmul(first(means.transformer), map)), right_side = epsilon * (1 + spectral_norm(map) * row_norms(first(transformer)));
            const auto place = (left_side - right_side).argmax().item<std::int64_t>();
            const double beyond = left_side.gt(right_side + 1e-9).to(at::kDouble).mean().item<double>();
            ever_beyond = ever_beyond || beyond > 0;
            result.table.rows.push_back({number_label(mlp_keep) + ", " + number_label(transformer_keep) + "; " + std::to_string(count),
                                         {epsilon, left_side[place].item<double>(), right_side[place].item<double>(), 100 * beyond, mlp_error, error(means.transformer, transformer * transformer_keep)}});
            if (mlp_keep == transformer_keep) {
                add(left, static_cast<double>(count), left_side[place].item<double>());
                add(right, static_cast<double>(count), std::max(right_side[place].item<double>(), 1e-12));
            }
        }
        laboratory.advance(mlp_keep == transformer_keep ? 0.5 : 1);
    }
    result.verdict = ever_beyond ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = ever_beyond ? T("Where a linear map carries the features over exactly (no more points than features), the right side is 0 and the left one is not, even with equal c̃. (156) is the reason: dropping keys does not multiply attention by "
                                         "c̃, for the softmax over those kept sums to 1 again, and an MLP with masks inside is not linear in them. (158) also takes |c̃_MLP − c̃_Fix| for at most ε, which nothing says. Where many points make ε "
                                         "large the inequality is kept, since it is then weak.")
                                     : T("The inequality is kept by all layers, points and masks that were tried.");
    result.chart = {.title = T("Difference of masked means, c̃ = 0.7 for both"), .x_title = T("Points of 𝒳"), .y_title = T("norm"), .log_x = true, .log_y = true, .series = {right, left}};
    return result;
}

} // namespace overdamp
