// SPDX-License-Identifier: GPL-3.0-or-later
// What an evaluation measures on the synthetic language, where the answers are known, and on text, where some are not.
#include "core/train/evaluation.h"

#include "core/generate/generate.h"
#include "core/model/gpt2.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

Knobs plain_knobs() {
    Knobs knobs = tiny_experiment().knobs;
    knobs.feedback.strength = 0;
    knobs.optimizer.learning_rate = 1e-2;
    return knobs;
}

} // namespace

class EvaluationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void learning_brings_the_model_to_the_language() {
        const Knobs knobs = plain_knobs();
        Trainer trainer = make_trainer(knobs);
        const EvaluationRecord before = trainer.evaluate(knobs);
        for (int i = 0; i < 400; ++i)
            trainer.step(knobs);
        const EvaluationRecord after = trainer.evaluate(knobs);
        const double entropy = trainer.language().synthetic->entropy();
        QVERIFY(before.modes_mass < 1e-4 && before.modes_kl_forward > 10 && before.modes_surviving == 0);
        QVERIFY2(after.modes_mass > 0.8 && after.modes_mass <= 1, qPrintable(QString::number(after.modes_mass)));
        QVERIFY2(after.modes_kl_forward > 0 && after.modes_kl_forward < 0.5, qPrintable(QString::number(after.modes_kl_forward)));
        QVERIFY(after.modes_kl_reverse > 0 && after.modes_kl_reverse < after.modes_kl_forward + 0.2);
        QVERIFY(std::abs(after.modes_entropy - entropy) < 0.3);
        QVERIFY(after.modes_surviving >= 12 && after.modes_surviving <= 16);
        QVERIFY(after.modes_holding >= 10 && after.modes_holding <= 16);
        QVERIFY(after.sample_entropy > 0 && after.js_corpus < 0.5 * before.js_corpus && after.kl_from_corpus < before.kl_from_corpus);
        QVERIFY(after.effective_rank > 1 && after.effective_rank <= 16);
        QVERIFY(after.length >= 4 && after.length <= 6);
    }

    void the_mass_on_the_support_is_the_share_of_sampled_sentences() {
        const Knobs knobs = plain_knobs();
        Trainer trainer = make_trainer(knobs);
        for (int i = 0; i < 120; ++i)
            trainer.step(knobs);
        const double mass = trainer.evaluate(knobs).modes_mass;
        const Language& language = trainer.language();
        const Token end = language.tokenizer->end_token();
        std::mt19937_64 stream(9);
        constexpr int draws = 4000;
        int met = 0;
        for (std::vector<Token>& text : generate(dynamic_cast<const Gpt2&>(trainer.model()), std::span(&end, 1), draws, 6, {}, -1, stream)) {
            const bool ended = std::ranges::find(text, end) == text.end() - 1;
            text.pop_back();
            const std::vector<std::string> words = split_words(language.tokenizer->decode(text));
            met += ended && std::ranges::find(language.synthetic->sentences, words) != language.synthetic->sentences.end();
        }
        const double share = static_cast<double>(met) / draws;
        QVERIFY2(mass > 0.05 && mass < 0.99, qPrintable(QString::number(mass)));
        QVERIFY2(std::abs(share - mass) < 5 * std::sqrt(mass * (1 - mass) / draws), qPrintable(QString("%1 for %2").arg(share).arg(mass)));
    }

    void a_context_shorter_than_a_sentence_has_no_exact_modes() {
        Knobs knobs = plain_knobs();
        knobs.model.context = 5;
        QVERIFY(std::isnan(make_trainer(knobs).evaluate(knobs).modes_mass));
        knobs.model.context = 6;
        QVERIFY(make_trainer(knobs).evaluate(knobs).modes_mass > 0);
    }

    void at_temperature_one_the_comparison_repeats_the_evaluation() {
        const Knobs knobs = plain_knobs();
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 60);
        const EvaluationRecord evaluation = trainer.evaluate(knobs);
        const std::vector<double> temperatures{0, 0.5, 1, 2};
        const TemperatureComparison comparison = trainer.compare_temperatures(knobs, temperatures);
        QCOMPARE(comparison.step, std::int64_t{60});
        QCOMPARE(comparison.model_entropy, evaluation.predictive_entropy);
        QCOMPARE(comparison.levels.size(), std::size_t{4});
        const TemperatureLevel& one = comparison.levels[2];
        QCOMPARE(one.hf_share_top10, evaluation.hf_share_top10);
        QCOMPARE(one.distinct_2, evaluation.distinct_2);
        QCOMPARE(one.sample_entropy, evaluation.sample_entropy);
        QCOMPARE(one.decoding_entropy, evaluation.predictive_entropy);
        QCOMPARE(one.sample.words, trainer.sample(knobs).words);
        // Greedy decoding repeats one text and leaves no entropy; heat leaves more than the model's own.
        QCOMPARE(comparison.levels[0].decoding_entropy, 0.0);
        QVERIFY(comparison.levels[0].sample_entropy < comparison.levels[1].sample_entropy);
        QVERIFY(comparison.levels[1].decoding_entropy < comparison.model_entropy && comparison.model_entropy < comparison.levels[3].decoding_entropy);
        QVERIFY(comparison.levels[3].decoding_entropy < std::log(static_cast<double>(trainer.model().shape().vocabulary)) + 1e-4);
    }

    void looking_at_temperatures_leaves_training_as_it_is() {
        Knobs knobs = plain_knobs();
        knobs.optimizer.weight_average = 0.9; // lends the model other weights meanwhile
        Trainer alone = make_trainer(knobs), watched = make_trainer(knobs);
        const std::vector<double> temperatures{0.5, 1.3};
        for (int i = 0; i < 10; ++i) {
            alone.step(knobs);
            watched.step(knobs);
            watched.compare_temperatures(knobs, temperatures);
        }
        QVERIFY(equal_runs(alone.model().parameters().flat(), watched.model().parameters().flat()));
        const NamedTensors before = alone.optimizer_state(), after = watched.optimizer_state();
        QCOMPARE(before.size(), after.size());
        for (const auto& [name, tensor] : before)
            QVERIFY2(equal_runs(tensor, after.at(name)), name.c_str());
    }

    void text_has_no_exact_modes() {
        QTemporaryDir folder;
        QFile file(folder.filePath("text"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 60; ++i)
            file.write("one two, three four.\n\n");
        file.close();
        Knobs knobs = plain_knobs();
        knobs.language.corpus = file.fileName().toStdString();
        const EvaluationRecord record = make_trainer(knobs).evaluate(knobs);
        for (const double value : {record.modes_mass, record.modes_kl_forward, record.modes_kl_reverse, record.modes_entropy, record.modes_surviving,
                                   record.modes_holding})
            QVERIFY(std::isnan(value));
        QVERIFY(record.mode_words >= 1 && record.vocabulary_coverage == 100 && record.effective_rank > 1);
    }
};

QTEST_GUILESS_MAIN(EvaluationTest)
#include "evaluation.moc"
