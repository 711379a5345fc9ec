// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/methods.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/repeat_command.h"
#include "core/telemetry/run_folder.h"
#include "core/telemetry/run_list.h"
#include "core/telemetry/run_program.h"
#include "core/telemetry/world_size.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace overdamp {

namespace {

/// What a run's folder says of it.
struct CitedRun {
    RunInfo info;
    std::vector<EventRecord> events;
    std::vector<TrainedBy> programs;
    std::int64_t processes = 1;
    std::int64_t training_tokens = 0;
    std::string fingerprint; ///< of the training tokens; empty where it is not known
};

CitedRun read_cited(const std::filesystem::path& folder) {
    const std::filesystem::path run = folder.has_filename() ? folder : folder.parent_path(); // a slash may end it
    CitedRun cited{
        .info = read_run(run), .events = load_events(run), .programs = load_programs(run), .processes = load_world_size(run), .fingerprint = {}};
    if (cited.info.condition == RunCondition::damaged)
        throw SettingsError(run.string() + ": is damaged: " + cited.info.message);
    const std::filesystem::path path = run / "language.json";
    if (std::error_code error; !std::filesystem::exists(path, error))
        return cited;
    try {
        const auto language = nlohmann::json::parse(read_text(path));
        cited.training_tokens = language.at("training_tokens");
        cited.fingerprint = language.at("fingerprint");
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(path.string() + ": " + error.what());
    }
    return cited;
}

std::vector<CitedRun> read_all(const Cited& cited) {
    std::vector<CitedRun> runs;
    for (const std::filesystem::path& run : cited.runs)
        runs.push_back(read_cited(run));
    return runs;
}

bool is_imported(const CitedRun& run) { return run.info.import_origin.has_value(); }

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (std::size_t i = 0; i < texts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == texts.size() ? " and " : ", ") + texts[i];
    return text;
}

std::string shown(const KnobValue& value) {
    const std::string text = to_text(value);
    return text.empty() ? "\"\"" : text;
}

/// Different values of the runs, in the order in which they occur.
template <typename Value> std::vector<std::string> different(const std::vector<CitedRun>& runs, Value value) {
    std::vector<std::string> values;
    for (const CitedRun& run : runs)
        if (std::string text = value(run); !text.empty() && std::ranges::find(values, text) == values.end())
            values.push_back(std::move(text));
    return values;
}

std::vector<std::string> values_of(const std::vector<CitedRun>& runs, const Knob& knob) {
    return different(runs, [&](const CitedRun& run) { return shown(knob.value(run.info.experiment.knobs)); });
}

std::string knob_name(const Knob& knob) {
    std::string name(knob.label);
    std::ranges::transform(name.begin(), name.begin() + 1, name.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return name.append(knob.symbol.empty() ? " (" : " " + std::string(knob.symbol) + " (").append(knob.key).append(")");
}

/// Said in sentences of their own, so not listed again.
bool is_said_elsewhere(std::string_view key) {
    constexpr std::string_view keys[] = {"model.kind",       "model.layers",    "model.width",        "model.heads",         "model.context",
                                         "model.checkpoint", "language.corpus", "language.tokenizer", "language.vocabulary", "training.seed",
                                         "training.steps",   "training.batch",  "training.device",    "training.threads",    "sampling.prompt"};
    return std::ranges::find(keys, key) != std::end(keys);
}

std::string model_text(const Knobs& knobs) {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    std::string text = knobs.model.kind == ModelKind::bert ? "BERT" : "GPT-2";
    return text.append(" with ") + number(knobs.model.layers) + (knobs.model.layers == 1 ? " layer" : " layers") + " of width " +
           number(knobs.model.width) + ", " + number(knobs.model.heads) + " attention heads and a context of " + number(knobs.model.context) +
           " tokens" + (knobs.model.checkpoint.empty() ? "" : ", starting from the weights in " + knobs.model.checkpoint);
}

/// What was trained, not what was planned.
std::string training_text(const CitedRun& run) {
    const auto& training = run.info.experiment.knobs.training;
    std::string text = std::to_string(run.info.steps);
    if (run.info.steps < training.steps)
        text += " of " + std::to_string(training.steps) + " planned";
    text += " steps of " + std::to_string(run.processes * training.batch) + " sequences";
    if (run.processes > 1)
        text += " (" + std::to_string(run.processes) + " processes with " + std::to_string(training.batch) + " each)";
    return text;
}

/// "0.1.0 (commit a)", or "0.1.0 (commit a) and, from step 200 on, 0.2.0 (commit b)"; empty if the run does not say.
std::string program_text(const CitedRun& run) {
    // Its first steps may be of an earlier version, which noted nothing.
    std::string text = run.programs.empty() || run.programs.front().from_step == 0 ? "" : "of an unknown version";
    for (const auto& [program, from_step] : run.programs)
        text +=
            (text.empty() ? "" : " and, ") + (from_step > 0 ? "from step " + std::to_string(from_step) + " on, " : std::string()) + to_text(program);
    return text;
}

/// What the runs say of their programs, else what the study says of its own.
std::string programs_text(const std::vector<CitedRun>& runs, const Cited& cited) {
    const std::vector<std::string> programs = different(runs, program_text);
    return programs.empty() ? cited.study_version : joined(programs);
}

/// "Overdamp 0.1.0"; without the version where it is not known.
std::string overdamp_text(const std::string& version) { return version.empty() ? "Overdamp" : "Overdamp " + version; }

std::string corpus_text(const CitedRun& run) {
    const Knobs& knobs = run.info.experiment.knobs;
    std::string text = knobs.language.corpus == "synthetic" ? "Overdamp's synthetic language" : "the corpus " + knobs.language.corpus;
    text += " (tokenizer " + shown(find_knob("language.tokenizer").value(knobs)) + ", vocabulary " + std::to_string(knobs.language.vocabulary);
    if (!run.fingerprint.empty())
        text += "; " + std::to_string(run.training_tokens) + " training tokens with the FNV-1a fingerprint " + run.fingerprint;
    return text + ')';
}

std::string knobs_text(const std::vector<CitedRun>& runs) {
    std::vector<std::string> same, varied;
    for (const Knob& knob : knob_table()) {
        if (is_said_elsewhere(knob.key))
            continue;
        const std::vector<std::string> values = values_of(runs, knob);
        if (values.size() > 1)
            varied.push_back(knob_name(knob) + ' ' + joined(values));
        else if (values[0] != shown(knob.default_value()))
            same.push_back(knob_name(knob) + ' ' + values[0]);
    }
    std::string text =
        same.empty() ? " All other parameters had their default values." : " Parameters that differ from their defaults: " + joined(same) + '.';
    if (!varied.empty())
        text += " Parameters that differ between the runs: " + joined(varied) + '.';
    return text;
}

/// What a hand turned, and where the run came from.
std::string history_text(const CitedRun& run) {
    std::string text;
    if (run.info.parent)
        text += " The run is a child (" + std::string(to_text(run.info.parent->kind)) + ") of " +
                std::filesystem::path(run.info.parent->run).filename().string() + " from step " + std::to_string(run.info.parent->step) + " on.";
    std::vector<std::string> changes;
    constexpr std::size_t most_changes = 20;
    std::size_t more = 0;
    for (const EventRecord& event : run.events)
        for (const KnobChange& change : event.changes)
            if (changes.size() == most_changes)
                ++more;
            else
                changes.push_back(change.key + " from " + shown(change.from) + " to " + shown(change.to) + " at step " + std::to_string(event.step));
    if (more > 0)
        changes.push_back(std::to_string(more) + " more changes");
    if (!changes.empty())
        text += " Changed while it trained: " + joined(changes) + '.';
    return text;
}

/// The line that makes a run, with what is to be known beside it.
std::string line_of(const RunInfo& run, const std::string& remark) {
    std::string beside = remark;
    if (was_turned_by_hand(run))
        beside += (beside.empty() ? "" : ", ") + std::string("and then by hand, as its events.jsonl says");
    return repeat_line(run) + (beside.empty() ? "" : "  # " + beside) + '\n';
}

/// The commands that make the runs, each after those that make its ancestors.
std::string commands_text(const std::vector<CitedRun>& runs) {
    std::set<std::filesystem::path> made;
    std::string text;
    for (const CitedRun& run : runs)
        made.insert(std::filesystem::absolute(run.info.folder).lexically_normal());
    for (const CitedRun& run : runs) {
        for (const RunInfo& ancestor : ancestors(run.info))
            if (made.insert(ancestor.folder).second)
                text += line_of(ancestor, "makes " + ancestor.folder.filename().string());
        text += line_of(run.info, {});
    }
    return text;
}

std::string imported_text(const std::vector<CitedRun>& runs) {
    std::string text;
    for (const CitedRun& run : runs)
        if (is_imported(run))
            text += "The measures of " + run.info.name() + " were recorded by another program and imported from its log (" +
                    run.info.import_origin->format + "); how it was trained is not known to Overdamp.\n";
    return text;
}

/// Braces and other signs that BibTeX reads as its own.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char letter : text)
        if (std::string_view("&%$#_{}").find(letter) != std::string_view::npos)
            result.append("\\").push_back(letter);
        else if (letter == '\\')
            result += "\\textbackslash{}";
        else if (letter == '~')
            result += "\\textasciitilde{}";
        else if (letter == '^')
            result += "\\textasciicircum{}";
        else
            result += letter;
    return result;
}

std::string year_of(const RunInfo& info) { return info.started().substr(0, 4); }

std::string entry(const std::string& key, const std::string& title, const std::string& year, const std::string& version, const std::string& note) {
    return "@misc{" + slug(key) + ",\n  title = {" + escaped(title) + "},\n" + (year.empty() ? "" : "  year = {" + year + "},\n") +
           "  howpublished = {Trained with " + escaped(overdamp_text(version)) + "},\n  note = {" + escaped(note) + "}\n}\n\n";
}

/// What identifies the runs: seeds, corpora and what repeats them.
std::string note_of(const std::vector<CitedRun>& runs, const std::string& command) {
    const std::vector<std::string> seeds = values_of(runs, find_knob("training.seed"));
    const std::vector<std::string> hashes = different(runs, [](const CitedRun& run) { return run.fingerprint; });
    std::string note = (seeds.size() > 1 ? "Seeds " : "Seed ") + joined(seeds) + "; corpus " + joined(values_of(runs, find_knob("language.corpus")));
    if (!hashes.empty())
        note += ", fingerprint " + joined(hashes);
    return note + "; " + command;
}

} // namespace

std::string methods_text(const Cited& cited) {
    std::vector<CitedRun> runs = read_all(cited);
    std::string imported = imported_text(runs);
    std::erase_if(runs, is_imported);
    if (runs.empty())
        return imported;
    const bool several = runs.size() > 1;
    const std::vector<std::string> seeds = values_of(runs, find_knob("training.seed"));
    const std::vector<std::string> models = different(runs, [](const CitedRun& run) { return model_text(run.info.experiment.knobs); });
    const std::vector<std::string> lengths = different(runs, training_text);
    const std::vector<std::string> corpora = different(runs, corpus_text);
    std::string text = cited.study.empty() ? "" : "Study \"" + cited.study + "\": ";
    text += several ? std::to_string(runs.size()) + " models were trained: " : "A ";
    text += joined(models) + (several ? "" : " was trained") + " with " + overdamp_text(programs_text(runs, cited)) + " for " + joined(lengths) +
            " on " + joined(corpora) + (seeds.size() > 1 ? ", seeds " : ", seed ") + joined(seeds) + '.';
    text += knobs_text(runs);
    for (const CitedRun& run : runs)
        if (const std::string history = history_text(run); !history.empty())
            text += several ? " Of " + run.info.folder.filename().string() + ":" + history : history;
    text += "\n\nRepeat with:\n" + (cited.command.empty() ? commands_text(runs) : cited.command + '\n');
    return text + (imported.empty() ? "" : '\n' + imported);
}

std::string bibtex(const Cited& cited) {
    std::vector<CitedRun> runs = read_all(cited);
    std::erase_if(runs, is_imported);
    const std::string version = programs_text(runs, cited);
    std::string text;
    if (!cited.study.empty() && !runs.empty())
        text += entry("overdamp-study-" + cited.study, "Study " + cited.study + ", " + std::to_string(runs.size()) + " runs", year_of(runs[0].info),
                      version, note_of(runs, cited.command));
    else
        for (const CitedRun& run : runs)
            text += entry("overdamp-" + folder_name_of(run.info.folder), "Run " + run.info.name(), year_of(run.info), program_text(run),
                          note_of({run}, repeat_line(run.info)));
    return text +
           "@software{overdamp,\n"
           "  title = {Overdamp: a workbench for entropy-stabilising feedback in language models},\n"
           "  author = {{The Overdamp contributors}},\n" +
           (version.empty() ? "" : "  version = {" + escaped(version) + "},\n") +
           "  license = {GPL-3.0-or-later}\n}\n\n"
           "@misc{meng2026stability,\n"
           "  title = {Stability as a Liability: Systematic Breakdown of Linguistic Structure in {LLMs}},\n"
           "  author = {Meng, Xianzhe and Zeng, Qiangsheng and Luo, Ling and Yang, Qinghan and Hao, Jiarui and Wu, Wenbo and Wang, Qinyu and Yin, "
           "Rui and "
           "Qi, Lin and Lu, Renzhi},\n"
           "  year = {2026},\n  eprint = {2601.18588},\n  archiveprefix = {arXiv}\n}\n";
}

} // namespace overdamp
