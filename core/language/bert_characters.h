// SPDX-License-Identifier: GPL-3.0-or-later
// What BERT's tokenizer makes of single characters, as Hugging Face's library `tokenizers` does it, the same on every system.
#pragma once

#include <string>

namespace overdamp {

/// Control and format characters, private use, NUL and U+FFFD: left out of the text.
bool is_bert_removed(char32_t point);
/// White space that reads as a plain space.
bool is_bert_made_space(char32_t point);
/// A CJK ideograph, which is a word of its own.
bool is_bert_ideograph(char32_t point);
/// All of ASCII's symbols and general category P: each is a word of its own.
bool is_bert_punctuation(char32_t point);
/// The canonical decomposition without nonspacing marks; empty for such a mark.
std::u32string bert_without_accents(char32_t point);
/// The lower-case form, whatever stands around the character.
std::u32string bert_lower_case(char32_t point);

} // namespace overdamp
