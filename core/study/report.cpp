// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/report.h"

#include "core/measure/cross_seed.h"
#include "core/settings/train_command.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

using Json = nlohmann::ordered_json;

/// One line of a Markdown table.
std::string row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (std::string cell : cells) {
        for (std::size_t bar = 0; (bar = cell.find('|', bar)) != std::string::npos; bar += 2)
            cell.insert(bar, 1, '\\');
        std::ranges::replace(cell, '\n', ' ');
        line += ' ' + cell + " |";
    }
    return line + '\n';
}

std::string header(const std::vector<std::string>& cells) {
    std::string line = row(cells) + '|';
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += "---|";
    return line + '\n';
}

std::string step_text(const std::optional<std::int64_t>& step) { return step ? std::to_string(*step) : "–"; }

/// The numbers of a claim in one table cell: all findings if they are few, else how many of them are met.
std::pair<std::string, std::string> paper_and_ours(const Judgement& judgement) {
    if (judgement.findings.size() == 1)
        return {judgement.findings[0].paper, judgement.findings[0].ours};
    const auto met = std::ranges::count(judgement.findings, Verdict::reproduced, &Finding::verdict);
    return {"see below", std::to_string(met) + " of " + std::to_string(judgement.findings.size()) + " as claimed"};
}

/// What the rule looks at.
std::string measure_of(const Claim& claim) {
    switch (claim.rule) {
    case ClaimRule::faster:
        return "steps to collapse";
    case ClaimRule::smooth:
        return "train/loss";
    case ClaimRule::flattens:
    case ClaimRule::corner:
        return "train/predictive_entropy";
    default:
        return claim.metric;
    }
}

std::string claims_text(const StudyReport& report) {
    std::string text = "## Claims\n\n" + header({"", "claim", "where", "paper", "ours", "verdict"});
    for (std::size_t i = 0; i < report.judgements.size(); ++i) {
        const Claim& claim = report.study.claims[i];
        const auto [paper, ours] = paper_and_ours(report.judgements[i]);
        text += row({std::to_string(i + 1), claim.text, claim.reference.empty() ? "not in the paper" : claim.reference, paper, ours,
                     "**" + std::string(name_of(report.judgements[i].verdict)) + "**"});
    }
    for (std::size_t i = 0; i < report.judgements.size(); ++i) {
        const Claim& claim = report.study.claims[i];
        text += "\n### " + std::to_string(i + 1) + ". " + claim.text + "\n\n";
        text += "Measure: `" + measure_of(claim) + "`. Rule: " + std::string(claim_rule_text(claim.rule));
        if (claim.tolerance > 0)
            text += " Tolerance: " + short_number(claim.tolerance) + '.';
        text += "\n\n" + header({"what", "paper", "ours", "verdict"});
        for (const Finding& finding : report.judgements[i].findings)
            text += row({finding.what.empty() ? "all" : finding.what, finding.paper, finding.ours, std::string(name_of(finding.verdict))});
    }
    return text;
}

std::string measures_text(const StudyReport& report) {
    std::string text = "\n## Measures\n\nAt the end of the runs, mean ± standard deviation over seeds (with n − 1).\n\n";
    for (const std::string& name : report.study.metrics) {
        const Metric& metric = *find_metric(name);
        text += "- `" + name + "`" + (metric.unit.empty() ? "" : ", " + std::string(metric.unit)) + ": " + std::string(metric.help) + '\n';
    }
    std::vector<std::string> columns = {"runs"};
    columns.insert(columns.end(), report.study.metrics.begin(), report.study.metrics.end());
    text += '\n' + header(columns);
    for (const StudyGroup& group : report.groups) {
        std::vector<std::string> cells = {group.name};
        for (const std::string& metric : report.study.metrics)
            cells.push_back(mean_and_spread(group_values(group, report.results, metric)));
        text += row(cells);
    }
    return text;
}

std::string agreement_text(const StudyReport& report) {
    std::string text = "\n## Agreement of seeds\n\nPairwise Jensen-Shannon divergence of the words of the displayed samples in the last quarter of "
                       "the runs, nats (at most 0.693). "
                       "Small samples of the same distribution differ too.\n\n" +
                       header({"runs", "mean", "largest", "words in the smallest sample"});
    bool any = false;
    for (const StudyGroup& group : report.groups)
        if (const auto found = disagreement(group, report.results)) {
            text += row({group.name, short_number(found->mean), short_number(found->largest), std::to_string(found->words)});
            any = true;
        }
    return any ? text : std::string();
}

std::string loss_text(const StudyReport& report) {
    std::string text = "\n## Training loss at engagement\n\nNats; per run. Jump: mean of the 50 steps after the ramp less that of the 50 before "
                       "engagement; final change: the last 50 steps "
                       "less the same. Roughness: standard deviation of the change from step to step.\n\n" +
                       header({"run", "seed", "before", "jump", "final change", "roughness before", "roughness after"});
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        const LossPath& path = report.results[i].loss;
        if (report.results[i].status.state == CellState::finished)
            text += row({report.study.cells[i].group(), std::to_string(report.study.cells[i].seed()), short_number(path.before),
                         short_number(path.jump()), short_number(path.change()), short_number(path.roughness_before),
                         short_number(path.roughness_after)});
    }
    return text;
}

std::string runs_text(const StudyReport& report) {
    std::string text = "\n## Runs\n\nOnset and collapse are steps; steps to collapse count from engagement.\n\n" +
                       header({"run", "seed", "state", "onset", "collapse", "steps to collapse", "seconds", "folder"});
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        const CellResult& result = report.results[i];
        const std::string reason = result.status.reason.empty() ? "" : ": " + result.status.reason;
        text += row({report.study.cells[i].group(), std::to_string(report.study.cells[i].seed()), std::string(name_of(result.status.state)) + reason,
                     step_text(result.onset_step), step_text(result.collapse_step), step_text(result.steps_to_collapse),
                     short_number(result.status.seconds), result.status.run.filename().string()});
    }
    text += "\nEach run by itself:\n\n```sh\n";
    for (const StudyCell& cell : report.study.cells)
        text += command_of(report.study, cell) + '\n';
    return text + "```\n";
}

Json number_or_null(double value) { return std::isnan(value) ? Json() : Json(value); }

Json step_or_null(const std::optional<std::int64_t>& step) { return step ? Json(*step) : Json(); }

Json claim_json(const Claim& claim, const Judgement& judgement) {
    Json findings = Json::array();
    for (const Finding& finding : judgement.findings)
        findings.push_back({{"what", finding.what}, {"paper", finding.paper}, {"ours", finding.ours}, {"verdict", name_of(finding.verdict)}});
    return {{"text", claim.text},
            {"reference", claim.reference},
            {"metric", claim.metric},
            {"rule", claim_rule_text(claim.rule)},
            {"verdict", name_of(judgement.verdict)},
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

StudyReport make_report(const std::filesystem::path& folder) {
    StudyOnDisk read = load_study_folder(folder);
    StudyReport report{
        .study = std::move(read.study), .origin = std::move(read.origin), .folder = folder, .results = {}, .judgements = {}, .groups = {}};
    report.results = read_results(folder, report.study);
    for (const Claim& claim : report.study.claims)
        report.judgements.push_back(judge(report.study, claim, report.results));
    report.groups = study_groups(report.study);
    return report;
}

std::string command_of(const StudyReport& report) {
    std::string command = "overdamp-run study " + shell_word(report.origin.source) + " --form " + report.study.form;
    for (const std::string& setting : report.study.settings)
        command += " --set " + shell_word(setting);
    return command;
}

std::string to_markdown(const StudyReport& report) {
    const Study& study = report.study;
    const auto finished = std::ranges::count_if(report.results, [](const CellResult& result) { return result.status.state == CellState::finished; });
    std::string seeds;
    for (const std::string& seed : study.labels_of("seed"))
        seeds += (seeds.empty() ? "" : ", ") + seed;
    std::string text = "# " + study.title + "\n\n" + study.description + "\n\n";
    text += "- Form: " + study.form + ". " + study.form_note + '\n';
    text += "- Made by: `" + command_of(report) + "`, " + report.origin.version + '\n';
    text += "- Runs finished: " + std::to_string(finished) + " of " + std::to_string(study.cells.size()) + "; seeds " + seeds + "\n\n";
    if (!study.claims.empty())
        text += claims_text(report);
    return text + measures_text(report) + agreement_text(report) + loss_text(report) + runs_text(report);
}

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
