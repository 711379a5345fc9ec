// SPDX-License-Identifier: GPL-3.0-or-later
// BERT against logits, loss and gradients that Hugging Face's transformers computed (make_fixtures.py).
#include "core/model/bert.h"

#include "core/language/batches.h"
#include "core/model/weights.h"
#include "core/settings/random_stream.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/objective.h"
#include "tests/model/reference_model.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <filesystem>
#include <numeric>
#include <set>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

const std::filesystem::path fixture = std::filesystem::path(FIXTURES) / "bert";

Bert fixture_model(at::ScalarType type = at::kFloat) { return reference_model<Bert>(fixture, type); }

at::Tensor ones_at(const std::vector<std::int64_t>& kept, std::int64_t bound) {
    at::Tensor mask = at::zeros({bound}, at::kDouble);
    for (const std::int64_t node : kept)
        mask[node] = 1;
    return mask.to(test_device());
}

/// BERT by its definition, one plain operation after the other, with 0/1 masks in the feed-forward blocks and in attention.
at::Tensor explicit_hidden_states(const Parameters& parameters, const at::Tensor& tokens, const Masks& masks) {
    const auto linear = [&](const at::Tensor& x, const std::string& name) {
        return at::matmul(x, parameters[name + ".weight"].t()) + parameters[name + ".bias"];
    };
    const auto norm = [&](const at::Tensor& x, const std::string& name) {
        const at::Tensor centred = x - x.mean(-1, true);
        return centred / (centred.pow(2).mean(-1, true) + 1e-12).sqrt() * parameters[name + ".weight"] + parameters[name + ".bias"];
    };
    const auto gelu = [](const at::Tensor& x) { return 0.5 * x * (1 + at::erf(x / std::sqrt(2.0))); };
    const auto heads = [&](const at::Tensor& x) { return x.view({3, 12, 4, 4}).transpose(1, 2); };
    const std::string embeddings = "bert.embeddings.";
    at::Tensor x = norm(parameters[embeddings + "word_embeddings.weight"].index({tokens}) + parameters[embeddings + "position_embeddings.weight"] +
                            parameters[embeddings + "token_type_embeddings.weight"][0],
                        embeddings + "LayerNorm");
    for (std::size_t layer = 0; layer < masks.key_sets.size(); ++layer) {
        const std::string at = "bert.encoder.layer." + std::to_string(layer) + ".";
        std::vector<at::Tensor> visible;
        for (const auto& set : masks.key_sets[layer])
            visible.push_back(ones_at(set, 12));
        const at::Tensor queries = heads(linear(x, at + "attention.self.query")), keys = heads(linear(x, at + "attention.self.key"));
        const at::Tensor scores = at::matmul(queries, keys.transpose(2, 3)) / 2;
        const at::Tensor weights = scores.exp() * at::stack(visible);
        const at::Tensor values = heads(linear(x, at + "attention.self.value"));
        const at::Tensor mixed = at::matmul(weights / weights.sum(3, true), values).transpose(1, 2).reshape({3, 12, 16});
        x = norm(x + linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm");
        const FeedForwardMask& mask = masks.feed_forward[layer];
        const at::Tensor inner = ones_at(mask.up.outputs, 64) * gelu(linear(ones_at(mask.up.inputs, 16) * x, at + "intermediate.dense"));
        const at::Tensor outer = ones_at(mask.down.outputs, 16) * linear(ones_at(mask.down.inputs, 64) * inner, at + "output.dense");
        x = norm(x + outer, at + "output.LayerNorm");
    }
    return norm(gelu(linear(x, "cls.predictions.transform.dense")), "cls.predictions.transform.LayerNorm").view({36, 16});
}

} // namespace

class BertTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void the_model_has_exactly_the_parameters_of_the_reference() { compare_parameters(fixture_model(), fixture); }

    void logits_equal_the_reference_to_1e_minus_5() { compare_logits(fixture_model(), fixture); }

    void loss_and_every_gradient_equal_the_reference() {
        // A key bias cancels in the softmax: its gradient is 0, and what is computed is rounding.
        compare_gradients(fixture_model(), fixture, 1e-6);
    }

    void every_position_sees_every_other() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model();
        const at::Tensor before = model.hidden_states(tokens).view({3, 12, 16});
        for (std::int64_t changed = 0; changed < 12; ++changed) {
            at::Tensor others = tokens.clone();
            others.select(1, changed).add_(1).remainder_(29);
            const at::Tensor moved = (model.hidden_states(others).view({3, 12, 16}) - before).abs().amax(2);
            QVERIFY(moved.gt(1e-4).all().item<bool>());
        }
    }

    void masks_equal_explicit_zeros_and_ones_forward_and_backward() {
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model(at::kDouble);
        Masks masks;
        std::mt19937_64 stream(1);
        for (int layer = 0; layer < 2; ++layer) {
            masks.feed_forward.push_back(draw_feed_forward_mask(DmuMode::node_fix, 0.3, false, 16, 64, stream));
            masks.key_sets.push_back(draw_key_sets(12, 0.5, false, stream));
        }
        const at::Tensor ours = model.hidden_states(tokens, masks), expected = explicit_hidden_states(model.parameters(), tokens, masks);
        QVERIFY(at::allclose(ours, expected, 1e-9, 1e-11));
        at::manual_seed(3);
        const at::Tensor direction = at::randn_like(expected);
        std::vector<at::Tensor> inputs;
        for (std::size_t i = 0; i < model.parameters().count(); ++i)
            if (model.parameters().spec(i).name != "cls.predictions.bias") // the head is not part of the hidden states
                inputs.push_back(model.parameters()[i]);
        const auto our_gradients = torch::autograd::grad({(ours * direction).sum()}, inputs);
        const auto expected_gradients = torch::autograd::grad({(expected * direction).sum()}, inputs);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(at::allclose(our_gradients[i], expected_gradients[i], 1e-8, 1e-10), qPrintable(QString("parameter %1").arg(i)));
    }

    void edge_masks_equal_a_model_whose_masked_weights_are_zero() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model(at::kDouble);
        Bert zeroed = fixture_model(at::kDouble);
        Masks masks;
        std::mt19937_64 stream(2);
        for (std::int64_t layer = 0; layer < 2; ++layer) {
            const FeedForwardMask mask = draw_feed_forward_mask(DmuMode::edge_fix, 0.3, false, 16, 64, stream);
            const FeedForwardIndices indices = zeroed.feed_forward_indices(layer);
            const auto zero = [&](std::size_t index, const at::Tensor& kept) {
                zeroed.parameters().view_of(zeroed.parameters().flat(), index).mul_(kept.to(test_device()));
            };
            zero(indices.up, mask.up_edges->weight.t());
            zero(indices.up_bias, mask.up_edges->bias);
            zero(indices.down, mask.down_edges->weight.t());
            zero(indices.down_bias, mask.down_edges->bias);
            masks.feed_forward.push_back(mask);
        }
        QVERIFY(at::allclose(model.hidden_states(tokens, masks), zeroed.hidden_states(tokens), 1e-9, 1e-11));
        QVERIFY(!at::allclose(model.hidden_states(tokens, masks), model.hidden_states(tokens), 1e-3, 1e-3));
    }

    void a_shared_set_of_all_positions_changes_nothing() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model();
        std::mt19937_64 stream(1);
        const Masks masks{.feed_forward = {}, .key_sets = {}, .positions = {draw_positions(12, 0, stream), draw_positions(12, 0, stream)}};
        QVERIFY(at::allclose(model.hidden_states(tokens, masks), model.hidden_states(tokens), 1e-5, 1e-5));
    }

    void positions_of_a_shared_set_see_each_other_alone() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model();
        const Masks masks{.feed_forward = {}, .key_sets = {}, .positions = {{1, 3, 4, 9}, {0, 3, 7, 9}}};
        at::Tensor changed = tokens.clone();
        changed.select(1, 3).add_(1).remainder_(29);
        const at::Tensor before = model.hidden_states(tokens, masks).view({3, 12, 16}), after = model.hidden_states(changed, masks).view({3, 12, 16});
        const std::set<std::int64_t> reached = {0, 1, 3, 4, 7, 9};
        for (std::int64_t position = 0; position < 12; ++position)
            QCOMPARE(!at::allclose(before.select(1, position), after.select(1, position), 1e-5, 1e-6), reached.contains(position));
    }

    void attention_received_is_a_mean_over_all_queries() {
        const at::Tensor tokens = reference_tokens(fixture);
        const Bert model = fixture_model(at::kDouble);
        std::vector<std::int64_t> all(12);
        std::iota(all.begin(), all.end(), 0);
        const std::vector<std::vector<std::int64_t>> everything(12, all);
        std::vector<at::Tensor> dense, masked;
        model.hidden_states(tokens, {}, &dense);
        model.hidden_states(tokens, {.feed_forward = {}, .key_sets = {everything, everything}, .positions = {}}, &masked);
        QCOMPARE(dense.size(), 2u);
        for (std::size_t layer = 0; layer < 2; ++layer) {
            QVERIFY(at::allclose(dense[layer], masked[layer], 1e-9, 1e-12));
            QVERIFY(std::abs(dense[layer].sum().item<double>() - 1) < 1e-9);
            QVERIFY(!dense[layer].requires_grad());
        }
    }

    void attention_indices_name_all_its_maps() {
        const Bert model = fixture_model();
        std::set<std::string> names;
        for (const std::size_t index : model.attention_indices(1))
            names.insert(model.parameters().spec(index).name);
        std::set<std::string> expected;
        for (const std::string part : {"self.query", "self.key", "self.value", "output.dense"})
            for (const char* kind : {".weight", ".bias"})
                expected.insert("bert.encoder.layer.1.attention." + part + kind);
        QVERIFY(names == expected);
    }

    void feed_forward_indices_name_the_weights() {
        const Bert model = fixture_model();
        const FeedForwardIndices indices = model.feed_forward_indices(1);
        QCOMPARE(model.parameters().spec(indices.up).name, std::string("bert.encoder.layer.1.intermediate.dense.weight"));
        QCOMPARE(model.parameters().spec(indices.down_bias).name, std::string("bert.encoder.layer.1.output.dense.bias"));
        QCOMPARE(model.parameters()[indices.up].size(indices.input_dimension), 16);
        QCOMPARE(model.parameters()[indices.down].size(indices.input_dimension), 64);
    }
};

QTEST_GUILESS_MAIN(BertTest)
#include "bert.moc"
