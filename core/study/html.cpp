// SPDX-License-Identifier: GPL-3.0-or-later
// A document as one HTML file.
#include "core/settings/text.h"
#include "core/study/document.h"

#include <algorithm>
#include <array>

namespace overdamp {

namespace {

constexpr const char* style = R"(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2024; --faint: #5b636d; --line: #d9dde2; --shade: #f4f6f8; --accent: #0060a8;
  --good: #006c4e; --good-paper: #e2f4ee; --half: #7a4b00; --half-paper: #fdf0d5; --bad: #a83a00; --bad-paper: #fbe7dd; --none: #5b636d; --none-paper: #eceff2; }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e4e7ea; --faint: #a2aab3; --line: #3a4047; --shade: #202428; --accent: #6cb8f0;
  --good: #4fd0a6; --good-paper: #12352b; --half: #f2b84b; --half-paper: #3a2c0e; --bad: #ff9d6b; --bad-paper: #43210f; --none: #a2aab3; --none-paper: #2a2f35; } }
* { box-sizing: border-box; }
html { font: 16px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; background: var(--paper); color: var(--ink); }
body { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p, ul { max-width: 46rem; margin: .5rem 0; }
ul { padding-left: 1.25rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; max-width: none; }
a { color: var(--accent); }
code, pre { font: .85em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
code { background: var(--shade); border-radius: 3px; padding: .1em .3em; overflow-wrap: anywhere; }
pre { background: var(--shade); border: 1px solid var(--line); border-radius: 4px; padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre span { display: block; padding-left: 2em; text-indent: -2em; }
.wide { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); min-width: 3rem; }
th { color: var(--faint); font-weight: 600; border-bottom-width: 2px; }
th code { background: none; padding: 0; overflow-wrap: normal; }
.verdict { display: inline-block; white-space: nowrap; border-radius: 1em; padding: 0 .6em; font-weight: 600; font-size: .85em; }
.good { color: var(--good); background: var(--good-paper); } .half { color: var(--half); background: var(--half-paper); }
.bad { color: var(--bad); background: var(--bad-paper); } .none { color: var(--none); background: var(--none-paper); }
figure { margin: 1.25rem 0; break-inside: avoid; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 1.5rem; }
.figures figure:first-child:nth-last-child(odd) { grid-column: 1 / -1; }
figure svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; }
figure svg image { image-rendering: pixelated; }
figcaption { color: var(--faint); font-size: .875rem; margin-top: .4rem; max-width: 46rem; }
.dark { display: none; }
@media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
@media print { :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --shade: #f4f4f4; --accent: #000000;
  --good: #00543c; --good-paper: #ffffff; --half: #5c3900; --half-paper: #ffffff; --bad: #8a2f00; --bad-paper: #ffffff; --none: #444444; --none-paper: #ffffff; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; } .light { display: block; } .dark { display: none; }
  .wide { overflow: visible; } table { font-size: 8pt; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
)";

/// Text for between tags and for attributes. What XML forbids is replaced by U+FFFD.
std::string escaped(std::string_view text) {
    std::string safe;
    while (!text.empty()) {
        const auto [point, length] = first_code_point(text);
        const std::string_view bytes = text.substr(0, length);
        text.remove_prefix(length);
        if (point == U'&')
            safe += "&amp;";
        else if (point == U'<')
            safe += "&lt;";
        else if (point == U'>')
            safe += "&gt;";
        else if (point == U'"')
            safe += "&quot;";
        else if ((point < 0x20 && point != U'\n' && point != U'\t') || point == 0xFFFE || point == 0xFFFF || point == 0xFFFD)
            safe += "\xEF\xBF\xBD";
        else
            safe += bytes;
    }
    return safe;
}

struct Mark {
    std::string_view verdict, css, sign;
};

constexpr std::array<Mark, 4> marks = {{{"reproduced", "good", "✓"}, {"partly", "half", "◐"}, {"not reproduced", "bad", "✗"}, {"not measured", "none", "–"}}};

std::string verdict(const std::string& name) {
    const auto found = std::ranges::find(marks, name, &Mark::verdict);
    const Mark& mark = found == marks.end() ? marks.back() : *found;
    return std::string("<span class=\"verdict ").append(mark.css).append("\">").append(mark.sign) + ' ' + escaped(name) + "</span>";
}

/// Names of measures may be broken behind their strokes.
std::string breakable(const std::string& code) {
    std::string text;
    for (const char letter : code)
        text += letter == '/' || letter == '_' ? std::string(1, letter) + "<wbr/>" : std::string(1, letter);
    return text;
}

std::string inline_text(const Text& text, bool narrow = false) {
    std::string line;
    for (const Span& span : text.spans)
        line += span.style == Span::Style::code      ? "<code>" + (narrow ? breakable(escaped(span.text)) : escaped(span.text)) + "</code>"
                : span.style == Span::Style::verdict ? verdict(span.text)
                                                     : escaped(span.text);
    return line;
}

std::string section_id(std::size_t number) { return "section-" + std::to_string(number); }

/// Writes the blocks one after another; pictures that follow each other share a grid.
class Writer {
  public:
    std::string write(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            in_figures(std::holds_alternative<Picture>(block));
            std::visit([this](const auto& content) { add(content); }, block);
        }
        in_figures(false);
        return std::move(text_);
    }

  private:
    void in_figures(bool wanted) {
        if (wanted != in_figures_)
            text_ += wanted ? "<div class=\"figures\">\n" : "</div>\n";
        in_figures_ = wanted;
    }

    void add(const Heading& heading) {
        const std::string tag = 'h' + std::to_string(heading.level);
        const std::string id = heading.level == 2 ? " id=\"" + section_id(++sections_) + '"' : "";
        text_ += '<' + tag + id + '>' + escaped(heading.text) + "</" + tag + ">\n";
    }

    void add(const Paragraph& paragraph) { text_ += "<p>" + inline_text(paragraph.text) + "</p>\n"; }

    void add(const Bullets& bullets) {
        text_ += "<ul>\n";
        for (const Text& item : bullets.items)
            text_ += "<li>" + inline_text(item) + "</li>\n";
        text_ += "</ul>\n";
    }

    void add(const Table& table) {
        text_ += "<div class=\"wide\"><table>\n<thead><tr>";
        for (const Text& column : table.columns)
            text_ += "<th scope=\"col\">" + inline_text(column, true) + "</th>";
        text_ += "</tr></thead>\n<tbody>\n";
        for (const std::vector<Text>& row : table.rows) {
            text_ += "<tr>";
            for (const Text& cell : row)
                text_ += "<td>" + inline_text(cell) + "</td>";
            text_ += "</tr>\n";
        }
        text_ += "</tbody></table></div>\n";
    }

    void add(const Commands& commands) {
        text_ += "<pre>";
        for (const std::string& line : commands.lines)
            text_ += "<span>" + escaped(line) + "</span>";
        text_ += "</pre>\n";
    }

    void add(const Picture& picture) {
        text_ += "<figure role=\"group\" aria-label=\"" + escaped(picture.title) + "\">\n<div class=\"light\">" + picture.light + "</div>\n";
        text_ += "<div class=\"dark\">" + picture.dark + "</div>\n<figcaption>" + escaped(picture.caption) + "</figcaption>\n</figure>\n";
    }

    std::string text_;
    bool in_figures_ = false;
    std::size_t sections_ = 0;
};

std::string contents(const std::vector<Block>& blocks) {
    std::string items;
    std::size_t number = 0;
    for (const Block& block : blocks)
        if (const auto* heading = std::get_if<Heading>(&block); heading && heading->level == 2)
            items += "<li><a href=\"#" + section_id(++number) + "\">" + escaped(heading->text) + "</a></li>\n";
    return items.empty() ? items : "<nav aria-label=\"Contents\"><ul>\n" + items + "</ul></nav>\n";
}

} // namespace

std::string to_html(const Document& document) {
    const std::string title = escaped(document.title);
    const auto first_section = std::ranges::find_if(document.blocks, [](const Block& block) { return std::holds_alternative<Heading>(block); });
    const std::vector<Block> introduction(document.blocks.begin(), first_section), rest(first_section, document.blocks.end());
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
           title + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n" + Writer().write(introduction) +
           contents(document.blocks) + Writer().write(rest) + "</body>\n</html>\n";
}

} // namespace overdamp
