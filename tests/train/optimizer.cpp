// SPDX-License-Identifier: GPL-3.0-or-later
// Both optimizers against their published update written out for single numbers.
#include "core/train/optimizer.h"

#include "tests/device/simulated_device.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>

using namespace overdamp;

Q_DECLARE_METATYPE(overdamp::OptimizerKind)
Q_DECLARE_METATYPE(overdamp::WeightDecayForm)

namespace {

constexpr std::int64_t size = 12;

Parameters make_parameters() {
    Parameters parameters({{"matrix", {4, 2}}, {"vector", {4}}}, at::TensorOptions(at::kDouble).device(test_device()));
    at::manual_seed(2);
    parameters.flat().copy_(at::randn({size}, at::kDouble));
    return parameters;
}

at::Tensor gradient_of(int step) {
    at::manual_seed(100 + step);
    return at::randn({size}, at::kDouble).to(test_device());
}

at::Tensor indices(std::initializer_list<std::int64_t> values) { return at::tensor(values, at::TensorOptions(at::kLong)).to(test_device()); }

at::Tensor number(double value) { return at::full({}, value, at::TensorOptions(at::kFloat)).to(test_device()); }

/// An update whose gradient the host does not know.
Update unseen_update(double found_inf, const at::Tensor& gradient_divisor, double gradient_scale = 1) {
    return {.learning_rate = 0.1,
            .weight_decay = 0.5,
            .gradient_scale = gradient_scale,
            .frozen = {},
            .found_inf = number(found_inf),
            .gradient_divisor = gradient_divisor};
}

/// AdamW's Algorithm 2 (Loshchilov & Hutter 2019) for one number.
struct ScalarAdamW {
    double theta, m = 0, v = 0;
    int t = 0;
    void step(double gradient, double rate, double decay) {
        ++t;
        m = 0.9 * m + 0.1 * gradient;
        v = 0.999 * v + 0.001 * gradient * gradient;
        const double corrected_m = m / (1 - std::pow(0.9, t)), corrected_v = v / (1 - std::pow(0.999, t));
        theta -= rate * (corrected_m / (std::sqrt(corrected_v) + 1e-8) + decay * theta);
    }
};

} // namespace

class OptimizerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void adamw_equals_the_published_algorithm() {
        Parameters parameters = make_parameters();
        Optimizer optimizer(OptimizerKind::adamw, WeightDecayForm::automatic, parameters);
        QVERIFY(!optimizer.couples_weight_decay());
        std::vector<ScalarAdamW> expected;
        for (std::int64_t i = 0; i < size; ++i)
            expected.push_back({.theta = parameters.flat()[i].item<double>()});
        for (int step = 0; step < 20; ++step) {
            const double rate = 0.01 * (1 + step % 3), decay = step < 10 ? 0.1 : 0.3;
            parameters.flat_gradient().copy_(gradient_of(step));
            optimizer.step(parameters, {.learning_rate = rate, .weight_decay = decay, .gradient_scale = 0.5, .frozen = {}});
            for (std::int64_t i = 0; i < size; ++i)
                expected[static_cast<std::size_t>(i)].step(0.5 * gradient_of(step)[i].item<double>(), rate, decay);
        }
        for (std::int64_t i = 0; i < size; ++i)
            QVERIFY(std::abs(parameters.flat()[i].item<double>() - expected[static_cast<std::size_t>(i)].theta) < 1e-12);
    }

    void sgd_follows_the_gradient() {
        Parameters parameters = make_parameters();
        Optimizer optimizer(OptimizerKind::sgd, WeightDecayForm::automatic, parameters);
        QVERIFY(optimizer.couples_weight_decay());
        const at::Tensor before = parameters.flat().clone();
        parameters.flat_gradient().copy_(gradient_of(0));
        optimizer.step(parameters, {.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 1, .frozen = {}});
        QVERIFY(at::allclose(parameters.flat(), before - 0.1 * gradient_of(0), 1e-12, 1e-14));
    }

    void decoupled_sgd_shrinks_the_parameters() {
        Parameters parameters = make_parameters();
        Optimizer optimizer(OptimizerKind::sgd, WeightDecayForm::decoupled, parameters);
        const at::Tensor before = parameters.flat().clone();
        parameters.flat_gradient().copy_(gradient_of(0));
        optimizer.step(parameters, {.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 1, .frozen = {}});
        QVERIFY(at::allclose(parameters.flat(), before * 0.95 - 0.1 * gradient_of(0), 1e-12, 1e-14));
    }

    void frozen_rows_keep_value_and_moments_bit_for_bit() {
        Parameters parameters = make_parameters(), free = make_parameters();
        Optimizer optimizer(OptimizerKind::adamw, WeightDecayForm::automatic, parameters),
            unfrozen(OptimizerKind::adamw, WeightDecayForm::automatic, free);
        for (int step = 0; step < 3; ++step) {
            const NamedTensors before = optimizer.state();
            const at::Tensor values = parameters.flat().clone(), first = before.at("first_moment").clone(),
                             second = before.at("second_moment").clone();
            Update update{.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 1, .frozen = {}};
            parameters.flat_gradient().copy_(gradient_of(step));
            free.flat_gradient().copy_(gradient_of(step));
            unfrozen.step(free, update);
            update.frozen = {{0, indices({1, 3})}, {1, indices({0})}};
            optimizer.step(parameters, update);
            // Rows 1 and 3 of the 4×2 matrix are entries 2, 3, 6, 7; entry 0 of the vector is entry 8.
            const at::Tensor frozen = indices({2, 3, 6, 7, 8});
            const NamedTensors after = optimizer.state();
            QVERIFY(at::equal(parameters.flat().index_select(0, frozen), values.index_select(0, frozen)));
            QVERIFY(at::equal(after.at("first_moment").index_select(0, frozen), first.index_select(0, frozen)));
            QVERIFY(at::equal(after.at("second_moment").index_select(0, frozen), second.index_select(0, frozen)));
        }
        const at::Tensor moving = indices({0, 1, 4, 5, 9, 10, 11});
        QVERIFY(at::equal(parameters.flat().index_select(0, moving), free.flat().index_select(0, moving)));
    }

    void frozen_entries_keep_value_and_moments_bit_for_bit() {
        for (const OptimizerKind kind : {OptimizerKind::adamw, OptimizerKind::sgd}) {
            Parameters parameters = make_parameters(), free = make_parameters();
            Optimizer optimizer(kind, WeightDecayForm::decoupled, parameters), unfrozen(kind, WeightDecayForm::decoupled, free);
            // Entries 1, 2 and 7 of the 4×2 matrix and entry 3 of the vector, which is entry 11.
            const at::Tensor frozen = indices({1, 2, 7, 11}), moving = indices({0, 3, 4, 5, 6, 8, 9, 10});
            at::Tensor mask = at::zeros({size}, at::TensorOptions(at::kBool).device(test_device()));
            mask.index_fill_(0, frozen, 1);
            const std::vector<FrozenEntries> entries = {{0, mask.narrow(0, 0, 8).view({4, 2})}, {1, mask.narrow(0, 8, 4)}};
            for (int step = 0; step < 3; ++step) {
                const at::Tensor values = parameters.flat().clone();
                NamedTensors before;
                for (const auto& [name, tensor] : optimizer.state())
                    before[name] = tensor.clone();
                parameters.flat_gradient().copy_(gradient_of(step));
                free.flat_gradient().copy_(gradient_of(step));
                optimizer.step(parameters, {.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 1, .frozen = {}, .frozen_entries = entries});
                unfrozen.step(free, {.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 1, .frozen = {}});
                QVERIFY(at::equal(parameters.flat().index_select(0, frozen), values.index_select(0, frozen)));
                for (const auto& [name, tensor] : optimizer.state())
                    if (name != "steps")
                        QVERIFY2(at::equal(tensor.index_select(0, frozen), before.at(name).index_select(0, frozen)), name.c_str());
                QVERIFY(at::equal(parameters.flat().index_select(0, moving), free.flat().index_select(0, moving)));
                QVERIFY(parameters.flat().index_select(0, moving).ne(values.index_select(0, moving)).all().item<bool>());
            }
        }
    }

    void what_the_device_finds_acts_as_what_the_host_knows_data() { kinds_and_forms(); }

    void what_the_device_finds_acts_as_what_the_host_knows() {
        QFETCH(OptimizerKind, kind);
        QFETCH(WeightDecayForm, form);
        Parameters known = make_parameters(), unseen = make_parameters();
        Optimizer by_host(kind, form, known), by_device(kind, form, unseen);
        for (int step = 0; step < 6; ++step) {
            known.flat_gradient().copy_(gradient_of(step));
            unseen.flat_gradient().copy_(gradient_of(step));
            by_host.step(known, {.learning_rate = 0.1, .weight_decay = 0.5, .gradient_scale = 0.25, .frozen = {}});
            by_device.step(unseen, unseen_update(0, step % 2 == 0 ? number(4) : at::Tensor(), step % 2 == 0 ? 1 : 0.25));
        }
        QVERIFY(at::allclose(known.flat(), unseen.flat(), 1e-12, 1e-14));
        const NamedTensors expected = by_host.state();
        for (const auto& [name, tensor] : by_device.state())
            QVERIFY2(at::allclose(tensor, expected.at(name), 1e-12, 1e-14), name.c_str());
    }

    void where_the_device_found_an_infinity_nothing_moves_data() { kinds_and_forms(); }

    void where_the_device_found_an_infinity_nothing_moves() {
        QFETCH(OptimizerKind, kind);
        QFETCH(WeightDecayForm, form);
        Parameters parameters = make_parameters(), undisturbed = make_parameters();
        Optimizer optimizer(kind, form, parameters), reference(kind, form, undisturbed);
        const auto step = [](Optimizer& of, Parameters& moved, int gradient) {
            moved.flat_gradient().copy_(gradient_of(gradient));
            of.step(moved, unseen_update(0, number(4)));
        };
        step(optimizer, parameters, 0);
        step(reference, undisturbed, 0);
        for (const double bad : {std::nan(""), HUGE_VAL, 1.0}) {
            parameters.flat_gradient().fill_(bad);
            optimizer.step(parameters, unseen_update(1, number(bad)));
        }
        optimizer.forget_steps(3);
        step(optimizer, parameters, 1);
        step(reference, undisturbed, 1);
        QVERIFY(at::equal(parameters.flat(), undisturbed.flat()));
        const NamedTensors expected = reference.state();
        for (const auto& [name, tensor] : optimizer.state())
            QVERIFY2(at::equal(tensor, expected.at(name)), name.c_str());
    }

    void an_update_without_memory_throws_and_frozen_entries_stay() {
        if (test_device().str() != simulated_device)
            QSKIP("only the simulated device can be made full");
        Parameters parameters = make_parameters();
        Optimizer optimizer(OptimizerKind::adamw, WeightDecayForm::decoupled, parameters);
        const at::Tensor all = on_test_device(at::ones(parameters.spec(0).shape, at::TensorOptions(at::kBool)));
        Update update = unseen_update(0, number(4));
        update.frozen_entries.push_back({0, all});
        const at::Tensor before = parameters.view_of(parameters.flat(), 0).clone();
        bool threw = true;
        for (int times = 0; threw; ++times) {
            parameters.flat_gradient().copy_(gradient_of(0));
            const FullSimulatedDevice full(times);
            try {
                optimizer.step(parameters, update);
                threw = false;
            } catch (const std::bad_alloc&) {
            }
            QVERIFY(times > 0 || threw);
        }
        QVERIFY(at::equal(parameters.view_of(parameters.flat(), 0), before));
    }

    void its_state_continues_it_bit_for_bit() {
        Parameters first = make_parameters(), second = make_parameters();
        Optimizer whole(OptimizerKind::adamw, WeightDecayForm::automatic, first);
        const auto step = [](Optimizer& optimizer, Parameters& parameters, int number) {
            parameters.flat_gradient().copy_(gradient_of(number));
            optimizer.step(parameters, {.learning_rate = 0.1, .weight_decay = 0.1, .gradient_scale = 1, .frozen = {}});
        };
        step(whole, first, 0);
        second.flat().copy_(first.flat());
        Optimizer continued(OptimizerKind::adamw, WeightDecayForm::automatic, second);
        continued.load_state(whole.state());
        step(whole, first, 1);
        step(continued, second, 1);
        QVERIFY(at::equal(first.flat(), second.flat()));
    }

    void a_state_that_does_not_fit_is_refused() {
        Parameters parameters = make_parameters();
        Optimizer optimizer(OptimizerKind::adamw, WeightDecayForm::automatic, parameters);
        NamedTensors state = optimizer.state();
        state["second_moment"] = at::zeros({5}, parameters.flat().options());
        QVERIFY_EXCEPTION_THROWN(optimizer.load_state(state), CheckpointError);
        state = optimizer.state();
        state.erase("steps");
        QVERIFY_EXCEPTION_THROWN(optimizer.load_state(state), CheckpointError);
    }

  private:
    static void kinds_and_forms() {
        QTest::addColumn<OptimizerKind>("kind");
        QTest::addColumn<WeightDecayForm>("form");
        QTest::newRow("adamw") << OptimizerKind::adamw << WeightDecayForm::decoupled;
        QTest::newRow("adamw, coupled") << OptimizerKind::adamw << WeightDecayForm::coupled;
        QTest::newRow("sgd") << OptimizerKind::sgd << WeightDecayForm::decoupled;
        QTest::newRow("sgd, coupled") << OptimizerKind::sgd << WeightDecayForm::coupled;
    }
};

QTEST_GUILESS_MAIN(OptimizerTest)
#include "optimizer.moc"
