// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transformer.h"

#include "core/model/bert.h"
#include "core/model/gpt2.h"
#include "core/stabilizer/linear.h"
#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>

namespace overdamp {

Transformer::Transformer(const Shape& shape, std::vector<ParameterSpec> specs, const at::TensorOptions& options)
    : shape_(shape), parameters_(std::move(specs), options) {}

at::Tensor Transformer::logits(const at::Tensor& hidden) const {
    if (!at::GradMode::is_enabled()) {
        at::Tensor values = at::empty({hidden.size(0), head_.weight.size(0)}, hidden.options());
        if (head_.bias.defined())
            values.copy_(head_.bias.expand_as(values));
        multiply_into(values, hidden, head_.weight.t(), 1, head_.bias.defined() ? 1 : 0);
        return values;
    }
    return head_.bias.defined() ? at::addmm(head_.bias, hidden, head_.weight.t()) : at::mm(hidden, head_.weight.t());
}

at::Tensor Transformer::attend(const at::Tensor& x, const AttentionWeights& weights, std::size_t layer, const Masks& masks,
                               std::vector<at::Tensor>* received) const {
    if (received)
        received->resize(static_cast<std::size_t>(shape_.layers));
    at::Tensor* const report = received ? &(*received)[layer] : nullptr;
    if (!masks.positions.empty()) {
        const at::Tensor positions = on_device(at::tensor(masks.positions[layer], at::TensorOptions(at::kLong)), x.device());
        return shared_attention(x, weights, shape_.heads, positions, {.causal = causal()}, report);
    }
    const at::Tensor mask = masks.key_sets.empty() ? at::Tensor() : key_set_mask(masks.key_sets[layer], x.options());
    return attention(x, weights, shape_.heads, {causal(), mask}, report);
}

std::vector<ParameterSpec> parameter_specs(ModelKind kind, const Shape& shape) {
    return kind == ModelKind::bert ? bert_parameters(shape) : gpt2_parameters(shape);
}

std::unique_ptr<Transformer> make_transformer(ModelKind kind, const Shape& shape, const at::TensorOptions& options) {
    if (kind == ModelKind::bert)
        return std::make_unique<Bert>(shape, options);
    return std::make_unique<Gpt2>(shape, options);
}

} // namespace overdamp
