// SPDX-License-Identifier: GPL-3.0-or-later
// The exponential that all loops share, and the product of small matrices.
#include "core/kernel/product.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace overdamp {

class Vectors : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_exponential_is_the_library_s_to_two_units_in_the_last_place() {
        std::vector<float> arguments, values;
        for (float x = -87.0F; x <= 88.0F; x += 0.0137F)
            arguments.push_back(x);
        values.resize(arguments.size());
        const float* in = arguments.data();
        float* out = values.data();
        const std::size_t size = values.size();
        vectorised([=]() __attribute__((always_inline)) {
#pragma omp simd
            for (std::size_t i = 0; i < size; ++i)
                out[i] = exponential(in[i]);
        });
        for (std::size_t i = 0; i < size; ++i) {
            const double expected = std::exp(static_cast<double>(in[i]));
            QVERIFY2(std::abs(out[i] - expected) <= 2.5e-7 * expected, qPrintable(QString::number(in[i])));
            QCOMPARE(out[i], exponential(in[i])); // one number at a time gives the same, but for contraction
        }
    }

    void the_exponential_of_what_is_hidden_is_exactly_zero() {
        QCOMPARE(exponential(-std::numeric_limits<float>::infinity()), 0.0F);
        QCOMPARE(exponential(-100.0F), 0.0F);
        QCOMPARE(exponential(0.0F), 1.0F);
    }

    void products_are_those_of_plain_sums_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("inner");
        QTest::newRow("whole tiles") << 12 << 32 << 7;
        QTest::newRow("ragged rows") << 11 << 16 << 5;
        QTest::newRow("ragged columns") << 6 << 21 << 9;
        QTest::newRow("less than a tile") << 2 << 3 << 4;
    }

    void products_are_those_of_plain_sums() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, inner);
        std::mt19937 stream(3);
        std::uniform_real_distribution<float> uniform(-1, 1);
        const auto random = [&](int size) {
            std::vector<float> numbers(static_cast<std::size_t>(size));
            for (float& number : numbers)
                number = uniform(stream);
            return numbers;
        };
        const std::vector<float> a = random(rows * inner), b = random(inner * columns), before = random(rows * columns);
        std::vector<float> plain = before, turned = before;
        add_product(plain.data(), columns, {a.data(), inner}, b.data(), columns, rows, columns, inner);
        add_product(turned.data(), columns, {a.data(), 1, rows}, b.data(), columns, rows, columns, inner);
        const auto at = [](const std::vector<float>& numbers, int place) { return static_cast<double>(numbers[static_cast<std::size_t>(place)]); };
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) {
                double expected = at(before, i * columns + j), expected_turned = expected;
                for (int k = 0; k < inner; ++k) {
                    expected += at(a, i * inner + k) * at(b, k * columns + j);
                    expected_turned += at(a, k * rows + i) * at(b, k * columns + j);
                }
                QVERIFY(std::abs(at(plain, i * columns + j) - expected) < 1e-5);
                QVERIFY(std::abs(at(turned, i * columns + j) - expected_turned) < 1e-5);
            }
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::Vectors)
#include "vectors.moc"
