// SPDX-License-Identifier: GPL-3.0-or-later
// Failure signatures on hand-made histories: each fires where it should, and not on a healthy run or where one condition is missing.
#include "core/telemetry/diagnosis.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace overdamp;

namespace {

/// What a made-up run is like at a step.
struct Shape {
    std::function<double(std::int64_t)> strength = [](std::int64_t step) { return step >= 200 ? 0.2 : 0.0; };
    std::function<double(std::int64_t)> loss = [](std::int64_t) { return 5.0; };
    std::function<double(std::int64_t)> entropy = [](std::int64_t) { return 4.0; };
    std::function<double(std::int64_t)> gradient = [](std::int64_t) { return 1.0; };
    std::function<double(std::int64_t)> share = [](std::int64_t) { return 30.0; };
    std::function<double(std::int64_t)> smoothness = [](std::int64_t) { return 1.0; };
};

/// Noise without a trend: ±0.1 in turn.
double shiver(std::int64_t step) { return step % 2 == 0 ? 0.1 : -0.1; }

History run_of(const Shape& shape, std::int64_t steps) {
    History history;
    for (std::int64_t step = 0; step < steps; ++step) {
        if (step % 25 == 0) {
            EvaluationRecord evaluation;
            evaluation.step = step;
            evaluation.hf_share_top10 = shape.share(step);
            evaluation.smoothness = shape.smoothness(step);
            history.append(evaluation);
        }
        StepRecord record;
        record.step = step;
        record.strength = shape.strength(step);
        record.loss = shape.loss(step) + shiver(step);
        record.predictive_entropy = shape.entropy(step) + shiver(step);
        record.gradient_norm = shape.gradient(step);
        history.append(record);
    }
    return history;
}

/// A run whose loss, entropy and share follow the feedback.
Shape healthy() {
    Shape shape;
    shape.loss = [](std::int64_t step) { return step >= 200 ? 6.0 : 5.0; };
    shape.entropy = [](std::int64_t step) { return step >= 200 ? 1.0 : 4.0; };
    shape.share = [](std::int64_t step) { return step > 200 ? 90.0 : 30.0; };
    return shape;
}

const Diagnosis* find(const std::vector<Diagnosis>& found, FailureSignature signature) {
    const auto place = std::ranges::find(found, signature, &Diagnosis::signature);
    return place == found.end() ? nullptr : &*place;
}

} // namespace

class DiagnosisTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_healthy_or_short_run_shows_none() {
        QVERIFY(diagnose({}).empty());
        for (const std::int64_t steps : {1, 30, 201, 260, 500, 1000})
            QVERIFY2(diagnose(run_of(healthy(), steps)).empty(), std::to_string(steps).c_str());
    }

    void a_share_that_stays_flat_under_feedback_is_named_with_its_numbers() {
        Shape shape = healthy();
        shape.share = [](std::int64_t step) { return step > 200 ? 32.0 : 30.0; };
        QVERIFY(!find(diagnose(run_of(shape, 340)), FailureSignature::flat_share)); // the third evaluation at 300 or later is at 350
        const auto found = diagnose(run_of(shape, 351));
        const Diagnosis* flat = find(found, FailureSignature::flat_share);
        QVERIFY(flat);
        QCOMPARE(flat->since, std::int64_t{200});
        QCOMPARE(flat->strength, 0.2);
        QCOMPARE(flat->before, 30.0);
        QCOMPARE(flat->now, 32.0);
    }

    void a_share_that_rises_or_a_run_without_feedback_is_not_flat() {
        Shape shape = healthy();
        shape.share = [](std::int64_t step) { return step > 200 ? 35.0 : 30.0; };
        QVERIFY(!find(diagnose(run_of(shape, 500)), FailureSignature::flat_share));
        shape.share = [](std::int64_t) { return 30.0; };
        shape.strength = [](std::int64_t) { return 0.0; };
        QVERIFY(diagnose(run_of(shape, 500)).empty());
        shape.strength = [](std::int64_t step) { return step >= 200 && step < 480 ? 0.2 : 0.0; };
        QVERIFY(!find(diagnose(run_of(shape, 500)), FailureSignature::flat_share));
    }

    void a_growing_gradient_under_a_smooth_loss_is_named() {
        Shape shape = healthy();
        shape.gradient = [](std::int64_t step) { return step >= 400 ? 3.0 : 1.5; };
        const auto found = diagnose(run_of(shape, 500));
        const Diagnosis* growing = find(found, FailureSignature::growing_gradient);
        QVERIFY(growing);
        QCOMPARE(growing->since, std::int64_t{400});
        QCOMPARE(growing->before, 1.5);
        QCOMPARE(growing->now, 3.0);
    }

    void a_gradient_that_grows_less_with_the_loss_or_with_alpha_is_not_named() {
        Shape less = healthy();
        less.gradient = [](std::int64_t step) { return step >= 400 ? 2.9 : 1.5; };
        QVERIFY(!find(diagnose(run_of(less, 500)), FailureSignature::growing_gradient));
        Shape rough = healthy();
        rough.gradient = [](std::int64_t step) { return step >= 400 ? 3.0 : 1.0; };
        rough.loss = [](std::int64_t step) { return 6 + (step >= 400 ? 5 : 1) * shiver(step); };
        QVERIFY(!find(diagnose(run_of(rough, 500)), FailureSignature::growing_gradient));
        Shape moved = healthy();
        moved.gradient = [](std::int64_t step) { return step >= 400 ? 3.0 : 1.0; };
        moved.strength = [](std::int64_t step) { return step >= 400 ? 0.3 : 0.2; };
        QVERIFY(!find(diagnose(run_of(moved, 500)), FailureSignature::growing_gradient));
    }

    void a_growing_smoothness_under_a_smooth_loss_is_named_and_a_missing_one_is_not() {
        Shape shape = healthy();
        shape.smoothness = [](std::int64_t step) { return step >= 425 ? 5.0 : 2.0; };
        const auto found = diagnose(run_of(shape, 500)); // evaluations at 350, 375, 400 and at 425, 450, 475
        const Diagnosis* growing = find(found, FailureSignature::growing_smoothness);
        QVERIFY(growing);
        QCOMPARE(growing->since, std::int64_t{425});
        QCOMPARE(growing->before, 2.0);
        QCOMPARE(growing->now, 5.0);
        shape.smoothness = [](std::int64_t step) { return step >= 425 ? 3.9 : 2.0; };
        QVERIFY(!find(diagnose(run_of(shape, 500)), FailureSignature::growing_smoothness));
        shape.smoothness = [](std::int64_t) { return not_measured; };
        QVERIFY(!find(diagnose(run_of(shape, 500)), FailureSignature::growing_smoothness));
    }

    void a_move_of_alpha_that_nothing_follows_is_named_until_the_next_move() {
        Shape shape; // loss and entropy stay
        QVERIFY(!find(diagnose(run_of(shape, 299)), FailureSignature::no_response));
        const auto found = diagnose(run_of(shape, 300));
        const Diagnosis* deaf = find(found, FailureSignature::no_response);
        QVERIFY(deaf);
        QCOMPARE(deaf->since, std::int64_t{200});
        QCOMPARE(deaf->before, 4.0);
        shape.strength = [](std::int64_t step) { return step >= 320 ? 0.3 : step >= 200 ? 0.2 : 0.0; };
        QVERIFY(!find(diagnose(run_of(shape, 330)), FailureSignature::no_response));
    }

    void a_ramp_counts_as_one_move() {
        Shape shape;
        shape.strength = [](std::int64_t step) { return std::clamp(static_cast<double>(step - 199) / 50, 0.0, 1.0) * 0.05; };
        const auto found = diagnose(run_of(shape, 400));
        const Diagnosis* deaf = find(found, FailureSignature::no_response);
        QVERIFY(deaf);
        QCOMPARE(deaf->since, std::int64_t{200});
    }

    void a_small_move_or_one_that_the_entropy_follows_is_not_named() {
        Shape small;
        small.strength = [](std::int64_t step) { return step >= 200 ? 0.019 : 0.0; };
        QVERIFY(!find(diagnose(run_of(small, 400)), FailureSignature::no_response));
        Shape followed;
        followed.entropy = [](std::int64_t step) { return step >= 230 ? 3.9 : 4.0; };
        QVERIFY(!find(diagnose(run_of(followed, 400)), FailureSignature::no_response));
    }
};

QTEST_GUILESS_MAIN(DiagnosisTest)
#include "diagnosis.moc"
