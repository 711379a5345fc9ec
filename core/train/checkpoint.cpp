// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/checkpoint.h"

#include "core/language/corpus.h"
#include "core/settings/text.h"

#include <ATen/ATen.h>
#include <charconv>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {


nlohmann::ordered_json gpt2_config(const Shape& shape, const Language& language) {
    return {{"architectures", {"GPT2LMHeadModel"}},
            {"model_type", "gpt2"},
            {"activation_function", "gelu_new"},
            {"n_layer", shape.layers},
            {"n_embd", shape.width},
            {"n_head", shape.heads},
            {"n_inner", shape.hidden()},
            {"n_positions", shape.context},
            {"n_ctx", shape.context},
            {"vocab_size", shape.vocabulary},
            {"layer_norm_epsilon", 1e-5},
            {"initializer_range", 0.02},
            {"resid_pdrop", 0.0},
            {"embd_pdrop", 0.0},
            {"attn_pdrop", 0.0},
            {"bos_token_id", language.tokenizer->end_token()},
            {"eos_token_id", language.tokenizer->end_token()},
            {"tie_word_embeddings", true},
            {"torch_dtype", "float32"}};
}

nlohmann::ordered_json bert_config(const Shape& shape, const Language& language) {
    return {{"architectures", {"BertForMaskedLM"}},
            {"model_type", "bert"},
            {"hidden_act", "gelu"},
            {"num_hidden_layers", shape.layers},
            {"hidden_size", shape.width},
            {"num_attention_heads", shape.heads},
            {"intermediate_size", shape.hidden()},
            {"max_position_embeddings", shape.context},
            {"vocab_size", shape.vocabulary},
            {"type_vocab_size", 2},
            {"layer_norm_eps", 1e-12},
            {"initializer_range", 0.02},
            {"hidden_dropout_prob", 0.0},
            {"attention_probs_dropout_prob", 0.0},
            {"pad_token_id", nullptr}, // the default, 0, would keep token 0 from learning there
            {"mask_token_id", language.tokenizer->mask_token()}, // ours; transformers lets it be
            {"tie_word_embeddings", true},
            {"torch_dtype", "float32"}};
}

nlohmann::ordered_json hugging_face_config(ModelKind kind, const Shape& shape, const Language& language) {
    return kind == ModelKind::bert ? bert_config(shape, language) : gpt2_config(shape, language);
}

/// FNV-1a over the training tokens, as hexadecimal text.
std::string fingerprint(const Language& language) {
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto* tokens = language.training.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < language.training.numel(); ++i)
        hash = (hash ^ static_cast<std::uint64_t>(tokens[i])) * 0x100000001b3;
    char text[17] = {};
    std::to_chars(text, text + 16, hash, 16);
    return text;
}

/// Puts `temporary` in the place of `target`, which may exist.
void replace_folder(const std::filesystem::path& temporary, const std::filesystem::path& target) {
    const std::filesystem::path outdated = target.string() + ".old";
    std::filesystem::remove_all(outdated);
    if (std::filesystem::exists(target))
        std::filesystem::rename(target, outdated);
    std::filesystem::rename(temporary, target);
    std::filesystem::remove_all(outdated);
}

} // namespace

void save_checkpoint(const std::filesystem::path& run, const Trainer& trainer, const CheckpointInfo& info) {
    const std::filesystem::path target = checkpoint_folder(run, info.step);
    const std::filesystem::path temporary = target.string() + ".tmp";
    try {
        std::filesystem::remove_all(temporary);
        std::filesystem::create_directories(temporary);
        save_tensors(trainer.model_state(), temporary / "model.safetensors");
        save_tensors(trainer.optimizer_state(), temporary / "optimizer.safetensors");
        write_text(temporary / "config.json", hugging_face_config(info.knobs.model.kind, trainer.model().shape(), trainer.language()).dump(2) + '\n');
        const nlohmann::ordered_json json = {{"schema", checkpoint_schema}, {"step", info.step}, {"revision", info.revision}, {"seconds", info.seconds},
                                             {"knobs", to_json(info.knobs)}};
        write_text(temporary / "trainer.json", json.dump(2) + '\n');
        replace_folder(temporary, target);
    } catch (const std::filesystem::filesystem_error& error) {
        throw FileError("cannot write the checkpoint " + target.string() + ": " + error.code().message());
    } catch (const FileError&) {
        std::error_code ignored;
        std::filesystem::remove_all(temporary, ignored);
        throw;
    }
}

CheckpointInfo load_checkpoint(const std::filesystem::path& checkpoint, Trainer& trainer) {
    const CheckpointInfo info = load_checkpoint_info(checkpoint / "trainer.json");
    if (info.step != checkpoint_step(checkpoint) || info.step < 0)
        throw CheckpointError(checkpoint.string() + ": trainer.json is of step " + std::to_string(info.step));
    const NamedTensors model = load_tensors(checkpoint / "model.safetensors");
    const NamedTensors optimizer = load_tensors(checkpoint / "optimizer.safetensors");
    try {
        trainer.restore(model, optimizer, info.step);
    } catch (const CheckpointError& error) {
        throw CheckpointError(checkpoint.string() + ": " + error.what());
    }
    return info;
}

void save_language(const std::filesystem::path& run, const Language& language) {
    const nlohmann::ordered_json json = {{"schema", checkpoint_schema},
                                         {"training_tokens", language.training.numel()},
                                         {"fingerprint", fingerprint(language)},
                                         {"tokenizer", language.tokenizer->to_json()}};
    write_text(run / "language.json", json.dump(1) + '\n');
}

std::shared_ptr<const TextTokenizer> load_tokenizer(const std::filesystem::path& run) {
    const std::filesystem::path path = run / "language.json";
    try {
        return tokenizer_from_json(nlohmann::json::parse(read_text(path)).at("tokenizer"));
    } catch (const nlohmann::json::exception& error) {
        throw CheckpointError(path.string() + ": " + error.what());
    } catch (const CorpusError& error) {
        throw CheckpointError(path.string() + ": " + error.what());
    }
}

void check_language(const std::filesystem::path& run, const Language& language) {
    const std::filesystem::path path = run / "language.json";
    if (!std::filesystem::exists(path) && list_checkpoints(run).empty())
        return save_language(run, language); // it was ended before it wrote this file, and has learnt nothing yet
    try {
        if (nlohmann::json::parse(read_text(path)).at("fingerprint") == fingerprint(language))
            return;
    } catch (const nlohmann::json::exception& error) {
        throw CheckpointError(path.string() + ": " + error.what());
    }
    throw CheckpointError(path.string() + ": the corpus has changed since this run was trained, so it cannot be continued exactly");
}

} // namespace overdamp
