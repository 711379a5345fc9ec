# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes unicode_classes.cpp: the letters (L) and numbers (N) of Unicode, as the module `regex` knows them, which GPT-2's tokenizer uses.

Needs regex. Usage: python3 make_unicode_classes.py
"""
import pathlib

import regex


def ranges(pattern):
    """Rising, closed ranges of the code points that match."""
    matches = regex.compile(pattern)
    found = []
    for point in range(0x110000):
        if 0xD800 <= point < 0xE000 or not matches.match(chr(point)):
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def table(name, pattern):
    entries = [f"{{0x{first:X}, 0x{last:X}}}" for first, last in ranges(pattern)]
    lines = [", ".join(entries[i : i + 7]) for i in range(0, len(entries), 7)]
    body = ",\n    ".join(lines)
    return f"constexpr Range {name}[] = {{\n    {body}}};\n"


head = """// SPDX-License-Identifier: GPL-3.0-or-later
// Made by make_unicode_classes.py: edit that.
#include "core/language/unicode_classes.h"

#include <algorithm>
#include <span>

namespace overdamp {

namespace {

struct Range {
    char32_t first, last;
};

"""
tail = """
bool holds(std::span<const Range> ranges, char32_t point) {
    const auto after = std::ranges::upper_bound(ranges, point, {}, &Range::first);
    return after != ranges.begin() && point <= (after - 1)->last;
}

} // namespace

bool is_unicode_letter(char32_t point) { return holds(letters, point); }

bool is_unicode_number(char32_t point) { return holds(numbers, point); }

bool is_unicode_space(char32_t point) { return holds(spaces, point); }

} // namespace overdamp
"""
tables = "\n".join(table(name, pattern) for name, pattern in (("letters", r"\p{L}"), ("numbers", r"\p{N}"), ("spaces", r"\s")))
pathlib.Path(__file__).with_name("unicode_classes.cpp").write_text(head + tables + tail)
