#!/bin/sh
# Installs the vendors' own clients (the extra `judges` of pyproject.toml) beside what is pinned, and
# changes none of the pins: the tests named test_*_judged.py hold our requests and the answers that
# tests invent against them, and are skipped without them. The product never imports them.
#   sh scripts/judges.sh PYTHON
set -eu

python=${1:-python3}
cd "$(dirname "$0")/.."
wanted=$(mktemp)
trap 'rm -f "$wanted"' EXIT

"$python" scripts/requirements.py judges >"$wanted"
"$python" -m pip --disable-pip-version-check install -qq --requirement "$wanted" \
    --constraint requirements.lock --constraint requirements-dev.lock
