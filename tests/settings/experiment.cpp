// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments as documents, and the presets that are built in.
#include "core/settings/experiment.h"

#include "core/settings/text.h"
#include "tests/settings/thrown.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>
#include <set>

using namespace overdamp;

class ExperimentTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_document_holds_every_knob_and_reads_back();
    void knobs_that_are_not_named_keep_their_defaults();
    void bad_documents_say_why_data();
    void bad_documents_say_why();
    void saved_experiments_load();
    void presets_are_built_in();
    void presets_are_found_by_name_and_by_path();
    void unknown_presets_list_the_names();
};

void ExperimentTest::a_document_holds_every_knob_and_reads_back() {
    Experiment experiment{.name = "α \"test\"", .description = "two\nlines", .knobs = {}};
    experiment.knobs.feedback.strength = 0.123456789;
    experiment.knobs.model.context = 17;
    const nlohmann::json document = to_json(experiment);
    QCOMPARE(document["schema"].get<int>(), 1);
    QCOMPARE(document["knobs"].size(), knob_table().size());
    const Experiment again = parse_experiment(document.dump(), "here");
    QCOMPARE(again.name, experiment.name);
    QCOMPARE(again.description, experiment.description);
    QVERIFY(changes_between(again.knobs, experiment.knobs).empty());
}

void ExperimentTest::knobs_that_are_not_named_keep_their_defaults() {
    const Experiment experiment = parse_experiment(R"({"schema": 1, "knobs": {"dmu.dropout": 0.5}})", "here");
    QVERIFY(experiment.name.empty());
    const std::vector<KnobChange> expected{{"dmu.dropout", 0.3, 0.5}};
    QVERIFY(changes_between(Knobs{}, experiment.knobs) == expected);
    QVERIFY(changes_between(Knobs{}, parse_experiment(R"({"schema": 1})", "here").knobs).empty());
}

void ExperimentTest::bad_documents_say_why_data() {
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* document, const char* reason) { QTest::newRow(document) << QByteArray(document) << QString(reason); };
    row("", "is not valid JSON");
    row("{", "is not valid JSON");
    row("{\"schema\": 1} x", "is not valid JSON");
    row(R"({"schema": 1, "name": ")"
        "\xFF"
        R"("})",
        "is not valid JSON");
    row(R"({"schema": 1, "knobs": {"feedback.strength": NaN}})", "is not valid JSON");
    row(R"({"schema": 1, "knobs": {"feedback.strength": 1e999}})", "is not valid JSON");
    row("[]", "expected a JSON object, found array");
    row("{}", "schema: is missing");
    row(R"({"schema": "1"})", "schema: is missing or no whole number");
    row(R"({"schema": 2})", "schema: 2 is unknown to this version, which reads up to 1");
    row(R"({"schema": 0})", "schema: 0 is unknown");
    row(R"({"schema": 1, "knob": {}})", "knob: is unknown; expected schema, name, description and knobs");
    row(R"({"schema": 1, "name": 3})", "name: expected a text, found 3");
    row(R"({"schema": 1, "knobs": []})", "knobs: expected an object");
    row(R"({"schema": 1, "knobs": {"feedback.strenth": 0}})", "did you mean feedback.strength?");
    row(R"({"schema": 1, "knobs": {"feedback.strength": "0"}})", "feedback.strength: \"0\" is not accepted");
    row(R"({"schema": 1, "knobs": {"feedback.strength": null}})", "feedback.strength: null is not accepted");
    row(R"({"schema": 1, "knobs": {"feedback.strength": 0.51}})", "expected a number from 0 to 0.5");
    row(R"({"schema": 1, "knobs": {"model.heads": 7}})", "model.width: 64 is not a multiple of model.heads, 7");
}

void ExperimentTest::bad_documents_say_why() {
    QFETCH(QByteArray, document);
    QFETCH(QString, reason);
    const QString message = thrown<SettingsError>([&] { parse_experiment(document.toStdString(), "file.json"); });
    QVERIFY2(message.startsWith("file.json: ") && message.contains(reason), qPrintable(message));
}

void ExperimentTest::saved_experiments_load() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("experiment.json").toStdString();
    Experiment experiment{.name = "saved", .description = "", .knobs = {}};
    experiment.knobs.optimizer.kind = OptimizerKind::sgd;
    save_experiment(experiment, path);
    QCOMPARE(read_text(path).back(), '\n');
    QVERIFY(load_experiment(path).knobs.optimizer.kind == OptimizerKind::sgd);
    QVERIFY(thrown<FileError>([&] { load_experiment(folder.filePath("none").toStdString()); }).contains("No such file"));
    QVERIFY(thrown<FileError>([&] { save_experiment(experiment, folder.filePath("no/where").toStdString()); }).contains("cannot write"));
}

void ExperimentTest::presets_are_built_in() {
    const std::vector<Experiment> presets = builtin_presets();
    std::set<std::string> names;
    for (const Experiment& preset : presets) {
        QVERIFY(!preset.name.empty() && !preset.description.empty());
        names.insert(preset.name);
    }
    QCOMPARE(names, (std::set<std::string>{"bert", "collapse", "quickstart", "synthetic"}));
    QCOMPARE(presets.front().name, std::string("quickstart")); // the one to begin with is offered first
    QCOMPARE(presets.front().knobs.feedback.strength, 0.0);
}

void ExperimentTest::presets_are_found_by_name_and_by_path() {
    const Experiment collapse = find_preset("collapse");
    QCOMPARE(collapse.knobs.feedback.strength, 0.2);
    QCOMPARE(collapse.knobs.feedback.engage_step, 250);
    QTemporaryDir folder;
    const std::string path = folder.filePath("mine.json").toStdString();
    save_experiment({.name = "mine", .description = "", .knobs = collapse.knobs}, path);
    QCOMPARE(find_preset(path).name, std::string("mine"));
    QVERIFY(!thrown<FileError>([&] { find_preset(folder.path().toStdString()); }).isEmpty());
}

void ExperimentTest::unknown_presets_list_the_names() {
    const QString message = thrown<SettingsError>([] { find_preset("colapse"); });
    QVERIFY2(message.startsWith("colapse: is neither a built-in preset (quickstart, collapse, synthetic, bert) nor a file"), qPrintable(message));
    QVERIFY(thrown<SettingsError>([] { find_preset(std::string(5000, 'x')); }).endsWith("nor a file"));
}

QTEST_GUILESS_MAIN(ExperimentTest)
#include "experiment.moc"
