#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Overdamp and opens the workbench. Without a display it trains a collapse on the command line and draws its plots.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/packaging/dependencies.sh"
"$root/packaging/build.sh" release overdamp overdamp-run
bin=$root/build/release/bin

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec "$bin/overdamp" quickstart
fi

echo "There is no display: training the preset 'collapse' on the command line."
results=$("$bin/overdamp-run" train collapse)
echo "$results"
run=$(sed -n 's/^run folder: //p' <<<"$results")
"$bin/overdamp" render "$run" --png "$run/plots"
echo "The run is in $run"
echo "Its plots are in $run/plots"
