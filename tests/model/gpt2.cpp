// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 against logits, loss and gradients that Hugging Face's transformers computed (make_fixtures.py).
#include "core/model/gpt2.h"

#include "core/model/weights.h"
#include "core/settings/random_stream.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/objective.h"
#include "tests/model/reference_model.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <filesystem>

using namespace overdamp;

namespace {

const std::filesystem::path fixture = std::filesystem::path(FIXTURES) / "gpt2";

Gpt2 fixture_model() { return reference_model<Gpt2>(fixture); }

} // namespace

class Gpt2Test : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void the_model_has_exactly_the_parameters_of_the_reference() { compare_parameters(fixture_model(), fixture); }

    void logits_equal_the_reference_to_1e_minus_5() { compare_logits(fixture_model(), fixture); }

    void loss_and_every_gradient_equal_the_reference() { compare_gradients(fixture_model(), fixture); }

    void the_cache_gives_the_logits_of_the_whole_prefix() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Gpt2 model = fixture_model();
        KeyValueCache cache = model.make_cache(3);
        const at::Tensor whole = model.logits(model.hidden_states(tokens)).view({3, 12, 29});
        QVERIFY(at::allclose(model.next_logits(tokens.narrow(1, 0, 5), cache), whole.select(1, 4), 1e-5, 1e-5));
        for (std::int64_t position = 5; position < 12; ++position)
            QVERIFY(at::allclose(model.next_logits(tokens.narrow(1, position, 1), cache), whole.select(1, position), 1e-5, 1e-5));
    }

    void the_cache_takes_several_tokens_after_the_first() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Gpt2 model = fixture_model();
        KeyValueCache cache = model.make_cache(3);
        model.next_logits(tokens.narrow(1, 0, 4), cache);
        const at::Tensor whole = model.logits(model.hidden_states(tokens)).view({3, 12, 29});
        QVERIFY(at::allclose(model.next_logits(tokens.narrow(1, 4, 6), cache), whole.select(1, 9), 1e-5, 1e-5));
    }

    void a_position_does_not_see_what_follows_it() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Gpt2 model = fixture_model();
        at::Tensor changed = tokens.clone();
        changed.select(1, 8).fill_(1);
        const at::Tensor before = model.hidden_states(tokens).view({3, 12, 16}), after = model.hidden_states(changed).view({3, 12, 16});
        QVERIFY(at::equal(before.narrow(1, 0, 8), after.narrow(1, 0, 8)));
        QVERIFY(!at::equal(before.select(1, 8), after.select(1, 8)));
    }

    void masks_that_keep_everything_change_nothing() {
        const at::Tensor tokens = reference_tokens(fixture);
        const Gpt2 model = fixture_model();
        Masks masks;
        std::mt19937_64 stream(1);
        for (int layer = 0; layer < 2; ++layer) {
            masks.feed_forward.push_back(draw_feed_forward_mask(DmuMode::node_fix, 0, false, 16, 64, stream));
            masks.key_sets.push_back(draw_key_sets(12, 0, true, stream));
        }
        QVERIFY(at::allclose(model.hidden_states(tokens, masks), model.hidden_states(tokens), 1e-5, 1e-5));
        masks = {};
        for (int layer = 0; layer < 2; ++layer) {
            masks.feed_forward.push_back(draw_feed_forward_mask(DmuMode::edge_fix, 0, false, 16, 64, stream));
            masks.positions.push_back(draw_positions(12, 0, stream));
        }
        QVERIFY(at::allclose(model.hidden_states(tokens, masks), model.hidden_states(tokens), 1e-5, 1e-5));
    }

    void a_position_out_of_the_shared_set_depends_on_its_own_token_alone() {
        const at::NoGradGuard no_gradient;
        const at::Tensor tokens = reference_tokens(fixture);
        const Gpt2 model = fixture_model();
        const Masks masks{.feed_forward = {}, .key_sets = {}, .positions = {{1, 3, 4, 9}, {0, 3, 7, 9}}};
        at::Tensor changed = tokens.clone();
        changed.select(1, 3).fill_(1);
        const at::Tensor before = model.hidden_states(tokens, masks).view({3, 12, 16}), after = model.hidden_states(changed, masks).view({3, 12, 16});
        // Position 3 reaches 4 in the first layer, and 7 and 9 in the second (9 in both).
        for (std::int64_t position = 0; position < 12; ++position) {
            const bool reached = position == 3 || position == 4 || position == 7 || position == 9;
            QCOMPARE(!at::allclose(before.select(1, position), after.select(1, position), 1e-5, 1e-6), reached);
        }
    }
};

QTEST_GUILESS_MAIN(Gpt2Test)
#include "gpt2.moc"
