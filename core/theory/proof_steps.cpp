// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of the proofs that a function of one variable or a distribution of a few outcomes refutes.
#include "core/measure/modes.h"
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

/// A function of one variable with its derivative, least value 0 at 0, and the β for which it is β-smooth.
struct SmoothFunction {
    const char* name;
    double smoothness;
    double (*value)(double);
    double (*slope)(double);
};

const SmoothFunction smooth_functions[] = {
    {"0.05x²", 1, [](double x) { return 0.05 * x * x; }, [](double x) { return 0.1 * x; }},
    // KL((½, ½) ‖ softmax(x, 0)) = log cosh(x/2), whose second derivative is at most ¼.
    {T("KL of two outcomes, logit x"), 0.25, [](double x) { return std::log(std::cosh(x / 2)); }, [](double x) { return std::tanh(x / 2) / 2; }},
};

} // namespace

TheoryResult check_definition(Laboratory&) {
    // f(θ) = log(1 + e^−θ): what a logistic model has for separable data without weight decay.
    const auto slope = [](double place) { return -1 / (1 + std::exp(place)); };
    TheoryResult result;
    result.table = {.rows_are = T("step"), .columns = {{"θ_t", ""}, {"|f'(θ_t)|", ""}, {T("secant smoothness so far, at most ¼"), ""}}, .rows = {}};
    TheorySeries places{"θ_t", SeriesForm::line, {}, {}}, slopes{"|f'(θ_t)|", SeriesForm::line, {}, {}};
    double place = 0, smoothness = 0;
    constexpr std::int64_t steps = 1'000'000;
    for (std::int64_t step = 1, look = 1; step <= steps; ++step) {
        const double next = place - slope(place);
        if (next != place)
            smoothness = std::max(smoothness, std::abs(slope(next) - slope(place)) / std::abs(next - place));
        place = next;
        if (step == look) {
            look *= 10;
            result.table.rows.push_back({std::to_string(step), {place, std::abs(slope(place)), smoothness}});
            add(places, static_cast<double>(step), place);
            add(slopes, static_cast<double>(step), std::abs(slope(place)));
        }
    }
    const bool refuted = places.y.back() > 2 * places.y[places.y.size() / 2] - 0.5 && slopes.y.back() < 1e-5 && smoothness <= 0.25;
    result.verdict = refuted ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = refuted ? T("For f(θ) = log(1 + e^−θ) gradient descent has a vanishing gradient (2) on a ¼-smooth loss (3), and θ_t grows like log t without end, so that (1) fails: the three conditions are not equivalent.")
                                 : T("The example does not separate the conditions.");
    result.chart = {.title = T("Gradient descent on log(1 + e^−θ)"), .x_title = T("Step"), .y_title = T("value"), .log_x = true, .log_y = true, .series = {places, slopes}};
    return result;
}

TheoryResult check_subset(Laboratory&) {
    const std::vector<double> empirical = {0.48, 0.24, 0.16, 0.12};
    TheoryResult result;
    result.table = {.rows_are = T("share of the rarest mode that is left"), .columns = {{"KL(P_emp‖P_θ)", "nats"}, {T("penalty beyond the full support"), "nats"}, {T("surviving modes"), T("sentences")}, {"P_θ(S₀)", ""}}, .rows = {}};
    TheorySeries divergence{"KL(P_emp‖P_θ)", SeriesForm::dots, {}, {}}, claimed{T("no penalty, as stated"), SeriesForm::dashed, {}, {}};
    bool penalised = true;
    for (const double left : {1.0, 0.5, 0.1, 0.01, 1e-4, 1e-8, 1e-16}) {
        std::vector<double> logs;
        const double moved = empirical.back() * (1 - left);
        for (std::size_t k = 0; k + 1 < empirical.size(); ++k)
            logs.push_back(std::log(empirical[k] * (1 + moved / (1 - empirical.back()))));
        logs.push_back(std::log(empirical.back() * left));
        const SentenceModes modes = sentence_modes(empirical, logs);
        const double before = result.table.rows.empty() ? -1 : result.table.rows.back().values[0];
        penalised = penalised && modes.kl_forward > before;
        result.table.rows.push_back({number_label(left), {modes.kl_forward, modes.kl_forward - (result.table.rows.empty() ? modes.kl_forward : result.table.rows.front().values[0]), modes.surviving, modes.mass}});
        add(divergence, left, modes.kl_forward);
        add(claimed, left, 0);
    }
    result.verdict = penalised ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = penalised ? T("Taking mass from one mode of P_emp and giving it to the others costs KL, without limit as the mode goes: (17) has P_θ(y) in the denominator. The forward divergence covers modes; it is the "
                                       "reverse one that lets them go. Mass on S₀ stays 1 throughout: it says that the data are fitted, not that entropy was lost.")
                                   : T("The divergence did not grow while a mode was taken away.");
    result.chart = {.title = T("Divergence as the rarest of four modes is taken away"), .x_title = T("Share of the mode that is left"), .y_title = T("nats"), .log_x = true, .series = {claimed, divergence}};
    return result;
}

TheoryResult check_smoothness_bound(Laboratory&) {
    TheoryResult result;
    result.table = {.rows_are = T("function and place"), .columns = {{"f(x) − f_min", ""}, {T("|f'(x)|²/2β, above it by (36)"), ""}, {T("times too small"), ""}, {T("holds the other way round"), ""}}, .rows = {}};
    TheorySeries values{"0.05x²", SeriesForm::line, {}, {}}, claimed{T("|f'|²/2β, above it by (36)"), SeriesForm::dashed, {}, {}};
    bool violated = true, reversed = true;
    for (const SmoothFunction& function : smooth_functions)
        for (const double x : {0.5, 1.0, 2.0, 4.0}) {
            const double value = function.value(x), bound = function.slope(x) * function.slope(x) / (2 * function.smoothness);
            violated = violated && value > bound;
            reversed = reversed && value >= bound;
            result.table.rows.push_back({std::string(function.name) + "; x = " + number_label(x) + "; β = " + number_label(function.smoothness), {value, bound, value / bound, value >= bound ? 1.0 : 0.0}});
        }
    for (double x = -4; x <= 4.001; x += 0.1) {
        const SmoothFunction& first = smooth_functions[0];
        add(values, x, first.value(x));
        add(claimed, x, first.slope(x) * first.slope(x) / (2 * first.smoothness));
    }
    result.verdict = violated ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = violated && reversed ? T("f = 0.05x² is 0.1-smooth and so 1-smooth. Away from 0 it lies ten times above what (36) says is above it; the divergence itself, as a function of a logit, does so too. For β-smooth convex functions the inequality "
                                                  "holds the other way round, f ≥ f_min + ‖∇f‖²/2β. As stated it needs strong convexity with the constant β. A small gradient does not make (37) small.")
                                              : T("The inequality is kept at the places tried.");
    result.chart = {.title = T("f = 0.05x², β = 1, and its bound"), .x_title = "x", .y_title = T("value"), .series = {claimed, values}};
    return result;
}

TheoryResult check_bound_55(Laboratory&) {
    const Empirical empirical = SequenceModel(Laboratory::tiny_language(), theory_seed).empirical();
    const std::vector<double>& p = empirical.probabilities;
    const std::vector<double> uniform(p.size(), 1 / static_cast<double>(p.size()));
    TheoryResult result;
    result.table = {.rows_are = T("P_emp; ε"), .columns = {{"K·p_min", ""}, {T("right side of (55)"), "nats"}, {T("ε, to be reached by (56)"), ""}, {T("right side of (55) / ε"), ""}, {T("least KL with P_θ(S₀) = 1 − ε"), "nats"}}, .rows = {}};
    TheorySeries stated{T("ε (56)"), SeriesForm::dashed, {}, {}}, bound{T("right side of (55), uniform P_emp"), SeriesForm::dots, {}, {}}, least{T("least KL"), SeriesForm::line, {}, {}};
    bool short_of_it = true, rescued = true;
    for (const auto& [name, masses] : {std::pair{T("Zipf"), &p}, {T("uniform"), &uniform}})
        for (const double epsilon : {0.3, 0.1, 0.03, 0.01, 0.001}) {
            const double smallest = *std::ranges::min_element(*masses), modes = static_cast<double>(masses->size());
            const double right = smallest * std::log(modes * smallest / (1 - epsilon));
            std::vector<double> logs;
            for (const double mass : *masses)
                logs.push_back(std::log((1 - epsilon) * mass));
            const double divergence = sentence_modes(*masses, logs).kl_forward;
            short_of_it = short_of_it && right < epsilon;
            rescued = rescued && divergence >= epsilon;
            result.table.rows.push_back({std::string(name) + "; " + number_label(epsilon), {modes * smallest, right, epsilon, right / epsilon, divergence}});
            if (masses == &uniform) {
                add(stated, epsilon, epsilon);
                add(bound, epsilon, right);
                add(least, epsilon, divergence);
            }
        }
    result.verdict = short_of_it ? TheoryVerdict::fails : TheoryVerdict::holds;
    result.explanation = short_of_it && rescued ? T("Since K·p_min ≤ 1, the right side of (55) is at most p_min·log(1/(1 − ε)), which is below ε, and it is negative for Zipf's weights: (56) does not follow. It is true all the same, by the log-sum inequality: "
                                                    "KL ≥ −log P_θ(S₀) > ε. What the theorem then rests on is (48), which takes Lemma 4.3 with the constant 1.")
                                                : T("The right side of (55) reaches ε in some case.");
    result.chart = {.title = T("From (55) to (56), uniform P_emp"), .x_title = "ε", .y_title = T("nats"), .log_x = true, .log_y = true, .series = {stated, least, bound}};
    return result;
}

} // namespace overdamp
