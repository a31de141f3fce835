"""Sentences of the Corrections page, and of the notices on pages that were corrected."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.corrections import CorrectionRow
from dashboard.words.times import day_of

TITLE = "Corrections"
NONE = "Nothing that was published has had to be corrected so far."
EVERY = "All corrections"


def lead(count: int) -> str:
    """What the page holds."""
    if not count:
        return NONE
    return (
        "What earlier releases said that was wrong, and what is said now, newest first. An entry "
        "never goes, and the pages it names carry it for good."
    )


def heading(row: CorrectionRow) -> str:
    """ "Corrected on 14 Mar 2026"."""
    return f"Corrected on {day_of(row.corrected_on)}"


def releases(names: Sequence[str]) -> str | None:
    """ "releases 2026-02-01 to 2026-03-01"."""
    if not names:
        return None
    return f"release {names[0]}" if len(names) == 1 else f"releases {names[0]} to {names[-1]}"
