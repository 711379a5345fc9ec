// SPDX-License-Identifier: GPL-3.0-or-later
// Norms, secants and curvatures of functions whose Hessian is known.
#include "core/measure/stability.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

at::Tensor vector(std::initializer_list<double> values) {
    return on_test_device(at::tensor(std::vector<double>(values), at::TensorOptions(at::kDouble)));
}

/// ∇L of L = ½ θᵀAθ − ⟨b, θ⟩ with b = (1, 1, …).
LossGradient quadratic(const at::Tensor& matrix) {
    return [=](const at::Tensor& parameters) { return matrix.mv(parameters) - 1; };
}

Curvature curvature(const at::Tensor& matrix, const PowerIteration& options = {}) {
    std::mt19937_64 stream(8);
    return largest_hessian_eigenvalue(quadratic(matrix), at::ones({matrix.size(0)}, matrix.options()), stream, options);
}

} // namespace

class Stability : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void gradient_norms_by_hand();
    void secants_of_a_quadratic_lie_between_its_curvatures();
    void the_largest_eigenvalue_of_a_quadratic();
    void a_negative_eigenvalue_of_larger_size_is_not_taken();
    void opposite_eigenvalues_of_equal_size_are_told_apart();
    void it_agrees_with_a_full_decomposition();
    void curvature_of_a_quartic_depends_on_the_place();
    void too_few_iterations_are_admitted();
};

void Stability::gradient_norms_by_hand() {
    // ∇L = (3, 0), θ = (0, 8), λ = ½: ‖(3, 4)‖ = 5.
    QCOMPARE(regularised_gradient_norm({vector({0, 8}), vector({3, 0})}, 0.5), 5.0);
    QCOMPARE(regularised_gradient_norm({vector({0, 8}), vector({3, 0})}, 0), 3.0);
}

void Stability::secants_of_a_quadratic_lie_between_its_curvatures() {
    const LossGradient gradient = quadratic(at::diag(vector({2, 5})));
    const auto at_point = [&](const at::Tensor& parameters) { return LossPoint{parameters, gradient(parameters)}; };
    const LossPoint origin = at_point(vector({1, 1}));
    QCOMPARE(secant_smoothness(origin, at_point(vector({4, 1}))), 2.0);
    QCOMPARE(secant_smoothness(origin, at_point(vector({1, -1}))), 5.0);
    // Along (1, 1): ‖(2, 5)‖ / ‖(1, 1)‖ = √14.5.
    QCOMPARE(secant_smoothness(origin, at_point(vector({2, 2}))), std::sqrt(14.5));
    QVERIFY(std::isnan(secant_smoothness(origin, origin)));
}

void Stability::the_largest_eigenvalue_of_a_quadratic() {
    const Curvature found = curvature(at::diag(vector({1, 7, 3, -2})));
    QVERIFY2(found.converged && std::abs(found.eigenvalue - 7) < 7e-3, qPrintable(QString::number(found.eigenvalue)));
    QCOMPARE(curvature(at::zeros({3, 3}, test_options(at::kDouble))).eigenvalue, 0.0);
}

void Stability::a_negative_eigenvalue_of_larger_size_is_not_taken() {
    const Curvature found = curvature(at::diag(vector({1, -9, 4, -2})));
    QVERIFY2(found.converged && std::abs(found.eigenvalue - 4) < 1.3e-2, qPrintable(QString::number(found.eigenvalue)));
    const Curvature concave = curvature(at::diag(vector({-1, -9, -4})));
    QVERIFY2(concave.converged && std::abs(concave.eigenvalue + 1) < 1.3e-2, qPrintable(QString::number(concave.eigenvalue)));
}

void Stability::opposite_eigenvalues_of_equal_size_are_told_apart() {
    const Curvature found = curvature(at::diag(vector({6, -6, 1})));
    QVERIFY2(found.converged && std::abs(found.eigenvalue - 6) < 1.8e-2, qPrintable(QString::number(found.eigenvalue)));
}

void Stability::it_agrees_with_a_full_decomposition() {
    at::manual_seed(6);
    for (const at::ScalarType type : {at::kDouble, at::kFloat}) {
        const at::Tensor root = on_test_device(at::randn({12, 12}, at::TensorOptions(type)));
        const at::Tensor matrix = root + root.t();
        const double expected = at::linalg_eigvalsh(matrix.to(at::kCPU, at::kDouble)).max().item<double>();
        const Curvature found = curvature(matrix, {.tolerance = 1e-3, .most_iterations = 2000});
        QVERIFY2(found.converged && std::abs(found.eigenvalue - expected) < 1e-2 * expected,
                 qPrintable(QString("%1 for %2").arg(found.eigenvalue).arg(expected)));
    }
}

void Stability::curvature_of_a_quartic_depends_on_the_place() {
    // L = Σθ⁴/4: the Hessian at (1, −2) is diag(3, 12).
    std::mt19937_64 stream(1);
    const LossGradient gradient = [](const at::Tensor& parameters) { return parameters.pow(3); };
    const Curvature found = largest_hessian_eigenvalue(gradient, vector({1, -2}), stream);
    QVERIFY2(found.converged && std::abs(found.eigenvalue - 12) < 1.2e-2, qPrintable(QString::number(found.eigenvalue)));
}

void Stability::too_few_iterations_are_admitted() {
    QVERIFY(!curvature(at::diag(vector({1, 1.01, 0.99, 1.02})), {.tolerance = 1e-6, .most_iterations = 3}).converged);
}

QTEST_GUILESS_MAIN(Stability)
#include "stability.moc"
