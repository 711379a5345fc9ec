// SPDX-License-Identifier: GPL-3.0-or-later
// Minima that are known by hand.
#include "core/theory/minimise.h"

#include <ATen/ATen.h>
#include <QTest>
#include <stdexcept>

using namespace overdamp;

namespace {

/// Rosenbrock's valley, with its minimum of 0 at (1, 1).
ValueAndGradient valley(const at::Tensor& place) {
    const double x = place[0].item<double>(), y = place[1].item<double>(), rise = y - x * x;
    return {(1 - x) * (1 - x) + 100 * rise * rise, at::tensor({-2 * (1 - x) - 400 * x * rise, 200 * rise}, at::TensorOptions(at::kDouble))};
}

at::Tensor start() { return at::tensor({-1.2, 1.0}, at::TensorOptions(at::kDouble)); }

} // namespace

class MinimiseTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_curved_valley_is_walked_to_its_end() {
        const Minimum found = minimise(valley, start(), {.tolerance = 1e-10});
        QVERIFY(found.gradient_norm <= 1e-10);
        QVERIFY((found.place - at::ones({2}, at::kDouble)).norm().item<double>() < 1e-8);
        QVERIFY(found.iterations < 100);
    }

    void a_badly_scaled_bowl_is_solved() {
        const at::Tensor scales = at::logspace(0, 4, 30, 10, at::kDouble), centre = at::linspace(-1, 1, 30, at::kDouble);
        const Minimum found = minimise(
            [&](const at::Tensor& place) {
                const at::Tensor gradient = scales * (place - centre);
                return ValueAndGradient{0.5 * gradient.dot(place - centre).item<double>(), gradient};
            },
            at::zeros({30}, at::kDouble), {.tolerance = 1e-9, .most_iterations = 2000});
        QVERIFY((found.place - centre).norm().item<double>() < 1e-8);
    }

    void the_number_of_iterations_is_kept() {
        int calls = 0;
        const Minimum found = minimise(valley, start(), {.tolerance = 0, .most_iterations = 5, .each = [&](std::int64_t) { ++calls; }});
        QCOMPARE(found.iterations, 5);
        QCOMPARE(calls, 5);
        QVERIFY(found.value < valley(start()).value);
        QVERIFY(at::equal(minimise(valley, start(), {.most_iterations = 0}).place, start()));
    }

    void who_counts_may_end_it() {
        const auto stop = [](std::int64_t iteration) {
            if (iteration == 3)
                throw std::runtime_error("enough");
        };
        QVERIFY_EXCEPTION_THROWN(minimise(valley, start(), {.each = stop}), std::runtime_error);
    }
};

QTEST_GUILESS_MAIN(MinimiseTest)
#include "minimise.moc"
