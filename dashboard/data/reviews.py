"""What persons decided on a claim, as a release has it; one of before there were any has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.data.source import Source, columns


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One decision on one claim: a row of `reviews`."""

    review: str
    claim: str
    claim_sentence: str
    decision: str
    reviewed_verdict: str | None
    merged_into: str | None
    reason: str | None
    reviewed_by: str
    reviewed_at: datetime
    stands: bool
    holds: bool | None
    computed_verdict: str


def reviews(source: Source, slug: str) -> list[ReviewRow]:
    """Every decision on a claim, the oldest first."""
    return _ask(source, "claim = $slug", slug=slug)


def merged_here(source: Source, slug: str) -> list[ReviewRow]:
    """Claims that are told as this one."""
    return [
        one
        for one in _ask(source, "stands AND decision = 'merge'")
        if one.claim != slug and stands_for(source, one.claim) == slug
    ]


def stands_for(source: Source, slug: str) -> str | None:
    """The claim under which a merged one is told; None where it was merged into none."""
    into = {one.claim: one.merged_into for one in _ask(source, "stands AND decision = 'merge'")}
    seen: list[str] = []
    while (target := into.get(seen[-1] if seen else slug)) is not None and target not in seen:
        seen.append(target)
    return seen[-1] if seen else None


def _ask(source: Source, where: str, **values: str) -> list[ReviewRow]:
    if "reviews" not in source.release.manifest["tables"]:
        return []
    return source.ask(
        ReviewRow,
        f"SELECT {columns(ReviewRow)} FROM reviews WHERE {where} ORDER BY reviewed_at, review",
        **values,
    )
