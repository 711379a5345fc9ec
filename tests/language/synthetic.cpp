// SPDX-License-Identifier: GPL-3.0-or-later
// The synthetic language's distribution, computed a second way.
#include "core/language/synthetic.h"

#include "core/language/words.h"
#include "tests/settings/thrown.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

using namespace overdamp;

class Synthetic : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sentences_are_distinct_and_of_their_length();
    void counts_are_the_rounded_weights();
    void counts_are_at_least_one_and_sum_exactly();
    void probabilities_and_entropy_are_exact();
    void the_corpus_holds_each_sentence_as_often_as_counted();
    void words_follow_a_zipf_law();
    void words_can_be_told_apart_and_are_equally_long();
    void every_possible_sentence_can_be_asked_for();
    void the_same_arguments_give_the_same_language();
    void impossible_languages_are_refused();
};

void Synthetic::sentences_are_distinct_and_of_their_length() {
    const SyntheticLanguage language = make_synthetic_language(64, 10, 60, 1);
    QCOMPARE(language.sentences.size(), std::size_t(64));
    const std::set<std::vector<std::string>> distinct(language.sentences.begin(), language.sentences.end());
    QCOMPARE(distinct.size(), std::size_t(64));
    for (const auto& sentence : language.sentences)
        QCOMPARE(sentence.size(), std::size_t(10));
}

void Synthetic::counts_are_the_rounded_weights() {
    // 1 : 1/2 : 1/3 of 11 are 6 : 3 : 2.
    QCOMPARE(make_synthetic_language(3, 2, 5, 1, 11).counts, (std::vector<std::int64_t>{6, 3, 2}));
    // Of 12 they are 6.545 : 3.273 : 2.182: floors 6 + 3 + 2, and the one left goes to the largest remainder.
    QCOMPARE(make_synthetic_language(3, 2, 5, 1, 12).counts, (std::vector<std::int64_t>{7, 3, 2}));
    QCOMPARE(make_synthetic_language(4, 2, 5, 0, 10).counts, (std::vector<std::int64_t>{3, 3, 2, 2}));
    // (k + 1)⁻⁴ of 10: the third has a quota of 0.11, so the last two get 1; the other 8 split as 16 : 1, which is 7.53 : 0.47; so the second gets 1
    // too.
    QCOMPARE(make_synthetic_language(4, 2, 5, 4, 10).counts, (std::vector<std::int64_t>{7, 1, 1, 1}));
}

void Synthetic::counts_are_at_least_one_and_sum_exactly() {
    for (const double zipf : {0.0, 0.7, 1.0, 2.5, 4.0})
        for (const std::int64_t sentences : {1, 2, 7, 64, 999})
            for (const std::int64_t documents : {999, 1000, 4096, 100003}) {
                const SyntheticLanguage language = make_synthetic_language(sentences, 6, 20, zipf, documents);
                QCOMPARE(std::accumulate(language.counts.begin(), language.counts.end(), std::int64_t{0}), documents);
                QCOMPARE(language.documents(), documents);
                QVERIFY(language.counts.back() >= 1);
                QVERIFY(std::ranges::is_sorted(language.counts, std::greater{}));
            }
}

void Synthetic::probabilities_and_entropy_are_exact() {
    const SyntheticLanguage language = make_synthetic_language(3, 2, 5, 1, 12);
    const std::vector<double> expected{7.0 / 12, 3.0 / 12, 2.0 / 12};
    QCOMPARE(language.probabilities(), expected);
    // H = log 12 − (7 log 7 + 3 log 3 + 2 log 2)/12.
    QVERIFY(std::abs(language.entropy() - (std::log(12) - (7 * std::log(7) + 3 * std::log(3) + 2 * std::log(2)) / 12)) < 1e-12);
    QVERIFY(std::abs(make_synthetic_language(16, 3, 9, 0, 160).entropy() - std::log(16)) < 1e-12);
    QCOMPARE(make_synthetic_language(1, 3, 9, 1, 5).entropy(), 0.0);
}

void Synthetic::the_corpus_holds_each_sentence_as_often_as_counted() {
    const SyntheticLanguage language = make_synthetic_language(64, 10, 60, 1);
    const Corpus corpus = language.corpus();
    std::map<std::string, std::int64_t> training, held_out;
    for (const std::string& document : corpus.training)
        ++training[document];
    for (const std::string& document : corpus.held_out)
        ++held_out[document];
    QCOMPARE(training.size(), std::size_t(64));
    for (std::size_t k = 0; k < 64; ++k) {
        std::string text = language.sentences[k][0];
        for (std::size_t i = 1; i < 10; ++i)
            text += ' ' + language.sentences[k][i];
        QCOMPARE(split_words(text), language.sentences[k]);
        QCOMPARE(training[text], language.counts[k]);
        QVERIFY(held_out[text] >= 1);
        QVERIFY(std::abs(static_cast<double>(held_out[text]) - 0.05 * static_cast<double>(language.counts[k])) <=
                0.75); // rounded, or 1 for a small count
    }
    QCOMPARE(held_out.size(), std::size_t(64));
    QCOMPARE(language.corpus().training, corpus.training);
    // Shuffled: a sentence of share p follows itself with probability p. Σp² is the expectation; in blocks it would be almost 1.
    double expected = 0, repeats = 0;
    for (const double p : language.probabilities())
        expected += p * p;
    for (std::size_t i = 1; i < corpus.training.size(); ++i)
        repeats += corpus.training[i] == corpus.training[i - 1];
    const auto pairs = static_cast<double>(corpus.training.size() - 1);
    QVERIFY(std::abs(repeats / pairs - expected) < 5 * std::sqrt(expected * (1 - expected) / pairs));
}

void Synthetic::words_follow_a_zipf_law() {
    const SyntheticLanguage language = make_synthetic_language(2000, 20, 10, 0, 2000);
    std::map<std::string, double> counts;
    for (const auto& sentence : language.sentences)
        for (const std::string& word : sentence)
            ++counts[word];
    std::vector<double> falling;
    for (const auto& [word, count] : counts)
        falling.push_back(count);
    std::ranges::sort(falling, std::greater{});
    QCOMPARE(falling.size(), std::size_t(10));
    double harmonic = 0;
    for (int r = 1; r <= 10; ++r)
        harmonic += 1.0 / r;
    for (std::size_t r = 0; r < 10; ++r) {
        const double p = 1.0 / static_cast<double>(r + 1) / harmonic;
        QVERIFY2(std::abs(falling[r] / 40000 - p) < 5 * std::sqrt(p * (1 - p) / 40000), qPrintable(QString::number(r)));
    }
}

void Synthetic::words_can_be_told_apart_and_are_equally_long() {
    // 6000 words are more than the 4900 of two syllables; uniform repair makes sure that most of them occur.
    const SyntheticLanguage language = make_synthetic_language(6000, 1, 6000, 0, 6000);
    std::set<std::string> words;
    for (const auto& sentence : language.sentences)
        words.insert(sentence[0]);
    QCOMPARE(words.size(), std::size_t(6000));
    for (const std::string& word : words) {
        QCOMPARE(word.size(), words.begin()->size());
        QCOMPARE(split_words(word), std::vector{word});
    }
}

void Synthetic::every_possible_sentence_can_be_asked_for() {
    QCOMPARE(make_synthetic_language(4096, 12, 2, 1, 4096).sentences.size(), std::size_t(4096));
    QCOMPARE(make_synthetic_language(3600, 2, 60, 1, 4096).sentences.size(), std::size_t(3600));
}

void Synthetic::the_same_arguments_give_the_same_language() {
    const SyntheticLanguage first = make_synthetic_language(20, 5, 30, 1, 100, 3);
    QCOMPARE(make_synthetic_language(20, 5, 30, 1, 100, 3).sentences, first.sentences);
    QCOMPARE(make_synthetic_language(20, 5, 30, 1, 100, 3).corpus().training, first.corpus().training);
    QVERIFY(make_synthetic_language(20, 5, 30, 1, 100, 4).sentences != first.sentences);
}

void Synthetic::impossible_languages_are_refused() {
    const auto message = [](auto... arguments) { return thrown<CorpusError>([=] { make_synthetic_language(arguments...); }); };
    QVERIFY(message(9, 3, 2, 1.0).startsWith("2 words make only 8 sentences of length 3, not 9; lower language.synthetic_sentences"));
    QVERIFY(message(64, 10, 1, 1.0).startsWith("1 words make only 1 sentences"));
    QVERIFY(message(10, 5, 20, 1.0, 9).contains("10 sentences do not fit into 9 documents"));
    QVERIFY(message(0, 5, 20, 1.0).contains("at least one sentence"));
    QVERIFY(message(5, 0, 20, 1.0).contains("at least one word"));
    QVERIFY(message(5, 5, -1, 1.0).contains("at least one word"));
    QVERIFY(message(5, 5, 20, std::nan("")).contains("finite Zipf exponent"));
    QVERIFY(message(5, 5, 20, 1.0).isEmpty());
}

QTEST_GUILESS_MAIN(Synthetic)
#include "synthetic.moc"
