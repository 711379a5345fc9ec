// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints in Hugging Face's form, changed, and what reading them throws.
#pragma once

#include "core/model/hugging_face.h"
#include "core/settings/text.h"
#include "tests/device/test_device.h"
#include "tests/settings/thrown.h"

#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

/// What reading the checkpoint with other tensors throws; empty if nothing.
inline QString error_after(const std::filesystem::path& checkpoint, const std::function<void(overdamp::NamedTensors&)>& change,
                           overdamp::NamedTensors* weights = nullptr) {
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    overdamp::NamedTensors tensors = overdamp::load_tensors(checkpoint / "model.safetensors");
    for (auto& [name, tensor] : tensors) // save_tensors() has no need for booleans
        tensor = tensor.scalar_type() == at::kBool ? tensor.to(at::kByte) : tensor;
    change(tensors);
    overdamp::save_tensors(tensors, path / "model.safetensors");
    const QString error = thrown<overdamp::CheckpointError>([&] {
        const overdamp::NamedTensors loaded = overdamp::load_hugging_face_weights(path, overdamp::hugging_face_form(checkpoint));
        if (weights)
            *weights = loaded;
    });
    return error.isEmpty() || error.startsWith(folder.filePath("model.safetensors: ")) ? error : "the file is not named: " + error;
}

/// What reading the checkpoint's changed config.json throws; empty if nothing.
inline QString config_error_after(const std::filesystem::path& checkpoint, const std::function<void(nlohmann::json&)>& change,
                                  overdamp::HuggingFaceForm* form = nullptr) {
    const QTemporaryDir folder;
    nlohmann::json config = nlohmann::json::parse(overdamp::read_text(checkpoint / "config.json"));
    change(config);
    overdamp::write_text(folder.filePath("config.json").toStdString(), config.dump());
    const QString error = thrown<overdamp::CheckpointError>([&] {
        const overdamp::HuggingFaceForm found = overdamp::hugging_face_form(folder.path().toStdString());
        if (form)
            *form = found;
    });
    return error.isEmpty() || error.startsWith(folder.filePath("config.json: ")) ? error : "the file is not named: " + error;
}

inline overdamp::Knobs starting_from(const std::filesystem::path& folder) {
    overdamp::Knobs knobs;
    knobs.model.checkpoint = folder.string();
    return knobs;
}

/// On the CPU, computed on the device of the test.
inline at::Tensor logits_of(const overdamp::Transformer& model, const at::Tensor& tokens) {
    const at::NoGradGuard no_gradient;
    return model.logits(model.hidden_states(overdamp::on_test_device(tokens))).cpu();
}

/// names.json has the reference's names and shapes.
inline void compare_names(const std::filesystem::path& checkpoint, overdamp::ModelKind kind) {
    const nlohmann::json names = nlohmann::json::parse(overdamp::read_text(checkpoint / "names.json"));
    const auto specs = overdamp::parameter_specs(kind, overdamp::hugging_face_form(checkpoint).shape);
    QCOMPARE(specs.size(), names.size());
    for (const overdamp::ParameterSpec& spec : specs)
        QVERIFY2(names.contains(spec.name) && names.at(spec.name) == nlohmann::json(spec.shape), spec.name.c_str());
}
