#!/bin/sh
# Makes the virtual environment DIR unless a working one is there already.
#   sh scripts/venv.sh DIR [PYTHON]
# Without PYTHON the newest suitable of the usual names is taken.
set -eu

dir=$1
wanted=${2:-}
seen=
incomplete=

say() { printf '%s\n' "$*" >&2; }

# Prints "3.12.1", or nothing where the name does not start a Python.
version_of() {
    "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null || true
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Debian ships Python without ensurepip until its -venv package is installed.
can_make_environments() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

refuse() {
    say "error: $1"
    say "  fix: $2"
    exit 1
}

how_to_install() {
    if [ "$(uname -s)" = Darwin ]; then
        echo "brew install python@3.13, or the installer from python's own site; then the same command again"
    else
        echo "apt-get install python3 python3-venv (or your system's Python 3.11 or newer); then the same command again"
    fi
}

# An interrupted attempt can leave a Python without its pip, an upgraded system none at all.
if [ -x "$dir/bin/python" ] && is_new_enough "$dir/bin/python" &&
    "$dir/bin/python" -c 'import pip' 2>/dev/null; then
    exit 0
fi

if [ -n "$wanted" ]; then
    set -- "$wanted"
else
    set -- python3.13 python3.12 python3.11 python3
fi
for name; do
    version=$(version_of "$name")
    [ -n "$version" ] || continue
    seen="$seen, $name $version"
    is_new_enough "$name" || continue
    if ! can_make_environments "$name"; then
        seen="$seen without its venv module"
        incomplete=${incomplete:-$(basename "$name")}
        continue
    fi
    say "making $dir with $name $version"
    "$name" -m venv --clear "$dir"
    exit 0
done

seen=${seen#, }
if [ -n "$incomplete" ]; then
    refuse "found $seen; Retrograde needs Python 3.11 or newer that can make environments." \
        "apt-get install $incomplete-venv, or name another: make run PYTHON=/path/to/python3"
fi
refuse "found ${seen:-no Python under the name ${wanted:-python3}}; Retrograde needs Python 3.11 or newer." \
    "$(how_to_install)"
