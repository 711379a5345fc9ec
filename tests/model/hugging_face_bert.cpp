// SPDX-License-Identifier: GPL-3.0-or-later
// BERT checkpoints that transformers wrote (make_fixtures.py here, make_bert_fixtures.py in tests/language), and checkpoints that do not fit.
#include "core/model/hugging_face.h"

#include "core/settings/text.h"
#include "tests/model/changed_checkpoint.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <functional>
#include <nlohmann/json.hpp>

using namespace overdamp;
using Json = nlohmann::json;

namespace {

namespace fs = std::filesystem;

/// Today's names.
const fs::path plain = fs::path(FIXTURES) / "bert";
/// Names without the prefix, gamma and beta, the decoder's own names, a pooler and the head for the next sentence.
const fs::path old = fs::path(LANGUAGE_FIXTURES) / "bert";

QString error_after(const std::function<void(NamedTensors&)>& change, NamedTensors* weights = nullptr) { return ::error_after(old, change, weights); }

QString config_error_after(const std::function<void(Json&)>& change, HuggingFaceForm* form = nullptr) {
    return ::config_error_after(old, change, form);
}

} // namespace

class HuggingFaceBertTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void a_checkpoint_gives_the_references_logits() {
        const NamedTensors expected = load_tensors(plain / "expected.safetensors");
        const auto model = load_hugging_face_model(plain, test_options());
        QVERIFY(!model->causal());
        QVERIFY(model->shape() == (Shape{.layers = 2, .width = 16, .heads = 4, .context = 12, .vocabulary = 29}));
        QVERIFY(at::allclose(logits_of(*model, expected.at("tokens")).view({3, 12, 29}), expected.at("logits"), 1e-5, 1e-5));
    }

    void an_older_checkpoint_with_every_head_gives_the_references_logits() {
        const Json expected = Json::parse(read_text(old / "score.json"));
        const auto tokens = expected.at("tokens").get<std::vector<std::int64_t>>();
        const auto model = load_hugging_face_model(old, test_options());
        const at::Tensor logits = logits_of(*model, at::tensor(tokens, at::TensorOptions(at::kLong)).view({1, -1})).to(at::kDouble);
        const auto rows = expected.at("logits").get<std::vector<std::vector<double>>>();
        QCOMPARE(static_cast<std::int64_t>(rows.size()), logits.size(0));
        for (std::int64_t i = 0; i < logits.size(0); ++i)
            QVERIFY(at::allclose(logits.select(0, i), at::tensor(rows[static_cast<std::size_t>(i)], at::TensorOptions(at::kDouble)), 1e-5, 1e-5));
    }

    void our_names_and_shapes_are_those_of_transformers() { compare_names(old, ModelKind::bert); }

    void a_shorter_context_takes_the_first_positions() {
        HuggingFaceForm form = hugging_face_form(old);
        const std::string positions = "bert.embeddings.position_embeddings.weight";
        const at::Tensor whole = load_hugging_face_weights(old, form).at(positions);
        form.shape.context = 5;
        QVERIFY(at::equal(load_hugging_face_weights(old, form).at(positions), whole.narrow(0, 0, 5)));
    }

    void every_tensor_that_does_not_fit_is_named() {
        QCOMPARE(error_after([](NamedTensors&) {}), QString());
        const QString error = error_after([](NamedTensors& tensors) {
            tensors.erase("encoder.layer.1.output.dense.bias");
            tensors["embeddings.LayerNorm.gamma"] = at::zeros({17});
            tensors["encoder.layer.2.output.dense.bias"] = at::zeros({16});
            tensors["cls.other.bias"] = at::zeros({16});
            tensors["encoder.layer.0.output.LayerNorm.weight"] = at::zeros({16});
        });
        for (const char* part :
             {"bert.encoder.layer.1.output.dense.bias is missing", "bert.embeddings.LayerNorm.weight has the shape [17]; expected [16]",
              "bert.encoder.layer.2.output.dense.bias is unknown", "tensor cls.other.bias is unknown",
              "bert.encoder.layer.0.output.LayerNorm.weight is there twice"})
            QVERIFY2(error.contains(part), qPrintable(error));
        const QString bare =
            error_after([](NamedTensors& tensors) { std::erase_if(tensors, [](const auto& entry) { return entry.first.starts_with("cls."); }); });
        QVERIFY2(bare.contains("cls.predictions.transform.dense.weight is missing"), qPrintable(bare)); // a bare BertModel has no head to train
    }

    void one_name_of_the_decoder_is_enough_and_two_must_agree() {
        NamedTensors whole;
        QString error = error_after([](NamedTensors&) {}, &whole);
        const auto is_same_without = [&](const std::vector<std::string>& names) {
            const auto without = [&](NamedTensors& tensors) {
                std::erase_if(tensors, [&](const auto& entry) { return std::ranges::count(names, entry.first) > 0; });
            };
            NamedTensors weights;
            error = error_after(without, &weights);
            return error.isEmpty() && weights.size() == whole.size() &&
                   std::ranges::all_of(weights, [&](const auto& entry) { return at::equal(entry.second, whole.at(entry.first)); });
        };
        QVERIFY2(is_same_without({"cls.predictions.decoder.weight", "cls.predictions.decoder.bias"}), qPrintable(error));
        QVERIFY2(is_same_without({"embeddings.word_embeddings.weight", "cls.predictions.bias"}), qPrintable(error));
        for (const auto& [name, first] : {std::pair{"cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight"},
                                          {"cls.predictions.decoder.bias", "cls.predictions.bias"}}) {
            error = error_after([&](NamedTensors& tensors) { tensors[name] = tensors.at(name) + 1; });
            QVERIFY2(error.contains(QString("tensor %1 differs from %2").arg(name, first)), qPrintable(error));
        }
    }

    void every_key_of_a_config_that_does_not_fit_is_named() {
        QCOMPARE(config_error_after([](Json&) {}), QString());
        const QString error = config_error_after([](Json& config) {
            config.erase("num_hidden_layers");
            config["num_attention_heads"] = 3;
            config["vocab_size"] = -1;
            config["max_position_embeddings"] = 1.5;
            config["hidden_act"] = "relu";
            config["intermediate_size"] = 7;
            config["layer_norm_eps"] = 1e-5;
            config["type_vocab_size"] = 3;
            config["position_embedding_type"] = "relative_key";
            config["is_decoder"] = true;
            config["add_cross_attention"] = true;
            config["tie_word_embeddings"] = false;
            config["mask_token_id"] = -1;
        });
        for (const char* part :
             {"num_hidden_layers is missing", "hidden_size, 16, is not a multiple of num_attention_heads, 3", "vocab_size is -1",
              "max_position_embeddings is 1.5", "hidden_act is \"relu\"; expected \"gelu\"", "intermediate_size is 7; expected 64",
              "layer_norm_eps is 1e-05; expected 1e-12", "type_vocab_size is 3; expected 2", "position_embedding_type is \"relative_key\"",
              "is_decoder is true", "add_cross_attention is true", "tie_word_embeddings is false", "mask_token_id is -1"})
            QVERIFY2(error.contains(part), qPrintable(error));
        QVERIFY(config_error_after([](Json& config) { config.erase("intermediate_size"); }).contains("intermediate_size is missing; expected 64"));
    }

    void a_mask_token_may_be_named() {
        QCOMPARE(hugging_face_form(old).mask_token, -1);
        HuggingFaceForm form;
        QCOMPARE(config_error_after([](Json& config) { config["mask_token_id"] = 4; }, &form), QString());
        QCOMPARE(form.mask_token, 4);
        QVERIFY(config_error_after([](Json& config) { config["mask_token_id"] = config["vocab_size"]; }).contains("mask_token_id is"));
    }

    void knobs_at_their_defaults_follow_the_checkpoint() {
        const Knobs knobs = follow_checkpoint(starting_from(old));
        QVERIFY(knobs.model.kind == ModelKind::bert);
        QCOMPARE(knobs.model.width, 16);
        QCOMPARE(knobs.model.context, 24);
        QVERIFY(changes_between(knobs, follow_checkpoint(knobs)).empty());
    }

    void knobs_that_contradict_the_checkpoint_are_named_with_its_key() {
        const auto error = [](const fs::path& folder, const char* key, const char* value) {
            Knobs knobs = starting_from(folder);
            set_knob(knobs, key, value);
            return thrown<SettingsError>([&] { follow_checkpoint(knobs); });
        };
        const QString file = QString::fromStdString((old / "config.json").string());
        QCOMPARE(error(old, "model.layers", "3"), "model.layers: 3 contradicts num_hidden_layers 2 in " + file);
        QCOMPARE(error(old, "model.width", "32"), "model.width: 32 contradicts hidden_size 16 in " + file);
        QCOMPARE(error(old, "model.heads", "2"), "model.heads: 2 contradicts num_attention_heads 4 in " + file);
        QCOMPARE(error(old, "model.context", "25"), "model.context: 25 contradicts max_position_embeddings 24 in " + file);
        const fs::path gpt2 = fs::path(FIXTURES) / "gpt2";
        QCOMPARE(error(gpt2, "model.kind", "bert"),
                 QString::fromStdString("model.kind: bert contradicts model_type gpt2 in " + (gpt2 / "config.json").string()));
    }
};

QTEST_GUILESS_MAIN(HuggingFaceBertTest)
#include "hugging_face_bert.moc"
