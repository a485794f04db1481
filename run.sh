#!/bin/sh
# One command for LinkDesk on Linux and macOS: sets up what is missing, then runs it. Twin for Windows: run.cmd
#   ./run.sh [ARGS]              linkdesk ARGS (nothing: open the window)
#   ./run.sh test [PYTEST ARGS]  the whole check; with arguments, just pytest with them
# Set-up happens once and again only when a lock changes; after that no network is needed. What it does and
# how large it gets: docs/set-up.md. All it says goes to standard error; standard output is LinkDesk's alone.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
venv=$here/.venv
# The window (Qt), the PDFs (Pango), fonts. A desktop has nearly all of them.
apt_run="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libgl1 libegl1 libxkbcommon-x11-0 libxkbfile1
  libdbus-1-3 libfontconfig1 libglib2.0-0 libnss3 libasound2 libxcomposite1 libxdamage1 libxrandr2 libxtst6
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxfixes3 libgssapi-krb5-2
  libwayland-cursor0 libwayland-egl1"
# The checks: a browser, a screen without a screen, PDF tools, Java for veraPDF.
apt_test="chromium xvfb xauth iproute2 libatomic1 libstdc++6 poppler-utils default-jdk-headless libjaxb-java git"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# What a set-up was made from: this place, this script, the locks and the lists.
fingerprint() {
  { printf '%s\n' "$here" && cat -- "$here/run.sh" "$here/pyproject.toml" "$here/requirements/base.txt" \
    "$here/requirements/$1.txt" "$here/requirements/browser/vendor.py" \
    "$here/requirements/browser/package-lock.json" "$here/linkdesk/easyread/pictures.csv"; } | cksum
}

is_ready() { # is_ready run|test
  [ -x "$venv/bin/linkdesk" ] && [ -f "$here/static/vendor/stamp.json" ] && [ -f "$venv/set-up-$1" ] &&
    [ "$(cat "$venv/set-up-$1")" = "$(fingerprint "$1")" ]
}

find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    command -v "$name" >/dev/null 2>&1 || continue
    "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    python=$name
    return 0
  done
  return 1
}

# Newer Debians and Ubuntus name some libraries with "t64" at the end.
is_installed() {
  dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null | grep -qx installed
}

missing_packages() { # names, for those not installed
  for package in "$@"; do
    is_installed "$package" && continue
    if apt-cache show "${package}t64" >/dev/null 2>&1; then package=${package}t64; fi
    printf ' %s' "$package"
  done
}

system_packages() {
  command -v apt-get >/dev/null 2>&1 || {
    say "This system has no apt-get. LinkDesk goes on; it needs Python 3.11 or newer, Pango and the Qt libraries"
    say "that docs/set-up.md lists under their Debian names."
    return 0
  }
  wanted=$apt_run
  [ "$1" = test ] && wanted="$wanted $apt_test"
  find_python || wanted="python3 python3-venv $wanted"
  # shellcheck disable=SC2086 # a list of names
  missing=$(missing_packages $wanted)
  [ -n "$missing" ] || return 0
  become=
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then become="sudo -n"
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ] && [ -t 2 ]; then
      become=sudo
      say "LinkDesk needs system packages:$missing"
      say "sudo will ask for your password to install them."
    else tell_packages "$missing"; fi
  fi
  say "Installing system packages (list and log: build/apt.log) ..."
  log=$here/build/apt.log
  $become apt-get -q update </dev/null >"$log" 2>&1 || tell_packages "$missing"
  # shellcheck disable=SC2086 # a list of names
  missing=$(missing_packages $wanted) # again: the t64 names are known only now
  # shellcheck disable=SC2086 # a list of names
  $become env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o APT::Keep-Downloaded-Packages=false \
    install --no-install-recommends $missing </dev/null >>"$log" 2>&1 || tell_packages "$missing"
}

tell_packages() {
  if [ -s "$here/build/apt.log" ]; then tail -n 5 -- "$here/build/apt.log" >&2; fi
  say "LinkDesk needs system packages that could not be installed from here. Please run this line, then ./run.sh again:"
  stop "  sudo apt-get update && sudo apt-get install --no-install-recommends$1"
}

# `half` stays in a new environment until it is whole; one that was cut off is made again from nothing.
python_packages() { # python_packages run|test
  if [ -e "$venv/half" ] || { [ -e "$venv/place" ] && [ "$(cat "$venv/place")" != "$here" ]; } ||
    { [ -e "$venv" ] && ! [ -x "$venv/bin/python" ]; }; then
    rm -rf -- "$venv"
  fi
  if [ ! -e "$venv" ]; then
    find_python || stop "LinkDesk needs Python 3.11 or newer with venv, and found none. Nothing was changed."
    mkdir -- "$venv"
    : >"$venv/half"
    "$python" -m venv "$venv" >&2 || stop "The Python environment could not be made. Nothing else was changed."
    printf '%s\n' "$here" >"$venv/place"
  fi
  say "Installing Python packages ..."
  { pip base.txt && pip "$1.txt"; } ||
    stop "The Python packages could not be installed. Is there a network? ./run.sh goes on from here next time."
  "$venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e "$here" \
    </dev/null >&2 || stop "LinkDesk could not be installed into $venv."
  rm -f -- "$venv/half"
}

# Only what the lock holds, checked by hash; nothing else is fetched, not even to build.
pip() {
  "$venv/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --no-cache-dir --no-deps \
    --require-hashes --no-build-isolation --use-pep517 -r "$here/requirements/$1" </dev/null >&2
}

set_up() { # set_up run|test
  say "Setting up LinkDesk. The first time this takes a minute or two and needs a network."
  mkdir -p -- "$here/build"
  rm -f -- "$here/build/apt.log"
  if command -v flock >/dev/null 2>&1; then # two at once: the second waits
    exec 9>"$here/build/set-up.lock"
    flock 9
    if is_ready "$1"; then exec 9>&- && return 0; fi
  fi
  system_packages "$1"
  python_packages "$1"
  say "Fetching the look, fonts and pictures ..."
  dev=
  [ "$1" = test ] && dev=--dev
  "$venv/bin/python" "$here/requirements/browser/vendor.py" $dev </dev/null >&2 || exit 1
  fingerprint run >"$venv/set-up-run"
  [ "$1" = test ] && fingerprint test >"$venv/set-up-test"
  exec 9>&-
  say "LinkDesk is set up."
}

kind=run
if [ "${1-}" = test ]; then kind='test'; fi
started=$(date +%s)
is_ready "$kind" || set_up "$kind"
[ "$kind" = test ] || exec "$venv/bin/linkdesk" "$@"
shift
cd -- "$here"
[ $# -eq 0 ] || exec "$venv/bin/python" -m pytest "$@"
exec sh .ci/stages.sh "$(($(date +%s) - started))"
