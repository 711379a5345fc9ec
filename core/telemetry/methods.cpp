// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/methods.h"

#include "core/settings/experiment.h"
#include "core/settings/text.h"
#include "core/settings/train_command.h"
#include "core/telemetry/import_origin.h"
#include "core/telemetry/output_file.h"
#include "core/telemetry/run_list.h"
#include "core/telemetry/run_folder.h"

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
    std::int64_t training_tokens = 0;
    std::string fingerprint; ///< of the training tokens; empty where it is not known
};

CitedRun read_cited(const std::filesystem::path& run) {
    CitedRun cited{.info = read_run(run), .events = load_events(run), .fingerprint = {}};
    cited.info.experiment = load_experiment(run / "experiment.json"); // throws what read_run() notes as damage
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
    std::ranges::transform(name.begin(), name.begin() + 1, name.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return name.append(knob.symbol.empty() ? " (" : " " + std::string(knob.symbol) + " (").append(knob.key).append(")");
}

/// Said in sentences of their own, so not listed again.
bool is_said_elsewhere(std::string_view key) {
    constexpr std::string_view keys[] = {"model.kind",      "model.layers",       "model.width",         "model.heads",   "model.context",   "model.checkpoint",
                                         "language.corpus", "language.tokenizer", "language.vocabulary", "training.seed", "training.steps",  "training.batch",
                                         "training.device", "training.threads",   "sampling.prompt"};
    return std::ranges::find(keys, key) != std::end(keys);
}

std::string model_text(const Knobs& knobs) {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    std::string text = knobs.model.kind == ModelKind::bert ? "BERT" : "GPT-2";
    return text.append(" with ") + number(knobs.model.layers) + (knobs.model.layers == 1 ? " layer" : " layers") + " of width " + number(knobs.model.width) +
           ", " + number(knobs.model.heads) + " attention heads and a context of " + number(knobs.model.context) + " tokens" +
           (knobs.model.checkpoint.empty() ? "" : ", starting from the weights in " + knobs.model.checkpoint);
}

std::string training_text(const Knobs& knobs) {
    return std::to_string(knobs.training.steps) + " steps of " + std::to_string(knobs.training.batch) + " sequences";
}

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
    std::string text = same.empty() ? " All other parameters had their default values." : " Parameters that differ from their defaults: " + joined(same) + '.';
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
    for (const EventRecord& event : run.events)
        for (const KnobChange& change : event.changes)
            if (changes.size() < most_changes)
                changes.push_back(change.key + " from " + shown(change.from) + " to " + shown(change.to) + " at step " + std::to_string(event.step));
    if (!changes.empty())
        text += " Changed while it trained: " + joined(changes) + '.';
    return text;
}

std::string command_of(const CitedRun& run) { return train_command("quickstart", find_preset("quickstart").knobs, run.info.experiment.knobs); }

std::string imported_text(const std::vector<CitedRun>& runs) {
    std::string text;
    for (const CitedRun& run : runs)
        if (is_imported(run))
            text += "The measures of " + run.info.name() + " were recorded by another program and imported from its log (" + run.info.import_origin->format +
                    "); how it was trained is not known to Overdamp.\n";
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
           "  howpublished = {Trained with Overdamp " + escaped(version) + "},\n  note = {" + escaped(note) + "}\n}\n\n";
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
    const std::vector<std::string> lengths = different(runs, [](const CitedRun& run) { return training_text(run.info.experiment.knobs); });
    const std::vector<std::string> corpora = different(runs, corpus_text);
    std::string text = cited.study.empty() ? "" : "Study \"" + cited.study + "\": ";
    text += several ? std::to_string(runs.size()) + " models were trained: " : "A ";
    text += joined(models) + (several ? "" : " was trained") + " with Overdamp " + cited.version + " for " + joined(lengths) + " on " + joined(corpora) +
            (seeds.size() > 1 ? ", seeds " : ", seed ") + joined(seeds) + '.';
    text += knobs_text(runs);
    for (const CitedRun& run : runs)
        if (const std::string history = history_text(run); !history.empty())
            text += several ? " Of " + run.info.folder.filename().string() + ":" + history : history;
    text += "\n\nRepeat with:\n";
    if (!cited.command.empty())
        text += cited.command + '\n';
    else
        for (const CitedRun& run : runs)
            text += command_of(run) + '\n';
    return text + (imported.empty() ? "" : '\n' + imported);
}

std::string bibtex(const Cited& cited) {
    std::vector<CitedRun> runs = read_all(cited);
    std::erase_if(runs, is_imported);
    std::string text;
    if (!cited.study.empty() && !runs.empty())
        text += entry("overdamp-study-" + cited.study, "Study " + cited.study + ", " + std::to_string(runs.size()) + " runs", year_of(runs[0].info),
                      cited.version, note_of(runs, cited.command));
    else
        for (const CitedRun& run : runs)
            text += entry("overdamp-" + folder_name_of(run.info.folder), "Run " + run.info.name(), year_of(run.info), cited.version, note_of({run}, command_of(run)));
    return text + "@software{overdamp,\n"
                  "  title = {Overdamp: a workbench for entropy-stabilising feedback in language models},\n"
                  "  author = {{The Overdamp contributors}},\n"
                  "  version = {" +
           escaped(cited.version) +
           "},\n  license = {GPL-3.0-or-later}\n}\n\n"
           "@misc{meng2026stability,\n"
           "  title = {Stability as a Liability: Systematic Breakdown of Linguistic Structure in {LLMs}},\n"
           "  author = {Meng, Xianzhe and Zeng, Qiangsheng and Luo, Ling and Yang, Qinghan and Hao, Jiarui and Wu, Wenbo and Wang, Qinyu and Yin, Rui and "
           "Qi, Lin and Lu, Renzhi},\n"
           "  year = {2026},\n  eprint = {2601.18588},\n  archiveprefix = {arXiv}\n}\n";
}

} // namespace overdamp
