// SPDX-License-Identifier: GPL-3.0-or-later
// Shares and entropies worked out by hand.
#include "core/measure/distribution.h"

#include "core/language/words.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

/// A document that holds each word `count` times.
std::string repeated(const std::vector<std::pair<std::string, int>>& counts) {
    std::string text;
    for (const auto& [word, count] : counts)
        for (int i = 0; i < count; ++i)
            text += word + ' ';
    return text;
}

/// w100, w101, …: ties rank by number.
std::string word(int number) { return QString("w%1").arg(100 + number).toStdString(); }

} // namespace

class Distribution : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_share_by_hand();
    void top_ten_and_hundred_are_exact_sets();
    void words_alone_leave_punctuation_out();
    void half_is_the_smallest_prefix();
    void frequent_is_strictly_above_half_a_percent();
    void a_corpus_token_that_does_not_occur_is_not_frequent();
    void nothing_gives_nan();
    void entropy_by_hand();
    void the_corpus_has_its_own_share();
    void zipf_exponents_of_exact_laws();
    void divergences_by_hand();
    void equal_and_disjoint_distributions();
    void coverage_counts_types_once();
};

void Distribution::every_share_by_hand() {
    // Corpus of 20: "." 8, a 6, b 4, c 2. Half is 10: "." and a (14) cover it, "." alone (8) does not.
    const WordFrequencies corpus({repeated({{".", 8}, {"a", 6}, {"b", 4}, {"c", 2}})});
    const WordSequences sample{{".", "a", "x"}, {"b", "x"}};
    const HighFrequencyShares shares = high_frequency_shares(sample, corpus);
    QCOMPARE(shares.top10, 60.0);       // . a b of 5
    QCOMPARE(shares.top10_words, 50.0); // a b of a x b x
    QCOMPARE(shares.top100, 60.0);
    QCOMPARE(shares.half, 40.0); // . a of 5
    QCOMPARE(shares.frequent, 60.0);
    QCOMPARE(shares.own_top10, 100.0); // four kinds are fewer than ten
}

void Distribution::top_ten_and_hundred_are_exact_sets() {
    std::vector<std::pair<std::string, int>> counts;
    for (int i = 0; i < 150; ++i)
        counts.emplace_back(word(i), 1); // all tie, so ranks follow the strings
    const WordFrequencies corpus({repeated(counts)});
    // Ranks 0, 9, 10, 99, 100 and an unknown word: 2 of 6 in the top 10, 4 of 6 in the top 100.
    const HighFrequencyShares shares = high_frequency_shares({{word(0), word(9), word(10), word(99), word(100), "new"}}, corpus);
    QCOMPARE(shares.top10, 100.0 * 2 / 6);
    QCOMPARE(shares.top100, 100.0 * 4 / 6);
    // The sample's own ten: w100 three times, w101 to w110 once each: (3 + 9)/13.
    WordSequences own{{word(0), word(0)}};
    for (int i = 0; i < 11; ++i)
        own.push_back({word(i)});
    QCOMPARE(high_frequency_shares(own, corpus).own_top10, 100.0 * 12 / 13);
}

void Distribution::words_alone_leave_punctuation_out() {
    // Marks "." and "," lead; ranks of words 2 to 13, of which the first ten count: w100 to w109.
    std::vector<std::pair<std::string, int>> counts{{".", 50}, {",", 40}};
    for (int i = 0; i < 12; ++i)
        counts.emplace_back(word(i), 20 - i);
    const WordFrequencies corpus({repeated(counts)});
    const WordSequences sample{{".", ",", word(0), word(9), word(10), word(11), ".", "."}};
    const HighFrequencyShares shares = high_frequency_shares(sample, corpus);
    QCOMPARE(shares.top10_words, 50.0); // w100 and w109 of four words
    // The top 10 tokens are . , and w100 to w107: . , w100 . . of 8.
    QCOMPARE(shares.top10, 100.0 * 5 / 8);
    QVERIFY(std::isnan(high_frequency_shares({{".", "."}}, corpus).top10_words));
    QCOMPARE(high_frequency_shares({{".", "."}}, corpus).top10, 100.0);
}

void Distribution::half_is_the_smallest_prefix() {
    const WordSequences sample{{"a", "b", "c", "c"}};
    // a holds exactly half (5 of 10).
    QCOMPARE(high_frequency_shares(sample, WordFrequencies({repeated({{"a", 5}, {"b", 3}, {"c", 2}})})).half, 25.0);
    // a holds 5 of 11, so b is needed.
    QCOMPARE(high_frequency_shares(sample, WordFrequencies({repeated({{"a", 5}, {"b", 3}, {"c", 3}})})).half, 50.0);
}

void Distribution::frequent_is_strictly_above_half_a_percent() {
    // 1000 tokens: b makes up 0.5 % exactly and is out, c with 0.6 % is in.
    const WordFrequencies corpus({repeated({{"a", 989}, {"b", 5}, {"c", 6}})});
    QCOMPARE(corpus.total(), 1000);
    QCOMPARE(high_frequency_shares({{"a", "b", "c", "b"}}, corpus).frequent, 50.0);
}

void Distribution::a_corpus_token_that_does_not_occur_is_not_frequent() {
    const HighFrequencyShares shares = high_frequency_shares({{"x", "y"}}, WordFrequencies({"a b"}));
    QCOMPARE(shares.top10, 0.0);
    QCOMPARE(shares.half, 0.0);
    QCOMPARE(shares.own_top10, 100.0);
    QCOMPARE(high_frequency_shares({{"x"}}, WordFrequencies()).top100, 0.0);
}

void Distribution::nothing_gives_nan() {
    for (const WordSequences& sample : {WordSequences{}, WordSequences{{}, {}}}) {
        const auto [top10, top10_words, top100, half, frequent, own_top10] = high_frequency_shares(sample, WordFrequencies({"a b"}));
        for (const double share : {top10, top10_words, top100, half, frequent, own_top10})
            QVERIFY(std::isnan(share));
        QVERIFY(std::isnan(sample_entropy(sample)));
    }
}

void Distribution::entropy_by_hand() {
    // Shares 1/2, 1/4, 1/4: H = ½ log 2 + 2·¼ log 4 = 1.5 log 2.
    QVERIFY(std::abs(sample_entropy({{"a", "b"}, {"a", "c"}}) - 1.5 * std::log(2)) < 1e-12);
    QCOMPARE(sample_entropy({{"a", "a", "a"}}), 0.0);
}

void Distribution::the_corpus_has_its_own_share() {
    std::vector<std::pair<std::string, int>> counts{{".", 21}};
    for (int i = 0; i < 11; ++i)
        counts.emplace_back(word(i), 10 - (i > 8));                                       // w109 and w110 fall out of the ten with 9 each
    QCOMPARE(corpus_share_top10(WordFrequencies({repeated(counts)})), 100.0 * 111 / 129); // 21 + 9·10 of 21 + 90 + 18
    QCOMPARE(corpus_share_top10(WordFrequencies({"a b"})), 100.0);
    QVERIFY(std::isnan(corpus_share_top10(WordFrequencies())));
}

void Distribution::zipf_exponents_of_exact_laws() {
    const auto sample_of = [](const std::vector<int>& counts) {
        WordSequences sample(1);
        for (std::size_t i = 0; i < counts.size(); ++i)
            sample[0].insert(sample[0].end(), static_cast<std::size_t>(counts[i]), std::to_string(i));
        return sample;
    };
    QVERIFY(std::abs(zipf_exponent(sample_of({3, 12, 6, 4})) - 1) < 1e-12);          // 12/r
    QVERIFY(std::abs(zipf_exponent(sample_of({144, 36, 16, 9})) - 2) < 1e-12);       // 144/r²
    QVERIFY(std::abs(zipf_exponent(sample_of({12, 6, 4, 3, 1, 1, 1})) - 1) < 1e-12); // single ones are left out
    QVERIFY(std::abs(zipf_exponent(sample_of({5, 5, 5}))) < 1e-12);
    // Ranks 1, 2, 3 with counts 4, 4, 2: x = 0, ln 2, ln 3 and y = ln 4, ln 4, ln 2; slope = Σ(x−x̄)(y−ȳ) / Σ(x−x̄)² = −0.347516/0.617268.
    QVERIFY(std::abs(zipf_exponent(sample_of({4, 4, 2})) - 0.562990) < 1e-5);
    QVERIFY(std::isnan(zipf_exponent(sample_of({9, 1, 1}))));
    QVERIFY(std::isnan(zipf_exponent({})));
}

void Distribution::divergences_by_hand() {
    // Types a b c x; sample p = (3/4, 0, 0, 1/4), corpus q = (1/2, 1/4, 1/4, 0); smoothing adds 0.01/4 to 0.99 of the second one.
    const WordFrequencies corpus({"a b a c"});
    const auto [from, to, js] = unigram_divergences({{"a", "a"}, {"x", "a"}}, corpus);
    QVERIFY(std::abs(from - (0.75 * std::log(0.75 / 0.4975) + 0.25 * std::log(0.25 / 0.0025))) < 1e-12);
    QVERIFY(std::abs(to - (0.5 * std::log(0.5 / 0.745) + 0.5 * std::log(0.25 / 0.0025))) < 1e-12);
    // m = (5/8, 1/8, 1/8, 1/8).
    const double expected = 0.5 * (0.75 * std::log(1.2) + 0.25 * std::log(2)) + 0.5 * (0.5 * std::log(0.8) + 0.5 * std::log(2));
    QVERIFY(std::abs(js - expected) < 1e-12);
    QVERIFY(std::abs(jensen_shannon({{"a", 3}, {"x", 1}}, {{"a", 2}, {"b", 1}, {"c", 1}}) - expected) < 1e-12);
}

void Distribution::equal_and_disjoint_distributions() {
    const WordFrequencies corpus({"a b a c"});
    const auto [from, to, js] = unigram_divergences({{"c", "a"}, {"a", "b"}}, corpus);
    QVERIFY(from >= 0 && from < 0.0101 && from == to && js == 0);
    QVERIFY(std::abs(unigram_divergences({{"x", "y"}}, corpus).jensen_shannon - std::log(2)) < 1e-12);
    for (const auto& [sample, text] : {std::pair(WordSequences{{}}, "a b"), std::pair(WordSequences{{"a"}}, "")}) {
        const auto empty = unigram_divergences(sample, WordFrequencies({text}));
        QVERIFY(std::isnan(empty.from_corpus) && std::isnan(empty.to_corpus) && std::isnan(empty.jensen_shannon));
    }
    QVERIFY(std::isnan(jensen_shannon(WordCounts{}, {{"a", 1}})));
}

void Distribution::coverage_counts_types_once() {
    const WordFrequencies corpus({"a b c . a a"});
    QCOMPARE(vocabulary_coverage({{"a", "a"}, {"x", ".", "a"}}, corpus), 50.0); // a and . of a b c .
    QCOMPARE(vocabulary_coverage({}, corpus), 0.0);
    QVERIFY(std::isnan(vocabulary_coverage({{"a"}}, WordFrequencies())));
}

QTEST_GUILESS_MAIN(Distribution)
#include "distribution.moc"
