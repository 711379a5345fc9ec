// SPDX-License-Identifier: GPL-3.0-or-later
// The fused attention of floats against the plain one in double precision, forward and backward.
#include "core/model/attention.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <QTest>

namespace overdamp {

namespace {

constexpr std::int64_t batch = 2;

/// A mask that hides about half of the keys but never a query's own.
at::Tensor random_mask(std::int64_t time) {
    at::manual_seed(8);
    const at::Tensor hidden = at::rand({time, time}).lt(0.5).logical_and(at::eye(time).eq(0));
    return at::zeros({time, time}).masked_fill(hidden, -std::numeric_limits<double>::infinity());
}

} // namespace

class FusedAttention : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void fused_equals_plain_data() {
        QTest::addColumn<int>("time");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("causal");
        QTest::addColumn<bool>("masked");
        QTest::newRow("causal, one block") << 48 << 4 << 64 << true << false;
        QTest::newRow("causal, ragged blocks") << 101 << 2 << 40 << true << false;
        QTest::newRow("all see all") << 50 << 3 << 96 << false << false;
        QTest::newRow("causal key sets") << 70 << 2 << 32 << true << true;
        QTest::newRow("key sets of BERT") << 33 << 2 << 24 << false << true;
        QTest::newRow("one position") << 1 << 2 << 8 << true << false;
    }

    void fused_equals_plain() {
        QFETCH(int, time);
        QFETCH(int, heads);
        QFETCH(int, width);
        QFETCH(bool, causal);
        QFETCH(bool, masked);
        at::manual_seed(4);
        const at::Tensor exact = at::randn({batch, time, 3 * width}).to(at::kDouble).set_requires_grad(true);
        const at::Tensor qkv = exact.detach().to(test_options()).set_requires_grad(true);
        const at::Tensor mask = masked ? random_mask(time) : at::Tensor(), there = masked ? on_test_device(mask) : mask;
        const at::Tensor upstream = at::randn({batch, time, width});
        at::Tensor received, expected_received;
        const at::Tensor ours = mix_heads(qkv, heads, {causal, there}, &received);
        const at::Tensor expected = mix_heads(exact, heads, {causal, masked ? mask.to(at::kDouble) : mask}, &expected_received);
        ours.backward(on_test_device(upstream));
        expected.backward(upstream.to(at::kDouble));
        const auto apart = [](const at::Tensor& found, const at::Tensor& wanted) {
            return (found.to(at::kCPU, at::kDouble) - wanted).abs().max().item<double>();
        };
        QVERIFY(apart(ours, expected) < 1e-5);
        QVERIFY(apart(received, expected_received) < 1e-6);
        QVERIFY2(apart(qkv.grad(), exact.grad()) < 2e-5, qPrintable(QString::number(apart(qkv.grad(), exact.grad()))));
        QVERIFY(apart(mix_heads(qkv, heads, {causal, there}, nullptr), expected) < 1e-5); // unasked, another way may be taken
    }

    void the_number_of_threads_changes_no_bit() {
        at::manual_seed(4);
        const at::Tensor qkv = on_test_device(at::randn({4, 60, 96}));
        at::set_num_threads(1);
        const at::Tensor alone = mix_heads(qkv, 2, {.causal = true}, nullptr);
        at::set_num_threads(2);
        QVERIFY(mix_heads(qkv, 2, {.causal = true}, nullptr).equal(alone));
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::FusedAttention)
#include "fused_attention.moc"
