"""The site's own sentences: its name, the banner, the line at the foot, empty and odd states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.words.numbers import listed, number
from dashboard.words.platforms import not_covered, platform_name
from dashboard.words.times import days

NAME = "Retrograde"
BANNER = "Invented posts for demonstration. Do not quote."
NO_RELEASE = "There is no data yet."
NO_RELEASE_NEXT = "retrograde init --demo && retrograde run && retrograde dashboard"
PAGES = {
    "trends": "Trends",
    "claims": "Claims",
    "evidence": "Evidence",
    "methods": "How this is made",
    "corrections": "Corrections",
    "status": "Status",
}
REPORT = "Report an error"
EXPORT = "retrograde export --tables claim_evidence"
OPEN_LIVE = "Open in the dashboard"
OLD_AFTER_DAYS = 14
UNKNOWN_CLAIM = "No such claim"
UNKNOWN_STUDY = "No such study"
ALL_CLAIMS = "All claims"


def provenance(
    release: str,
    *,
    posted: tuple[datetime | None, datetime | None],
    platforms: Sequence[str],
    version: str,
) -> str:
    """ "Release 2026-03-14 · posts of 1 Nov 2024 – 12 Mar 2026 from … · Retrograde 0.1"."""
    first, last = posted
    when = f" of {days(first, last)}" if first and last else ""
    where = listed([platform_name(platform) for platform in platforms]) or "no platform"
    return f"Release {release} · posts{when} from {where} · {NAME} {version}"


def last_collected(days_ago: int) -> str:
    """That nothing was collected for a while; empty while it is fresh."""
    if days_ago <= OLD_AFTER_DAYS:
        return ""
    return f"Last collected {number(days_ago)} days ago."


def old_release(opened: str, current: str, change: str = "") -> str:
    """That a newer release exists, and what it changed here."""
    return f"You are reading release {opened}. Newer: {current}{f' ({change})' if change else ''}."


def verdict_change(before: str, after: str | None) -> str:
    """What became of a verdict between two releases."""
    if after is None:
        return "there this claim no longer occurs"
    return f"verdict changed: {before} → {after}" if before != after else "the verdict is the same"


def coverage(platforms: Sequence[str]) -> str:
    """Which platforms are not in the collection."""
    missing = not_covered(platforms)
    return f"Not in this collection: {listed(missing)}." if missing else ""


def ignored(name: str, values: Sequence[str], known: Sequence[str]) -> str:
    """ "Ignored platform=myspace; known: Bluesky, Mastodon."."""
    given = ", ".join(f"{name}={value}" for value in values)
    listing = ", ".join(known) if known else "none"
    return f"Ignored {given}; known: {listing}."


def unknown_release(asked: str, opened: str) -> str:
    """That a release in a link is not here."""
    return f"There is no release {asked} here; this is {opened}."


def unknown_claim(slug: str, release: str, elsewhere: Sequence[str]) -> str:
    """That a link names a claim which the release does not have."""
    existed = f" It exists in {listed(list(elsewhere))}." if elsewhere else ""
    return f"There is no claim {slug} in release {release}.{existed}"


def unknown_study(key: str, release: str) -> str:
    """That a link names a study which the release does not have."""
    return f"There is no study {key} in release {release}."


def report_subject(subject: str, release: str) -> str:
    """The first line of a reader's complaint."""
    return f"{NAME}: error on {subject}, release {release}"


def in_release(release: str) -> str:
    """The way to another release."""
    return f"Open it in release {release}"
