# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes bert_characters.cpp: what the library `tokenizers` does with each character in BERT's normaliser and pre-tokeniser.

Needs tokenizers. Usage: python3 make_bert_characters.py
"""
import pathlib

from tokenizers import normalizers, pre_tokenizers

points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
hangul = range(0xAC00, 0xD7A4)  # decomposed by rule


def normalizer(part):
    parts = dict.fromkeys(("clean_text", "handle_chinese_chars", "strip_accents", "lowercase"), False)
    return normalizers.BertNormalizer(**(parts | {part: True})).normalize_str


def changes(part):
    """What the part makes of the characters that it changes."""
    normalize = normalizer(part)
    return {point: made for point in points if (made := normalize(chr(point))) != chr(point)}


def ranges(chosen):
    """Rising, closed ranges of code points."""
    found = []
    for point in chosen:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def lines(entries, per_line):
    return ",\n    ".join(", ".join(entries[i : i + per_line]) for i in range(0, len(entries), per_line))


def range_table(name, chosen):
    entries = [f"{{0x{first:X}, 0x{last:X}}}" for first, last in ranges(chosen)]
    return f"constexpr Range {name}[] = {{\n    {lines(entries, 7)}}};\n"


def map_table(name, mapping):
    entries = [f"{{0x{point:X}, {{{', '.join(f'0x{ord(made):X}' for made in text)}}}}}" for point, text in sorted(mapping.items())]
    return f"constexpr Mapping {name}[] = {{\n    {lines(entries, 5)}}};\n"


cleaned, accents = changes("clean_text"), changes("strip_accents")
pre_tokenize = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
tables = [
    range_table("removed", [point for point, made in cleaned.items() if made == ""]),
    range_table("made_spaces", [point for point, made in cleaned.items() if made == " "]),
    range_table("ideographs", list(changes("handle_chinese_chars"))),
    range_table("punctuation", [point for point in points if len(pre_tokenize(f"a{chr(point)}b")) == 3]),
    range_table("accents", [point for point, made in accents.items() if made == ""]),
    map_table("without_accents", {point: made for point, made in accents.items() if made and point not in hangul}),
    map_table("lower_case", changes("lowercase")),
]
head = """// SPDX-License-Identifier: GPL-3.0-or-later
// Made by make_bert_characters.py: edit that.
#include "core/language/bert_characters.h"

#include <algorithm>
#include <span>

namespace overdamp {

namespace {

struct Range {
    char32_t first, last;
};

struct Mapping {
    char32_t point;
    char32_t made[4]; ///< ends with 0
};

"""
tail = """
bool holds(std::span<const Range> ranges, char32_t point) {
    const auto after = std::ranges::upper_bound(ranges, point, {}, &Range::first);
    return after != ranges.begin() && point <= (after - 1)->last;
}

std::u32string mapped(std::span<const Mapping> mappings, char32_t point) {
    const auto found = std::ranges::lower_bound(mappings, point, {}, &Mapping::point);
    return found != mappings.end() && found->point == point ? std::u32string(found->made) : std::u32string(1, point);
}

/// The Unicode Standard, section 3.12: a syllable's letters.
std::u32string hangul_letters(char32_t syllable) {
    const char32_t index = syllable - 0xAC00, trailing = index % 28;
    std::u32string letters = {0x1100 + index / 588, 0x1161 + index % 588 / 28};
    if (trailing > 0)
        letters += 0x11A7 + trailing;
    return letters;
}

} // namespace

bool is_bert_removed(char32_t point) { return holds(removed, point); }

bool is_bert_made_space(char32_t point) { return holds(made_spaces, point); }

bool is_bert_ideograph(char32_t point) { return holds(ideographs, point); }

bool is_bert_punctuation(char32_t point) { return holds(punctuation, point); }

std::u32string bert_without_accents(char32_t point) {
    if (point >= 0xAC00 && point < 0xD7A4)
        return hangul_letters(point);
    return holds(accents, point) ? std::u32string() : mapped(without_accents, point);
}

std::u32string bert_lower_case(char32_t point) { return mapped(lower_case, point); }

} // namespace overdamp
"""
pathlib.Path(__file__).with_name("bert_characters.cpp").write_text(head + "\n".join(tables) + tail)
