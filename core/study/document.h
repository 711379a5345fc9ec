// SPDX-License-Identifier: GPL-3.0-or-later
// A report as what it says, free of how it is written down: as Markdown or as HTML.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace overdamp {

/// A stretch of text in one style.
struct Span {
    enum class Style {
        plain,
        code,
        verdict ///< a verdict's name, which HTML marks with a sign and a colour
    };

    std::string text;
    Style style = Style::plain;
};

/// Text of several styles; a plain string is one.
struct Text {
    Text() = default;
    Text(std::string text) { spans.push_back({std::move(text)}); }
    Text(const char* text) : Text(std::string(text)) {}
    Text(std::vector<Span> parts) : spans(std::move(parts)) {}

    std::vector<Span> spans;
};

Text code_text(std::string text);
Text verdict_text(std::string_view name);

struct Heading {
    int level = 2; ///< 2 for a section, 3 for a part of one; 1 is the document's title
    std::string text;
};

struct Paragraph {
    Text text;
};

struct Bullets {
    std::vector<Text> items;
};

struct Table {
    std::vector<Text> columns;
    std::vector<std::vector<Text>> rows; ///< as long as `columns`
};

/// Lines for a shell.
struct Commands {
    std::vector<std::string> lines;
};

/// A drawing as SVG, once for light and once for dark paper. Markdown leaves it out.
struct Picture {
    std::string title;
    std::string caption; ///< what is seen, in a sentence or two
    std::string light, dark;
};

using Block = std::variant<Heading, Paragraph, Bullets, Table, Commands, Picture>;

struct Document {
    std::string title;
    std::vector<Block> blocks;
};

std::string to_markdown(const Document& document);

/// One file that needs no other: styles within, light and dark as the reader's system, fit to be printed. It is XML as well. All text is escaped and
/// scripts are forbidden, because names come from files of others; the drawings are taken as they are.
std::string to_html(const Document& document);

} // namespace overdamp
