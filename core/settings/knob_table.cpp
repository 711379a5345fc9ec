// SPDX-License-Identifier: GPL-3.0-or-later
// The table of knobs: the only list of the parameters.
#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <array>

namespace overdamp {

namespace {

template <typename Enum> inline constexpr std::array<std::string_view, 0> choice_names{};
template <> inline constexpr std::array<std::string_view, 4> choice_names<FeedbackLaw>{"entropy", "marginal", "anchor", "temporal"};
template <> inline constexpr std::array<std::string_view, 5> choice_names<DmuMode>{"node_fix", "node_prob", "bernoulli", "edge_prob", "edge_fix"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<DtuMode>{"off", "per_query", "shared"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<DtuScores>{"uniform", "rarity", "attention"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<PsuMode>{"off", "rule", "policy"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<WeightDecayForm>{"automatic", "coupled", "decoupled"};
template <> inline constexpr std::array<std::string_view, 2> choice_names<OptimizerKind>{"adamw", "sgd"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<Schedule>{"constant", "cosine", "robbins_monro"};
template <> inline constexpr std::array<std::string_view, 2> choice_names<ModelKind>{"gpt2", "bert"};
template <> inline constexpr std::array<std::string_view, 5> choice_names<Tokenizer>{"word", "byte", "bpe", "unigram", "checkpoint"};
template <> inline constexpr std::array<std::string_view, 3> choice_names<Precision>{"automatic", "float32", "bfloat16"};

/// Turns a captureless accessor `[](auto& k) -> auto& { return k.group.member; }` into a KnobAccess.
template <typename Member> consteval KnobAccess access(Member) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Member, Knobs&>>;
    if constexpr (std::is_enum_v<Value>)
        return {[](const Knobs& knobs) -> KnobValue { return std::string(choice_names<Value>[static_cast<std::size_t>(Member{}(knobs))]); },
                [](Knobs& knobs, const KnobValue& value) {
                    const auto& names = choice_names<Value>;
                    for (std::size_t i = 0; i < names.size(); ++i)
                        if (names[i] == std::get<std::string>(value))
                            Member{}(knobs) = static_cast<Value>(i);
                }};
    else
        return {[](const Knobs& knobs) -> KnobValue { return Member{}(knobs); },
                [](Knobs& knobs, const KnobValue& value) { Member{}(knobs) = std::get<Value>(value); }};
}

/// The words of a knob: key, group, symbol, label, unit, help, reference.
struct Words {
    std::string_view key, group, symbol, label, unit, help, reference = "";
};

template <typename Member> constexpr Knob base(const Words& words, KnobType type, KnobTiming timing, Member member) {
    return {.key = words.key,
            .group = words.group,
            .symbol = words.symbol,
            .label = words.label,
            .unit = words.unit,
            .help = words.help,
            .reference = words.reference,
            .type = type,
            .timing = timing,
            .access = access(member)};
}

struct Range {
    double minimum, maximum, step;
};

template <typename Member> constexpr Knob number(KnobTiming timing, const Words& words, Range range, Member member) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Member, Knobs&>>;
    Knob knob = base(words, std::is_same_v<Value, double> ? KnobType::real : KnobType::integer, timing, member);
    knob.minimum = range.minimum;
    knob.maximum = range.maximum;
    knob.step = range.step;
    return knob;
}

template <typename Member> constexpr Knob logarithmic(KnobTiming timing, const Words& words, Range range, double smallest, Member member) {
    Knob knob = number(timing, words, range, member);
    knob.scale = KnobScale::logarithmic;
    knob.smallest = smallest;
    return knob;
}

template <typename Member> constexpr Knob choice(KnobTiming timing, const Words& words, Member member) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Member, Knobs&>>;
    Knob knob = base(words, KnobType::choice, timing, member);
    knob.choices = choice_names<Value>;
    return knob;
}

template <typename Member> constexpr Knob flag(KnobTiming timing, const Words& words, Member member) {
    return base(words, KnobType::boolean, timing, member);
}

template <typename Member> constexpr Knob text(KnobTiming timing, const Words& words, Member member) {
    return base(words, KnobType::text, timing, member);
}

constexpr auto live = KnobTiming::live;
constexpr auto restart = KnobTiming::restart;
constexpr auto feedback = translatable("Feedback");
constexpr auto dmu = translatable("DMU");
constexpr auto dtu = translatable("DTU");
constexpr auto psu = translatable("PSU/BAARA");
constexpr auto regularisation = translatable("Regularisation");
constexpr auto sampling = translatable("Sampling");
constexpr auto model = translatable("Model");
constexpr auto language = translatable("Language");
constexpr auto training = translatable("Training");

#define MEMBER(path)                                                                                                                                 \
    [](auto& knobs) -> auto& { return knobs.path; }

constexpr Knob table[] = {
    number(live,
           {"feedback.strength", feedback, "α", translatable("Feedback strength"), "",
            translatable("How strongly the feedback is added to the gradient that reaches the logits. 0 is ordinary training."), "(61)"},
           {0, 0.5, 0.01}, MEMBER(feedback.strength)),
    choice(live,
           {"feedback.law", feedback, "Ψ", translatable("Feedback law"), "",
            translatable("What the feedback stabilises: the entropy of each prediction, the batch's token distribution (marginal), the drift from "
                         "the running mean prediction (anchor), or the change from one position to the next (temporal)."),
            "(61)"},
           MEMBER(feedback.law)),
    number(live,
           {"feedback.gain", feedback, "g", translatable("Feedback gain"), "",
            translatable("Multiplies the law: the gradient on the logits receives α·g·∂Ψ/∂x."), "(61)"},
           {0, 100, 1}, MEMBER(feedback.gain)),
    number(
        live,
        {"feedback.noise", feedback, "σ", translatable("Feedback noise"), "",
         translatable("Standard deviation of the Gaussian noise added to the gradient on each logit, before the division by the number of targets."),
         "η in (61)"},
        {0, 1, 0.05}, MEMBER(feedback.noise)),
    number(restart,
           {"feedback.engage_step", feedback, "", translatable("Engage at step"), "steps",
            translatable("The feedback stays off before this step. Engaging at 0 freezes the random preferences of an untrained model.")},
           {0, 1e9, 50}, MEMBER(feedback.engage_step)),
    number(restart,
           {"feedback.ramp_steps", feedback, "", translatable("Ramp length"), "steps",
            translatable("After engagement α rises linearly to its full value over this many steps.")},
           {0, 1e9, 10}, MEMBER(feedback.ramp_steps)),
    flag(restart,
         {"feedback.gates_modules", feedback, "", translatable("Feedback gates DMU and DTU"), "",
          translatable("While α is 0, DMU and DTU are bypassed, so that all configurations coincide there, as in the paper's ablation."),
          "Section 6.3"},
         MEMBER(feedback.gates_modules)),

    choice(live,
           {"dmu.mode", dmu, "", translatable("DMU masks"), "",
            translatable("node_fix keeps an exact share of input and output nodes, node_prob keeps each at random, bernoulli masks input nodes only; "
                         "edge_fix and edge_prob do the same to single weights and biases, which saves no work."),
            "Alg. 2 to 5"},
           MEMBER(dmu.mode)),
    number(
        live,
        {"dmu.dropout", dmu, "1 − c̃", translatable("DMU dropout"), "",
         translatable("Share of the feed-forward nodes, or of the weights and biases, that is dropped in each step, the same for all tokens of the "
                      "batch."),
         "Alg. 5"},
        {0, 0.95, 0.05}, MEMBER(dmu.dropout)),
    flag(live,
         {"dmu.rescale", dmu, "", translatable("Rescale kept nodes"), "",
          translatable("Divides the kept inputs, in the edge modes the kept weights and biases, by the keep probability, as ordinary dropout does. "
                       "The paper does not.")},
         MEMBER(dmu.rescale)),
    flag(live,
         {"dmu.at_generation", dmu, "", translatable("Masks while generating"), "",
          translatable("Applies DMU masks to evaluation and generation as well; they run unmasked otherwise.")},
         MEMBER(dmu.at_generation)),

    choice(
        live,
        {"dtu.mode", dtu, "", translatable("DTU attention"), "",
         translatable("per_query lets every query attend to a random set of the positions that it may see; it always holds the query's own position. "
                      "shared draws one set for queries, keys and values, and the other positions skip attention, which saves work. "
                      "off turns the update noise off, too."),
         "Alg. 6, (144)"},
        MEMBER(dtu.mode)),
    number(live,
           {"dtu.dropout", dtu, "", translatable("DTU dropout"), "",
            translatable("Share of the visible positions that is dropped. Of n positions max(1, round((1 − dropout)·n)) are kept."), "Alg. 6"},
           {0, 0.95, 0.05}, MEMBER(dtu.dropout)),
    choice(live,
           {"dtu.scores", dtu, "c̃", translatable("DTU scores"), "",
            translatable(
                "What makes a position likely to be kept: nothing (uniform), rare tokens at it in the batch (rarity), or much attention received "
                "in the last steps (attention)."),
            "Alg. 6"},
           MEMBER(dtu.scores)),
    number(live,
           {"dtu.update_noise", dtu, "σᵤ", translatable("Update noise"), "",
            translatable("After each step all weights and biases of attention receive Gaussian noise of this standard deviation times the learning "
                         "rate."),
            "Section 6.1"},
           {0, 1, 0.01}, MEMBER(dtu.update_noise)),

    choice(
        live,
        {"psu.mode", psu, "", translatable("Selective update"), "",
         translatable("How each batch scales its own step by γ. rule: γ = (2/π)·arctan(ã/c̃), of everything. policy (BAARA): a small network learns "
                      "from the reward to choose γ and which blocks of parameters move. off: γ = 1."),
         "Alg. 1, (64), (69)"},
        MEMBER(psu.mode)),
    number(live,
           {"psu.confidence", psu, "κ", translatable("Confidence decay"), "",
            translatable("The policy's reward counts a batch's value with the confidence C = exp(−κ·H), H the predictive entropy in nats. The paper "
                         "calls it α."),
            "(68)"},
           {0, 1, 0.01}, MEMBER(psu.confidence)),
    logarithmic(live,
                {"psu.scale_penalty", psu, "ρ", translatable("Scale penalty"), "",
                 translatable("The policy's reward loses ρ·(γ − 1)². The paper calls it λ."), "(68)"},
                {0, 10, 0.05}, 1e-3, MEMBER(psu.scale_penalty)),
    number(live,
           {"psu.reward_every", psu, "", translatable("Reward every"), "steps",
            translatable("The policy is rewarded every so many steps; each reward takes one more forward pass over the step's batch."), "(65)"},
           {1, 100, 1}, MEMBER(psu.reward_every)),
    number(restart,
           {"psu.window", psu, "Δ", translatable("Value window"), "rewards",
            translatable("The reward takes the mean of the last Δ batch values V = L(θₜ) − L(θₜ₊₁)."), "(66)"},
           {1, 1000, 1}, MEMBER(psu.window)),
    number(restart,
           {"psu.replay", psu, "", translatable("Replay buffer"), "rewards",
            translatable("How many of the last rewarded steps the policy learns from."), "Alg. 1"},
           {2, 10000, 64}, MEMBER(psu.replay)),
    number(restart,
           {"psu.update_every", psu, "K", translatable("Policy update every"), "steps",
            translatable("Every K steps the policy takes a few clipped, importance-weighted gradient steps on the replay buffer."), "Alg. 1"},
           {1, 10000, 1}, MEMBER(psu.update_every)),

    logarithmic(live,
                {"objective.weight_decay", regularisation, "λ", translatable("Weight decay"), "",
                 translatable("Strength of the penalty (λ/2)·‖θ‖² on all parameters."), "(3)"},
                {0, 1, 0.001}, 1e-6, MEMBER(objective.weight_decay)),
    choice(
        restart,
        {"objective.weight_decay_form", regularisation, "", translatable("Weight decay form"), "",
         translatable(
             "coupled puts λθ into the gradient, as in (3); decoupled shrinks θ beside it, as AdamW does; automatic is coupled for sgd and decoupled "
             "for adamw."),
         "(3)"},
        MEMBER(objective.weight_decay_form)),
    number(live,
           {"objective.entropy_bonus", regularisation, "b", translatable("Entropy bonus"), "",
            translatable("Adds −b times the mean predictive entropy to the objective: a remedy that opposes the feedback.")},
           {0, 2, 0.05}, MEMBER(objective.entropy_bonus)),
    number(live,
           {"objective.label_smoothing", regularisation, "ε", translatable("Label smoothing"), "",
            translatable(
                "Share of each target's probability that is spread evenly over the vocabulary. The logged loss stays the plain cross-entropy.")},
           {0, 0.5, 0.01}, MEMBER(objective.label_smoothing)),
    number(live,
           {"objective.unlikelihood", regularisation, "u", translatable("Unlikelihood"), "",
            translatable("Adds −u·log(1 − p) of every token that already stands in the context: unlikelihood training (Welleck et al. 2019).")},
           {0, 2, 0.05}, MEMBER(objective.unlikelihood)),
    logarithmic(live,
                {"optimizer.learning_rate", regularisation, "η", translatable("Learning rate"), "",
                 translatable("Base learning rate; the schedule multiplies it."), "(4)"},
                {1e-6, 1, 1e-4}, 1e-6, MEMBER(optimizer.learning_rate)),
    number(live,
           {"optimizer.gradient_clip", regularisation, "", translatable("Gradient clipping"), "",
            translatable("Largest norm of the gradient; a longer one is scaled down to it. 0 is off.")},
           {0, 100, 0.1}, MEMBER(optimizer.gradient_clip)),
    number(live,
           {"optimizer.weight_average", regularisation, "", translatable("Weight average"), "",
            translatable("Memory of an exponential moving average of the weights, which evaluation and generation then use. 0 is off.")},
           {0, 0.9999, 0.001}, MEMBER(optimizer.weight_average)),
    choice(restart,
           {"optimizer.kind", regularisation, "", translatable("Optimizer"), "",
            translatable("adamw with β₁ = 0.9, β₂ = 0.999, ε = 1e-8, or plain stochastic gradient descent."), "(4)"},
           MEMBER(optimizer.kind)),
    choice(
        restart,
        {"optimizer.schedule", regularisation, "", translatable("Learning rate schedule"), "",
         translatable("After the warm-up: constant, cosine to a tenth at the last step, or robbins_monro, η/(1 + t/τ) with τ = a tenth of the steps, "
                      "whose sum diverges while its squares' sum converges."),
         "(4)"},
        MEMBER(optimizer.schedule)),
    number(restart,
           {"optimizer.warmup_steps", regularisation, "", translatable("Warm-up"), "steps",
            translatable("The learning rate rises linearly over this many steps.")},
           {0, 1e6, 10}, MEMBER(optimizer.warmup_steps)),

    number(live,
           {"sampling.temperature", sampling, "T", translatable("Temperature"), "",
            translatable("Divides the logits before sampling. 0 takes the most probable token.")},
           {0, 3, 0.05}, MEMBER(sampling.temperature)),
    number(
        live,
        {"sampling.top_k", sampling, "k", translatable("Top k"), "tokens", translatable("Samples only among the k most probable tokens. 0 is off.")},
        {0, 1e6, 1}, MEMBER(sampling.top_k)),
    number(live,
           {"sampling.top_p", sampling, "p", translatable("Top p"), "",
            translatable("Samples among the fewest tokens whose probability reaches p. 1 is off.")},
           {0, 1, 0.05}, MEMBER(sampling.top_p)),
    text(live,
         {"sampling.prompt", sampling, "", translatable("Prompt"), "", translatable("Text that each sample continues. Empty starts a new document.")},
         MEMBER(sampling.prompt)),
    number(live, {"sampling.tokens", sampling, "", translatable("Sample length"), "tokens", translatable("How many tokens a sample has.")},
           {1, 2000, 10}, MEMBER(sampling.tokens)),
    number(
        live,
        {"sampling.every", sampling, "", translatable("Sample every"), "steps", translatable("A sample is shown every so many steps. 0 is never.")},
        {0, 1e6, 10}, MEMBER(sampling.every)),

    choice(restart,
           {"model.kind", model, "", translatable("Architecture"), "",
            translatable("gpt2: causal, pre-norm, predicts the next token. bert: bidirectional, post-norm, predicts the tokens that a mask hides.")},
           MEMBER(model.kind)),
    number(restart, {"model.layers", model, "", translatable("Layers"), "", translatable("Number of transformer blocks.")}, {1, 96, 1},
           MEMBER(model.layers)),
    number(restart, {"model.width", model, "", translatable("Width"), "", translatable("Length of the hidden vectors; a multiple of the heads.")},
           {1, 16384, 64}, MEMBER(model.width)),
    number(restart, {"model.heads", model, "", translatable("Heads"), "", translatable("Attention heads of each block.")}, {1, 256, 1},
           MEMBER(model.heads)),
    number(restart, {"model.context", model, "", translatable("Context"), "tokens", translatable("Tokens that the model sees at once.")},
           {2, 8192, 16}, MEMBER(model.context)),
    text(
        restart,
        {"model.checkpoint", model, "", translatable("Start from checkpoint"), "",
         translatable("A folder with a GPT-2 or BERT in Hugging Face's form (model.safetensors, config.json) whose weights the run starts from. Its "
                      "shape holds: "
                      "kind, layers, width and heads that are left at their defaults follow it, others must agree; a shorter context takes its first "
                      "positions. Empty trains from scratch.")},
        MEMBER(model.checkpoint)),

    text(restart,
         {"language.corpus", language, "", translatable("Corpus"), "",
          translatable(
              "fortunes (Debian's package of quotations), synthetic (a language whose distribution is exactly known), or the path of a text file or "
              "folder.")},
         MEMBER(language.corpus)),
    choice(
        restart,
        {"language.tokenizer", language, "", translatable("Tokenizer"), "",
         translatable("word: lower-cased words and punctuation marks; byte: the bytes of the text; bpe, unigram: subword pieces that SentencePiece "
                      "trains on the text; checkpoint: the tokenizer beside model.checkpoint.")},
        MEMBER(language.tokenizer)),
    number(restart,
           {"language.vocabulary", language, "V", translatable("Vocabulary"), "tokens",
            translatable(
                "Largest vocabulary of the word tokenizer: the most frequent words, <unk> and the end token. For bpe and unigram the exact number of "
                "pieces, these two included.")},
           {3, 200000, 100}, MEMBER(language.vocabulary)),
    number(restart,
           {"language.synthetic_sentences", language, "K", translatable("Synthetic sentences"), "",
            translatable("Number of distinct sentences of the synthetic language: the size of its support S₀."), "(2)"},
           {2, 100000, 16}, MEMBER(language.synthetic_sentences)),
    number(restart,
           {"language.synthetic_length", language, "", translatable("Synthetic length"), "tokens",
            translatable("Length of every sentence of the synthetic language."), "(2)"},
           {2, 1000, 1}, MEMBER(language.synthetic_length)),
    number(restart,
           {"language.synthetic_zipf", language, "", translatable("Synthetic Zipf exponent"), "",
            translatable("Sentence k has a weight proportional to k to the minus this power. 0 makes them equally frequent."), "(2)"},
           {0, 4, 0.1}, MEMBER(language.synthetic_zipf)),

    number(restart, {"training.steps", training, "", translatable("Steps"), "steps", translatable("Where the run ends.")}, {1, 1e9, 100},
           MEMBER(training.steps)),
    number(restart, {"training.batch", training, "B", translatable("Batch"), "sequences", translatable("Sequences in each step.")}, {1, 65536, 1},
           MEMBER(training.batch)),
    number(restart,
           {"training.seed", training, "", translatable("Seed"), "",
            translatable("Every random choice of a run follows from it. The held-out split does not depend on it.")},
           {0, 2147483647, 1}, MEMBER(training.seed)),
    number(restart,
           {"training.checkpoint_every", training, "", translatable("Checkpoint every"), "steps",
            translatable("A checkpoint is written every so many steps and at the end. 0 writes only the last.")},
           {0, 1e9, 50}, MEMBER(training.checkpoint_every)),
    text(restart,
         {"training.device", training, "", translatable("Device"), "",
          translatable("auto (a GPU if the build and machine have one), cpu, cuda or cuda:n.")},
         MEMBER(training.device)),
    choice(restart,
           {"training.precision", training, "", translatable("Precision"), "",
            translatable(
                "Numbers that the model computes with. bfloat16 keeps parameters and optimizer in float32; automatic takes it on a GPU that has it, "
                "and float32 elsewhere.")},
           MEMBER(training.precision)),
    number(restart,
           {"training.threads", training, "", translatable("Threads"), "",
            translatable("Threads that training computes with. 0 takes the physical cores.")},
           {0, 1024, 1}, MEMBER(training.threads)),
    number(restart,
           {"evaluation.every", training, "", translatable("Evaluate every"), "steps",
            translatable("Held-out loss and the measuring sample are taken every so many steps. 0 is never.")},
           {0, 1e9, 10}, MEMBER(evaluation.every)),
};

#undef MEMBER

} // namespace

std::span<const Knob> knob_table() { return table; }

} // namespace overdamp
