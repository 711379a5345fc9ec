// SPDX-License-Identifier: GPL-3.0-or-later
// A place in a JSON document that knows the way to it, for errors that name it.
#pragma once

#include "core/settings/knobs.h"

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// Every reader throws SettingsError: "step 2, done[1].metric: …, found …; expected …".
class JsonPlace {
  public:
    /// `value` must outlive the place; `path` is empty for the document itself.
    JsonPlace(const nlohmann::json& value, std::string path, std::string language);

    const nlohmann::json& value() const { return value_; }

    [[noreturn]] void fail(const std::string& expected) const;
    [[noreturn]] void fail_with(const std::string& complaint) const;

    /// Throws if this is no object, or holds another key than these.
    void expect_keys(std::initializer_list<std::string_view> keys) const;
    bool has(std::string_view key) const;
    JsonPlace at(std::string_view key) const;
    std::optional<JsonPlace> find(std::string_view key) const;
    /// The elements of a list; none if there is no such key.
    std::vector<JsonPlace> list(std::string_view key) const;
    /// The same place with another name in errors.
    JsonPlace renamed(std::string path) const { return {value_, std::move(path), language_}; }

    /// A text that is not empty; an object of one text a language gives the wanted one, else the English one, else the first.
    std::string text() const;
    /// A text without languages: a name or key.
    std::string name() const;
    double number() const;
    std::int64_t count() const; ///< a whole number from 0 on

  private:
    const nlohmann::json& value_;
    std::string path_;
    std::string language_;
};

} // namespace overdamp
