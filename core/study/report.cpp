// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/report.h"

#include "core/measure/cross_seed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(double value) { return std::isnan(value) ? Json() : Json(value); }

Json step_or_null(const std::optional<std::int64_t>& step) { return step ? Json(*step) : Json(); }

Json claim_json(const Claim& claim, const Judgement& judgement) {
    Json findings = Json::array();
    for (const Finding& finding : judgement.findings)
        findings.push_back({{"what", finding.what}, {"paper", finding.paper}, {"ours", finding.ours}, {"verdict", name_of(finding.verdict)}});
    return {{"text", claim.text},
            {"reference", claim.reference},
            {"note", claim.note},
            {"metric", claim.metric},
            {"rule", claim_rule_text(claim.rule)},
            {"verdict", name_of(judgement.verdict)},
            {"runs", judgement.cells.size()},
            {"runs_measured", judgement.used.size()},
            {"findings", findings}};
}

Json run_json(const Study& study, const StudyCell& cell, const CellResult& result) {
    Json labels = Json::object();
    for (const auto& [axis, label] : cell.labels)
        labels[axis] = label;
    return {{"id", cell.id},
            {"labels", labels},
            {"seed", cell.seed()},
            {"command", command_of(study, cell)},
            {"state", name_of(result.status.state)},
            {"reason", result.status.reason},
            {"folder", result.status.run.string()},
            {"seconds", result.status.seconds},
            {"onset_step", step_or_null(result.onset_step)},
            {"collapse_step", step_or_null(result.collapse_step)},
            {"steps_to_collapse", step_or_null(result.steps_to_collapse)},
            {"loss",
             {{"before", number_or_null(result.loss.before)},
              {"jump", number_or_null(result.loss.jump())},
              {"change", number_or_null(result.loss.change())},
              {"roughness_before", number_or_null(result.loss.roughness_before)},
              {"roughness_after", number_or_null(result.loss.roughness_after)}}},
            {"measures", result.measures}};
}

Json group_json(const StudyReport& report, const StudyGroup& group) {
    Json measures = Json::object();
    for (const std::string& metric : report.study.metrics) {
        const std::vector<double> values = group_values(group, report.results, metric);
        measures[metric] = {{"mean", number_or_null(mean(values))}, {"spread", number_or_null(spread(values))}, {"runs", values.size()}};
    }
    Json json = {{"name", group.name}, {"measures", measures}};
    if (const auto found = disagreement(group, report.results))
        json["jensen_shannon"] = {{"mean", found->mean}, {"largest", found->largest}, {"words", found->words}};
    return json;
}

} // namespace

StudyReport empty_report(const std::filesystem::path& folder) {
    StudyOnDisk read = load_study_folder(folder);
    StudyReport report{
        .study = std::move(read.study), .origin = std::move(read.origin), .folder = folder, .results = {}, .judgements = {}, .groups = {}};
    report.results.resize(report.study.cells.size());
    report.groups = study_groups(report.study);
    return report;
}

void update_report(StudyReport& report, std::span<const CellStatus> statuses) {
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        CellResult& known = report.results[i];
        if (known.status.state == CellState::finished && statuses[i].state == CellState::finished && known.status.run == statuses[i].run)
            known.status = statuses[i];
        else
            known = read_result_or_failure(report.study.cells[i].experiment, statuses[i]);
    }
    report.judgements.clear();
    for (const Claim& claim : report.study.claims)
        report.judgements.push_back(judge(report.study, claim, report.results));
}

StudyReport make_report(const std::filesystem::path& folder) {
    StudyReport report = empty_report(folder);
    update_report(report, cell_statuses(folder, report.study));
    return report;
}

std::string command_of(const StudyReport& report) { return study_command(report.study, report.origin); }

Json to_json(const StudyReport& report) {
    Json claims = Json::array(), groups = Json::array(), runs = Json::array();
    for (std::size_t i = 0; i < report.judgements.size(); ++i)
        claims.push_back(claim_json(report.study.claims[i], report.judgements[i]));
    for (const StudyGroup& group : report.groups)
        groups.push_back(group_json(report, group));
    for (std::size_t i = 0; i < report.results.size(); ++i)
        runs.push_back(run_json(report.study, report.study.cells[i], report.results[i]));
    return {{"study", report.study.name},
            {"form", report.study.form},
            {"title", report.study.title},
            {"folder", report.folder.string()},
            {"command", command_of(report)},
            {"version", report.origin.version},
            {"claims", claims},
            {"groups", groups},
            {"runs", runs}};
}

std::optional<Disagreement> disagreement(const StudyGroup& group, std::span<const CellResult> results) {
    std::vector<WordCounts> samples;
    std::int64_t fewest = 0;
    for (const std::size_t i : group.cells) {
        std::int64_t words = 0;
        for (const auto& [word, count] : results[i].words)
            words += count;
        if (words == 0)
            continue;
        fewest = samples.empty() ? words : std::min(fewest, words);
        samples.push_back(results[i].words);
    }
    if (samples.size() < 2)
        return std::nullopt;
    const auto matrix = pairwise_jensen_shannon(samples);
    std::vector<double> pairs;
    for (std::size_t i = 0; i < matrix.size(); ++i)
        pairs.insert(pairs.end(), matrix[i].begin(), matrix[i].begin() + static_cast<std::ptrdiff_t>(i));
    return Disagreement{.mean = mean(pairs), .largest = std::ranges::max(pairs), .words = fewest};
}

} // namespace overdamp
