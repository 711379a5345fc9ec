// SPDX-License-Identifier: GPL-3.0-or-later
// Knobs that do nothing just now: why, and what would let them act.
#pragma once

#include "core/settings/knobs.h"

#include <optional>
#include <span>

namespace overdamp {

/// A change of one knob after which another one acts.
struct KnobRemedy {
    std::string_view key;
    std::string_view value; ///< as a person types it
    std::string_view text;  ///< what the change does, translatable: "open the gate"
};

/// Why a knob does nothing.
struct IdleKnob {
    std::string_view reason; ///< translatable; "%1" stands for `number`
    std::int64_t number = 0;
    std::span<const KnobRemedy> remedies; ///< one or two, the gentlest first
};

/// Why turning this knob would change nothing at step `step` while the others stay as they are; nothing if it acts.
std::optional<IdleKnob> idle_knob(const Knob& knob, const Knobs& knobs, std::int64_t step);

/// The keys that the rules speak of, or what they begin with: for the test that each exists.
std::vector<std::string_view> idle_rule_keys();
/// All remedies of the rules.
std::vector<KnobRemedy> idle_rule_remedies();

} // namespace overdamp
