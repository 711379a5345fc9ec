// SPDX-License-Identifier: GPL-3.0-or-later
// config.json of a Hugging Face checkpoint, and the knobs that follow it.
#include "core/model/hugging_face.h"
#include "tests/fuzz/scratch.h"

using namespace overdamp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Scratch scratch;
    scratch.write("config.json", text_of(data, size));
    try {
        const Shape shape = hugging_face_form(scratch.folder).shape;
        require(shape.layers > 0 && shape.width % shape.heads == 0 && shape.context > 0 && shape.vocabulary > 0);
        Knobs knobs;
        knobs.model.checkpoint = scratch.folder.string();
        check_consistency(follow_checkpoint(knobs));
    } catch (const CheckpointError&) {
    }
    return 0;
}
