#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check_packages.sh [FOLDER]: installs the packages of FOLDER, or of a fresh build, into a new Debian 12 root and runs both programs there as an ordinary
# user; then removes them and looks for what they leave. Needs root, debootstrap and the network; takes a few minutes and 3 GB in $TMPDIR.
# A root that debootstrap made may be given in $DEBIAN_ROOT; it is copied.
# shellcheck disable=SC2016 # what stands in single quotes is for the shell in the root
set -euo pipefail

if ((EUID != 0)); then
  echo "check_packages.sh: must be run as root; debootstrap and chroot need it" >&2
  exit 1
fi
# In a namespace of its own nothing stays mounted, whatever happens.
if [[ -z ${OVERDAMP_NAMESPACE:-} ]]; then
  export OVERDAMP_NAMESPACE=1
  exec unshare --mount --pid --fork --kill-child "${BASH_SOURCE[0]}" "$@"
fi

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
packages=${1:-$source_root/build/release/packages}
failures=0

say() { echo "== $*"; }
check() { # WHAT COMMAND...
  if "${@:2}"; then
    echo "ok: $1"
  else
    echo "FAILED: $1"
    failures=$((failures + 1))
  fi
}
lacks() { ! grep -E "$1" <<<"$2"; }

if [[ $# == 0 ]]; then
  say "building the packages"
  "$source_root/packaging/dependencies.sh" debootstrap dpkg-dev file lintian appstream desktop-file-utils
  "$source_root/packaging/build.sh" release overdamp_packaging
  rm -rf "$packages"
  (cd "$source_root/build/release" && cpack)
fi
runner=$(realpath "$packages"/overdamp-run_*.deb)
workbench=$(realpath "$packages"/overdamp_*.deb)

say "what the packages say"
for package in "$runner" "$workbench"; do
  dpkg-deb --info "$package" | sed -n '/Package:/,$p'
  dpkg-deb --contents "$package" | awk '{print $1, $2, $3, $6}'
done
check "the runner depends on no Qt" lacks 'libqt|qt6' "$(dpkg-deb --field "$runner" Depends)"
check "lintian finds no error and no warning" lintian --allow-root --fail-on error,warning "$runner" "$workbench"

root=$(mktemp -d)
chmod 755 "$root"
trap 'umount --recursive "$root/proc" "$root/dev" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
say "a fresh Debian 12 in $root"
if [[ -n ${DEBIAN_ROOT:-} ]]; then
  cp -a "$DEBIAN_ROOT/." "$root"
else
  debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || {
    tail "$root.log" >&2
    exit 1
  }
  rm "$root.log"
fi
cp /etc/resolv.conf /etc/hosts "$root/etc/"
grep -lis proxy /etc/apt/apt.conf /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d/" || true
if [[ -e /etc/apt/sources.list.d/debian.sources ]]; then
  cp /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
  rm -f "$root/etc/apt/sources.list"
fi
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"

in_root() {
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} chroot "$root" "$@"
}
quietly() {
  local output
  output=$("$@" 2>&1) || {
    echo "$output" | tail -n 20 >&2
    return 1
  }
}
apt_get() { quietly in_root apt-get -q -y --no-install-recommends "$@"; }
# A person's shell: no root, a home folder outside what is compared.
as_person() { in_root setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/tmp/person QT_QPA_PLATFORM=offscreen "$@"; }
files() { in_root find / \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp \) -prune -o -print | sort; }

# Desktops have these; with them the triggers are tried.
quietly in_root apt-get -q update
apt_get install shared-mime-info desktop-file-utils appstream libglib2.0-bin hicolor-icon-theme man-db bash-completion groff-base
install -d -o 1000 -g 1000 "$root/tmp/person" "$root/tmp/packages"
cp "$runner" "$workbench" "$root/tmp/packages/"
files >"$root/tmp/before"

say "the runner alone"
check "it installs with its dependencies" apt_get install "/tmp/packages/$(basename "$runner")"
check "no Qt 6 came with it" lacks 'libqt6' "$(in_root dpkg-query --show --showformat='${Package}\n')"
check "it tells its version" as_person overdamp-run --version
for tokenizer in word bpe unigram; do
  check "it trains on the fortunes, tokenizer $tokenizer" quietly as_person overdamp-run train quickstart --set language.tokenizer=$tokenizer training.steps=5 \
    training.threads=1 language.vocabulary=1000 evaluation.every=5 --runs /tmp/person/runs
done
check "its manual page is shown without a complaint" test -z "$(in_root man --warnings -E UTF-8 -l -Tutf8 /usr/share/man/man1/overdamp-run.1.gz 2>&1 >/dev/null)"
check "man finds it" quietly in_root man -w overdamp-run
check "bash completes its commands" in_root bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader overdamp-run
  COMP_LINE="overdamp-run tr" COMP_POINT=15; _overdamp_run; [[ ${COMPREPLY[*]} == train ]]'

say "the workbench"
check "it installs with its dependencies" apt_get install "/tmp/packages/$(basename "$workbench")"
check "it tells its version" as_person overdamp --version
check "it draws its window on a run" quietly as_person sh -c 'overdamp --screenshot /tmp/person/window.png --size 1280x800 "$(ls -d /tmp/person/runs/* | head -n 1)"'
check "the picture is a picture of that size" test "$(od -An -tu1 -j16 -N8 "$root/tmp/person/window.png" | tr -s ' ')" = " 0 0 5 0 0 0 3 32"
check "it draws plots" quietly as_person sh -c 'overdamp render "$(ls -d /tmp/person/runs/* | head -n 1)" --svg /tmp/person/plots && ls /tmp/person/plots/*.svg'
check "desktop file" quietly in_root desktop-file-validate /usr/share/applications/overdamp.desktop
check "AppStream metainfo" quietly in_root appstreamcli validate --no-net --no-color /usr/share/metainfo/org.overdamp.overdamp.metainfo.xml
type_of() { in_root gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
check "a run's experiment.json has its type" test "$(type_of "$(in_root sh -c 'ls /tmp/person/runs/*/experiment.json' | head -n 1)")" = application/x-overdamp-experiment+json
echo '{}' | tee "$root/tmp/a.overdamp-lesson.json" >"$root/tmp/other.json"
check "a lesson has its type" test "$(type_of /tmp/a.overdamp-lesson.json)" = application/x-overdamp-lesson+json
check "other JSON files keep theirs" test "$(type_of /tmp/other.json)" = application/json
check "the type opens with the workbench" grep -q '^application/x-overdamp-experiment+json=overdamp.desktop' "$root/usr/share/applications/mimeinfo.cache"

say "without them"
check "they go" apt_get purge --autoremove overdamp overdamp-run
files >"$root/tmp/after"
# What dpkg, apt and the caches of others keep for themselves, and the copies that are made when a package we depend on adds a group.
others='^/var/(cache|log|lib/(apt|dpkg))(/|$)|^/etc/(passwd|group|shadow|gshadow)-$'
left=$(comm -13 "$root/tmp/before" "$root/tmp/after" | grep -vE "$others" || true)
check "no file bears their name" lacks overdamp "$(in_root find / \( -path /proc -o -path /sys -o -path /dev -o -path /tmp \) -prune -o -iname '*overdamp*' -print)"
check "no file is left that was not there before" test -z "$left"
[[ -z $left ]] || echo "$left"
gone=$(comm -23 "$root/tmp/before" "$root/tmp/after" | grep -vE "$others" || true)
check "no file is gone that was there before" test -z "$gone"
[[ -z $gone ]] || echo "$gone"

if ((failures)); then
  echo "$failures checks failed"
  exit 1
fi
echo "All checks passed."
