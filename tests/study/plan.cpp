// SPDX-License-Identifier: GPL-3.0-or-later
// How a study document becomes runs, and what is wrong with bad ones.
#include "core/study/plan.h"

#include "core/settings/text.h"
#include "core/study/study_folder.h"
#include "tests/settings/thrown.h"
#include "tests/study/tiny_study.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace overdamp;

class Plan : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_grid_is_the_product_of_its_axes_and_seeds();
    void table_1_has_the_papers_eighteen_runs();
    void every_built_in_study_expands_in_both_forms_data();
    void every_built_in_study_expands_in_both_forms();
    void a_variant_has_its_own_seeds();
    void a_variant_may_override_what_later_axes_set();
    void settings_beside_the_document_win_in_every_cell();
    void only_seeds_set_the_seed();
    void a_folder_keeps_the_base_that_was_a_file();
    void a_folder_of_an_earlier_version_finds_its_base_by_name();
    void a_long_label_makes_no_long_file_name();
    void a_folder_that_cannot_be_made_whole_is_not_made();
    void a_study_whose_feedback_never_acts_is_not_begun();
    void a_measure_that_is_named_twice_is_reported_once();
    void bad_documents_name_file_and_key_data();
    void bad_documents_name_file_and_key();
    void unknown_studies_list_the_names();
    void the_handbooks_example_is_a_study_data();
    void the_handbooks_example_is_a_study();
};

void Plan::a_grid_is_the_product_of_its_axes_and_seeds() {
    const Study study = parse_study(tiny_study(), "tiny.json", "nano");
    QCOMPARE(study.cells.size(), std::size_t{4});
    std::vector<std::pair<double, std::int64_t>> points;
    for (const StudyCell& cell : study.cells) {
        points.emplace_back(cell.experiment.knobs.feedback.strength, cell.seed());
        QCOMPARE(cell.experiment.knobs.training.threads, 1);
        QCOMPARE(cell.experiment.knobs.training.steps, 40);
        QCOMPARE(cell.experiment.name, cell.id);
    }
    QVERIFY(points == (std::vector<std::pair<double, std::int64_t>>{{0, 1}, {0, 2}, {0.2, 1}, {0.2, 2}}));
    QCOMPARE(study.cells[2].id, std::string("003-tiny-0.2-s1"));
    QCOMPARE(study.cells[2].group(), std::string("α 0.2"));
    QVERIFY(study.cells[2].matches({{"α", "0.2"}, {"seed", "1"}}) && !study.cells[2].matches({{"seed", "2"}}));
    const std::string command = command_of(study, study.cells[2]);
    QVERIFY2(command.starts_with("overdamp-run train synthetic --set feedback.strength=0.2") && command.find("training.seed=1") != std::string::npos,
             command.c_str());
}

void Plan::table_1_has_the_papers_eighteen_runs() {
    for (const char* form : {"nano", "paper"}) {
        const Study study = find_study("table1", form);
        // (three seeds of GPT-2, BERT, two larger GPT-2) × three α
        QCOMPARE(study.cells.size(), std::size_t{18});
        QCOMPARE(std::ranges::count_if(study.cells, [](const StudyCell& cell) { return cell.seed() == 2026; }), 12);
        QCOMPARE(std::ranges::count_if(study.cells, [](const StudyCell& cell) { return cell.experiment.knobs.model.kind == ModelKind::bert; }), 3);
        QCOMPARE(study.claims.front().paper.size(), std::size_t{18});
        for (const PaperNumber& number : study.claims.front().paper)
            QCOMPARE(std::ranges::count_if(study.cells, [&](const StudyCell& cell) { return cell.matches(number.where); }), 1);
    }
}

void Plan::every_built_in_study_expands_in_both_forms_data() {
    QTest::addColumn<int>("nano_cells");
    QTest::newRow("table1") << 18;
    QTest::newRow("ablation") << 3 * 3 * 3;
    QTest::newRow("trajectory") << 3;
    QTest::newRow("laws") << 4 * 3 * 2;
    QTest::newRow("mechanisms") << (1 + 3 * 3 + 2) * 2; // and the ablation's two
    QTest::newRow("stabilisers") << 8 * 2;
    QTest::newRow("remedies") << 5 * 3 * 2;
    QTest::newRow("allocation") << 3 * 5 * 2;
}

void Plan::every_built_in_study_expands_in_both_forms() {
    QFETCH(int, nano_cells);
    QCOMPARE(study_names().size(), std::size_t{8});
    const Study nano = find_study(QTest::currentDataTag(), "nano"), paper = find_study(QTest::currentDataTag(), "paper");
    QCOMPARE(nano.cells.size(), static_cast<std::size_t>(nano_cells));
    std::set<std::string> ids;
    for (const StudyCell& cell : nano.cells)
        ids.insert(cell.id);
    QCOMPARE(ids.size(), nano.cells.size());
    QVERIFY(!nano.claims.empty() && !nano.metrics.empty());
    for (const StudyCell& cell : paper.cells)
        QVERIFY(cell.experiment.knobs.model.width >= 1792 && cell.experiment.knobs.training.device == "cuda");
}

void Plan::a_variant_has_its_own_seeds() {
    std::string text = tiny_study();
    const std::string axis = R"({"name": "α", "knob": "feedback.strength", "values": [0, 0.2]})";
    text.replace(text.find(axis), axis.size(),
                 R"({"name": "α", "variants": [{"name": "0", "set": {"feedback.strength": 0}}, {"name": "x", "seeds": [7, 8, 9]}]})");
    const Study study = parse_study(text, "tiny.json", "nano");
    std::vector<std::int64_t> seeds;
    for (const StudyCell& cell : study.cells)
        seeds.push_back(cell.seed());
    QVERIFY(seeds == (std::vector<std::int64_t>{1, 2, 7, 8, 9}));
}

void Plan::a_variant_may_override_what_later_axes_set() {
    for (const StudyCell& cell : find_study("allocation", "nano").cells) {
        const Knobs& knobs = cell.experiment.knobs;
        const double dropout = std::stod(cell.label("dropout"));
        const bool is_dmu = cell.label("unit") == "DMU";
        QCOMPARE(knobs.dmu.dropout, is_dmu ? dropout : 0.0);
        QCOMPARE(knobs.dtu.dropout, dropout);
        QVERIFY(knobs.dtu.mode == (is_dmu ? DtuMode::off : cell.label("unit") == "DTU shared" ? DtuMode::shared : DtuMode::per_query));
    }
    std::string text = tiny_study();
    const std::string axis = R"({"name": "α", "knob": "feedback.strength", "values": [0, 0.2]})";
    text.replace(text.find(axis), axis.size(), R"({"name": "α", "variants": [{"name": "x", "override": {"feedback.strenth": 0}}]})");
    QVERIFY(thrown<SettingsError>([&] { parse_study(text, "tiny.json", "nano"); }).contains("axis α, \"x\": feedback.strenth"));
}

void Plan::settings_beside_the_document_win_in_every_cell() {
    const Study study = parse_study(tiny_study(), "tiny.json", "nano", {"training.steps=12", "dmu.dropout=0.5"});
    for (const StudyCell& cell : study.cells)
        QVERIFY(cell.experiment.knobs.training.steps == 12 && cell.experiment.knobs.dmu.dropout == 0.5);
    QVERIFY(thrown<SettingsError>([] { parse_study(tiny_study(), "tiny.json", "nano", {"training.steps"}); }).contains("expected key=value"));
}

void Plan::only_seeds_set_the_seed() {
    const std::string advice = "training.seed is set by the study's own axis; expected the key seeds";
    const auto refused = [](const std::string& text, const std::vector<std::string>& settings = {}) {
        return thrown<SettingsError>([&] { parse_study(text, "tiny.json", "nano", settings); }).toStdString();
    };
    QVERIFY(refused(tiny_study(), {"training.seed=7"}).starts_with("tiny.json: --set training.seed=7: " + advice));
    std::string axis = tiny_study();
    axis.replace(axis.find("feedback.strength"), std::string("feedback.strength").size(), "training.seed");
    QVERIFY2(refused(axis).starts_with("tiny.json: axis α, \"0\": " + advice), refused(axis).c_str());
    QVERIFY2(refused(tiny_study("\"training.seed\": 7, ")).starts_with("tiny.json: forms.nano.set: " + advice),
             refused(tiny_study("\"training.seed\": 7, ")).c_str());
}

void Plan::a_folder_keeps_the_base_that_was_a_file() {
    const QTemporaryDir folder;
    const std::string file = folder.filePath("base.json").toStdString();
    Experiment base = find_preset("synthetic");
    base.knobs.optimizer.learning_rate = 0.125;
    save_experiment(base, file);
    std::string text = tiny_study();
    text.replace(text.find("\"synthetic\""), std::string("\"synthetic\"").size(), '"' + file + '"');
    const auto path = create_study_folder(folder.filePath("studies").toStdString(), parse_study(text, "tiny.json", "nano"),
                                          {.source = "tiny.json", .version = "1"});
    std::filesystem::remove(file);
    const Study study = load_study_folder(path).study;
    QCOMPARE(study.base_experiment.knobs.optimizer.learning_rate, 0.125);
    const std::string command = command_of(study, study.cells[2]);
    QVERIFY2(command.starts_with("overdamp-run train quickstart ") && command.find("optimizer.learning_rate=0.125") != std::string::npos,
             command.c_str());
}

void Plan::a_folder_of_an_earlier_version_finds_its_base_by_name() {
    const QTemporaryDir folder;
    const auto path =
        create_study_folder(folder.path().toStdString(), parse_study(tiny_study(), "tiny.json", "nano"), {.source = "tiny.json", .version = "1"});
    auto document = nlohmann::json::parse(read_text(path / "study.json"));
    QCOMPARE(document.erase("base"), std::size_t{1});
    write_text(path / "study.json", document.dump());
    QCOMPARE(load_study_folder(path).study.base_experiment.name, std::string("synthetic"));
}

void Plan::a_long_label_makes_no_long_file_name() {
    const QTemporaryDir folder;
    std::string text = tiny_study();
    const std::string values = "\"knob\": \"feedback.strength\", \"values\": [0, 0.2]";
    text.replace(text.find(values), values.size(),
                 "\"variants\": [{\"name\": \"" + std::string(300, 'x') + "\"}, {\"name\": \"" + std::string(301, 'x') + "\"}]");
    const Study study = parse_study(text, "tiny.json", "nano");
    std::set<std::string> ids;
    for (const StudyCell& cell : study.cells)
        QVERIFY(ids.insert(cell.id).second && cell.id.size() + std::string(".jsonl").size() < 255);
    const auto path = create_study_folder(folder.path().toStdString(), study, {.source = "tiny.json", .version = "1"});
    QCOMPARE(load_study_folder(path).study.cells[2].label("α"), std::string(301, 'x'));
}

void Plan::a_folder_that_cannot_be_made_whole_is_not_made() {
    const QTemporaryDir folder;
    Study study = parse_study(tiny_study(), "tiny.json", "nano");
    study.cells[3].id = std::string(256, 'x');
    QVERIFY(thrown<FileError>([&] {
                create_study_folder(folder.path().toStdString(), study, {.source = "tiny.json", .version = "1"});
            }).contains("cells/xxx"));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void Plan::a_study_whose_feedback_never_acts_is_not_begun() {
    const QTemporaryDir folder;
    const auto begin = [&](const char* settings) {
        create_study_folder(folder.path().toStdString(), parse_study(tiny_study(settings), "tiny.json", "nano"), {.source = "tiny.json", .version = "1"});
    };
    const QString message = thrown<SettingsError>([&] { begin(R"("feedback.engage_step": 40, )"); }); // of 40 steps the last is 39
    QVERIFY2(message.contains("α 0.2: training.steps is 40, but the feedback engages at step 40"), qPrintable(message));
    QVERIFY(QDir(folder.path()).isEmpty());
    begin(R"("feedback.engage_step": 38, )");
    QVERIFY(parse_study(tiny_study({}, ""), "tiny.json", "nano").claims.empty()); // a study need not claim anything
}

void Plan::a_measure_that_is_named_twice_is_reported_once() {
    const QString text = QString::fromStdString(tiny_study()).replace("\"eval/loss\"", "\"eval/loss\", \"sample/hf_share_top10\"");
    QCOMPARE(parse_study(text.toStdString(), "tiny.json", "nano").metrics, parse_study(tiny_study(), "tiny.json", "nano").metrics);
}

void Plan::bad_documents_name_file_and_key_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const QString good = QString::fromStdString(tiny_study());
    const auto row = [&](const char* from, const char* to, const char* reason) {
        QVERIFY2(good.contains(from), from);
        QTest::newRow(reason) << QString(good).replace(from, to) << QString(reason);
    };
    QTest::newRow("no JSON") << QString("{") << QString("is not valid JSON");
    row("\"schema\": 1", "\"schema\": 2", "schema: expected a whole number up to 1");
    row("\"title\": \"Tiny\", ", "", "title: is missing");
    row("\"title\"", "\"titel\"", "titel: is unknown; expected schema");
    row("\"nano\"", "\"big\"", "forms.nano: is missing");
    row("\"synthetic\"", "\"sinthetic\"", "sinthetic: is neither a built-in preset");
    row("\"model.width\": 16", "\"model.widht\": 16", "forms.nano.set: model.widht");
    row("\"feedback.strength\"", "\"feedback.strenth\"", "axis α, \"0\": feedback.strenth");
    row("[0, 0.2]", "[0, 0.7]", "axis α, \"0.7\": feedback.strength: 0.7");
    row("[0, 0.2]", "[]", "axes[0].values: expected an array that is not empty");
    row("[0, 0.2]", "[0, 0]", "axes[0]: \"0\" occurs twice");
    row("\"name\": \"α\"", "\"name\": \"seed\"", "axes[0].name: \"seed\" is every study's own axis");
    row("[1, 2]", "[1, -2]", "seeds: -2 is no seed");
    row("[1, 2]", "[1, 1]", "seeds: 1 occurs twice");
    row("\"eval/loss\"", "\"eval/los\"", "metrics[1]: \"eval/los\" is no measure");
    row("\"monotone\"", "\"monoton\"", "claims[0].rule: \"monoton\" is unknown; expected one of value, monotone");
    row("\"along\": \"α\"", "\"along\": \"α\", \"falling\": \"yes\"", "claims[0].falling: expected true or false, found \"yes\"");
    row("\"along\": \"α\"", "\"along\": \"α\", \"limit\": 3", "claims[0].limit: the rule monotone has no use for it");
    row("\"along\": \"α\"", "\"along\": \"α\", \"note\": 3", "claims[0].note: is missing, empty or no text");
    row("\"monotone\"", "\"reaches\"", "claims[0].limit: is missing; the rule reaches needs it");
    row("\"monotone\"", "\"coincide\"", "claims[0].tolerance: is missing; the rule coincide needs it");
    row("\"monotone\"", "\"coincide\", \"tolerance\": 0", "claims[0].tolerance: expected a number above 0, found 0");
    row("\"monotone\"", "\"coincide\", \"tolerance\": \"1\"", "claims[0].tolerance: expected a number, found \"1\"");
    row("\"monotone\"", "\"ordering\", \"order\": [\"0\", \"0\"]", "claims[0].order: \"0\" occurs twice");
    row("\"monotone\"", "\"ordering\", \"order\": [\"0\"]", "claims[0].order: expected two labels or more, found 1");
    row("\"monotone\", \"along\": \"α\"", "\"monotone\"", "claims[0].along: is missing; the rule monotone needs it");
    row("\"along\": \"α\"", "\"along\": \"beta\"", "claims[0].along: \"beta\" is no axis; expected one of α, seed");
    row("\"along\": \"α\"", "\"along\": \"α\", \"where\": {\"α\": 0.3}", "claims[0].where.α: \"0.3\" is no label of the axis α");
    row("\"model.heads\": 2", "\"model.heads\": 3", "model.width: 16 is not a multiple of model.heads, 3");
}

void Plan::bad_documents_name_file_and_key() {
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const QString message = thrown<SettingsError>([&] { parse_study(text.toStdString(), "tiny.json", "nano"); });
    QVERIFY2(message.startsWith("tiny.json: ") && message.contains(reason), qPrintable(message));
}

void Plan::unknown_studies_list_the_names() {
    const QString message = thrown<SettingsError>([] { find_study("table2", "nano"); });
    QVERIFY2(message.contains("table2: is neither a built-in study (table1, ablation") && message.contains("nor a file"), qPrintable(message));
}

void Plan::the_handbooks_example_is_a_study_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("English") << QStringLiteral(SOURCE_FOLDER "/resources/handbook/studies.md");
    QTest::newRow("Chinese") << QStringLiteral(SOURCE_FOLDER "/resources/handbook/zh/studies.md");
}

void Plan::the_handbooks_example_is_a_study() {
    QFETCH(QString, file);
    const std::string chapter = read_text(file.toStdString());
    const std::size_t begin = chapter.find("    {\n"), end = chapter.find("\n    }\n", begin);
    QVERIFY(begin != std::string::npos && end != std::string::npos);
    const std::string text = chapter.substr(begin, end + 7 - begin);
    const Study nano = parse_study(text, "decay.json", "nano");
    QCOMPARE(nano.cells.size(), std::size_t{3 * (3 + 1)});
    QCOMPARE(nano.claims.size(), std::size_t{1});
    QCOMPARE(nano.cells.front().experiment.knobs.training.steps, 300);
    QCOMPARE(nano.cells.back().experiment.knobs.training.steps, 400);
    QCOMPARE(parse_study(text, "decay.json", "paper").cells.size(), std::size_t{3 * (5 + 1)});
}

QTEST_GUILESS_MAIN(Plan)
#include "plan.moc"
