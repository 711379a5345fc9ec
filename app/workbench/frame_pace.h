// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window rests between two frames, so that drawing leaves the processor to training.
#pragma once

namespace overdamp {

/// Frames follow each other about twelve times a second, and more slowly where they are dear: the thread that asks, the window's, then works for at most
/// three percent of the time.
class FramePace {
  public:
    FramePace();

    /// Milliseconds until the next frame, from the processor time that the calling thread has used since the last call.
    int pause();

  private:
    double used_; ///< processor seconds of the thread at the last call
};

} // namespace overdamp
