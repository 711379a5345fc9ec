// SPDX-License-Identifier: GPL-3.0-or-later
// The training loop of the paper's Fig. 1 as plain values: what each block of it is doing just now.
#pragma once

#include "core/telemetry/history.h"
#include "widgets/theme.h"

#include <QString>

#include <vector>

namespace overdamp {

enum class LoopPlace { data, model, dmu, dtu, logits, loss, feedback, psu, update };

/// One measured or set value: "α" and "0.05".
struct LoopValue {
    QString name;
    QString value;
};

struct LoopStage {
    LoopPlace place;
    QString title;
    QString meaning;                    ///< a sentence for tooltip and screen reader
    std::vector<LoopValue> values = {}; ///< the important ones first
    bool acting = false;                ///< it changes what the step does: feedback engaged, gate open, clipping
    QString bypassed = {};              ///< why it does nothing; empty if it acts or only measures
    std::string_view knob;              ///< the first of its knobs
    Meaning colour = Meaning::neutral;
};

/// The blocks in the order in which a step passes them, at step `step`. Values that are not measured yet are left out. The selective update is
/// there if the knob table has it.
std::vector<LoopStage> loop_stages(const Knobs& knobs, const History& history, std::int64_t step);

} // namespace overdamp
