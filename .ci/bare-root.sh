#!/bin/bash
# Proof that the two commands of the README are enough: a Debian 12 with nothing in it (debootstrap, minbase), a copy of the last
# commit, `./run.sh`, `./run.sh test`. Prints how long each took and how large the system got.
#
#   sudo .ci/bare-root.sh [FOLDER]           both commands; FOLDER (new or empty) is kept, without it a temporary one is removed
#   sudo .ci/bare-root.sh FOLDER run|test    only one of them, in a folder of an earlier call or a new one
#
# SUITE=trixie takes another Debian.
#
# Needs: root, debootstrap, unshare (util-linux), a network. Where the network is behind a certificate authority of
# its own (SSL_CERT_FILE is set), that file goes along, outside the checkout.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=${1:-}
what=${2:-both}
if [ -z "$root" ]; then
  root=$(mktemp -d)
  trap 'rm -rf --one-file-system -- "$root"' EXIT
fi
mkdir -p "$root"
root=$(cd "$root" && pwd)

size() { du -smx "$root" | cut -f1; }
report() { printf 'BARE  %-34s %6s s   %6s MB in all\n' "$1" "$2" "$(size)"; }

if [ ! -e "$root/etc/debian_version" ]; then
  began=$SECONDS
  log=$(mktemp)
  debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" >"$log" 2>&1 || { tail -n 20 "$log" >&2; exit 1; }
  rm -f -- "$log" "$root"/var/cache/apt/archives/*.deb
  report "debootstrap" $((SECONDS - began))
fi
# /tmp of a bare root is empty; the checkout and the test data lie as on the build machine.
desk=$root/root/linkdesk
[ -d "$desk/.git" ] || git clone --quiet --no-hardlinks --depth 1 "file://$source" "$desk"
if [ -d "$source/../shared/data" ]; then
  mkdir -p "$root/root/shared"
  cp -a "$source/../shared/data" "$root/root/shared/"
fi
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
inside=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8)
if [ -f "${SSL_CERT_FILE:-}" ]; then
  cp -L "$SSL_CERT_FILE" "$root/opt/ca.pem"
  for name in SSL_CERT_FILE PIP_CERT NODE_EXTRA_CA_CERTS; do inside+=("$name=/opt/ca.pem"); done
fi

# shellcheck disable=SC2016 # expanded inside
# Own mounts and processes: all are gone when the command ends, however it ends.
within() { # within COMMAND
  unshare --mount --pid --fork -- sh -c '
    mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount -t tmpfs tmpfs "$0/tmp" && shift 0 &&
    exec chroot "$0" env -i "$@"' "$root" "${inside[@]}" sh -c "cd /root/linkdesk && $1" </dev/null
}

# shellcheck disable=SC2016 # expanded inside
# LinkDesk has no screen here: it must say so and print the one-time address. Then it is stopped.
start_and_stop='./run.sh >/tmp/said 2>&1 & desk=$!
  for second in $(seq 900); do
    if grep -q "http://127.0.0.1:" /tmp/said; then echo "address shown after ${second} s"; kill $desk; wait $desk; cat /tmp/said; exit 0; fi
    kill -0 $desk 2>/dev/null || break
    sleep 1
  done
  cat /tmp/said; exit 1'

if [ "$what" != test ]; then
  began=$SECONDS
  within "$start_and_stop"
  report "./run.sh (first, with set-up)" $((SECONDS - began))
  began=$SECONDS
  within "$start_and_stop"
  report "./run.sh (again)" $((SECONDS - began))
fi
if [ "$what" != run ]; then
  began=$SECONDS
  within "bash .ci/run"
  report "./run.sh test" $((SECONDS - began))
fi
