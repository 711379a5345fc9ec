// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transformer.h"

#include "core/model/bert.h"
#include "core/model/gpt2.h"

#include <ATen/ATen.h>

namespace overdamp {

Transformer::Transformer(const Shape& shape, std::vector<ParameterSpec> specs, const at::TensorOptions& options)
    : shape_(shape), parameters_(std::move(specs), options) {}

at::Tensor Transformer::logits(const at::Tensor& hidden) const {
    return head_.bias.defined() ? at::addmm(head_.bias, hidden, head_.weight.t()) : at::mm(hidden, head_.weight.t());
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
