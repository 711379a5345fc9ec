// SPDX-License-Identifier: GPL-3.0-or-later
// Counted work against counts by hand.
#include "core/model/work.h"

#include "core/stabilizer/dynamic_transformer.h"

#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

constexpr Shape tiny{.layers = 1, .width = 2, .heads = 1, .context = 3, .vocabulary = 5};

// Forward, two operations for each multiplication and addition. Head: 2·3·2·5. Attention: the maps to q, k, v 2·3·2·6 and back 2·3·2·2,
// scores and mixture 2·3·2·3 each. Feed-forward with hidden width 8: 2·3·2·8 up and as much down.
constexpr double head = 60, dense_attention = 72 + 24 + 36 + 36, dense_feed_forward = 96 + 96;

bool equal(double a, double b) { return std::abs(a - b) < 1e-9; }

} // namespace

class WorkTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_dense_step_is_counted_right() {
        QVERIFY(equal(step_work(tiny, {}), 3 * (head + dense_attention + dense_feed_forward))); // backward is twice forward
        QCOMPARE(work_share(tiny, {}), 1.0);
        Shape deeper = tiny;
        deeper.layers = 4;
        QVERIFY(equal(step_work(deeper, {}), 3 * (head + 4 * (dense_attention + dense_feed_forward))));
    }

    void the_dense_layer_of_berts_head_is_counted() {
        const double transform = 2. * 3 * 2 * 2;
        QVERIFY(equal(step_work(tiny, {}, ModelKind::bert), 3 * (head + transform + dense_attention + dense_feed_forward)));
        QCOMPARE(work_share(tiny, {}, ModelKind::bert), 1.0);
    }

    void node_masks_leave_the_kept_nodes() {
        // Inner nodes kept by both sides: 1 and 2. Up 2·3·1·2, down 2·3·2·2.
        const FeedForwardMask mask{.up = {{0}, {0, 1, 2, 5}}, .down = {{1, 2, 3, 7}, {0, 1}}, .up_edges = {}, .down_edges = {}};
        const Masks masks{.feed_forward = {mask}, .key_sets = {}, .positions = {}};
        QVERIFY(equal(step_work(tiny, masks), 3 * (head + dense_attention + 12 + 24)));
        QVERIFY(equal(work_share(tiny, masks), 264. / 420));
    }

    void shared_positions_leave_their_attention() {
        // Two of three positions: 2·2·2·6 + 2·2·2·2 for the maps, 2·2·2·2 for scores and for the mixture.
        const Masks masks{.feed_forward = {}, .key_sets = {}, .positions = {{0, 2}}};
        QVERIFY(equal(step_work(tiny, masks), 3 * (head + 48 + 16 + 16 + 16 + dense_feed_forward)));
        QVERIFY(equal(work_share(tiny, masks), 348. / 420));
    }

    void edge_masks_and_key_sets_save_nothing() {
        std::mt19937_64 stream(1);
        const Masks masks{.feed_forward = {draw_feed_forward_mask(DmuMode::edge_fix, 0.5, false, 2, 8, stream)},
                          .key_sets = {draw_key_sets(3, 0.5, true, stream)},
                          .positions = {}};
        QCOMPARE(work_share(tiny, masks), 1.0);
    }

    void a_block_without_inner_nodes_costs_nothing() {
        const FeedForwardMask mask{.up = {{0, 1}, {0}}, .down = {{1}, {0, 1}}, .up_edges = {}, .down_edges = {}};
        const Masks masks{.feed_forward = {mask}, .key_sets = {}, .positions = {}};
        QVERIFY(equal(step_work(tiny, masks), 3 * (head + dense_attention)));
    }
};

QTEST_GUILESS_MAIN(WorkTest)
#include "work.moc"
