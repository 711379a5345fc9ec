// SPDX-License-Identifier: GPL-3.0-or-later
// The tokenizer in a run's language.json.
#include "core/language/corpus.h"
#include "core/settings/knobs.h"
#include "tests/fuzz/exercise.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const nlohmann::json json = nlohmann::json::parse(text_of(data, size), nullptr, false);
    try {
        exercise(*tokenizer_from_json(json), "The quick\n brown fox's 日本 42");
    } catch (const CorpusError&) {
    } catch (const SettingsError&) { // SentencePiece is not built in
    }
    return 0;
}
