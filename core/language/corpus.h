// SPDX-License-Identifier: GPL-3.0-or-later
// Text as a list of documents, split into a training and a held-out part.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace overdamp {

/// A corpus that cannot be read or used. The message names the file, what is wrong, and what would help.
class CorpusError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Valid UTF-8 documents, none of them empty or blank.
struct Corpus {
    std::vector<std::string> training;
    std::vector<std::string> held_out;
};

/// Splits text where lines are blank; a file of quotations in fortune's format where a line is "%".
std::vector<std::string> split_documents(std::string_view text, bool fortune_format);

/// Reads `fortunes` (Debian's package: `.dat` files and `.u8` links are skipped), a text file, or all text files below a folder in
/// the order of their paths. `require_utf8` is false for the byte tokenizer. 5 % of the documents, at least one, chosen by a fixed seed
/// from their positions, are held out; a corpus of fewer than 20 documents takes its lines as documents.
/// Throws CorpusError or FileError.
Corpus load_corpus(const std::string& name_or_path, bool require_utf8 = true);

} // namespace overdamp
