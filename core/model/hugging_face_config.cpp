// SPDX-License-Identifier: GPL-3.0-or-later
// config.json: what model it describes, and the knobs that follow it.
#include "core/model/complaints.h"
#include "core/model/hugging_face.h"
#include "core/settings/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Names of a shape's numbers.
struct ShapeKeys {
    const char *layers, *width, *heads, *context;
};
constexpr ShapeKeys gpt2_keys{"n_layer", "n_embd", "n_head", "n_positions"};
constexpr ShapeKeys bert_keys{"num_hidden_layers", "hidden_size", "num_attention_heads", "max_position_embeddings"};

const ShapeKeys& keys_of(ModelKind kind) { return kind == ModelKind::bert ? bert_keys : gpt2_keys; }

std::string shown(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Reads the keys of a config.json.
class Config {
  public:
    Config(const Json& json, const fs::path& path) : json_(json), complaints_(path) {}

    std::int64_t natural(const char* key, double maximum, std::int64_t minimum = 1) {
        const auto found = json_.find(key);
        if (found != json_.end() && found->is_number_unsigned() && *found >= minimum && *found <= maximum)
            return found->get<std::int64_t>();
        complaints_.add(std::string(key) + " is " + (found == json_.end() ? "missing" : shown(*found)) + "; expected a whole number from " +
                        std::to_string(minimum) + " to " + std::to_string(static_cast<std::int64_t>(maximum)));
        return 1;
    }

    /// A key that may be missing must have one of these values; the first is how our model is.
    void expect(const char* key, std::initializer_list<Json> accepted) {
        const auto found = json_.find(key);
        if (found != json_.end() && std::ranges::find(accepted, *found) == accepted.end())
            complaints_.add(std::string(key) + " is " + shown(*found) + "; expected " + shown(*accepted.begin()));
    }

    Complaints& complaints() { return complaints_; }
    bool has(const char* key) const { return json_.contains(key); }

  private:
    const Json& json_;
    Complaints complaints_;
};

double maximum_of(const char* knob) { return find_knob(knob).maximum; }

Shape shape_of(Config& config, const ShapeKeys& keys) {
    const Shape shape{.layers = config.natural(keys.layers, maximum_of("model.layers")),
                      .width = config.natural(keys.width, maximum_of("model.width")),
                      .heads = config.natural(keys.heads, maximum_of("model.heads")),
                      .context = config.natural(keys.context, 1e6),
                      .vocabulary = config.natural("vocab_size", 1e6)};
    if (shape.width % shape.heads != 0)
        config.complaints().add(std::string(keys.width) + ", " + std::to_string(shape.width) + ", is not a multiple of " + keys.heads + ", " +
                                std::to_string(shape.heads));
    config.expect("tie_word_embeddings", {true});
    config.expect("add_cross_attention", {false});
    return shape;
}

HuggingFaceForm gpt2_form(Config& config) {
    ShapeKeys keys = gpt2_keys;
    if (!config.has(keys.context) && config.has("n_ctx")) // its older name
        keys.context = "n_ctx";
    const HuggingFaceForm form{.kind = ModelKind::gpt2, .shape = shape_of(config, keys)};
    config.expect("n_inner", {form.shape.hidden(), nullptr});
    config.expect("activation_function", {"gelu_new", "gelu_pytorch_tanh"});
    config.expect("layer_norm_epsilon", {1e-5});
    config.expect("scale_attn_weights", {true});
    config.expect("scale_attn_by_inverse_layer_idx", {false});
    return form;
}

HuggingFaceForm bert_form(Config& config) {
    HuggingFaceForm form{.kind = ModelKind::bert, .shape = shape_of(config, bert_keys)};
    if (!config.has("intermediate_size"))
        config.complaints().add("intermediate_size is missing; expected " + std::to_string(form.shape.hidden()));
    config.expect("intermediate_size", {form.shape.hidden()});
    config.expect("hidden_act", {"gelu"});
    config.expect("layer_norm_eps", {1e-12});
    config.expect("type_vocab_size", {2});
    config.expect("position_embedding_type", {"absolute", nullptr});
    config.expect("is_decoder", {false});
    if (config.has("mask_token_id"))
        form.mask_token = config.natural("mask_token_id", static_cast<double>(form.shape.vocabulary - 1), 0);
    return form;
}

} // namespace

HuggingFaceForm hugging_face_form(const fs::path& folder) {
    const fs::path path = folder / "config.json";
    Json json;
    try {
        json = Json::parse(read_text(path));
    } catch (const Json::exception& error) {
        throw CheckpointError(path.string() + ": is not valid JSON: " + error.what());
    }
    if (!json.is_object())
        throw CheckpointError(path.string() + ": expected an object, found " + json.type_name());
    const Json type = json.value("model_type", Json());
    if (type != "gpt2" && type != "bert")
        throw CheckpointError(path.string() + ": model_type is " + shown(type) + "; expected \"gpt2\" or \"bert\"");
    Config config(json, path);
    const HuggingFaceForm form = type == "bert" ? bert_form(config) : gpt2_form(config);
    config.complaints().throw_if_any();
    return form;
}

Knobs follow_checkpoint(const Knobs& knobs) {
    Knobs result = knobs;
    if (knobs.model.checkpoint.empty())
        return result;
    const HuggingFaceForm form = hugging_face_form(knobs.model.checkpoint);
    const ShapeKeys& keys = keys_of(form.kind);
    const std::string file = (fs::path(knobs.model.checkpoint) / "config.json").string();
    const auto contradict = [&](const std::string& key, const std::string& value, const std::string& config) {
        throw SettingsError(key + ": " + value + " contradicts " + config + " in " + file);
    };
    const auto text_of = [](const Knobs& any) { return to_text(find_knob("model.kind").value(any)); };
    result.model.kind = form.kind;
    if (knobs.model.kind != form.kind && knobs.model.kind != Knobs{}.model.kind)
        contradict("model.kind", text_of(knobs), "model_type " + text_of(result));
    const auto follow = [&](const char* key, const char* config, std::int64_t value) {
        const Knob& knob = find_knob(key);
        if (knob.value(knobs) != knob.default_value() && knob.value(knobs) != KnobValue(value))
            contradict(key, to_text(knob.value(knobs)), std::string(config) + " " + std::to_string(value));
        knob.access.set(result, value);
    };
    follow("model.layers", keys.layers, form.shape.layers);
    follow("model.width", keys.width, form.shape.width);
    follow("model.heads", keys.heads, form.shape.heads);
    const Knob& context = find_knob("model.context");
    if (knobs.model.context > form.shape.context && context.value(knobs) != context.default_value())
        contradict("model.context", std::to_string(knobs.model.context), std::string(keys.context) + " " + std::to_string(form.shape.context));
    result.model.context = std::min(knobs.model.context, form.shape.context);
    return result;
}

} // namespace overdamp
