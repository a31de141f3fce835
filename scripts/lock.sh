#!/bin/sh
# Rewrites requirements.lock and requirements-dev.lock from the ranges in pyproject.toml:
# the newest releases that fit, on the oldest Python we support, so that newer Pythons can
# install the same pins. Then asks, without installing, whether wheels for every pin exist on
# the systems we promise.
#   sh scripts/lock.sh [PYTHON]        PYTHON is python3.11 unless named
set -eu

python=${1:-python3.11}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

header() {
    printf '# %s\n# Made by scripts/lock.sh from pyproject.toml (make lock); do not edit by hand.\n' "$1"
}

"$python" -m venv "$work/venv"
pip() { "$work/venv/bin/python" -m pip --disable-pip-version-check -qq "$@"; }

"$python" scripts/requirements.py >"$work/app.in"
"$python" scripts/requirements.py dev >"$work/dev.in"

pip install --requirement "$work/app.in"
# Of these, newer Pythons have what is needed themselves, and no wheel is made for them.
pip freeze | sed 's/^backports\.zstd==.*/&; python_version < "3.14"/' >"$work/app.pins"
pip install --requirement "$work/dev.in" --constraint "$work/app.pins"
sed 's/;.*//' "$work/app.pins" >"$work/known.pins"
pip freeze | grep -vxFf "$work/known.pins" >"$work/dev.pins"

# An address or a local path is no pin: it would install on this machine only.
if grep -vE '^[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+(; python_version < "3\.[0-9]+")?$' "$work/app.pins" "$work/dev.pins" >&2; then
    echo "error: the lines above are not plain pins; nothing was written" >&2
    exit 1
fi

for target in manylinux_2_28_x86_64 manylinux_2_28_aarch64 macosx_14_0_arm64; do
    for version in 3.11 3.12 3.13 3.14; do
        echo "wheels for Python $version on $target" >&2
        if [ "$version" = 3.14 ]; then
            grep -v 'python_version < "3.14"' "$work/app.pins"
        else
            cat "$work/app.pins"
        fi >"$work/these.pins"
        # Two tags: a wheel may also be built for an older system than the one we name.
        pip install --dry-run --target "$work/none" --no-deps --only-binary=:all: \
            --python-version "$version" --platform "$target" \
            --platform "$(echo "$target" | sed 's/2_28/2_17/; s/14_0/11_0/')" \
            --requirement "$work/these.pins"
    done
done

{ header "What the application installs."; cat "$work/app.pins"; } >requirements.lock
{ header "What developing it adds to requirements.lock."; cat "$work/dev.pins"; } >requirements-dev.lock
echo "wrote requirements.lock ($(grep -c == requirements.lock) pins), requirements-dev.lock ($(grep -c == requirements-dev.lock) pins)" >&2
