#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Trains the collapse preset and draws the README's picture, the window on that run, into resources/screenshot.png.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/dependencies.sh
packaging/build.sh release overdamp overdamp-run
runs=$(mktemp -d)
trap 'rm -rf "$runs"' EXIT
build/release/bin/overdamp-run train collapse --runs "$runs"
build/release/bin/overdamp --screenshot resources/screenshot.png --size 1440x900 --theme light "$runs"/*
echo "resources/screenshot.png"
