// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows the SentencePiece library; a module of its own (see sentencepiece_module.h).
#include "core/language/sentencepiece_module.h"

#include "core/language/content.h"
#include "core/language/corpus.h"
#include "core/settings/knobs.h"
#include "core/settings/text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>
#include <stdexcept>
#include <unistd.h>

namespace overdamp {

namespace {

namespace fs = std::filesystem;

constexpr int end_id = 0;
constexpr int unknown_id = 1;

/// Runs of white space as one space, none at the ends: SentencePiece takes a line as its unit and a tab as its own mark.
std::string with_single_spaces(std::string_view text) {
    std::string result;
    bool space = false;
    for (const char byte : text)
        if (std::string_view(" \t\n\v\f\r").find(byte) != std::string_view::npos || byte == '\0') {
            space = !result.empty();
        } else {
            if (std::exchange(space, false))
                result += ' ';
            result += byte;
        }
    return result;
}

class SentencePieceTokenizer : public TextTokenizer {
  public:
    /// Throws CorpusError for bytes that are no such model.
    explicit SentencePieceTokenizer(std::string model) : model_(std::move(model)) {
        if (const std::string error = load(); !error.empty())
            throw CorpusError("tokenizer: the SentencePiece model cannot be read: " + error);
        if (processor_.GetPieceSize() < 3 || processor_.eos_id() != end_id || processor_.unk_id() != unknown_id || processor_.bos_id() != -1)
            throw CorpusError("tokenizer: the SentencePiece model is not one of this program's: expected </s> as piece 0 and <unk> as piece 1");
        for (int id = 0; id < processor_.GetPieceSize(); ++id)
            if (!std::isfinite(processor_.GetScore(id)) || (id > unknown_id && (processor_.IsControl(id) || processor_.IsUnknown(id))))
                throw CorpusError("tokenizer: the SentencePiece model has a bad piece, " + std::to_string(id));
    }

    std::int64_t vocabulary() const override { return processor_.GetPieceSize(); }
    Token end_token() const override { return end_id; }
    Token unknown_token() const override { return unknown_id; }

    std::vector<Token> encode(std::string_view text) const override {
        std::vector<int> ids;
        check(processor_.Encode(with_single_spaces(text), &ids));
        return {ids.begin(), ids.end()};
    }

    std::string decode(std::span<const Token> tokens) const override {
        std::vector<int> ids;
        for (const Token token : tokens) {
            if (token < 0 || token >= vocabulary())
                throw std::out_of_range("token " + std::to_string(token) + " is not in the vocabulary");
            if (token != end_id)
                ids.push_back(static_cast<int>(token));
        }
        std::string text;
        check(processor_.Decode(ids, &text));
        return with_single_spaces(text);
    }

    nlohmann::json to_json() const override {
        return {{"kind", "sentencepiece"}, {"hash", content_hash(model_)}, {"model", to_base64(model_)}};
    }

    const std::string& model() const { return model_; }

  private:
    /// What is wrong with the model; the library reports some of it by exceptions.
    std::string load() {
        try {
            const auto status = processor_.LoadFromSerializedProto(model_);
            return status.ok() ? "" : status.ToString();
        } catch (const std::exception& error) {
            return error.what();
        }
    }

    static void check(const sentencepiece::util::Status& status) {
        if (!status.ok())
            throw CorpusError("tokenizer: SentencePiece failed: " + status.ToString());
    }

    std::string model_;
    sentencepiece::SentencePieceProcessor processor_;
};

/// Hands the documents to the trainer, one a sentence.
class Documents : public sentencepiece::SentenceIterator {
  public:
    explicit Documents(const std::vector<std::string>& texts) : texts_(texts) {}
    bool done() const override { return next_ >= texts_.size(); }
    void Next() override { ++next_; }
    const std::string& value() const override { return texts_[next_]; }
    sentencepiece::util::Status status() const override { return {}; }

  private:
    const std::vector<std::string>& texts_;
    std::size_t next_ = 0;
};

/// The number behind `mark` in the library's message.
std::string number_after(const std::string& message, std::string_view mark) {
    const std::size_t found = message.find(mark);
    if (found == std::string::npos)
        return {};
    const std::size_t begin = found + mark.size();
    return message.substr(begin, std::min(message.find_first_not_of("0123456789", begin), message.size()) - begin);
}

/// The library's error with the numbers that help.
[[noreturn]] void explain(const std::string& message, std::int64_t vocabulary) {
    const std::string wanted = "language.vocabulary: the text does not allow for " + std::to_string(vocabulary) + " pieces; ";
    if (const std::string largest = number_after(message, "value <= "); !largest.empty())
        throw CorpusError(wanted + "the largest possible vocabulary is " + largest);
    if (const std::string fewest = number_after(message, " vs "); !fewest.empty())
        throw CorpusError("language.vocabulary: " + std::to_string(vocabulary) + " pieces cannot hold the characters of the text; at least " + fewest +
                          " are needed");
    throw CorpusError("the SentencePiece tokenizer cannot be trained: " + message);
}

std::string train(const std::vector<std::string>& texts, PieceModel model, std::int64_t vocabulary) {
    Documents documents(texts);
    std::string trained;
    // One thread adds up in one order, so that every machine gets the same pieces; identity keeps each character.
    const auto status = sentencepiece::SentencePieceTrainer::Train(
        {{"model_type", model == PieceModel::bpe ? "bpe" : "unigram"},
         {"vocab_size", std::to_string(vocabulary)},
         {"eos_id", std::to_string(end_id)},
         {"unk_id", std::to_string(unknown_id)},
         {"bos_id", "-1"},
         {"pad_id", "-1"},
         {"unk_surface", " <unk> "},
         {"normalization_rule_name", "identity"},
         {"max_sentence_length", "1073741824"},
         {"num_threads", "1"},
         {"minloglevel", "4"}},
        &documents, &trained);
    if (!status.ok())
        explain(status.ToString(), vocabulary);
    return trained;
}

fs::path cache_folder() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return fs::path(cache) / "overdamp";
    const char* home = std::getenv("HOME");
    return fs::path(home && *home ? home : ".") / ".cache" / "overdamp";
}

/// The tokenizer in a cache file: the hash of the model, a line end, the model. Null if it is not there or damaged.
std::unique_ptr<SentencePieceTokenizer> cached(const fs::path& path, std::int64_t vocabulary) {
    try {
        const std::string content = read_text(path);
        const std::size_t line = content.find('\n');
        if (line == std::string::npos || content_hash(std::string_view(content).substr(line + 1)) != content.substr(0, line))
            return nullptr;
        auto tokenizer = std::make_unique<SentencePieceTokenizer>(content.substr(line + 1));
        return tokenizer->vocabulary() == vocabulary ? std::move(tokenizer) : nullptr;
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

/// Keeps the model for the next run. A cache that cannot be written is no reason to fail.
void keep(const fs::path& path, const std::string& model) {
    try {
        fs::create_directories(path.parent_path());
        const fs::path own = path.string() + '.' + std::to_string(::getpid()); // other processes may train the same
        write_text(own, content_hash(model) + '\n' + model);
        fs::rename(own, path);
    } catch (const FileError&) {
    } catch (const fs::filesystem_error&) {
    }
}

} // namespace

} // namespace overdamp

using namespace overdamp;

TextTokenizer* overdamp_train_sentencepiece(const std::vector<std::string>& documents, PieceModel model, std::int64_t vocabulary) {
    std::vector<std::string> texts(documents.size());
    std::ranges::transform(documents, texts.begin(), with_single_spaces);
    std::string key = std::string(SENTENCEPIECE_VERSION) + (model == PieceModel::bpe ? " bpe " : " unigram ") + std::to_string(vocabulary);
    for (const std::string& text : texts)
        key += '\n' + text;
    const fs::path path = cache_folder() / ("sentencepiece-" + content_hash(key));
    if (auto tokenizer = cached(path, vocabulary))
        return tokenizer.release();
    auto tokenizer = std::make_unique<SentencePieceTokenizer>(train(texts, model, vocabulary));
    keep(path, tokenizer->model());
    return tokenizer.release();
}

TextTokenizer* overdamp_sentencepiece_from_json(const nlohmann::json& json) {
    const auto text = [&](const char* name) {
        const auto found = json.find(name);
        if (found == json.end() || !found->is_string())
            throw CorpusError(std::string("tokenizer: ") + name + ": expected a text");
        return found->get<std::string>();
    };
    const auto model = from_base64(text("model"));
    if (!model)
        throw CorpusError("tokenizer: model: is not base64");
    if (content_hash(*model) != text("hash"))
        throw CorpusError("tokenizer: model: is damaged; it does not have the hash that belongs to it");
    return std::make_unique<SentencePieceTokenizer>(*model).release();
}
