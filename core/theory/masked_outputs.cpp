// SPDX-License-Identifier: GPL-3.0-or-later
// Lemmas B.3, B.4 and Theorem B.5: what masked networks put out. Theorem B.7: how their loss scatters.
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/stabilizer/dynamic_mlp.h"
#include "core/theory/check_list.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace overdamp {

namespace {

constexpr auto T = translatable;

constexpr double keep = 0.7;
constexpr std::int64_t draws = 3000;
constexpr std::int64_t widths[] = {8, 16, 32, 64};

/// Two linear maps, as wide as each other, with row energies near 1 and biases of half that.
FeedForwardWeights random_network(std::int64_t width, std::mt19937_64& stream) {
    const double deviation = 1 / std::sqrt(static_cast<double>(width));
    const auto map = [&] { return normal_numbers(stream, {width, width}, deviation); };
    const auto bias = [&] { return normal_numbers(stream, {width}, 0.5); };
    const at::Tensor up = map(), up_bias = bias(), down = map(), down_bias = bias();
    return {up, up_bias, down, down_bias};
}

/// Mean and variance over masks of each output [width].
struct Outputs {
    at::Tensor mean, variance;
};

template <typename Network> Outputs measure_outputs(Laboratory& laboratory, DmuMode mode, std::int64_t width, const Network& network) {
    const at::NoGradGuard no_gradient;
    at::Tensor sum = at::zeros({width}, at::TensorOptions(at::kDouble)), squares = at::zeros_like(sum);
    for (std::int64_t draw = 0; draw < draws; ++draw) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::dmu, draw);
        const at::Tensor output = network(draw_feed_forward_mask(mode, 1 - keep, false, width, width, stream));
        sum.add_(output);
        squares.addcmul_(output, output);
        if (draw % 256 == 0)
            laboratory.pulse();
    }
    const at::Tensor mean = sum / draws;
    return {mean, squares / draws - mean.square()};
}

/// ‖E_a − E_b‖ / ‖E_a‖, and what chance would show of it.
double relative_difference(const Outputs& a, const Outputs& b) { return ((a.mean - b.mean).norm() / a.mean.norm()).item<double>(); }
double chance_of(const Outputs& a, const Outputs& b) { return (((a.variance + b.variance).sum() / draws).sqrt() / a.mean.norm()).item<double>(); }

/// The normalised difference of (110), divided by the widths of both layers, and that of the mean variance itself.
double normalised_variance(const Outputs& a, const Outputs& b) {
    const auto width = static_cast<double>(a.mean.numel());
    return (a.variance - b.variance).abs().sum().item<double>() / (width * width);
}
double variance_ratio(const Outputs& a, const Outputs& b) { return (b.variance.sum() / a.variance.sum()).item<double>(); }

void add(TheorySeries& series, double x, double y) {
    series.x.push_back(x);
    series.y.push_back(y);
}

/// The masks of a single linear map y = M_out ⊙ (W(M_in ⊙ x) + b) (Alg. 4), or with masked weights and biases (Alg. 2).
at::Tensor masked_linear(const at::Tensor& x, const FeedForwardWeights& weights, const FeedForwardMask& mask) {
    if (mask.up_edges)
        return at::matmul(x, weights.up * mask.up_edges->weight) + weights.up_bias * mask.up_edges->bias;
    const auto ones = [](const std::vector<std::int64_t>& kept, std::int64_t bound) {
        return at::zeros({bound}, at::TensorOptions(at::kDouble)).index_fill(0, at::tensor(kept, at::TensorOptions(at::kLong)), 1);
    };
    return (at::matmul(x * ones(mask.up.inputs, x.numel()), weights.up) + weights.up_bias) * ones(mask.up.outputs, weights.up_bias.numel());
}

} // namespace

TheoryResult check_layers(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("width"),
                    .columns = {{T("relative difference of mean outputs, edges: Prob and Fix"), ""}, {T("what chance would show"), ""}, {T("normalised difference of variances (110)"), ""}, {T("variance under Fix / under Prob"), ""}},
                    .rows = {}};
    TheorySeries means{T("mean outputs"), SeriesForm::dots, {}, {}}, chance{T("what chance would show"), SeriesForm::dashed, {}, {}}, variances{T("normalised variances (110)"), SeriesForm::dots, {}, {}};
    bool equal = true;
    for (const std::int64_t width : widths) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::weights, width);
        const FeedForwardWeights weights = random_network(width, stream);
        const at::Tensor x = normal_numbers(stream, {1, width});
        const auto network = [&](const FeedForwardMask& mask) { return masked_feed_forward(x, weights, mask).view({-1}); };
        const Outputs random = measure_outputs(laboratory, DmuMode::edge_prob, width, network), fixed = measure_outputs(laboratory, DmuMode::edge_fix, width, network);
        const double difference = relative_difference(random, fixed), level = chance_of(random, fixed), normalised = normalised_variance(random, fixed);
        equal = width < widths[std::size(widths) - 1] || difference < 2 * level + 0.01;
        result.table.rows.push_back({std::to_string(width), {difference, level, normalised, variance_ratio(random, fixed)}});
        add(means, static_cast<double>(width), difference);
        add(chance, static_cast<double>(width), level);
        add(variances, static_cast<double>(width), normalised);
        laboratory.advance(static_cast<double>(result.table.rows.size()) / static_cast<double>(std::size(widths)));
    }
    const bool vanishes = variances.y.back() < 0.2 * variances.y.front();
    result.verdict = equal && vanishes ? TheoryVerdict::holds : TheoryVerdict::partly;
    result.explanation = equal && vanishes ? T("Through two layers with GELU the outputs of Prob and Fix agree in mean to chance, and the normalised difference goes to 0. It would do so for any two networks of bounded outputs, for "
                                               "(110) divides a sum over one layer's outputs by the widths of all layers; the ratio of the variances says more. The step (105) does not hold as written: two independent masks do not "
                                               "give the same pre-activation, however wide the layer.")
                                           : T("At these widths the outputs of Prob and Fix still differ by more than chance.");
    result.chart = {.title = T("Outputs of two layers: edges, Prob against Fix"), .x_title = T("Width"), .y_title = T("difference"), .log_x = true, .log_y = true, .series = {chance, means, variances}};
    return result;
}

TheoryResult check_nodes(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("width"),
                    .columns = {{T("linear map: nodes against edges, mean (117)"), ""},
                                {T("nodes: Prob against Fix, mean"), ""},
                                {T("two layers: nodes against edges, mean"), ""},
                                {T("what chance would show"), ""},
                                {T("two layers: ‖mean of nodes‖ / ‖mean of edges‖"), ""},
                                {T("normalised difference of variances"), ""}},
                    .rows = {}};
    TheorySeries linear{T("linear map"), SeriesForm::dots, {}, {}}, deep{T("two layers with GELU"), SeriesForm::dots, {}, {}}, fixed{T("nodes, Prob against Fix"), SeriesForm::dots, {}, {}},
        chance{T("what chance would show"), SeriesForm::dashed, {}, {}};
    for (const std::int64_t width : widths) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::weights, width);
        const FeedForwardWeights weights = random_network(width, stream);
        const at::Tensor x = normal_numbers(stream, {1, width});
        const auto network = [&](const FeedForwardMask& mask) { return masked_feed_forward(x, weights, mask).view({-1}); };
        const auto map = [&](const FeedForwardMask& mask) { return masked_linear(x.view({-1}), weights, mask); };
        const Outputs edge_map = measure_outputs(laboratory, DmuMode::edge_prob, width, map), node_map = measure_outputs(laboratory, DmuMode::node_prob, width, map);
        const Outputs edges = measure_outputs(laboratory, DmuMode::edge_prob, width, network), nodes = measure_outputs(laboratory, DmuMode::node_prob, width, network);
        const Outputs nodes_fixed = measure_outputs(laboratory, DmuMode::node_fix, width, network);
        const double single = relative_difference(edge_map, node_map), both = relative_difference(edges, nodes), modes = relative_difference(nodes, nodes_fixed), level = chance_of(edges, nodes);
        result.table.rows.push_back({std::to_string(width), {single, modes, both, level, (nodes.mean.norm() / edges.mean.norm()).item<double>(), normalised_variance(edges, nodes)}});
        const auto place = static_cast<double>(width);
        add(linear, place, single);
        add(deep, place, both);
        add(fixed, place, modes);
        add(chance, place, level);
        laboratory.advance(static_cast<double>(result.table.rows.size()) / static_cast<double>(std::size(widths)));
    }
    const bool apart = linear.y.back() > 5 * chance.y.back() && deep.y.back() > 5 * chance.y.back();
    result.verdict = apart ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = apart ? T("The outputs do not come together as the width grows. (117) leaves out that Algorithm 4 also masks the outputs, and does not mask the bias before: E[y] is c̃(c̃Wx + b) and not c̃Wx + c̃b, already for a "
                                   "linear map, and every further layer loses the same factor. Prob and Fix of the same kind do agree, and so do the updates of single weights; the variances, divided by the widths of all layers, vanish for "
                                   "any networks.")
                               : T("The mean outputs agree to chance.");
    result.chart = {.title = T("Mean outputs: nodes against edges"), .x_title = T("Width"), .y_title = T("relative difference"), .log_x = true, .log_y = true, .series = {chance, linear, deep, fixed}};
    return result;
}

TheoryResult check_hoeffding(Laboratory& laboratory) {
    constexpr std::int64_t passes = 8192;
    constexpr double delta = 0.05;
    SequenceModel model(Laboratory::tiny_language(), theory_seed);
    model.move_to(minimise([&](const at::Tensor& place) { return model.regularised_loss(place, 1e-4); }, 5 * model.place(), {.most_iterations = 60}).place);
    const at::NoGradGuard no_gradient;
    const Shape& shape = model.model().shape();
    const double dense = -model.first_log_probability();
    std::vector<double> losses;
    for (std::int64_t pass = 0; pass < passes; ++pass) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::dmu, pass);
        const Masks masks{.feed_forward = {draw_feed_forward_mask(DmuMode::bernoulli, 0.3, false, shape.width, shape.hidden(), stream)}, .key_sets = {}, .positions = {}};
        losses.push_back(-model.first_log_probability(masks));
        if (pass % 64 == 0)
            laboratory.advance(static_cast<double>(pass) / passes);
    }
    const auto [low, high] = std::ranges::minmax(losses);
    double expected = 0;
    for (const double loss : losses)
        expected += loss / passes;
    TheoryResult result;
    result.table = {.rows_are = "K",
                    .columns = {{T("deviation that 95 % of the means keep"), "nats"}, {T("the bound (130), δ = 0.05"), "nats"}, {T("means beyond the bound"), "percent"}, {T("means"), ""}, {T("|mean masked loss − dense loss|"), "nats"}},
                    .rows = {}};
    TheorySeries measured{T("measured, 95 %"), SeriesForm::dots, {}, {}}, bound{T("the bound (130)"), SeriesForm::dashed, {}, {}};
    bool kept = true;
    for (std::int64_t count = 1; count <= 256; count *= 2) {
        std::vector<double> deviations;
        for (auto begin = losses.begin(); begin != losses.end(); begin += count)
            deviations.push_back(std::abs(std::accumulate(begin, begin + count, 0.0) / static_cast<double>(count) - expected));
        const double limit = (high - low) * std::sqrt(std::log(2 / delta) / (2 * static_cast<double>(count)));
        const double beyond = static_cast<double>(std::ranges::count_if(deviations, [&](double d) { return d > limit; })) / static_cast<double>(deviations.size());
        std::ranges::sort(deviations);
        const double quantile = deviations[static_cast<std::size_t>(0.95 * static_cast<double>(deviations.size() - 1))];
        kept = kept && beyond <= delta;
        result.table.rows.push_back({std::to_string(count), {quantile, limit, 100 * beyond, static_cast<double>(deviations.size()), std::abs(expected - dense)}});
        add(measured, static_cast<double>(count), quantile);
        add(bound, static_cast<double>(count), limit);
    }
    result.verdict = kept ? TheoryVerdict::holds : TheoryVerdict::fails;
    result.explanation = kept ? T("The means keep the bound for every K, with room to spare, and scatter as K^(−1/2). The range [a, b] is the narrowest there can be, that of all passes. The bound is about the masked loss's own mean, which is "
                                  "not the dense loss, however large K is; and training takes K = 1.")
                              : T("More means than δ are beyond the bound.");
    result.chart = {.title = T("Scatter of the mean of K masked losses"), .x_title = "K", .y_title = T("nats"), .log_x = true, .log_y = true, .series = {bound, measured}};
    return result;
}

} // namespace overdamp
