// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/run_columns.h"

#include "core/settings/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <compare>

namespace overdamp {

namespace {

constexpr auto T = translatable;

RunValue text_or_nothing(std::string text) { return text.empty() ? RunValue() : RunValue(std::move(text)); }

RunValue measure(double value) { return std::isnan(value) ? RunValue() : RunValue(value); }

RunValue step(const std::optional<std::int64_t>& value) { return value ? RunValue(*value) : RunValue(); }

template <typename Value> RunValue knob(const RunInfo& run, const Value& value) { return has_knobs(run) ? RunValue(value) : RunValue(); }

const RunColumn table[] = {
    {"name", T("Name"), T("What the run is called. Rename it with F2; the experiment stays as it was run."), -1, true,
     [](const RunInfo& run) { return RunValue(run.name()); }},
    {"state", T("State"),
     T("live: a program is writing it. finished: reached its planned end. stopped: ended by hand. failed and damaged: the tooltip says why. "
       "interrupted: paused and kept, or cut off; it can be resumed. imported: read from the log of another program."),
     -1, true, [](const RunInfo& run) { return RunValue(std::string(name_of(run.condition))); }},
    {"preset", T("Preset"), T("The preset or experiment that the run started from."), -1, true,
     [](const RunInfo& run) { return text_or_nothing(run.experiment.name); }},
    {"alpha", T("α"), T("Feedback strength, as it was last set."), -1, true,
     [](const RunInfo& run) { return knob(run, run.knobs.feedback.strength); }},
    {"lambda", T("λ"), T("Weight decay, as it was last set."), -1, true,
     [](const RunInfo& run) { return knob(run, run.knobs.objective.weight_decay); }},
    {"seed", T("Seed"), T("Seed of all random streams."), -1, true, [](const RunInfo& run) { return knob(run, run.knobs.training.seed); }},
    {"steps", T("Steps"), T("Steps done."), -1, true, [](const RunInfo& run) { return RunValue(run.steps); }},
    {"planned", T("Planned"), T("The step at which the run is to end."), -1, false,
     [](const RunInfo& run) { return knob(run, run.experiment.knobs.training.steps); }},
    {"loss", T("Loss"), T("Training loss of the last step, nats."), 3, true, [](const RunInfo& run) { return measure(run.loss); }},
    {"held_out_loss", T("Held-out loss"), T("Loss on the held-out text at the last evaluation, nats."), 3, false,
     [](const RunInfo& run) { return measure(run.held_out_loss); }},
    {"entropy", T("Entropy"), T("Predictive entropy on the held-out text at the last evaluation, nats."), 3, false,
     [](const RunInfo& run) { return measure(run.held_out_entropy); }},
    {"share", T("Share"), T("High-frequency share at the last evaluation, percent: tokens of generated text among the corpus's ten most frequent."),
     1, true, [](const RunInfo& run) { return measure(run.share); }},
    {"onset", T("Onset"), T("Step at which the collapse began; known of runs that have ended."), -1, true,
     [](const RunInfo& run) { return step(run.onset_step); }},
    {"collapse", T("Collapse"), T("Step at which the share reached 90 %; known of runs that have ended."), -1, false,
     [](const RunInfo& run) { return step(run.collapse_step); }},
    {"started", T("Started"), T("When the run was started."), -1, true, [](const RunInfo& run) { return text_or_nothing(run.started()); }},
    {"parent", T("Parent"), T("The run that this one was forked from, and the step."), -1, true,
     [](const RunInfo& run) { return run.parent ? RunValue(std::filesystem::path(run.parent->run).filename().string() + " @ " + std::to_string(run.parent->step)) : RunValue(); }},
    {"folder", T("Folder"), T("Name of the run's folder."), -1, false, [](const RunInfo& run) { return RunValue(run.folder.filename().string()); }},
    {"note", T("Note"), T("What a person wrote about the run."), -1, false, [](const RunInfo& run) { return text_or_nothing(run.note.text); }},
};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return letter < 0x80 ? static_cast<char>(std::tolower(letter)) : static_cast<char>(letter); });
    return text;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> as_number(const RunValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real ? std::optional(*real) : std::nullopt;
}

RunValue run_value(const KnobValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return to_text(value);
}

} // namespace

std::span<const RunColumn> run_columns() { return table; }

const RunColumn* find_run_column(std::string_view name) {
    const auto* found = std::ranges::find_if(table, [&](const RunColumn& column) { return column.key == name || column.label == name; });
    return found == std::end(table) ? nullptr : found;
}

std::string shown_text(const RunColumn& column, const RunValue& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    const auto* real = std::get_if<double>(&value);
    if (!real || column.decimals < 0)
        return real ? to_text(*real) : std::string();
    char buffer[64];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, *real,
                                      std::abs(*real) < 1e6 ? std::chars_format::fixed : std::chars_format::scientific, column.decimals);
    return {buffer, result.ptr};
}

std::partial_ordering compare_run_values(const RunValue& a, const RunValue& b) {
    const bool nothing = a.index() == 0, other_nothing = b.index() == 0;
    if (nothing || other_nothing)
        return nothing <=> other_nothing;
    if (const auto first = as_number(a), second = as_number(b); first && second)
        return *first <=> *second;
    const auto *first = std::get_if<std::string>(&a), *second = std::get_if<std::string>(&b);
    return first && second ? lower(*first) <=> lower(*second) : a.index() <=> b.index();
}

RunFilter::RunFilter(std::string_view text) {
    const std::string_view blank = " \t";
    for (std::size_t begin = text.find_first_not_of(blank); begin != std::string_view::npos; begin = text.find_first_not_of(blank, begin)) {
        const std::size_t end = std::min(text.find_first_of(blank, begin), text.size());
        const std::string word(text.substr(begin, end - begin));
        const std::size_t relation = word.find_first_of("<>=:");
        const std::string key = word.substr(0, relation);
        // A colon may stand in a time or a path; the other signs mean a condition.
        if (relation == std::string::npos || (word[relation] == ':' && !find_run_column(key)))
            words_.push_back(lower(word));
        else
            conditions_.push_back(condition(word, relation));
        begin = end;
    }
}

RunFilter::Condition RunFilter::condition(const std::string& word, std::size_t begin) {
    const std::string key = word.substr(0, begin);
    const std::size_t end = begin + (word.size() > begin + 1 && word[begin] != ':' && word[begin + 1] == '=' ? 2 : 1);
    Condition condition{.column = find_run_column(key), .knob = nullptr, .relation = word.substr(begin, end - begin), .wanted = {}};
    const auto knobs = knob_table();
    if (const auto knob = std::ranges::find(knobs, key, &Knob::key); !condition.column && knob != knobs.end())
        condition.knob = &*knob;
    if (!condition.column && !condition.knob) {
        std::string keys;
        for (const RunColumn& column : table)
            keys += (keys.empty() ? "" : ", ") + std::string(column.key);
        throw SettingsError(key + ": is unknown; expected the key of a knob, or one of " + keys);
    }
    const std::string wanted = word.substr(end);
    const std::optional<double> value = number(wanted);
    if ((condition.relation[0] == '<' || condition.relation[0] == '>') && !value && !wanted.empty() &&
        !(condition.column && condition.column->key == "started"))
        throw SettingsError(word + ": expected a number, found \"" + wanted + "\"");
    condition.wanted = value ? RunValue(*value) : RunValue(lower(wanted));
    return condition;
}

bool RunFilter::holds(const Condition& condition, const RunInfo& run) {
    const RunValue value = condition.column ? condition.column->value(run) : knob(run, run_value(condition.knob->value(run.knobs)));
    if (condition.wanted == RunValue(std::string()))
        return true; // still being typed
    if (value.index() == 0)
        return false;
    if (const auto found = as_number(value), wanted = as_number(condition.wanted); !found || !wanted) {
        const std::string text = lower(found ? to_text(*found) : std::get<std::string>(value));
        const std::string part = wanted ? to_text(*wanted) : std::get<std::string>(condition.wanted);
        if (condition.relation == ":")
            return text.find(part) != std::string::npos;
        return condition.relation[0] == '=' ? text == part : condition.relation[0] == '<' ? text < part : text > part;
    }
    const std::partial_ordering order = compare_run_values(value, condition.wanted);
    switch (condition.relation[0]) {
    case '<':
        return condition.relation.size() == 2 ? order <= 0 : order < 0;
    case '>':
        return condition.relation.size() == 2 ? order >= 0 : order > 0;
    default:
        return order == 0;
    }
}

bool RunFilter::accepts(const RunInfo& run) const {
    const auto contains = [&](const std::string& word) {
        return std::ranges::any_of(table, [&](const RunColumn& column) {
            const RunValue value = column.value(run);
            const auto* text = std::get_if<std::string>(&value);
            return text && lower(*text).find(word) != std::string::npos;
        });
    };
    return std::ranges::all_of(words_, contains) &&
           std::ranges::all_of(conditions_, [&](const Condition& condition) { return holds(condition, run); });
}

} // namespace overdamp
