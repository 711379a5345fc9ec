// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/language/rarity.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>

using namespace overdamp;

class RarityTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rarity_is_the_scaled_surprise_of_a_token() {
        // Of 8 tokens 0 occurs 4 times, 1 and 2 twice and once, 3 once, 4 never: −log 1/2, 1/4, 1/8, 1/8, 1/8, divided by −log 1/8.
        const at::Tensor rarity = token_rarity(at::tensor({0, 1, 0, 2, 0, 1, 0, 3}, at::kLong), 5);
        QVERIFY(at::allclose(rarity, at::tensor({1. / 3, 2. / 3, 1., 1., 1.}, at::kDouble), 1e-12, 1e-12));
    }

    void one_token_has_no_rarity() { QVERIFY(at::equal(token_rarity(at::zeros({4}, at::kLong), 1), at::zeros({1}, at::kDouble))); }
};

QTEST_GUILESS_MAIN(RarityTest)
#include "rarity.moc"
