// SPDX-License-Identifier: GPL-3.0-or-later
// The word rule, one code point after the other.
#include "core/language/words.h"

#include "core/settings/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <locale.h>
#include <stdexcept>
#include <wctype.h>

namespace overdamp {

namespace {

/// What a code point is to the word rule.
enum class Kind { space, letter, ideograph, apostrophe, mark };

/// Character classes of Unicode, whatever the program's own locale is.
class UnicodeLocale {
  public:
    UnicodeLocale() {
        for (const char* name : {"C.UTF-8", "en_US.UTF-8", "UTF-8"})
            if (locale_ == nullptr)
                locale_ = ::newlocale(LC_CTYPE_MASK, name, nullptr);
        if (locale_ == nullptr)
            throw std::runtime_error("this system has no UTF-8 locale, which the word rule needs (C.UTF-8 or en_US.UTF-8)");
    }
    ~UnicodeLocale() { ::freelocale(locale_); }
    UnicodeLocale(const UnicodeLocale&) = delete;
    UnicodeLocale& operator=(const UnicodeLocale&) = delete;

    operator locale_t() const { return locale_; }

  private:
    locale_t locale_ = nullptr;
};

locale_t unicode() {
    static const UnicodeLocale locale;
    return locale;
}

/// Scripts that put no white space between words.
bool is_ideograph(char32_t point) {
    struct Range {
        char32_t first, last;
    };
    static constexpr std::array<Range, 10> ranges{{
        {0x3005, 0x3007},   // iteration mark, closing mark, zero
        {0x3041, 0x3096},   // hiragana
        {0x309D, 0x309F},   // hiragana iteration marks
        {0x30A1, 0x30FF},   // katakana
        {0x31F0, 0x31FF},   // small katakana
        {0x3400, 0x4DBF},   // ideographs, extension A
        {0x4E00, 0x9FFF},   // ideographs
        {0xAC00, 0xD7A3},   // hangul syllables
        {0xF900, 0xFAFF},   // compatibility ideographs
        {0x20000, 0x323AF}, // ideographs, extensions B and later
    }};
    return std::ranges::any_of(ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

Kind kind_of(char32_t point) {
    if (point < 0x80) {
        const int byte = static_cast<int>(point);
        return std::isalnum(byte) ? Kind::letter : byte == '\'' ? Kind::apostrophe : std::isspace(byte) ? Kind::space : Kind::mark;
    }
    if (point == U'’')
        return Kind::apostrophe;
    if (point == 0x00A0 || point == 0x2007 || point == 0x202F) // no-break spaces, which iswspace leaves out
        return Kind::space;
    if (is_ideograph(point))
        return Kind::ideograph;
    const auto wide = static_cast<wint_t>(point);
    return ::iswalnum_l(wide, unicode()) ? Kind::letter : ::iswspace_l(wide, unicode()) ? Kind::space : Kind::mark;
}

/// The first character; an invalid byte reads as white space.
CodePoint decode(std::string_view text) { return utf8_sequence_length(text) == 0 ? CodePoint{U' ', 1} : first_code_point(text); }

void append_lower(std::string& word, char32_t point) {
    if (point < 0x80)
        word += static_cast<char>(std::tolower(static_cast<int>(point)));
    else
        append_utf8(word, static_cast<char32_t>(::towlower_l(static_cast<wint_t>(point), unicode())));
}

bool starts_with_letter(std::string_view text) { return !text.empty() && kind_of(decode(text).point) == Kind::letter; }

} // namespace

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> tokens;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty())
            tokens.push_back(std::move(word));
        word.clear();
    };
    while (!text.empty()) {
        const auto [point, length] = decode(text);
        const std::string_view bytes = text.substr(0, length);
        text.remove_prefix(length);
        const Kind kind = kind_of(point);
        if (kind == Kind::letter) {
            append_lower(word, point);
        } else if (kind == Kind::apostrophe && !word.empty() && starts_with_letter(text)) {
            word += '\'';
        } else {
            end_word();
            if (kind != Kind::space)
                tokens.emplace_back(bytes);
        }
    }
    end_word();
    return tokens;
}

bool is_word(std::string_view token) {
    if (token.empty())
        return false;
    const Kind kind = kind_of(decode(token).point);
    return kind == Kind::letter || kind == Kind::ideograph;
}

WordFrequencies::WordFrequencies(const std::vector<std::string>& documents) {
    for (const std::string& document : documents)
        for (std::string& token : split_words(document)) {
            ++ranks_[std::move(token)];
            ++total_;
        }
    using Entry = std::pair<std::int64_t, std::string_view>;
    std::vector<Entry> entries;
    entries.reserve(ranks_.size());
    for (const auto& [word, count] : ranks_)
        entries.emplace_back(count, word);
    std::ranges::sort(entries, [](const Entry& a, const Entry& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    words_.reserve(entries.size());
    counts_.reserve(entries.size());
    for (const auto& [count, word] : entries) {
        words_.emplace_back(word);
        counts_.push_back(count);
    }
    for (std::size_t i = 0; i < words_.size(); ++i)
        ranks_[words_[i]] = static_cast<std::int64_t>(i);
}

std::int64_t WordFrequencies::rank(const std::string& token) const {
    const auto found = ranks_.find(token);
    return found == ranks_.end() ? -1 : found->second;
}

} // namespace overdamp
