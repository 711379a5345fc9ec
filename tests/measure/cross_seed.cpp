// SPDX-License-Identifier: GPL-3.0-or-later
// Means, spreads, rank correlations and divergences worked out by hand.
#include "core/measure/cross_seed.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

using Values = std::vector<double>;

bool near(double value, double expected) { return std::abs(value - expected) < 1e-12; }

} // namespace

class CrossSeed : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void means_and_spreads_by_hand();
    void rank_correlation_by_hand();
    void ties_take_their_mean_rank();
    void rank_correlation_needs_variation();
    void divergences_of_every_pair();
};

void CrossSeed::means_and_spreads_by_hand() {
    QCOMPARE(mean(Values{2, 4, 9}), 5.0);
    QVERIFY(near(spread(Values{2, 4, 9}), std::sqrt(26.0 / 2))); // 9 + 1 + 16 over n − 1
    QCOMPARE(spread(Values{3, 3, 3, 3}), 0.0);
    QVERIFY(std::isnan(mean(Values{})));
    QVERIFY(std::isnan(spread(Values{3})));
}

void CrossSeed::rank_correlation_by_hand() {
    QVERIFY(near(rank_correlation(Values{0, 0.05, 0.2}, Values{27, 61, 100}), 1));
    QVERIFY(near(rank_correlation(Values{1, 2, 3, 4}, Values{100, 10, 1, 0}), -1));
    // Rank differences 0, −1, 1, 0: 1 − 6·2 / (4·15) = 0.8.
    QVERIFY(near(rank_correlation(Values{1, 2, 3, 4}, Values{5, 70, 60, 800}), 0.8));
}

void CrossSeed::ties_take_their_mean_rank() {
    // Ranks 1.5, 1.5, 3 and 1, 2, 3: covariance 1.5, variances 1.5 and 2.
    QVERIFY(near(rank_correlation(Values{0, 0, 1}, Values{3, 4, 5}), 1.5 / std::sqrt(3.0)));
    QVERIFY(near(rank_correlation(Values{0, 0, 1, 1}, Values{7, 7, 9, 9}), 1));
}

void CrossSeed::rank_correlation_needs_variation() {
    QVERIFY(std::isnan(rank_correlation(Values{1, 1, 1}, Values{1, 2, 3})));
    QVERIFY(std::isnan(rank_correlation(Values{1}, Values{2})));
    QVERIFY(std::isnan(rank_correlation(Values{1, 2, 3}, Values{1, std::nan(""), 3})));
}

void CrossSeed::divergences_of_every_pair() {
    const std::vector<WordCounts> runs{{{"a", 1}, {"b", 1}}, {{"a", 50}, {"b", 50}}, {{"c", 3}}, {{"a", 4}}, {}};
    const auto matrix = pairwise_jensen_shannon(runs);
    QCOMPARE(matrix.size(), 5u);
    QCOMPARE(matrix[0][1], 0.0); // the same distribution
    QVERIFY(near(matrix[0][2], std::log(2)));
    // (½, ½) and (1, 0), m = (¾, ¼): ½(½ log ⅔ + ½ log 2) + ½ log 4/3.
    QVERIFY(near(matrix[0][3], 0.25 * std::log(4.0 / 3) + 0.5 * std::log(4.0 / 3)));
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(matrix[i][i], 0.0);
        for (std::size_t j = 0; j < 4; ++j)
            QCOMPARE(matrix[i][j], matrix[j][i]);
        QVERIFY(std::isnan(matrix[i][4]));
    }
}

QTEST_GUILESS_MAIN(CrossSeed)
#include "cross_seed.moc"
