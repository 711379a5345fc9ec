#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh [SECONDS [FUZZER…]]: runs every fuzzer of tests/fuzz, or those that are named, for so long (60 unless said), as many at a time as there are cores.
# What it learns stays in build/fuzz/corpus; an input that breaks something is left in build/fuzz/findings, and the script fails.
set -euo pipefail

seconds=${1:-60}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/fuzz
"$root/packaging/dependencies.sh" clang
"$root/packaging/build.sh" fuzz

fuzzers=("${@:2}")
if ((${#fuzzers[@]} == 0)); then
  for source in "$root"/tests/fuzz/*.cpp; do
    fuzzers+=("$(basename "$source" .cpp)")
  done
fi

fuzz() {
  local name=$1
  mkdir -p "$build/corpus/$name" "$build/findings"
  # Debian's LibTorch keeps memory to the end, which is no leak of ours; the readers give all of theirs back.
  local options=detect_leaks=1
  [[ $name == config ]] && options=detect_leaks=0
  if ! ASAN_OPTIONS=$options "$build/bin/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$name-" "$build/corpus/$name" "$root/tests/fuzz/seeds/$name" >"$build/$name.log" 2>&1; then
    echo "$name: FOUND SOMETHING, see $build/$name.log" >&2
    return 1
  fi
  local runs coverage
  runs=$(grep -oP 'number_of_executed_units: \K.*' "$build/$name.log")
  coverage=$(grep -oP 'cov: \d+ ft: \d+ corp: \d+' "$build/$name.log" | tail -n 1)
  echo "$name: $runs executions, $coverage"
}

# A shell for each, so that none waits for another.
export -f fuzz
export build root seconds
printf '%s\0' "${fuzzers[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'fuzz "$1"' fuzz
