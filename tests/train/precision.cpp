// SPDX-License-Identifier: GPL-3.0-or-later
// Training with bfloat16 copies against float32 and float64, on each device.
#include "core/language/batches.h"
#include "core/model/gpt2.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/device.h"
#include "core/train/objective.h"
#include "core/train/trainer.h"
#include "tests/device/test_device.h"
#include "tests/train/tiny.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

const Shape shape{.layers = 2, .width = 32, .heads = 4, .context = 16, .vocabulary = 50};

Gpt2 make_model(at::ScalarType type) {
    Gpt2 model(shape, at::TensorOptions(type).device(test_device()));
    std::mt19937_64 stream(4);
    model.parameters().initialise(stream);
    return model;
}

at::Tensor some_tokens() {
    at::manual_seed(5);
    return at::randint(shape.vocabulary, {6, shape.context}, at::TensorOptions(at::kLong)).to(test_device());
}

double relative_distance(const at::Tensor& ours, const at::Tensor& reference) {
    const at::Tensor expected = reference.to(at::kCPU, at::kDouble);
    return ((ours.to(at::kCPU, at::kDouble) - expected).norm() / expected.norm()).item<double>();
}

Trainer make_trainer(Knobs knobs, Precision precision) {
    knobs.training.precision = precision;
    return {knobs, std::make_shared<const Language>(load_language(knobs)), test_device().str()};
}

std::vector<double> losses(Trainer& trainer, const Knobs& knobs, int steps) {
    std::vector<double> values;
    for (int i = 0; i < steps; ++i)
        values.push_back(trainer.step(knobs).loss);
    return values;
}

} // namespace

class PrecisionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void bfloat16_is_taken_where_it_is_asked_for() {
        QVERIFY(computes_in_bfloat16(Precision::bfloat16, "cpu"));
        QVERIFY(!computes_in_bfloat16(Precision::float32, "cpu"));
        QVERIFY(!computes_in_bfloat16(Precision::automatic, "cpu"));
        QVERIFY(!computes_in_bfloat16(Precision::float32, "cuda"));
    }

    void parameters_stay_in_float32_and_the_model_computes_with_their_copies() {
        const Gpt2 model = make_model(at::kBFloat16);
        QVERIFY(model.parameters().flat().scalar_type() == at::kFloat);
        QVERIFY(model.parameters().flat_gradient().scalar_type() == at::kFloat);
        QVERIFY(model.embedding().scalar_type() == at::kBFloat16);
        const std::size_t embedding = model.parameters().index("transformer.wte.weight");
        const at::Tensor own = model.parameters().view_of(model.parameters().flat(), embedding);
        QVERIFY(at::equal(model.embedding().detach(), own.to(at::kBFloat16)));
        own.add_(1);
        QVERIFY(!at::equal(model.embedding().detach(), own.to(at::kBFloat16)));
        model.parameters().refresh_copies();
        QVERIFY(at::equal(model.embedding().detach(), own.to(at::kBFloat16)));
    }

    void hidden_states_and_gradients_are_those_of_float32_up_to_rounding_data() {
        QTest::addColumn<QString>("masks");
        for (const char* masks : {"dense", "key sets", "shared", "nodes", "edges"})
            QTest::newRow(masks) << masks;
    }

    void hidden_states_and_gradients_are_those_of_float32_up_to_rounding() {
        QFETCH(QString, masks);
        Masks drawn;
        std::mt19937_64 stream(1);
        for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
            if (masks == "key sets")
                drawn.key_sets.push_back(draw_key_sets(shape.context, 0.5, true, stream, {}));
            if (masks == "shared")
                drawn.positions.push_back(draw_positions(shape.context, 0.5, stream, {}));
            if (masks == "nodes" || masks == "edges")
                drawn.feed_forward.push_back(draw_feed_forward_mask(masks == "nodes" ? DmuMode::node_fix : DmuMode::edge_fix, 0.3, false, shape.width,
                                                                    shape.hidden(), stream));
        }
        at::manual_seed(6);
        const at::Tensor targets = at::randint(shape.vocabulary, {6 * shape.context}, at::TensorOptions(at::kLong));
        std::vector<at::Tensor> hidden, gradients;
        for (const at::ScalarType type : {at::kBFloat16, at::kFloat}) {
            const Gpt2 model = make_model(type);
            hidden.push_back(model.hidden_states(some_tokens(), drawn));
            objective(hidden.back(), model.head(), targets, shape.context, {.strength = 0.5, .generator = {}, .running_mean = {}}).value.backward();
            model.parameters().gather_gradient();
            gradients.push_back(model.parameters().flat_gradient());
        }
        // bfloat16 keeps 8 bits: each rounding is up to 0.4 %, and a few of them add up.
        const double apart = relative_distance(hidden[0], hidden[1]), gradients_apart = relative_distance(gradients[0], gradients[1]);
        QVERIFY2(apart > 0 && apart < 0.02, qPrintable(QString::number(apart)));
        QVERIFY2(gradients_apart > 0 && gradients_apart < 0.03, qPrintable(QString::number(gradients_apart)));
    }

    void means_of_bfloat16_hidden_states_are_summed_in_float32_data() {
        QTest::addColumn<int>("law");
        for (const FeedbackLaw law : {FeedbackLaw::entropy, FeedbackLaw::marginal, FeedbackLaw::anchor, FeedbackLaw::temporal})
            QTest::addRow("law %d", static_cast<int>(law)) << static_cast<int>(law);
    }

    void means_of_bfloat16_hidden_states_are_summed_in_float32() {
        QFETCH(int, law);
        at::manual_seed(7);
        constexpr std::int64_t rows = 4000, width = 16, vocabulary = 300; // several chunks on the CPU
        const at::Tensor hidden = at::randn({rows, width}, at::kFloat).to(at::kBFloat16).to(test_device());
        const Head head{(at::randn({vocabulary, width}, at::kFloat) / 4).to(at::kBFloat16).to(test_device()), {}};
        const at::Tensor targets = at::randint(vocabulary, {rows}, at::TensorOptions(at::kLong));
        const FeedbackInForce feedback{.law = static_cast<FeedbackLaw>(law), .strength = 0.7, .generator = {}, .running_mean = {}};
        const ObjectiveGradient ours = objective_gradient(hidden, head, targets, 40, feedback, {}, true);
        const ObjectiveGradient reference =
            objective_gradient(hidden.to(at::kDouble), {head.weight.to(at::kDouble), {}}, targets, 40, feedback, {}, true);
        QVERIFY(ours.means.loss.scalar_type() == at::kFloat);
        // Rounding of single logits averages out over 4000 rows; sums in bfloat16 would stop growing at 256.
        QVERIFY(std::abs(ours.means.loss.item<double>() - reference.means.loss.item<double>()) < 1e-3);
        QVERIFY(std::abs(ours.means.predictive_entropy.item<double>() - reference.means.predictive_entropy.item<double>()) < 1e-3);
        QVERIFY(std::abs(ours.means.potential.item<double>() - reference.means.potential.item<double>()) < 1e-3);
        QVERIFY2(relative_distance(ours.hidden, reference.hidden) < 0.02,
                 qPrintable(QString::number(relative_distance(ours.hidden, reference.hidden))));
        QVERIFY2(relative_distance(ours.weight, reference.weight) < 0.02,
                 qPrintable(QString::number(relative_distance(ours.weight, reference.weight))));
    }

    void a_run_in_bfloat16_follows_the_run_in_float32() {
        Knobs knobs = tiny_experiment().knobs;
        Trainer exact = make_trainer(knobs, Precision::float32), rounded = make_trainer(knobs, Precision::bfloat16);
        const std::vector<double> expected = losses(exact, knobs, 40), ours = losses(rounded, knobs, 40);
        for (std::size_t i = 0; i < ours.size(); ++i)
            QVERIFY2(std::abs(ours[i] - expected[i]) < 0.03 * expected[i],
                     qPrintable(QString("step %1: %2, %3").arg(i).arg(ours[i]).arg(expected[i])));
        QVERIFY(ours.back() < 0.8 * ours.front());
        QVERIFY(std::isfinite(rounded.evaluate(knobs).loss));
        QCOMPARE(rounded.sample(knobs).words.empty(), false);
    }

    void updates_that_bfloat16_could_not_hold_add_up() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.optimizer.learning_rate = 1e-5; // a hundredth of the spacing of bfloat16 at 0.5, and below half of it at 0.02
        knobs.optimizer.warmup_steps = 0;
        Trainer trainer = make_trainer(knobs, Precision::bfloat16);
        const std::size_t norm = trainer.model().parameters().index("transformer.ln_f.weight"); // starts at 1
        const auto own = [&] { return trainer.model().parameters().view_of(trainer.model().parameters().flat(), norm).cpu().clone(); };
        const at::Tensor before = own();
        losses(trainer, knobs, 20);
        QVERIFY(own().ne(before).all().item<bool>());
        QVERIFY((own() - before).abs().max().item<double>() > 5e-5);
    }

    void its_state_continues_it() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer whole = make_trainer(knobs, Precision::bfloat16), continued = make_trainer(knobs, Precision::bfloat16);
        losses(whole, knobs, 5);
        const auto copy = [](const NamedTensors& state) {
            NamedTensors copies;
            for (const auto& [name, tensor] : state)
                copies[name] = tensor.cpu().clone();
            return copies;
        };
        continued.restore(copy(whole.model_state()), copy(whole.optimizer_state()), 5);
        const std::vector<double> expected = losses(whole, knobs, 5), ours = losses(continued, knobs, 5);
        if (test_device().is_cpu())
            QCOMPARE(ours, expected);
        for (std::size_t i = 0; i < ours.size(); ++i)
            QVERIFY(std::abs(ours[i] - expected[i]) < 1e-2 * expected[i]);
    }

    void a_gpu_trains_as_the_cpu_does() {
        if (test_device().is_cpu())
            QSKIP("this is the CPU");
        for (const auto law : {FeedbackLaw::entropy, FeedbackLaw::marginal, FeedbackLaw::anchor, FeedbackLaw::temporal}) {
            Knobs knobs = tiny_experiment().knobs;
            knobs.feedback.law = law;
            knobs.training.precision = Precision::float32;
            Trainer there = make_trainer(knobs, Precision::float32);
            Trainer here(knobs, std::make_shared<const Language>(load_language(knobs)), "cpu");
            const std::vector<double> expected = losses(here, knobs, 40), ours = losses(there, knobs, 40);
            for (std::size_t i = 0; i < ours.size(); ++i)
                QVERIFY2(std::abs(ours[i] - expected[i]) < 1e-3 * expected[i],
                         qPrintable(QString("step %1: %2, %3").arg(i).arg(ours[i]).arg(expected[i])));
        }
    }
};

QTEST_GUILESS_MAIN(PrecisionTest)
#include "precision.moc"
