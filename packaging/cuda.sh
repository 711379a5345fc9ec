#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# cuda.sh LIBTORCH [--tests] [--check]: builds overdamp-run against a LibTorch with CUDA, into build/cuda. LIBTORCH is one of
#   the folder torch of an installed PyTorch:  python3 -m venv DIR && DIR/bin/pip install torch, then DIR/lib/python3.*/site-packages/torch
#   LibTorch's zip for C++ with the cxx11 ABI, or the folder libtorch that it unpacks to
# It needs the CUDA toolkit of the same major version (nvcc on PATH, in $CUDA_HOME/bin or /usr/local/cuda/bin), cmake, ninja, g++, CLI11 and nlohmann/json.
# --tests builds and runs the tests without a window as well (Qt Test); --check only checks the versions.
set -euo pipefail

fail() {
  echo "cuda.sh: $*" >&2
  exit 1
}

libtorch='' tests=OFF check=
for word; do
  case $word in
    --tests) tests=ON ;;
    --check) check=1 ;;
    -*) fail "$word: is not known; usage: cuda.sh LIBTORCH [--tests] [--check]" ;;
    *) libtorch=$word ;;
  esac
done
[[ -n $libtorch ]] || fail "usage: cuda.sh LIBTORCH [--tests] [--check], where LIBTORCH is PyTorch's folder torch, or LibTorch's zip or folder"
[[ -e $libtorch ]] || fail "$libtorch: is not there"
libtorch=$(realpath "$libtorch")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

unpacked() { # ZIP
  local folder
  folder=build/$(basename "$1" .zip)
  if [[ ! -e $folder/libtorch/share/cmake/Torch/TorchConfig.cmake ]]; then
    command -v unzip >/dev/null || fail "$1: unzip is needed to unpack it"
    mkdir -p "$folder"
    unzip -qo "$1" -d "$folder" || fail "$1: cannot be unpacked"
  fi
  realpath "$folder/libtorch"
}

if [[ -f $libtorch ]]; then
  [[ $libtorch == *.zip ]] || fail "$libtorch: is neither a folder nor a zip; a wheel is to be installed first (pip install torch)"
  libtorch=$(unpacked "$libtorch")
fi
[[ -e $libtorch/share/cmake/Torch/TorchConfig.cmake ]] || fail "$libtorch: has no share/cmake/Torch/TorchConfig.cmake, so it is no LibTorch"

# ---- LibTorch: version, CUDA, C++ ABI

version=$(sed -n "s/^__version__ = '\(.*\)'/\1/p" "$libtorch/version.py" 2>/dev/null || cat "$libtorch/build-version" 2>/dev/null || true)
[[ -n $version ]] || fail "$libtorch: neither version.py nor build-version says its version"
[[ -e $libtorch/lib/libtorch_cuda.so ]] || fail "LibTorch $version in $libtorch is for the CPU alone: it has no lib/libtorch_cuda.so"
cuda=$(sed -n "s/^cuda.*= '\(.*\)'/\1/p" "$libtorch/version.py" 2>/dev/null || true)
if [[ -z $cuda && $version =~ \+cu([0-9]+)([0-9])$ ]]; then
  cuda=${BASH_REMATCH[1]}.${BASH_REMATCH[2]}
fi
[[ -n $cuda ]] || fail "LibTorch $version in $libtorch does not say which CUDA it was built with"
[[ $(printf '%s\n' 1.13 "$version" | sort -V | head -n 1) == 1.13 ]] || fail "LibTorch $version is too old; 1.13 is the oldest that works"
# Our strings, and those of every library of the system, are of the new ABI.
nm -D "$libtorch/lib/libc10.so" 2>/dev/null | grep -c __cxx11 >/dev/null ||
  fail "LibTorch $version in $libtorch has the old C++ ABI (_GLIBCXX_USE_CXX11_ABI=0); take the zip with cxx11-abi in its name, or PyTorch 2.7 or newer"
echo "LibTorch $version, CUDA $cuda, new C++ ABI: $libtorch"

# ---- The toolkit

nvcc=
for candidate in "$(command -v nvcc || true)" "${CUDA_HOME:-}/bin/nvcc" /usr/local/cuda/bin/nvcc; do
  if [[ -x $candidate ]]; then
    nvcc=$candidate
    break
  fi
done
[[ -n $nvcc ]] || fail "there is no nvcc; install the CUDA toolkit ${cuda%%.*}, or set CUDA_HOME to its folder"
toolkit=$("$nvcc" --version | sed -n 's/.*release \([0-9.]*\),.*/\1/p')
[[ ${toolkit%%.*} == "${cuda%%.*}" ]] ||
  fail "LibTorch is built with CUDA $cuda, but $nvcc is of CUDA $toolkit; they need the same major version: set CUDA_HOME to a toolkit ${cuda%%.*}, or take another LibTorch"
echo "CUDA toolkit $toolkit: $nvcc"

# ---- The GPU, if there is one

codes=$(grep -aoE 'sm_[0-9]{2,3}' "$libtorch/lib/libtorch_cuda.so" | sort -u | tr -d 'sm_' || true)

# Whether LibTorch has machine code for compute capability $1: of the same major version, and no newer minor one.
has_code_for() {
  local code
  for code in $codes; do
    if ((code / 10 == ${1%.*} && code % 10 <= ${1#*.})); then
      return 0
    fi
  done
  return 1
}

if command -v nvidia-smi >/dev/null && gpus=$(nvidia-smi --query-gpu=name,compute_cap,driver_version --format=csv,noheader 2>/dev/null) && [[ -n $gpus ]]; then
  while IFS=, read -r name capability driver; do
    capability=${capability// /}
    [[ -z $codes ]] || has_code_for "$capability" ||
      fail "LibTorch $version has no code for $name of compute capability $capability, only for ${codes//$'\n'/ } (90 is 9.0); take a version that has"
    echo "$name, compute capability $capability, driver${driver}"
  done <<<"$gpus"
  driver_cuda=$(nvidia-smi | sed -n 's/.*CUDA Version: *\([0-9]*\).*/\1/p')
  [[ -z $driver_cuda || $driver_cuda -ge ${cuda%%.*} ]] || fail "the driver knows CUDA up to $driver_cuda, but LibTorch is built with CUDA $cuda; update the driver"
else
  echo "There is no GPU here: the program is built all the same, and trains on the CPU until it finds one."
fi
[[ -z $check ]] || exit 0

# ---- The build

for tool in cmake ninja g++; do
  command -v $tool >/dev/null || fail "$tool is not there; Debian: apt-get install cmake ninja-build g++ libcli11-dev nlohmann-json3-dev"
done
export LIBTORCH=$libtorch
PATH=$(dirname "$nvcc"):$PATH
fresh=
if [[ -e build/cuda/CMakeCache.txt ]] && ! grep -qF "Torch_DIR:PATH=$libtorch/" build/cuda/CMakeCache.txt; then
  fresh=--fresh # another LibTorch's paths
fi
cmake $fresh --preset cuda -DOVERDAMP_TESTS=$tests
if [[ $tests == ON ]]; then
  cmake --build --preset cuda --parallel "$(nproc)"
  ctest --test-dir build/cuda --output-on-failure --no-tests=error
else
  cmake --build --preset cuda --parallel "$(nproc)" --target overdamp-run
fi
build/cuda/bin/overdamp-run --version
