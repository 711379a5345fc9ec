// SPDX-License-Identifier: GPL-3.0-or-later
// The fused objective against the same objective composed of plain operations under automatic differentiation, in float64.
#include "core/train/objective.h"

#include "core/language/batches.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <QtTest>
#include <set>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

constexpr std::int64_t sequences = 5, time_steps = 6, rows = sequences * time_steps, width = 8;

struct Case {
    at::Tensor hidden, weight, bias, targets;
    Head head() const { return {weight, bias}; }
    /// The same numbers as leaves on the device of the test; the targets stay.
    Case there() const { return {on_test_device(hidden), on_test_device(weight), bias.defined() ? on_test_device(bias) : bias, targets}; }
};

Case make_case(std::int64_t vocabulary) {
    at::manual_seed(12);
    Case made{(at::randn({rows, width}, at::kDouble) * 1.5).set_requires_grad(true),
              at::randn({vocabulary, width}, at::kDouble).set_requires_grad(true),
              {},
              at::randint(vocabulary, {rows}, at::TensorOptions(at::kLong))};
    made.targets[3] = ignored_target;
    made.targets[20] = ignored_target;
    return made;
}

/// 4 of 30, as a masked language model has them.
void leave_few_targets(Case& made) { made.targets.masked_fill_(at::arange(rows).remainder(7).ne(5), ignored_target); }

at::Tensor potential(FeedbackLaw law, const at::Tensor& logp, const at::Tensor& counted, const at::Tensor& running_mean) {
    const at::Tensor p = logp.exp(), targets = counted.sum();
    switch (law) {
    case FeedbackLaw::entropy:
        return (-(p * logp).sum(1) * counted).sum() / targets;
    case FeedbackLaw::marginal: {
        const at::Tensor mean = (p * counted.unsqueeze(1)).sum(0) / targets;
        return -(mean * mean.log()).sum();
    }
    case FeedbackLaw::anchor:
        return ((running_mean * (running_mean.log() - logp)).sum(1) * counted).sum() / targets;
    case FeedbackLaw::temporal: {
        const at::Tensor before = p.detach();
        at::Tensor sum = at::zeros({}, at::kDouble);
        for (std::int64_t row = 0; row < rows; ++row)
            if (row % time_steps != 0)
                sum = sum + counted[row] * (before[row - 1] * (before[row - 1].log() - logp[row])).sum();
        return sum / targets;
    }
    }
    return {};
}

} // namespace

class ObjectiveTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void value_and_gradient_equal_the_composed_objective_data() {
        QTest::addColumn<int>("law");
        QTest::addColumn<double>("strength");
        QTest::addColumn<qint64>("vocabulary");
        QTest::addColumn<bool>("with_bias");
        QTest::addColumn<bool>("few_targets");
        const std::pair<const char*, FeedbackLaw> laws[] = {{"entropy", FeedbackLaw::entropy},
                                                            {"marginal", FeedbackLaw::marginal},
                                                            {"anchor", FeedbackLaw::anchor},
                                                            {"temporal", FeedbackLaw::temporal}};
        for (const auto& [name, law] : laws)
            for (const double strength : {0.0, 0.5, 2.0})
                // 19 words make one chunk; 16384 make chunks of 16 rows, so that sequences and chunks do not line up.
                for (const qint64 vocabulary : {19, 16384})
                    for (const auto& [head, with_bias, few_targets] :
                         {std::tuple{"", false, false}, {"bias", true, false}, {"bias, few targets", true, true}})
                        QTest::addRow("%s strength %g vocabulary %lld %s", name, strength, vocabulary, head)
                            << static_cast<int>(law) << strength << vocabulary << with_bias << few_targets;
    }

    void value_and_gradient_equal_the_composed_objective() {
        QFETCH(int, law);
        QFETCH(double, strength);
        QFETCH(qint64, vocabulary);
        QFETCH(bool, with_bias);
        QFETCH(bool, few_targets);
        Case made = make_case(vocabulary);
        if (with_bias)
            made.bias = at::randn({vocabulary}, at::kDouble).set_requires_grad(true);
        if (few_targets)
            leave_few_targets(made);
        const at::Tensor bias = with_bias ? made.bias : at::zeros({vocabulary}, at::kDouble);
        FeedbackInForce feedback{.law = static_cast<FeedbackLaw>(law), .strength = strength, .generator = {}, .running_mean = {}};
        const at::Tensor running_mean = at::softmax(at::randn({vocabulary}, at::kDouble), 0);
        feedback.running_mean = running_mean.to(test_device());

        const at::Tensor logp = at::log_softmax(at::matmul(made.hidden, made.weight.t()) + bias, 1);
        const at::Tensor counted = made.targets.ne(ignored_target).to(at::kDouble);
        const at::Tensor loss = at::nll_loss_nd(logp, made.targets, {}, at::Reduction::Mean, ignored_target);
        const at::Tensor psi = potential(feedback.law, logp, counted, running_mean);
        const at::Tensor expected = loss + strength * psi;
        std::vector<at::Tensor> inputs = {made.hidden, made.weight};
        if (with_bias)
            inputs.push_back(made.bias);
        const auto expected_gradients = torch::autograd::grad({expected}, inputs);

        const Case there = made.there();
        std::vector<at::Tensor> our_inputs = {there.hidden, there.weight};
        if (with_bias)
            our_inputs.push_back(there.bias);
        const Objective ours = objective(there.hidden, there.head(), made.targets, time_steps, feedback);
        const auto our_gradients = torch::autograd::grad({ours.value}, our_inputs);
        QVERIFY(at::allclose(ours.value.cpu(), expected, 1e-10, 1e-12));
        QVERIFY(at::allclose(ours.means.loss.cpu(), loss, 1e-10, 1e-12));
        QVERIFY(at::allclose(ours.means.predictive_entropy.cpu(), potential(FeedbackLaw::entropy, logp, counted, {}), 1e-10, 1e-12));
        if (strength != 0)
            QVERIFY(at::allclose(ours.means.potential.cpu(), psi, 1e-10, 1e-12));
        for (std::size_t i = 0; i < inputs.size(); ++i)
            QVERIFY2(at::allclose(our_gradients[i].cpu(), expected_gradients[i], 1e-9, 1e-13), qPrintable(QString("input %1").arg(i)));
    }

    void remedies_equal_their_definitions_data() {
        QTest::addColumn<double>("entropy_bonus");
        QTest::addColumn<double>("label_smoothing");
        QTest::addColumn<double>("unlikelihood");
        QTest::addColumn<double>("strength");
        QTest::addColumn<bool>("few_targets");
        QTest::newRow("entropy bonus") << 0.7 << 0.0 << 0.0 << 0.0 << false;
        QTest::newRow("label smoothing") << 0.0 << 0.3 << 0.0 << 0.0 << false;
        QTest::newRow("unlikelihood") << 0.0 << 0.0 << 0.8 << 0.0 << false;
        QTest::newRow("all against the feedback") << 0.7 << 0.3 << 0.8 << 2.0 << false;
        QTest::newRow("unlikelihood of few targets") << 0.0 << 0.0 << 0.8 << 0.0 << true;
        QTest::newRow("the others of few targets") << 0.7 << 0.3 << 0.0 << 2.0 << true;
    }

    void remedies_equal_their_definitions() {
        QFETCH(double, entropy_bonus);
        QFETCH(double, label_smoothing);
        QFETCH(double, unlikelihood);
        QFETCH(double, strength);
        QFETCH(bool, few_targets);
        Case made = make_case(19);
        if (few_targets)
            leave_few_targets(made);
        const Remedies remedies{entropy_bonus, label_smoothing, unlikelihood, at::randint(19, {sequences, time_steps}, at::TensorOptions(at::kLong))};
        const FeedbackInForce feedback{.strength = strength, .generator = {}, .running_mean = {}};

        const at::Tensor logp = at::log_softmax(at::matmul(made.hidden, made.weight.t()), 1);
        const at::Tensor counted = made.targets.ne(ignored_target).to(at::kDouble);
        const at::Tensor entropy = potential(FeedbackLaw::entropy, logp, counted, {});
        const at::Tensor smoothed =
            at::cross_entropy_loss(at::matmul(made.hidden, made.weight.t()), made.targets, {}, at::Reduction::Mean, ignored_target, label_smoothing);
        at::Tensor unlikely = at::zeros({}, at::kDouble);
        for (std::int64_t row = 0; row < rows; ++row) {
            std::set<std::int64_t> candidates;
            for (std::int64_t position = 0; position <= row % time_steps; ++position)
                candidates.insert(remedies.inputs[row / time_steps][position].item<std::int64_t>());
            candidates.erase(made.targets[row].item<std::int64_t>());
            for (const std::int64_t candidate : candidates)
                unlikely = unlikely - counted[row] * (1 - logp[row][candidate].exp()).log();
        }
        const at::Tensor expected = smoothed + (strength - entropy_bonus) * entropy + unlikelihood * unlikely / counted.sum();
        const auto expected_gradients = torch::autograd::grad({expected}, {made.hidden, made.weight});

        const Case there = made.there();
        Remedies remedies_there = remedies;
        remedies_there.inputs = remedies.inputs.to(test_device());
        const Objective ours = objective(there.hidden, there.head(), made.targets, time_steps, feedback, remedies_there);
        const auto our_gradients = torch::autograd::grad({ours.value}, {there.hidden, there.weight});
        QVERIFY(at::allclose(ours.value.cpu(), expected, 1e-10, 1e-12));
        QVERIFY(at::allclose(ours.means.loss.cpu(), at::nll_loss_nd(logp, made.targets, {}, at::Reduction::Mean, ignored_target), 1e-10, 1e-12));
        QVERIFY(at::allclose(our_gradients[0].cpu(), expected_gradients[0], 1e-9, 1e-13));
        QVERIFY(at::allclose(our_gradients[1].cpu(), expected_gradients[1], 1e-9, 1e-13));
    }

    void anchor_starts_from_the_mean_of_its_first_batch() {
        const Case made = make_case(19), there = made.there();
        const FeedbackInForce feedback{.law = FeedbackLaw::anchor, .strength = 1, .generator = {}, .running_mean = {}};
        const Objective ours = objective(there.hidden, there.head(), made.targets, time_steps, feedback);
        const at::Tensor counted = made.targets.ne(ignored_target).to(at::kDouble);
        const at::Tensor p = at::softmax(at::matmul(made.hidden, made.weight.t()), 1);
        const at::Tensor mean = (p * counted.unsqueeze(1)).sum(0) / counted.sum();
        QVERIFY(at::allclose(ours.means.mean_prediction.cpu(), mean, 1e-10, 1e-12));
        QVERIFY(at::allclose(ours.means.potential.cpu(), potential(FeedbackLaw::anchor, p.log(), counted, mean), 1e-10, 1e-12));
    }

    void without_gradient_the_values_are_the_same() {
        const Case made = make_case(19), there = made.there();
        const FeedbackInForce feedback{.strength = 2, .generator = {}, .running_mean = {}};
        const ObjectiveGradient with = objective_gradient(there.hidden, there.head(), made.targets, time_steps, feedback, {}, true);
        const ObjectiveGradient without = objective_gradient(there.hidden, there.head(), made.targets, time_steps, feedback, {}, false);
        QVERIFY(at::equal(with.means.loss, without.means.loss));
        QVERIFY(at::equal(with.means.potential, without.means.potential));
        QVERIFY(!without.hidden.defined());
    }

    void noise_has_the_stated_deviation_and_leaves_the_values_alone() {
        const Case made = make_case(16384), there = made.there();
        FeedbackInForce feedback{.noise = 0.5, .generator = at::detail::createCPUGenerator(7), .running_mean = {}};
        const ObjectiveGradient noisy = objective_gradient(there.hidden, there.head(), made.targets, time_steps, feedback, {}, true);
        feedback.noise = 0;
        const ObjectiveGradient plain = objective_gradient(there.hidden, there.head(), made.targets, time_steps, feedback, {}, true);
        QVERIFY(at::equal(noisy.means.loss, plain.means.loss));
        // hidden gradient = logit gradient · W: each entry's noise has variance Σ_v (σ W_vj / N)².
        const at::Tensor counted = made.targets.ne(ignored_target);
        const double targets = static_cast<double>(counted.sum().item<std::int64_t>());
        const at::Tensor scaled = (noisy.hidden - plain.hidden).cpu() / (0.5 / targets * made.weight.pow(2).sum(0).sqrt());
        const double deviation = scaled.index({counted}).std().item<double>();
        // 28 rows × 8 entries: the sample deviation of 224 standard normals is 1 ± 0.047, so five sigma are 0.24.
        QVERIFY2(std::abs(deviation - 1) < 0.24, qPrintable(QString::number(deviation)));
        QVERIFY(at::equal(scaled.index({counted.logical_not()}), at::zeros({2, width}, at::kDouble)));
    }

    void a_batch_without_targets_has_no_gradient() {
        Case made = make_case(19);
        made.targets.fill_(ignored_target);
        const Case there = made.there();
        const ObjectiveGradient result = objective_gradient(there.hidden, there.head(), made.targets, time_steps, {}, {}, true);
        QCOMPARE(result.means.loss.item<double>(), 0.0);
        QCOMPARE(result.hidden.abs().max().item<double>(), 0.0);
    }
};

QTEST_GUILESS_MAIN(ObjectiveTest)
#include "objective.moc"
