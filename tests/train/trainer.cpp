// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/stabilizer/dynamic_transformer.h"
#include "core/settings/random_stream.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

class TrainerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { use_threads(1); }

    void the_same_experiment_gives_the_same_bits() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer first = make_trainer(knobs), second = make_trainer(knobs);
        QVERIFY(at::equal(train(first, knobs, 12), train(second, knobs, 12)));
    }

    void another_seed_gives_other_bits() {
        Knobs knobs = tiny_experiment().knobs;
        Trainer first = make_trainer(knobs);
        const at::Tensor before = train(first, knobs, 3).clone();
        ++knobs.training.seed;
        Trainer second = make_trainer(knobs);
        QVERIFY(!at::equal(before, train(second, knobs, 3)));
    }

    void evaluating_and_sampling_leave_training_bit_for_bit_alone() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer watched = make_trainer(knobs), alone = make_trainer(knobs);
        for (int i = 0; i < 10; ++i) {
            watched.evaluate(knobs);
            watched.sample(knobs);
            watched.step(knobs);
            alone.step(knobs);
        }
        QVERIFY(at::equal(watched.model().parameters().flat(), alone.model().parameters().flat()));
    }

    void learning_lowers_the_loss_towards_the_entropy_of_the_language() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.feedback.strength = 0;
        knobs.optimizer.learning_rate = 1e-2;
        Trainer trainer = make_trainer(knobs);
        const double before = trainer.evaluate(knobs).loss;
        train(trainer, knobs, 300);
        const double after = trainer.evaluate(knobs).loss;
        // A sentence of 5 words and its end cost H(P_emp) nats in all; no model of windows that start at sentences can do better on average.
        const double bound = trainer.language().synthetic->entropy() / 6;
        QVERIFY2(after < 0.5 * before && after > 0.9 * bound, qPrintable(QString("%1 → %2, bound %3").arg(before).arg(after).arg(bound)));
    }

    void modules_are_bypassed_while_the_feedback_is_off() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.feedback.strength = 0;
        Trainer gated = make_trainer(knobs);
        Knobs without = knobs;
        without.dmu.dropout = 0;
        without.dtu.mode = DtuMode::off;
        Trainer plain = make_trainer(without);
        QVERIFY(at::equal(train(gated, knobs, 5), train(plain, without, 5)));
        Knobs open = knobs;
        open.feedback.gates_modules = false;
        Trainer ungated = make_trainer(open);
        QVERIFY(!at::equal(train(ungated, open, 5), train(plain, without, 0)));
    }

    void the_step_freezes_what_dmu_masks() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.feedback.gates_modules = false;
        knobs.objective.weight_decay = 0.5;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        const Parameters& parameters = trainer.model().parameters();
        const at::Tensor before = parameters.flat().clone();
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dmu, 2);
        const FeedForwardMask mask = draw_feed_forward_mask(knobs.dmu.mode, knobs.dmu.dropout, false, 16, 64, stream);
        trainer.step(knobs);
        const std::size_t up = parameters.index("transformer.h.0.mlp.c_fc.weight");
        const at::Tensor moved = parameters.view_of(parameters.flat(), up).ne(parameters.view_of(before, up)).any(1);
        for (std::int64_t row = 0; row < 16; ++row)
            QCOMPARE(moved[row].item<bool>(), std::ranges::binary_search(mask.up.inputs, row));
    }

    void gradient_and_objective_equal_a_plain_computation() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.feedback.ramp_steps = 0;
        knobs.dmu.dropout = 0;
        knobs.dtu.mode = DtuMode::off;
        knobs.optimizer.kind = OptimizerKind::sgd;
        knobs.optimizer.warmup_steps = 0;
        knobs.optimizer.gradient_clip = 0.05;
        knobs.objective.weight_decay = 0.02;
        Trainer trainer = make_trainer(knobs);
        trainer.step(knobs); // α engages after step 0
        const Parameters& parameters = trainer.model().parameters();
        const at::Tensor before = parameters.flat().clone();

        const Batch batch = training_batch(trainer.language(), knobs, 1);
        const at::Tensor logits = at::matmul(trainer.model().hidden_states(batch.inputs), trainer.model().embedding().t());
        const at::Tensor logp = at::log_softmax(logits, 1);
        const at::Tensor loss = at::nll_loss(logp, batch.targets.reshape({-1}));
        const at::Tensor entropy = -(logp.exp() * logp).sum(1).mean();
        std::vector<at::Tensor> views;
        for (std::size_t i = 0; i < parameters.count(); ++i)
            views.push_back(parameters[i]);
        const auto gradients = torch::autograd::grad({loss + 0.1 * 10 * entropy}, views);
        std::vector<at::Tensor> flat;
        for (const at::Tensor& gradient : gradients)
            flat.push_back(gradient.reshape({-1}));
        const at::Tensor gradient = at::cat(flat) + 0.02 * before;
        const double norm = gradient.norm().item<double>();

        const StepRecord record = trainer.step(knobs);
        QVERIFY(std::abs(record.loss - loss.item<double>()) < 1e-5);
        QVERIFY(std::abs(record.predictive_entropy - entropy.item<double>()) < 1e-5);
        QVERIFY(std::abs(record.gradient_norm - norm) < 1e-5 * norm);
        const double penalty = 0.01 * before.pow(2).sum().item<double>();
        QVERIFY(std::abs(record.penalty - penalty) < 1e-5);
        QVERIFY(std::abs(record.objective - (record.loss + record.potential + penalty)) < 1e-5);
        QVERIFY(norm > 0.05); // so that clipping acts
        const at::Tensor expected = before - knobs.optimizer.learning_rate * (0.05 / norm) * gradient;
        QVERIFY(at::allclose(parameters.flat(), expected, 1e-5, 1e-7));
    }

    void a_loss_that_is_not_finite_stops_before_the_parameters() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.optimizer.kind = OptimizerKind::sgd;
        Trainer trainer = make_trainer(knobs);
        NamedTensors model = trainer.model_state();
        model["transformer.h.1.mlp.c_fc.weight"] = model["transformer.h.1.mlp.c_fc.weight"].clone().fill_(INFINITY);
        trainer.restore(model, trainer.optimizer_state(), 0);
        const at::Tensor before = trainer.model().parameters().flat().clone();
        QVERIFY_EXCEPTION_THROWN(trainer.step(knobs), NumericError);
        QVERIFY(at::equal(before.nan_to_num(), trainer.model().parameters().flat().nan_to_num()));
        QCOMPARE(trainer.steps_done(), 0);
    }

    void the_average_of_the_weights_is_what_is_evaluated() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.optimizer.weight_average = 0.75;
        Trainer trainer = make_trainer(knobs);
        at::Tensor average;
        for (int i = 0; i < 6; ++i) {
            trainer.step(knobs);
            const at::Tensor& weights = trainer.model().parameters().flat();
            average = average.defined() ? 0.75 * average + 0.25 * weights.detach() : weights.detach().clone();
        }
        const EvaluationRecord ours = trainer.evaluate(knobs);
        const at::Tensor weights = trainer.model().parameters().flat().clone();
        Knobs off = knobs;
        off.optimizer.weight_average = 0;
        Trainer averaged = make_trainer(off);
        averaged.model().parameters().flat().copy_(average);
        QVERIFY(std::abs(ours.loss - averaged.evaluate(off).loss) < 1e-6);
        QVERIFY(at::equal(weights, trainer.model().parameters().flat()));
        trainer.step(off);
        QVERIFY(trainer.optimizer_state().count("weight_average") == 0);
    }

    void every_law_trains_with_every_mask() {
        for (const FeedbackLaw law : {FeedbackLaw::entropy, FeedbackLaw::marginal, FeedbackLaw::anchor, FeedbackLaw::temporal})
            for (const DmuMode mode : {DmuMode::node_fix, DmuMode::node_prob, DmuMode::bernoulli, DmuMode::edge_prob, DmuMode::edge_fix}) {
                Knobs knobs = tiny_experiment().knobs;
                knobs.feedback.law = law;
                knobs.feedback.noise = 0.1;
                knobs.dmu.mode = mode;
                Trainer trainer = make_trainer(knobs);
                QVERIFY(train(trainer, knobs, 8).isfinite().all().item<bool>());
            }
    }
};

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer.moc"
