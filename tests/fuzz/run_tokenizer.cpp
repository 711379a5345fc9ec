// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer in a run's language.json. SentencePiece stays out: the sanitizers do not let its module keep its symbols to itself.
#include "core/language/corpus.h"
#include "tests/fuzz/exercise.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const nlohmann::json json = nlohmann::json::parse(text_of(data, size), nullptr, false);
    if (json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).find("sentencepiece") != std::string::npos)
        return 0;
    try {
        exercise(*tokenizer_from_json(json), "The quick\n brown fox's 日本 42");
    } catch (const CorpusError&) {
    }
    return 0;
}
