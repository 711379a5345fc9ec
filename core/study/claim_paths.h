// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of claims about what happens along a run, rather than at its end.
#pragma once

#include "core/study/claim_series.h"

namespace overdamp {

Judgement judge_faster(const ClaimCase& c);
Judgement judge_smooth(const ClaimCase& c);
Judgement judge_flattens(const ClaimCase& c);
Judgement judge_corner(const ClaimCase& c);
Judgement judge_correlates(const ClaimCase& c);

} // namespace overdamp
