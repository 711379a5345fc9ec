// SPDX-License-Identifier: GPL-3.0-or-later
// trainer.json of a checkpoint.
#include "core/model/checkpoint_error.h"
#include "core/train/checkpoint_info.h"
#include "tests/fuzz/scratch.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    scratch.write("trainer.json", text_of(data, size));
    try {
        load_checkpoint_info(scratch.folder / "trainer.json");
    } catch (const CheckpointError&) {
    }
    return 0;
}
