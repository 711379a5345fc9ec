// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/modules.h"

#include "core/language/rarity.h"
#include "core/settings/random_stream.h"
#include "core/stabilizer/dynamic_transformer.h"
#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>

namespace overdamp {

namespace {

constexpr const char* received_name = "dtu.attention_received";

std::vector<double> to_vector(const at::Tensor& scores) {
    const at::Tensor values = scores.to(at::kDouble).contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

/// A mask [inputs, outputs] in the layout of a weight whose inputs lie along `input_dimension`.
at::Tensor in_layout(const at::Tensor& mask, std::int64_t input_dimension) { return input_dimension == 0 ? mask : mask.t().contiguous(); }

} // namespace

bool modules_in_force(const Knobs& knobs, std::int64_t step) { return engaged_strength(knobs, step) > 0 || !knobs.feedback.gates_modules; }

Modules::Modules(const Shape& shape, bool causal, const Language& language)
    : shape_(shape), causal_(causal), rarity_(token_rarity(language.training, shape.vocabulary)) {}

Masks Modules::draw(const Knobs& knobs, std::int64_t step, const at::Tensor& tokens) const {
    Masks masks;
    if (!modules_in_force(knobs, step))
        return masks;
    masks.feed_forward = draw_feed_forward(knobs, step);
    if (knobs.dtu.mode == DtuMode::off || knobs.dtu.dropout == 0)
        return masks;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dtu, step);
    for (std::int64_t layer = 0; layer < shape_.layers; ++layer) {
        const std::vector<double> layer_scores = scores(knobs, layer, tokens);
        if (knobs.dtu.mode == DtuMode::shared)
            masks.positions.push_back(draw_positions(shape_.context, knobs.dtu.dropout, stream, layer_scores));
        else
            masks.key_sets.push_back(draw_key_sets(shape_.context, knobs.dtu.dropout, causal_, stream, layer_scores));
    }
    return masks;
}

Masks Modules::draw_for_generation(const Knobs& knobs, std::int64_t step) const {
    Masks masks;
    if (knobs.dmu.at_generation && modules_in_force(knobs, step))
        masks.feed_forward = draw_feed_forward(knobs, step);
    return masks;
}

std::vector<FeedForwardMask> Modules::draw_feed_forward(const Knobs& knobs, std::int64_t step) const {
    std::vector<FeedForwardMask> masks;
    if (knobs.dmu.dropout == 0)
        return masks;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::dmu, step);
    for (std::int64_t layer = 0; layer < shape_.layers; ++layer)
        masks.push_back(draw_feed_forward_mask(knobs.dmu.mode, knobs.dmu.dropout, knobs.dmu.rescale, shape_.width, shape_.hidden(), stream));
    return masks;
}

std::vector<double> Modules::scores(const Knobs& knobs, std::int64_t layer, const at::Tensor& tokens) const {
    if (knobs.dtu.scores == DtuScores::rarity)
        return to_vector(rarity_.index_select(0, tokens.reshape({-1})).view(tokens.sizes()).mean(0));
    if (knobs.dtu.scores == DtuScores::attention && received_.defined())
        return to_vector(received_[layer] / received_[layer].max());
    return {};
}

void Modules::freeze(const Masks& masks, const Transformer& model, Update& update) {
    const at::Device device = model.embedding().device();
    const auto add_nodes = [&](std::size_t parameter, const std::vector<std::int64_t>& kept, std::int64_t bound, std::int64_t dimension = 0) {
        if (const std::vector<std::int64_t> nodes = complement(kept, bound); !nodes.empty())
            update.frozen.push_back({parameter, on_device(at::tensor(nodes, at::TensorOptions(at::kLong)), device), dimension});
    };
    const auto add_entries = [&](std::size_t parameter, const at::Tensor& kept) {
        update.frozen_entries.push_back({parameter, on_device(kept.logical_not(), device)});
    };
    const Shape& shape = model.shape();
    for (std::size_t layer = 0; layer < masks.feed_forward.size(); ++layer) {
        const FeedForwardMask& mask = masks.feed_forward[layer];
        const auto [up, up_bias, down, down_bias, inputs] = model.feed_forward_indices(static_cast<std::int64_t>(layer));
        if (mask.up_edges) {
            add_entries(up, in_layout(mask.up_edges->weight, inputs));
            add_entries(up_bias, mask.up_edges->bias);
            add_entries(down, in_layout(mask.down_edges->weight, inputs));
            add_entries(down_bias, mask.down_edges->bias);
            continue;
        }
        add_nodes(up, mask.up.inputs, shape.width, inputs);
        add_nodes(up_bias, mask.up.outputs, shape.hidden());
        add_nodes(down, mask.down.inputs, shape.hidden(), inputs);
        add_nodes(down_bias, mask.down.outputs, shape.width);
    }
}

void Modules::add_update_noise(const Knobs& knobs, std::int64_t step, const Update& update, Transformer& model) {
    if (knobs.dtu.update_noise == 0 || knobs.dtu.mode == DtuMode::off || !modules_in_force(knobs, step))
        return;
    const at::NoGradGuard no_gradient;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::update_noise, step);
    const at::Generator generator = at::detail::createCPUGenerator(stream());
    const Parameters& parameters = model.parameters();
    const auto frozen = [&](std::size_t index) {
        return std::ranges::any_of(update.frozen_blocks, [&](const ParameterBlock& block) { return block.first <= index && index < block.end; });
    };
    for (std::int64_t layer = 0; layer < model.shape().layers; ++layer)
        for (const std::size_t index : model.attention_indices(layer)) {
            at::Tensor values = parameters.view_of(parameters.flat(), index);
            // Drawn on the CPU, so that every device gets the same numbers.
            const at::Tensor noise = at::randn(values.sizes(), generator, at::TensorOptions(values.scalar_type()));
            if (frozen(index))
                continue;
            at::Tensor there = on_device(noise, values.device());
            if (update.found_inf.defined())
                there = there * (1 - update.found_inf);
            values.add_(there, update.learning_rate * knobs.dtu.update_noise);
        }
}

bool Modules::wants_attention(const Knobs& knobs, const Masks& masks) {
    return knobs.dtu.scores == DtuScores::attention && (!masks.key_sets.empty() || !masks.positions.empty());
}

void Modules::observe(const Masks& masks, const std::vector<at::Tensor>& received) {
    if (received.empty())
        return;
    // What a position receives where attention is uniform over the whole context; every position starts alike.
    if (!received_.defined())
        received_ = at::full({shape_.layers, shape_.context}, 1 / static_cast<double>(shape_.context), at::TensorOptions(at::kFloat));
    for (std::size_t layer = 0; layer < received.size(); ++layer) {
        at::Tensor mean = received_[static_cast<std::int64_t>(layer)];
        const at::Tensor fresh = received[layer].to(at::kCPU, at::kFloat);
        if (masks.positions.empty()) {
            mean.lerp_(fresh, 1 - attention_memory);
        } else {
            const at::Tensor kept = at::tensor(masks.positions[layer], at::TensorOptions(at::kLong));
            mean.index_copy_(0, kept, mean.index_select(0, kept).lerp_(fresh, 1 - attention_memory));
        }
    }
}

NamedTensors Modules::state() const { return received_.defined() ? NamedTensors{{received_name, received_}} : NamedTensors{}; }

void Modules::check_state(const NamedTensors& state) const {
    const auto found = state.find(received_name);
    if (found == state.end())
        return;
    const at::Tensor& values = found->second;
    const bool fits = values.sizes() == at::IntArrayRef({shape_.layers, shape_.context}) && values.scalar_type() == at::kFloat;
    if (!fits || !values.isfinite().all().item<bool>() || values.lt(0).any().item<bool>() || values.amax(1).eq(0).any().item<bool>())
        throw CheckpointError(std::string(received_name) + " does not fit the model's layers and context, or is no mean of probabilities");
}

void Modules::load_state(const NamedTensors& state) {
    const auto found = state.find(received_name);
    received_ = found == state.end() ? at::Tensor() : found->second.clone();
}

} // namespace overdamp
