// SPDX-License-Identifier: GPL-3.0-or-later
// The table of checks, and numbers of those checks that can be worked out another way.
#include "core/theory/checks.h"

#include "core/settings/random_stream.h"
#include "core/theory/laboratory.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>
#include <set>

using namespace overdamp;

namespace {

TheoryResult run(const char* id) { return TheoryRunner().run(*find_theory_check(id)); }

/// The value in the row of that label and the column of that number.
double value_at(const TheoryResult& result, const std::string& label, std::size_t column) {
    for (const TheoryRow& row : result.table.rows)
        if (row.label == label)
            return row.values.at(column);
    return std::nan("");
}

bool near(double value, double expected, double tolerance = 1e-9) { return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected)); }

/// Attention of one head as (143) writes it.
at::Tensor plain_attention(const at::Tensor& x, const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values) {
    const at::Tensor scores = at::matmul(at::matmul(x, queries), at::matmul(x, keys).t()) / std::sqrt(static_cast<double>(queries.size(1)));
    return at::matmul(at::softmax(scores, 1), at::matmul(x, values));
}

/// The largest singular value of its whole Jacobian, by central differences.
double largest_slope(const at::Tensor& x, const at::Tensor& queries, const at::Tensor& keys, const at::Tensor& values) {
    std::vector<at::Tensor> columns;
    for (std::int64_t i = 0; i < x.numel(); ++i) {
        at::Tensor shift = at::zeros({x.numel()}, at::kDouble);
        shift[i] = 1e-5;
        shift = shift.view_as(x);
        columns.push_back(((plain_attention(x + shift, queries, keys, values) - plain_attention(x - shift, queries, keys, values)) / 2e-5).reshape({-1}));
    }
    return at::linalg_svdvals(at::stack(columns, 1)).max().item<double>();
}

} // namespace

class ChecksTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void every_check_has_a_name_of_its_own_and_says_what_it_is_about() {
        std::set<std::string_view> ids;
        for (const TheoryCheck& check : theory_checks()) {
            QVERIFY2(ids.insert(check.id).second, std::string(check.id).c_str());
            QVERIFY(!check.claim.empty() && !check.reference.empty() && !check.measured.empty() && check.run);
            QCOMPARE(find_theory_check(check.id), &check);
        }
        QVERIFY(!find_theory_check("nowhere"));
        // The steps that the design names.
        for (const char* id : {"step-convex", "step-smooth", "step-55", "step-variance", "step-subset"})
            QVERIFY(ids.contains(id));
    }

    void the_smoothness_inequality_is_the_wrong_way_round() {
        const TheoryResult result = run("step-smooth");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QVERIFY(near(value_at(result, "0.05x²; x = 2; β = 1", 0), 0.2));
        QVERIFY(near(value_at(result, "0.05x²; x = 2; β = 1", 1), 0.02));
        // log cosh ½ and tanh²(½)/2
        QVERIFY(near(value_at(result, "KL of two outcomes, logit x; x = 1; β = 0.25", 0), std::log(std::cosh(0.5))));
        QVERIFY(near(value_at(result, "KL of two outcomes, logit x; x = 1; β = 0.25", 1), std::tanh(0.5) * std::tanh(0.5) / 2));
    }

    void taking_a_mode_away_costs_divergence() {
        const TheoryResult result = run("step-subset");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QVERIFY(near(value_at(result, "1", 0), 0));
        QVERIFY(near(value_at(result, "0.01", 0), 0.12 * std::log(100) + 0.88 * std::log(0.88 / (1 - 0.0012))));
        QCOMPARE(value_at(result, "0.01", 2), 3.0);
        QVERIFY(near(value_at(result, "0.01", 3), 1));
    }

    void the_bound_55_is_below_epsilon() {
        const TheoryResult result = run("step-55");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QVERIFY(near(value_at(result, "uniform; 0.1", 1), std::log(1 / 0.9) / 12));
        QVERIFY(near(value_at(result, "uniform; 0.1", 4), -std::log(0.9)));
        QVERIFY(value_at(result, "Zipf; 0.1", 1) < 0);
        QVERIFY(near(value_at(result, "Zipf; 0.1", 4), -std::log(0.9)));
    }

    void a_bounded_gradient_does_not_bound_the_place() {
        const TheoryResult result = run("step-definition");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QCOMPARE(value_at(result, "1", 0), 0.5);
        // θ_t of dθ/dt = e^−θ is log t to first order.
        QVERIFY(std::abs(value_at(result, "1000000", 0) - std::log(1e6)) < 0.1);
        QVERIFY(value_at(result, "1000000", 2) <= 0.25);
    }

    void the_origin_is_stationary_and_far_from_the_data() {
        const TheoryResult result = run("step-origin");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QVERIFY(value_at(result, "0.01", 0) < 1e-14);
        // 12 of the 9⁴ sequences, all alike.
        QVERIFY(near(value_at(result, "0.01", 3), 12 / std::pow(9.0, 4)));
        QVERIFY(near(value_at(result, "0.01", 1), 4 * std::log(9.0) - SequenceModel(Laboratory::tiny_language(), 1).empirical().entropy()));
    }

    void between_two_equal_models_the_divergence_rises() {
        const TheoryResult result = run("step-convex");
        QCOMPARE(result.verdict, TheoryVerdict::fails);
        QVERIFY(near(value_at(result, "0", 0), value_at(result, "1", 0), 1e-8)); // the same P_θ
        QVERIFY(value_at(result, "0.5", 0) > value_at(result, "0.5", 1) + 0.01);
        QVERIFY(near(value_at(result, "0", 2), 0, 1e-12)); // logit log 9 is (0.9, 0.1)
        QVERIFY(near(value_at(result, "0.5", 2), 0.9 * std::log(1.8) + 0.1 * std::log(0.2)));
    }

    void masks_are_stored_as_stated() {
        const TheoryResult result = run("mask-storage");
        QVERIFY(near(value_at(result, "64", 0), 128));
        QVERIFY(near(value_at(result, "64", 1), 64 * 64 + 64));
        QVERIFY(near(value_at(result, "64", 3), 2 * 44 * 8)); // ⌊0.7·64⌋ numbers of 8 bytes, inputs and outputs
        QVERIFY(near(value_at(result, "64", 4), 64 * 64 + 64));
    }

    void the_steepest_direction_is_that_of_the_whole_jacobian() {
        const TheoryResult result = run("lipschitz");
        QVERIFY(result.verdict != TheoryVerdict::holds);
        std::mt19937_64 weights = random_stream(theory_seed, RandomPurpose::weights);
        const at::Tensor queries = normal_numbers(weights, {16, 16}, 0.3 / 4), keys = normal_numbers(weights, {16, 16}, 0.3 / 4), values = normal_numbers(weights, {16, 16}, 1.0 / 4);
        double expected = 0;
        for (int i = 0; i < 6; ++i) {
            std::mt19937_64 stream = random_stream(theory_seed, RandomPurpose::data, i);
            expected = std::max(expected, largest_slope(normal_numbers(stream, {16, 16}, 0.5), queries, keys, values));
        }
        const double measured = value_at(result, "0.3; dense; 16/16", 0);
        QVERIFY2(measured <= expected * 1.0001 && measured > 0.97 * expected, qPrintable(QStringLiteral("%1 %2").arg(measured).arg(expected)));
    }

    void a_check_gives_the_same_numbers_in_any_company() {
        TheoryRunner runner;
        runner.run(*find_theory_check("step-subset"));
        const TheoryResult second = runner.run(*find_theory_check("mask-storage")), alone = run("mask-storage");
        QCOMPARE(second.chart.series[1].y, alone.chart.series[1].y);
        const TheoryResult again = run("consistency"), once = run("consistency");
        for (std::size_t row = 0; row < once.table.rows.size(); ++row)
            QCOMPARE(again.table.rows[row].values, once.table.rows[row].values);
        QCOMPARE(once.verdict, TheoryVerdict::fails);
    }

    void a_place_with_a_gradient_beside_its_weight_decay_is_no_minimum() {
        StationaryPoint point;
        point.weight_decay = 1e-4;
        point.norm = 7.6;
        point.gradient_norm = 1.3e-3; // of λ‖θ‖ = 7.6e-4
        QVERIFY(!point.reached());
        point.gradient_norm = 7.7e-6; // a hundredth is 7.6e-6
        QVERIFY(!point.reached());
        point.gradient_norm = 7.5e-6;
        QVERIFY(point.reached());
    }

    void a_caller_may_end_a_check() {
        int calls = 0;
        TheoryRunner runner([&](double share) {
            Q_ASSERT(share >= 0 && share <= 1);
            return ++calls < 3;
        });
        QVERIFY_EXCEPTION_THROWN(runner.run(*find_theory_check("gradient")), TheoryCancelled);
        QCOMPARE(calls, 3);
    }
};

QTEST_GUILESS_MAIN(ChecksTest)
#include "checks.moc"
