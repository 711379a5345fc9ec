// SPDX-License-Identifier: GPL-3.0-or-later
// Loads the module around the SentencePiece library when a tokenizer needs it.
#include "core/language/sentencepiece_module.h"

#include "core/settings/knobs.h"

#include <dlfcn.h>

namespace overdamp {

namespace {

/// A function of the module, which stays loaded: its tokenizers may live as long as the program.
template <typename Function> Function* function_of_module(const char* name) {
    static void* const module = ::dlopen("overdamp_sentencepiece.so", RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    void* const address = module ? ::dlsym(module, name) : nullptr;
    if (!address)
        throw SettingsError("language.tokenizer: this build has no SentencePiece, which bpe and unigram need; install it (Debian: libsentencepiece-dev) "
                            "and build again, or choose word or byte");
    return reinterpret_cast<Function*>(address);
}

} // namespace

std::unique_ptr<TextTokenizer> train_sentencepiece(const std::vector<std::string>& documents, PieceModel model, std::int64_t vocabulary) {
    const auto train = function_of_module<decltype(overdamp_train_sentencepiece)>("overdamp_train_sentencepiece");
    return std::unique_ptr<TextTokenizer>(train(documents, model, vocabulary));
}

std::unique_ptr<TextTokenizer> sentencepiece_from_json(const nlohmann::json& json) {
    const auto read = function_of_module<decltype(overdamp_sentencepiece_from_json)>("overdamp_sentencepiece_from_json");
    return std::unique_ptr<TextTokenizer>(read(json));
}

} // namespace overdamp
