// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_graph.h"

#include "core/train/trainer.h"
#include "tests/device/test_device.h"
#include "tests/train/tiny.h"

#include <ATen/ATen.h>
#include <QtTest>

using namespace overdamp;
using Choice = GraphPolicy::Choice;

namespace {

/// The choices of the next passes with this key.
std::vector<Choice> choices(GraphPolicy& policy, const std::optional<PassKey>& key, int passes) {
    std::vector<Choice> made;
    for (int i = 0; i < passes; ++i)
        made.push_back(policy.choose(key));
    return made;
}

} // namespace

class StepGraphTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_pass_is_recorded_once_when_its_key_has_stayed() {
        GraphPolicy policy;
        QCOMPARE(choices(policy, PassKey{}, GraphPolicy::passes_before_recording),
                 std::vector(GraphPolicy::passes_before_recording, Choice::directly));
        QCOMPARE(choices(policy, PassKey{}, 3), (std::vector{Choice::record, Choice::replay, Choice::replay}));
    }

    void another_key_starts_anew() {
        GraphPolicy policy;
        choices(policy, PassKey{}, GraphPolicy::passes_before_recording + 5);
        for (const PassKey& key :
             {PassKey{.strength = 0.1}, PassKey{.strength = 0.2}, PassKey{.law = FeedbackLaw::temporal}, PassKey{.label_smoothing = 0.1}})
            QCOMPARE(choices(policy, key, 2), (std::vector{Choice::directly, Choice::directly}));
        QCOMPARE(choices(policy, PassKey{}, 1), std::vector{Choice::directly});
    }

    void a_pass_without_a_key_is_never_recorded() {
        GraphPolicy policy;
        choices(policy, PassKey{}, GraphPolicy::passes_before_recording);
        QCOMPARE(choices(policy, std::nullopt, 1), std::vector{Choice::directly});
        QCOMPARE(choices(policy, PassKey{}, 1), std::vector{Choice::directly});
    }

    void after_a_failure_nothing_is_recorded() {
        GraphPolicy policy;
        choices(policy, PassKey{}, GraphPolicy::passes_before_recording + 1);
        policy.give_up();
        QCOMPARE(choices(policy, PassKey{}, 50), std::vector(50, Choice::directly));
    }

    void a_run_through_graphs_follows_the_run_on_the_cpu() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.training.precision = Precision::float32;
        knobs.feedback.engage_step = 40; // plain steps, then a moving strength, then a constant one
        knobs.dmu.dropout = 0;
        knobs.dtu.mode = DtuMode::off;
        const auto language = std::make_shared<const Language>(load_language(knobs));
        Trainer ours(knobs, language, test_device().str()), reference(knobs, language, "cpu");
        for (int step = 0; step < 100; ++step) {
            if (step == 70)
                knobs.objective.label_smoothing = 0.1;
            const StepRecord here = reference.step(knobs), there = ours.step(knobs);
            QVERIFY2(std::abs(there.loss - here.loss) < 2e-3 * here.loss,
                     qPrintable(QString("step %1: %2, %3").arg(step).arg(there.loss).arg(here.loss)));
            QVERIFY(std::abs(there.gradient_norm - here.gradient_norm) < 1e-2 * here.gradient_norm);
        }
    }
};

QTEST_GUILESS_MAIN(StepGraphTest)
#include "step_graph.moc"
