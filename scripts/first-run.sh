#!/usr/bin/env bash
# Does what a stranger does first, `make run HEADLESS=1`, and asks whether the dashboard answers.
# PORT names the port; the dashboard is stopped afterwards.
set -euo pipefail

cd "$(dirname "$0")/.."
port=${PORT:-8599}
seconds=${SECONDS_ALLOWED:-600}
log=$(mktemp)
# A store of its own: a developer's posts and the invented ones must not meet.
RETROGRADE_STORE=$(mktemp -d)
export RETROGRADE_STORE

set -m # a process group of its own, so that make, the command and the server end together
make run HEADLESS=1 PORT="$port" >"$log" 2>&1 &
group=$!
trap 'kill -TERM -- "-$group" 2>/dev/null || true; wait "$group" 2>/dev/null || true; rm -rf "$log" "$RETROGRADE_STORE"' EXIT

for ((waited = 0; waited < seconds; waited++)); do
    if ! kill -0 "$group" 2>/dev/null; then
        cat "$log"
        echo "error: make run ended before its dashboard answered; its own words are above" >&2
        exit 1
    fi
    if .venv/bin/python - "$port" 2>/dev/null <<'PYTHON'; then
import sys
from urllib.request import urlopen

with urlopen(f"http://127.0.0.1:{sys.argv[1]}/_stcore/health", timeout=2) as answer:
    sys.exit(answer.status != 200)
PYTHON
        cat "$log"
        if ! grep -q ":$port" "$log"; then
            echo "error: the dashboard answers, but make run did not print its address" >&2
            exit 1
        fi
        echo "the dashboard answered ${waited} s after make run"
        exit 0
    fi
    sleep 1
done

cat "$log"
echo "error: no dashboard on port $port after $seconds s; what make run said is above" >&2
exit 1
