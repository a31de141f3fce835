"""The claims of a release, and one of them with its verdict, steps and spread."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Literal

from claims.evidence.drawing import Bar
from dashboard.data.scope import IN_SCOPE, Scope
from dashboard.data.source import Source, columns
from pipeline.publish.pictures import bar_of


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim, how often it is made, and the verdict on it: a row of `claims`."""

    claim: str
    topic: str
    sentence: str
    activity: str
    outcome: str
    outcome_text: str | None
    direction: str
    comparator: str
    magnitude_kind: str | None
    ratio_low: float | None
    ratio_high: float | None
    ratio_alternatives: str | None
    value_low: float | None
    value_high: float | None
    unit: str | None
    bound: str
    approximate: bool
    mentions: int
    posts: int
    platforms: str
    asserted: int
    denied: int
    questioned: int
    reported: int
    personal: int
    first_seen_at: datetime
    last_seen_at: datetime
    first_denied_at: datetime | None
    verdict: str
    relation: str
    directness: str | None
    certainty: str | None
    verdict_sentence: str
    verdict_by: str
    measured_low: float | None
    measured_high: float | None
    factor_low: float | None
    factor_high: float | None
    studies: int
    people: int
    would_change: str | None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a reader looks for; None is anything."""

    search: str | None = None
    outcome: str | None = None
    verdict: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a verdict."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class SpreadWeek:
    """Mentions of one claim in one week (from its Monday)."""

    week: date
    mentions: int
    denials: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that claims have, and how many have it."""

    value: str
    claims: int


LOOKED_BACK = 12  # releases searched for a claim that this one does not have

ORDERS = {
    "mentions": "scoped.mentions DESC, first_seen_at, claim",
    "newest": "first_seen_at DESC, claim",
    "latest": "last_seen_at DESC, claim",
}

_MATCHING = """
    ($outcome::VARCHAR IS NULL OR outcome = $outcome)
    AND ($verdict::VARCHAR IS NULL OR verdict = $verdict)
    AND ($relation::VARCHAR IS NULL OR relation = $relation)
    AND ($search::VARCHAR IS NULL OR len(list_filter(
        string_split(lower(trim($search)), ' '),
        lambda word: NOT contains(
            lower(concat_ws(' ', sentence, claim, outcome, outcome_text, label)), word
        )
    )) = 0)
"""


def claims(
    source: Source, scope: Scope, wanted: ClaimFilter, *, order: str = "mentions"
) -> list[ClaimRow]:
    """Claims made in scope; mentions and platforms are those in scope, all else the release's."""
    shown = columns(ClaimRow, "c.")
    for counted in ("mentions", "platforms"):
        shown = shown.replace(f"c.{counted},", f"scoped.{counted},")
    return source.ask(
        ClaimRow,
        f"""
        SELECT {shown}
        FROM claims AS c
        JOIN (
            SELECT claim, sum(mentions)::BIGINT AS mentions,
                string_agg(DISTINCT platform, ' ' ORDER BY platform) AS platforms
            FROM claim_days WHERE {IN_SCOPE} GROUP BY claim
        ) AS scoped USING (claim)
        LEFT JOIN outcomes USING (outcome)
        WHERE c.topic = $topic AND {_MATCHING}
        ORDER BY {ORDERS[order]}
        """,
        **scope.values(),
        **asdict(wanted),
    )


def facets(
    source: Source, topic: str, column: Literal["outcome", "verdict", "relation"]
) -> dict[str, int]:
    """Which values the claims of a topic have, the most common first, and how many have each."""
    found = source.ask(
        Facet,
        f"SELECT {column}, count(*) AS claims FROM claims WHERE topic = $topic "
        f"GROUP BY {column} ORDER BY claims DESC, {column}",
        topic=topic,
    )
    return {facet.value: facet.claims for facet in found}


def claim(source: Source, slug: str) -> ClaimRow | None:
    """One claim by its key."""
    found = source.ask(
        ClaimRow, f"SELECT {columns(ClaimRow)} FROM claims WHERE claim = $slug", slug=slug
    )
    return found[0] if found else None


def nearest(source: Source, slug: str) -> list[ClaimRow]:
    """Claims whose keys look most like one that is not there."""
    known = source.ask(ClaimRow, f"SELECT {columns(ClaimRow)} FROM claims ORDER BY claim")
    keys = get_close_matches(slug, [row.claim for row in known], n=3, cutoff=0.5)
    return sorted(
        (row for row in known if row.claim in keys), key=lambda row: keys.index(row.claim)
    )


def releases_with(source: Source, slug: str) -> list[str]:
    """Which of the latest other releases know the claim, newest first."""
    others = [release for release in reversed(source.ids) if release != source.release.id]
    others = others[:LOOKED_BACK]
    return [release for release in others if claim(source.in_release(release), slug)]


def steps(source: Source, slug: str) -> list[Step]:
    """How the verdict was reached, in order."""
    return source.ask(
        Step, "SELECT rule, text FROM steps WHERE claim = $slug ORDER BY place", slug=slug
    )


def bars(source: Source, slug: str) -> list[Bar]:
    """The rows of the claim's picture: the claim first, then the findings that count."""
    return source.ask(
        bar_of,
        "SELECT role, name, size, low, high, point, interval, measured_in, compared, readings "
        "FROM bars WHERE claim = $slug ORDER BY place",
        slug=slug,
    )


def spread(source: Source, slug: str) -> list[SpreadWeek]:
    """Mentions and denials by week."""
    return source.ask(
        SpreadWeek,
        "SELECT date_trunc('week', day)::DATE AS week, sum(mentions)::BIGINT, "
        "sum(denials)::BIGINT FROM claim_days WHERE claim = $slug GROUP BY week ORDER BY week",
        slug=slug,
    )
