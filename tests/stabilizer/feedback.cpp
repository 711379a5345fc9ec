// SPDX-License-Identifier: GPL-3.0-or-later
// The laws' closed forms against automatic differentiation of their definitions.
#include "core/stabilizer/feedback.h"

#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

constexpr std::int64_t rows = 7, vocabulary = 11;

at::Tensor random_logits() {
    at::manual_seed(3);
    return on_test_device(at::randn({rows, vocabulary}, at::kDouble) * 2);
}

PredictionRows predict(const at::Tensor& logits) {
    PredictionRows result;
    result.log_probabilities = at::log_softmax(logits, 1);
    result.probabilities = result.log_probabilities.exp();
    result.plogp = result.probabilities * result.log_probabilities;
    result.entropy = -result.plogp.sum(1);
    return result;
}

/// N times the gradient of `potential`, by automatic differentiation.
template <typename Potential> at::Tensor reference(const at::Tensor& logits, Potential potential) {
    const at::Tensor x = logits.clone().set_requires_grad(true);
    return torch::autograd::grad({potential(at::log_softmax(x, 1))}, {x})[0] * static_cast<double>(rows);
}

at::Tensor closed_form(FeedbackLaw law, const PredictionRows& prediction) {
    const LawTerms terms = law_terms(law, prediction);
    return terms.own.unsqueeze(1) * prediction.probabilities + terms.other;
}

bool close(const at::Tensor& a, const at::Tensor& b) { return at::allclose(a, b, 1e-10, 1e-12); }

} // namespace

class FeedbackTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void entropy_law_has_the_gradient_of_mean_entropy() {
        const at::Tensor logits = random_logits();
        const PredictionRows prediction = predict(logits);
        const auto expected = reference(logits, [](const at::Tensor& logp) { return -(logp.exp() * logp).sum(1).mean(); });
        QVERIFY(close(closed_form(FeedbackLaw::entropy, prediction), expected));
        QVERIFY(close(law_terms(FeedbackLaw::entropy, prediction).potential, -(at::softmax(logits, 1) * at::log_softmax(logits, 1)).sum(1)));
    }

    void marginal_law_has_the_gradient_of_the_entropy_of_the_mean() {
        const at::Tensor logits = random_logits();
        PredictionRows prediction = predict(logits);
        prediction.mean = prediction.probabilities.mean(0);
        const auto expected = reference(logits, [](const at::Tensor& logp) {
            const at::Tensor mean = logp.exp().mean(0);
            return -(mean * mean.log()).sum();
        });
        QVERIFY(close(closed_form(FeedbackLaw::marginal, prediction), expected));
    }

    void anchor_law_has_the_gradient_of_the_divergence_from_a_constant_mean() {
        const at::Tensor logits = random_logits();
        PredictionRows prediction = predict(logits);
        prediction.mean = on_test_device(at::softmax(at::randn({vocabulary}, at::kDouble), 0));
        const auto potential = [&](const at::Tensor& logp) { return (prediction.mean * (prediction.mean.log() - logp)).sum(1).mean(); };
        QVERIFY(close(closed_form(FeedbackLaw::anchor, prediction), reference(logits, potential)));
        QVERIFY(close(law_terms(FeedbackLaw::anchor, prediction).potential.mean(), potential(prediction.log_probabilities)));
    }

    void temporal_law_has_the_gradient_of_the_divergence_from_the_previous_position() {
        const at::Tensor logits = random_logits();
        PredictionRows prediction = predict(logits);
        // Two sequences of 4 and 3 rows: rows 0 and 4 have no position before them.
        prediction.previous = at::cat({at::zeros({1, vocabulary}, logits.options()), prediction.probabilities.narrow(0, 0, rows - 1)});
        prediction.has_previous = on_test_device(at::tensor({0., 1., 1., 1., 0., 1., 1.}, at::kDouble));
        const at::Tensor held = prediction.probabilities.clone();
        const auto potential = [&](const at::Tensor& logp) {
            at::Tensor sum = at::zeros({}, at::kDouble);
            for (const std::int64_t row : {1, 2, 3, 5, 6})
                sum = sum + (held[row - 1] * (held[row - 1].log() - logp[row])).sum();
            return sum / static_cast<double>(rows);
        };
        QVERIFY(close(closed_form(FeedbackLaw::temporal, prediction), reference(logits, potential)));
        QVERIFY(close(law_terms(FeedbackLaw::temporal, prediction).potential.mean(), potential(prediction.log_probabilities)));
    }

    void a_vanished_probability_does_not_make_the_marginal_law_infinite() {
        at::Tensor logits = random_logits();
        logits.select(1, 4).fill_(-2000);
        PredictionRows prediction = predict(logits);
        prediction.mean = prediction.probabilities.mean(0);
        QVERIFY(closed_form(FeedbackLaw::marginal, prediction).isfinite().all().item<bool>());
    }
};

QTEST_GUILESS_MAIN(FeedbackTest)
#include "feedback.moc"
