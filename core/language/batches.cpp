// SPDX-License-Identifier: GPL-3.0-or-later
// From a corpus to token streams, and from those to windows.
#include "core/language/batches.h"

#include "core/language/checkpoint_tokenizer.h"
#include "core/language/masking.h"
#include "core/language/sentencepiece.h"
#include "core/settings/random_stream.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace overdamp {

namespace {

/// Made-up words of the synthetic language where the vocabulary has room for them.
constexpr std::int64_t synthetic_words = 60;
constexpr std::int64_t most_synthetic_words_in_all = 50'000'000;

at::Tensor token_stream(const TextTokenizer& tokenizer, const std::vector<std::string>& documents) {
    std::vector<Token> tokens{tokenizer.end_token()};
    for (const std::string& document : documents) {
        std::ranges::copy(tokenizer.encode(document), std::back_inserter(tokens));
        tokens.push_back(tokenizer.end_token());
    }
    at::Tensor stream = at::empty({std::ssize(tokens)}, at::kLong);
    std::ranges::copy(tokens, stream.data_ptr<std::int64_t>());
    return stream;
}

SyntheticLanguage synthetic_language(const Knobs& knobs) {
    const auto& settings = knobs.language;
    const std::int64_t documents = std::max<std::int64_t>(4096, 4 * settings.synthetic_sentences);
    if (documents * settings.synthetic_length > most_synthetic_words_in_all)
        throw CorpusError("the synthetic language would have " + std::to_string(documents * settings.synthetic_length) + " words; at most " +
                          std::to_string(most_synthetic_words_in_all) + " fit; lower language.synthetic_sentences or language.synthetic_length");
    return make_synthetic_language(settings.synthetic_sentences, settings.synthetic_length, std::min(settings.vocabulary - 2, synthetic_words),
                                   settings.synthetic_zipf, documents);
}

std::shared_ptr<const TextTokenizer> make_tokenizer(const Knobs& knobs, const std::vector<std::string>& documents) {
    switch (knobs.language.tokenizer) {
    case Tokenizer::word:
        return make_word_tokenizer(documents, knobs.language.vocabulary);
    case Tokenizer::byte:
        return make_byte_tokenizer();
    case Tokenizer::bpe:
        return train_sentencepiece(documents, PieceModel::bpe, knobs.language.vocabulary);
    case Tokenizer::unigram:
        return train_sentencepiece(documents, PieceModel::unigram, knobs.language.vocabulary);
    case Tokenizer::checkpoint:
        return load_checkpoint_tokenizer(knobs.model.checkpoint);
    }
    throw std::logic_error("unknown tokenizer");
}

void check_size(const Language& language, const Knobs& knobs) {
    const std::string corpus = "corpus " + knobs.language.corpus + " has ";
    const std::int64_t needed = knobs.model.context + 1;
    if (const std::int64_t tokens = language.training.numel(); tokens < needed)
        throw CorpusError(corpus + std::to_string(tokens) + " training tokens; model.context " + std::to_string(knobs.model.context) +
                          " needs at least " + std::to_string(needed));
    if (const std::int64_t tokens = language.held_out.numel(); tokens < 2)
        throw CorpusError(corpus + std::to_string(tokens) + " held-out tokens; at least 2 are needed");
    if (language.frequencies.size() == 0)
        throw CorpusError(corpus + "no words");
}

/// Windows of `length` inputs that begin at `starts`, with the tokens that follow them as targets.
Batch cut_windows(const at::Tensor& stream, const std::vector<std::int64_t>& starts, std::int64_t length, Token unknown) {
    Batch batch{at::empty({std::ssize(starts), length}, at::kLong), at::empty({std::ssize(starts), length}, at::kLong)};
    const std::int64_t* tokens = stream.data_ptr<std::int64_t>();
    std::int64_t* inputs = batch.inputs.data_ptr<std::int64_t>();
    std::int64_t* targets = batch.targets.data_ptr<std::int64_t>();
    for (const std::int64_t start : starts) {
        inputs = std::copy_n(tokens + start, length, inputs);
        targets = std::replace_copy(tokens + start + 1, tokens + start + 1 + length, targets, unknown, ignored_target);
    }
    return batch;
}

/// What the kind of model is trained on: the windows, or the same with tokens hidden.
Batch finished(Batch windows, const Language& language, const Knobs& knobs, std::mt19937_64 masking) {
    return knobs.model.kind == ModelKind::bert ? mask_tokens(windows.inputs, *language.tokenizer, masking) : windows;
}

/// The text of language.corpus; what is wrong with it is said of that key.
Corpus load_named_corpus(const Knobs& knobs, bool require_utf8) {
    try {
        return load_corpus(knobs.language.corpus, require_utf8);
    } catch (const CorpusError& error) {
        throw CorpusError(std::string("language.corpus: ") + error.what());
    }
}

} // namespace

Language load_language(const Knobs& knobs, std::shared_ptr<const TextTokenizer> tokenizer) {
    Language language;
    const bool bytes = knobs.language.tokenizer == Tokenizer::byte;
    if (knobs.language.corpus == "synthetic")
        language.synthetic = synthetic_language(knobs);
    const Corpus corpus = language.synthetic ? language.synthetic->corpus() : load_named_corpus(knobs, !bytes);
    language.tokenizer = tokenizer ? std::move(tokenizer) : make_tokenizer(knobs, corpus.training);
    if (knobs.model.kind == ModelKind::bert && language.tokenizer->mask_token() < 0)
        language.tokenizer = add_mask_token(std::move(language.tokenizer));
    language.training = token_stream(*language.tokenizer, corpus.training);
    language.held_out = token_stream(*language.tokenizer, corpus.held_out);
    language.frequencies = WordFrequencies(corpus.training);
    if (language.synthetic && (bytes || knobs.language.tokenizer == Tokenizer::word)) // subword tokenizers cut the sentences to various lengths
        language.alignment = std::ssize(language.tokenizer->encode(corpus.training.front())) + 1;
    check_size(language, knobs);
    return language;
}

Batch training_batch(const Language& language, const Knobs& knobs, std::int64_t step) {
    const std::int64_t length = knobs.model.context;
    const std::int64_t places = (language.training.numel() - length - 1) / language.alignment + 1;
    std::mt19937_64 stream = random_stream(knobs.training.seed, RandomPurpose::data, step);
    std::vector<std::int64_t> starts(static_cast<std::size_t>(knobs.training.batch));
    std::ranges::generate(starts, [&] { return language.alignment * uniform_below(stream, places); });
    return finished(cut_windows(language.training, starts, length, language.tokenizer->unknown_token()), language, knobs,
                    random_stream(knobs.training.seed, RandomPurpose::masked_tokens, step));
}

Batch held_out_batch(const Language& language, const Knobs& knobs, std::int64_t windows) {
    const std::int64_t tokens = language.held_out.numel();
    const std::int64_t length = std::min(knobs.model.context, tokens - 1);
    const std::int64_t stride = (length + language.alignment - 1) / language.alignment * language.alignment;
    const std::int64_t all = (tokens - length - 1) / stride + 1;
    const std::int64_t count = std::clamp<std::int64_t>(windows, 1, all);
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < count; ++i)
        starts.push_back(i * all / count * stride);
    return finished(cut_windows(language.held_out, starts, length, language.tokenizer->unknown_token()), language, knobs,
                    random_stream(0, RandomPurpose::held_out_masks));
}

} // namespace overdamp
