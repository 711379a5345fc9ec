// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is wrong with a file, told at once.
#pragma once

#include "core/model/weights.h"

#include <filesystem>
#include <string>

namespace overdamp {

class Complaints {
  public:
    explicit Complaints(std::filesystem::path path) : path_(std::move(path)) {}
    void add(const std::string& complaint) { text_ += (text_.empty() ? "" : "; ") + complaint; }
    /// Throws CheckpointError that names the file.
    void throw_if_any() const {
        if (!text_.empty())
            throw CheckpointError(path_.string() + ": " + text_);
    }

  private:
    std::filesystem::path path_;
    std::string text_;
};

} // namespace overdamp
