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

} // namespace

class Claims : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void verdicts_follow_the_rules_data();
    void verdicts_follow_the_rules();
    void faster_compares_steps_to_collapse();
    void a_loss_path_is_measured_around_the_engagement();
    void smooth_needs_level_and_roughness();
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
    row(order, {50, 70, 61, 65}, "partly"); // means 60 and 63, spread 14.1
    row(order, {60, 70, 61, 65}, "partly"); // the order fails within the spread
    row(order, {90, 95, 30, 32}, "not reproduced");
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
    QVERIFY(steps({100, 100, 120, 120}) == Verdict::not_reproduced);
    results[0].steps_to_collapse.reset();
    results[1].steps_to_collapse.reset();
    QVERIFY(judged(claim, results).verdict == Verdict::not_measured);
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
    const Study study = parse_study(tiny_study(R"("feedback.engage_step": 4, )"), "tiny.json", "nano");
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
                             "Runs finished: 3 of 4; seeds 1, 2", "training.seed=2"})
        QVERIFY2(text.find(part) != std::string::npos, part);
}

Q_DECLARE_METATYPE(Verdict)

QTEST_GUILESS_MAIN(Claims)
#include "claims.moc"
