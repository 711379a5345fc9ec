// SPDX-License-Identifier: GPL-3.0-or-later
// Probabilities of documents against the generator's own predictions.
#include "core/generate/likelihood.h"

#include "core/generate/generate.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

constexpr Token end = 0;

Gpt2 small_model(std::int64_t vocabulary) {
    Gpt2 model({.layers = 1, .width = 8, .heads = 2, .context = 6, .vocabulary = vocabulary}, test_options());
    at::manual_seed(4);
    const at::NoGradGuard no_gradient;
    model.parameters().flat().copy_(0.5 * at::randn(model.parameters().flat().sizes()));
    return model;
}

/// One token after the other through the cache, as generation goes.
double stepwise(const Gpt2& model, std::vector<Token> document) {
    const at::NoGradGuard no_gradient;
    document.push_back(end);
    KeyValueCache cache = model.make_cache(1);
    double log_probability = 0;
    Token last = end;
    for (const Token next : document) {
        const at::Tensor logits = model.next_logits(at::full({1, 1}, last, test_options(at::kLong)), cache);
        log_probability += at::log_softmax(logits.to(at::kDouble), 1)[0][next].item<double>();
        last = next;
    }
    return log_probability;
}

} // namespace

class Likelihood : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void documents_of_any_length_equal_the_generators_predictions() {
        const Gpt2 model = small_model(7);
        const std::vector<std::vector<Token>> documents{{3, 1, 4, 1, 5}, {}, {6}, {2, 2, 2}};
        const std::vector<double> found = document_log_probabilities(model, documents, end);
        QCOMPARE(found.size(), documents.size());
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const double expected = stepwise(model, documents[i]);
            QVERIFY2(std::abs(found[i] - expected) < 1e-5, qPrintable(QString("%1 for %2").arg(found[i]).arg(expected)));
        }
        QVERIFY(document_log_probabilities(model, {}, end).empty());
    }

    void sampled_documents_are_as_frequent_as_they_are_probable() {
        const Gpt2 model = small_model(3);
        const std::vector<std::vector<Token>> documents{{}, {1}, {2}, {1, 2}, {2, 1, 1}};
        const std::vector<double> logs = document_log_probabilities(model, documents, end);
        std::mt19937_64 stream(5);
        constexpr int draws = 20000;
        std::vector<int> counts(documents.size());
        for (std::vector<Token> text : generate(model, std::span(&end, 1), draws, 4, {}, -1, stream)) {
            const auto ended = std::ranges::find(text, end);
            for (std::size_t i = 0; i < documents.size(); ++i)
                counts[i] += ended != text.end() && std::equal(text.begin(), ended, documents[i].begin(), documents[i].end());
        }
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const double p = std::exp(logs[i]), share = static_cast<double>(counts[i]) / draws;
            QVERIFY2(std::abs(share - p) < 5 * std::sqrt(p * (1 - p) / draws), qPrintable(QString("%1 for %2").arg(share).arg(p)));
        }
    }
};

QTEST_GUILESS_MAIN(Likelihood)
#include "likelihood.moc"
