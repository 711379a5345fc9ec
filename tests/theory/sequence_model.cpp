// SPDX-License-Identifier: GPL-3.0-or-later
// The tiny model's loss and distribution against sums over its steps and against finite differences.
#include "core/theory/sequence_model.h"

#include <ATen/ATen.h>
#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

SequenceTask prompted() {
    return {.words = 3, .prompts = 2, .length = 2, .examples = {{0, {0, 1}, 2}, {0, {2, 2}, 1}, {1, {0, 1}, 1}, {1, {1, 0}, 4}}};
}

SequenceModel moved_model(const SequenceTask& task) {
    SequenceModel model(task, 7);
    model.move_to(20 * model.place()); // away from the uniform distribution
    return model;
}

/// log G_θ(x; y), word by word: each prefix by itself through the network.
double word_by_word(SequenceModel& model, std::int64_t prompt, const std::vector<std::int64_t>& answer) {
    const at::NoGradGuard no_gradient;
    std::vector<std::int64_t> seen = {model.task().words + prompt};
    double sum = 0;
    for (const std::int64_t word : answer) {
        const at::Tensor hidden = model.model().hidden_states(at::tensor(seen, at::TensorOptions(at::kLong)).unsqueeze(0));
        const at::Tensor logits = at::matmul(hidden[hidden.size(0) - 1], model.model().embedding().t());
        sum += (logits[word] - at::logsumexp(logits, 0)).item<double>();
        seen.push_back(word);
    }
    return sum;
}

bool near(double value, double expected, double tolerance = 1e-10) { return std::abs(value - expected) <= tolerance; }

} // namespace

class SequenceModelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void the_empirical_distribution_adds_up_over_prompts() {
        SequenceModel model(prompted(), 7);
        const Empirical& empirical = model.empirical();
        // 5 tokens: "0 1" is 1, "1 0" is 5, "2 2" is 12.
        QCOMPARE(empirical.places, (std::vector<std::size_t>{1, 5, 12}));
        QCOMPARE(empirical.probabilities, (std::vector<double>{3.0 / 8, 4.0 / 8, 1.0 / 8}));
        QVERIFY(near(empirical.entropy(), -(3.0 / 8 * std::log(3.0 / 8) + 0.5 * std::log(0.5) + std::log(1.0 / 8) / 8)));
    }

    void the_loss_is_that_of_whole_sentences() {
        SequenceModel model = moved_model(prompted());
        double expected = 0;
        for (const SequenceExample& example : model.task().examples)
            expected -= static_cast<double>(example.count) / 8 * word_by_word(model, example.prompt, example.answer);
        QVERIFY(near(model.loss().value, expected));
        QVERIFY(near(model.first_log_probability(), word_by_word(model, 0, {0, 1})));
        QVERIFY(near(model.loss(at::tensor({3}, at::TensorOptions(at::kLong))).value, -word_by_word(model, 1, {0, 1})));
    }

    void the_marginal_is_summed_over_prompts_and_is_whole() {
        SequenceModel model = moved_model(prompted());
        const at::Tensor logs = model.log_probabilities();
        QCOMPARE(logs.numel(), 25);
        const double expected = std::log(3.0 / 8 * std::exp(word_by_word(model, 0, {1, 0})) + 5.0 / 8 * std::exp(word_by_word(model, 1, {1, 0})));
        QVERIFY(near(logs[5].item<double>(), expected));
        const Generation generation = model.generation();
        QVERIFY(near(generation.total, 1, 1e-12));
        QVERIFY(near(generation.entropy, -(logs.exp() * logs).sum().item<double>()));
        QVERIFY(generation.modes.mass > 0 && generation.modes.mass < 1);
    }

    void the_gradient_is_that_of_finite_differences() {
        SequenceModel model = moved_model(prompted());
        const at::Tensor place = model.place();
        const double decay = 0.3, step = 1e-5;
        const at::Tensor gradient = model.regularised_loss(place, decay).gradient;
        for (std::int64_t i = 0; i < place.numel(); i += 211) {
            at::Tensor shift = at::zeros_like(place);
            shift[i] = step;
            const double slope = (model.regularised_loss(place + shift, decay).value - model.regularised_loss(place - shift, decay).value) / (2 * step);
            QVERIFY2(near(gradient[i].item<double>(), slope, 1e-7), qPrintable(QString::number(i)));
        }
    }

    void the_synthetic_language_is_taken_over() {
        const SequenceTask task = synthetic_task(12, 4, 8, 40);
        QCOMPARE(task.documents(), 40);
        QCOMPARE(task.examples.size(), std::size_t{12});
        QCOMPARE(SequenceModel(task, 1).empirical().places.size(), std::size_t{12}); // all different
        for (const SequenceExample& example : task.examples) {
            QCOMPARE(example.answer.size(), std::size_t{4});
            QVERIFY(*std::ranges::max_element(example.answer) < 8);
        }
    }
};

QTEST_GUILESS_MAIN(SequenceModelTest)
#include "sequence_model.moc"
