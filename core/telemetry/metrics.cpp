// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/metrics.h"

#include "core/settings/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

/// Keeps the order of an event's changes.
using Json = nlohmann::ordered_json;

constexpr auto T = [](const char* text) { return std::string_view(translatable(text)); };

constexpr Metric table[] = {
    {"train/loss", T("Loss"), "nats", T("Mean cross-entropy L of the batch, per target token (3)."), &StepRecord::loss, "(3)"},
    {"train/predictive_entropy", T("Predictive entropy"), "nats", T("Mean entropy of the predictions over the batch's target positions (67)."),
     &StepRecord::predictive_entropy, "(67)"},
    {"train/potential", T("Feedback potential Ψ"), "nats", T("Value of the feedback law's Ψ on the batch."), &StepRecord::potential, "(61)"},
    {"train/penalty", T("Weight penalty"), "nats", T("(λ/2)·‖θ‖²."), &StepRecord::penalty, "(3)"},
    {"train/remedy", T("Remedies"), "nats", T("Value of the remedies' terms in the objective: entropy bonus, label smoothing, unlikelihood."),
     &StepRecord::remedy, "Pereyra et al. 2017; Szegedy et al. 2016; Welleck et al. 2019"},
    {"train/objective", T("Objective J"), "nats", T("J = L + α·g·Ψ + (λ/2)·‖θ‖² + remedies."), &StepRecord::objective, "(3), (61)"},
    {"train/parameter_norm", T("Parameter norm ‖θ‖"), "", T("Euclidean norm of all parameters."), &StepRecord::parameter_norm},
    {"train/gradient_norm", T("Gradient norm ‖∇J‖"), "",
     T("Euclidean norm of the gradient that the optimizer receives, before clipping; it holds λθ when weight decay is coupled."),
     &StepRecord::gradient_norm, "(62)"},
    {"train/strength", T("Feedback strength α"), "", T("α in force at the step, after engagement and ramp."), &StepRecord::strength, "(61)"},
    {"train/learning_rate", T("Learning rate"), "", T("Learning rate of the step, after warm-up and schedule; PSU's γ multiplies it."),
     &StepRecord::learning_rate},
    {"train/work_share", T("Work share c̃"), "percent",
     T("Floating-point operations of the step's matrix products, forward and backward, and forward once more for a reward, relative to those of the "
       "step without masks and reward (63). Blocks out of PSU's scope save none: it is chosen after the backward pass."),
     &StepRecord::work_share, "(63)"},
    {"psu/gamma", T("Update scale γ"), "", T("What PSU multiplies the step by (64, 69)."), &StepRecord::update_scale, "(64), (69)"},
    {"psu/scope", T("Update scope"), "percent", T("Share of the parameters that PSU lets move in the step; the others keep value and moments (69)."),
     &StepRecord::scope, "(69)"},
    {"psu/gradient_ratio", T("Learning accuracy ã"), "", T("Norm of the step's gradient relative to the run's largest so far (62)."),
     &StepRecord::gradient_ratio, "(62)"},
    {"psu/value", T("Batch value V"), "nats", T("Loss of the step's batch before the step less its loss after it, under the same masks (65)."),
     &StepRecord::batch_value, "(65)"},
    {"psu/reward", T("Reward"), "", T("V̄·exp(−κ·H) − ρ·(γ − 1)², V̄ the mean of the last Δ batch values, H the predictive entropy (66, 68)."),
     &StepRecord::reward, "(66), (68)"},
    {"train/tokens_per_second", T("Throughput"), "tokens/s", T("Target tokens of the step divided by its time."), &StepRecord::tokens_per_second},
    {"eval/loss", T("Held-out loss"), "nats", T("Mean cross-entropy on held-out text, per target token."), &EvaluationRecord::loss, "(3)"},
    {"eval/perplexity", T("Perplexity"), "", T("exp of the held-out loss."), &EvaluationRecord::perplexity, "Jelinek et al. 1977"},
    {"eval/predictive_entropy", T("Held-out entropy"), "nats", T("Mean entropy of the predictions on held-out text."),
     &EvaluationRecord::predictive_entropy, "(67)"},
    {"eval/effective_rank", T("Effective rank"), "",
     T("exp of the entropy of the normalised singular values of the last hidden states on held-out text, not centred; between 1 and the width."),
     &EvaluationRecord::effective_rank, "Roy & Vetterli 2007"},
    {"eval/gradient_norm", T("Fixed-batch gradient ‖∇L_λ‖"), "",
     T("Euclidean norm of ∇L + λθ on one fixed batch, the training batch of step 0, of the dense model without feedback (Definition 3.1)."),
     &EvaluationRecord::loss_gradient_norm, "Definition 3.1"},
    {"eval/smoothness", T("Secant smoothness"), "",
     T("‖∇L(θ₁) − ∇L(θ₂)‖ / ‖θ₁ − θ₂‖ on the fixed batch, θ₁ and θ₂ the parameters now and at the evaluation before; a lower bound of β "
       "(Definition 3.1). Not measured above 2²⁶ parameters."),
     &EvaluationRecord::smoothness, "Definition 3.1"},
    {"sample/hf_share_top10", T("High-frequency share"), "percent",
     T("Share of the measuring sample's tokens (words and punctuation marks) that are among the 10 most frequent ones of the training split."),
     &EvaluationRecord::hf_share_top10, "Table 1"},
    {"sample/hf_share_top10_words", T("Share of top 10 words"), "percent",
     T("Share of the sample's words, punctuation left out of numerator and denominator, among the 10 most frequent words."),
     &EvaluationRecord::hf_share_top10_words, "Table 1"},
    {"sample/hf_share_top100", T("Share of top 100"), "percent", T("Share of the sample's tokens among the 100 most frequent ones."),
     &EvaluationRecord::hf_share_top100, "Table 1"},
    {"sample/hf_share_half", T("Share of the half-corpus set"), "percent",
     T("Share of the sample's tokens in the smallest set of tokens that covers half of the training split."), &EvaluationRecord::hf_share_half,
     "Table 1"},
    {"sample/hf_share_frequent", T("Share of tokens above 0.5 %"), "percent",
     T("Share of the sample's tokens that each make up more than 0.5 % of the training split."), &EvaluationRecord::hf_share_frequent, "Table 1"},
    {"sample/hf_share_own_top10", T("Share of its own top 10"), "percent",
     T("Share of the sample's tokens among the sample's own 10 most frequent ones."), &EvaluationRecord::hf_share_own_top10, "Table 1"},
    {"sample/entropy", T("Sample entropy"), "nats", T("Entropy of the measuring sample's unigram distribution."), &EvaluationRecord::sample_entropy,
     "Shannon 1948"},
    {"sample/distinct_1", T("Distinct-1"), "", T("Distinct tokens / tokens of the measuring sample."), &EvaluationRecord::distinct_1,
     "Li et al. 2016"},
    {"sample/distinct_2", T("Distinct-2"), "", T("Distinct bigrams / bigrams, within sequences."), &EvaluationRecord::distinct_2, "Li et al. 2016"},
    {"sample/distinct_3", T("Distinct-3"), "", T("Distinct trigrams / trigrams, within sequences."), &EvaluationRecord::distinct_3, "Li et al. 2016"},
    {"sample/repeated_4grams", T("Repeated 4-grams"), "percent", T("Share of the 4-grams of a sequence that occurred in it before."),
     &EvaluationRecord::repeated_4grams, "Welleck et al. 2019"},
    {"sample/longest_repeat", T("Longest repeat"), "tokens", T("Longest run of tokens that occurs twice in one sequence, the mean over sequences."),
     &EvaluationRecord::longest_repeat},
    {"sample/unended", T("Never ending"), "percent", T("Share of the measuring sample's sequences without an end token."),
     &EvaluationRecord::unended},
    {"sample/length", T("Length to the end"), "tokens",
     T("Model tokens before the first end token, the mean over the measuring sample's sequences that have one."), &EvaluationRecord::length},
    {"sample/zipf_exponent", T("Zipf exponent"), "",
     T("s of frequency ∝ rank^−s: least squares of log frequency on log rank over the sample's tokens that occur at least twice."),
     &EvaluationRecord::zipf_exponent, "Zipf 1949"},
    {"sample/kl_from_corpus", T("KL(sample‖corpus)"), "nats",
     T("Divergence of the sample's unigrams from the training split's, which are mixed with 1 % of the uniform distribution over all types of both."),
     &EvaluationRecord::kl_from_corpus, "Kullback & Leibler 1951"},
    {"sample/kl_to_corpus", T("KL(corpus‖sample)"), "nats",
     T("Divergence of the training split's unigrams from the sample's, which are mixed with 1 % of the uniform distribution over all types of both."),
     &EvaluationRecord::kl_to_corpus, "Kullback & Leibler 1951"},
    {"sample/js_corpus", T("JS(sample, corpus)"), "nats",
     T("Jensen-Shannon divergence of the sample's and the training split's unigrams, without smoothing; at most log 2."),
     &EvaluationRecord::js_corpus, "Lin 1991"},
    {"sample/vocabulary_coverage", T("Vocabulary coverage"), "percent",
     T("Share of the training split's distinct words and punctuation marks that occur in the sample."), &EvaluationRecord::vocabulary_coverage},
    {"sample/mode_words", T("Words holding 95 %"), "words",
     T("Smallest number of distinct words and punctuation marks that make up 1 − ε of the sample, ε = 0.05 (7)."), &EvaluationRecord::mode_words,
     "(7)"},
    {"modes/mass", T("Mass on S₀"), "",
     T("P_θ(S₀): exact probability, from 0 to 1, that the model writes one of the synthetic language's sentences and the end token."),
     &EvaluationRecord::modes_mass, "Lemma 4.3"},
    {"modes/kl_forward", T("KL(P_emp‖P_θ)"), "nats",
     T("Exact, over whole sentences of the synthetic language; the sentence loss less H(P_emp) (26)."), &EvaluationRecord::modes_kl_forward, "(26)"},
    {"modes/kl_reverse", T("KL(P_θ‖P_emp)"), "nats",
     T("Exact, of P_θ divided by its mass on S₀: off S₀ P_emp is 0 and the divergence would be infinite; see the mass for that part."),
     &EvaluationRecord::modes_kl_reverse, "Kullback & Leibler 1951"},
    {"modes/entropy", T("Sentence entropy"), "nats", T("Exact entropy of P_θ divided by its mass on S₀, over the synthetic language's sentences."),
     &EvaluationRecord::modes_entropy, "Theorem 5.5"},
    {"modes/surviving", T("Surviving modes"), "sentences", T("Number of the synthetic language's sentences with P_θ(y) ≥ P_emp(y)/2."),
     &EvaluationRecord::modes_surviving, "Lemma 4.3"},
    {"modes/holding", T("Sentences holding 95 %"), "sentences",
     T("Smallest number of sentences that hold 1 − ε of P_θ divided by its mass on S₀, ε = 0.05 (7)."), &EvaluationRecord::modes_holding, "(7)"},
};

constexpr const char* kind_step = "step";
constexpr const char* kind_evaluation = "evaluation";
constexpr const char* kind_sample = "sample";
constexpr const char* kind_event = "event";
constexpr const char* kind_frequencies = "frequencies";

template <typename R> std::string metrics_line(const R& record, const char* kind) {
    Json line = {{"kind", kind}, {"step", record.step}, {"revision", record.revision}, {"wall", record.wall}, {"seconds", record.seconds}};
    for (const Metric& metric : table)
        if (const auto* member = std::get_if<double R::*>(&metric.member))
            line[std::string(metric.name)] = record.**member;
    return line.dump();
}

double number_or_nan(const Json& line, std::string_view key) {
    const auto found = line.find(key);
    return found == line.end() || found->is_null() ? not_measured : found->get<double>();
}

template <typename R> R metrics_record(const Json& line) {
    R record;
    record.step = line.at("step").get<std::int64_t>();
    record.revision = line.at("revision").get<std::int64_t>();
    record.wall = number_or_nan(line, "wall");
    record.seconds = number_or_nan(line, "seconds");
    for (const Metric& metric : table)
        if (const auto* member = std::get_if<double R::*>(&metric.member))
            record.** member = number_or_nan(line, metric.name);
    return record;
}

SampleRecord sample_record(const Json& line) {
    SampleRecord record;
    record.step = line.at("step").get<std::int64_t>();
    record.revision = line.at("revision").get<std::int64_t>();
    record.prompt = line.at("prompt").get<std::string>();
    record.temperature = line.at("temperature").get<double>();
    for (const auto& word : line.at("words"))
        record.words.push_back({word.at(0).get<std::string>(), word.at(1).get<std::int64_t>()});
    record.hf_share_top10 = number_or_nan(line, "hf_share_top10");
    record.distinct_2 = number_or_nan(line, "distinct_2");
    return record;
}

KnobValue knob_value(const Json& json) {
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_number())
        return json.get<double>();
    return json.get<std::string>();
}

EventRecord event_record(const Json& line) {
    EventRecord record;
    record.step = line.at("step").get<std::int64_t>();
    record.revision = line.at("revision").get<std::int64_t>();
    record.gesture = line.at("gesture").get<std::int64_t>();
    for (const auto& [key, change] : line.at("changes").items())
        record.changes.push_back({key, knob_value(change.at("from")), knob_value(change.at("to"))});
    return record;
}

FrequencyRecord frequency_record(const Json& line) {
    FrequencyRecord record;
    record.step = line.at("step").get<std::int64_t>();
    record.revision = line.at("revision").get<std::int64_t>();
    record.of_corpus = line.at("of_corpus").get<bool>();
    for (const auto& entry : line.at("counts"))
        record.counts.push_back({entry.at(0).get<std::int64_t>(), entry.at(1).get<std::int64_t>()});
    return record;
}

} // namespace

std::span<const Metric> metric_table() { return table; }

const Metric* find_metric(std::string_view name) {
    const auto* found = std::ranges::find(table, name, &Metric::name);
    return found == std::end(table) ? nullptr : found;
}

std::string to_line(const StepRecord& record) { return metrics_line(record, kind_step); }

std::string to_line(const EvaluationRecord& record) { return metrics_line(record, kind_evaluation); }

std::string to_line(const SampleRecord& record) {
    Json words = Json::array();
    for (const SampleWord& word : record.words)
        words.push_back({word.text, word.rank});
    const Json line = {{"kind", kind_sample},
                       {"step", record.step},
                       {"revision", record.revision},
                       {"prompt", record.prompt},
                       {"temperature", record.temperature},
                       {"hf_share_top10", record.hf_share_top10},
                       {"distinct_2", record.distinct_2},
                       {"words", words}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_line(const EventRecord& record) {
    Json changes = Json::object();
    for (const KnobChange& change : record.changes)
        changes[change.key] = {{"from", to_json(change.from)}, {"to", to_json(change.to)}};
    const Json line = {{"kind", kind_event}, {"step", record.step}, {"revision", record.revision}, {"gesture", record.gesture}, {"changes", changes}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_line(const FrequencyRecord& record) {
    Json counts = Json::array();
    for (const CountOfWords& entry : record.counts)
        counts.push_back({entry.count, entry.words});
    const Json line = {
        {"kind", kind_frequencies}, {"step", record.step}, {"revision", record.revision}, {"of_corpus", record.of_corpus}, {"counts", counts}};
    return line.dump();
}

Record parse_line(std::string_view text) {
    try {
        const Json line = Json::parse(text);
        const auto kind = line.at("kind").get<std::string>();
        if (kind == kind_step)
            return metrics_record<StepRecord>(line);
        if (kind == kind_evaluation)
            return metrics_record<EvaluationRecord>(line);
        if (kind == kind_sample)
            return sample_record(line);
        if (kind == kind_event)
            return event_record(line);
        if (kind == kind_frequencies)
            return frequency_record(line);
        throw SettingsError("unknown kind of record \"" + kind + "\"");
    } catch (const nlohmann::json::exception& error) {
        throw SettingsError(std::string("is not a record: ") + error.what());
    }
}

} // namespace overdamp
