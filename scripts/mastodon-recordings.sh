#!/bin/sh
# Fetches the source archive of Mastodon.py, which holds the recorded traffic of a real Mastodon
# 4.7.3, into build/: the tests of tests/scrapers/platforms/test_mastodon_recorded.py read it there
# and are skipped without it. Nothing of it is installed or run.
#   sh scripts/mastodon-recordings.sh PYTHON
set -eu

python=${1:-python3}
cd "$(dirname "$0")/.."
archive=build/mastodon_py-2.3.3.tar.gz
digest=a3cda3db86d65809957c978aef8ac7fb3dfc93abfeda3f1c6bdef4c79090ab7b

if ! [ -f "$archive" ]; then
    mkdir -p build
    "$python" -m pip --disable-pip-version-check download -qq --no-deps \
        --no-binary :all: --dest build Mastodon.py==2.3.3
fi
echo "$digest  $archive" | sha256sum --check --quiet
