// SPDX-License-Identifier: GPL-3.0-or-later
// GPT-2 checkpoints that transformers wrote (make_fixtures.py here and in tests/language), and checkpoints that do not fit.
#include "core/model/hugging_face.h"

#include "core/settings/text.h"
#include "tests/model/changed_checkpoint.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

namespace fs = std::filesystem;

/// float32, names with the prefix.
const fs::path plain = fs::path(FIXTURES) / "gpt2";
/// float16, names without the prefix, with buffers and an lm_head.
const fs::path old = fs::path(LANGUAGE_FIXTURES) / "gpt2";

QString error_after(const std::function<void(NamedTensors&)>& change) { return ::error_after(old, change); }

QString config_error_after(const std::function<void(Json&)>& change) { return ::config_error_after(old, change); }

} // namespace

class HuggingFaceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_checkpoint_with_prefixed_names_gives_the_references_logits() {
        const NamedTensors expected = load_tensors(plain / "expected.safetensors");
        const auto model = load_hugging_face_model(plain, test_options());
        QVERIFY(model->shape() == (Shape{.layers = 2, .width = 16, .heads = 4, .context = 12, .vocabulary = 29}));
        QVERIFY(at::allclose(logits_of(*model, expected.at("tokens")).view({3, 12, 29}), expected.at("logits"), 1e-5, 1e-5));
    }

    void an_older_checkpoint_in_half_precision_gives_the_references_logits() {
        const Json expected = Json::parse(read_text(old / "score.json"));
        const auto tokens = expected.at("tokens").get<std::vector<std::int64_t>>();
        const auto model = load_hugging_face_model(old, test_options());
        const at::Tensor logits = logits_of(*model, at::tensor(tokens, at::TensorOptions(at::kLong)).view({1, -1}));
        const auto last = expected.at("logits").get<std::vector<double>>();
        QVERIFY(at::allclose(logits.select(0, logits.size(0) - 1).to(at::kDouble), at::tensor(last, at::TensorOptions(at::kDouble)), 1e-4, 1e-4));
    }

    void our_names_and_shapes_are_those_of_transformers() { compare_names(old, ModelKind::gpt2); }

    void brain_floats_are_converted() {
        const QTemporaryDir folder;
        NamedTensors tensors = load_tensors(plain / "model.safetensors");
        for (auto& [name, tensor] : tensors)
            tensor = tensor.to(at::kBFloat16);
        save_tensors(tensors, folder.filePath("model.safetensors").toStdString());
        const NamedTensors loaded = load_hugging_face_weights(folder.path().toStdString(), hugging_face_form(plain));
        for (const auto& [name, tensor] : loaded)
            QVERIFY(tensor.scalar_type() == at::kFloat && at::equal(tensor, tensors.at(name).to(at::kFloat)));
    }

    void a_shorter_context_takes_the_first_positions() {
        HuggingFaceForm form = hugging_face_form(plain);
        const at::Tensor whole = load_hugging_face_weights(plain, form).at("transformer.wpe.weight");
        form.shape.context = 5;
        QVERIFY(at::equal(load_hugging_face_weights(plain, form).at("transformer.wpe.weight"), whole.narrow(0, 0, 5)));
        form.shape.context = 13;
        const QString error = thrown<CheckpointError>([&] { load_hugging_face_weights(plain, form); });
        QVERIFY2(error.contains("transformer.wpe.weight has the shape [12, 16]; expected [13, 16]"), qPrintable(error));
    }

    void every_tensor_that_does_not_fit_is_named() {
        QCOMPARE(error_after([](NamedTensors&) {}), QString());
        const QString error = error_after([](NamedTensors& tensors) {
            tensors.erase("h.1.ln_2.bias");
            tensors["h.0.ln_1.weight"] = at::zeros({17});
            tensors["ln_f.bias"] = at::zeros({16}, at::kLong);
            tensors["h.2.ln_1.weight"] = at::zeros({16});
            tensors["h.0.attn.bias.more"] = at::zeros({1});
        });
        for (const char* part : {"transformer.h.1.ln_2.bias is missing", "transformer.h.0.ln_1.weight has the shape [17]; expected [16]",
                                 "transformer.ln_f.bias does not hold numbers of a floating-point type", "transformer.h.2.ln_1.weight is unknown",
                                 "transformer.h.0.attn.bias.more is unknown"})
            QVERIFY2(error.contains(part), qPrintable(error));
        QVERIFY(error_after([](NamedTensors& tensors) { tensors["transformer.ln_f.bias"] = at::zeros({16}); }).contains("with and without"));
    }

    void a_head_that_is_not_the_embedding_is_refused() {
        const QString error = error_after([](NamedTensors& tensors) { tensors["lm_head.weight"] = tensors.at("lm_head.weight") + 1; });
        QVERIFY2(error.contains("lm_head.weight differs from transformer.wte.weight"), qPrintable(error));
        QCOMPARE(error_after([](NamedTensors& tensors) { tensors.erase("lm_head.weight"); }), QString());
    }

    void every_key_of_a_config_that_does_not_fit_is_named() {
        QCOMPARE(config_error_after([](Json&) {}), QString());
        const QString error = config_error_after([](Json& config) {
            config.erase("n_layer");
            config["n_head"] = 3;
            config["vocab_size"] = -1;
            config["n_positions"] = 1.5;
            config["activation_function"] = "relu";
            config["n_inner"] = 7;
            config["layer_norm_epsilon"] = 1e-6;
            config["tie_word_embeddings"] = false;
        });
        for (const char* part : {"n_layer is missing", "n_embd, 16, is not a multiple of n_head, 3", "vocab_size is -1", "n_positions is 1.5",
                                 "activation_function is \"relu\"", "n_inner is 7", "layer_norm_epsilon is 1e-06", "tie_word_embeddings is false"})
            QVERIFY2(error.contains(part), qPrintable(error));
        QVERIFY(config_error_after([](Json& config) {
                    config["model_type"] = "llama";
                }).contains("model_type is \"llama\"; expected \"gpt2\" or \"bert\""));
        QVERIFY(config_error_after([](Json& config) { config = Json::array(); }).contains("expected an object"));
    }

    void random_damage_to_a_config_never_does_more_than_throw() {
        const QTemporaryDir folder;
        const std::string whole = read_text(old / "config.json");
        std::mt19937_64 stream(3);
        int accepted = 0;
        for (int trial = 0; trial < 2000; ++trial) {
            std::string damaged = whole;
            for (int change = 0; change < 1 + trial % 3; ++change)
                damaged[stream() % damaged.size()] = trial % 2 ? static_cast<char>(stream()) : "0123456789\"{}[]:,-.e"[stream() % 20];
            std::ofstream(folder.filePath("config.json").toStdString()) << damaged;
            accepted += thrown<CheckpointError>([&] { hugging_face_form(folder.path().toStdString()); }).isEmpty();
        }
        QVERIFY2(accepted > 0 && accepted < 2000, qPrintable(QString::number(accepted)));
    }

    void knobs_at_their_defaults_follow_the_checkpoint() {
        const Knobs knobs = follow_checkpoint(starting_from(plain));
        QCOMPARE(knobs.model.layers, 2);
        QCOMPARE(knobs.model.width, 16);
        QCOMPARE(knobs.model.heads, 4);
        QCOMPARE(knobs.model.context, 12); // the default, 48, is more than it has
        QVERIFY(changes_between(knobs, follow_checkpoint(knobs)).empty());
        Knobs shorter = starting_from(plain);
        shorter.model.context = 8;
        QCOMPARE(follow_checkpoint(shorter).model.context, 8);
        QVERIFY(changes_between(Knobs{}, follow_checkpoint(Knobs{})).empty());
    }

    void knobs_that_contradict_the_checkpoint_are_named_with_its_key() {
        const auto error = [](const char* key, std::int64_t value) {
            Knobs knobs = starting_from(plain);
            set_knob(knobs, find_knob(key), value);
            return thrown<SettingsError>([&] { follow_checkpoint(knobs); });
        };
        const QString file = QString::fromStdString((plain / "config.json").string());
        QCOMPARE(error("model.layers", 3), "model.layers: 3 contradicts n_layer 2 in " + file);
        QCOMPARE(error("model.width", 32), "model.width: 32 contradicts n_embd 16 in " + file);
        QCOMPARE(error("model.heads", 2), "model.heads: 2 contradicts n_head 4 in " + file);
        QCOMPARE(error("model.context", 13), "model.context: 13 contradicts n_positions 12 in " + file);
    }
};

QTEST_GUILESS_MAIN(HuggingFaceTest)
#include "hugging_face.moc"
