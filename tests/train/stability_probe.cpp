// SPDX-License-Identifier: GPL-3.0-or-later
// Definition 3.1 from evaluation to evaluation, and what is remembered for it.
#include "core/train/stability_probe.h"

#include "core/model/gpt2.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

/// A model whose parameters a test may move, and its text.
struct Bench {
    Knobs knobs = tiny_experiment().knobs;
    Language language = load_language(knobs);
    Gpt2 model{{.layers = 1, .width = 8, .heads = 2, .context = 12, .vocabulary = language.tokenizer->vocabulary()}, test_options()};

    Bench() {
        std::mt19937_64 stream(1);
        model.parameters().initialise(stream);
    }

    void move(double size) {
        const at::NoGradGuard no_gradient;
        model.parameters().flat().add_(at::linspace(-size, size, model.parameters().flat().numel(), test_options()));
    }

    EvaluationRecord measure(StabilityProbe& probe, std::int64_t step) const {
        EvaluationRecord record;
        record.step = step;
        probe.measure(model, language, knobs, record);
        return record;
    }

    double loss() const {
        const at::NoGradGuard no_gradient;
        const Batch batch = training_batch(language, knobs, 0);
        const at::Tensor logits = model.logits(model.hidden_states(on_test_device(batch.inputs)));
        return at::nll_loss(at::log_softmax(logits.to(at::kDouble), 1), on_test_device(batch.targets.reshape({-1}))).item<double>();
    }
};

} // namespace

class StabilityProbeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void the_gradient_is_that_of_the_plain_loss() {
        Bench bench;
        bench.model.parameters().flat_gradient().fill_(3);
        const at::Tensor gradient = fixed_batch_gradient(bench.model, bench.language, bench.knobs);
        QVERIFY(bench.model.parameters().flat_gradient().eq(3).all().item<bool>()); // the optimizer's own is left alone
        // Central difference along the gradient: its slope is ‖∇L‖.
        const double norm = gradient.norm().item<double>(), h = 1e-3;
        const at::NoGradGuard no_gradient;
        bench.model.parameters().flat().add_(gradient, h / norm);
        const double ahead = bench.loss();
        bench.model.parameters().flat().sub_(gradient, 2 * h / norm);
        const double slope = (ahead - bench.loss()) / (2 * h);
        QVERIFY2(norm > 0.1 && std::abs(slope - norm) < 1e-3 * norm, qPrintable(QString("%1 for %2").arg(slope).arg(norm)));
    }

    void smoothness_is_the_secant_between_scheduled_evaluations() {
        Bench bench;
        StabilityProbe probe;
        const EvaluationRecord first = bench.measure(probe, 0);
        QVERIFY(std::isnan(first.smoothness) && first.loss_gradient_norm > 0);
        const LossPoint start{bench.model.parameters().flat().clone(), fixed_batch_gradient(bench.model, bench.language, bench.knobs)};
        QCOMPARE(first.loss_gradient_norm, regularised_gradient_norm(start, bench.knobs.objective.weight_decay));

        bench.move(0.01);
        const LossPoint moved{bench.model.parameters().flat().clone(), fixed_batch_gradient(bench.model, bench.language, bench.knobs)};
        QCOMPARE(bench.measure(probe, 15).smoothness, secant_smoothness(start, moved)); // off the schedule of 20: used, not remembered
        QCOMPARE(bench.measure(probe, 20).smoothness, secant_smoothness(start, moved));
        QCOMPARE(bench.measure(probe, 20).smoothness, secant_smoothness(start, moved)); // once more: the same, not 0/0
        bench.move(0.02);
        const LossPoint last{bench.model.parameters().flat().clone(), fixed_batch_gradient(bench.model, bench.language, bench.knobs)};
        QCOMPARE(bench.measure(probe, 40).smoothness, secant_smoothness(moved, last));
        QVERIFY(secant_smoothness(moved, last) > 0);
    }

    void a_saved_probe_goes_on_as_if_nothing_had_happened() {
        Bench bench;
        StabilityProbe probe, restored;
        QVERIFY(probe.state().empty());
        bench.measure(probe, 0);
        bench.move(0.01);
        bench.measure(probe, 20);
        restored.load_state(probe.state(), bench.model.parameters().flat());
        QCOMPARE(bench.measure(restored, 20).smoothness, bench.measure(probe, 20).smoothness);
        bench.move(0.01);
        QCOMPARE(bench.measure(restored, 40).smoothness, bench.measure(probe, 40).smoothness);
        restored.load_state({}, bench.model.parameters().flat());
        QVERIFY(restored.state().empty());
    }

    void a_state_of_another_model_is_refused() {
        Bench bench;
        StabilityProbe probe;
        bench.measure(probe, 0);
        NamedTensors state = probe.state();
        QVERIFY_EXCEPTION_THROWN(probe.load_state(state, at::zeros({5})), CheckpointError);
        state.erase("stability.gradient");
        QVERIFY_EXCEPTION_THROWN(probe.load_state(state, bench.model.parameters().flat()), CheckpointError);
        QCOMPARE(probe.state().size(), 4u);
    }

    void a_trainer_measures_and_keeps_it() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        trainer.evaluate(knobs);
        train(trainer, knobs, 20);
        const EvaluationRecord record = trainer.evaluate(knobs);
        QVERIFY(record.smoothness > 0 && std::isfinite(record.smoothness) && record.loss_gradient_norm > 0);
        QVERIFY(trainer.optimizer_state().contains("stability.gradient"));
    }
};

QTEST_GUILESS_MAIN(StabilityProbeTest)
#include "stability_probe.moc"
