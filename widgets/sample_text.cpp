// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sample_text.h"

#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPalette>
#include <QTextCharFormat>

#include <algorithm>
#include <cmath>
#include <map>

namespace overdamp {

namespace {

constexpr std::int64_t tinted_ranks = 10;

QString tr(const char* text) { return QCoreApplication::translate("SampleView", text); }

/// Opacity of the tint: strongest for the most frequent word.
double tint_of(std::int64_t rank) { return 0.55 - 0.04 * static_cast<double>(rank); }

QTextCharFormat format_of(const SampleWord& word, bool looped, const QPalette& palette) {
    QTextCharFormat format;
    if (word.rank >= 0 && word.rank < tinted_ranks) {
        QColor tint = colour_of(Meaning::collapse, palette);
        tint.setAlphaF(static_cast<float>(tint_of(word.rank)));
        format.setBackground(tint);
    }
    if (looped) {
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(colour_of(Meaning::collapse, palette));
    }
    return format;
}

} // namespace

std::vector<bool> looped_words(std::span<const SampleWord> words) {
    std::vector<bool> looped(words.size(), false);
    std::map<std::vector<std::string>, std::vector<std::size_t>> places;
    for (std::size_t begin = 0; begin + loop_length <= words.size(); ++begin) {
        std::vector<std::string> run;
        for (const SampleWord& word : words.subspan(begin, loop_length))
            run.push_back(word.text);
        places[run].push_back(begin);
    }
    for (const auto& [run, begins] : places)
        if (begins.size() > 1)
            for (const std::size_t begin : begins)
                std::fill_n(looped.begin() + static_cast<std::ptrdiff_t>(begin), loop_length, true);
    return looped;
}

double unigram_entropy(std::span<const SampleWord> words) {
    if (words.empty())
        return not_measured;
    std::map<std::string_view, double> counts;
    for (const SampleWord& word : words)
        counts[word.text] += 1;
    double entropy = 0;
    const auto all = static_cast<double>(words.size());
    for (const auto& [word, count] : counts)
        entropy -= count / all * std::log(count / all);
    return entropy;
}

std::vector<DiffWord> word_diff(std::span<const SampleWord> before, std::span<const SampleWord> after) {
    // longest[i][j]: length of the longest common subsequence of what follows i words of `before` and j of `after`.
    std::vector<std::vector<int>> longest(before.size() + 1, std::vector<int>(after.size() + 1, 0));
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            longest[i][j] = before[i].text == after[j].text ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    std::vector<DiffWord> diff;
    std::size_t i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i].text == after[j].text) {
            diff.push_back({DiffWord::Kind::common, plain(before[i].text)});
            ++i, ++j;
        } else if (j == after.size() || (i < before.size() && longest[i + 1][j] >= longest[i][j + 1])) {
            diff.push_back({DiffWord::Kind::removed, plain(before[i++].text)});
        } else {
            diff.push_back({DiffWord::Kind::added, plain(after[j++].text)});
        }
    }
    return diff;
}

QString sample_heading(const SampleRecord& sample) {
    const QLocale locale;
    QStringList facts{tr("step %1").arg(count_text(sample.step))};
    if (!std::isnan(sample.hf_share_top10))
        facts << tr("share %1 %").arg(locale.toString(sample.hf_share_top10, 'f', 0));
    if (!std::isnan(sample.distinct_2))
        facts << tr("distinct-2 %1").arg(locale.toString(sample.distinct_2, 'f', 2));
    if (sample.temperature != 1)
        facts << tr("temperature %1").arg(locale.toString(sample.temperature));
    return facts.join(QStringLiteral(" · "));
}

QString sample_facts(const SampleRecord& sample) {
    const double entropy = unigram_entropy(sample.words);
    const QString heading = sample_heading(sample);
    return std::isnan(entropy) ? heading
                               : QStringLiteral("%1 · %2").arg(heading, tr("entropy %1 nats").arg(QLocale().toString(std::abs(entropy), 'f', 1)));
}

QString sample_text(const SampleRecord& sample) {
    QString text = plain(sample.prompt), before = text;
    for (const SampleWord& word : sample.words) {
        const QString next = plain(word.text);
        text += (needs_space(before, next) ? QStringLiteral(" ") : QString()) + next;
        before = next;
    }
    return text;
}

bool needs_space(const QString& before, const QString& word) {
    if (before.isEmpty())
        return false;
    const bool closes = word.size() == 1 && QStringLiteral(".,;:!?)]}").contains(word[0]);
    return !(closes && before.back().isLetterOrNumber());
}

void insert_sample(QTextCursor& cursor, const SampleRecord& sample, const QPalette& palette) {
    QTextCharFormat prompt;
    prompt.setFontItalic(true);
    prompt.setForeground(colour_of(Meaning::neutral, palette));
    QString before = plain(sample.prompt);
    cursor.insertText(before, prompt);
    const std::vector<bool> looped = looped_words(sample.words);
    for (std::size_t i = 0; i < sample.words.size(); ++i) {
        const QString text = plain(sample.words[i].text);
        QTextCharFormat between;
        if (i > 0 && looped[i - 1] && looped[i])
            between.setUnderlineStyle(QTextCharFormat::SingleUnderline), between.setUnderlineColor(colour_of(Meaning::collapse, palette));
        if (needs_space(before, text))
            cursor.insertText(QStringLiteral(" "), between);
        cursor.insertText(text, format_of(sample.words[i], looped[i], palette));
        before = text;
    }
}

void insert_diff(QTextCursor& cursor, const std::vector<DiffWord>& words, const QPalette& palette) {
    QTextCharFormat removed, added;
    removed.setFontStrikeOut(true);
    removed.setForeground(colour_of(Meaning::neutral, palette));
    QColor tint = colour_of(Meaning::accent, palette);
    tint.setAlphaF(0.22F);
    added.setBackground(tint);
    added.setFontWeight(QFont::Bold);
    QString before;
    for (const DiffWord& word : words) {
        if (needs_space(before, word.text))
            cursor.insertText(QStringLiteral(" "), QTextCharFormat());
        cursor.insertText(word.text, word.kind == DiffWord::Kind::removed ? removed : word.kind == DiffWord::Kind::added ? added : QTextCharFormat());
        before = word.text;
    }
}

} // namespace overdamp
