// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of values and seeds as a person types them.
#pragma once

#include <QStringList>

#include <cstdint>
#include <string>
#include <vector>

namespace overdamp {

/// The parts between commas, trimmed, without empty ones. A part in double quotes may hold commas, and quotes doubled.
QStringList parts_of(const QString& text);

/// The parts as one text that parts_of() takes apart again.
QString text_of_parts(const std::vector<std::string>& parts);

/// Throws SettingsError that names what is no seed.
std::vector<std::int64_t> seeds_from(const QString& text);
QString seeds_text(const std::vector<std::int64_t>& seeds);

} // namespace overdamp
