// SPDX-License-Identifier: GPL-3.0-or-later
// DMU and DTU in training: scores, update masks, update noise, and the state that a run continues from.
#include "core/train/modules.h"

#include "core/language/rarity.h"
#include "core/settings/random_stream.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/train/checkpoint.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <cmath>

using namespace overdamp;

namespace {

/// The modules of the tiny run with the gate open.
Knobs open_knobs() {
    Knobs knobs = tiny_experiment().knobs;
    knobs.feedback.gates_modules = false;
    knobs.optimizer.warmup_steps = 0;
    return knobs;
}

/// Two layers over four positions and four tokens, of which the training text holds 8, 4, 2 and 2.
Modules small_modules() {
    Language language;
    language.training = at::tensor({0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3}, at::kLong);
    return {Shape{.layers = 2, .width = 4, .heads = 1, .context = 4, .vocabulary = 4}, true, language};
}

Knobs shared_knobs(DtuScores scores) {
    Knobs knobs = open_knobs();
    knobs.dmu.dropout = 0;
    knobs.dtu.mode = DtuMode::shared;
    knobs.dtu.dropout = 0.75; // one of four positions: its probability is its share of the weights
    knobs.dtu.scores = scores;
    return knobs;
}

/// How often the one kept position of a layer is each of the four, over many steps.
std::vector<double> shares(const Modules& modules, const Knobs& knobs, const at::Tensor& tokens, std::size_t layer) {
    constexpr int draws = 10000;
    std::vector<double> result(4);
    for (int step = 0; step < draws; ++step)
        result[static_cast<std::size_t>(modules.draw(knobs, step, tokens).positions[layer].at(0))] += 1. / draws;
    return result;
}

/// Within five standard deviations of 10000 draws with P(j) ∝ 0.01 + 0.99·scores[j].
bool follow(const std::vector<double>& shares, const std::vector<double>& scores) {
    double total = 0;
    for (const double score : scores)
        total += 0.01 + 0.99 * score;
    return std::ranges::equal(shares, scores, [&](double share, double score) {
        const double p = (0.01 + 0.99 * score) / total;
        return std::abs(share - p) < 5 * std::sqrt(p * (1 - p) / 10000);
    });
}

const at::Tensor some_tokens = at::tensor({0, 1, 2, 3, 0, 0, 1, 3}, at::kLong).view({2, 4});

} // namespace

class ModulesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void rarity_scores_are_means_over_the_batch() {
        // Shares 1/2, 1/4, 1/8, 1/8: rarities 1/3, 2/3, 1, 1. Means of the two rows at each position: 1/3, 1/2, 5/6, 1.
        const auto found = shares(small_modules(), shared_knobs(DtuScores::rarity), some_tokens, 1);
        QVERIFY(follow(found, {1. / 3, 1. / 2, 5. / 6, 1}));
        QVERIFY(!follow(found, {1, 1, 1, 1}));
    }

    void attention_scores_follow_the_running_mean_of_each_layer() {
        Modules modules = small_modules();
        const Knobs knobs = shared_knobs(DtuScores::attention);
        QVERIFY(modules.state().empty());
        QVERIFY(follow(shares(modules, knobs, some_tokens, 0), {1, 1, 1, 1})); // nothing is known yet
        modules.observe({}, {on_test_device(at::tensor({1., 0.5, 0.25, 0.})), on_test_device(at::tensor({0.5, 0.5, 0.5, 0.5}))});
        // From 1/4 everywhere: 0.95/4 + 0.05·received.
        const at::Tensor state = modules.state().begin()->second.cpu();
        const at::Tensor expected = at::tensor({0.2875, 0.2625, 0.25, 0.2375, 0.2625, 0.2625, 0.2625, 0.2625}, at::kFloat).view({2, 4});
        QVERIFY(at::allclose(state, expected, 1e-6, 1e-7));
        const Masks shared{.feed_forward = {}, .key_sets = {}, .positions = {{1, 3}, {0, 2}}};
        for (int i = 0; i < 100; ++i) // 0.95¹⁰⁰ is 0.006
            modules.observe(shared, {on_test_device(at::tensor({0.1, 0.0})), on_test_device(at::tensor({0.2, 0.4}))});
        const at::Tensor now = modules.state().begin()->second.cpu();
        const double memory = std::pow(0.95, 100);
        QVERIFY(std::abs(now[0][0].item<double>() - 0.2875) < 1e-6); // not in the set: unchanged
        QVERIFY(std::abs(now[0][1].item<double>() - (0.1 + memory * (0.2625 - 0.1))) < 1e-5);
        QVERIFY(std::abs(now[1][2].item<double>() - (0.4 + memory * (0.2625 - 0.4))) < 1e-5);
        const auto scaled = [&](std::int64_t layer) {
            std::vector<double> scores;
            for (std::int64_t j = 0; j < 4; ++j)
                scores.push_back(now[layer][j].item<double>() / now[layer].max().item<double>());
            return scores;
        };
        QVERIFY(follow(shares(modules, knobs, some_tokens, 0), scaled(0)));
        QVERIFY(follow(shares(modules, knobs, some_tokens, 1), scaled(1)));
    }

    void an_attention_state_that_does_not_fit_is_refused() {
        Modules modules = small_modules();
        modules.observe({}, {at::ones({4}, test_options()), at::ones({4}, test_options())});
        NamedTensors state = modules.state();
        const std::string name = state.begin()->first;
        modules.check_state(state);
        modules.check_state({});
        at::Tensor not_finite = state[name].clone(), negative = state[name].clone();
        not_finite[1][2] = NAN;
        negative[0][3] = -0.1;
        for (const at::Tensor& bad : {at::ones({2, 3}), at::ones({2, 4}, at::kDouble), at::zeros({2, 4}), not_finite, negative})
            QVERIFY_EXCEPTION_THROWN(modules.check_state({{name, bad}}), CheckpointError);

        Knobs knobs = open_knobs();
        knobs.dtu.scores = DtuScores::attention;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        NamedTensors optimizer = trainer.optimizer_state();
        QVERIFY(optimizer.contains(name));
        const at::Tensor before = trainer.model().parameters().flat().clone();
        optimizer[name] = at::ones({2, 3});
        NamedTensors model = trainer.model_state();
        for (auto& [key, tensor] : model)
            tensor = at::zeros_like(tensor);
        QVERIFY_EXCEPTION_THROWN(trainer.restore(model, optimizer, 1), CheckpointError);
        QVERIFY(at::equal(trainer.model().parameters().flat(), before));
        QCOMPARE(trainer.steps_done(), 2);
    }

    void the_step_freezes_masked_weights_and_biases_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("edge_prob") << static_cast<int>(DmuMode::edge_prob);
        QTest::newRow("edge_fix") << static_cast<int>(DmuMode::edge_fix);
    }

    void the_step_freezes_masked_weights_and_biases() {
        QFETCH(int, mode);
        Knobs knobs = open_knobs();
        knobs.dmu.mode = static_cast<DmuMode>(mode);
        knobs.objective.weight_decay = 0.5; // moves what has no gradient, too
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        const Parameters& parameters = trainer.model().parameters();
        const at::Tensor values = parameters.flat().clone();
        const at::Tensor first = trainer.optimizer_state().at("first_moment").clone(), second = trainer.optimizer_state().at("second_moment").clone();
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dmu, 2);
        const FeedForwardMask mask = draw_feed_forward_mask(knobs.dmu.mode, knobs.dmu.dropout, false, 16, 64, stream);
        trainer.step(knobs);
        const NamedTensors state = trainer.optimizer_state();
        const auto check = [&](const char* name, const at::Tensor& kept) {
            const auto changed = [&](const at::Tensor& now, const at::Tensor& before) {
                const std::size_t index = parameters.index(std::string("transformer.h.0.mlp.") + name);
                return parameters.view_of(now, index).ne(parameters.view_of(before, index)).cpu();
            };
            QVERIFY2(at::equal(changed(parameters.flat(), values), kept), name);
            for (const at::Tensor& moved : {changed(state.at("first_moment"), first), changed(state.at("second_moment"), second)})
                QVERIFY2(!moved.logical_and(kept.logical_not()).any().item<bool>() && moved.any().item<bool>(), name);
        };
        check("c_fc.weight", mask.up_edges->weight);
        check("c_proj.weight", mask.down_edges->weight);
        // Biases start at 0, so decay alone does not move them; every kept one has a gradient here.
        check("c_fc.bias", mask.up_edges->bias);
        check("c_proj.bias", mask.down_edges->bias);
    }

    void update_noise_moves_attention_alone_by_the_learning_rate() {
        Knobs knobs = open_knobs();
        Trainer quiet = make_trainer(knobs), noisy = make_trainer(knobs);
        Knobs with_noise = knobs;
        with_noise.dtu.update_noise = 0.5;
        const double rate = quiet.step(knobs).learning_rate;
        noisy.step(with_noise);
        const Parameters& parameters = noisy.model().parameters();
        std::vector<at::Tensor> noise;
        for (std::size_t i = 0; i < parameters.count(); ++i) {
            const std::string& name = parameters.spec(i).name;
            const at::Tensor ours = parameters.view_of(parameters.flat(), i), others = parameters.view_of(quiet.model().parameters().flat(), i);
            if (name.find(".attn.") != std::string::npos)
                noise.push_back((ours - others).reshape({-1}).to(at::kDouble) / (rate * 0.5));
            else
                QVERIFY2(equal_runs(ours, others), name.c_str());
        }
        const at::Tensor standard = at::cat(noise);
        const auto count = static_cast<double>(standard.numel());
        QCOMPARE(standard.numel(), 2 * (16 * 48 + 48 + 16 * 16 + 16));
        QVERIFY(std::abs(standard.mean().item<double>()) < 5 / std::sqrt(count));
        QVERIFY(std::abs(standard.pow(2).mean().item<double>() - 1) < 5 * std::sqrt(2 / count));
        QVERIFY(!at::equal(noise[0], noise[4])); // c_attn.weight of the two layers
    }

    void update_noise_is_gated_and_belongs_to_dtu() {
        for (const bool gated : {true, false}) {
            Knobs knobs = open_knobs();
            if (gated) {
                knobs.feedback.strength = 0;
                knobs.feedback.gates_modules = true;
            } else {
                knobs.dtu.mode = DtuMode::off;
            }
            Trainer quiet = make_trainer(knobs), noisy = make_trainer(knobs);
            train(quiet, knobs, 2);
            knobs.dtu.update_noise = 0.5;
            train(noisy, knobs, 2);
            QVERIFY(equal_runs(quiet.model().parameters().flat(), noisy.model().parameters().flat()));
        }
    }

    void a_run_with_every_state_continues_bit_for_bit_data() {
        QTest::addColumn<int>("dtu");
        QTest::newRow("per_query") << static_cast<int>(DtuMode::per_query);
        QTest::newRow("shared") << static_cast<int>(DtuMode::shared);
    }

    void a_run_with_every_state_continues_bit_for_bit() {
        QFETCH(int, dtu);
        Knobs knobs = open_knobs();
        knobs.dmu.mode = DmuMode::edge_fix;
        knobs.dtu.mode = static_cast<DtuMode>(dtu);
        knobs.dtu.scores = DtuScores::attention;
        knobs.dtu.update_noise = 0.1;
        Trainer whole = make_trainer(knobs), continued = make_trainer(knobs), forgetful = make_trainer(knobs);
        train(whole, knobs, 8);
        const QTemporaryDir run;
        save_checkpoint(run.path().toStdString(), whole, {.step = 8, .revision = 0, .seconds = 0, .knobs = knobs});
        NamedTensors without = whole.optimizer_state();
        QCOMPARE(without.erase("dtu.attention_received"), 1u);
        forgetful.restore(whole.model_state(), without, 8);
        load_checkpoint(list_checkpoints(run.path().toStdString()).front(), continued);
        train(whole, knobs, 8);
        train(continued, knobs, 8);
        train(forgetful, knobs, 8);
        QVERIFY(equal_runs(continued.model().parameters().flat(), whole.model().parameters().flat()));
        QVERIFY(equal_runs(continued.optimizer_state().at("dtu.attention_received"), whole.optimizer_state().at("dtu.attention_received")));
        QVERIFY(!at::equal(forgetful.model().parameters().flat(), whole.model().parameters().flat())); // so the state matters
    }

    void looking_at_a_run_leaves_its_scores_alone() {
        Knobs knobs = open_knobs();
        knobs.dtu.scores = DtuScores::attention;
        knobs.dmu.at_generation = true;
        Trainer watched = make_trainer(knobs), alone = make_trainer(knobs);
        for (int i = 0; i < 5; ++i) {
            watched.evaluate(knobs);
            watched.sample(knobs);
            watched.step(knobs);
            alone.step(knobs);
        }
        QVERIFY(equal_runs(watched.model().parameters().flat(), alone.model().parameters().flat()));
    }

    void every_attention_trains_by_every_score() {
        for (const DtuMode mode : {DtuMode::per_query, DtuMode::shared})
            for (const DtuScores scores : {DtuScores::uniform, DtuScores::rarity, DtuScores::attention}) {
                Knobs knobs = open_knobs();
                knobs.dtu.mode = mode;
                knobs.dtu.scores = scores;
                Trainer trainer = make_trainer(knobs);
                const double first = trainer.step(knobs).loss;
                train(trainer, knobs, 60);
                QVERIFY(trainer.model().parameters().flat().isfinite().all().item<bool>());
                QVERIFY(trainer.step(knobs).loss < first);
            }
    }

    void a_step_reports_the_share_of_its_work() {
        Knobs knobs = open_knobs();
        Trainer trainer = make_trainer(knobs);
        const double with_dmu = trainer.step(knobs).work_share;
        knobs.dtu.mode = DtuMode::shared;
        const double with_both = trainer.step(knobs).work_share;
        knobs.dmu.dropout = 0;
        const double with_shared = trainer.step(knobs).work_share;
        knobs.feedback.strength = 0;
        knobs.feedback.gates_modules = true;
        QCOMPARE(trainer.step(knobs).work_share, 100.0);
        QVERIFY(with_dmu < 100 && with_shared < 100 && with_both < with_dmu && with_both < with_shared);
    }
};

QTEST_GUILESS_MAIN(ModulesTest)
#include "modules.moc"
