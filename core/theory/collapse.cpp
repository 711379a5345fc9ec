// SPDX-License-Identifier: GPL-3.0-or-later
// Lemma 4.3 and Theorem 5.5: how close the minima come to P_emp, and what of its diversity is left. λ whose minimum was not reached are left out.
#include "core/settings/text.h"
#include "core/theory/check_list.h"

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr auto T = translatable;

void add(TheorySeries& series, double x, double y) {
    series.x.push_back(x);
    series.y.push_back(y);
}

} // namespace

TheoryResult check_divergence_bound(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = "λ",
                    .columns = {{"KL(P_emp‖P_θ*)", "nats"}, {"KL / λ", "nats"}, {"δ = λ‖θ*‖", ""}, {T("β, largest eigenvalue at θ*"), ""}, {T("δ²/2β, bound of (37)"), "nats"}, {T("KL / bound"), ""}},
                    .rows = {}};
    TheorySeries divergence{"KL(P_emp‖P_θ*)", SeriesForm::dots, {}, {}}, bound{T("δ²/2β (37)"), SeriesForm::dashed, {}, {}}, linear{T("linear in λ (39)"), SeriesForm::dashed, {}, {}};
    std::vector<double> ratios;
    bool below_bound = true;
    for (const StationaryPoint& point : laboratory.minima()) {
        const double kl = point.generation.modes.kl_forward, delta = point.weight_decay * point.norm, limit = delta * delta / (2 * point.smoothness);
        ratios.push_back(kl / point.weight_decay);
        below_bound = below_bound && kl <= limit;
        result.table.rows.push_back({number_label(point.weight_decay), {kl, ratios.back(), delta, point.smoothness, limit, kl / limit}});
        add(divergence, point.weight_decay, kl);
        add(bound, point.weight_decay, limit);
        add(linear, point.weight_decay, ratios.front() * point.weight_decay);
    }
    const bool vanishes = result.table.rows.back().values[0] < 0.1 * result.table.rows.front().values[0];
    const bool bounded = *std::ranges::max_element(ratios) <= 1.2 * ratios.front();
    result.verdict = vanishes && bounded && below_bound ? TheoryVerdict::holds : vanishes ? TheoryVerdict::partly : TheoryVerdict::fails;
    result.explanation =
        !vanishes ? T("The divergence did not fall with λ.")
        : below_bound && bounded ? T("The divergence falls in proportion to λ and stays below the bound.")
        : bounded ? T("At the minima that training finds, the divergence does fall in proportion to λ, as (39) says. But (37), from which the paper gets it, is exceeded by far: it takes the "
                      "inequality (36) the wrong way round. And a stationary point need not be such a minimum: see the counter-example at θ = 0.")
                  : T("At the minima that training finds, the divergence does go to 0 with λ, but more slowly than in proportion: KL/λ grows as λ falls, because the parameters must grow without "
                      "end for P_θ to reach P_emp, which (1) keeps it from. (37), from which the paper gets (39), is exceeded by far: it takes the inequality (36) the wrong way round. And a stationary "
                      "point need not be such a minimum: see the counter-example at θ = 0.");
    result.chart = {.title = T("Divergence at the minima"), .x_title = "λ", .y_title = T("nats"), .log_x = true, .log_y = true, .series = {linear, bound, divergence}};
    return result;
}

TheoryResult check_support(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = "λ",
                    .columns = {{"P_θ*(S₀)", ""}, {T("1 − λ‖θ*‖, the bound of (60)"), ""}, {T("mass off S₀ / λ‖θ*‖"), ""}, {"‖θ*‖", ""}, {T("exp(−KL), a bound that is sure"), ""}},
                    .rows = {}};
    TheorySeries mass{"1 − P_θ*(S₀)", SeriesForm::dots, {}, {}}, bound{T("λ‖θ*‖ (60)"), SeriesForm::dashed, {}, {}};
    std::size_t kept = 0;
    for (const StationaryPoint& point : laboratory.minima()) {
        const double on_support = point.generation.modes.mass, epsilon = point.weight_decay * point.norm;
        kept += 1 - on_support <= epsilon ? 1 : 0;
        result.table.rows.push_back(
            {number_label(point.weight_decay), {on_support, 1 - epsilon, (1 - on_support) / epsilon, point.norm, std::exp(-point.generation.modes.kl_forward)}});
        add(mass, point.weight_decay, 1 - on_support);
        add(bound, point.weight_decay, epsilon);
    }
    const std::size_t all = result.table.rows.size();
    result.verdict = kept == 0 ? TheoryVerdict::fails : TheoryVerdict::partly;
    result.explanation =
        kept == all ? T("At the minima that training finds, the mass on S₀ is at least as large as stated. It is so because they fit the data; all stationary points are meant, "
                        "and θ = 0 is one where the statement fails. What the theorem calls collapse is |S| = K sentences against |𝒱|^T: any model that has learnt its data satisfies it.")
        : kept > 0  ? T("The bound is kept for some λ and exceeded for others. Mass goes to S₀ as λ falls, but ‖θ*‖ grows and the constant is not the paper's. What the theorem calls collapse "
                        "is |S| = K sentences against |𝒱|^T: any model that has learnt its data satisfies it.")
                    : T("Mass goes to S₀ as λ falls, but off S₀ there is more than λ‖θ*‖ of it for every λ. What the theorem calls collapse is |S| = K sentences against |𝒱|^T: any model that has "
                        "learnt its data satisfies it.");
    result.chart = {.title = T("Mass off the empirical support"), .x_title = "λ", .y_title = T("probability"), .log_x = true, .log_y = true, .series = {bound, mass}};
    return result;
}

TheoryResult check_entropy(Laboratory& laboratory) {
    const Empirical empirical = SequenceModel(Laboratory::tiny_language(), theory_seed).empirical();
    const auto modes = static_cast<double>(empirical.places.size());
    TheoryResult result;
    result.table = {.rows_are = "λ",
                    .columns = {{"H(P_θ*)", "nats"}, {"H(P_emp)", "nats"}, {T("H of P_θ* on S₀ alone"), "nats"}, {T("surviving modes"), T("sentences")}, {T("modes in the data"), T("sentences")}, {"KL(P̃_θ*‖P_emp)", "nats"}},
                    .rows = {}};
    TheorySeries entropy{"H(P_θ*)", SeriesForm::line, {}, {}}, on_support{T("on S₀ alone"), SeriesForm::dots, {}, {}}, data{"H(P_emp)", SeriesForm::dashed, {}, {}};
    std::size_t poorer = 0;
    bool all_survive = true;
    for (const StationaryPoint& point : laboratory.minima()) {
        const Generation& generation = point.generation;
        poorer += generation.entropy < empirical.entropy() - 1e-3 ? 1 : 0;
        all_survive = generation.modes.surviving == modes; // of the smallest λ in the end
        result.table.rows.push_back({number_label(point.weight_decay),
                                     {generation.entropy, empirical.entropy(), generation.modes.entropy, generation.modes.surviving, modes, generation.modes.kl_reverse}});
        add(entropy, point.weight_decay, generation.entropy);
        add(on_support, point.weight_decay, generation.modes.entropy);
        add(data, point.weight_decay, empirical.entropy());
    }
    result.verdict = poorer == 0 && all_survive ? TheoryVerdict::fails : poorer == result.table.rows.size() ? TheoryVerdict::holds : TheoryVerdict::partly;
    result.explanation = poorer == 0 && all_survive
                             ? T("The model never has less entropy than the data. Weight decay adds entropy, and as λ falls P_θ goes to P_emp with all of its modes. Minimising the forward divergence "
                                 "fits the data; it is not what takes diversity away.")
                             : T("For some λ the model has less entropy than the data or has lost modes.");
    result.chart = {.title = T("Entropy at the minima"), .x_title = "λ", .y_title = T("nats"), .log_x = true, .series = {data, entropy, on_support}};
    return result;
}

} // namespace overdamp
