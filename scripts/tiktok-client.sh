#!/bin/sh
# Fetches the source archive of TikTok's own Research API client into build/: the tests of
# tests/pipeline/test_tiktok_research_served.py let it judge our stand-in for the API, and are
# skipped without it. It is not installed; of the tests, only that one imports it.
#   sh scripts/tiktok-client.sh PYTHON
set -eu

python=${1:-python3}
cd "$(dirname "$0")/.."
archive=build/tiktokresearchapi-1.0.4.tar.gz
digest=05e6306a09554fe80fa99c00cfb7e08d3c39c35eca89c783b0c40c371ad48e47

if ! [ -f "$archive" ]; then
    mkdir -p build
    "$python" -m pip --disable-pip-version-check download -qq --no-deps \
        --no-binary :all: --dest build TikTokResearchApi==1.0.4
fi
echo "$digest  $archive" | sha256sum --check --quiet
