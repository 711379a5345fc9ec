// SPDX-License-Identifier: GPL-3.0-or-later
// What the report of a study says, section by section.
#include "core/study/report.h"

#include <algorithm>
#include <set>

namespace overdamp {

namespace {

using Row = std::vector<Text>;

constexpr std::string_view share_definitions = "sample/hf_share";

std::string step_text(const std::optional<std::int64_t>& step) { return step ? std::to_string(*step) : "–"; }

/// "1–6, 9" for the cells 0 to 5 and 8.
std::string number_ranges(const std::vector<std::size_t>& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size();) {
        std::size_t last = i;
        while (last + 1 < cells.size() && cells[last + 1] == cells[last] + 1)
            ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(cells[i] + 1) + (last > i ? "–" + std::to_string(cells[last] + 1) : "");
        i = last + 1;
    }
    return text;
}

std::string seeds_of(const Study& study, const std::vector<std::size_t>& cells) {
    std::set<std::int64_t> seeds;
    for (const std::size_t i : cells)
        seeds.insert(study.cells[i].seed());
    std::string text;
    for (const std::int64_t seed : seeds)
        text += (text.empty() ? "" : ", ") + std::to_string(seed);
    return text;
}

/// What stands beside a verdict that may change.
std::string preliminary_text(const Judgement& judgement) {
    return "preliminary, " + std::to_string(judgement.used.size()) + " of " + std::to_string(judgement.cells.size()) + " runs";
}

/// Whether the claim could be judged by another definition of the share.
bool has_definitions(const Claim& claim) {
    switch (claim.rule) {
    case ClaimRule::monotone:
    case ClaimRule::ordering:
    case ClaimRule::coincide:
    case ClaimRule::reaches:
    case ClaimRule::stays_below:
    case ClaimRule::recovers:
        return claim.metric.starts_with(share_definitions);
    default:
        return false;
    }
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

class Builder {
  public:
    explicit Builder(const StudyReport& report) : report_(report), study_(report.study) {}

    Document build(std::vector<Picture> pictures) {
        document_.title = study_.title;
        add_introduction();
        if (!study_.claims.empty())
            add_claims();
        if (!pictures.empty())
            add(Heading{.level = 2, .text = "Figures"});
        for (Picture& picture : pictures)
            add(std::move(picture));
        if (!study_.claims.empty())
            add_evidence();
        add_measures();
        add_agreement();
        add_loss();
        add_runs();
        return std::move(document_);
    }

  private:
    void add(Block block) { document_.blocks.push_back(std::move(block)); }

    void add_introduction() {
        const auto finished = std::ranges::count_if(report_.results, [](const CellResult& r) { return r.status.state == CellState::finished; });
        std::vector<std::size_t> all(study_.cells.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        add(Paragraph{study_.description});
        add(Bullets{
            {"Form: " + study_.form + ". " + study_.form_note,
             Text({{"Made by: "}, {command_of(report_), Span::Style::code}, {", " + report_.origin.version}}),
             "Runs finished: " + std::to_string(finished) + " of " + std::to_string(study_.cells.size()) + "; seeds " + seeds_of(study_, all)}});
    }

    void add_claims() {
        add(Heading{.level = 2, .text = "Claims"});
        Table table{.columns = {"", "claim", "where", "paper", "ours", "verdict"}, .rows = {}};
        for (std::size_t i = 0; i < report_.judgements.size(); ++i) {
            const Claim& claim = study_.claims[i];
            const auto [paper, ours] = paper_and_ours(report_.judgements[i]);
            table.rows.push_back({std::to_string(i + 1), claim.text, claim.reference.empty() ? "not in the paper" : claim.reference, paper, ours,
                                  verdict_text(name_of(report_.judgements[i].verdict))});
        }
        add(std::move(table));
        Bullets notes;
        for (std::size_t i = 0; i < study_.claims.size(); ++i)
            if (!study_.claims[i].note.empty())
                notes.items.emplace_back("Claim " + std::to_string(i + 1) + ": " + study_.claims[i].note);
        if (!notes.items.empty())
            add(std::move(notes));
    }

    void add_evidence() {
        add(Heading{.level = 2, .text = "Evidence"});
        for (std::size_t i = 0; i < report_.judgements.size(); ++i)
            add_evidence_of(i);
    }

    void add_evidence_of(std::size_t i) {
        const Claim& claim = study_.claims[i];
        const Judgement& judgement = report_.judgements[i];
        add(Heading{.level = 3, .text = std::to_string(i + 1) + ". " + claim.text});
        std::string rule = ". Rule: " + std::string(claim_rule_text(claim.rule));
        if (claim.tolerance > 0)
            rule += " Tolerance: " + short_number(claim.tolerance) + '.';
        if (claim.rule == ClaimRule::reaches || claim.rule == ClaimRule::stays_below)
            rule += " Limit, ours: " + short_number(claim.limit) + '.';
        add(Paragraph{Text({{"Measure: "}, {measure_of(claim), Span::Style::code}, {rule}})});
        Table table{.columns = {"what", "paper", "ours", "verdict"}, .rows = {}};
        for (const Finding& finding : judgement.findings)
            table.rows.push_back({finding.what.empty() ? "all" : finding.what, finding.paper, finding.ours, verdict_text(name_of(finding.verdict))});
        add(std::move(table));
        if (!claim.note.empty())
            add(Paragraph{"Note: " + claim.note});
        if (judgement.used.empty())
            return;
        const std::string missing = judgement.preliminary() ? "; " + preliminary_text(judgement) : "";
        add(Paragraph{Text({{"Runs " + number_ranges(judgement.used) + ", seeds " + seeds_of(study_, judgement.used) + missing + "; made by "},
                            {command_of(report_), Span::Style::code},
                            {", " + report_.origin.version + "."}})});
    }

    /// Mean and spread of these measures for every group.
    Table measures_table(const std::vector<std::string>& metrics) const {
        Table table{.columns = {"runs"}, .rows = {}};
        for (const std::string& metric : metrics)
            table.columns.push_back(code_text(metric));
        for (const StudyGroup& group : report_.groups) {
            Row row = {group.name.empty() ? "all" : group.name};
            for (const std::string& metric : metrics)
                row.emplace_back(mean_and_spread(group_values(group, report_.results, metric)));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    void add_measures_of(const std::vector<std::string>& metrics) {
        Bullets meanings;
        for (const std::string& name : metrics) {
            const Metric& metric = *find_metric(name);
            const std::string unit = metric.unit.empty() ? "" : ", " + std::string(metric.unit);
            meanings.items.push_back(Text({{name, Span::Style::code}, {unit + ": " + std::string(metric.help)}}));
        }
        add(std::move(meanings));
        add(measures_table(metrics));
    }

    bool was_measured(const std::string& metric) const {
        return std::ranges::any_of(report_.results, [&](const CellResult& result) { return result.measures.contains(metric); });
    }

    void add_measures() {
        std::vector<std::string> shares, others;
        for (const Metric& metric : metric_table())
            if (const std::string name(metric.name); name.starts_with(share_definitions) && was_measured(name))
                shares.push_back(name);
        for (const std::string& metric : study_.metrics)
            if (!metric.starts_with(share_definitions))
                others.push_back(metric);
        const std::string when = "At the end of the runs, mean ± standard deviation over seeds (with n − 1).";
        if (!shares.empty()) {
            add(Heading{.level = 2, .text = "High-frequency share by every definition"});
            add(Paragraph{"The paper does not define its high-frequency words. " + when});
            add_measures_of(shares);
            add_verdicts_by_definition(shares);
        }
        if (!others.empty()) {
            add(Heading{.level = 2, .text = "Measures"});
            add(Paragraph{when});
            add_measures_of(others);
        }
    }

    /// How the claims about the share would be judged by each of its definitions.
    void add_verdicts_by_definition(const std::vector<std::string>& definitions) {
        Table table{.columns = {"claim"}, .rows = {}};
        for (const std::string& definition : definitions)
            table.columns.push_back(code_text(definition));
        for (std::size_t i = 0; i < study_.claims.size(); ++i) {
            Claim claim = study_.claims[i];
            if (!has_definitions(claim))
                continue;
            Row row = {std::to_string(i + 1) + ". " + claim.text};
            for (const std::string& definition : definitions) {
                claim.metric = definition;
                const Judgement judgement = judge(study_, claim, report_.results);
                const auto met = std::ranges::count(judgement.findings, Verdict::reproduced, &Finding::verdict);
                row.push_back(Text({{std::string(name_of(judgement.verdict)), Span::Style::verdict},
                                    {" "},
                                    {std::to_string(met) + " of " + std::to_string(judgement.findings.size())}}));
            }
            table.rows.push_back(std::move(row));
        }
        if (table.rows.empty())
            return;
        add(Paragraph{
            "The verdicts by every definition, with the same limits and tolerances, and how many of the rows under Evidence are as claimed:"});
        add(std::move(table));
    }

    void add_agreement() {
        Table table{.columns = {"runs", "mean", "largest", "words in the smallest sample"}, .rows = {}};
        for (const StudyGroup& group : report_.groups)
            if (const auto found = disagreement(group, report_.results))
                table.rows.push_back({group.name, short_number(found->mean), short_number(found->largest), std::to_string(found->words)});
        if (table.rows.empty())
            return;
        add(Heading{.level = 2, .text = "Agreement of seeds"});
        add(Paragraph{
            "Pairwise Jensen-Shannon divergence of the words of the displayed samples in the last quarter of the runs, nats (at most 0.693). "
            "Small samples of the same distribution differ too."});
        add(std::move(table));
    }

    void add_loss() {
        Table table{.columns = {"run", "seed", "before", "jump", "final change", "roughness before", "roughness after"}, .rows = {}};
        for (std::size_t i = 0; i < report_.results.size(); ++i) {
            const LossPath& path = report_.results[i].loss;
            if (report_.results[i].status.state == CellState::finished)
                table.rows.push_back({study_.cells[i].group(), std::to_string(study_.cells[i].seed()), short_number(path.before),
                                      short_number(path.jump()), short_number(path.change()), short_number(path.roughness_before),
                                      short_number(path.roughness_after)});
        }
        if (table.rows.empty())
            return;
        add(Heading{.level = 2, .text = "Training loss at engagement"});
        add(Paragraph{
            "Nats; per run. Jump: mean of the 50 steps after the ramp less that of the 50 before engagement; final change: the last 50 steps "
            "less the same. Roughness: standard deviation of the change from step to step."});
        add(std::move(table));
    }

    void add_runs() {
        add(Heading{.level = 2, .text = "Runs"});
        add(Paragraph{"Onset and collapse are steps; steps to collapse count from engagement."});
        Table table{.columns = {"", "run", "seed", "state", "onset", "collapse", "steps to collapse", "seconds", "folder"}, .rows = {}};
        Commands commands;
        for (std::size_t i = 0; i < report_.results.size(); ++i) {
            const CellResult& result = report_.results[i];
            const std::string reason = result.status.reason.empty() ? "" : ": " + result.status.reason;
            table.rows.push_back({std::to_string(i + 1), study_.cells[i].group(), std::to_string(study_.cells[i].seed()),
                                  std::string(name_of(result.status.state)) + reason, step_text(result.onset_step), step_text(result.collapse_step),
                                  step_text(result.steps_to_collapse), short_number(result.status.seconds), result.status.run.filename().string()});
            commands.lines.push_back(command_of(study_, study_.cells[i]) + "  # run " + std::to_string(i + 1));
        }
        add(std::move(table));
        add(Paragraph{"Each run by itself:"});
        add(std::move(commands));
    }

    const StudyReport& report_;
    const Study& study_;
    Document document_;
};

} // namespace

std::pair<std::string, std::string> paper_and_ours(const Judgement& judgement) {
    const std::string missing = judgement.preliminary() ? "; " + preliminary_text(judgement) : "";
    if (judgement.findings.size() == 1)
        return {judgement.findings[0].paper, judgement.findings[0].ours + missing};
    const auto met = std::ranges::count(judgement.findings, Verdict::reproduced, &Finding::verdict);
    const bool numbers = std::ranges::any_of(judgement.findings, [](const Finding& finding) { return !finding.paper.empty(); });
    return {numbers ? "see below" : "", std::to_string(met) + " of " + std::to_string(judgement.findings.size()) + " as claimed" + missing};
}

Document report_document(const StudyReport& report, std::vector<Picture> pictures) { return Builder(report).build(std::move(pictures)); }

std::string to_markdown(const StudyReport& report) { return to_markdown(report_document(report)); }

} // namespace overdamp
