// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/settings/random_stream.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/device.h"
#include "tests/device/simulated_device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

Q_DECLARE_METATYPE(overdamp::Knobs)

namespace {

/// Knobs under which a step may be begun while another is in flight, and which use all that a step can do then.
std::vector<std::pair<const char*, Knobs>> runs_that_go_ahead() {
    std::vector<std::pair<const char*, Knobs>> runs;
    const auto add = [&](const char* name, const std::function<void(Knobs&)>& change) {
        Knobs knobs = tiny_experiment().knobs;
        change(knobs);
        runs.emplace_back(name, std::move(knobs));
    };
    add("plain", [](Knobs& knobs) { knobs.feedback.strength = 0; });
    add("feedback and modules", [](Knobs&) {});
    add("anchor", [](Knobs& knobs) { knobs.feedback.law = FeedbackLaw::anchor; });
    add("temporal, noise", [](Knobs& knobs) {
        knobs.feedback.law = FeedbackLaw::temporal;
        knobs.feedback.noise = 0.1;
    });
    add("edges, shared positions", [](Knobs& knobs) {
        knobs.dmu.mode = DmuMode::edge_fix;
        knobs.dtu.mode = DtuMode::shared;
    });
    add("update noise, average", [](Knobs& knobs) {
        knobs.dtu.update_noise = 0.5;
        knobs.optimizer.weight_average = 0.75;
    });
    add("remedies, rarity", [](Knobs& knobs) {
        knobs.objective.entropy_bonus = 0.1;
        knobs.objective.label_smoothing = 0.1;
        knobs.objective.unlikelihood = 0.5;
        knobs.dtu.scores = DtuScores::rarity;
    });
    add("sgd", [](Knobs& knobs) {
        knobs.optimizer.kind = OptimizerKind::sgd;
        knobs.objective.weight_decay_form = WeightDecayForm::decoupled;
    });
    add("bert", [](Knobs& knobs) { knobs.model.kind = ModelKind::bert; });
    return runs;
}

/// Everything that a run continues from.
NamedTensors state_of(const Trainer& trainer) {
    NamedTensors state = trainer.optimizer_state();
    state["parameters"] = trainer.model().parameters().flat();
    for (auto& [name, tensor] : state)
        tensor = tensor.detach().clone();
    return state;
}

/// The same tensors, bit for bit, values that are not finite among them.
bool same(const NamedTensors& first, const NamedTensors& second) {
    return std::ranges::equal(first, second, [](const auto& one, const auto& other) {
        return one.first == other.first && at::equal(one.second.nan_to_num(), other.second.nan_to_num());
    });
}

} // namespace

class TrainerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

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
        const at::Tensor logits = at::matmul(trainer.model().hidden_states(batch.inputs.to(test_device())), trainer.model().embedding().t());
        const at::Tensor logp = at::log_softmax(logits, 1);
        const at::Tensor loss = at::nll_loss(logp, batch.targets.reshape({-1}).to(test_device()));
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

    void steps_in_flight_are_the_steps_that_are_waited_for_data() { runs_ahead_data(); }

    void steps_in_flight_are_the_steps_that_are_waited_for() {
        QFETCH(Knobs, knobs);
        Trainer waited_for = make_trainer(knobs), ahead = make_trainer(knobs);
        QCOMPARE(ahead.runs_ahead(knobs), !test_device().is_cpu());
        const std::size_t lead = ahead.runs_ahead(knobs) ? 2 : 0;
        std::vector<StepRecord> records;
        for (int step = 0; step < 12; ++step) {
            ahead.begin_step(knobs);
            while (ahead.steps_in_flight() > lead)
                records.push_back(ahead.finish_step());
        }
        QCOMPARE(ahead.steps_done(), 12);
        QCOMPARE(ahead.steps_in_flight(), lead);
        while (ahead.steps_in_flight() > 0)
            records.push_back(ahead.finish_step());
        for (int step = 0; step < 12; ++step) {
            const StepRecord expected = waited_for.step(knobs), record = records.at(static_cast<std::size_t>(step));
            QCOMPARE(record.step, step);
            if (test_device().is_cuda())
                QVERIFY(std::abs(record.objective - expected.objective) < 1e-3 * std::abs(expected.objective));
            else
                QVERIFY(record.objective == expected.objective && record.gradient_norm == expected.gradient_norm);
        }
        QVERIFY(test_device().is_cuda() || same(state_of(ahead), state_of(waited_for)));
    }

    void a_step_in_flight_that_fails_and_those_behind_it_have_moved_nothing_data() {
        if (test_device().is_cpu())
            QSKIP("the CPU is always waited for");
        runs_ahead_data();
    }

    void a_step_in_flight_that_fails_and_those_behind_it_have_moved_nothing() {
        QFETCH(Knobs, knobs);
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 4);
        const NamedTensors before = state_of(trainer);
        Knobs broken = knobs;
        broken.objective.entropy_bonus = 1e300; // a gradient beyond every float
        trainer.begin_step(broken);
        trainer.begin_step(knobs);
        QCOMPARE(trainer.steps_done(), 6);
        QVERIFY_EXCEPTION_THROWN(trainer.finish_step(), NumericError);
        QCOMPARE(trainer.steps_done(), 4);
        QCOMPARE(trainer.steps_in_flight(), std::size_t(0));
        QVERIFY(same(state_of(trainer), before));
        QVERIFY_EXCEPTION_THROWN(trainer.step(broken), NumericError);
        QVERIFY(same(state_of(trainer), before));
        trainer.step(knobs);
        QVERIFY(!same(state_of(trainer), before));
    }

    void a_step_never_waits_for_its_device_data() { runs_ahead_data(); }

    void a_step_never_waits_for_its_device() {
        QFETCH(Knobs, knobs);
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        const std::int64_t before = waits_for_simulated_device();
        train(trainer, knobs, 5);
        QCOMPARE(waits_for_simulated_device() - before, 0);
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

    void what_the_host_decides_on_is_waited_for() {
        Knobs knobs = tiny_experiment().knobs;
        const Trainer trainer = make_trainer(knobs);
        QCOMPARE(trainer.runs_ahead(knobs), !test_device().is_cpu());
        knobs.dtu.scores = DtuScores::attention;
        QVERIFY(!trainer.runs_ahead(knobs));
        knobs.dtu.scores = DtuScores::uniform;
        knobs.psu.mode = PsuMode::rule;
        QVERIFY(!trainer.runs_ahead(knobs));
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

  private:
    static void runs_ahead_data() {
        QTest::addColumn<Knobs>("knobs");
        for (const auto& [name, knobs] : runs_that_go_ahead())
            QTest::newRow(name) << knobs;
    }
};

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer.moc"
