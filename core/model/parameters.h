// SPDX-License-Identifier: GPL-3.0-or-later
// All parameters of a model in one flat buffer, with names.
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// How a parameter starts.
enum class Initialisation { zero, one, normal };

struct ParameterSpec {
    std::string name; ///< Hugging Face's name
    std::vector<std::int64_t> shape;
    Initialisation initialisation = Initialisation::zero;
    double deviation = 0; ///< of `normal`
};

/// Named views into one flat buffer of values and one of gradients, so that norms, clipping and the optimizer are a few vector operations.
/// With bfloat16 a model computes with working copies of both, while the buffers themselves, and with them the optimizer, keep float32
/// (mixed precision, Micikevicius et al. 2018). Copies of a Parameters share the buffers.
class Parameters {
  public:
    Parameters() = default;
    /// Uninitialised values; gradients 0. The type of `options` is the one to compute with.
    Parameters(std::vector<ParameterSpec> specs, const at::TensorOptions& options);

    /// Draws the initial values. The same stream gives the same values on every device.
    void initialise(std::mt19937_64& stream);

    std::size_t count() const { return specs_.size(); }
    const ParameterSpec& spec(std::size_t index) const { return specs_[index]; }
    /// Index of a name; asserts that it exists.
    std::size_t index(std::string_view name) const;

    /// The parameter, of the type to compute with, as a leaf of the autograd graph; gather_gradient() brings its gradient into the flat one.
    const at::Tensor& operator[](std::size_t index) const { return views_[index]; }
    const at::Tensor& operator[](std::string_view name) const { return views_[index(name)]; }

    /// [P]
    const at::Tensor& flat() const { return flat_; }
    /// [P]
    const at::Tensor& flat_gradient() const { return flat_gradient_; }
    /// The part of a flat [P] tensor that belongs to a parameter, in its shape.
    at::Tensor view_of(const at::Tensor& flat, std::size_t index) const;

    /// To be called after flat() was written to: the working copies take it over. Nothing happens where there are none.
    void refresh_copies() const;
    /// Sets all gradients to 0.
    void clear_gradient() const;
    /// To be called after a backward pass: the flat gradient becomes that of the working copies, if there are any.
    void gather_gradient() const;

  private:
    std::vector<ParameterSpec> specs_;
    std::vector<std::int64_t> offsets_;
    std::vector<at::Tensor> views_;
    at::Tensor flat_, flat_gradient_;
    at::Tensor copies_, copies_gradient_; ///< [P], bfloat16; undefined if the model computes with flat_ itself
};

} // namespace overdamp
