#!/bin/sh
# Runs every benchmark in turn, and goes on past one that fails so that one run tells all.
#   sh scripts/bench.sh PYTHON [--smoke]
set -eu

python=$1
smoke=${2:-}
cd "$(dirname "$0")/.."
failed=

for file in benchmarks/*.py; do
    name=$(basename "$file" .py)
    grep -q '__name__ == "__main__"' "$file" || continue # a part that benchmarks share
    if [ -n "$smoke" ] && ! grep -q -e "--smoke" "$file"; then
        echo "== benchmarks.$name has no --smoke: left out"
        continue
    fi
    echo "== benchmarks.$name $smoke"
    "$python" -m "benchmarks.$name" $smoke || failed="$failed $name"
done

if [ -n "$failed" ]; then
    echo "error: these benchmarks failed:$failed" >&2
    exit 1
fi
