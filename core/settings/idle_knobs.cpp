// SPDX-License-Identifier: GPL-3.0-or-later
// The rules by which a knob does nothing: the only list of them.
#include "core/settings/idle_knobs.h"

#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace overdamp {

namespace {

constexpr KnobRemedy set_strength{"feedback.strength", "0.05", translatable("raise α")};
constexpr KnobRemedy set_gain{"feedback.gain", "10", translatable("set g to 10")};
constexpr KnobRemedy open_gate{"feedback.gates_modules", "false", translatable("open the gate")};
constexpr KnobRemedy engage_now{"feedback.engage_step", "0", translatable("engage from the start")};
constexpr KnobRemedy drop_nodes{"dmu.dropout", "0.3", translatable("drop 30 %")};
constexpr KnobRemedy turn_dtu_on{"dtu.mode", "per_query", translatable("turn DTU on")};
constexpr KnobRemedy drop_keys{"dtu.dropout", "0.5", translatable("drop 50 %")};
constexpr KnobRemedy set_decay{"objective.weight_decay", "0.01", translatable("set λ to 0.01")};
constexpr KnobRemedy warm{"sampling.temperature", "1", translatable("set the temperature to 1")};
constexpr KnobRemedy use_synthetic{"language.corpus", "synthetic", translatable("use the synthetic language")};
constexpr KnobRemedy use_words{"language.tokenizer", "word", translatable("use the word tokenizer")};
constexpr KnobRemedy use_policy{"psu.mode", "policy", translatable("let the policy choose")};
constexpr KnobRemedy use_cpu{"training.device", "cpu", translatable("train on the CPU")};

constexpr std::array to_have_strength{set_strength};
constexpr std::array to_have_gain{set_gain};
constexpr std::array to_engage{engage_now};
constexpr std::array to_have_modules{set_strength, open_gate};
constexpr std::array to_engage_modules{open_gate, engage_now};
constexpr std::array to_drop_nodes{drop_nodes};
constexpr std::array to_have_dtu{turn_dtu_on};
constexpr std::array to_drop_keys{drop_keys};
constexpr std::array to_decay{set_decay};
constexpr std::array to_draw{warm};
constexpr std::array to_be_synthetic{use_synthetic};
constexpr std::array to_have_words{use_words};
constexpr std::array to_have_policy{use_policy};
constexpr std::array to_have_threads{use_cpu};

bool no_strength(const Knobs& knobs, std::int64_t) { return knobs.feedback.strength == 0; }
bool no_gain(const Knobs& knobs, std::int64_t) { return knobs.feedback.gain == 0; }
/// At step 0 of a run that engages at once α is still 0, too, but for that step only.
bool not_engaged(const Knobs& knobs, std::int64_t step) {
    return knobs.feedback.strength > 0 && knobs.feedback.engage_step > 0 && step <= knobs.feedback.engage_step;
}
bool gate_shut(const Knobs& knobs, std::int64_t) { return knobs.feedback.gates_modules && knobs.feedback.strength == 0; }
bool gate_shut_yet(const Knobs& knobs, std::int64_t step) { return knobs.feedback.gates_modules && not_engaged(knobs, step); }
bool no_dmu(const Knobs& knobs, std::int64_t) { return knobs.dmu.dropout == 0; }
bool no_dtu(const Knobs& knobs, std::int64_t) { return knobs.dtu.mode == DtuMode::off; }
bool no_dtu_dropout(const Knobs& knobs, std::int64_t) { return knobs.dtu.dropout == 0; }
bool no_decay(const Knobs& knobs, std::int64_t) { return knobs.objective.weight_decay == 0; }
bool no_draw(const Knobs& knobs, std::int64_t) { return knobs.sampling.temperature == 0; }
bool natural_text(const Knobs& knobs, std::int64_t) { return knobs.language.corpus != "synthetic"; }
bool own_vocabulary(const Knobs& knobs, std::int64_t) {
    return knobs.language.tokenizer == Tokenizer::byte || knobs.language.tokenizer == Tokenizer::checkpoint;
}
bool no_policy(const Knobs& knobs, std::int64_t) { return knobs.psu.mode != PsuMode::policy; }
bool on_gpu(const Knobs& knobs, std::int64_t) { return knobs.training.device.starts_with("cuda"); }

std::int64_t engage_step(const Knobs& knobs) { return knobs.feedback.engage_step; }
std::int64_t nothing(const Knobs&) { return 0; }

struct Rule {
    std::string_view key; ///< of one knob, or with . or _ at its end of all whose keys begin so
    bool (*applies)(const Knobs&, std::int64_t step);
    std::string_view reason;
    std::span<const KnobRemedy> remedies;
    std::int64_t (*number)(const Knobs&) = nothing;

    /// A knob is never idle for want of its own remedy.
    bool is_about(const Knob& knob) const {
        const bool named = key.back() == '.' || key.back() == '_' ? knob.key.starts_with(key) : knob.key == key;
        return named && std::ranges::find(remedies, knob.key, &KnobRemedy::key) == remedies.end();
    }
};

constexpr std::string_view without_strength = translatable("does nothing while α = 0");
constexpr std::string_view without_gain = translatable("does nothing while g = 0");
constexpr std::string_view bypassed = translatable("bypassed while α = 0");
constexpr std::string_view later = translatable("engages at step %1");
constexpr std::string_view without_dropout = translatable("does nothing while the dropout is 0");
constexpr std::string_view without_dtu = translatable("does nothing while DTU is off");
constexpr std::string_view greedy = translatable("does nothing while the temperature is 0");

/// The first rule that applies to a knob holds.
constexpr Rule rules[] = {
    {"feedback.strength", not_engaged, later, to_engage, engage_step},
    {"feedback.strength", no_gain, translatable("opens only the gate while g = 0"), to_have_gain},
    {"feedback.law", no_strength, without_strength, to_have_strength},
    {"feedback.law", no_gain, without_gain, to_have_gain},
    {"feedback.law", not_engaged, later, to_engage, engage_step},
    {"feedback.gain", no_strength, without_strength, to_have_strength},
    {"feedback.gain", not_engaged, later, to_engage, engage_step},
    {"feedback.noise", gate_shut, bypassed, to_have_modules},
    {"feedback.noise", gate_shut_yet, later, to_engage_modules, engage_step},
    {"dmu.", gate_shut, bypassed, to_have_modules},
    {"dmu.", gate_shut_yet, later, to_engage_modules, engage_step},
    {"dmu.mode", no_dmu, without_dropout, to_drop_nodes},
    {"dmu.rescale", no_dmu, without_dropout, to_drop_nodes},
    {"dmu.at_generation", no_dmu, without_dropout, to_drop_nodes},
    {"dtu.", gate_shut, bypassed, to_have_modules},
    {"dtu.", gate_shut_yet, later, to_engage_modules, engage_step},
    {"dtu.dropout", no_dtu, without_dtu, to_have_dtu},
    {"dtu.scores", no_dtu, without_dtu, to_have_dtu},
    {"dtu.update_noise", no_dtu, without_dtu, to_have_dtu},
    {"dtu.scores", no_dtu_dropout, without_dropout, to_drop_keys},
    {"objective.weight_decay_form", no_decay, translatable("does nothing while λ = 0"), to_decay},
    {"psu.", no_policy, translatable("only for the policy"), to_have_policy},
    {"sampling.top_k", no_draw, greedy, to_draw},
    {"sampling.top_p", no_draw, greedy, to_draw},
    {"language.vocabulary", own_vocabulary, translatable("only for the word, bpe and unigram tokenizers"), to_have_words},
    {"language.synthetic_", natural_text, translatable("only for the synthetic language"), to_be_synthetic},
    {"training.threads", on_gpu, translatable("only on the CPU"), to_have_threads},
};

} // namespace

std::optional<IdleKnob> idle_knob(const Knob& knob, const Knobs& knobs, std::int64_t step) {
    const auto* rule = std::ranges::find_if(rules, [&](const Rule& candidate) { return candidate.is_about(knob) && candidate.applies(knobs, step); });
    if (rule == std::end(rules))
        return std::nullopt;
    return IdleKnob{rule->reason, rule->number(knobs), rule->remedies};
}

std::vector<std::string_view> idle_rule_keys() {
    std::vector<std::string_view> keys;
    std::ranges::transform(rules, std::back_inserter(keys), &Rule::key);
    return keys;
}

std::vector<KnobRemedy> idle_rule_remedies() {
    std::vector<KnobRemedy> remedies;
    for (const Rule& rule : rules)
        remedies.insert(remedies.end(), rule.remedies.begin(), rule.remedies.end());
    return remedies;
}

} // namespace overdamp
