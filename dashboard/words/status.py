"""Sentences of the Status page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.words.numbers import listed, number
from dashboard.words.times import moment_of

TITLE = "Status of collection"
NO_RUNS = "No run has been recorded yet."
NO_DAYS = "Nothing is known of which days were collected."
REMOVED_CAPTION = "How many, when and why; nothing of the posts themselves is kept."
DAYS_CAPTION = "Newest days first, UTC. Of a day that is not listed nothing is known."

ENDINGS = {
    "done": "done",
    "partial": "done in part",
    "failed": "failed",
    "stopped_by_user": "stopped by a person",
    "killed": "broken off",
    "running": "running",
    "suspicious_empty": "far less than before",
    "challenged": "kept out by the platform",
}
DAYS = {"collected": "collected", "partial": "partial", "off": "off"}
REASONS = {
    "deleted_on_platform": "deleted by its author or platform",
    "requested": "removed on request",
    "retention": "kept only for a limited time",
}


def lead(status: Mapping[str, Any]) -> str:
    """When the status was written."""
    written = status.get("written_at")
    if not isinstance(written, str):
        return "No run has written a status yet."
    return f"As of {moment_of(datetime.fromisoformat(written))}, newest run first."


def run_counts(counts: Sequence[Mapping[str, Any]]) -> str:
    """ "206 posts new, 2 quarantined (not JSON)"."""
    told = [
        f"{number(int(count['amount']))} {str(count['measure']).replace('_', ' ')}"
        + (f" ({count['reason']})" if count.get("reason") else "")
        for count in counts
    ]
    return listed(told) or "nothing counted"
