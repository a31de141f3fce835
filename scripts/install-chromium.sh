#!/bin/sh
# Prints the path of a Chromium that the browser tests can drive, installing Debian's where there
# is none and we may. CHROMIUM=/path/to/chrome names another one.
set -eu

say() { printf '%s\n' "$*" >&2; }

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        command -v "$name"
        exit 0
    fi
done

if [ "$(uname -s)" = Darwin ]; then
    say "error: there is no Chromium or Chrome on this Mac for the browser tests."
    say "  fix: brew install --cask google-chrome, or name one: make browser CHROMIUM=/path/to/chrome"
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
    say "error: there is no Chromium on this machine for the browser tests."
    say "  fix: sudo apt-get install chromium (or your system's package), or: make browser CHROMIUM=/path/to/chrome"
    exit 1
fi

say "installing Debian's chromium: once"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The fonts are what a bare machine lacks: without them every letter is an empty box.
if ! { apt-get update && apt-get install -y --no-install-recommends \
        chromium fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji; } >"$log" 2>&1; then
    cat "$log" >&2
    say "error: apt-get could not install chromium; its own words are above."
    say "  fix: apt-get install chromium by hand, then the same command again"
    exit 1
fi
command -v chromium
