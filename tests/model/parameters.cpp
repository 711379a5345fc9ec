// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/bert.h"
#include "core/model/gpt2.h"
#include "core/model/parameter_blocks.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <numeric>

using namespace overdamp;

namespace {

std::int64_t parameter_count(const Shape& shape, ModelKind kind = ModelKind::gpt2) {
    std::int64_t total = 0;
    for (const ParameterSpec& spec : parameter_specs(kind, shape)) {
        std::int64_t size = 1;
        for (const std::int64_t extent : spec.shape)
            size *= extent;
        total += size;
    }
    return total;
}

} // namespace

class ParametersTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void gpt2_small_has_its_known_number_of_parameters() {
        // openai-community/gpt2: 124 439 808 parameters with the tied head counted once.
        QCOMPARE(parameter_count({.layers = 12, .width = 768, .heads = 12, .context = 1024, .vocabulary = 50257}), 124439808);
    }

    void bert_base_has_its_known_number_of_parameters() {
        // google-bert/bert-base-uncased as BertForMaskedLM: 109 514 298 with the tied decoder counted once.
        QCOMPARE(parameter_count({.layers = 12, .width = 768, .heads = 12, .context = 512, .vocabulary = 30522}, ModelKind::bert), 109514298);
    }

    void nano_has_the_sum_of_its_parts() {
        // 2000·64 + 48·64 + 2·(12·64² + 13·64) + 2·64 = 128000 + 3072 + 99968 + 128
        QCOMPARE(parameter_count({}), 231168);
    }

    void gradients_accumulate_in_the_flat_buffer() {
        Parameters parameters({{"a", {2, 3}}, {"b", {4}}}, test_options(at::kDouble));
        parameters.flat().fill_(1);
        (parameters["a"].sum() * 2 + parameters["b"].dot(at::arange(4, test_options(at::kDouble)))).backward();
        QVERIFY(at::equal(parameters.flat_gradient().cpu(), at::tensor({2., 2., 2., 2., 2., 2., 0., 1., 2., 3.}, at::kDouble)));
        (parameters["a"].sum()).backward();
        QCOMPARE(parameters.flat_gradient()[0].item<double>(), 3.0);
    }

    void writing_the_flat_values_changes_the_parameters() {
        Parameters parameters({{"a", {2, 3}}, {"b", {4}}}, test_options());
        parameters.flat().copy_(at::arange(10, at::kFloat));
        QCOMPARE(parameters["b"][1].item<float>(), 7.0F);
        QCOMPARE(parameters["a"][1][2].item<float>(), 5.0F);
    }

    void blocks_cover_every_parameter_once_and_hold_their_layers() {
        const Shape shape{.layers = 11, .width = 8, .heads = 1, .context = 4, .vocabulary = 10};
        const Gpt2 gpt2(shape, test_options());
        const Bert bert(shape, test_options());
        for (const Transformer* model : {static_cast<const Transformer*>(&gpt2), static_cast<const Transformer*>(&bert)}) {
            const std::vector<ParameterBlock> blocks = parameter_blocks(model->parameters());
            QCOMPARE(blocks.size(), std::size_t{24});
            std::size_t next = 0;
            std::int64_t offset = 0;
            for (const ParameterBlock& block : blocks) {
                QVERIFY(block.first == next && block.offset == offset);
                std::int64_t size = 0;
                for (std::size_t i = block.first; i < block.end; ++i)
                    size += model->parameters()[i].numel();
                QCOMPARE(block.size, size);
                next = block.end;
                offset += size;
            }
            QCOMPARE(next, model->parameters().count());
            QCOMPARE(offset, model->parameters().flat().numel());
            const auto holds = [&](std::size_t block, std::size_t index) { return blocks[block].first <= index && index < blocks[block].end; };
            QVERIFY(blocks.front().name == "embedding" && holds(0, 0) && holds(0, 1));
            QCOMPARE(blocks.back().name, std::string("head"));
            for (std::size_t layer = 0; layer < 11; ++layer) {
                QCOMPARE(blocks[1 + 2 * layer].name, "attention " + std::to_string(layer));
                QCOMPARE(blocks[2 + 2 * layer].name, "MLP " + std::to_string(layer));
                for (const std::size_t index : model->attention_indices(static_cast<std::int64_t>(layer)))
                    QVERIFY(holds(1 + 2 * layer, index));
                const auto [up, up_bias, down, down_bias, inputs] = model->feed_forward_indices(static_cast<std::int64_t>(layer));
                for (const std::size_t index : {up, up_bias, down, down_bias})
                    QVERIFY(holds(2 + 2 * layer, index));
                // A norm of each part beside its maps.
                QCOMPARE(blocks[1 + 2 * layer].end - blocks[1 + 2 * layer].first, model->attention_indices(0).size() + 2);
                QCOMPARE(blocks[2 + 2 * layer].end - blocks[2 + 2 * layer].first, std::size_t{6});
            }
        }
    }

    void initial_values_follow_their_distribution() {
        Gpt2 model({}, test_options());
        std::mt19937_64 stream(1);
        model.parameters().initialise(stream);
        const Parameters& parameters = model.parameters();
        // 128 000 draws: the sample deviation of N(0, 0.02) is 0.02 ± 0.00004, five sigma 0.0002.
        QVERIFY(std::abs(parameters["transformer.wte.weight"].std().item<double>() - 0.02) < 0.0002);
        // Residual projections: 0.02 / √(2·2 layers) = 0.01; 16 384 draws, five sigma 0.00028.
        QVERIFY(std::abs(parameters["transformer.h.1.mlp.c_proj.weight"].std().item<double>() - 0.01) < 0.0003);
        QCOMPARE(parameters["transformer.h.0.ln_1.weight"].min().item<double>(), 1.0);
        QCOMPARE(parameters["transformer.h.0.attn.c_attn.bias"].abs().max().item<double>(), 0.0);
    }

    void initial_values_are_the_same_on_every_device() {
        const Shape shape{.layers = 2, .width = 8, .heads = 2, .context = 4, .vocabulary = 10};
        Gpt2 there(shape, test_options()), here(shape, at::TensorOptions(at::kFloat));
        for (Gpt2* model : {&there, &here}) {
            std::mt19937_64 stream(2);
            model->parameters().initialise(stream);
        }
        QVERIFY(at::equal(there.parameters().flat().cpu(), here.parameters().flat()));
    }
};

QTEST_GUILESS_MAIN(ParametersTest)
#include "parameters.moc"
