#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# screenshot.sh [FOLDER]: trains the collapse preset and draws the README's picture, the window on that run, into resources/screenshot.png.
# With a folder, draws there instead the window, each dock, presenter mode and the help, light and dark, small and at 200 %, to be looked at.
set -euo pipefail

pictures=${1:+$(realpath -m "$1")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/dependencies.sh
packaging/build.sh release overdamp overdamp-run
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
build/release/bin/overdamp-run train collapse --runs "$runs"
run=$(echo "$runs"/*)

draw() { # NAME ARGUMENT…
  build/release/bin/overdamp --screenshot "$pictures/$1.png" "${@:2}" "$run"
  echo "$pictures/$1.png"
}

if [[ -z $pictures ]]; then
  build/release/bin/overdamp --screenshot resources/screenshot.png --size 1440x900 --theme light "$run"
  echo "resources/screenshot.png"
  exit
fi
mkdir -p "$pictures"
for theme in light dark; do
  draw "window-$theme" --theme "$theme"
  for part in controls samples loop temperatures runs twin presenter help; do
    draw "$part-$theme" --theme "$theme" --part "$part"
  done
done
draw window-small --size 800x600
draw window-large --size 1920x1080
QT_SCALE_FACTOR=2 draw window-200-percent
LANG=zh_CN.UTF-8 draw window-chinese
