// SPDX-License-Identifier: GPL-3.0-or-later
// BAARA: the policy's distribution, weights and learning, the state's moments, reward and replay.
#include "core/stabilizer/allocation.h"

#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>
#include <numbers>

using namespace overdamp;

namespace {

constexpr std::int64_t features = 4, blocks = 3;

std::mt19937_64 stream_of(std::int64_t number) { return random_stream(1, RandomPurpose::policy_actions, number); }

Policy new_policy() {
    std::mt19937_64 stream = stream_of(0);
    return {features, blocks, stream};
}

/// Blocks are in with a probability near 0.12 only, and γ has another median.
Policy rare_policy() {
    PolicyWeights weights = new_policy().weights();
    weights.values = -weights.values;
    return {features, blocks, weights};
}

const std::vector<double> some_state = {0.5, -1, 2, 0.1};

/// The closed form written out for single numbers.
double reference_log_probability(const Policy& policy, const std::vector<double>& state, const Action& action) {
    const PolicyOutputs told = policy.outputs(at::tensor(state, at::kDouble).view({1, -1}));
    const double median = told.log_median[0].item<double>(), deviation = std::exp(told.log_deviation.item<double>());
    const double gamma = std::exp(action.log_scale), z = (std::log(gamma) - median) / deviation;
    double result = std::log(std::exp(-z * z / 2) / (gamma * deviation * std::sqrt(2 * std::numbers::pi)));
    double none = 1;
    for (std::int64_t b = 0; b < blocks; ++b) {
        const double p = 1 / (1 + std::exp(-told.logits[0][b].item<double>()));
        result += std::log(action.scope[static_cast<std::size_t>(b)] ? p : 1 - p);
        none *= 1 - p;
    }
    return result - std::log(1 - none);
}

Allocator new_allocator() { return {.moments = RunningMoments(features), .policy = new_policy(), .values = {}, .replay = {}}; }

/// The value alone is the reward.
RewardTerms plain_terms(double value) {
    return {.value = value, .entropy = 0, .confidence_decay = 0, .scale_penalty = 0, .cost = 1, .window = 1, .replay = 512};
}

std::vector<double> random_state(std::mt19937_64& stream) {
    std::vector<double> state(features);
    for (double& value : state)
        value = 2 * uniform(stream) - 1;
    return state;
}

/// Median of γ and probability of each block in a normalised state.
std::pair<double, std::vector<double>> preference(const Policy& policy, const std::vector<double>& state) {
    const PolicyOutputs told = policy.outputs(at::tensor(state, at::kDouble).view({1, -1}));
    std::vector<double> inclusion;
    for (std::int64_t b = 0; b < blocks; ++b)
        inclusion.push_back(at::sigmoid(told.logits[0][b]).item<double>());
    return {std::exp(told.log_median[0].item<double>()), inclusion};
}

/// Decisions on random states, rewarded by `value`; the policy learns after each 16th.
template <typename Value> Allocator trained(int updates, Value value) {
    Allocator allocator = new_allocator();
    std::mt19937_64 states = stream_of(1), actions = stream_of(2), batches = stream_of(3);
    for (int step = 1; step <= 16 * updates; ++step) {
        const std::vector<double> state = random_state(states);
        const Decision decision = allocator.decide(state, actions);
        allocator.remember(decision, plain_terms(value(state, decision.action)));
        if (step % 16 == 0 && !allocator.learn(batches))
            qFatal("a gradient is not finite");
    }
    return allocator;
}

} // namespace

class Allocation : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_new_policy_is_neutral() {
        const auto [median, inclusion] = preference(new_policy(), some_state);
        QVERIFY(std::abs(median - 1) < 0.05);
        for (const double p : inclusion)
            QVERIFY(std::abs(p - 1 / (1 + std::exp(-2.))) < 0.02);
    }

    void log_probabilities_are_the_closed_form() {
        std::mt19937_64 stream = stream_of(4);
        for (const Policy& policy : {new_policy(), rare_policy()})
            for (int i = 0; i < 20; ++i) {
                const std::vector<double> state = random_state(stream);
                const Action action = policy.sample(state, stream);
                QVERIFY(std::abs(policy.log_probability(state, action) - reference_log_probability(policy, state, action)) < 1e-9);
            }
    }

    void densities_sum_to_one_over_every_scale_and_scope() {
        for (const Policy& policy : {new_policy(), rare_policy()}) {
            double sum = 0;
            constexpr double cell = 0.02;
            for (int bits = 1; bits < 8; ++bits)
                for (double gamma = cell / 2; gamma < 12; gamma += cell)
                    sum += cell * std::exp(policy.log_probability(some_state, {std::log(gamma), {bool(bits & 1), bool(bits & 2), bool(bits & 4)}}));
            QVERIFY2(std::abs(sum - 1) < 1e-3, qPrintable(QString::number(sum)));
        }
    }

    void draws_follow_the_distribution() {
        constexpr int draws = 20000;
        const Policy policy = rare_policy();
        const PolicyOutputs told = policy.outputs(at::tensor(some_state, at::kDouble).view({1, -1}));
        std::vector<double> shares(8);
        double sum = 0, squares = 0;
        std::mt19937_64 stream = stream_of(5);
        for (int i = 0; i < draws; ++i) {
            const Action action = policy.sample(some_state, stream);
            shares[static_cast<std::size_t>(action.scope[0] + 2 * action.scope[1] + 4 * action.scope[2])] += 1. / draws;
            sum += action.log_scale / draws;
            squares += action.log_scale * action.log_scale / draws;
        }
        const double deviation = std::exp(told.log_deviation.item<double>());
        QVERIFY(std::abs(sum - told.log_median[0].item<double>()) < 5 * deviation / std::sqrt(draws));
        QVERIFY(std::abs(std::sqrt(squares - sum * sum) / deviation - 1) < 5 / std::sqrt(2. * draws));
        QCOMPARE(shares[0], 0.0); // at least one block is in, although none would be in two draws of three
        const auto [median, inclusion] = preference(policy, some_state);
        double none = 1;
        for (const double p : inclusion)
            none *= 1 - p;
        QVERIFY(none > 0.5);
        for (std::size_t bits = 1; bits < 8; ++bits) {
            double p = 1 / (1 - none);
            for (std::size_t b = 0; b < 3; ++b)
                p *= bits >> b & 1 ? inclusion[b] : 1 - inclusion[b];
            QVERIFY(std::abs(shares[bits] - p) < 5 * std::sqrt(p * (1 - p) / draws));
        }
    }

    void scales_stay_between_their_limits() {
        QCOMPARE((Action{.log_scale = std::log(0.5), .scope = {}}.scale()), 0.5);
        QCOMPARE((Action{.log_scale = -50, .scope = {}}.scale()), 0.1);
        QCOMPARE((Action{.log_scale = 50, .scope = {}}.scale()), 3.0);
    }

    void importance_weights_compare_new_and_old_probabilities() {
        Allocator allocator = trained(1, [](const auto&, const Action& action) { return action.scale(); });
        std::mt19937_64 stream = stream_of(6);
        for (int i = 0; i < 10; ++i)
            QVERIFY(allocator.learn(stream)); // away from the policy that drew the replay
        double smallest = 9, largest = 0;
        for (const Experience& experience : allocator.replay) {
            const auto& [state, action, old] = experience.decision;
            QVERIFY(std::abs(old - reference_log_probability(new_policy(), state, action)) < 1e-9);
            const double now = allocator.policy.log_probability(state, action);
            const double expected = std::min(3., std::exp(reference_log_probability(allocator.policy, state, action)) / std::exp(old));
            const double weight = importance_weights(at::tensor({now}, at::kDouble), at::tensor({old}, at::kDouble)).item<double>();
            QVERIFY(std::abs(weight - expected) < 1e-9);
            smallest = std::min(smallest, weight);
            largest = std::max(largest, weight);
        }
        QVERIFY(smallest < 0.9 && largest > 1.1);
        QCOMPARE(importance_weights(at::tensor({900.}, at::kDouble), at::tensor({1.}, at::kDouble)).item<double>(), 3.0);
    }

    void the_surrogate_is_clipped_where_it_would_gain() {
        const at::Tensor weights = at::tensor({0.5, 1.1, 1.5, 1.5, 0.5}, at::kDouble), advantages = at::tensor({1., 1., 1., -1., -1.}, at::kDouble);
        // 0.5 and 1.1 stand, 1.5 counts as 1.2 where it is good; where it is bad 1.5 stands and 0.5 counts as 0.8.
        QVERIFY(std::abs(clipped_surrogate(weights, advantages).item<double>() - (0.5 + 1.1 + 1.2 - 1.5 - 0.8) / 5) < 1e-12);
    }

    void moments_normalise_the_state() {
        RunningMoments moments(2);
        moments.add(std::vector<double>{1, 7});
        QCOMPARE(moments.normalise(std::vector<double>{1, 7}), (std::vector<double>{0, 0})); // nothing has varied yet
        moments.add(std::vector<double>{2, 7});
        moments.add(std::vector<double>{6, 7});
        // Mean 3, variance (4 + 1 + 9)/3.
        const std::vector<double> normalised = moments.normalise(std::vector<double>{5, 7});
        QVERIFY(std::abs(normalised[0] - 2 / std::sqrt(14. / 3)) < 1e-12 && normalised[1] == 0);
        QCOMPARE(moments.normalise(std::vector<double>{1e9, 7})[0], 10.0);
    }

    void the_reward_is_the_mean_value_times_confidence_less_the_penalty() {
        QVERIFY(std::abs(confidence(0.05, 4) - 0.81873075307798186) < 1e-15);
        QVERIFY(std::abs(reward(0.02, 0.5, 0.1, 0.7) - (0.01 - 0.009)) < 1e-15);
        Allocator allocator = new_allocator();
        const Decision decision{.state = some_state, .action = {.log_scale = std::log(2.), .scope = {true, false, true}}, .log_probability = -1};
        const auto remember = [&](double value) {
            const RewardTerms terms{.value = value, .entropy = 2, .confidence_decay = 0.5, .scale_penalty = 0.25, .cost = 0.8, .window = 2, .replay = 3};
            return allocator.remember(decision, terms);
        };
        const double c = std::exp(-1.);
        QVERIFY(std::abs(remember(1) - (1 * c - 0.25)) < 1e-12); // there is one value yet
        QVERIFY(std::abs(remember(3) - (2 * c - 0.25)) < 1e-12);
        QVERIFY(std::abs(remember(-2) - (0.5 * c - 0.25)) < 1e-12); // the first has left the window
        remember(0);
        QCOMPARE(allocator.values, (std::deque<double>{-2, 0}));
        QCOMPARE(allocator.replay.size(), std::size_t{3});
        QVERIFY(std::abs(allocator.replay.front().reward - (2 * c - 0.25)) < 1e-12); // the oldest is gone
        QVERIFY(allocator.replay.back().cost == 0.8 && allocator.replay.back().decision.log_probability == -1);
    }

    void it_learns_a_planted_preference() {
        // Small steps are good; so is the second block; the third does harm; the first is indifferent.
        const Allocator allocator = trained(150, [](const auto&, const Action& action) {
            return 0.01 * (action.scope[1] - action.scope[2] - std::abs(action.scale() - 0.4));
        });
        std::mt19937_64 stream = stream_of(7);
        for (int i = 0; i < 10; ++i) {
            const auto [median, inclusion] = preference(allocator.policy, random_state(stream));
            QVERIFY2(median > 0.25 && median < 0.65, qPrintable(QString::number(median)));
            QVERIFY2(inclusion[1] > 0.95 && inclusion[2] < 0.3, qPrintable(QString("%1 %2").arg(inclusion[1]).arg(inclusion[2])));
        }
    }

    void it_learns_to_tell_states_apart() {
        const Allocator allocator = trained(150, [](const std::vector<double>& state, const Action& action) {
            return (state[0] > 0 ? 0.01 : -0.01) * action.log_scale;
        });
        const double high = preference(allocator.policy, {1, 0, 0, 0}).first, low = preference(allocator.policy, {-1, 0, 0, 0}).first;
        QVERIFY2(high > 1.5 && low < 0.7, qPrintable(QString("%1 %2").arg(high).arg(low)));
    }

    void what_is_not_finite_teaches_nothing() {
        Allocator allocator = trained(1, [](const auto&, const Action& action) { return action.scale(); });
        const at::Tensor before = allocator.policy.weights().values;
        allocator.replay[3].reward = NAN;
        std::mt19937_64 stream = stream_of(8);
        QVERIFY(!allocator.learn(stream));
        QVERIFY(at::equal(allocator.policy.weights().values, before));
        QCOMPARE(allocator.policy.weights().steps, 4);
    }

    void copies_are_independent() {
        Allocator first = trained(1, [](const auto&, const Action& action) { return action.scale(); });
        const Allocator copy = first;
        const at::Tensor before = copy.policy.weights().values.clone();
        std::mt19937_64 stream = stream_of(9);
        QVERIFY(first.learn(stream));
        QVERIFY(at::equal(copy.policy.weights().values, before) && !at::equal(first.policy.weights().values, before));
    }
};

QTEST_GUILESS_MAIN(Allocation)
#include "allocation.moc"
