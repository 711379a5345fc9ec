// SPDX-License-Identifier: GPL-3.0-or-later
// Plans as a person edits them, the table of a study, and the time that runs will take.
#include "core/study/plan_edit.h"

#include "core/study/grid.h"
#include "core/study/pace.h"
#include "tests/settings/thrown.h"
#include "tests/study/tiny_study.h"

#include <QTest>
#include <cmath>

using namespace overdamp;

namespace {

StudyDraft table1() { return read_draft(builtin_study_text("table1"), "table1", "nano"); }

} // namespace

class PlanEdit : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_draft_that_is_not_touched_gives_the_same_runs_data();
    void a_draft_that_is_not_touched_gives_the_same_runs();
    void values_keep_the_labels_that_were_typed();
    void claims_about_what_is_gone_are_left_out_and_counted();
    void the_other_forms_stay_as_they_were_data();
    void the_other_forms_stay_as_they_were();
    void forms_that_do_not_fit_any_more_are_left_out_and_counted();
    void settings_that_an_axis_outdoes_are_named();
    void wrong_fields_are_named();
    void variants_are_changed_added_and_ordered();
    void wrong_variants_are_named();
    void values_become_variants_that_do_the_same();
    void another_headline_changes_no_claim();
    void the_table_is_the_papers();
    void the_papers_number_of_a_cell_is_found();
    void time_is_scaled_by_cost_and_learnt_by_model();
};

void PlanEdit::a_draft_that_is_not_touched_gives_the_same_runs_data() {
    QTest::addColumn<QString>("form");
    for (const std::string& name : study_names())
        for (const std::string& form : study_forms(builtin_study_text(name), name))
            QTest::newRow((name + ' ' + form).c_str()) << QString::fromStdString(form);
}

void PlanEdit::a_draft_that_is_not_touched_gives_the_same_runs() {
    QFETCH(QString, form);
    const std::string name = QString(QTest::currentDataTag()).section(' ', 0, 0).toStdString();
    const Study study = find_study(name, form.toStdString());
    const WrittenDraft written = write_draft(read_draft(builtin_study_text(name), name, form.toStdString()));
    const Study again = parse_study(written.text, name, form.toStdString());
    QCOMPARE(written.claims_left_out + written.numbers_left_out, std::size_t{0});
    QCOMPARE(again.claims.size(), study.claims.size());
    QVERIFY(again.metrics == study.metrics && again.axes == study.axes && again.base == study.base && again.title == study.title);
    QCOMPARE(again.cells.size(), study.cells.size());
    for (std::size_t i = 0; i < study.cells.size(); ++i)
        QVERIFY(again.cells[i].id == study.cells[i].id && changes_between(again.cells[i].experiment.knobs, study.cells[i].experiment.knobs).empty());
}

void PlanEdit::values_keep_the_labels_that_were_typed() {
    StudyDraft draft = new_draft();
    draft.axes.push_back({.name = "law", .knob = "feedback.law", .values = {"entropy", "anchor"}, .variants = {}});
    draft.settings = {"training.steps=12", "language.corpus=synthetic"};
    const Study study = parse_study(write_draft(draft).text, "plan", "nano");
    QVERIFY(study.axes[0].second == (std::vector<std::string>{"0", "0.05", "0.2"}));
    QVERIFY(study.axes[1].second == (std::vector<std::string>{"entropy", "anchor"}));
    QCOMPARE(study.cells.size(), std::size_t{3 * 2 * 2});
    QVERIFY(study.cells[0].experiment.knobs.training.steps == 12 && study.cells[0].experiment.knobs.language.corpus == "synthetic");
    QVERIFY(read_draft(write_draft(draft).text, "plan", "nano") ==
            read_draft(write_draft(read_draft(write_draft(draft).text, "plan", "nano")).text, "plan", "nano"));
}

void PlanEdit::claims_about_what_is_gone_are_left_out_and_counted() {
    StudyDraft draft = table1();
    draft.axes[1].values = {"0", "0.2"};
    const WrittenDraft without_middle = write_draft(draft);
    QCOMPARE(without_middle.claims, std::size_t{9});
    QCOMPARE(without_middle.claims_left_out, std::size_t{1});  // larger models at α = 0.05
    QCOMPARE(without_middle.numbers_left_out, std::size_t{8}); // one a row of Table 1, and two beside the pattern of GPT-2 and BERT
    QCOMPARE(parse_study(without_middle.text, "plan", "nano").claims.front().paper.size(), std::size_t{12});
    draft.axes.erase(draft.axes.begin() + 1);
    const WrittenDraft without_strength = write_draft(draft);
    QCOMPARE(without_strength.claims_left_out, std::size_t{6}); // only the loss's smoothness, and what goes with it, do not name α
}

void PlanEdit::the_other_forms_stay_as_they_were_data() { a_draft_that_is_not_touched_gives_the_same_runs_data(); }

void PlanEdit::the_other_forms_stay_as_they_were() {
    QFETCH(QString, form);
    const std::string name = QString(QTest::currentDataTag()).section(' ', 0, 0).toStdString(), text = builtin_study_text(name);
    StudyDraft draft = read_draft(text, name, form.toStdString());
    draft.seeds = {1, 2, 3, 4};
    std::erase_if(draft.settings, [](const std::string& setting) { return setting.starts_with("evaluation.every="); });
    draft.settings.push_back("evaluation.every=7");
    const WrittenDraft written = write_draft(draft);
    QCOMPARE(written.forms_left_out, std::size_t{0});
    const std::vector<std::string> forms = study_forms(text, name);
    QCOMPARE(study_forms(written.text, name).size(), forms.size());
    QCOMPARE(study_forms(written.text, name).front(), form.toStdString());
    for (const std::string& other : forms) {
        const Study before = parse_study(text, name, other), after = parse_study(written.text, name, other);
        const bool edited = other == form.toStdString();
        QCOMPARE(after.cells.size() == before.cells.size() && after.cells[0].experiment.knobs.evaluation.every != 7, !edited);
        for (std::size_t i = 0; !edited && i < before.cells.size(); ++i)
            QVERIFY(after.cells[i].id == before.cells[i].id &&
                    changes_between(after.cells[i].experiment.knobs, before.cells[i].experiment.knobs).empty());
    }
    const StudyDraft again = read_draft(written.text, name, form.toStdString());
    QCOMPARE(write_draft(again).text, written.text);
}

void PlanEdit::forms_that_do_not_fit_any_more_are_left_out_and_counted() {
    StudyDraft draft = table1();
    QVERIFY(draft.other_forms.find("\"paper\"") != std::string::npos);
    draft.axes.back().name = "strength"; // which the other form has not
    draft.claims = R"([{"text": "it rises", "rule": "monotone", "along": "strength", "metric": "eval/loss"}])";
    const WrittenDraft written = write_draft(draft);
    QCOMPARE(written.forms_left_out, std::size_t{1});
    QCOMPARE(study_forms(written.text, "plan"), std::vector<std::string>{"nano"});
}

void PlanEdit::settings_that_an_axis_outdoes_are_named() {
    StudyDraft draft = table1(); // whose variant BERT has steps of its own, and whose last axis is α
    draft.settings = {"training.steps=60", "feedback.strength=0.1", "feedback.gain=20"};
    QCOMPARE(outdone_settings(draft), (std::vector<std::string>{"training.steps", "feedback.strength"}));
}

void PlanEdit::wrong_fields_are_named() {
    const auto message = [](auto change) {
        StudyDraft draft = new_draft();
        change(draft);
        return thrown<SettingsError>([&] { write_draft(draft); });
    };
    QVERIFY(message([](StudyDraft& draft) { draft.settings = {"training.steps"}; }).contains("expected key=value"));
    QVERIFY(message([](StudyDraft& draft) { draft.settings = {"training.step=3"}; }).contains("training.step"));
    QVERIFY(message([](StudyDraft& draft) { draft.axes[0].knob = "feedback.strenth"; }).contains("feedback.strenth"));
    QVERIFY(message([](StudyDraft& draft) { draft.axes[0].values = {"2"}; }).contains("feedback.strength: 2"));
    QVERIFY(message([](StudyDraft& draft) { draft.axes.clear(); }).contains("axes"));
    QVERIFY(message([](StudyDraft& draft) { draft.base = "nothing"; }).contains("nothing: is neither a built-in preset"));
    QVERIFY(message([](StudyDraft& draft) { draft.seeds = {1, 1}; }).contains("1 occurs twice"));
}

void PlanEdit::variants_are_changed_added_and_ordered() {
    StudyDraft draft = read_draft(builtin_study_text("ablation"), "ablation", "nano");
    std::vector<DraftVariant>& variants = draft.axes[0].variants;
    QCOMPARE(variants.size(), std::size_t{3});
    QVERIFY(variants[0].name == "full" && variants[0].settings.empty());
    QVERIFY(variants[2].name == "without DTU" && variants[2].settings == std::vector<std::string>{"dtu.mode=off"});
    variants[0] = {.name = "wide", .settings = {"model.width=128", "dtu.mode=off"}, .seeds = {}};
    variants.push_back({.name = "hot", .settings = {"sampling.temperature=1.5"}, .seeds = {7}});
    std::swap(variants[0], variants[1]);
    const Study study = parse_study(write_draft(draft).text, "plan", "nano");
    QVERIFY(study.axes[0].second == (std::vector<std::string>{"without DMU", "wide", "without DTU", "hot"}));
    QCOMPARE(study.cells.size(), std::size_t{3 * 3 * 3 + 3}); // three seeds, one for the last variant
    const Knobs& wide = study.cells[9].experiment.knobs;
    QVERIFY(study.cells[9].label("configuration") == "wide" && wide.model.width == 128 && wide.dtu.mode == DtuMode::off);
    QVERIFY(study.cells.back().seed() == 7 && study.cells.back().experiment.knobs.sampling.temperature == 1.5);
}

void PlanEdit::wrong_variants_are_named() {
    const auto message = [](const DraftVariant& variant) { return thrown<SettingsError>([&] { check_variant(variant); }); };
    QCOMPARE(message({.name = "", .settings = {}, .seeds = {}}), QString("a variant has no name"));
    QVERIFY(message({.name = "x", .settings = {"dmu.dropuot=0"}, .seeds = {}})
                .contains("“x”: dmu.dropuot: there is no such knob; did you mean dmu.dropout?"));
    QVERIFY(message({.name = "x", .settings = {"dmu.dropout=2"}, .seeds = {}}).contains("“x”: dmu.dropout: 2"));
    QVERIFY(message({.name = "x", .settings = {"dmu.dropout=2"}, .seeds = {}})
                .contains(QString::fromStdString(expected_values(find_knob("dmu.dropout")))));
    QVERIFY(message({.name = "x", .settings = {"dmu.dropout=0", "dmu.dropout=0.1"}, .seeds = {}}).contains("“x”: dmu.dropout: is set twice"));
    QVERIFY(message({.name = "x", .settings = {"dmu.dropout=0", "dtu.mode=off"}, .seeds = {}}).isEmpty());
    StudyDraft draft = read_draft(builtin_study_text("ablation"), "ablation", "nano");
    draft.axes[0].variants[1].name = "full";
    QVERIFY(thrown<SettingsError>([&] { write_draft(draft); }).contains("\"full\" occurs twice"));
    draft.axes[0].variants[1] = {.name = "y", .settings = {"dtu.mode=never"}, .seeds = {}};
    QVERIFY(thrown<SettingsError>([&] { write_draft(draft); }).contains("axis configuration: “y”: dtu.mode: "));
    draft.axes[0].variants.clear();
    QVERIFY(thrown<SettingsError>([&] { write_draft(draft); }).contains("axis configuration: has no variants"));
}

void PlanEdit::values_become_variants_that_do_the_same() {
    StudyDraft draft = new_draft();
    const Study by_values = parse_study(write_draft(draft).text, "plan", "nano");
    draft.axes[0].variants = variants_of_values(draft.axes[0].knob, draft.axes[0].values);
    draft.axes[0].knob.clear();
    const Study by_variants = parse_study(write_draft(draft).text, "plan", "nano");
    QVERIFY(by_variants.axes == by_values.axes);
    QCOMPARE(by_variants.cells.size(), by_values.cells.size());
    for (std::size_t i = 0; i < by_values.cells.size(); ++i)
        QVERIFY(changes_between(by_variants.cells[i].experiment.knobs, by_values.cells[i].experiment.knobs).empty());
}

void PlanEdit::another_headline_changes_no_claim() {
    StudyDraft draft = read_draft(tiny_study(), "tiny", "nano"); // its claim does not say which measure
    QCOMPARE(draft.metrics, (std::vector<std::string>{"sample/hf_share_top10", "eval/loss"}));
    draft.metrics = {"eval/loss", "train/loss"};
    const Study study = parse_study(write_draft(draft).text, "tiny", "nano");
    QVERIFY(study.metrics == draft.metrics && study.claims.front().metric == "sample/hf_share_top10");
    draft.metrics = {"eval/lost"};
    QVERIFY(thrown<SettingsError>([&] { write_draft(draft); }).contains("metrics[0]: \"eval/lost\" is no measure"));
}

void PlanEdit::the_table_is_the_papers() {
    const StudyGrid grid = study_grid(find_study("table1", "nano"));
    QCOMPARE(grid.axis, std::string("α"));
    QVERIFY(grid.positions == (std::vector<double>{0, 0.05, 0.2}));
    QCOMPARE(grid.rows.size(), std::size_t{6});
    QVERIFY(grid.rows[1].name == "GPT-2 size 1" && grid.rows[1].seed == 2026 && grid.rows[3].name == "BERT");
    for (const StudyGrid::Row& row : grid.rows)
        for (const auto& cell : row.cells)
            QVERIFY(cell.has_value());
    const StudyGrid words =
        study_grid(parse_study(write_draft([] {
                                   StudyDraft draft = new_draft();
                                   draft.axes.push_back({.name = "law", .knob = "feedback.law", .values = {"entropy", "anchor"}, .variants = {}});
                                   return draft;
                               }())
                                   .text,
                               "plan", "nano"));
    QVERIFY(words.axis == "law" && words.positions.empty() && words.rows.size() == 6);
}

void PlanEdit::the_papers_number_of_a_cell_is_found() {
    const Study study = find_study("table1", "nano");
    const auto number = paper_value(study, study.cells.front(), "sample/hf_share_top10"); // GPT-2 size 1, α 0, seed 2025
    QVERIFY(number && number->value == 27.5 && number->tolerance == 10);
    QVERIFY(number->met_by(37.5) && !number->met_by(37.6) && !number->met_by(17.4));
    QVERIFY(!paper_value(study, study.cells.front(), "eval/loss"));
}

void PlanEdit::time_is_scaled_by_cost_and_learnt_by_model() {
    Knobs small, large;
    small.training.steps = large.training.steps = 100;
    large.model.width = 128;
    Pace pace;
    QVERIFY(std::isnan(pace.seconds_left(small, 0)));
    pace.add(small, 50, 10); // half of it in 10 s
    QVERIFY(pace.knows(small) && !pace.knows(large));
    pace.add(small, 0, 5);
    QCOMPARE(pace.runs(), std::size_t{1});
    QCOMPARE(pace.seconds_left(small, 0), 20.0);
    QCOMPARE(pace.seconds_left(small, 75), 5.0);
    QVERIFY(std::abs(pace.seconds_left(large, 0) - 20 * run_cost(large) / run_cost(small)) < 1e-9); // nothing better is known
    pace.add(large, 100, 300);
    QCOMPARE(pace.seconds_left(large, 50), 150.0);
    QCOMPARE(pace.seconds_left(small, 0), 20.0);
}

QTEST_GUILESS_MAIN(PlanEdit)
#include "plan_edit.moc"
