// SPDX-License-Identifier: GPL-3.0-or-later
// Scores and samples of stored models, and runs that start from one.
#include "tests/runner/text_run.h"

namespace {

const QString fixture = CHECKPOINT;

} // namespace

class Models : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CACHE_HOME", cache_.path().toUtf8()); }
    void a_score_equals_the_reference();
    void a_score_reads_well();
    void bad_scores_are_refused_data();
    void bad_scores_are_refused();
    void a_damaged_checkpoint_is_a_failure();
    void a_run_goes_on_from_a_checkpoint_with_its_tokenizer();
    void a_run_that_started_from_a_checkpoint_resumes_without_it();
    void a_checkpoint_needs_the_right_tokenizer();
    void contradictions_with_a_checkpoint_fail_with_both_names();
    void pieces_are_trained_and_sampled_data();
    void pieces_are_trained_and_sampled();
    void samples_follow_their_options();
    void samples_take_the_newest_whole_checkpoint();
    void bad_samples_are_refused_data();
    void bad_samples_are_refused();

  private:
    QTemporaryDir cache_;
};

void Models::a_score_equals_the_reference() {
    const nlohmann::json expected = json_of(content_of(fixture + "/score.json"));
    QStringList tokens;
    for (const int token : expected.at("tokens"))
        tokens += QString::number(token);
    const Outcome outcome = run_program({"score", fixture, "--tokens", tokens.join(','), "--json"});
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const nlohmann::json score = json_of(outcome.output);
    QVERIFY(score.at("tokens") == expected.at("tokens"));
    QVERIFY(score.at("log_probabilities").at(0).is_null());
    QCOMPARE(score.at("log_probabilities").size(), expected.at("tokens").size());
    for (std::size_t i = 1; i < expected.at("tokens").size(); ++i)
        QVERIFY(std::abs(score.at("log_probabilities").at(i).get<double>() - expected.at("log_probabilities").at(i - 1).get<double>()) < 1e-4);
    QCOMPARE(score.at("logits").size(), expected.at("logits").size());
    for (std::size_t i = 0; i < expected.at("logits").size(); ++i)
        QVERIFY(std::abs(score.at("logits").at(i).get<double>() - expected.at("logits").at(i).get<double>()) < 1e-4);
}

void Models::a_score_reads_well() {
    const Outcome outcome = run_program({"score", fixture, "--tokens", "5"});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.startsWith("token  log-probability (nats)\n    5  -\n\nnext token  logit\n"), outcome.output.constData());
    QCOMPARE(outcome.output.count('\n'), 4 + 340);
    QVERIFY(run_program({"score", "--help"}).output.contains("log-probability of each token given the ones before it, in nats"));
}

void Models::bad_scores_are_refused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no checkpoint") << QStringList{"score"} << QByteArray("CHECKPOINT");
    QTest::newRow("no tokens") << QStringList{"score", fixture} << QByteArray("--tokens");
    QTest::newRow("no numbers") << QStringList{"score", fixture, "--tokens", "cat"} << QByteArray("cat");
    QTest::newRow("nothing") << QStringList{"score", fixture, "--tokens", ""} << QByteArray("\"\" is no token number");
    QTest::newRow("huge") << QStringList{"score", fixture, "--tokens", "99999999999999999999"} << QByteArray("\"99999999999999999999\" is no token number");
    QTest::newRow("outside") << QStringList{"score", fixture, "--tokens", "5,340"} << QByteArray("340 is outside the vocabulary, 0 to 339");
    QTest::newRow("negative") << QStringList{"score", fixture, "--tokens=-1"} << QByteArray("-1 is outside");
    QTest::newRow("too long") << QStringList{"score", fixture, "--tokens", QStringList(25, "1").join(',')} << QByteArray("takes from 1 to 24");
    QTest::newRow("no folder") << QStringList{"score", "/nowhere", "--tokens", "1"} << QByteArray("/nowhere: is no folder");
}

void Models::bad_scores_are_refused() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    verify_usage_error(arguments, message);
}

void Models::a_damaged_checkpoint_is_a_failure() {
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(fixture + "/config.json", folder.filePath("config.json")));
    write_file(folder.filePath("model.safetensors"), content_of(fixture + "/model.safetensors").chopped(10));
    const Outcome outcome = run_program({"score", folder.path(), "--tokens", "1"});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.errors.contains("model.safetensors: ") && outcome.errors.contains("truncated"), outcome.errors.constData());
}

void Models::a_run_goes_on_from_a_checkpoint_with_its_tokenizer() {
    const QTemporaryDir folder;
    const Outcome outcome = run_program(text_run(folder.path(), {"model.checkpoint=" + fixture, "language.tokenizer=checkpoint", "model.context=24"}));
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    const QString run = only_run(folder.filePath("runs"));
    const auto knobs = json_of(content_of(run + "/experiment.json")).at("knobs");
    QCOMPARE(knobs.at("model.width").get<int>(), 16);
    QCOMPARE(knobs.at("model.checkpoint").get<std::string>(), fixture.toStdString());
    // What is saved has transformers' names and shapes, and reads as a checkpoint again.
    const nlohmann::json names = json_of(content_of(fixture + "/names.json"));
    QVERIFY(nlohmann::json(tensors_of(checkpoint(run, 4) + "/model.safetensors")) == names);
    const auto before = json_of(run_program({"score", fixture, "--tokens", "1,2", "--json"}).output);
    const auto after = json_of(run_program({"score", checkpoint(run, 4), "--tokens", "1,2", "--json"}).output);
    const double change = std::abs(before.at("logits").at(7).get<double>() - after.at("logits").at(7).get<double>());
    QVERIFY2(change > 0 && change < 0.2, qPrintable(QString::number(change))); // four small steps away, not a new model
    const Outcome sample = run_program({"sample", run, "--prompt", "The cat", "--tokens", "5"});
    QVERIFY2(sample.code == 0 && sample.output.size() > 1, sample.errors.constData());
}

void Models::a_run_that_started_from_a_checkpoint_resumes_without_it() {
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir("model"));
    for (const char* file : {"config.json", "model.safetensors", "tokenizer.json"})
        QVERIFY(QFile::copy(fixture + '/' + file, folder.filePath(QString("model/") + file)));
    const QStringList arguments = text_run(folder.path(), {"model.checkpoint=" + folder.filePath("model"), "language.tokenizer=checkpoint"});
    QCOMPARE(run_program(arguments).code, 0);
    QVERIFY(QDir(folder.filePath("model")).removeRecursively());
    const QString run = only_run(folder.filePath("runs"));
    const Outcome resumed = run_program({"train", "--resume", run, "--set", "training.steps=6"});
    QVERIFY2(resumed.code == 0, resumed.errors.constData());
    QCOMPARE(checkpoint_steps(run), (std::vector<int>{2, 4, 6}));
}

void Models::a_checkpoint_needs_the_right_tokenizer() {
    const QTemporaryDir folder;
    const Outcome word = run_program(text_run(folder.path(), {"model.checkpoint=" + fixture}));
    QCOMPARE(word.code, 1);
    QVERIFY2(word.errors.contains("vocab_size is 340, but the tokenizer has") && word.errors.contains("language.tokenizer"), word.errors.constData());
    const Outcome none = run_program(text_run(folder.path(), {"language.tokenizer=checkpoint"}));
    QCOMPARE(none.code, 2);
    QVERIFY2(none.errors.contains("language.tokenizer: checkpoint needs model.checkpoint"), none.errors.constData());
    QVERIFY(!QFile::exists(folder.filePath("runs")));
}

void Models::contradictions_with_a_checkpoint_fail_with_both_names() {
    const QTemporaryDir folder;
    const Outcome outcome = run_program(text_run(folder.path(), {"model.checkpoint=" + fixture, "language.tokenizer=checkpoint", "model.layers=3"}));
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains("model.layers: 3 contradicts n_layer 2"), outcome.errors.constData());
    const Outcome missing = run_program(text_run(folder.path(), {"model.checkpoint=/nowhere", "language.tokenizer=checkpoint"}));
    QCOMPARE(missing.code, 2);
    QVERIFY2(missing.errors.contains("/nowhere/config.json"), missing.errors.constData());
}

void Models::pieces_are_trained_and_sampled_data() {
    QTest::addColumn<QString>("tokenizer");
    QTest::newRow("bpe") << "bpe";
    QTest::newRow("unigram") << "unigram";
}

void Models::pieces_are_trained_and_sampled() {
    QFETCH(QString, tokenizer);
    const QTemporaryDir folder;
    const QStringList arguments = text_run(folder.path(), {"language.tokenizer=" + tokenizer, "language.vocabulary=40"});
    const Outcome outcome = run_program(arguments);
    if (outcome.code == 1 && outcome.errors.contains("this build has no SentencePiece"))
        QSKIP("this build has no SentencePiece");
    QVERIFY2(outcome.code == 0, outcome.errors.constData());
    QVERIFY2(!outcome.errors.contains("trainer"), outcome.errors.constData()); // the library is quiet
    const QString run = only_run(folder.filePath("runs"));
    QCOMPARE(tensors_of(checkpoint(run, 4) + "/model.safetensors").at("transformer.wte.weight").at(0).get<int>(), 40);
    const Outcome sample = run_program({"sample", run, "--prompt", "The cat", "--tokens", "12"});
    QVERIFY2(sample.code == 0 && sample.output.size() > 1 && !sample.output.contains("\u2581"), sample.errors.constData());
    const Outcome large = run_program(text_run(folder.path(), {"language.tokenizer=" + tokenizer, "language.vocabulary=90000"}));
    QCOMPARE(large.code, 1);
    QVERIFY2(large.errors.contains("the largest possible vocabulary is"), large.errors.constData());
}

void Models::samples_follow_their_options() {
    const QTemporaryDir folder;
    QCOMPARE(run_program(text_run(folder.path())).code, 0);
    const QString run = only_run(folder.filePath("runs"));
    const auto sample = [&](const QStringList& options) {
        const Outcome outcome = run_program(QStringList{"sample", run} + options);
        return outcome.code == 0 ? outcome.output : "failed: " + outcome.errors;
    };
    QCOMPARE(sample({}), sample({}));
    QVERIFY(sample({"--seed", "1"}) != sample({"--seed", "2"}));
    QCOMPARE(sample({"--temperature", "0", "--seed", "1"}), sample({"--temperature", "0", "--seed", "2"}));
    QCOMPARE(sample({"--top-k", "1", "--seed", "1"}), sample({"--top-k", "1", "--seed", "2"}));
    QVERIFY(sample({"--tokens", "200"}).size() > 4 * sample({"--tokens", "10"}).size());
    const nlohmann::json json = json_of(sample({"--prompt", "the cat", "--json"}));
    QCOMPARE(json.at("step").get<int>(), 4);
    QCOMPARE(json.at("prompt").get<std::string>(), std::string("the cat"));
    QCOMPARE(json.at("text").get<std::string>() + '\n', sample({"--prompt", "the cat"}).toStdString());
}

void Models::samples_take_the_newest_whole_checkpoint() {
    const QTemporaryDir folder;
    QCOMPARE(run_program(text_run(folder.path())).code, 0);
    const QString run = only_run(folder.filePath("runs")), newest = checkpoint(run, 4) + "/model.safetensors";
    write_file(newest, content_of(newest).chopped(1));
    const Outcome older = run_program({"sample", run, "--json"});
    QCOMPARE(older.code, 0);
    QCOMPARE(json_of(older.output).at("step").get<int>(), 2);
    QVERIFY2(older.errors.contains("took step 2") && older.errors.contains("step-4"), older.errors.constData());
    QVERIFY(QDir(run + "/checkpoints").removeRecursively());
    const Outcome none = run_program({"sample", run});
    QCOMPARE(none.code, 1);
    QVERIFY2(none.errors.contains("has no checkpoint"), none.errors.constData());
}

void Models::bad_samples_are_refused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no run") << QStringList{"sample"} << QByteArray("RUN");
    QTest::newRow("no run folder") << QStringList{"sample", "/nowhere"} << QByteArray("/nowhere: is not a run folder");
    QTest::newRow("unknown option") << QStringList{"sample", "/nowhere", "--length", "3"} << QByteArray("--length");
}

void Models::bad_samples_are_refused() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const Outcome outcome = run_program(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
    const QTemporaryDir folder;
    write_file(folder.filePath("experiment.json"), R"({"schema": 1})");
    const Outcome bad = run_program({"sample", folder.path(), "--temperature", "9"});
    QCOMPARE(bad.code, 2);
    QVERIFY2(bad.errors.contains("sampling.temperature: 9 is not accepted"), bad.errors.constData());
}

QTEST_GUILESS_MAIN(Models)
#include "models.moc"
