// SPDX-License-Identifier: GPL-3.0-or-later
// A model with the weights of a fixture that Hugging Face's transformers wrote (make_fixtures.py), and what it must share with the reference.
#pragma once

#include "core/model/transformer.h"
#include "core/model/weights.h"
#include "core/train/objective.h"
#include "tests/device/test_device.h"

#include <ATen/ATen.h>
#include <QTest>
#include <filesystem>
#include <string>

inline constexpr std::int64_t reference_rows = 3, reference_time = 12, reference_vocabulary = 29; ///< of its tokens, and of its logits

template <typename Model> Model reference_model(const std::filesystem::path& fixture, at::ScalarType type = at::kFloat) {
    Model model({.layers = 2, .width = 16, .heads = 4, .context = reference_time, .vocabulary = reference_vocabulary},
                at::TensorOptions(type).device(overdamp::test_device()));
    const at::NoGradGuard no_gradient;
    const overdamp::NamedTensors weights = overdamp::load_tensors(fixture / "model.safetensors");
    for (std::size_t i = 0; i < model.parameters().count(); ++i)
        model.parameters().view_of(model.parameters().flat(), i).copy_(weights.at(model.parameters().spec(i).name));
    model.parameters().refresh_copies();
    return model;
}

/// The tokens that the reference read, on the device of the test.
inline at::Tensor reference_tokens(const std::filesystem::path& fixture) {
    return overdamp::load_tensors(fixture / "expected.safetensors").at("tokens").to(overdamp::test_device());
}

inline void compare_parameters(const overdamp::Transformer& model, const std::filesystem::path& fixture) {
    const overdamp::NamedTensors weights = overdamp::load_tensors(fixture / "model.safetensors");
    QCOMPARE(model.parameters().count(), weights.size());
    for (std::size_t i = 0; i < model.parameters().count(); ++i)
        QVERIFY(weights.at(model.parameters().spec(i).name).sizes() == at::IntArrayRef(model.parameters().spec(i).shape));
}

inline void compare_logits(const overdamp::Transformer& model, const std::filesystem::path& fixture) {
    const overdamp::NamedTensors expected = overdamp::load_tensors(fixture / "expected.safetensors");
    const at::NoGradGuard no_gradient;
    const at::Tensor logits = model.logits(model.hidden_states(reference_tokens(fixture))).cpu();
    QVERIFY(at::allclose(logits.view({reference_rows, reference_time, reference_vocabulary}), expected.at("logits"), 1e-5, 1e-5));
}

/// Loss and gradients, each gradient within 1e-5 of its norm and `rounding`.
inline void compare_gradients(const overdamp::Transformer& model, const std::filesystem::path& fixture, double rounding = 0) {
    const overdamp::NamedTensors expected = overdamp::load_tensors(fixture / "expected.safetensors");
    const at::Tensor hidden = model.hidden_states(reference_tokens(fixture));
    const overdamp::Objective result = overdamp::objective(hidden, model.head(), expected.at("targets").view({-1}), reference_time, {});
    result.value.backward();
    QVERIFY(at::allclose(result.value.cpu(), expected.at("loss")[0], 1e-5, 1e-6));
    for (std::size_t i = 0; i < model.parameters().count(); ++i) {
        const std::string& name = model.parameters().spec(i).name;
        const at::Tensor ours = model.parameters().view_of(model.parameters().flat_gradient(), i).cpu();
        const at::Tensor reference = expected.at("gradient." + name);
        QVERIFY2((ours - reference).norm().item<double>() <= 1e-5 * reference.norm().item<double>() + rounding, name.c_str());
    }
}
