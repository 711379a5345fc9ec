// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a study document: checked access that names the key, and its claims.
#pragma once

#include "core/study/plan.h"

#include <initializer_list>
#include <nlohmann/json.hpp>

namespace overdamp {

/// `value` itself after a check that it is an object, or an array that is not empty. `place` is the key that errors name. Throw SettingsError.
const nlohmann::ordered_json& study_object(const nlohmann::ordered_json& value, const std::string& place);
const nlohmann::ordered_json& study_array(const nlohmann::ordered_json& value, const std::string& place);

/// Checks that `object` is one and has no other keys than these. Throws SettingsError.
void study_keys(const nlohmann::ordered_json& object, const std::string& place, std::initializer_list<const char*> allowed);

/// The text of a key, which must be there and not empty. Throws SettingsError.
std::string study_text(const nlohmann::ordered_json& object, const char* key, const std::string& place);

/// Reads `metrics` and `claims` of a document into the study, in place of its own. Its axes and cells must be there: axes, labels and metrics that they
/// name must exist, and a claim must have the keys that its rule needs and no others.
/// Throws SettingsError.
void read_claims(Study& study, const nlohmann::ordered_json& document);

} // namespace overdamp
