// SPDX-License-Identifier: GPL-3.0-or-later
// Child runs: a run's past up to a step, from which another future is trained.
#pragma once

#include "core/settings/experiment.h"
#include "core/telemetry/records.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace overdamp {

enum class ForkKind {
    rewind,  ///< goes back; what was done later is to be done anew
    fork,    ///< goes back and turns knobs there
    what_if, ///< repeats the run without one gesture; later events stay
    twin     ///< repeats the run without feedback; other events stay
};

/// "rewind", "fork", "what_if", "twin".
std::string_view to_text(ForkKind kind);

/// A knob and its new value.
struct Setting {
    std::string key;
    KnobValue value;
    bool operator==(const Setting&) const = default;
};

/// Where and how a child leaves its parent.
struct Fork {
    ForkKind kind = ForkKind::rewind;
    std::int64_t step = 0;            ///< the first step that is the child's own; the parent's steps before it are kept
    std::vector<Setting> settings = {}; ///< in force from `step` on: live knobs, and training.steps
    std::optional<std::int64_t> without = {}; ///< what_if: revision of an event; its whole gesture is left out
};

/// The fork that repeats a run without the gesture of the event with this revision, from the gesture's first step on.
/// Throws SettingsError if there is none.
Fork what_if_not(std::span<const EventRecord> events, std::int64_t revision);

/// The fork at `step` that trains without feedback.
Fork twin_at(std::int64_t step);

/// The run that a child was made from, `parent.json`.
struct Parent {
    std::string run; ///< its folder, relative to the folder that holds the child's
    std::int64_t step = 0;
    ForkKind kind = ForkKind::rewind;
    std::optional<std::vector<Setting>> settings = {}; ///< Fork::settings; children of earlier versions do not say
    std::optional<std::int64_t> without = {};          ///< Fork::without
    bool operator==(const Parent&) const = default;
};

/// Creates the child's folder in `runs`: the parent's records before the step, its checkpoints up to it, the settings as an event
/// at it, and the events that are still to come as its schedule. The parent is only read; the folder appears whole or not at all. A resumed session then repeats the steps
/// after the newest checkpoint and goes on. Throws SettingsError naming file or key, or FileError.
std::filesystem::path fork_run(const std::filesystem::path& parent, const std::filesystem::path& runs, const Fork& fork);

/// Who a run's parent is; empty for a run without one. Throws SettingsError or FileError.
std::optional<Parent> load_parent(const std::filesystem::path& run);

/// The parent's folder, if it is still there.
std::optional<std::filesystem::path> parent_folder(const std::filesystem::path& run, const Parent& parent);

/// Events that a run is to meet, `schedule.jsonl`, in order. A run without the file has none. Throws SettingsError or FileError.
std::vector<EventRecord> load_schedule(const std::filesystem::path& run);

/// Adds an event to the schedule. Throws FileError.
void append_to_schedule(const std::filesystem::path& run, const EventRecord& event);

/// `changes` as a twin follows them: without those of the feedback's strength.
std::vector<KnobChange> twin_changes(std::vector<KnobChange> changes);

/// Where to go back to from `step`, at which a run could not go on: its newest checkpoint before it, or some way back where there is none.
std::int64_t rescue_step(const std::filesystem::path& run, std::int64_t step);

/// The knobs in force at `step`, before that step's own events.
Knobs knobs_before(const Experiment& experiment, std::span<const EventRecord> events, std::int64_t step);

/// A hand's movement: the events that follow each other with one gesture number.
struct Gesture {
    std::int64_t number = 0;
    std::int64_t step = 0; ///< of its first event
    std::size_t begin = 0, end = 0; ///< its events' indices
};
/// The gesture of the event with that revision. Throws SettingsError if there is none.
Gesture gesture_of(std::span<const EventRecord> events, std::int64_t revision);

} // namespace overdamp
