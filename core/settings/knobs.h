// SPDX-License-Identifier: GPL-3.0-or-later
// Every parameter of a run, and the one table that describes them.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace overdamp {

/// A value that does not fit its knob, an unknown key, or knobs that contradict each other.
/// The message names the key, the value and what was expected.
class SettingsError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

enum class FeedbackLaw { entropy, marginal, anchor, temporal };
enum class DmuMode { node_fix, node_prob, bernoulli, edge_prob, edge_fix };
enum class DtuMode { off, per_query, shared };
enum class DtuScores { uniform, rarity, attention };
enum class PsuMode { off, rule, policy };
enum class WeightDecayForm { automatic, coupled, decoupled };
enum class OptimizerKind { adamw, sgd };
enum class Schedule { constant, cosine, robbins_monro };
enum class ModelKind { gpt2, bert };
enum class Tokenizer { word, byte, bpe, unigram, checkpoint };
enum class Precision { automatic, float32, bfloat16 };

/// The values of all knobs. A member's path is its key: `feedback.strength` is `knobs.feedback.strength`.
/// Meaning, unit, range and default documentation live in knob_table().
struct Knobs {
    struct {
        double strength = 0.05;
        double gain = 10;
        FeedbackLaw law = FeedbackLaw::entropy;
        double noise = 0;
        std::int64_t engage_step = 0;
        std::int64_t ramp_steps = 50;
        bool gates_modules = true;
    } feedback;
    struct {
        DmuMode mode = DmuMode::node_fix;
        double dropout = 0.3;
        bool rescale = false;
        bool at_generation = false;
    } dmu;
    struct {
        DtuMode mode = DtuMode::per_query;
        double dropout = 0.5;
        DtuScores scores = DtuScores::uniform;
        double update_noise = 0;
    } dtu;
    struct {
        PsuMode mode = PsuMode::off;
        double confidence = 0.05;
        double scale_penalty = 0.1;
        std::int64_t reward_every = 1;
        std::int64_t window = 8;
        std::int64_t replay = 512;
        std::int64_t update_every = 16;
    } psu;
    struct {
        double weight_decay = 0.01;
        WeightDecayForm weight_decay_form = WeightDecayForm::automatic;
        double entropy_bonus = 0;
        double label_smoothing = 0;
        double unlikelihood = 0;
    } objective;
    struct {
        double learning_rate = 3e-3;
        double gradient_clip = 1;
        double weight_average = 0;
        OptimizerKind kind = OptimizerKind::adamw;
        Schedule schedule = Schedule::constant;
        std::int64_t warmup_steps = 50;
    } optimizer;
    struct {
        double temperature = 1;
        std::int64_t top_k = 0;
        double top_p = 1;
        std::string prompt;
        std::int64_t tokens = 60;
        std::int64_t every = 50;
    } sampling;
    struct {
        ModelKind kind = ModelKind::gpt2;
        std::int64_t layers = 2;
        std::int64_t width = 64;
        std::int64_t heads = 4;
        std::int64_t context = 48;
        std::string checkpoint;
    } model;
    struct {
        std::string corpus = "fortunes";
        Tokenizer tokenizer = Tokenizer::word;
        std::int64_t vocabulary = 2000;
        std::int64_t synthetic_sentences = 64;
        std::int64_t synthetic_length = 10;
        double synthetic_zipf = 1;
    } language;
    struct {
        std::int64_t steps = 2000;
        std::int64_t batch = 24;
        std::int64_t seed = 2025;
        std::int64_t checkpoint_every = 200;
        std::string device = "auto";
        Precision precision = Precision::automatic;
        std::int64_t threads = 0;
    } training;
    struct {
        std::int64_t every = 50;
    } evaluation;
};

/// A knob's value as it appears in JSON and on the command line; a choice is its name.
using KnobValue = std::variant<bool, std::int64_t, double, std::string>;

enum class KnobType { boolean, integer, real, text, choice };
enum class KnobScale { linear, logarithmic };
/// `live` knobs may change between two steps; `restart` knobs are fixed when a run starts.
enum class KnobTiming { live, restart };

/// Reads and writes one member of Knobs; a choice goes by its index in Knob::choices.
struct KnobAccess {
    KnobValue (*get)(const Knobs&);
    void (*set)(Knobs&, const KnobValue&);
};

/// One row of the table: everything a slider, a flag, a tooltip or the reference page needs to know.
struct Knob {
    std::string_view key;       ///< `feedback.strength`
    std::string_view group;     ///< heading under which it is shown: "Feedback"
    std::string_view symbol;    ///< "α", may be empty
    std::string_view label;     ///< "Feedback strength"
    std::string_view unit;      ///< "steps", "tokens", "nats", or empty
    std::string_view help;      ///< one or two sentences: meaning and definition
    std::string_view reference; ///< equation, algorithm or section it comes from, may be empty
    KnobType type;
    KnobTiming timing;
    double minimum = 0; ///< numbers only
    double maximum = 0; ///< numbers only
    double step = 0;    ///< a sensible increment of a spin box
    /// Logarithmic sliders with minimum 0 have an explicit 0 below `smallest`.
    KnobScale scale = KnobScale::linear;
    double smallest = 0; ///< smallest value above 0 on a logarithmic slider
    std::span<const std::string_view> choices = {};
    KnobAccess access;

    KnobValue value(const Knobs& knobs) const { return access.get(knobs); }
    KnobValue default_value() const { return access.get(Knobs{}); }
};

/// All knobs, in the order in which they are shown.
std::span<const Knob> knob_table();

/// The row with this key. Throws SettingsError with the nearest known key.
const Knob& find_knob(std::string_view key);

/// Sets one knob after checking type and range. Throws SettingsError.
void set_knob(Knobs& knobs, const Knob& knob, const KnobValue& value);

/// Sets one knob from the text of `--set key=value`. Throws SettingsError.
void set_knob(Knobs& knobs, std::string_view key, std::string_view text);

/// What values the knob takes, in words: "a number from 0 to 0.5", "one of adamw, sgd".
std::string expected_values(const Knob& knob);

/// The value as a person types it: shortest decimal that reads back the same.
std::string to_text(const KnobValue& value);

/// Checks the conditions that tie several knobs together (width divisible by heads, …). Throws SettingsError.
void check_consistency(const Knobs& knobs);

/// `{"feedback.strength": 0.05, …}`, every knob.
nlohmann::json to_json(const Knobs& knobs);

/// Sets the knobs that `object` names and leaves the others. Throws SettingsError naming the key.
void apply_json(Knobs& knobs, const nlohmann::json& object);

nlohmann::json to_json(const KnobValue& value);

/// One knob that differs between two sets.
struct KnobChange {
    std::string key;
    KnobValue from;
    KnobValue to;
    bool operator==(const KnobChange&) const = default;
};

/// What changed from `before` to `after`, in table order.
std::vector<KnobChange> changes_between(const Knobs& before, const Knobs& after);

/// Sets the new value of each change. Throws SettingsError.
void apply_changes(Knobs& knobs, const std::vector<KnobChange>& changes);

/// `wanted` with every restart knob taken from `running`: what a running experiment can follow.
Knobs live_part(const Knobs& running, const Knobs& wanted);

/// α_t = α·clamp((t − engage)/max(ramp, 1), 0, 1): the feedback strength in force at step t (dimensionless).
double engaged_strength(const Knobs& knobs, std::int64_t step);

/// The reference of all knobs as Markdown, one table a group.
std::string knob_reference();

} // namespace overdamp
