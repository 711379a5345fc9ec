// SPDX-License-Identifier: GPL-3.0-or-later
// A BERT in Hugging Face's form from the command line: scores, runs that start from it, and what they leave.
#include "tests/runner/text_run.h"

namespace {

const QString fixture = CHECKPOINT;

QString list_of(const nlohmann::json& tokens) {
    QStringList numbers;
    for (const auto& token : tokens)
        numbers += QString::number(token.get<int>());
    return numbers.join(',');
}

/// The largest difference between numbers in lists of the same form; infinite if the forms differ.
double distance(const nlohmann::json& one, const nlohmann::json& other) {
    if (one.is_number() && other.is_number())
        return std::abs(one.get<double>() - other.get<double>());
    if (!one.is_array() || !other.is_array() || one.size() != other.size())
        return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        largest = std::max(largest, distance(one[i], other[i]));
    return largest;
}

/// A copy of the fixture's named files.
void copy_fixture(const QString& folder, const QStringList& files) {
    QVERIFY(QDir().mkpath(folder));
    for (const QString& file : files)
        QVERIFY(QFile::copy(fixture + '/' + file, folder + '/' + file));
}

} // namespace

class BertModels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_score_equals_the_reference();
    void a_score_reads_well();
    void the_mask_token_comes_from_the_files_or_from_the_command();
    void a_run_goes_on_from_a_checkpoint_with_its_tokenizer_data();
    void a_run_goes_on_from_a_checkpoint_with_its_tokenizer();
    void a_run_that_started_from_a_checkpoint_resumes_without_it();
};

void BertModels::a_score_equals_the_reference() {
    const nlohmann::json expected = json_of(content_of(fixture + "/score.json"));
    const Outcome outcome = run_program({"score", fixture, "--json", "--tokens", list_of(expected.at("tokens"))});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const nlohmann::json score = json_of(outcome.output);
    QVERIFY(score.at("tokens") == expected.at("tokens"));
    QVERIFY(distance(score.at("log_probabilities"), expected.at("log_probabilities")) < 1e-5);
    QVERIFY(distance(score.at("logits"), expected.at("logits")) < 1e-5);
}

void BertModels::a_score_reads_well() {
    const Outcome outcome = run_program({"score", fixture, "--tokens", "5,6"});
    QCOMPARE(outcome.code, 0);
    const auto vocabulary = json_of(content_of(fixture + "/config.json")).at("vocab_size").get<int>();
    QVERIFY2(outcome.output.startsWith("token  log-probability (nats)\n    5  -"), outcome.output.constData());
    QVERIFY(outcome.output.contains("\n\n     token  logit at position 0\n         0  ") && outcome.output.contains("logit at position 1\n"));
    QCOMPARE(outcome.output.count('\n'), 3 + 2 * (2 + vocabulary));
    QVERIFY(run_program({"score", "--help"}).output.contains("pseudo-log-likelihood"));
}

void BertModels::the_mask_token_comes_from_the_files_or_from_the_command() {
    const QTemporaryDir folder;
    const QString bare = folder.filePath("bare");
    copy_fixture(bare, {"config.json", "model.safetensors"});
    verify_usage_error({"score", bare, "--tokens", "5,6"}, "names no mask token");
    verify_usage_error({"score", bare, "--tokens", "5,6", "--mask", "100000"}, "--mask: 100000 is outside the vocabulary");
    const QByteArray given = run_program({"score", bare, "--tokens", "5,6", "--mask", "4", "--json"}).output;
    QVERIFY(!given.isEmpty());
    QCOMPARE(given, run_program({"score", fixture, "--tokens", "5,6", "--json"}).output);
    QVERIFY(given != run_program({"score", fixture, "--tokens", "5,6", "--mask", "7", "--json"}).output);
    copy_fixture(bare, {"vocab.txt"});
    QCOMPARE(run_program({"score", bare, "--tokens", "5,6", "--json"}).output, given);
}

void BertModels::a_run_goes_on_from_a_checkpoint_with_its_tokenizer_data() {
    QTest::addColumn<QString>("tokenizer");
    QTest::newRow("vocab.txt") << "vocab.txt";
    QTest::newRow("tokenizer.json") << "tokenizer.json";
}

void BertModels::a_run_goes_on_from_a_checkpoint_with_its_tokenizer() {
    QFETCH(QString, tokenizer);
    const QTemporaryDir folder;
    const QString model = folder.filePath("model");
    copy_fixture(model, {"config.json", "model.safetensors", tokenizer});
    const Outcome outcome =
        run_program(text_run(folder.path(), {"model.checkpoint=" + model, "language.tokenizer=checkpoint", "model.context=24", "feedback.strength=0.2"}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QString run = only_run(folder.filePath("runs"));
    const auto knobs = json_of(content_of(run + "/experiment.json")).at("knobs");
    QCOMPARE(knobs.at("model.kind").get<std::string>(), std::string("bert"));
    QCOMPARE(knobs.at("model.width").get<int>(), 16);
    // What is saved has transformers' names and shapes, and reads as a checkpoint again, which names its mask token.
    QVERIFY(nlohmann::json(tensors_of(checkpoint(run, 4) + "/model.safetensors")) == json_of(content_of(fixture + "/names.json")));
    const auto before = json_of(run_program({"score", fixture, "--tokens", "5,6", "--json"}).output);
    const auto after = json_of(run_program({"score", checkpoint(run, 4), "--tokens", "5,6", "--json"}).output);
    const double change = distance(before.at("logits"), after.at("logits"));
    QVERIFY2(change > 0 && change < 0.5, qPrintable(QString::number(change))); // four small steps away, not a new model
    const Outcome sample = run_program({"sample", run, "--prompt", "The cat", "--tokens", "9"});
    QVERIFY2(sample.code == 0 && sample.output.size() > 1, sample.errors.constData());
    QVERIFY2(!sample.output.contains("##") && !sample.output.contains("[MASK]"), sample.output.constData());
}

void BertModels::a_run_that_started_from_a_checkpoint_resumes_without_it() {
    const QTemporaryDir folder;
    copy_fixture(folder.filePath("model"), {"config.json", "model.safetensors", "vocab.txt"});
    QCOMPARE(run_program(text_run(folder.path(), {"model.checkpoint=" + folder.filePath("model"), "language.tokenizer=checkpoint"})).code, 0);
    QVERIFY(QDir(folder.filePath("model")).removeRecursively());
    const QString run = only_run(folder.filePath("runs"));
    const Outcome resumed = run_program({"train", "--resume", run, "--set", "training.steps=6"});
    QVERIFY2(resumed.code == 0, resumed.errors.constData());
    QCOMPARE(checkpoint_steps(run), (std::vector<int>{2, 4, 6}));
}

QTEST_GUILESS_MAIN(BertModels)
#include "bert_models.moc"
