// SPDX-License-Identifier: GPL-3.0-or-later
// The table of measures as a page to read.
#pragma once

#include <string>

namespace overdamp {

/// The reference of all measures as Markdown, one table a group of log columns.
std::string metric_reference();

} // namespace overdamp
