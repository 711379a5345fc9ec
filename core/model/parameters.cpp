// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/parameters.h"

#include <ATen/ATen.h>
#include <cassert>
#include <functional>
#include <numeric>

namespace overdamp {

namespace {

std::int64_t size_of(const ParameterSpec& spec) {
    return std::accumulate(spec.shape.begin(), spec.shape.end(), std::int64_t{1}, std::multiplies<>());
}

} // namespace

Parameters::Parameters(std::vector<ParameterSpec> specs, const at::TensorOptions& options) : specs_(std::move(specs)) {
    std::int64_t total = 0;
    for (const ParameterSpec& spec : specs_) {
        offsets_.push_back(total);
        total += size_of(spec);
    }
    const bool mixed = options.dtype() == at::kBFloat16;
    flat_ = at::empty({total}, mixed ? options.dtype(at::kFloat) : options);
    flat_gradient_ = at::zeros_like(flat_);
    if (mixed) {
        copies_ = at::empty({total}, options);
        copies_gradient_ = at::zeros_like(copies_);
    }
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        views_.push_back(view_of(mixed ? copies_ : flat_, i).detach().set_requires_grad(true));
        views_.back().mutable_grad() = view_of(mixed ? copies_gradient_ : flat_gradient_, i);
    }
}

void Parameters::refresh_copies() const {
    const at::NoGradGuard no_gradient;
    if (copies_.defined())
        copies_.copy_(flat_);
}

void Parameters::clear_gradient() const {
    const at::NoGradGuard no_gradient;
    (copies_.defined() ? copies_gradient_ : flat_gradient_).zero_();
}

void Parameters::gather_gradient() const {
    const at::NoGradGuard no_gradient;
    if (copies_.defined())
        flat_gradient_.copy_(copies_gradient_);
}

void Parameters::initialise(std::mt19937_64& stream) {
    const at::NoGradGuard no_gradient;
    const at::TensorOptions host = at::TensorOptions(at::kDouble);
    for (std::size_t i = 0; i < specs_.size(); ++i) {
        const ParameterSpec& spec = specs_[i];
        at::Tensor values = at::full({size_of(spec)}, spec.initialisation == Initialisation::one ? 1.0 : 0.0, host);
        if (spec.initialisation == Initialisation::normal) {
            std::normal_distribution<double> normal(0, spec.deviation);
            double* data = values.data_ptr<double>();
            std::generate(data, data + values.numel(), [&] { return normal(stream); });
        }
        view_of(flat_, i).copy_(values.view(spec.shape));
    }
    refresh_copies();
}

std::size_t Parameters::index(std::string_view name) const {
    const auto found = std::find_if(specs_.begin(), specs_.end(), [&](const ParameterSpec& spec) { return spec.name == name; });
    assert(found != specs_.end());
    return static_cast<std::size_t>(found - specs_.begin());
}

at::Tensor Parameters::view_of(const at::Tensor& flat, std::size_t index) const {
    return flat.narrow(0, offsets_[index], size_of(specs_[index])).view(specs_[index].shape);
}

} // namespace overdamp
