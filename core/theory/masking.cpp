// SPDX-License-Identifier: GPL-3.0-or-later
// Lemma B.2, the variance argument behind it, and Corollary B.6: masks themselves, and the updates that they let through.
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/stabilizer/dynamic_mlp.h"
#include "core/theory/check_list.h"

#include <ATen/ATen.h>
#include <cmath>

namespace overdamp {

namespace {

constexpr auto T = translatable;

constexpr double keep = 0.7;
constexpr std::int64_t draws = 2000;

/// Shares of the draws that kept each weight of an m × m map and each of its biases, and the variance of how many weights were kept, per weight.
struct Inclusion {
    at::Tensor weights, biases;
    double count_variance;
};

Inclusion measure_inclusion(Laboratory& laboratory, DmuMode mode, std::int64_t width) {
    at::Tensor weights = at::zeros({width, width}, at::TensorOptions(at::kDouble)), biases = at::zeros({width}, at::TensorOptions(at::kDouble));
    double sum = 0, squares = 0;
    for (std::int64_t draw = 0; draw < draws; ++draw) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::dmu, draw);
        const FeedForwardMask mask = draw_feed_forward_mask(mode, 1 - keep, false, width, width, stream);
        weights.add_(mask.up_edges->weight);
        biases.add_(mask.up_edges->bias);
        const auto count = mask.up_edges->weight.sum().item<double>();
        sum += count;
        squares += count * count;
        if (draw % 256 == 0)
            laboratory.pulse();
    }
    const double mean = sum / draws;
    return {weights / draws, biases / draws, (squares / draws - mean * mean) / static_cast<double>(width * width)};
}

double mean_of(const at::Tensor& values) { return values.mean().item<double>(); }

at::Tensor bernoulli_variance(const at::Tensor& share) { return share * (1 - share); }

/// Mean |difference| that two shares of the same probability show by chance.
double chance_level() { return std::sqrt(2 / M_PI) * std::sqrt(2 * keep * (1 - keep) / static_cast<double>(draws)); }

/// Gradients as the paper bounds them: |∇| ≤ G = 1.
at::Tensor bounded_gradients(std::int64_t width) {
    std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::weights, width);
    return normal_numbers(stream, {width, width}).tanh();
}

} // namespace

TheoryResult check_edges(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("width"),
                    .columns = {{T("difference of mean updates, Prob and Fix"), ""},
                                {T("of their variances, normalised (97)"), ""},
                                {T("of the biases' variances"), ""},
                                {T("what chance would show"), ""},
                                {T("⌊c̃nm⌋/nm"), ""},
                                {T("variance of the number kept, per weight: Prob"), ""},
                                {T("Fix"), ""}},
                    .rows = {}};
    TheorySeries means{T("mean updates"), SeriesForm::dots, {}, {}}, variances{T("variances"), SeriesForm::dots, {}, {}}, chance{T("what chance would show"), SeriesForm::dashed, {}, {}};
    bool equal = true;
    const std::int64_t widths[] = {4, 8, 16, 32, 64};
    for (const std::int64_t width : widths) {
        const Inclusion random = measure_inclusion(laboratory, DmuMode::edge_prob, width), fixed = measure_inclusion(laboratory, DmuMode::edge_fix, width);
        const at::Tensor gradients = bounded_gradients(width);
        const double difference = mean_of((random.weights - fixed.weights).abs() * gradients.abs());
        const double variance = mean_of((bernoulli_variance(random.weights) - bernoulli_variance(fixed.weights)).abs() * gradients.square());
        const double biases = mean_of((bernoulli_variance(random.biases) - bernoulli_variance(fixed.biases)).abs());
        const auto size = static_cast<double>(width * width);
        const double share = std::floor((keep + 1e-12) * size) / size, floor = std::abs(share - keep);
        equal = equal && difference < floor + 1.5 * chance_level() && variance < floor + 1.5 * chance_level();
        result.table.rows.push_back({std::to_string(width), {difference, variance, biases, chance_level(), share, random.count_variance, fixed.count_variance}});
        means.x.push_back(static_cast<double>(width));
        means.y.push_back(difference);
        variances.x.push_back(static_cast<double>(width));
        variances.y.push_back(variance);
        chance.x.push_back(static_cast<double>(width));
        chance.y.push_back(chance_level());
        laboratory.advance(static_cast<double>(result.table.rows.size()) / static_cast<double>(std::size(widths)));
    }
    result.verdict = equal ? TheoryVerdict::holds : TheoryVerdict::fails;
    result.explanation = equal ? T("Each single weight is updated alike under both, at every width and not only in the limit: the differences are those of chance and of the floor in ⌊c̃nm⌋. The proof's "
                                   "argument for the variance is wrong all the same (see the step after (95)). What does differ is what weights do together: the number kept varies under Prob and never under Fix.")
                               : T("The updates differ by more than chance and the floor in ⌊c̃nm⌋ explain.");
    result.chart = {.title = T("Prob against Fix, single weights"), .x_title = T("Width n = m"), .y_title = T("difference"), .log_x = true, .series = {chance, means, variances}};
    return result;
}

TheoryResult check_mask_variance(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("width"),
                    .columns = {{T("variance of an update under Prob (95)"), ""}, {T("under Fix, as the proof has it: given the mask"), ""}, {T("under Fix, over masks"), ""}, {T("difference that the proof lets vanish (97)"), ""}, {T("true difference"), ""}},
                    .rows = {}};
    TheorySeries proof{T("the proof's difference"), SeriesForm::dots, {}, {}}, truth{T("true difference"), SeriesForm::dots, {}, {}}, bound{T("c̃(1 − c̃)G², the bound (97)"), SeriesForm::dashed, {}, {}};
    const std::int64_t widths[] = {4, 8, 16, 32, 64};
    double last_of_proof = 0, last_true = 0;
    for (const std::int64_t width : widths) {
        const Inclusion random = measure_inclusion(laboratory, DmuMode::edge_prob, width), fixed = measure_inclusion(laboratory, DmuMode::edge_fix, width);
        const double prob = mean_of(bernoulli_variance(random.weights)), fix = mean_of(bernoulli_variance(fixed.weights));
        last_of_proof = prob; // the mask being given, nothing of Fix varies
        last_true = std::abs(prob - fix);
        result.table.rows.push_back({std::to_string(width), {prob, 0, fix, last_of_proof, last_true}});
        const auto x = static_cast<double>(width);
        for (const auto& [series, y] : {std::pair{&proof, last_of_proof}, {&truth, last_true}, {&bound, keep * (1 - keep)}}) {
            series->x.push_back(x);
            series->y.push_back(y);
        }
        laboratory.advance(static_cast<double>(result.table.rows.size()) / static_cast<double>(std::size(widths)));
    }
    const bool refuted = last_of_proof > 0.9 * keep * (1 - keep) && last_true < 0.05 * keep * (1 - keep);
    result.verdict = refuted ? TheoryVerdict::fails : TheoryVerdict::partly;
    result.explanation = refuted ? T("The proof sets the variance under Fix to 0 because the mask is given. Then the difference is c̃(1 − c̃)G² at every width: a bound that does not depend on the width cannot make "
                                     "it vanish. Over masks the variance under Fix is that under Prob, which is why the lemma holds although its proof does not.")
                                 : T("The measured variances do not tell the two readings apart.");
    result.chart = {.title = T("Variance of an update: Prob less Fix"), .x_title = T("Width n = m"), .y_title = T("variance, G = 1"), .log_x = true, .series = {bound, proof, truth}};
    return result;
}

TheoryResult check_mask_storage(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("width"),
                    .columns = {{T("entries of node masks, n + m"), ""}, {T("entries of edge masks, nm + n"), ""}, {T("ratio"), ""}, {T("memory of node masks here"), T("bytes")}, {T("memory of edge masks here"), T("bytes")}},
                    .rows = {}};
    TheorySeries nodes{T("nodes"), SeriesForm::dots, {}, {}}, edges{T("edges"), SeriesForm::dots, {}, {}};
    const std::int64_t widths[] = {16, 32, 64, 128, 256, 512, 1024};
    for (const std::int64_t width : widths) {
        std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::dmu, width);
        const FeedForwardMask node = draw_feed_forward_mask(DmuMode::node_fix, 1 - keep, false, width, width, stream);
        const FeedForwardMask edge = draw_feed_forward_mask(DmuMode::edge_fix, 1 - keep, false, width, width, stream);
        const auto node_bytes = static_cast<double>((node.up.inputs.size() + node.up.outputs.size()) * sizeof(std::int64_t));
        const auto edge_bytes = static_cast<double>(edge.up_edges->weight.nbytes() + edge.up_edges->bias.nbytes());
        const auto node_entries = static_cast<double>(2 * width), edge_entries = static_cast<double>(edge.up_edges->weight.numel() + edge.up_edges->bias.numel());
        result.table.rows.push_back({std::to_string(width), {node_entries, edge_entries, edge_entries / node_entries, node_bytes, edge_bytes}});
        nodes.x.push_back(static_cast<double>(width));
        nodes.y.push_back(node_bytes);
        edges.x.push_back(static_cast<double>(width));
        edges.y.push_back(edge_bytes);
        laboratory.advance(static_cast<double>(result.table.rows.size()) / static_cast<double>(std::size(widths)));
    }
    const auto slope = [](const TheorySeries& series) { return std::log(series.y.back() / series.y.front()) / std::log(series.x.back() / series.x.front()); };
    const bool linear = std::abs(slope(nodes) - 1) < 0.05, quadratic = std::abs(slope(edges) - 2) < 0.05;
    result.verdict = linear && quadratic ? TheoryVerdict::partly : TheoryVerdict::fails;
    result.explanation = linear && quadratic ? T("Storage grows as stated, with the width for nodes and with its square for edges. The other half of the corollary, that the equivalence is preserved, is "
                                                 "Theorem B.5, which does not hold for the outputs.")
                                             : T("The measured storage does not grow as stated.");
    result.chart = {.title = T("Memory of the masks of one linear map"), .x_title = T("Width n = m"), .y_title = T("bytes"), .log_x = true, .log_y = true, .series = {nodes, edges}};
    return result;
}

} // namespace overdamp
