// SPDX-License-Identifier: GPL-3.0-or-later
// A text file as corpus, and the words in it.
#include "core/language/corpus.h"
#include "core/language/words.h"
#include "core/settings/text.h"
#include "tests/fuzz/scratch.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    const std::string_view text = text_of(data, size);
    split_documents(text, true);
    split_words(text);
    scratch.write("text", text);
    for (const bool require_utf8 : {true, false})
        try {
            const Corpus corpus = load_corpus((scratch.folder / "text").string(), require_utf8);
            require(!corpus.training.empty() && !corpus.held_out.empty());
            for (const auto* documents : {&corpus.training, &corpus.held_out})
                for (const std::string& document : *documents)
                    require(!document.empty() && (!require_utf8 || find_invalid_utf8(document) == std::string_view::npos));
            WordFrequencies(corpus.training).total();
        } catch (const CorpusError&) {
        }
    return 0;
}
