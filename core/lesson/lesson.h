// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson: an experiment and the steps by which a student is led through it. Read from one JSON file.
#pragma once

#include "core/settings/experiment.h"
#include "core/telemetry/fork.h"
#include "core/telemetry/metrics.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace overdamp {

/// Version of the lesson files read here; newer ones are refused.
inline constexpr int lesson_schema = 1;

/// The numbers between two limits, which are left out themselves; a limit that is not there does not bind.
struct Limits {
    std::optional<double> above, below;
    bool hold(double value) const { return (!above || value > *above) && (!below || value < *below); }
};

/// A number that is taken from the run's records.
struct Quantity {
    enum class Take {
        mean,     ///< mean of the newest `records` values
        largest,  ///< the largest of them
        roughness ///< mean absolute change from one of them to the next
    };
    enum class Reference {
        none,
        before_feedback, ///< the same, taken before the feedback was first in force
        parent,          ///< the same, of the run that this one was forked from, at the same step
        step             ///< the same at `reference_step`
    };

    const Metric* metric = nullptr;
    Take take = Take::mean;
    std::int64_t records = 1;
    std::optional<std::int64_t> at_step = std::nullopt; ///< the newest record otherwise
    Reference reference = Reference::none;
    std::int64_t reference_step = 0;
    bool ratio = false; ///< to the reference; the difference from it otherwise
};

/// What the card says about a measured value within the limits.
struct Outcome {
    Limits limits;
    std::optional<std::size_t> choice; ///< index of the choice that it proves right
    std::string text;
};

/// A question to be answered before the answer is measured.
struct Prediction {
    std::string question;
    std::vector<std::string> choices;       ///< empty: a number is asked for
    double from = 0, to = 0, within = 0;    ///< range of the number, and how near is near
    Quantity measure;
    std::vector<Outcome> outcomes; ///< the first that fits is shown
};

/// What a step waits for.
struct StepReached {
    std::int64_t step = 0; ///< steps trained since the run's start
};
struct MoreSteps {
    std::int64_t steps = 0; ///< trained since the rule before this one was met, or the lesson's step began
};
struct KnobTurned {
    const Knob* knob = nullptr;
    std::optional<KnobValue> value; ///< exactly this one; without it a number within `limits`
    Limits limits;
};
struct MetricReached {
    const Metric* metric = nullptr; ///< a record that is newer than the rule before this one
    Limits limits;
};
struct PartLookedAt {
    std::string part; ///< a dock that is in view, or "timeline": a past step is looked at
};
struct ChildMade {
    ForkKind kind = ForkKind::fork;
};
using Rule = std::variant<StepReached, MoreSteps, KnobTurned, MetricReached, PartLookedAt, ChildMade>;

struct LessonStep {
    std::string title;
    std::string text;                   ///< Markdown
    std::optional<Knobs> begin;         ///< a new run with these knobs begins with the step
    std::vector<std::string> unlock;    ///< keys of the knobs that may be turned
    std::vector<std::string> highlight; ///< parts of the window, `plot:<id>`, or keys of knobs
    std::vector<std::string> plots;     ///< shown from this step on; empty: as before
    std::optional<Prediction> predict;
    std::vector<Rule> done; ///< one after the other
};

struct Lesson {
    std::string id; ///< of a built-in lesson its file's name, of another one its path
    std::string title;
    std::string learn; ///< what a student knows afterwards
    std::int64_t minutes = 0;
    Experiment experiment; ///< its name is the one that the lesson's runs bear
    std::vector<LessonStep> steps;
};

/// What a lesson may name in the window.
struct LessonNames {
    std::vector<std::string> parts; ///< to be highlighted
    std::vector<std::string> docks; ///< to be looked at
    std::vector<std::string> plots;
};

/// Reads a lesson. `origin` is named in errors and becomes the id. A text may be an object of one text a language, as
/// {"en": …, "zh": …}; `language` is preferred, then English.
/// Throws SettingsError that names file, step, key, what was found and what was expected.
Lesson parse_lesson(std::string_view text, const std::string& origin, const LessonNames& names, std::string_view language = "en");

/// The same for a file. Throws FileError or SettingsError.
Lesson load_lesson(const std::filesystem::path& path, const LessonNames& names, std::string_view language = "en");

/// Whether a JSON file says that it is a lesson; false for what cannot be read.
bool is_lesson(const std::filesystem::path& path);

/// The lessons that are built in, in the order in which they are to be taken.
std::vector<Lesson> builtin_lessons(const LessonNames& names, std::string_view language = "en");

} // namespace overdamp
