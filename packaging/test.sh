#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test.sh [PRESET]: builds everything and runs all tests; the preset is release unless another one is named.
set -euo pipefail

preset=${1:-release}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/packaging/dependencies.sh"
"$root/packaging/build.sh" "$preset"
cd "$root"
ctest --preset "$preset" --parallel "$(nproc)"
