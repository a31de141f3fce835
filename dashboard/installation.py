"""What the command that starts the dashboard tells it, through the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the releases lie, and which one to open unless a reader asks for another."""

    store: Path
    release: str | None


def installation() -> Installation:
    """Read anew at each visit, so that a test or an operator can change it."""
    stated = os.environ.get
    return Installation(
        store=Path(stated("RETROGRADE_STORE") or "data/store"),
        release=stated("RETROGRADE_RELEASE") or None,
    )
