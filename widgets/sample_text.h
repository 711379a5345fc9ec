// SPDX-License-Identifier: GPL-3.0-or-later
// What a sample's words show: loops, facts, and what changed from one sample to another.
#pragma once

#include "core/telemetry/records.h"

#include <QString>
#include <QTextCursor>

#include <span>
#include <vector>

class QPalette;

namespace overdamp {

/// Words in a row that make a loop when the sample holds them more than once.
inline constexpr std::size_t loop_length = 3;

/// For each word whether it belongs to a run of `loop_length` words that occurs more than once; overlaps count, so that "the the the the" is one
/// loop.
std::vector<bool> looped_words(std::span<const SampleWord> words);

/// Entropy of the sample's own unigrams, nats; NaN if it is empty.
double unigram_entropy(std::span<const SampleWord> words);

struct DiffWord {
    enum class Kind { common, removed, added };
    Kind kind;
    QString text;
    bool operator==(const DiffWord&) const = default;
};

/// The words of both in one row by their longest common subsequence; what was removed stands before what was added.
std::vector<DiffWord> word_diff(std::span<const SampleWord> before, std::span<const SampleWord> after);

/// "step 50 · share 41 % · distinct-2 0.83".
QString sample_heading(const SampleRecord& sample);

/// The heading and the words' entropy: "step 50 · share 41 % · distinct-2 0.83 · entropy 3.1 nats".
QString sample_facts(const SampleRecord& sample);

/// Prompt and words with the spaces between them.
QString sample_text(const SampleRecord& sample);

/// Whether `word` is written after a space when it follows `before`: closing punctuation clings to a word.
bool needs_space(const QString& before, const QString& word);

/// Writes prompt and words at the cursor, frequent words tinted and loops underlined.
void insert_sample(QTextCursor& cursor, const SampleRecord& sample, const QPalette& palette);
/// Writes a diff at the cursor: removed words struck out, added ones bold on a tint.
void insert_diff(QTextCursor& cursor, const std::vector<DiffWord>& words, const QPalette& palette);

} // namespace overdamp
