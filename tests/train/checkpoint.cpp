// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/settings/text.h"
#include "core/train/device.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace overdamp;

class CheckpointTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path run() const { return folder_.path().toStdString(); }

  private Q_SLOTS:
    void initTestCase() {
        skip_without_device();
        use_threads(1);
    }

    void training_goes_on_bit_for_bit_data() {
        QTest::addColumn<int>("law");
        QTest::newRow("entropy") << static_cast<int>(FeedbackLaw::entropy);
        QTest::newRow("anchor, which remembers a mean") << static_cast<int>(FeedbackLaw::anchor);
    }

    void training_goes_on_bit_for_bit() {
        QFETCH(int, law);
        Knobs knobs = tiny_experiment().knobs;
        knobs.feedback.law = static_cast<FeedbackLaw>(law);
        knobs.optimizer.weight_average = 0.9;
        Trainer whole = make_trainer(knobs);
        train(whole, knobs, 7);
        save_checkpoint(run(), whole, {.step = 7, .revision = 3, .seconds = 1.5, .knobs = knobs});
        train(whole, knobs, 6);

        Trainer resumed = make_trainer(knobs);
        const CheckpointInfo info = load_checkpoint(run() / "checkpoints" / "step-7", resumed);
        QCOMPARE(info.revision, 3);
        QCOMPARE(info.seconds, 1.5);
        QVERIFY(changes_between(info.knobs, knobs).empty());
        train(resumed, knobs, 6);
        QVERIFY(equal_runs(whole.model().parameters().flat(), resumed.model().parameters().flat()));
        QVERIFY(equal_runs(whole.optimizer_state().at("weight_average"), resumed.optimizer_state().at("weight_average")));
        QCOMPARE(resumed.steps_done(), 13);
    }

    void the_newest_checkpoint_comes_first() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        for (const int step : {9, 10, 11}) {
            train(trainer, knobs, step - static_cast<int>(trainer.steps_done()));
            save_checkpoint(run(), trainer, {.step = step, .knobs = knobs});
        }
        std::filesystem::create_directories(run() / "checkpoints" / "step-12.tmp");
        std::filesystem::create_directories(run() / "checkpoints" / "something");
        const auto found = list_checkpoints(run());
        QCOMPARE(found.front().filename().string(), std::string("step-11"));
        QVERIFY(std::ranges::none_of(found, [](const auto& path) { return path.filename() == "step-12.tmp"; }));
    }

    void writing_a_step_again_replaces_it() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 4);
        save_checkpoint(run(), trainer, {.step = 4, .revision = 1, .knobs = knobs});
        save_checkpoint(run(), trainer, {.step = 4, .revision = 2, .knobs = knobs});
        QCOMPARE(load_checkpoint(run() / "checkpoints" / "step-4", trainer).revision, 2);
        QVERIFY(!std::filesystem::exists(run() / "checkpoints" / "step-4.old"));
    }

    void a_damaged_checkpoint_is_refused_and_changes_nothing_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"model.safetensors", "optimizer.safetensors", "trainer.json"})
            QTest::newRow(file) << QString(file);
    }

    void a_damaged_checkpoint_is_refused_and_changes_nothing() {
        QFETCH(QString, file);
        const Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 5);
        save_checkpoint(run(), trainer, {.step = 5, .knobs = knobs});
        const std::filesystem::path path = run() / "checkpoints" / "step-5" / file.toStdString();
        std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
        train(trainer, knobs, 1);
        const at::Tensor before = trainer.model().parameters().flat().clone();
        try {
            load_checkpoint(run() / "checkpoints" / "step-5", trainer);
            QFAIL("was accepted");
        } catch (const CheckpointError& error) {
            QVERIFY2(QString(error.what()).contains(file), error.what());
        }
        QVERIFY(at::equal(before, trainer.model().parameters().flat()));
        QCOMPARE(trainer.steps_done(), 6);
    }

    void a_checkpoint_of_another_shape_is_refused() {
        Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        save_checkpoint(run(), trainer, {.step = 0, .knobs = knobs});
        knobs.model.width = 32;
        Trainer wider = make_trainer(knobs);
        QVERIFY_EXCEPTION_THROWN(load_checkpoint(run() / "checkpoints" / "step-0", wider), CheckpointError);
    }

    void the_configuration_describes_the_model_for_other_programs() {
        const Knobs knobs = tiny_experiment().knobs;
        Trainer trainer = make_trainer(knobs);
        save_checkpoint(run(), trainer, {.step = 0, .knobs = knobs});
        const auto config = nlohmann::json::parse(read_text(run() / "checkpoints" / "step-0" / "config.json"));
        QCOMPARE(config.at("model_type").get<std::string>(), std::string("gpt2"));
        QCOMPARE(config.at("n_layer").get<int>(), 2);
        QCOMPARE(config.at("vocab_size").get<std::int64_t>(), trainer.language().tokenizer->vocabulary());
    }

    void a_changed_corpus_is_noticed() {
        Knobs knobs = tiny_experiment().knobs;
        save_language(run(), load_language(knobs));
        check_language(run(), load_language(knobs));
        knobs.language.synthetic_sentences = 20;
        QVERIFY_EXCEPTION_THROWN(check_language(run(), load_language(knobs)), CheckpointError);
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "checkpoint.moc"
