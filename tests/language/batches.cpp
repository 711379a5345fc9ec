// SPDX-License-Identifier: GPL-3.0-or-later
// Token streams and windows, against the text that they come from.
#include "core/language/batches.h"

#include "core/language/corpus.h"
#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <map>

using namespace overdamp;

namespace {

std::vector<Token> values(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.contiguous();
    return {flat.data_ptr<std::int64_t>(), flat.data_ptr<std::int64_t>() + flat.numel()};
}

/// A language whose token at position i is i, so that windows show where they start.
Language counting_language(std::int64_t training, std::int64_t held_out, std::int64_t alignment = 1) {
    Language language;
    language.tokenizer = make_byte_tokenizer();
    language.training = at::arange(training, at::kLong);
    language.held_out = at::arange(held_out, at::kLong);
    language.alignment = alignment;
    return language;
}

Knobs shape(std::int64_t context, std::int64_t batch) {
    Knobs knobs;
    knobs.model.context = context;
    knobs.training.batch = batch;
    return knobs;
}

} // namespace

class Batches : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void streams_join_documents_with_end_tokens();
    void unknown_targets_are_ignored();
    void byte_streams_hold_every_byte();
    void training_windows_start_uniformly_and_fit();
    void training_windows_keep_to_the_alignment();
    void batches_depend_on_seed_and_step_alone();
    void held_out_windows_are_consecutive_and_evenly_spaced();
    void a_short_held_out_part_gives_one_short_window();
    void synthetic_windows_start_at_sentences();
    void synthetic_languages_have_no_unknown_token();
    void small_corpora_are_refused_with_their_numbers();

  private:
    Knobs knobs_for(const char* text) {
        const std::string path = folder_->filePath("text").toStdString();
        write_text(path, text);
        Knobs knobs = shape(2, 8);
        knobs.language.corpus = path;
        return knobs;
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void Batches::init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(folder_->isValid());
}

void Batches::streams_join_documents_with_end_tokens() {
    const Language language = load_language(knobs_for("a b\n\na b\n\na b\n\na b\n"));
    // Each of the four documents is "a b" = 2 3; three are for training.
    QCOMPARE(values(language.training), (std::vector<Token>{0, 2, 3, 0, 2, 3, 0, 2, 3, 0}));
    QCOMPARE(values(language.held_out), (std::vector<Token>{0, 2, 3, 0}));
    QCOMPARE(language.frequencies.total(), 6);
    QCOMPARE(language.alignment, 1);
    QVERIFY(!language.synthetic);
}

void Batches::unknown_targets_are_ignored() {
    Knobs knobs = knobs_for("a b\n\na b\n\na b\n\na b\n");
    knobs.language.vocabulary = 3; // <end>, <unk> and a; b is unknown
    const Language language = load_language(knobs);
    QCOMPARE(values(language.held_out), (std::vector<Token>{0, 2, 1, 0}));
    const Batch batch = held_out_batch(language, shape(3, 1));
    QCOMPARE(values(batch.inputs), (std::vector<Token>{0, 2, 1}));
    QCOMPARE(values(batch.targets), (std::vector<Token>{2, ignored_target, 0}));
}

void Batches::byte_streams_hold_every_byte() {
    Knobs knobs = knobs_for("\xFC!\n\n\xFC!\n");
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs); }).contains("use language.tokenizer byte"));
    knobs.language.tokenizer = Tokenizer::byte;
    const Language language = load_language(knobs);
    QCOMPARE(values(language.training), (std::vector<Token>{256, 0xFC, '!', 256}));
    QCOMPARE(language.tokenizer->vocabulary(), 257);
    QCOMPARE(language.frequencies.word(0), std::string("!"));
}

void Batches::training_windows_start_uniformly_and_fit() {
    // 25 tokens and context 5: windows of 5 inputs and 1 more target start at 0 to 19, 20 places.
    const Language language = counting_language(25, 10);
    const Knobs knobs = shape(5, 100);
    std::map<Token, int> starts;
    for (std::int64_t step = 0; step < 200; ++step) {
        const Batch batch = training_batch(language, knobs, step);
        QVERIFY(batch.inputs.sizes() == at::IntArrayRef({100, 5}));
        QVERIFY(at::equal(batch.inputs - batch.inputs.narrow(1, 0, 1), at::arange(5, at::kLong).expand({100, 5})));
        QVERIFY(at::equal(batch.targets, batch.inputs + 1));
        for (const Token start : values(batch.inputs.narrow(1, 0, 1)))
            ++starts[start];
    }
    QCOMPARE(starts.size(), std::size_t(20));
    QCOMPARE(starts.begin()->first, 0);
    QCOMPARE(starts.rbegin()->first, 19);
    // 20000 draws, p = 1/20: mean 1000, standard deviation √(20000·0.05·0.95) = 30.8; five of them.
    for (const auto& [start, count] : starts)
        QVERIFY2(std::abs(count - 1000) < 154, qPrintable(QString("%1 starts at %2").arg(count).arg(start)));
    const Batch only = training_batch(counting_language(6, 2), knobs, 0);
    QCOMPARE(only.inputs.max().item<std::int64_t>(), 4); // 6 tokens leave one place
}

void Batches::training_windows_keep_to_the_alignment() {
    // 40 tokens, context 5, alignment 11: places 0, 11, 22, 33; the last window ends at 33 + 5 = 38 < 40.
    const Language language = counting_language(40, 10, 11);
    std::set<Token> starts;
    for (const Token start : values(training_batch(language, shape(5, 200), 0).inputs.narrow(1, 0, 1)))
        starts.insert(start);
    QCOMPARE(starts, (std::set<Token>{0, 11, 22, 33}));
}

void Batches::batches_depend_on_seed_and_step_alone() {
    const Language language = counting_language(1000, 10);
    Knobs knobs = shape(8, 16);
    const Batch first = training_batch(language, knobs, 7);
    QVERIFY(!at::equal(training_batch(language, knobs, 8).inputs, first.inputs));
    QVERIFY(at::equal(training_batch(language, knobs, 7).inputs, first.inputs));
    knobs.feedback.strength = 0.5;
    knobs.optimizer.learning_rate = 0.1;
    QVERIFY(at::equal(training_batch(language, knobs, 7).inputs, first.inputs));
    knobs.training.seed += 1;
    QVERIFY(!at::equal(training_batch(language, knobs, 7).inputs, first.inputs));
}

void Batches::held_out_windows_are_consecutive_and_evenly_spaced() {
    // 101 tokens, context 10: ten windows at 0, 10, … 90; the last target is token 100.
    const Language language = counting_language(20, 101);
    const Batch all = held_out_batch(language, shape(10, 1));
    QVERIFY(at::equal(all.inputs.flatten(), at::arange(100, at::kLong)));
    QVERIFY(at::equal(all.targets, all.inputs + 1));
    // 4 of 10, evenly spaced: ⌊i·10/4⌋ = 0, 2, 5, 7.
    QCOMPARE(values(held_out_batch(language, shape(10, 1), 4).inputs.narrow(1, 0, 1)), (std::vector<Token>{0, 20, 50, 70}));
    // 100 tokens leave the tenth window without its last target.
    QCOMPARE(held_out_batch(counting_language(20, 100), shape(10, 1)).inputs.size(0), 9);
    // Alignment 4 widens the stride from 10 to 12: 0, 12, … 84; 96 + 10 + 1 > 101.
    QCOMPARE(values(held_out_batch(counting_language(20, 101, 4), shape(10, 1)).inputs.narrow(1, 0, 1)),
             (std::vector<Token>{0, 12, 24, 36, 48, 60, 72, 84}));
}

void Batches::a_short_held_out_part_gives_one_short_window() {
    const Batch batch = held_out_batch(counting_language(100, 4), shape(10, 1));
    QVERIFY(batch.inputs.sizes() == at::IntArrayRef({1, 3}));
    QCOMPARE(values(batch.targets), (std::vector<Token>{1, 2, 3}));
    QVERIFY(held_out_batch(counting_language(100, 2), shape(10, 1)).inputs.sizes() == at::IntArrayRef({1, 1}));
}

void Batches::synthetic_windows_start_at_sentences() {
    for (const Tokenizer tokenizer : {Tokenizer::word, Tokenizer::byte}) {
        Knobs knobs = shape(32, 64);
        knobs.language.corpus = "synthetic";
        knobs.language.tokenizer = tokenizer;
        const Language language = load_language(knobs);
        QVERIFY(language.synthetic.has_value());
        // 10 words and the end token; as bytes 10·4 letters, 9 spaces and the end token.
        QCOMPARE(language.alignment, tokenizer == Tokenizer::word ? 11 : 50);
        const Token end = language.tokenizer->end_token();
        for (const auto& batch : {training_batch(language, knobs, 3), held_out_batch(language, knobs)})
            QVERIFY((batch.inputs.select(1, 0) == end).all().item<bool>());
        QCOMPARE((language.training == end).sum().item<std::int64_t>(), language.synthetic->documents() + 1);
    }
}

void Batches::synthetic_languages_have_no_unknown_token() {
    Knobs knobs = shape(8, 4);
    knobs.language.corpus = "synthetic";
    for (const std::int64_t vocabulary : {5, 30, 62, 2000}) {
        knobs.language.vocabulary = vocabulary;
        const Language language = load_language(knobs);
        QVERIFY(language.tokenizer->vocabulary() <= std::min<std::int64_t>(vocabulary, 62));
        QVERIFY(!(language.training == 1).any().item<bool>());
        QVERIFY(!(language.held_out == 1).any().item<bool>());
    }
    knobs.language.vocabulary = 3; // one word makes one sentence
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs); }).contains("1 words make only 1 sentences"));
    knobs.language.synthetic_sentences = 100000;
    knobs.language.synthetic_length = 1000;
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs); }).contains("would have 400000000 words; at most 50000000 fit"));
}

void Batches::small_corpora_are_refused_with_their_numbers() {
    Knobs knobs = knobs_for("a b\n\na b\n\na b\n\na b\n"); // 10 training tokens
    knobs.model.context = 9;
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs); }).isEmpty());
    knobs.model.context = 10;
    const QString message = thrown<CorpusError>([&] { load_language(knobs); });
    QCOMPARE(message, "corpus " + folder_->filePath("text") + " has 10 training tokens; model.context 10 needs at least 11");
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs_for("a")); }).contains("has only 1 line"));
    knobs.language.corpus = "/nowhere/at/all";
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs); }).startsWith("language.corpus: /nowhere/at/all: No such file"));
    // Two documents of one word leave <end> a <end>: 3 tokens, enough for a context of 2.
    QCOMPARE(load_language(knobs_for("a\na")).training.numel(), 3);
    QVERIFY(
        thrown<CorpusError>([&] { load_language(knobs_for("\u3000\n\u3000")); }).contains("has 2 training tokens; model.context 2 needs at least 3"));
    QVERIFY(thrown<CorpusError>([&] { load_language(knobs_for("\u3000\n\u3000\n\u3000\n\u3000")); }).contains("has no words"));
}

QTEST_GUILESS_MAIN(Batches)
#include "batches.moc"
