// SPDX-License-Identifier: GPL-3.0-or-later
// That nothing in a pass through model and objective, forward or backward, makes the host wait for a GPU, which would then have nothing queued.
#include "core/language/batches.h"
#include "core/model/transformer.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/stabilizer/on_device.h"
#include "core/train/objective.h"
#include "tests/device/simulated_device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <QtTest>

using namespace overdamp;

namespace {

const Shape shape{.layers = 2, .width = 16, .heads = 2, .context = 8, .vocabulary = 20};
constexpr std::int64_t sequences = 3;

Masks draw_masks(const QString& kind, bool causal) {
    Masks masks;
    std::mt19937_64 stream(1);
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        if (kind == "key sets")
            masks.key_sets.push_back(draw_key_sets(shape.context, 0.5, causal, stream));
        if (kind == "shared")
            masks.positions.push_back(draw_positions(shape.context, 0.5, stream));
        if (kind == "nodes" || kind == "edges")
            masks.feed_forward.push_back(
                draw_feed_forward_mask(kind == "nodes" ? DmuMode::node_fix : DmuMode::edge_fix, 0.3, true, shape.width, shape.hidden(), stream));
    }
    return masks;
}

/// How often the host would have waited for one pass from tokens of the host on.
std::int64_t waits_of_pass(const Transformer& model, const Masks& masks, bool reports_attention, const at::Tensor& targets,
                           const FeedbackInForce& feedback, Remedies remedies = {}) {
    const std::int64_t before = waits_for_simulated_device();
    const at::Tensor tokens =
        on_device(at::arange(sequences * shape.context).remainder(shape.vocabulary).view({sequences, shape.context}), at::Device(simulated_device));
    std::vector<at::Tensor> received;
    const at::Tensor hidden = model.hidden_states(tokens, masks, reports_attention ? &received : nullptr);
    remedies.inputs = tokens;
    objective(hidden, model.head(), targets, shape.context, feedback, remedies).value.backward();
    model.parameters().gather_gradient();
    return waits_for_simulated_device() - before;
}

at::Tensor all_targets() { return at::arange(sequences * shape.context).remainder(7); }

at::Tensor few_targets() { return all_targets().masked_fill(at::arange(sequences * shape.context).remainder(5).ne(2), ignored_target); }

std::unique_ptr<Transformer> make_model(int kind, at::ScalarType type = at::kFloat) {
    auto model = make_transformer(static_cast<ModelKind>(kind), shape, at::TensorOptions(type).device(at::Device(simulated_device)));
    std::mt19937_64 stream(2);
    model->parameters().initialise(stream);
    return model;
}

} // namespace

class PassesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void no_model_waits_under_any_mask_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("masks");
        for (const ModelKind kind : {ModelKind::gpt2, ModelKind::bert})
            for (const char* masks : {"dense", "key sets", "shared", "nodes", "edges"})
                QTest::addRow("%s, %s", kind == ModelKind::gpt2 ? "gpt2" : "bert", masks) << static_cast<int>(kind) << QString(masks);
    }

    void no_model_waits_under_any_mask() {
        QFETCH(int, kind);
        QFETCH(QString, masks);
        for (const at::ScalarType type : {at::kFloat, at::kBFloat16}) {
            const auto model = make_model(kind, type);
            for (const bool reports_attention : {false, true})
                QCOMPARE(waits_of_pass(*model, draw_masks(masks, model->causal()), reports_attention, all_targets(), {}), 0);
        }
    }

    void no_objective_waits_data() {
        QTest::addColumn<int>("law");
        QTest::addColumn<bool>("few");
        for (const FeedbackLaw law : {FeedbackLaw::entropy, FeedbackLaw::marginal, FeedbackLaw::anchor, FeedbackLaw::temporal})
            for (const bool few : {false, true})
                QTest::addRow("law %d, %s targets", static_cast<int>(law), few ? "few" : "all") << static_cast<int>(law) << few;
    }

    void no_objective_waits() {
        QFETCH(int, law);
        QFETCH(bool, few);
        const auto model = make_model(static_cast<int>(ModelKind::gpt2));
        const FeedbackInForce feedback{
            .law = static_cast<FeedbackLaw>(law), .strength = 0.5, .noise = 0.1, .generator = at::detail::createCPUGenerator(3), .running_mean = {}};
        for (const Remedies& remedies : {Remedies{}, Remedies{.entropy_bonus = 0.1, .label_smoothing = 0.1, .unlikelihood = 0.1, .inputs = {}}})
            QCOMPARE(waits_of_pass(*model, {}, false, few ? few_targets() : all_targets(), feedback, remedies), 0);
    }
};

QTEST_GUILESS_MAIN(PassesTest)
#include "passes.moc"
