// SPDX-License-Identifier: GPL-3.0-or-later
// A study of seconds on the synthetic language.
#pragma once

#include <string>

/// Two α with two seeds, four runs. `settings` may add knobs, `"key": value, `; `claims` is the array's content.
inline std::string tiny_study(const std::string& settings = {},
                              const std::string& claims = R"({"text": "it rises", "rule": "monotone", "along": "α"})") {
    return R"({"schema": 1, "name": "tiny", "title": "Tiny", "description": "A grid of seconds.", "seeds": [1, 2],
      "metrics": ["sample/hf_share_top10", "eval/loss"], "axes": [{"name": "α", "knob": "feedback.strength", "values": [0, 0.2]}],
      "claims": [)" +
           claims + R"(], "forms": {"nano": {"note": "Synthetic.", "base": "synthetic", "set": {)" + settings +
           R"("model.width": 16, "model.heads": 2, "model.layers": 1, "model.context": 16, "language.vocabulary": 40, "training.batch": 4,
      "training.device": "cpu", "evaluation.every": 20, "sampling.every": 20, "sampling.tokens": 8, "training.checkpoint_every": 10, "training.steps": 40}}}})";
}
