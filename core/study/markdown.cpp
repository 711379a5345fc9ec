// SPDX-License-Identifier: GPL-3.0-or-later
// A document as Markdown.
#include "core/study/document.h"

#include <algorithm>
#include <cctype>

namespace overdamp {

namespace {

/// Text that no reader takes for a tag.
std::string without_tags(const std::string& text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (text[i] == '<' && (std::isalpha(static_cast<unsigned char>(next)) || next == '/' || next == '!' || next == '?'))
            safe += '\\';
        safe += text[i];
    }
    return safe;
}

std::string inline_text(const Text& text) {
    std::string line;
    for (const Span& span : text.spans)
        line += span.style == Span::Style::code      ? '`' + span.text + '`'
                : span.style == Span::Style::verdict ? "**" + span.text + "**"
                                                     : without_tags(span.text);
    std::ranges::replace(line, '\n', ' ');
    return line;
}

std::string row(const std::vector<Text>& cells) {
    std::string line = "|";
    for (const Text& text : cells) {
        std::string cell = inline_text(text);
        for (std::size_t bar = 0; (bar = cell.find('|', bar)) != std::string::npos; bar += 2)
            cell.insert(bar, 1, '\\');
        line += ' ' + cell + " |";
    }
    return line + '\n';
}

std::string written(const Heading& heading) {
    return std::string(static_cast<std::size_t>(heading.level), '#') + ' ' + inline_text(heading.text) + '\n';
}

std::string written(const Paragraph& paragraph) { return inline_text(paragraph.text) + '\n'; }

std::string written(const Bullets& bullets) {
    std::string text;
    for (const Text& item : bullets.items)
        text += "- " + inline_text(item) + '\n';
    return text;
}

std::string written(const Table& table) {
    std::string text = row(table.columns) + '|';
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        text += "---|";
    text += '\n';
    for (const std::vector<Text>& cells : table.rows)
        text += row(cells);
    return text;
}

std::string written(const Commands& commands) {
    std::string text = "```sh\n";
    for (const std::string& line : commands.lines)
        text += line + '\n';
    return text + "```\n";
}

std::string written(const Picture&) { return {}; }

} // namespace

Text code_text(std::string text) { return {{{std::move(text), Span::Style::code}}}; }

Text verdict_text(std::string_view name) { return {{{std::string(name), Span::Style::verdict}}}; }

std::string to_markdown(const Document& document) {
    std::string text = written(Heading{.level = 1, .text = document.title});
    for (const Block& block : document.blocks)
        if (const std::string part = std::visit([](const auto& content) { return written(content); }, block); !part.empty())
            text += '\n' + part;
    return text;
}

} // namespace overdamp
