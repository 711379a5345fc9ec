// SPDX-License-Identifier: GPL-3.0-or-later
// The three classes of characters that GPT-2's tokenizer tells apart, the same on every system.
#pragma once

namespace overdamp {

/// General category L.
bool is_unicode_letter(char32_t point);
/// General category N.
bool is_unicode_number(char32_t point);
/// Property White_Space.
bool is_unicode_space(char32_t point);

} // namespace overdamp
