// SPDX-License-Identifier: GPL-3.0-or-later
// A run as a TensorBoard event file.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace overdamp {

/// Writes the run's events: every measure as a scalar by its log column, with wall time and step, rounded to 32 bits as TensorBoard keeps them; displayed
/// samples as text `samples`; changes of knobs as text `knobs/changes`; the knobs that the run was started with as text `knobs` and as hyperparameters.
/// An imported run has no knobs. Throws FileError or SettingsError.
void write_tensorboard(const std::filesystem::path& run, std::ostream& output);

/// Writes them into `<folder>/<run's folder name>/events.out.tfevents.<start>.overdamp`, so that `tensorboard --logdir <folder>` shows the run under its
/// name beside others. Returns the file. Errors as above.
std::filesystem::path export_tensorboard(const std::filesystem::path& run, const std::filesystem::path& folder);

} // namespace overdamp
