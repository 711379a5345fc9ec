// SPDX-License-Identifier: GPL-3.0-or-later
// n-grams and repeats worked out by hand, and against a slower definition.
#include "core/measure/repetition.h"

#include "core/settings/random_stream.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace overdamp;

namespace {

std::vector<std::string> sequence(const char* text) {
    std::vector<std::string> words;
    for (const QString& word : QString(text).split(' ', Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

/// The longest run of which a second, possibly overlapping one is found by plain search.
std::size_t longest_by_search(const std::vector<std::string>& words) {
    for (std::size_t length = words.size(); length-- > 1;)
        for (auto begin = words.begin(); begin + static_cast<std::ptrdiff_t>(length) != words.end(); ++begin)
            if (std::search(begin + 1, words.end(), begin, begin + static_cast<std::ptrdiff_t>(length)) != words.end())
                return length;
    return 0;
}

} // namespace

class Repetition : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void distinct_ngrams_by_hand();
    void ngrams_do_not_cross_sequences();
    void repeated_4grams_by_hand();
    void longest_repeat_by_hand();
    void longest_repeat_agrees_with_a_search();
    void long_sequences_stay_quick();
    void nothing_gives_nan();
};

void Repetition::distinct_ngrams_by_hand() {
    const WordSequences sample{sequence("a b a b c")};
    QCOMPARE(distinct_n(sample, 1), 3.0 / 5);
    QCOMPARE(distinct_n(sample, 2), 3.0 / 4); // ab ba ab bc
    QCOMPARE(distinct_n(sample, 3), 1.0);     // aba bab abc
    QCOMPARE(distinct_n(sample, 5), 1.0);
}

void Repetition::ngrams_do_not_cross_sequences() {
    // ab | bc: two bigrams, and no "bb" between; the same bigram in both sequences is one distinct of two.
    QCOMPARE(distinct_n({sequence("a b"), sequence("b c")}, 2), 1.0);
    QCOMPARE(distinct_n({sequence("a b"), sequence("a b")}, 2), 0.5);
    QCOMPARE(distinct_n({sequence("a"), sequence("a b")}, 2), 1.0);
}

void Repetition::repeated_4grams_by_hand() {
    QCOMPARE(repeated_4grams({sequence("a a a a a a")}), 100.0 * 2 / 3);   // three 4-grams, two of them again
    QCOMPARE(repeated_4grams({sequence("a b c d e a b c d")}), 100.0 / 6); // abcd comes back, one of six
    QCOMPARE(repeated_4grams({sequence("a b c d"), sequence("a b c d")}), 0.0);
    QCOMPARE(repeated_4grams({sequence("a a a a a"), sequence("a b c d"), sequence("a b")}), 100.0 / 3); // one of 2 + 1
}

void Repetition::longest_repeat_by_hand() {
    QCOMPARE(longest_repeat({sequence("a b c d")}), 0.0);
    QCOMPARE(longest_repeat({sequence("a b x a b y a")}), 2.0);
    QCOMPARE(longest_repeat({sequence("a a a a")}), 3.0);   // overlapping: tokens 1–3 and 2–4
    QCOMPARE(longest_repeat({sequence("a b a b a")}), 3.0); // aba twice, overlapping
    QCOMPARE(longest_repeat({sequence("a a"), sequence("a b"), {}}), 1.0 / 3);
    QCOMPARE(longest_repeat({sequence("a b c"), sequence("a b c")}), 0.0); // in one sequence, not across
}

void Repetition::longest_repeat_agrees_with_a_search() {
    auto stream = random_stream(5, RandomPurpose::data);
    for (int trial = 0; trial < 300; ++trial) {
        const std::int64_t kinds = 1 + trial % 4;
        std::vector<std::string> words(static_cast<std::size_t>(uniform_below(stream, 25)));
        std::ranges::generate(words, [&] { return std::to_string(uniform_below(stream, kinds)); });
        QCOMPARE(longest_repeat({words}), static_cast<double>(longest_by_search(words)));
    }
}

void Repetition::long_sequences_stay_quick() {
    std::vector<std::string> all_different;
    for (int i = 0; i < 2000; ++i)
        all_different.push_back(std::to_string(i));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(longest_repeat(WordSequences(64, all_different)), 0.0);
    QCOMPARE(longest_repeat(WordSequences(64, std::vector<std::string>(2000, "a"))), 1999.0);
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed()))); // quadratic takes 0.1 s, cubic minutes
}

void Repetition::nothing_gives_nan() {
    QVERIFY(std::isnan(distinct_n({}, 1)));
    QVERIFY(std::isnan(distinct_n({sequence("a b")}, 3)));
    QVERIFY(std::isnan(distinct_n({sequence("a b")}, 0)));
    QVERIFY(std::isnan(repeated_4grams({sequence("a b c")})));
    QVERIFY(std::isnan(longest_repeat({})));
    QCOMPARE(longest_repeat({{}}), 0.0);
}

QTEST_GUILESS_MAIN(Repetition)
#include "repetition.moc"
