// SPDX-License-Identifier: GPL-3.0-or-later
// A file of a checkpoint's tokenizer beside whole ones; the first byte says which. The tokenizer encodes the end of the file.
#include "core/language/checkpoint_tokenizer.h"
#include "core/language/corpus.h"
#include "tests/fuzz/exercise.h"

using namespace overdamp;

namespace {

constexpr const char* names[] = {"vocab.json", "merges.txt", "tokenizer.json", "vocab.txt", "tokenizer_config.json", "config.json"};

/// The whole files that stand beside the damaged one.
void set_up(const Scratch& scratch, int damaged) {
    const std::filesystem::path fixtures = FIXTURES;
    for (const char* name : names)
        std::filesystem::remove(scratch.folder / name);
    if (damaged < 2)
        scratch.write(names[1 - damaged], read_text(fixtures / "gpt2" / names[1 - damaged]));
    else if (damaged > 3)
        scratch.write("vocab.txt", read_text(fixtures / "bert" / "vocab.txt"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    static int before = -1;
    if (size == 0)
        return 0;
    const int damaged = data[0] % 6;
    if (damaged != before)
        set_up(scratch, before = damaged);
    const std::string_view content = text_of(data + 1, size - 1);
    scratch.write(names[damaged], content);
    try {
        exercise(*load_checkpoint_tokenizer(scratch.folder), content.substr(content.size() - std::min<std::size_t>(content.size(), 64)));
    } catch (const CorpusError&) {
    }
    return 0;
}
