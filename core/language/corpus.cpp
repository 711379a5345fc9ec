// SPDX-License-Identifier: GPL-3.0-or-later
// Where text comes from: Debian's fortunes, a file, or a folder.
#include "core/language/corpus.h"

#include "core/language/corpus_files.h"
#include "core/settings/random_stream.h"
#include "core/settings/text.h"

#include <algorithm>
#include <random>
#include <utility>

namespace overdamp {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view white_space = " \t\r\v\f\n";
constexpr std::uint64_t split_seed = 20260126;
constexpr std::size_t fewest_documents = 20;

std::string_view without_trailing_space(std::string_view text) { return text.substr(0, text.find_last_not_of(white_space) + 1); }

/// Calls `use` with each line of the text, without the line end.
template <typename Use> void for_each_line(std::string_view text, Use use) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// The text as a terminal shows it: a backspace takes back the character before it ("___\b\b\bnot" is an underlined "not"),
/// other control characters but line ends and tabs disappear.
std::string without_control_characters(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; };
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\b' && !shown.empty() && shown.back() != '\n') {
            while (shown.size() > 1 && continues(shown.back()))
                shown.pop_back();
            shown.pop_back();
        } else if (byte == '\n' || byte == '\t' || (code >= 0x20 && code != 0x7F)) {
            shown += byte;
        }
    }
    return shown;
}

void check_text(const fs::path& path, std::string_view content, bool require_utf8) {
    if (const std::size_t nul = content.find('\0'); nul != std::string_view::npos)
        throw CorpusError(path.string() + ": is not a text file (NUL at byte " + std::to_string(nul) +
                          "); name a text file, or a folder that holds only text files");
    const std::size_t invalid = require_utf8 ? find_invalid_utf8(content) : std::string_view::npos;
    if (invalid == std::string_view::npos)
        return;
    const auto line = std::ranges::count(content.substr(0, invalid), '\n') + 1;
    throw CorpusError(path.string() + ": invalid UTF-8 at byte " + std::to_string(invalid) + " (line " + std::to_string(line) +
                      "); convert it to UTF-8 or use language.tokenizer byte");
}

void append_documents(std::vector<std::string>& documents, const fs::path& path, bool fortune_format, bool require_utf8) {
    std::string content = read_text(path);
    check_text(path, content, require_utf8);
    if (fortune_format)
        content = without_control_characters(content);
    if (content.starts_with("\xEF\xBB\xBF"))
        content.erase(0, 3);
    std::ranges::move(split_documents(content, fortune_format), std::back_inserter(documents));
}

std::vector<std::string> lines_of(const std::vector<std::string>& documents) {
    std::vector<std::string> lines;
    for (const std::string& document : documents)
        for_each_line(document, [&](std::string_view line) {
            if (const std::string_view text = without_trailing_space(line); !text.empty())
                lines.emplace_back(text);
        });
    return lines;
}

Corpus split(std::vector<std::string> documents) {
    const auto count = static_cast<std::int64_t>(documents.size());
    std::mt19937_64 stream(split_seed);
    const auto chosen = sample_without_replacement(stream, count, std::max<std::int64_t>(1, count / 20));
    Corpus corpus;
    auto next = chosen.begin();
    for (std::int64_t i = 0; i < count; ++i) {
        const bool held_out = next != chosen.end() && *next == i;
        next += held_out;
        (held_out ? corpus.held_out : corpus.training).push_back(std::move(documents[static_cast<std::size_t>(i)]));
    }
    return corpus;
}

} // namespace

std::vector<std::string> split_documents(std::string_view text, bool fortune_format) {
    std::vector<std::string> documents;
    std::string document;
    const auto end_document = [&] {
        document.resize(without_trailing_space(document).size());
        if (!document.empty())
            documents.push_back(std::move(document));
        document.clear();
    };
    for_each_line(text, [&](std::string_view line) {
        const std::string_view visible = without_trailing_space(line);
        if (visible == (fortune_format ? "%" : ""))
            end_document();
        else if (!visible.empty() || !document.empty())
            document.append(line).push_back('\n');
    });
    end_document();
    return documents;
}

Corpus load_corpus(const std::string& name_or_path, bool require_utf8) {
    std::vector<std::string> documents;
    for (const fs::path& path : corpus_files(name_or_path))
        append_documents(documents, path, name_or_path == "fortunes", require_utf8);
    if (documents.empty())
        throw CorpusError(name_or_path + ": holds no text");
    if (documents.size() < fewest_documents)
        documents = lines_of(documents);
    if (documents.size() < 2)
        throw CorpusError(name_or_path + ": has only 1 line; at least 2 are needed, for one of them is held out");
    return split(std::move(documents));
}

} // namespace overdamp
