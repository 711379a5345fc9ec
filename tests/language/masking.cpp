// SPDX-License-Identifier: GPL-3.0-or-later
// What is hidden, how often, and what stands in its place.
#include "core/language/masking.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>
#include <set>

using namespace overdamp;

namespace {

constexpr Token end = 0, unknown = 1;

/// The tokens <end>, <unk>, twenty words and the mask.
std::unique_ptr<TextTokenizer> tokenizer() { return add_mask_token(make_word_tokenizer({"a b c d e f g h i j k l m n o p q r s t"}, 1000)); }

/// Checks a share of `draws` against its probability, five standard deviations wide.
bool matches(double count, double draws, double expected) {
    return std::abs(count / draws - expected) < 5 * std::sqrt(expected * (1 - expected) / draws);
}

Knobs bert_knobs() {
    Knobs knobs;
    knobs.language.corpus = "synthetic";
    knobs.model.kind = ModelKind::bert;
    knobs.model.context = 11;
    return knobs;
}

bool same(const Batch& a, const Batch& b) { return at::equal(a.inputs, b.inputs) && at::equal(a.targets, b.targets); }

} // namespace

class Masking : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void exactly_15_percent_are_targets_and_hold_the_true_token() {
        const auto words = tokenizer();
        auto stream = random_stream(1, RandomPurpose::masked_tokens);
        const at::Tensor windows = at::randint(2, 22, {20, 50}, at::TensorOptions(at::kLong));
        const Batch batch = mask_tokens(windows, *words, stream);
        const at::Tensor hidden = batch.targets.ne(ignored_target);
        QCOMPARE(hidden.sum().item<std::int64_t>(), 150);
        QVERIFY(at::equal(batch.targets.index({hidden}), windows.index({hidden})));
        QVERIFY(at::equal(batch.inputs.index({hidden.logical_not()}), windows.index({hidden.logical_not()})));
    }

    void every_position_is_hidden_equally_often_and_80_10_10_stand_in_its_place() {
        const auto words = tokenizer();
        QCOMPARE(words->vocabulary(), 23);
        constexpr int draws = 20000;
        // 40 positions: 38 words, one end token and one unknown, which is never a target: round(0.15·39) = 6 of 39.
        at::Tensor window = at::full({1, 40}, 7, at::TensorOptions(at::kLong));
        window[0][5] = end;
        window[0][6] = unknown;
        std::vector<int> hidden(40);
        double masked = 0, kept = 0, changed = 0, all = 0;
        std::set<Token> shown;
        auto stream = random_stream(2, RandomPurpose::masked_tokens);
        for (int draw = 0; draw < draws; ++draw) {
            const Batch batch = mask_tokens(window, *words, stream);
            const auto inputs = batch.inputs.accessor<std::int64_t, 2>(), targets = batch.targets.accessor<std::int64_t, 2>();
            for (std::int64_t i = 0; i < 40; ++i) {
                if (targets[0][i] == ignored_target)
                    continue;
                ++hidden[static_cast<std::size_t>(i)];
                ++all;
                masked += inputs[0][i] == words->mask_token();
                kept += inputs[0][i] == targets[0][i];
                changed += inputs[0][i] != words->mask_token() && inputs[0][i] != targets[0][i];
                shown.insert(inputs[0][i]);
            }
        }
        for (std::size_t i = 0; i < hidden.size(); ++i)
            if (i == 6)
                QCOMPARE(hidden[i], 0);
            else
                QVERIFY2(matches(hidden[i], draws, 6.0 / 39), qPrintable(QString("position %1: %2").arg(i).arg(hidden[i])));
        // A random token is the true one in 1 of 21 cases.
        QVERIFY(matches(masked, all, 0.8));
        QVERIFY(matches(kept, all, 0.1 + 0.1 / 21));
        QVERIFY(matches(changed, all, 0.1 * 20 / 21));
        QCOMPARE(shown.size(), 22u); // all but the unknown token
        QVERIFY(!shown.contains(unknown));
    }

    void there_is_at_least_one_target_unless_all_is_unknown() {
        const auto words = tokenizer();
        auto stream = random_stream(3, RandomPurpose::masked_tokens);
        const at::Tensor one_known = at::tensor({Token{1}, Token{5}}, at::TensorOptions(at::kLong)).view({1, 2});
        QCOMPARE(mask_tokens(one_known, *words, stream).targets[0][1].item<Token>(), 5);
        QVERIFY(mask_tokens(at::ones({2, 3}, at::kLong), *words, stream).targets.eq(ignored_target).all().item<bool>());
    }

    void training_masks_follow_seed_and_step() {
        Knobs knobs = bert_knobs();
        const Language language = load_language(knobs);
        QVERIFY(same(training_batch(language, knobs, 4), training_batch(language, knobs, 4)));
        QVERIFY(!same(training_batch(language, knobs, 4), training_batch(language, knobs, 5)));
        const Batch before = training_batch(language, knobs, 4);
        ++knobs.training.seed;
        QVERIFY(!same(training_batch(language, knobs, 4), before));
    }

    void held_out_masks_never_change() {
        Knobs knobs = bert_knobs();
        const Language language = load_language(knobs);
        const Batch before = held_out_batch(language, knobs);
        ++knobs.training.seed;
        QVERIFY(same(held_out_batch(language, knobs), before));
        QVERIFY(before.inputs.eq(language.tokenizer->mask_token()).any().item<bool>());
    }

    void gpt2_sees_no_mask_token() {
        Knobs knobs = bert_knobs();
        const std::int64_t with_mask = load_language(knobs).tokenizer->vocabulary();
        knobs.model.kind = ModelKind::gpt2;
        const Language language = load_language(knobs);
        QCOMPARE(language.tokenizer->vocabulary(), with_mask - 1);
        QCOMPARE(language.tokenizer->mask_token(), -1);
        QVERIFY(training_batch(language, knobs, 0).targets.ne(ignored_target).all().item<bool>());
    }
};

QTEST_GUILESS_MAIN(Masking)
#include "masking.moc"
