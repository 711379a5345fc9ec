// SPDX-License-Identifier: GPL-3.0-or-later
// PSU and BAARA in training: rule, scope, state and reward against separate computations, resuming, changing modes, numbers that are not finite.
#include "core/train/selection.h"

#include "core/language/rarity.h"
#include "core/train/checkpoint.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>
#include <numbers>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

/// Two layers: embedding, two attentions, two MLPs, head; seven features of the batch and one of each layer.
constexpr std::int64_t blocks = 6, features = 9;
constexpr std::int64_t log_scale_column = features + blocks, cost_column = log_scale_column + 1, reward_column = cost_column + 1;

Knobs psu_knobs(PsuMode mode) {
    Knobs knobs = tiny_experiment().knobs;
    knobs.psu.mode = mode;
    knobs.optimizer.warmup_steps = 0;
    return knobs;
}

/// The dense model without feedback, so that its loss and gradient are easily computed otherwise.
Knobs plain_knobs(PsuMode mode) {
    Knobs knobs = psu_knobs(mode);
    knobs.feedback.strength = 0;
    return knobs;
}

at::Tensor loss_on(const Trainer& trainer, const Knobs& knobs, std::int64_t step) {
    const Batch batch = training_batch(trainer.language(), knobs, step);
    const at::Tensor logits = at::matmul(trainer.model().hidden_states(on_test_device(batch.inputs)), trainer.model().embedding().t());
    return at::nll_loss(at::log_softmax(logits, 1), on_test_device(batch.targets.reshape({-1})));
}

/// Mean squared gradient of ∇L over all parameters whose name begins like this.
double fisher(const Trainer& trainer, const Knobs& knobs, const std::string& prefix) {
    const Parameters& parameters = trainer.model().parameters();
    std::vector<at::Tensor> views;
    for (std::size_t i = 0; i < parameters.count(); ++i)
        views.push_back(parameters[i]);
    const auto gradients = torch::autograd::grad({loss_on(trainer, knobs, trainer.steps_done())}, views);
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < parameters.count(); ++i)
        if (parameters.spec(i).name.starts_with(prefix)) {
            sum += gradients[i].to(at::kDouble).pow(2).sum().item<double>();
            count += static_cast<double>(gradients[i].numel());
        }
    return sum / count;
}

at::Tensor last_row(const Trainer& trainer) {
    const at::Tensor replay = trainer.optimizer_state().at("psu.replay");
    return replay[replay.size(0) - 1];
}

NamedTensors copy_of(const NamedTensors& state) {
    NamedTensors copy;
    for (const auto& [name, tensor] : state)
        copy[name] = tensor.clone();
    return copy;
}

bool equal(const NamedTensors& first, const NamedTensors& second) {
    return std::ranges::equal(first, second, [](const auto& a, const auto& b) { return a.first == b.first && at::equal(a.second, b.second); });
}

} // namespace

class SelectionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void without_psu_nothing_is_reported() {
        const Knobs knobs = psu_knobs(PsuMode::off);
        Trainer trainer = make_trainer(knobs);
        const StepRecord record = trainer.step(knobs);
        for (const double value : {record.update_scale, record.scope, record.gradient_ratio, record.batch_value, record.reward})
            QVERIFY(std::isnan(value));
        QVERIFY(!trainer.optimizer_state().contains("psu.policy"));
    }

    void the_rule_scales_by_accuracy_over_work() {
        Knobs knobs = psu_knobs(PsuMode::off);
        knobs.feedback.gates_modules = false;
        Trainer trainer = make_trainer(knobs);
        double largest = 0;
        for (int step = 0; step < 12; ++step) {
            knobs.psu.mode = step < 4 ? PsuMode::off : PsuMode::rule; // the largest norm counts from the run's beginning
            const StepRecord record = trainer.step(knobs);
            largest = std::max(largest, record.gradient_norm);
            if (step < 4)
                continue;
            QVERIFY(std::abs(record.gradient_ratio - record.gradient_norm / largest) < 1e-12);
            QVERIFY(record.work_share < 100);
            const double gamma = 2 / std::numbers::pi * std::atan(record.gradient_norm / largest / (record.work_share / 100));
            QVERIFY(std::abs(record.update_scale - gamma) < 1e-12);
            QCOMPARE(record.scope, 100.0);
            QVERIFY(std::isnan(record.reward));
        }
    }

    void gamma_scales_the_whole_step_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("adamw, whose decoupled decay it scales, too") << static_cast<int>(OptimizerKind::adamw);
        QTest::newRow("sgd") << static_cast<int>(OptimizerKind::sgd);
    }

    void gamma_scales_the_whole_step() {
        QFETCH(int, kind);
        Knobs knobs = psu_knobs(PsuMode::off);
        knobs.feedback.gates_modules = false;
        knobs.dtu.update_noise = 0.3;
        knobs.objective.weight_decay = 0.5;
        knobs.optimizer.kind = static_cast<OptimizerKind>(kind);
        Trainer whole = make_trainer(knobs), scaled = make_trainer(knobs);
        const at::Tensor before = whole.model().parameters().flat().clone();
        whole.step(knobs);
        knobs.psu.mode = PsuMode::rule;
        const double gamma = scaled.step(knobs).update_scale;
        QVERIFY(gamma > 0.4 && gamma < 0.8);
        const at::Tensor expected = before + gamma * (whole.model().parameters().flat() - before);
        QVERIFY(at::allclose(scaled.model().parameters().flat(), expected, 1e-5, 1e-7));
    }

    void blocks_out_of_scope_keep_parameters_and_moments_bit_for_bit() {
        Knobs knobs = psu_knobs(PsuMode::policy);
        knobs.feedback.gates_modules = false;
        knobs.dtu.update_noise = 0.5;       // would move every attention
        knobs.objective.weight_decay = 0.5; // would move everything
        Trainer trainer = make_trainer(knobs);
        const Parameters& parameters = trainer.model().parameters();
        // The blocks by the names that GPT-2's parameters have.
        const std::vector<std::vector<std::string>> names = {
            {"transformer.wte.", "transformer.wpe."},          {"transformer.h.0.ln_1.", "transformer.h.0.attn."},
            {"transformer.h.0.ln_2.", "transformer.h.0.mlp."}, {"transformer.h.1.ln_1.", "transformer.h.1.attn."},
            {"transformer.h.1.ln_2.", "transformer.h.1.mlp."}, {"transformer.ln_f."}};
        int frozen_blocks = 0;
        for (int step = 0; step < 20; ++step) {
            const at::Tensor values = parameters.flat().clone();
            const NamedTensors before = copy_of(trainer.optimizer_state());
            const StepRecord record = trainer.step(knobs);
            const NamedTensors after = trainer.optimizer_state();
            const at::Tensor row = last_row(trainer);
            QCOMPARE(record.update_scale, std::clamp(std::exp(row[log_scale_column].item<double>()), 0.1, 3.0));
            QCOMPARE(record.reward, row[reward_column].item<double>());
            QCOMPARE(record.work_share / 100, row[cost_column].item<double>());
            double in_scope = 0;
            for (std::size_t i = 0; i < parameters.count(); ++i) {
                const std::string& name = parameters.spec(i).name;
                const auto block = std::ranges::find_if(names, [&](const auto& prefixes) {
                    return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return name.starts_with(prefix); });
                });
                const bool in = row[features + (block - names.begin())].item<double>() == 1;
                in_scope += in ? static_cast<double>(parameters[i].numel()) : 0;
                const auto same = [&](const at::Tensor& now, const at::Tensor& then) {
                    return at::equal(parameters.view_of(now, i), parameters.view_of(then, i));
                };
                QCOMPARE(same(parameters.flat(), values), !in);
                QCOMPARE(same(after.at("first_moment"), before.at("first_moment")), !in);
                QCOMPARE(same(after.at("second_moment"), before.at("second_moment")), !in);
            }
            QVERIFY(std::abs(record.scope - 100 * in_scope / static_cast<double>(parameters.flat().numel())) < 1e-9);
            QVERIFY(in_scope > 0);
            frozen_blocks += row.narrow(0, features, blocks).eq(0).sum().item<int>();
        }
        QVERIFY(frozen_blocks > 3 && frozen_blocks < 60);
    }

    void the_state_holds_what_the_design_names() {
        const Knobs knobs = plain_knobs(PsuMode::policy);
        Trainer trainer = make_trainer(knobs);
        const at::Tensor rarity = token_rarity(trainer.language().training, trainer.model().shape().vocabulary);
        std::vector<at::Tensor> states;
        double largest = 0, mean = 0, last = 0, change = 0;
        for (int step = 0; step < 8; ++step) {
            const double first_layer = fisher(trainer, knobs, "transformer.h.0."), second_layer = fisher(trainer, knobs, "transformer.h.1.");
            const Batch batch = training_batch(trainer.language(), knobs, step);
            const StepRecord record = trainer.step(knobs);
            largest = std::max(largest, record.gradient_norm);
            mean = step == 0 ? record.loss : mean;
            change = step == 0 ? 0 : 0.95 * change + 0.05 * std::abs(record.loss - last);
            states.push_back(at::tensor({std::log(record.gradient_norm), record.gradient_norm / largest, record.loss, record.loss - mean, change,
                                         rarity.index_select(0, batch.inputs.reshape({-1})).mean().item<double>(), record.predictive_entropy,
                                         std::log(first_layer), std::log(second_layer)},
                                        at::kDouble));
            mean = 0.95 * mean + 0.05 * record.loss;
            last = record.loss;
            const at::Tensor seen = at::stack(states);
            const at::Tensor expected = (states.back() - seen.mean(0)) / seen.std(0, false);
            // Both gradients are float32, and the first steps hardly differ from each other.
            if (step >= 3)
                QVERIFY2(at::allclose(last_row(trainer).narrow(0, 0, features), expected, 1e-2, 1e-2), qPrintable(QString::number(step)));
        }
    }

    void the_reward_compares_the_same_batch_before_and_after_the_step() {
        Knobs knobs = plain_knobs(PsuMode::policy);
        knobs.psu.reward_every = 2;
        knobs.psu.window = 3;
        knobs.psu.confidence = 0.2;
        knobs.psu.scale_penalty = 0.4;
        Trainer trainer = make_trainer(knobs);
        std::vector<double> values;
        for (int step = 0; step < 12; ++step) {
            const StepRecord record = trainer.step(knobs);
            QVERIFY(std::isfinite(record.update_scale));
            if (step % 2 != 0) {
                QVERIFY(std::isnan(record.batch_value) && std::isnan(record.reward));
                QCOMPARE(record.work_share, 100.0);
                continue;
            }
            QVERIFY(std::abs(record.work_share - 400. / 3) < 1e-9); // forward once more
            const double value = record.loss - loss_on(trainer, knobs, step).item<double>();
            QVERIFY2(std::abs(record.batch_value - value) < 5e-6, qPrintable(QString("%1 %2").arg(record.batch_value).arg(value)));
            values.push_back(record.batch_value);
            double mean = 0;
            const std::size_t first = values.size() > 3 ? values.size() - 3 : 0;
            for (std::size_t i = first; i < values.size(); ++i)
                mean += values[i] / static_cast<double>(values.size() - first);
            const double expected = mean * std::exp(-0.2 * record.predictive_entropy) - 0.4 * std::pow(record.update_scale - 1, 2);
            QVERIFY(std::abs(record.reward - expected) < 1e-12);
        }
    }

    void the_reward_uses_the_masks_of_the_step() {
        // A step of almost no length must hardly change the loss, whatever DMU and DTU mask.
        Knobs knobs = psu_knobs(PsuMode::policy);
        knobs.feedback.gates_modules = false;
        knobs.optimizer.learning_rate = 1e-6;
        Trainer trainer = make_trainer(knobs);
        for (int step = 0; step < 5; ++step)
            QVERIFY(std::abs(trainer.step(knobs).batch_value) < 1e-4);
    }

    void it_goes_on_bit_for_bit_in_the_middle_of_a_window() {
        Knobs knobs = psu_knobs(PsuMode::policy);
        knobs.psu.window = 5;
        knobs.psu.replay = 6;
        knobs.psu.update_every = 4;
        Trainer whole = make_trainer(knobs), continued = make_trainer(knobs), forgetful = make_trainer(knobs);
        train(whole, knobs, 11);
        QCOMPARE(whole.optimizer_state().at("psu.replay").size(0), 6);
        const QTemporaryDir run;
        save_checkpoint(run.path().toStdString(), whole, {.step = 11, .revision = 0, .seconds = 0, .knobs = knobs});
        NamedTensors without = whole.optimizer_state();
        std::erase_if(without, [](const auto& entry) { return entry.first.starts_with("psu."); });
        forgetful.restore(whole.model_state(), without, 11);
        load_checkpoint(list_checkpoints(run.path().toStdString()).front(), continued);
        QVERIFY(equal(continued.optimizer_state(), whole.optimizer_state()));
        for (int step = 0; step < 11; ++step) {
            const StepRecord expected = whole.step(knobs), found = continued.step(knobs);
            QVERIFY(!repeats_bits() || (found.reward == expected.reward && found.update_scale == expected.update_scale));
            forgetful.step(knobs);
        }
        QVERIFY(equal_runs(continued.model().parameters().flat(), whole.model().parameters().flat()));
        QVERIFY(!repeats_bits() || equal(continued.optimizer_state(), whole.optimizer_state()));
        QVERIFY(!at::equal(forgetful.model().parameters().flat(), whole.model().parameters().flat())); // so the state matters
    }

    void its_mode_can_be_moved_while_it_trains() {
        Knobs knobs = psu_knobs(PsuMode::off);
        knobs.psu.update_every = 3;
        Trainer trainer = make_trainer(knobs);
        for (const PsuMode mode : {PsuMode::off, PsuMode::rule, PsuMode::policy, PsuMode::off, PsuMode::policy, PsuMode::rule, PsuMode::off}) {
            knobs.psu.mode = mode;
            const NamedTensors before = copy_of(trainer.optimizer_state());
            for (int step = 0; step < 6; ++step) {
                const StepRecord record = trainer.step(knobs);
                QCOMPARE(std::isnan(record.update_scale), mode == PsuMode::off);
                QCOMPARE(std::isnan(record.reward), mode != PsuMode::policy);
            }
            const NamedTensors after = trainer.optimizer_state();
            const bool kept = before.contains("psu.policy") && at::equal(before.at("psu.policy"), after.at("psu.policy"));
            const bool learnt = after.contains("psu.policy") && !kept;
            QCOMPARE(learnt, mode == PsuMode::policy); // and it is kept in the other modes
        }
        QVERIFY(trainer.model().parameters().flat().isfinite().all().item<bool>());
    }

    void evaluating_and_sampling_leave_it_alone() {
        Knobs knobs = psu_knobs(PsuMode::policy);
        knobs.psu.update_every = 2;
        Trainer watched = make_trainer(knobs), alone = make_trainer(knobs);
        for (int i = 0; i < 6; ++i) {
            watched.evaluate(knobs);
            watched.sample(knobs);
            watched.step(knobs);
            alone.step(knobs);
        }
        QVERIFY(equal_runs(watched.model().parameters().flat(), alone.model().parameters().flat()));
        QVERIFY(equal_runs(watched.optimizer_state().at("psu.policy"), alone.optimizer_state().at("psu.policy")));
    }

    void what_is_not_finite_takes_the_step_back_data() {
        QTest::addColumn<QString>("tensor");
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("message");
        // Momentum that throws the parameters far away, so that the batch's loss after the step is not finite.
        QTest::newRow("reward") << "first_moment" << 1e36 << "the loss that PSU's reward compares after step 5 is not finite";
        // Networks so steep that their gradient is infinity times 0.
        QTest::newRow("policy") << "psu.policy" << 1e300 << "the gradient of PSU's policy at step 5 is not finite";
    }

    void what_is_not_finite_takes_the_step_back() {
        QFETCH(QString, tensor);
        QFETCH(double, factor);
        QFETCH(QString, message);
        Knobs knobs = psu_knobs(PsuMode::policy);
        knobs.psu.update_every = 6;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 5);
        NamedTensors optimizer = copy_of(trainer.optimizer_state());
        optimizer.at(tensor.toStdString()).mul_(factor);
        trainer.restore(copy_of(trainer.model_state()), optimizer, 5);
        const at::Tensor before = trainer.model().parameters().flat().clone();
        try {
            trainer.step(knobs);
            QFAIL("was accepted");
        } catch (const NumericError& error) {
            QCOMPARE(QString(error.what()), message);
        }
        QVERIFY(at::equal(trainer.model().parameters().flat(), before));
        QVERIFY(equal(trainer.optimizer_state(), optimizer));
        QCOMPARE(trainer.steps_done(), 5);
    }

    void a_state_that_does_not_fit_is_refused_and_changes_nothing() {
        const Knobs knobs = psu_knobs(PsuMode::policy);
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 3);
        const NamedTensors good = copy_of(trainer.optimizer_state());
        const at::Tensor before = trainer.model().parameters().flat().clone();
        NamedTensors model = copy_of(trainer.model_state());
        for (auto& [name, tensor] : model)
            tensor.zero_();
        int damages = 0;
        const auto refused = [&](const char* name, const at::Tensor& bad) {
            NamedTensors state = copy_of(good);
            if (bad.defined())
                state[name] = bad;
            else
                state.erase(name);
            QVERIFY_EXCEPTION_THROWN(trainer.restore(model, state, 1), CheckpointError);
            QVERIFY2(at::equal(trainer.model().parameters().flat(), before) && equal(trainer.optimizer_state(), good), name);
            ++damages;
        };
        for (const char* name :
             {"psu.moments", "psu.policy", "psu.policy.first_moment", "psu.policy.second_moment", "psu.values", "psu.replay", "psu.history"}) {
            at::Tensor not_finite = good.at(name).clone();
            not_finite.view({-1})[0] = INFINITY;
            refused(name, not_finite);
            refused(name, good.at(name).to(at::kFloat));
            if (std::string(name) != "psu.values") // may have any length
                refused(name, at::cat({good.at(name), good.at(name)}, good.at(name).dim() - 1));
        }
        refused("psu.policy", {});
        refused("psu.replay", at::zeros_like(good.at("psu.replay"))); // no block in scope
        refused("psu.counts", at::tensor({3, -2}, at::kLong));
        QCOMPARE(damages, 23);
    }

    void bert_trains_by_it() {
        for (const PsuMode mode : {PsuMode::rule, PsuMode::policy}) {
            Knobs knobs = psu_knobs(mode);
            knobs.model.kind = ModelKind::bert;
            knobs.psu.update_every = 4;
            Trainer trainer = make_trainer(knobs);
            QVERIFY(train(trainer, knobs, 12).isfinite().all().item<bool>());
        }
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection.moc"
