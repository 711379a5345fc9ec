// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a text and a model fit each other.
#pragma once

#include "core/language/corpus_facts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// A warning with its numbers: `text`, which can be translated, holds %1, %2, … for `values`.
struct CorpusWarning {
    std::string_view text;
    std::vector<std::string> values;
    bool prevents_training = false;
};

/// The warning with its numbers in place.
std::string in_words(const CorpusWarning& warning);

struct CorpusReport {
    CorpusFacts facts;
    std::int64_t parameters = 0; ///< of the model that the knobs describe
    double passes = 0;           ///< how often the planned training reads the text
    std::vector<CorpusWarning> warnings;
};

/// Reads the corpus and warns where it is too small: shorter than a context; fewer training tokens than the model has parameters, so that it can be learnt by
/// heart; read more than 40 times, from where repeated text teaches nothing more (Muennighoff et al. 2023); fewer than 64 held-out contexts, so that
/// evaluations are noisy; or with more than a fifth of its words outside the vocabulary. Words stand for tokens where those are not known.
/// Errors as read_corpus_facts().
CorpusReport report_corpus(const Knobs& knobs, const CorpusProgress& progress = {});

/// The warnings for these facts; `parameters` and `passes` as in the report.
std::vector<CorpusWarning> corpus_warnings(const CorpusFacts& facts, const Knobs& knobs, std::int64_t parameters, double passes);

} // namespace overdamp
