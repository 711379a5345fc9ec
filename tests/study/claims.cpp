// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts by their rules, and report numbers from run folders whose numbers are known.
#include "core/study/report.h"

#include "core/settings/text.h"
#include "core/telemetry/summary.h"
#include "tests/study/tiny_study.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

using namespace overdamp;

namespace {

constexpr const char* share = "sample/hf_share_top10";

/// Results of the tiny study's four cells, α 0 with two seeds, then α 0.2; NaN leaves one unmeasured.
std::vector<CellResult> shares(std::array<double, 4> values) {
    std::vector<CellResult> results(4);
    for (std::size_t i = 0; i < 4; ++i)
        if (!std::isnan(values[i]))
            results[i].measures[share] = values[i];
    return results;
}

Judgement judged(const std::string& claim, const std::vector<CellResult>& results) {
    const Study study = parse_study(tiny_study({}, R"({"text": "t", )" + claim + "}"), "tiny.json", "nano");
    return judge(study, study.claims.front(), results);
}

/// The same for three α, 0, 0.1 and 0.2, of two seeds each.
Judgement judged_of_three(const std::string& claim, const std::vector<CellResult>& results) {
    std::string text = tiny_study({}, R"({"text": "t", )" + claim + "}");
    const std::string values = "[0, 0.2]";
    text.replace(text.find(values), values.size(), "[0, 0.1, 0.2]");
    const Study study = parse_study(text, "tiny.json", "nano");
    return judge(study, study.claims.front(), results);
}

/// Results whose share is mean − 1 and mean + 1, two for each mean: a spread of √2.
std::vector<CellResult> pairs_around(const std::vector<double>& means) {
    std::vector<CellResult> results;
    for (const double mean : means)
        for (const double value : {mean - 1, mean + 1}) {
            results.emplace_back();
            results.back().measures[share] = value;
        }
    return results;
}

} // namespace

class Claims : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void verdicts_follow_the_rules_data();
    void verdicts_follow_the_rules();
    void an_order_of_three_is_partly_met_by_a_clear_leader_alone();
    void a_claim_with_missing_runs_is_preliminary();
    void the_papers_column_holds_its_numbers_only();
    void faster_compares_steps_to_collapse();
    void faster_is_not_measured_on_a_coarse_grid_or_without_every_collapse();
    void a_loss_path_is_measured_around_the_engagement();
    void smooth_needs_level_and_roughness();
    void roughness_is_held_against_the_run_without_feedback();
    void flattening_compares_sizes_of_slopes_and_counts_groups();
    void a_remedy_brings_back_share_and_entropy();
    void correlation_with_roughness_must_exceed_chance();
    void the_relation_of_a_run_with_feedback_begins_after_the_ramp();
    void slopes_and_corner_of_known_points();
    void a_report_holds_the_numbers_of_its_run_folders();
};

void Claims::verdicts_follow_the_rules_data() {
    QTest::addColumn<QString>("claim");
    QTest::addColumn<std::array<double, 4>>("values");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char* claim, std::array<double, 4> values, const char* verdict) {
        QTest::addRow("%s %.0f %.0f %.0f %.0f", claim, values[0], values[1], values[2], values[3]) << QString(claim) << values << QString(verdict);
    };
    const char* rising = R"("rule": "monotone", "along": "α")";
    row(rising, {30, 32, 90, 95}, "reproduced");
    row(rising, {90, 95, 30, 32}, "not reproduced");
    row(rising, {30, 32, not_measured, not_measured}, "not measured");
    row(R"("rule": "monotone", "along": "α", "falling": true)", {90, 95, 30, 32}, "reproduced");
    const char* value = R"("rule": "value", "tolerance": 5, "paper": [{"where": {"α": 0}, "value": 27}, {"where": {"α": 0.2}, "value": 100}])";
    row(value, {30, 32, 96, 98}, "reproduced"); // means 31 and 97
    row(value, {30, 32, 90, 92}, "partly");
    row(value, {40, 42, 90, 92}, "not reproduced");
    row(value, {30, 32, not_measured, not_measured}, "not measured");
    const char* order = R"("rule": "ordering", "along": "α", "order": ["0.2", "0"])";
    row(order, {30, 32, 90, 95}, "reproduced");
    row(order, {50, 70, 61, 65}, "partly");         // means 60 and 63, spread 14.1
    row(order, {60, 70, 61, 65}, "not reproduced"); // reversed within the spread, 65 and 63
    row(order, {64, 66, 62, 64}, "not reproduced"); // the same means with less noise
    row(order, {90, 95, 30, 32}, "not reproduced");
    row(order, {30, not_measured, 90, 95}, "reproduced");       // 30 is given the spread of the others, 3.5
    row(order, {30, not_measured, 90, not_measured}, "partly"); // no spread at all
    row(rising, {30, not_measured, 90, not_measured}, "partly");
    row(rising, {90, not_measured, 30, not_measured}, "not reproduced");
    row(rising, {73, not_measured, 73, 78}, "partly");     // 2.5 within 3.5
    row(rising, {71, not_measured, 73, 78}, "reproduced"); // 4.5
    const char* same = R"("rule": "coincide", "along": "α", "tolerance": 1)";
    row(same, {30, 32, 31, 32}, "reproduced");
    row(same, {30, 32, 33, 34}, "partly");
    row(same, {30, 32, 40, 40}, "not reproduced");
    const char* reaches = R"("rule": "reaches", "limit": 90, "where": {"α": 0.2})";
    row(reaches, {30, 32, 88, 92}, "reproduced");
    row(reaches, {30, 32, 88, 91}, "not reproduced");
    row(R"("rule": "reaches", "limit": 90)", {30, 32, 88, 92}, "partly");
    row(R"("rule": "stays_below", "limit": 90)", {30, 32, 88, 91}, "reproduced");
    row(R"("rule": "stays_below", "limit": 90)", {30, 32, 88, 92}, "partly");
}

void Claims::verdicts_follow_the_rules() {
    QFETCH(QString, claim);
    using Values = std::array<double, 4>;
    QFETCH(Values, values);
    QFETCH(QString, verdict);
    QCOMPARE(QString::fromStdString(std::string(name_of(judged(claim.toStdString(), shares(values)).verdict))), verdict);
}

void Claims::an_order_of_three_is_partly_met_by_a_clear_leader_alone() {
    const std::string claim = R"("rule": "ordering", "along": "α", "order": ["0", "0.1", "0.2"])";
    const auto verdict = [&](const std::vector<double>& means) { return judged_of_three(claim, pairs_around(means)).verdict; };
    QVERIFY(verdict({60, 50, 40}) == Verdict::reproduced);
    QVERIFY(verdict({60, 50, 49}) == Verdict::partly);         // the second gap is within √2
    QVERIFY(verdict({60, 40, 50}) == Verdict::partly);         // the first leads, the others change places
    QVERIFY(verdict({51, 40, 50}) == Verdict::not_reproduced); // it does not lead clearly
    QVERIFY(verdict({40, 50, 60}) == Verdict::not_reproduced);
    QVERIFY(verdict({49.7, 50, 50.2}) == Verdict::not_reproduced);
}

void Claims::a_claim_with_missing_runs_is_preliminary() {
    const std::string claim = R"("rule": "reaches", "limit": 90, "where": {"α": 0.2})";
    const Judgement whole = judged(claim, shares({30, 32, 91, 95})), half = judged(claim, shares({30, 32, 91, not_measured}));
    QVERIFY(!whole.preliminary() && whole.used == (std::vector<std::size_t>{2, 3}));
    QVERIFY(half.preliminary() && half.used == std::vector<std::size_t>{2} && half.cells == (std::vector<std::size_t>{2, 3}));
    QCOMPARE(half.findings.front().ours, std::string("91.0 (1 seed)"));
    QCOMPARE(paper_and_ours(half).second, std::string("91.0 (1 seed); preliminary, 1 of 2 runs"));
    QVERIFY(!judged(claim, shares({30, 32, not_measured, not_measured})).preliminary()); // there is no verdict that could change
}

void Claims::the_papers_column_holds_its_numbers_only() {
    const auto results = shares({30, 32, 91, 95});
    QCOMPARE(judged(R"("rule": "reaches", "limit": 90)", results).findings[1].paper, std::string());
    const Judgement with_number = judged(R"("rule": "reaches", "limit": 90, "paper": [{"where": {"α": 0.2}, "value": 100}])", results);
    QCOMPARE(with_number.findings[0].paper, std::string());
    QCOMPARE(with_number.findings[1].paper, std::string("100.0"));
    const Judgement ordered = judged(R"("rule": "ordering", "along": "α", "order": ["0.2", "0"], "paper": [{"where": {"α": 0}, "value": 27.5},
        {"where": {"α": 0.2}, "value": 100}])",
                                     results);
    QCOMPARE(ordered.findings.front().paper, std::string("0.2: 100.0, 0: 27.5"));
}

void Claims::faster_compares_steps_to_collapse() {
    const std::string claim = R"("rule": "faster", "along": "α", "order": ["0.2", "0"], "tolerance": 8, "paper": [{"value": 24}])";
    std::vector<CellResult> results(4);
    const auto steps = [&](std::array<std::int64_t, 4> values) {
        for (std::size_t i = 0; i < 4; ++i)
            results[i].steps_to_collapse = values[i];
        return judged(claim, results).verdict;
    };
    QVERIFY(steps({100, 100, 70, 80}) == Verdict::reproduced); // 25 %
    QVERIFY(steps({100, 100, 50, 50}) == Verdict::partly);
    QVERIFY(steps({80, 120, 65, 85}) == Verdict::partly); // 25 %, but within a spread of 28
    QVERIFY(steps({100, 100, 120, 120}) == Verdict::not_reproduced);
    results[0].steps_to_collapse.reset();
    results[1].steps_to_collapse.reset();
    QVERIFY(judged(claim, results).verdict == Verdict::not_measured);
}

void Claims::faster_is_not_measured_on_a_coarse_grid_or_without_every_collapse() {
    const std::string claim = R"("rule": "faster", "along": "α", "order": ["0.2", "0"], "tolerance": 8, "paper": [{"value": 24}])";
    std::vector<CellResult> results(4);
    for (std::size_t i = 0; i < 4; ++i)
        results[i].steps_to_collapse = i < 2 ? 80 : 60; // 24 % of 80 are 19.2 steps, and evaluations are 20 apart
    QVERIFY(judged(claim, results).verdict == Verdict::not_measured);
    for (std::size_t i = 0; i < 4; ++i)
        results[i].steps_to_collapse = i < 2 ? 100 : 75;
    QVERIFY(judged(claim, results).verdict == Verdict::reproduced);
    results[1].steps_to_collapse.reset(); // it finished without a collapse: the mean of the others would be that of the fast ones
    results[1].status.state = CellState::finished;
    const Judgement judgement = judged(claim, results);
    QVERIFY(judgement.verdict == Verdict::not_measured && !judgement.preliminary());
    QVERIFY(judgement.findings.front().ours.find("runs without a collapse: 1") != std::string::npos);
}

void Claims::a_loss_path_is_measured_around_the_engagement() {
    std::vector<double> losses;
    for (int step = 0; step < 400; ++step) // 5 ± 0.1 before step 150, a ramp of 50 steps, 7 ± 0.2 after it, 6 ± 0.2 at the end
        losses.push_back(step < 150 ? 5 + (step % 2 ? 0.1 : -0.1) : step < 200 ? 6 : (step < 350 ? 7 : 6) + (step % 2 ? 0.2 : -0.2));
    const LossPath path = loss_path(losses, 150, 50);
    QVERIFY(std::abs(path.before - 5) < 1e-9 && std::abs(path.jump() - 2) < 1e-9 && std::abs(path.change() - 1) < 1e-9);
    // 99 changes of ±0.2, 50 up and 49 down
    const double mean = 0.2 / 99;
    QVERIFY(std::abs(path.roughness_before - std::sqrt((50 * std::pow(0.2 - mean, 2) + 49 * std::pow(0.2 + mean, 2)) / 98)) < 1e-9);
    QVERIFY(path.roughness_after > 0.39 && path.roughness_after < 0.43);
    QVERIFY(std::isnan(loss_path(losses, 20, 50).jump()));
    QVERIFY(std::isnan(loss_path(losses, 380, 50).jump()));
    QVERIFY(std::isnan(loss_path({}, 10, 10).jump()));
}

void Claims::smooth_needs_level_and_roughness() {
    const auto verdict = [](double jump, double change, double roughness) {
        std::vector<CellResult> results(4);
        for (CellResult& result : results)
            result.loss = {.before = 5, .after_ramp = 5, .settled = 4.9, .roughness_before = 0.1, .roughness_after = 0.1};
        results[3].loss = {.before = 5, .after_ramp = 5 + jump, .settled = 5 + change, .roughness_before = 0.1, .roughness_after = roughness};
        return judged(R"("rule": "smooth")", results).verdict;
    };
    QVERIFY(verdict(0.05, -0.2, 0.12) == Verdict::reproduced);
    QVERIFY(verdict(2, -0.2, 0.12) == Verdict::partly);
    QVERIFY(verdict(0.05, 1, 0.12) == Verdict::partly);
    QVERIFY(verdict(0.05, -0.2, 0.2) == Verdict::not_reproduced);
    QVERIFY(verdict(not_measured, -0.2, 0.1) == Verdict::not_measured);
}

void Claims::roughness_is_held_against_the_run_without_feedback() {
    std::vector<CellResult> results(4);
    for (std::size_t i = 0; i < 4; ++i)
        results[i].loss = {.before = 5, .after_ramp = 5, .settled = 5, .roughness_before = 0.1, .roughness_after = i < 2 ? 0.14 : 0.2};
    QVERIFY(judged(R"("rule": "smooth")", results).verdict == Verdict::reproduced); // 0.2 is twice that before, but 1.43 times that without feedback
    results[2].loss.roughness_after = 0.22;                                         // 1.57 times
    QVERIFY(judged(R"("rule": "smooth")", results).verdict == Verdict::not_reproduced);
    results[2].loss.roughness_after = results[0].loss.roughness_after = 0.16; // without feedback the steps before are all there is
    QVERIFY(judged(R"("rule": "smooth", "where": {"α": 0})", results).verdict == Verdict::not_reproduced);
}

void Claims::flattening_compares_sizes_of_slopes_and_counts_groups() {
    const auto judgement = [](const char* rule, const LossEntropy& without, const LossEntropy& with) {
        std::vector<CellResult> results(4);
        for (std::size_t i = 0; i < 4; ++i)
            results[i].loss_entropy = i < 2 ? without : with;
        return judged(std::string(R"("rule": ")") + rule + '"', results);
    };
    const auto slopes = [&](double upper, double lower) {
        const LossEntropy relation{.upper_slope = upper, .lower_slope = lower, .corner_share = 0};
        return judgement("flattens", relation, relation).verdict;
    };
    QVERIFY(slopes(2, 0.5) == Verdict::reproduced);
    QVERIFY(slopes(2, -0.5) == Verdict::reproduced);
    QVERIFY(slopes(1.14, 0.646) == Verdict::partly);
    QVERIFY(slopes(2.21, -3.43) == Verdict::not_reproduced); // larger, but not in size
    QVERIFY(slopes(-0.2, -3) == Verdict::not_reproduced);
    const auto shares_of = [&](double without, double with) {
        return judgement("corner", {.upper_slope = 0, .lower_slope = 0, .corner_share = without},
                         {.upper_slope = 0, .lower_slope = 0, .corner_share = with})
            .verdict;
    };
    QVERIFY(shares_of(93, 51) == Verdict::reproduced);
    QVERIFY(shares_of(93, 0) == Verdict::partly);
    QVERIFY(shares_of(40, 0) == Verdict::partly);
    QVERIFY(shares_of(33, 0) == Verdict::not_reproduced);
}

void Claims::a_remedy_brings_back_share_and_entropy() {
    const auto verdict = [](double share_with, double entropy_with) {
        std::vector<CellResult> results = pairs_around({30, share_with});
        for (std::size_t i = 0; i < 4; ++i)
            results[i].measures["sample/entropy"] = i < 2 ? 5.4 : entropy_with;
        return judged(R"("rule": "recovers", "tolerance": 10, "where": {"α": 0.2}, "baseline": {"α": 0})", results);
    };
    QVERIFY(verdict(36, 5.2).verdict == Verdict::reproduced);
    QVERIFY(verdict(95, 0.5).verdict == Verdict::not_reproduced);
    QVERIFY(verdict(22, 7).verdict == Verdict::not_reproduced); // noise
    QVERIFY(verdict(22, 7).findings.front().ours.ends_with("; more random"));
    QVERIFY(verdict(30, not_measured).verdict == Verdict::not_measured);
    QVERIFY(verdict(36, 5.2).cells == (std::vector<std::size_t>{0, 1, 2, 3}));
    std::vector<CellResult> collapsed = pairs_around({30, 95});
    for (CellResult& result : collapsed)
        result.measures["sample/entropy"] = 5.4;
    // the runs without feedback, which need no remedy, do not count for it
    QVERIFY(judged(R"("rule": "recovers", "tolerance": 10, "baseline": {"α": 0})", collapsed).verdict == Verdict::not_reproduced);
}

void Claims::correlation_with_roughness_must_exceed_chance() {
    const auto verdict = [](const std::vector<double>& diversity, const char* more = "") {
        std::vector<CellResult> results(6);
        for (std::size_t i = 0; i < 6; ++i) {
            results[i].measures[share] = diversity[i];
            results[i].loss.roughness_after = 0.1 + 0.01 * static_cast<double>(i);
        }
        return judged_of_three(std::string(R"("rule": "correlates")") + more, results).verdict;
    };
    // chance is within 1.96/√5 = 0.877
    QVERIFY(verdict({1, 2, 3, 4, 6, 5}) == Verdict::reproduced); // 1 − 6·2/210 = 0.943
    QVERIFY(verdict({2, 1, 4, 3, 6, 5}) == Verdict::partly);     // 1 − 6·6/210 = 0.829
    QVERIFY(verdict({6, 5, 4, 3, 2, 1}) == Verdict::not_reproduced);
    QVERIFY(verdict({6, 5, 4, 3, 2, 1}, R"(, "falling": true)") == Verdict::reproduced);
    QVERIFY(verdict({1, 2, 3, 4, 5, not_measured}) == Verdict::not_measured); // five runs are too few
}

void Claims::the_relation_of_a_run_with_feedback_begins_after_the_ramp() {
    const QTemporaryDir folder;
    const Study study = parse_study(tiny_study(R"("feedback.engage_step": 6, "feedback.ramp_steps": 4, )"), "tiny.json", "nano");
    const auto relation = [&](const StudyCell& cell) {
        const auto run = create_run_folder(folder.path().toStdString(), cell.experiment);
        StepRecord last;
        {
            Recorder recorder(run);
            for (int step = 0; step < 40; ++step) { // slope 2 from step 10 on; before it the loss is far higher at no entropy
                last = {.step = step, .loss = step < 10 ? 100.0 : static_cast<double>(step), .strength = 0};
                last.predictive_entropy = step < 10 ? 0 : 2 * step;
                recorder.record(last);
            }
        }
        write_summary(run, {.name = cell.id, .state = "finished", .message = {}, .steps = 40, .step = last});
        return read_result(cell.experiment, {.state = CellState::finished, .run = run, .reason = {}}).loss_entropy;
    };
    QVERIFY(relation(study.cells[0]).upper_slope < 0); // α = 0: all steps
    const LossEntropy with = relation(study.cells[2]);
    QVERIFY(std::abs(with.upper_slope - 2) < 1e-9 && std::abs(with.lower_slope - 2) < 1e-9);
}

void Claims::slopes_and_corner_of_known_points() {
    std::vector<double> losses, entropies;
    for (int i = 0; i < 20; ++i) { // slope 0.5 below loss 10, 2 above; a third of 0…19 is 6.33, of the entropies' 0…23.5 7.83
        losses.push_back(i);
        entropies.push_back(i < 10 ? 0.5 * i : 5.5 + 2 * (i - 10));
    }
    const LossEntropy relation = loss_entropy(losses, entropies);
    QVERIFY(std::abs(relation.upper_slope - 2) < 1e-9 && std::abs(relation.lower_slope - 0.5) < 1e-9);
    QCOMPARE(relation.corner_share, 35.0); // losses 0 to 6 of 20 points
    QVERIFY(std::isnan(loss_entropy({}, {}).corner_share));
}

void Claims::a_report_holds_the_numbers_of_its_run_folders() {
    const QTemporaryDir folder;
    const Study study =
        parse_study(tiny_study(R"("feedback.engage_step": 4, )", R"({"text": "it rises", "rule": "monotone", "along": "α", "note": "as built"})"),
                    "tiny.json", "nano");
    const auto path = create_study_folder(folder.path().toStdString(), study, {.source = "tiny.json", .version = "version 1"});
    const std::array<double, 4> values = {30, 32, 90, 97};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto run = create_run_folder(path / "runs", study.cells[i].experiment);
        const StepRecord step{.step = 39, .loss = 5, .strength = 0};
        const EvaluationRecord evaluation{.step = 10, .loss = 4 + static_cast<double>(i), .hf_share_top10 = values[i]};
        {
            Recorder recorder(run);
            recorder.record(step);
            recorder.record(evaluation);
            recorder.record(SampleRecord{.step = 35, .prompt = {}, .words = {{"the", 0}, {i % 2 ? "cat" : "the", 1}}});
        }
        if (i < 3)
            write_summary(run, {.name = study.cells[i].id,
                                .state = "finished",
                                .message = {},
                                .steps = 40,
                                .step = step,
                                .evaluation = evaluation,
                                .onset = {.onset_step = {}, .collapse_step = values[i] >= 90 ? std::optional<std::int64_t>(10) : std::nullopt}});
        else
            write_summary(run, {.name = study.cells[i].id, .state = "failed", .message = "no memory", .steps = 40});
    }
    const StudyReport report = make_report(path);
    const auto json = to_json(report);
    QCOMPARE(json["groups"][0]["measures"][share]["mean"].get<double>(), 31.0);
    QVERIFY(std::abs(json["groups"][0]["measures"][share]["spread"].get<double>() - std::sqrt(2.0)) < 1e-12);
    QCOMPARE(json["groups"][1]["measures"][share]["runs"].get<int>(), 1); // the failed run's number is left out
    QCOMPARE(json["groups"][0]["measures"]["eval/loss"]["mean"].get<double>(), 4.5);
    // {the: 2} against {the: 1, cat: 1}: mean {3/4, 1/4}
    const double divergence = 0.5 * std::log(4.0 / 3) + 0.25 * std::log(2.0 / 3) + 0.25 * std::log(2.0);
    QVERIFY(std::abs(json["groups"][0]["jensen_shannon"]["mean"].get<double>() - divergence) < 1e-12);
    QCOMPARE(json["runs"][2]["steps_to_collapse"].get<int>(), 6); // at step 10, engaged at 4
    QCOMPARE(json["runs"][3]["state"].get<std::string>(), std::string("failed"));
    QCOMPARE(json["claims"][0]["verdict"].get<std::string>(), std::string("reproduced"));
    const std::string text = to_markdown(report);
    for (const char* part : {"31.0 ± 1.41 (2 seeds)", "failed: no memory", "version 1", "overdamp-run study tiny.json --form nano",
                             "Runs finished: 3 of 4; seeds 1, 2", "training.seed=2", "- Claim 1: as built", "preliminary, 3 of 4 runs",
                             "Runs 1–3, seeds 1, 2; preliminary", "| claim | `sample/hf_share_top10` |", "| 1. it rises | **reproduced** 1 of 1 |"})
        QVERIFY2(text.find(part) != std::string::npos, part);
}

Q_DECLARE_METATYPE(Verdict)

QTEST_GUILESS_MAIN(Claims)
#include "claims.moc"
