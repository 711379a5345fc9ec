// SPDX-License-Identifier: GPL-3.0-or-later
// The chapters of the handbook that are written by hand: Markdown files in resources/handbook, embedded in the program.
#pragma once

#include <QString>

#include <vector>

namespace overdamp {

struct Chapter {
    QString name;  ///< of its file, without ".md"
    QString title; ///< in the user's language, where the chapter has been translated
    QString html;  ///< without the title; links to other chapters are `help:NAME`
};

/// Headings of the contents and the chapters under them, in the order of resources/handbook/README.md.
struct ChapterGroup {
    QString title;
    std::vector<Chapter> chapters;
};
const std::vector<ChapterGroup>& handbook();

/// The chapter of that name, or nullptr.
const Chapter* find_chapter(const QString& name);

/// Markdown of a chapter as HTML that takes the fonts of where it is shown.
QString html_of_markdown(const QString& markdown);

} // namespace overdamp
