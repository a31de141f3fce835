"""`python -m dashboard PORT`: what `retrograde dashboard` starts."""

from __future__ import annotations

import sys

from dashboard.app import serve

if __name__ == "__main__":
    try:
        serve(port=int(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(130)
