// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for training GPT-2 holds for BERT.
#include "core/settings/random_stream.h"
#include "core/settings/text.h"
#include "core/train/checkpoint.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <nlohmann/json.hpp>
#include <torch/csrc/autograd/autograd.h>

using namespace overdamp;

namespace {

Knobs bert_knobs() {
    Knobs knobs = tiny_experiment().knobs;
    knobs.model.kind = ModelKind::bert;
    return knobs;
}

} // namespace

class BertTrainingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void the_same_experiment_gives_the_same_bits_and_another_seed_others() {
        Knobs knobs = bert_knobs();
        Trainer first = make_trainer(knobs), second = make_trainer(knobs);
        QVERIFY(equal_runs(train(first, knobs, 12), train(second, knobs, 12)));
        ++knobs.training.seed;
        Trainer third = make_trainer(knobs);
        QVERIFY(!at::equal(train(third, knobs, 12), train(first, knobs, 0)));
    }

    void evaluating_and_sampling_leave_training_bit_for_bit_alone() {
        const Knobs knobs = bert_knobs();
        Trainer watched = make_trainer(knobs), alone = make_trainer(knobs);
        for (int i = 0; i < 6; ++i) {
            watched.evaluate(knobs);
            watched.sample(knobs);
            watched.step(knobs);
            alone.step(knobs);
        }
        QVERIFY(equal_runs(watched.model().parameters().flat(), alone.model().parameters().flat()));
    }

    void training_goes_on_bit_for_bit_data() {
        QTest::addColumn<int>("law");
        QTest::newRow("entropy") << static_cast<int>(FeedbackLaw::entropy);
        QTest::newRow("anchor, which remembers a mean") << static_cast<int>(FeedbackLaw::anchor);
    }

    void training_goes_on_bit_for_bit() {
        QFETCH(int, law);
        Knobs knobs = bert_knobs();
        knobs.feedback.law = static_cast<FeedbackLaw>(law);
        QTemporaryDir folder;
        const std::filesystem::path run = folder.path().toStdString();
        Trainer whole = make_trainer(knobs);
        train(whole, knobs, 7);
        save_checkpoint(run, whole, {.step = 7, .knobs = knobs});
        train(whole, knobs, 6);
        Trainer resumed = make_trainer(knobs);
        load_checkpoint(run / "checkpoints" / "step-7", resumed);
        train(resumed, knobs, 6);
        QVERIFY(equal_runs(whole.model().parameters().flat(), resumed.model().parameters().flat()));
    }

    void the_configuration_describes_the_model_for_other_programs() {
        const Knobs knobs = bert_knobs();
        QTemporaryDir folder;
        const std::filesystem::path run = folder.path().toStdString();
        Trainer trainer = make_trainer(knobs);
        save_checkpoint(run, trainer, {.step = 0, .knobs = knobs});
        const auto config = nlohmann::json::parse(read_text(run / "checkpoints" / "step-0" / "config.json"));
        QCOMPARE(config.at("model_type").get<std::string>(), std::string("bert"));
        QCOMPARE(config.at("num_hidden_layers").get<int>(), 2);
        QCOMPARE(config.at("vocab_size").get<std::int64_t>(), trainer.language().tokenizer->vocabulary());
        Knobs causal = knobs;
        causal.model.kind = ModelKind::gpt2;
        Trainer other = make_trainer(causal);
        QVERIFY_EXCEPTION_THROWN(load_checkpoint(run / "checkpoints" / "step-0", other), CheckpointError);
    }

    void the_step_freezes_what_dmu_masks() {
        Knobs knobs = bert_knobs();
        knobs.feedback.gates_modules = false;
        knobs.objective.weight_decay = 0.5;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        const Parameters& parameters = trainer.model().parameters();
        const at::Tensor before = parameters.flat().clone();
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dmu, 2);
        const FeedForwardMask mask = draw_feed_forward_mask(knobs.dmu.mode, knobs.dmu.dropout, false, 16, 64, stream);
        trainer.step(knobs);
        const auto moved_inputs = [&](const char* name) {
            const std::size_t index = parameters.index(name);
            return parameters.view_of(parameters.flat(), index).ne(parameters.view_of(before, index)).any(0).cpu();
        };
        const at::Tensor up = moved_inputs("bert.encoder.layer.0.intermediate.dense.weight");
        for (std::int64_t node = 0; node < 16; ++node)
            QCOMPARE(up[node].item<bool>(), std::ranges::binary_search(mask.up.inputs, node));
        const at::Tensor down = moved_inputs("bert.encoder.layer.0.output.dense.weight");
        for (std::int64_t node = 0; node < 64; ++node)
            QCOMPARE(down[node].item<bool>(), std::ranges::binary_search(mask.down.inputs, node));
    }

    void the_step_freezes_masked_weights_and_biases() {
        Knobs knobs = bert_knobs();
        knobs.feedback.gates_modules = false;
        knobs.dmu.mode = DmuMode::edge_fix;
        knobs.objective.weight_decay = 0.5;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 2);
        const Parameters& parameters = trainer.model().parameters();
        const at::Tensor before = parameters.flat().clone();
        std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dmu, 2);
        const FeedForwardMask mask = draw_feed_forward_mask(knobs.dmu.mode, knobs.dmu.dropout, false, 16, 64, stream);
        trainer.step(knobs);
        const auto moved = [&](const char* name) {
            const std::size_t index = parameters.index(std::string("bert.encoder.layer.0.") + name);
            return parameters.view_of(parameters.flat(), index).ne(parameters.view_of(before, index)).cpu();
        };
        QVERIFY(at::equal(moved("intermediate.dense.weight"), mask.up_edges->weight.t()));
        QVERIFY(at::equal(moved("intermediate.dense.bias"), mask.up_edges->bias));
        QVERIFY(at::equal(moved("output.dense.weight"), mask.down_edges->weight.t()));
        QVERIFY(at::equal(moved("output.dense.bias"), mask.down_edges->bias));
    }

    void update_noise_moves_attention_alone() {
        Knobs knobs = bert_knobs();
        knobs.feedback.gates_modules = false;
        knobs.optimizer.warmup_steps = 0;
        Trainer quiet = make_trainer(knobs), noisy = make_trainer(knobs);
        quiet.step(knobs);
        knobs.dtu.update_noise = 0.5;
        noisy.step(knobs);
        const Parameters& parameters = noisy.model().parameters();
        for (std::size_t i = 0; i < parameters.count(); ++i) {
            const std::string& name = parameters.spec(i).name;
            const bool of_attention = name.find(".attention.") != std::string::npos && name.find("LayerNorm") == std::string::npos;
            QCOMPARE(!equal_runs(parameters[i], quiet.model().parameters()[i]), of_attention);
        }
    }

    void every_attention_trains_by_every_score() {
        for (const DtuMode mode : {DtuMode::per_query, DtuMode::shared})
            for (const DtuScores scores : {DtuScores::uniform, DtuScores::rarity, DtuScores::attention}) {
                Knobs knobs = bert_knobs();
                knobs.feedback.gates_modules = false;
                knobs.dtu.mode = mode;
                knobs.dtu.scores = scores;
                Trainer trainer = make_trainer(knobs);
                QVERIFY(train(trainer, knobs, 8).isfinite().all().item<bool>());
                QCOMPARE(trainer.optimizer_state().contains("dtu.attention_received"), scores == DtuScores::attention);
            }
    }

    void loss_and_gradient_count_the_hidden_tokens_only() {
        Knobs knobs = bert_knobs();
        knobs.feedback.strength = 0;
        knobs.objective.weight_decay = 0;
        Trainer trainer = make_trainer(knobs);
        const Batch batch = training_batch(trainer.language(), knobs, 0);
        const at::Tensor targets = on_test_device(batch.targets.view({-1})), hidden = targets.ne(ignored_target);
        const Transformer& model = trainer.model();
        const at::Tensor logp = at::log_softmax(model.logits(model.hidden_states(on_test_device(batch.inputs))), 1);
        const at::Tensor loss = at::nll_loss(logp.index({hidden}), targets.index({hidden}));
        std::vector<at::Tensor> views;
        for (std::size_t i = 0; i < model.parameters().count(); ++i)
            views.push_back(model.parameters()[i]);
        double squares = 0;
        for (const at::Tensor& gradient : torch::autograd::grad({loss}, views))
            squares += gradient.pow(2).sum().item<double>();
        const StepRecord record = trainer.step(knobs);
        QVERIFY(std::abs(record.loss - loss.item<double>()) < 1e-5);
        QVERIFY(std::abs(record.gradient_norm - std::sqrt(squares)) < 1e-5 * std::sqrt(squares));
    }

    void learning_lowers_the_held_out_loss() {
        Knobs knobs = bert_knobs();
        knobs.feedback.strength = 0;
        knobs.optimizer.learning_rate = 1e-2;
        knobs.training.batch = 16;
        Trainer trainer = make_trainer(knobs);
        const double before = trainer.evaluate(knobs).loss;
        train(trainer, knobs, 400);
        const double after = trainer.evaluate(knobs).loss;
        QVERIFY2(after < 0.5 * before, qPrintable(QString("%1 → %2").arg(before).arg(after)));
    }

    void every_law_trains_with_every_mask() {
        for (const FeedbackLaw law : {FeedbackLaw::entropy, FeedbackLaw::marginal, FeedbackLaw::anchor, FeedbackLaw::temporal})
            for (const DmuMode mode : {DmuMode::node_fix, DmuMode::node_prob, DmuMode::bernoulli, DmuMode::edge_prob, DmuMode::edge_fix}) {
                Knobs knobs = bert_knobs();
                knobs.feedback.law = law;
                knobs.feedback.noise = 0.1;
                knobs.dmu.mode = mode;
                Trainer trainer = make_trainer(knobs);
                QVERIFY(train(trainer, knobs, 8).isfinite().all().item<bool>());
            }
    }
};

QTEST_GUILESS_MAIN(BertTrainingTest)
#include "bert.moc"
