#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# dependencies.sh [PACKAGE…]: installs what the build, the tests and the presets need from Debian's archive, and the packages that are named;
# instant and offline when nothing is missing.
set -euo pipefail

packages=(
  cmake ninja-build g++ ccache pkgconf
  libtorch-dev libgloo-dev libopenblas0-pthread nlohmann-json3-dev libsentencepiece-dev libcli11-dev libzip-dev libtcmalloc-minimal4
  qt6-base-dev qt6-charts-dev qt6-svg-dev libqt6opengl6-dev qt6-tools-dev qt6-l10n-tools qt6-translations-l10n
  fortunes fonts-dejavu-core
)
packages+=("$@")
if [[ -n ${WAYLAND_DISPLAY:-} && -z ${DISPLAY:-} ]]; then
  packages+=(qt6-wayland)
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  {
    echo "This script installs packages with apt-get, which is not here (it is written for Debian 12)."
    echo "Install the counterparts of: ${packages[*]}"
    echo "and build with: cmake --preset release && cmake --build --preset release"
  } >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $status == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

as_root=(env DEBIAN_FRONTEND=noninteractive)
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "Missing packages: ${missing[*]}. Install them as root (apt-get install …), then run this again; there is no sudo here." >&2
    exit 1
  fi
  as_root=(sudo "${as_root[@]}")
fi
apt=(apt-get -o DPkg::Lock::Timeout=300)

echo "Installing from the distribution: ${missing[*]}"
"${as_root[@]}" "${apt[@]}" -q update
"${as_root[@]}" "${apt[@]}" -q -y --no-install-recommends install "${missing[@]}"
