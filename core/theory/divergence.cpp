// SPDX-License-Identifier: GPL-3.0-or-later
// Lemma 4.2 and (24): the loss as a divergence, without prompts and with them.
#include "core/settings/text.h"
#include "core/theory/check_list.h"

#include <ATen/ATen.h>
#include <cmath>

namespace overdamp {

namespace {

constexpr auto T = translatable;

constexpr std::int64_t prompts = 3, answers = 6;

/// Prompts and answers whose dependence goes from none (0) to as much as there can be (3): the answers that belong to a prompt occur 3·dependence times more
/// often behind it than the others, every prompt 18 times in all.
SequenceTask prompted_task(std::int64_t dependence) {
    SequenceTask task = synthetic_task(answers, 3, 8, answers);
    std::vector<SequenceExample> examples;
    for (std::int64_t prompt = 0; prompt < prompts; ++prompt)
        for (std::int64_t answer = 0; answer < answers; ++answer) {
            const std::int64_t count = 3 - dependence + (answer % prompts == prompt ? 3 * dependence : 0);
            if (count > 0)
                examples.push_back({prompt, task.examples[static_cast<std::size_t>(answer)].answer, count});
        }
    task.prompts = prompts;
    task.examples = std::move(examples);
    return task;
}

/// I(X; Y) of the data, nats.
double mutual_information(const SequenceTask& task, const Empirical& empirical) {
    double conditional = 0; // H(Y | X)
    const auto documents = static_cast<double>(task.documents());
    for (const SequenceExample& example : task.examples) {
        double with_prompt = 0;
        for (const SequenceExample& other : task.examples)
            with_prompt += other.prompt == example.prompt ? static_cast<double>(other.count) : 0;
        const auto count = static_cast<double>(example.count);
        conditional -= count / documents * std::log(count / with_prompt);
    }
    return empirical.entropy() - conditional;
}

} // namespace

TheoryResult check_loss_is_divergence(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("parameters"),
                    .columns = {{"L(θ)", "nats"}, {"KL(P_emp‖P_θ)", "nats"}, {"H(P_emp)", "nats"}, {"L − KL − H", "nats"}, {"P_θ(𝒱^T)", ""}},
                    .rows = {}};
    SequenceModel model(Laboratory::tiny_language(), theory_seed);
    TheorySeries loss{"L(θ)", SeriesForm::dots, {}, {}}, sum{T("KL + H (26)"), SeriesForm::dashed, {}, {}};
    double worst = 0;
    std::int64_t iterations = 0;
    at::Tensor place = 5 * model.place();
    for (const std::int64_t until : {0, 5, 20, 80, 320}) {
        place = minimise([&](const at::Tensor& there) { return model.regularised_loss(there, 1e-4); }, place,
                         {.most_iterations = until - iterations, .each = [&](std::int64_t i) { laboratory.advance(static_cast<double>(iterations + i) / 320); }})
                    .place;
        iterations = until;
        model.move_to(place);
        const double value = model.loss().value, entropy = model.empirical().entropy();
        const Generation generation = model.generation();
        const double rest = value - generation.modes.kl_forward - entropy;
        worst = std::max(worst, std::abs(rest));
        result.table.rows.push_back({std::to_string(until), {value, generation.modes.kl_forward, entropy, rest, generation.total}});
        loss.x.push_back(static_cast<double>(until));
        loss.y.push_back(value);
        sum.x.push_back(static_cast<double>(until));
        sum.y.push_back(generation.modes.kl_forward + entropy);
    }
    result.table.rows_are = T("iterations of training");
    result.verdict = worst < 1e-9 ? TheoryVerdict::holds : TheoryVerdict::fails;
    result.explanation = worst < 1e-9 ? T("Without prompts the equation holds to rounding wherever the model is, for then G_θ is P_θ itself.") : T("The two sides differ by more than rounding.");
    result.chart = {.title = T("Loss of a sentence"), .x_title = T("Iterations of training"), .y_title = T("nats"), .series = {sum, loss}};
    return result;
}

TheoryResult check_prompts(Laboratory& laboratory) {
    TheoryResult result;
    result.table = {.rows_are = T("dependence"),
                    .columns = {{"I(X;Y)", "nats"}, {T("L(θ), the left side of (24)"), "nats"}, {T("−Σ P_emp log P_θ, its right side"), "nats"}, {T("gap"), "nats"}, {T("gap / I(X;Y)"), ""}},
                    .rows = {}};
    TheorySeries gaps{T("gap of (24)"), SeriesForm::dots, {}, {}}, information{"I(X;Y)", SeriesForm::dashed, {}, {}};
    double independent = 0, largest = 0;
    for (std::int64_t dependence = 0; dependence <= 3; ++dependence) {
        SequenceModel model(prompted_task(dependence), theory_seed);
        const auto each = [&](std::int64_t i) { laboratory.advance((static_cast<double>(dependence) + static_cast<double>(i) / 400) / 4); };
        model.move_to(minimise([&](const at::Tensor& there) { return model.regularised_loss(there, 1e-5); }, 5 * model.place(), {.most_iterations = 400, .each = each}).place);
        const double loss = model.loss().value, marginal = model.generation().modes.kl_forward + model.empirical().entropy();
        const double shared = mutual_information(model.task(), model.empirical()), gap = marginal - loss;
        (dependence == 0 ? independent : largest) = gap;
        const double ratio = shared > 1e-9 ? gap / shared : std::nan("");
        result.table.rows.push_back({number_label(static_cast<double>(dependence) / 3), {shared, loss, marginal, gap, ratio}});
        gaps.x.push_back(shared);
        gaps.y.push_back(gap);
        information.x.push_back(shared);
        information.y.push_back(shared);
    }
    const bool only_without = std::abs(independent) < 0.01 && largest > 0.1;
    result.verdict = only_without ? TheoryVerdict::fails : std::abs(largest) < 0.01 ? TheoryVerdict::holds : TheoryVerdict::partly;
    result.explanation = only_without ? T("The two sides agree only where answers do not depend on their prompts. A model that has learnt them is off by the mutual information of prompt "
                                          "and answer, which more capacity and more data do not take away: with prompts, training minimises KL(P_emp(y|x)‖G_θ) and not the divergence (17).")
                                      : T("The gap does not follow the mutual information of prompt and answer as it does for a model that has learnt the data.");
    result.chart = {.title = T("What (24) leaves out"), .x_title = T("Mutual information of prompt and answer (nats)"), .y_title = T("nats"), .series = {information, gaps}};
    return result;
}

} // namespace overdamp
