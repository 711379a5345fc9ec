// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/checks.h"

#include "core/settings/text.h"
#include "core/theory/check_list.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace overdamp {

namespace {

constexpr auto T = [](const char* text) { return std::string_view(translatable(text)); };

constexpr bool claim = false, step = true;

const TheoryCheck table[] = {
    {"stationarity", T("Accumulation points of the SGD trajectory are stationary: ∇L_λ(θ*) = 0."), T("Lemma 4.1, (15); Definition 3.1, (4)"),
     T("A GPT-2 of 1 layer and width 8 trains with SGD and coupled λ = 0.01 on the synthetic language: 12 sentences of 4 out of 8 words. ‖∇L_λ‖ of all documents is taken along three walks of 6000 steps."),
     claim, check_stationarity},
    {"gradient", T("At a stationary point ‖∇KL(P_emp‖P_θ*)‖ = λ‖θ*‖ ≤ λM."), T("(32), (33)"),
     T("L_λ with coupled λ is minimised in double precision, by L-BFGS in coordinates whitened by the Hessian, for five λ; the divergence's gradient is that of the loss (29)."), claim, check_gradient},
    {"loss-kl", T("The loss is the divergence and the data's entropy: L = KL(P_emp‖P_θ) + H(P_emp)."), T("Lemma 4.2, (26)"),
     T("L is the training objective's; KL is summed over P_θ of all 6561 sequences, at five moments of training."), claim, check_loss_is_divergence},
    {"prompts", T("With prompts, the mean of log G_θ(x_i; y_i) equals the sum of P_emp(y)·log P_θ(y)."), T("(24), with (5) and (22)"),
     T("A GPT-2 learns pairs of 3 prompts and 6 answers, whose dependence goes from none to complete. P_θ is the marginal (22), summed exactly."), claim, check_prompts},
    {"kl-lambda", T("Stationary points minimise the divergence up to O(λ), with an excess of at most δ²/2β."), T("Lemma 4.3, (39); (37)"),
     T("KL at the minima of L_λ for five λ, against δ²/2β with δ = λ‖θ*‖ and β the largest eigenvalue of the Hessian of L there, the smallest β there can be."), claim, check_divergence_bound},
    {"support", T("P_θ*(S₀) ≥ 1 − λM: nearly all mass is on K sequences."), T("Theorem 5.5, (59), (60)"),
     T("Mass on the 12 sentences of the data at the minima of L_λ, summed over all 6561 sequences, with M = ‖θ*‖, the smallest that bounds the limit."), claim, check_support},
    {"entropy", T("Stable training reduces the entropy of what is generated to a subset of the empirical modes."), T("Theorem 5.5 with Definition 3.2; abstract, Section 3"),
     T("H(P_θ) over all 6561 sequences and on S₀ alone, and the modes with P_θ(y) ≥ ½·P_emp(y), at the minima of L_λ."), claim, check_entropy},
    {"noise", T("BAARA's update scale goes to 1 on batches that are noise, and rises on those of high value and low entropy."), T("Theorem B.1, (65) to (72)"),
     T("A GPT-2 trains under BAARA's policy for 800 steps, half of them on uniformly random tokens; means over the second half, three seeds, with reward windows Δ of 8 and of 1."), claim, check_planted_noise},
    {"edges", T("Dropping edges at random and in fixed number gives the same updates, in mean and in normalised variance."), T("Lemma B.2, (84), (97)"),
     T("2000 masks of an n × n map at keep probability 0.7, on fixed gradients |∇| ≤ 1, for five widths."), claim, check_edges},
    {"layers", T("For several layers both give the same outputs, in mean and in normalised variance."), T("Lemma B.3, (106), (110)"),
     T("Outputs of a two-layer network with GELU under 3000 edge masks of each kind, for four widths."), claim, check_layers},
    {"nodes", T("Dropping nodes is equivalent to dropping edges, for updates and outputs, as widths grow."), T("Lemma B.4, (117); Theorem B.5"),
     T("Mean outputs of a linear map and of a two-layer network with GELU under 3000 masks of each kind, for four widths."), claim, check_nodes},
    {"mask-storage", T("Node masks take O(n + m) of storage where edge masks take O(nm), and preserve the equivalence."), T("Corollary B.6"),
     T("Entries and bytes of the masks that training draws for an n × n map."), claim, check_mask_storage},
    {"hoeffding", T("With probability 1 − δ, the mean loss of K masked passes is within (b − a)·√(ln(2/δ)/2K) of its expectation."), T("Theorem B.7, (130)"),
     T("8192 passes of one sentence through a trained GPT-2 under Bernoulli masks (Alg. 5), dropout 0.3, taken in groups of K; a and b are the smallest and largest loss of all."), claim, check_hoeffding},
    {"consistency", T("A linear map R takes Transformer to MLP features up to ε, and gradients of w differ by at most L·ε(1 + ‖w‖‖R‖‖φ_Fix‖)."), T("Lemma B.8, (138), (139)"),
     T("Random attention and feed-forward layers on 96 points, R by least squares, 200 random w, ℓ(f) = log(1 + e^−f) with L = 1. The MLP's features are moved towards R·φ_Fix, so that ε falls to 0."), claim,
     check_consistency},
    {"lipschitz", T("Attention changes by at most (153) times the change of its input; under DTU by the smaller constant (155)."), T("Theorem B.9, (153), (155)"),
     T("Steepest directions of random heads over 16 positions, found by power iteration, dense and with 8, 4 and 1 keys kept; spectral norms throughout."), claim, check_lipschitz},
    {"transfer", T("Masked MLP and Transformer features differ in mean by at most ε(1 + ‖R‖‖φ_Fix‖)."), T("Theorem B.10, (156), (158)"),
     T("Random attention and feed-forward layers under 1000 DTU and DMU masks; R by least squares on 4 to 96 points."), claim, check_transfer},
    {"step-definition", T("The three conditions of training stability are equivalent."), T("Definition 3.1"), T("Counter-example: gradient descent at rate 1 on log(1 + e^−θ), a million steps."), step,
     check_definition},
    {"step-subset", T("Mass may concentrate on a strict subset of the support without additional penalty."), T("after (6), against (17)"),
     T("Counter-example: P_emp of four modes; the mass of the rarest one is moved to the others."), step, check_subset},
    {"step-convex", T("KL(P_emp‖P_θ) is convex in θ."), T("after (35)"), T("Counter-example: a trained GPT-2 and the same one with its inner nodes in the opposite order, and the line between them."), step,
     check_convexity},
    {"step-smooth", T("For a β-smooth convex f: f(θ) ≤ f_min + ‖∇f(θ)‖²/2β."), T("(36)"), T("Counter-examples: f = 0.05x² with β = 1, and the divergence of two outcomes as a function of a logit."), step,
     check_smoothness_bound},
    {"step-origin", T("A stationary point of a stable trajectory nearly minimises the divergence."), T("Lemma 4.1 to Lemma 4.3"), T("Counter-example: θ = 0 of GPT-2."), step, check_origin},
    {"step-55", T("KL > p_min·log(K·p_min/(1 − ε)) implies KL > ε."), T("(55) to (56)"), T("Counter-examples: the right side of (55) for Zipf's and for uniform weights of 12 modes, against ε."), step,
     check_bound_55},
    {"step-variance", T("The variance under a fixed number of edges is 0, and the normalised difference vanishes with growing width."), T("after (95), to (97)"),
     T("Counter-example: variances over 2000 masks of an n × n map, with the mask given and over masks."), step, check_mask_variance},
};

} // namespace

std::string_view name_of(TheoryVerdict verdict) {
    static constexpr std::array names = {T("holds"), T("partly"), T("does not hold")};
    return names[static_cast<std::size_t>(verdict)];
}

std::span<const TheoryCheck> theory_checks() { return table; }

const TheoryCheck* find_theory_check(std::string_view id) {
    const auto found = std::ranges::find(table, id, &TheoryCheck::id);
    return found == std::end(table) ? nullptr : found;
}

TheoryRunner::TheoryRunner(std::function<bool(double share)> progress) : laboratory_(std::make_unique<Laboratory>(std::move(progress))) {}
TheoryRunner::~TheoryRunner() = default;

TheoryResult TheoryRunner::run(const TheoryCheck& check) {
    const auto begin = std::chrono::steady_clock::now();
    laboratory_->advance(0);
    TheoryResult result = check.run(*laboratory_);
    result.id = check.id;
    result.claim = check.claim;
    result.reference = check.reference;
    result.measured = check.measured;
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

} // namespace overdamp
