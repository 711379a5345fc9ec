// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/hugging_face.h"

#include "core/settings/text.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace overdamp {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view prefix = "transformer.";
constexpr const char* position_name = "transformer.wpe.weight";
constexpr const char* embedding_name = "transformer.wte.weight";
constexpr const char* head_name = "lm_head.weight";

std::string shown(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string size_text(at::IntArrayRef sizes) {
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return '[' + text + ']';
}

/// Everything that is wrong with a file, told at once.
class Complaints {
  public:
    explicit Complaints(fs::path path) : path_(std::move(path)) {}
    void add(const std::string& complaint) { text_ += (text_.empty() ? "" : "; ") + complaint; }
    void throw_if_any() const {
        if (!text_.empty())
            throw CheckpointError(path_.string() + ": " + text_);
    }

  private:
    fs::path path_;
    std::string text_;
};

/// Reads the keys of a config.json.
class Config {
  public:
    Config(const Json& json, const fs::path& path) : json_(json), complaints_(path) {}

    std::int64_t natural(const char* key, double maximum) {
        const auto found = json_.find(key);
        if (found != json_.end() && found->is_number_unsigned() && *found >= 1 && *found <= maximum)
            return found->get<std::int64_t>();
        complaints_.add(std::string(key) + " is " + (found == json_.end() ? "missing" : shown(*found)) + "; expected a whole number from 1 to " +
                        std::to_string(static_cast<std::int64_t>(maximum)));
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

/// True for the constants that older writers saved beside the weights: h.<n>.attn.bias and h.<n>.attn.masked_bias.
bool is_buffer(std::string_view name) {
    if (!name.starts_with("h."))
        return false;
    name.remove_prefix(2);
    const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
    const std::string_view rest = name.substr(digits);
    return digits > 0 && (rest == ".attn.bias" || rest == ".attn.masked_bias");
}

/// The file's tensors by our names.
NamedTensors renamed(NamedTensors stored, Complaints& complaints) {
    NamedTensors tensors;
    for (auto& [name, tensor] : stored) {
        const bool has_prefix = name.starts_with(prefix);
        const std::string_view bare = has_prefix ? std::string_view(name).substr(prefix.size()) : std::string_view(name);
        if (is_buffer(bare))
            continue;
        const std::string ours = name == head_name ? name : std::string(prefix).append(bare);
        if (!tensors.emplace(ours, tensor).second)
            complaints.add("tensor " + name + " is there with and without " + std::string(prefix));
    }
    return tensors;
}

/// The tensor in float32, checked against the parameter; undefined if it does not fit.
at::Tensor fitting(const ParameterSpec& spec, const NamedTensors& tensors, Complaints& complaints) {
    const auto found = tensors.find(spec.name);
    if (found == tensors.end()) {
        complaints.add("tensor " + spec.name + " is missing");
        return {};
    }
    at::Tensor tensor = found->second;
    if (!at::isFloatingType(tensor.scalar_type())) {
        complaints.add("tensor " + spec.name + " does not hold numbers of a floating-point type");
        return {};
    }
    if (spec.name == position_name && tensor.dim() == 2 && tensor.size(0) > spec.shape[0])
        tensor = tensor.narrow(0, 0, spec.shape[0]);
    if (tensor.sizes() != at::IntArrayRef(spec.shape)) {
        complaints.add("tensor " + spec.name + " has the shape " + size_text(tensor.sizes()) + "; expected " + size_text(spec.shape));
        return {};
    }
    return tensor.to(at::kFloat);
}

} // namespace

Shape hugging_face_shape(const fs::path& folder) {
    const fs::path path = folder / "config.json";
    Json json;
    try {
        json = Json::parse(read_text(path));
    } catch (const Json::exception& error) {
        throw CheckpointError(path.string() + ": is not valid JSON: " + error.what());
    }
    if (!json.is_object())
        throw CheckpointError(path.string() + ": expected an object, found " + json.type_name());
    Config config(json, path);
    if (json.value("model_type", Json()) != "gpt2")
        throw CheckpointError(path.string() + ": model_type is " + shown(json.value("model_type", Json())) + "; expected \"gpt2\"");
    const Shape shape{.layers = config.natural("n_layer", maximum_of("model.layers")),
                      .width = config.natural("n_embd", maximum_of("model.width")),
                      .heads = config.natural("n_head", maximum_of("model.heads")),
                      .context = config.natural(config.has("n_positions") || !config.has("n_ctx") ? "n_positions" : "n_ctx", 1e6),
                      .vocabulary = config.natural("vocab_size", 1e6)};
    if (shape.width % shape.heads != 0)
        config.complaints().add("n_embd, " + std::to_string(shape.width) + ", is not a multiple of n_head, " + std::to_string(shape.heads));
    config.expect("n_inner", {shape.hidden(), nullptr});
    config.expect("activation_function", {"gelu_new", "gelu_pytorch_tanh"});
    config.expect("layer_norm_epsilon", {1e-5});
    config.expect("tie_word_embeddings", {true});
    config.expect("scale_attn_weights", {true});
    config.expect("scale_attn_by_inverse_layer_idx", {false});
    config.expect("add_cross_attention", {false});
    config.complaints().throw_if_any();
    return shape;
}

NamedTensors load_hugging_face_weights(const fs::path& folder, const Shape& shape) {
    const fs::path path = folder / "model.safetensors";
    Complaints complaints(path);
    const NamedTensors tensors = renamed(load_tensors(path), complaints);
    NamedTensors weights;
    std::set<std::string> known = {head_name};
    for (const ParameterSpec& spec : gpt2_parameters(shape)) {
        known.insert(spec.name);
        weights[spec.name] = fitting(spec, tensors, complaints);
    }
    for (const auto& [name, tensor] : tensors)
        if (!known.contains(name))
            complaints.add("tensor " + name + " is unknown");
    if (const auto head = tensors.find(head_name), tied = tensors.find(embedding_name); head != tensors.end() && tied != tensors.end())
        if (head->second.scalar_type() != tied->second.scalar_type() || !at::equal(head->second, tied->second))
            complaints.add(std::string("tensor ") + head_name + " differs from " + embedding_name + "; this model's head is its embedding");
    complaints.throw_if_any();
    return weights;
}

Gpt2 load_hugging_face_model(const fs::path& folder, const at::TensorOptions& options) {
    const at::NoGradGuard no_gradient;
    const Shape shape = hugging_face_shape(folder);
    const NamedTensors weights = load_hugging_face_weights(folder, shape);
    Gpt2 model(shape, options);
    const Parameters& parameters = model.parameters();
    for (std::size_t i = 0; i < parameters.count(); ++i)
        parameters.view_of(parameters.flat(), i).copy_(weights.at(parameters.spec(i).name));
    return model;
}

Knobs follow_checkpoint(const Knobs& knobs) {
    Knobs result = knobs;
    if (knobs.model.checkpoint.empty())
        return result;
    const Shape shape = hugging_face_shape(knobs.model.checkpoint);
    const std::string file = (fs::path(knobs.model.checkpoint) / "config.json").string();
    const auto contradict = [&](const std::string& key, const std::string& value, const std::string& config) {
        throw SettingsError(key + ": " + value + " contradicts " + config + " in " + file);
    };
    if (const std::string kind = to_text(find_knob("model.kind").value(knobs)); kind != "gpt2")
        contradict("model.kind", kind, "model_type gpt2");
    const auto follow = [&](const char* key, const char* config, std::int64_t value) {
        const Knob& knob = find_knob(key);
        if (knob.value(knobs) != knob.default_value() && knob.value(knobs) != KnobValue(value))
            contradict(key, to_text(knob.value(knobs)), std::string(config) + " " + std::to_string(value));
        knob.access.set(result, value);
    };
    follow("model.layers", "n_layer", shape.layers);
    follow("model.width", "n_embd", shape.width);
    follow("model.heads", "n_head", shape.heads);
    const Knob& context = find_knob("model.context");
    if (knobs.model.context > shape.context && context.value(knobs) != context.default_value())
        contradict("model.context", std::to_string(knobs.model.context), "n_positions " + std::to_string(shape.context));
    result.model.context = std::min(knobs.model.context, shape.context);
    return result;
}

} // namespace overdamp
