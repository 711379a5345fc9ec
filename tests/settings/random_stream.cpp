// SPDX-License-Identifier: GPL-3.0-or-later
// Random numbers that are a function of seed, purpose and step.
#include "core/settings/random_stream.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>

using namespace overdamp;

class RandomStream : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_generator_is_the_standard_one();
    void streams_are_functions_of_all_three_arguments();
    void uniform_below_stays_below_and_is_uniform();
    void uniform_is_in_the_unit_interval();
    void samples_without_replacement_are_rising_and_in_range();
    void every_number_is_sampled_equally_often();
    void every_pair_is_sampled_equally_often();
};

void RandomStream::the_generator_is_the_standard_one() {
    // The C++ standard fixes the 10000th number of mt19937_64 with its default seed, so runs replay on every platform.
    std::mt19937_64 engine;
    engine.discard(9999);
    QCOMPARE(std::uint64_t(engine()), std::uint64_t(9981545732273789042U));
}

void RandomStream::streams_are_functions_of_all_three_arguments() {
    QVERIFY(random_stream(2025, RandomPurpose::dmu, 7) == random_stream(2025, RandomPurpose::dmu, 7));
    // All combinations, with numbers that differ in the high half alone and with negative ones, begin differently.
    std::set<std::uint64_t> first;
    int streams = 0;
    for (const std::int64_t seed : {0LL, 1LL, 2LL, -1LL, 1LL << 32, 1LL << 33})
        for (const auto purpose : {RandomPurpose::weights, RandomPurpose::data, RandomPurpose::dmu, RandomPurpose::dtu, RandomPurpose::feedback_noise,
                                   RandomPurpose::measuring_sample, RandomPurpose::shown_sample})
            for (const std::int64_t step : {0LL, 1LL, 2LL, -1LL, 1LL << 32, 1LL << 33}) {
                first.insert(random_stream(seed, purpose, step)());
                ++streams;
            }
    QCOMPARE(first.size(), std::size_t(streams));
}

void RandomStream::uniform_below_stays_below_and_is_uniform() {
    auto stream = random_stream(1, RandomPurpose::data);
    std::vector<int> counts(7);
    for (int i = 0; i < 70000; ++i) {
        const std::int64_t number = uniform_below(stream, 7);
        QVERIFY(number >= 0 && number < 7);
        ++counts[static_cast<std::size_t>(number)];
    }
    // Mean 10000, standard deviation √(70000·(1/7)·(6/7)) = 92.6; five of them.
    for (const int count : counts)
        QVERIFY2(std::abs(count - 10000) < 463, qPrintable(QString::number(count)));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(uniform_below(stream, 1), 0);
    // Large bounds: the mean of 10000 numbers below 2⁶² is 2⁶¹ within five times 2⁶²/√(12·10000).
    double sum = 0;
    for (int i = 0; i < 10000; ++i) {
        const std::int64_t number = uniform_below(stream, std::int64_t{1} << 62);
        QVERIFY(number >= 0);
        sum += static_cast<double>(number) / 0x1p62;
    }
    QVERIFY(std::abs(sum / 10000 - 0.5) < 5 / std::sqrt(12.0 * 10000));
}

void RandomStream::uniform_is_in_the_unit_interval() {
    auto stream = random_stream(3, RandomPurpose::data);
    double sum = 0, squares = 0;
    for (int i = 0; i < 100000; ++i) {
        const double number = uniform(stream);
        QVERIFY(number >= 0 && number < 1);
        sum += number;
        squares += number * number;
    }
    // Mean 1/2 with deviation √(1/12/n), mean square 1/3 with deviation √(4/45/n).
    QVERIFY(std::abs(sum / 1e5 - 0.5) < 5 * std::sqrt(1 / 12.0 / 1e5));
    QVERIFY(std::abs(squares / 1e5 - 1 / 3.0) < 5 * std::sqrt(4 / 45.0 / 1e5));
}

void RandomStream::samples_without_replacement_are_rising_and_in_range() {
    auto stream = random_stream(4, RandomPurpose::dmu);
    for (std::int64_t bound = 0; bound <= 20; ++bound)
        for (std::int64_t count = 0; count <= bound; ++count) {
            const auto sample = sample_without_replacement(stream, bound, count);
            QCOMPARE(std::ssize(sample), count);
            QVERIFY(std::ranges::adjacent_find(sample, std::greater_equal{}) == sample.end());
            QVERIFY(sample.empty() || (sample.front() >= 0 && sample.back() < bound));
        }
}

void RandomStream::every_number_is_sampled_equally_often() {
    auto stream = random_stream(5, RandomPurpose::dmu);
    std::vector<int> counts(10);
    for (int i = 0; i < 20000; ++i)
        for (const std::int64_t number : sample_without_replacement(stream, 10, 3))
            ++counts[static_cast<std::size_t>(number)];
    // Included with p = 3/10: mean 6000, standard deviation √(20000·0.3·0.7) = 64.8; five of them.
    for (const int count : counts)
        QVERIFY2(std::abs(count - 6000) < 324, qPrintable(QString::number(count)));
}

void RandomStream::every_pair_is_sampled_equally_often() {
    auto stream = random_stream(6, RandomPurpose::dmu);
    std::vector<int> counts(25);
    for (int i = 0; i < 20000; ++i) {
        const auto pair = sample_without_replacement(stream, 5, 2);
        ++counts[static_cast<std::size_t>(5 * pair[0] + pair[1])];
    }
    // Ten pairs with p = 1/10: mean 2000, standard deviation √(20000·0.1·0.9) = 42.4; five of them.
    for (std::size_t a = 0; a < 5; ++a)
        for (std::size_t b = 0; b < 5; ++b)
            QVERIFY2(a < b ? std::abs(counts[5 * a + b] - 2000) < 212 : counts[5 * a + b] == 0, qPrintable(QString("%1 %2").arg(a).arg(b)));
}

QTEST_GUILESS_MAIN(RandomStream)
#include "random_stream.moc"
