// SPDX-License-Identifier: GPL-3.0-or-later
// Text to token numbers and back.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

using Token = std::int64_t;

/// Maps text to tokens in [0, vocabulary()). Immutable, so that threads may share it.
class TextTokenizer {
  public:
    virtual ~TextTokenizer() = default;
    virtual std::int64_t vocabulary() const = 0;
    /// Joins documents; the first token that a model sees. Never part of encode()'s result.
    virtual Token end_token() const = 0;
    /// Stands for words outside the vocabulary: never generated and never a target. -1 if there is none.
    virtual Token unknown_token() const = 0;
    /// Hides a token from a masked language model: never generated and never a target. -1 if there is none.
    virtual Token mask_token() const { return -1; }
    virtual std::vector<Token> encode(std::string_view text) const = 0;
    /// Readable text of the tokens; end tokens are left out or stand as a line break.
    virtual std::string decode(std::span<const Token> tokens) const = 0;
    /// What tokenizer_from_json() needs to make the same tokenizer again.
    virtual nlohmann::json to_json() const = 0;
};

/// The `vocabulary` − 2 most frequent tokens of split_words() with `<unk>` (1) and the end token `<end>` (0).
std::unique_ptr<TextTokenizer> make_word_tokenizer(const std::vector<std::string>& documents, std::int64_t vocabulary);

/// The 256 byte values and the end token, 256.
std::unique_ptr<TextTokenizer> make_byte_tokenizer();

/// `tokenizer` with a mask token appended: the last of the vocabulary. decode() leaves it out.
std::unique_ptr<TextTokenizer> add_mask_token(std::shared_ptr<const TextTokenizer> tokenizer);

/// A tokenizer as a run holds it. Throws CorpusError for anything else; SettingsError if it needs a library that this build lacks.
std::unique_ptr<TextTokenizer> tokenizer_from_json(const nlohmann::json& json);

} // namespace overdamp
