// SPDX-License-Identifier: GPL-3.0-or-later
// Modes and divergences of sentences worked out by hand.
#include "core/measure/modes.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

bool near(double value, double expected) { return std::abs(value - expected) < 1e-12; }

std::vector<double> logs(const std::vector<double>& probabilities) {
    std::vector<double> result;
    for (const double p : probabilities)
        result.push_back(std::log(p));
    return result;
}

} // namespace

class Modes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_smallest_set_is_counted();
    void words_of_a_sample();
    void sentences_by_hand();
    void a_perfect_model_diverges_nowhere();
    void a_mass_below_the_smallest_number_still_has_a_shape();
    void what_is_not_finite_gives_nan();
};

void Modes::the_smallest_set_is_counted() {
    QCOMPARE(modes_holding({1, 95, 1, 1, 1, 1}), 1u); // 95 of 100 is exactly 1 − ε
    QCOMPARE(modes_holding({2, 94, 1, 1, 1, 1}), 2u);
    QCOMPARE(modes_holding(std::vector<double>(20, 0.05)), 19u);
    QCOMPARE(modes_holding({0.5, 0.25, 0.25}, 0.5), 1u);
    QCOMPARE(modes_holding({0.5, 0.25, 0.25}, 0.3), 2u);
    QCOMPARE(modes_holding({0.5, 0.25, 0.25}, 0), 3u);
    QCOMPARE(modes_holding({0, 0}), 0u);
    QCOMPARE(modes_holding({}), 0u);
}

void Modes::words_of_a_sample() {
    // a 19, b 1: a holds 95 %. One more b makes it 19 of 21, 90 %.
    WordSequences sample{std::vector<std::string>(19, "a"), {"b"}};
    QCOMPARE(mode_words(sample), 1.0);
    sample[1].emplace_back("b");
    QCOMPARE(mode_words(sample), 2.0);
    QVERIFY(std::isnan(mode_words({{}, {}})));
}

void Modes::sentences_by_hand() {
    // P_emp = (½, ¼, ¼), P_θ = (0.6, 0.1, 0.1) and 0.2 elsewhere; on the support P̃_θ = (¾, ⅛, ⅛).
    const SentenceModes modes = sentence_modes(std::vector<double>{0.5, 0.25, 0.25}, logs({0.6, 0.1, 0.1}));
    QVERIFY(near(modes.mass, 0.8));
    QVERIFY(near(modes.kl_forward, 0.5 * std::log(0.5 / 0.6) + 0.5 * std::log(2.5)));
    QVERIFY(near(modes.kl_reverse, 0.75 * std::log(1.5) + 0.25 * std::log(0.5)));
    QVERIFY(near(modes.entropy, -0.75 * std::log(0.75) + 0.25 * std::log(8)));
    QCOMPARE(modes.surviving, 1.0); // 0.6 ≥ ¼, but 0.1 < ⅛
    QCOMPARE(modes.holding, 3.0);   // two hold 7/8
    QCOMPARE(sentence_modes(std::vector<double>{0.5, 0.25, 0.25}, logs({0.26, 0.13, 0.12})).surviving, 2.0);
    QCOMPARE(sentence_modes(std::vector<double>{0.5, 0.5}, logs({0.9, 0.04})).holding, 1.0);
}

void Modes::a_perfect_model_diverges_nowhere() {
    const std::vector<double> empirical{0.4, 0.3, 0.2, 0.1};
    const SentenceModes modes = sentence_modes(empirical, logs(empirical));
    QVERIFY(near(modes.mass, 1) && near(modes.kl_forward, 0) && near(modes.kl_reverse, 0));
    QVERIFY(near(modes.entropy, -0.4 * std::log(0.4) - 0.3 * std::log(0.3) - 0.2 * std::log(0.2) - 0.1 * std::log(0.1)));
    QCOMPARE(modes.surviving, 4.0);
}

void Modes::a_mass_below_the_smallest_number_still_has_a_shape() {
    const SentenceModes modes = sentence_modes(std::vector<double>{0.5, 0.5}, std::vector<double>{-2000, -2000});
    QCOMPARE(modes.mass, 0.0);
    QVERIFY(near(modes.entropy, std::log(2)) && near(modes.kl_reverse, 0));
    QVERIFY(near(modes.kl_forward, 2000 - std::log(2)));
    QCOMPARE(modes.surviving, 0.0);
    QCOMPARE(modes.holding, 2.0);
}

void Modes::what_is_not_finite_gives_nan() {
    const SentenceModes modes = sentence_modes(std::vector<double>{0.5, 0.5}, std::vector<double>{-1, std::nan("")});
    for (const double value : {modes.mass, modes.kl_forward, modes.kl_reverse, modes.entropy, modes.surviving, modes.holding})
        QVERIFY(std::isnan(value));
}

QTEST_GUILESS_MAIN(Modes)
#include "modes.moc"
