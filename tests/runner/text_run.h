// SPDX-License-Identifier: GPL-3.0-or-later
// Short runs on a text, and what their checkpoints hold.
#pragma once

#include "tests/runner/program.h"

#include <cstring>

inline nlohmann::json json_of(const QByteArray& text) { return nlohmann::json::parse(text.toStdString(), nullptr, false); }

/// A short run on text of our own; more settings may follow.
inline QStringList text_run(const QString& folder, const QStringList& settings = {}) {
    QByteArray text;
    for (int i = 0; i < 60; ++i)
        text += "The cat number " + QByteArray::number(i) + " sat on the mat, and the dog didn't see it.\n\n";
    write_file(folder + "/text.txt", text);
    return QStringList{"train", "quickstart", "--runs", folder + "/runs", "--set", "language.corpus=" + folder + "/text.txt", "training.steps=4", "training.batch=2",
                       "training.device=cpu", "training.threads=1", "evaluation.every=4", "sampling.tokens=8", "model.context=20", "training.checkpoint_every=2"} +
           settings;
}

/// Names and shapes in a safetensors file.
inline std::map<std::string, nlohmann::json> tensors_of(const QString& path) {
    const QByteArray content = content_of(path);
    std::uint64_t length = 0;
    std::memcpy(&length, content.constData(), sizeof length);
    std::map<std::string, nlohmann::json> shapes;
    const nlohmann::json header = json_of(content.mid(8, static_cast<qsizetype>(length)));
    for (const auto& [name, entry] : header.items())
        if (name != "__metadata__")
            shapes[name] = entry.at("shape");
    return shapes;
}
