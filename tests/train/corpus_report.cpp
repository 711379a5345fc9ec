// SPDX-License-Identifier: GPL-3.0-or-later
// When a text is too small for its model.
#include "core/train/corpus_report.h"

#include "core/language/batches.h"
#include "core/train/trainer.h"

#include <QTest>

using namespace overdamp;

namespace {

/// Facts of a text that leaves nothing to be desired.
CorpusFacts good_facts() {
    CorpusFacts facts;
    facts.words = 10'000'000;
    facts.tokens = 10'000'000;
    facts.held_out_words = 500'000;
    facts.vocabulary = 2000;
    return facts;
}

std::vector<std::string> warnings(const CorpusFacts& facts, std::int64_t parameters = 200'000, double passes = 1) {
    std::vector<std::string> texts;
    for (const CorpusWarning& warning : corpus_warnings(facts, Knobs{}, parameters, passes))
        texts.push_back(in_words(warning));
    return texts;
}

} // namespace

class CorpusReportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void parameters_are_those_of_the_model();
    void a_large_text_gets_no_warning();
    void each_warning_comes_at_its_limit();
    void a_text_that_is_too_short_cannot_be_trained_on();
    void numbers_stand_in_their_places();
};

void CorpusReportTest::parameters_are_those_of_the_model() {
    for (const ModelKind kind : {ModelKind::gpt2, ModelKind::bert}) {
        Knobs knobs;
        knobs.model.kind = kind;
        knobs.training.threads = 1;
        const CorpusReport report = report_corpus(knobs);
        const auto language = std::make_shared<const Language>(load_language(knobs));
        QCOMPARE(report.parameters, Trainer(knobs, language, "cpu").parameter_count());
        QCOMPARE(report.passes, 2000.0 * 24 * 48 / static_cast<double>(language->training.numel()));
        QVERIFY2(report.warnings.empty(), report.warnings.empty() ? "" : in_words(report.warnings[0]).c_str()); // the shipped corpus fits the shipped presets
    }
}

void CorpusReportTest::a_large_text_gets_no_warning() { QVERIFY(warnings(good_facts()).empty()); }

void CorpusReportTest::each_warning_comes_at_its_limit() {
    CorpusFacts facts = good_facts();
    facts.tokens = 200'000;
    QVERIFY(warnings(facts).empty());
    facts.tokens = 199'999;
    QCOMPARE(warnings(facts).size(), std::size_t{1});
    QVERIFY(QString::fromStdString(warnings(facts)[0]).startsWith("Too small for the model: 199999 training tokens for 200000 parameters."));
    facts = good_facts();
    QVERIFY(warnings(facts, 200'000, 40).empty());
    QVERIFY(QString::fromStdString(warnings(facts, 200'000, 41).at(0)).contains("reads the text 41 times; beyond about 40 times"));
    facts.held_out_words = 64 * 48;
    QVERIFY(warnings(facts).empty());
    --facts.held_out_words;
    QVERIFY(QString::fromStdString(warnings(facts).at(0)).startsWith("Only 3071 words are held out, fewer than 64 contexts"));
    facts = good_facts();
    facts.covered = 80;
    QVERIFY(warnings(facts).empty());
    facts.covered = 79.4;
    QVERIFY(QString::fromStdString(warnings(facts).at(0)).startsWith("The vocabulary of 2000 holds only 79 % of the words"));
}

void CorpusReportTest::a_text_that_is_too_short_cannot_be_trained_on() {
    CorpusFacts facts = good_facts();
    facts.tokens = 48;
    const auto found = corpus_warnings(facts, Knobs{}, 10, 1);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].prevents_training);
    QCOMPARE(in_words(found[0]), std::string("Too short to train on: 48 training tokens, but a context of 48 needs at least 49."));
    facts.tokens = 49;
    QVERIFY(corpus_warnings(facts, Knobs{}, 10, 1).empty());
}

void CorpusReportTest::numbers_stand_in_their_places() {
    QCOMPARE(in_words({.text = "%2 of %1, %3", .values = {"a", "b", "c"}}), std::string("b of a, c"));
}

QTEST_GUILESS_MAIN(CorpusReportTest)
#include "corpus_report.moc"
