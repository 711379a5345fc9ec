// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan comes to, in words.
#pragma once

#include "core/study/pace.h"
#include "core/study/plan_edit.h"

#include <QString>

namespace overdamp {

/// How many runs it has, how long they will take by the pace of earlier ones, which of the paper's claims are left out of the document, and which
/// settings for every run are `outdone` by an axis.
QString plan_summary(const Study& study, const WrittenDraft& document, const std::vector<std::string>& outdone, const Pace& pace);

} // namespace overdamp
