// SPDX-License-Identifier: GPL-3.0-or-later
// Effective ranks worked out by hand, and against a singular value decomposition.
#include "core/measure/representation.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

double rank_of(const at::Tensor& hidden) { return effective_rank(gram_matrix(on_test_device(hidden))); }

} // namespace

class Representation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void effective_rank_by_hand();
    void it_agrees_with_a_singular_value_decomposition();
    void batches_add_up_to_their_rows();
    void nothing_and_overflow_give_nan();
};

void Representation::effective_rank_by_hand() {
    // Singular values 3 and 1: shares ¾ and ¼, exp(H) = (4/3)^¾ · 4^¼.
    const at::Tensor diagonal = at::tensor({3.0, 0.0, 0.0, 1.0, 0.0, 0.0}).view({3, 2});
    QVERIFY(std::abs(rank_of(diagonal) - std::pow(4.0 / 3, 0.75) * std::pow(4.0, 0.25)) < 1e-7);
    QVERIFY(std::abs(rank_of(at::eye(5) * 7) - 5) < 1e-7);
    QVERIFY(std::abs(rank_of(at::ones({20, 1}).mm(at::arange(1.0, 9.0).view({1, 8}).to(at::kFloat))) - 1) < 1e-4); // all rows alike
    // Fewer rows than columns: two orthogonal rows of equal length.
    QVERIFY(std::abs(rank_of(at::eye(9).narrow(0, 0, 2)) - 2) < 1e-4);
}

void Representation::it_agrees_with_a_singular_value_decomposition() {
    at::manual_seed(3);
    const at::Tensor hidden = at::randn({200, 16}).mm(at::diag(at::logspace(0, -4, 16)));
    const at::Tensor singular = at::linalg_svdvals(hidden.to(at::kDouble));
    const at::Tensor shares = singular / singular.sum();
    const double expected = std::exp(-(shares * shares.log()).sum().item<double>());
    QVERIFY(expected > 1.5 && expected < 8);
    QVERIFY(std::abs(rank_of(hidden) - expected) < 1e-6);
}

void Representation::batches_add_up_to_their_rows() {
    at::manual_seed(4);
    const at::Tensor hidden = on_test_device(at::randn({30, 6}));
    const at::Tensor parts = gram_matrix(hidden.narrow(0, 0, 11)) + gram_matrix(hidden.narrow(0, 11, 19));
    QVERIFY(at::allclose(parts, gram_matrix(hidden), 1e-12));
}

void Representation::nothing_and_overflow_give_nan() {
    QVERIFY(std::isnan(rank_of(at::zeros({4, 3}))));
    QVERIFY(std::isnan(rank_of(at::full({4, 3}, INFINITY))));
    QVERIFY(std::isnan(rank_of(at::full({4, 3}, NAN))));
}

QTEST_GUILESS_MAIN(Representation)
#include "representation.moc"
