#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh PRESET [TARGET…]: configures where that is due and builds; everything when no target is named.
set -euo pipefail

preset=$1
targets=("${@:2}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Ninja configures again by itself when a CMakeLists.txt changed, but it does not know the presets.
if [[ ! build/$preset/build.ninja -nt CMakePresets.json ]]; then
  cmake --preset "$preset"
fi
cmake --build --preset "$preset" --parallel "$(nproc)" ${targets[@]:+--target "${targets[@]}"}
