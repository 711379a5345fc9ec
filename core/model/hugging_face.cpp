// SPDX-License-Identifier: GPL-3.0-or-later
// model.safetensors: from the names that files in the wild have to ours.
#include "core/model/hugging_face.h"

#include "core/model/complaints.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace overdamp {

namespace {

namespace fs = std::filesystem;

/// A second name of a parameter; both must hold the same.
struct Twin {
    std::string name, parameter;
};

/// How files name the parameters of a kind of model.
struct Naming {
    std::string prefix; ///< of what belongs to the body; may be missing
    std::string positions;
    std::vector<Twin> twins;
};

const Naming& naming_of(ModelKind kind) {
    static const Naming gpt2{"transformer.", "transformer.wpe.weight", {{"lm_head.weight", "transformer.wte.weight"}}};
    static const Naming bert{
        "bert.",
        "bert.embeddings.position_embeddings.weight",
        {{"cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight"}, {"cls.predictions.decoder.bias", "cls.predictions.bias"}}};
    return kind == ModelKind::bert ? bert : gpt2;
}

std::string size_text(at::IntArrayRef sizes) {
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return '[' + text + ']';
}

/// True for the constants that older writers saved beside the weights: h.<n>.attn.bias and h.<n>.attn.masked_bias.
bool is_gpt2_buffer(std::string_view bare) {
    if (!bare.starts_with("h."))
        return false;
    bare.remove_prefix(2);
    const std::size_t digits = std::min(bare.find_first_not_of("0123456789"), bare.size());
    const std::string_view rest = bare.substr(digits);
    return digits > 0 && (rest == ".attn.bias" || rest == ".attn.masked_bias");
}

/// True for what BERT has beside the masked-language model, and for constants.
bool is_beside_bert(std::string_view bare) {
    return bare.starts_with("pooler.") || bare.starts_with("cls.seq_relationship.") || bare == "embeddings.position_ids" ||
           bare == "embeddings.token_type_ids";
}

/// Today's name of a normalisation's parameters.
std::string modern(std::string name) {
    for (const auto& [old, now] : {std::pair{"LayerNorm.gamma", "LayerNorm.weight"}, {"LayerNorm.beta", "LayerNorm.bias"}})
        if (name.ends_with(old))
            name.replace(name.size() - std::string_view(old).size(), std::string::npos, now);
    return name;
}

/// Our name of a tensor in a file; nothing if this model does without it.
std::optional<std::string> our_name(const std::string& name, ModelKind kind) {
    const Naming& naming = naming_of(kind);
    const std::string bare = name.starts_with(naming.prefix) ? name.substr(naming.prefix.size()) : name;
    if (kind == ModelKind::bert ? is_beside_bert(bare) : is_gpt2_buffer(bare))
        return std::nullopt;
    const bool is_head = name == "lm_head.weight" || name.starts_with("cls.");
    const std::string ours = is_head ? name : naming.prefix + bare;
    return kind == ModelKind::bert ? modern(ours) : ours;
}

/// The file's tensors by our names. A parameter that is there only under its second name gets its first.
NamedTensors renamed(const NamedTensors& stored, ModelKind kind, Complaints& complaints) {
    NamedTensors tensors;
    for (const auto& [name, tensor] : stored)
        if (const auto ours = our_name(name, kind); ours && !tensors.emplace(*ours, tensor).second)
            complaints.add("tensor " + *ours + " is there twice, with and without " + naming_of(kind).prefix + " or by an old name");
    for (const Twin& twin : naming_of(kind).twins)
        if (auto second = tensors.extract(twin.name); second && !tensors.contains(twin.parameter)) {
            second.key() = twin.parameter;
            tensors.insert(std::move(second));
        } else if (second) {
            const at::Tensor &one = second.mapped(), &other = tensors.at(twin.parameter);
            if (one.scalar_type() != other.scalar_type() || !at::equal(one, other))
                complaints.add("tensor " + twin.name + " differs from " + twin.parameter + "; in this model they are one");
        }
    return tensors;
}

/// The tensor in float32, checked against the parameter; undefined if it does not fit.
at::Tensor fitting(const ParameterSpec& spec, const NamedTensors& tensors, const std::string& positions, Complaints& complaints) {
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
    if (spec.name == positions && tensor.dim() == 2 && tensor.size(0) > spec.shape[0])
        tensor = tensor.narrow(0, 0, spec.shape[0]);
    if (tensor.sizes() != at::IntArrayRef(spec.shape)) {
        complaints.add("tensor " + spec.name + " has the shape " + size_text(tensor.sizes()) + "; expected " + size_text(spec.shape));
        return {};
    }
    return tensor.to(at::kFloat);
}

} // namespace

NamedTensors load_hugging_face_weights(const fs::path& folder, const HuggingFaceForm& form) {
    const fs::path path = folder / "model.safetensors";
    Complaints complaints(path);
    const NamedTensors tensors = renamed(load_tensors(path), form.kind, complaints);
    NamedTensors weights;
    for (const ParameterSpec& spec : parameter_specs(form.kind, form.shape))
        weights[spec.name] = fitting(spec, tensors, naming_of(form.kind).positions, complaints);
    for (const auto& [name, tensor] : tensors)
        if (!weights.contains(name))
            complaints.add("tensor " + name + " is unknown");
    complaints.throw_if_any();
    return weights;
}

std::unique_ptr<Transformer> load_hugging_face_model(const fs::path& folder, const at::TensorOptions& options) {
    const at::NoGradGuard no_gradient;
    const HuggingFaceForm form = hugging_face_form(folder);
    const NamedTensors weights = load_hugging_face_weights(folder, form);
    std::unique_ptr<Transformer> model = make_transformer(form.kind, form.shape, options);
    const Parameters& parameters = model->parameters();
    for (std::size_t i = 0; i < parameters.count(); ++i)
        parameters.view_of(parameters.flat(), i).copy_(weights.at(parameters.spec(i).name));
    parameters.refresh_copies();
    return model;
}

} // namespace overdamp
