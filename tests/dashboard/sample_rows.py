"""Rows of a small invented release: every verdict, a gap, a hostile post, counters that are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

Row = dict[str, Any]

TOPIC = "backward-running"
FIRST = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)  # a Monday
SEEN = datetime(2026, 8, 19, 12, 0, tzinfo=UTC)  # a Wednesday: the last week is not over
GAP = (date(2026, 7, 6), date(2026, 7, 14))
HANDLE = "secretlacer"
HOSTILE = (
    "=HYPERLINK(1) ![x](https://evil.example/p.png) <img src=x onerror=alert(1)> "
    "[go](javascript:alert(2)) :red[blood] $x^2$ \u202edesrever\u202c \x1b[31m @secretlacer "
    "running backwards burns three times the calories " + "and on " * 1400
)

# claim, outcome, verdict, relation, directness, certainty, claimed, findings
CLAIMS = [
    *[("mile-worth-two-to-three", "energy_cost", "exaggerated", "larger", "indirect", "low")],
    *[("heart-two-to-three", "cardio_fitness", "exaggerated", "larger", "indirect", "very_low")],
    *[("easier-on-knees", "knee_load", "partly_supported", "mixed", "direct", "low")],
    *[("works-quads", "muscle_activation:quadriceps", "supported", "agrees", "direct", "moderate")],
    *[("lowers-heart-rate", "heart_rate", "contradicted", "opposite", "direct", "low")],
    *[("mental-fortitude", "mental_toughness", "no_direct_evidence", "untested", None, None)],
    *[("feels-great", "other", "not_checkable", "unmeasurable", None, None)],
]
SENTENCES = {
    "mile-worth-two-to-three": "A mile run backward is worth 2 to 3 miles forward",
    "heart-two-to-three": "Running backward conditions the heart 2 to 3 times more",
    "easier-on-knees": "Running backward is easier on the knees than running forward",
    "works-quads": "Running backward works the quadriceps more",
    "lowers-heart-rate": "Running backward lowers the heart rate",
    "mental-fortitude": "Running backward builds mental fortitude",
    "feels-great": "Running backward changes how one feels",
}
VERDICT_SENTENCES = {
    "mile-worth-two-to-three": (
        "Running backward may use 1.15 to 1.41 times the energy of running forward at the same "
        "speed (2 studies, 14 people); the claim says 2 to 3 times, 1.42 to 2.13 times the most "
        "that was measured; indirect: studies measured energy cost, not training worth."
    ),
    "mental-fortitude": "No study in our library measures mental toughness in people who do this.",
}
SAID = {
    "mile-worth-two-to-three": "8 miles backward equals 16 to 24 miles forward",
    "heart-two-to-three": "conditions the heart two to three times more",
    "easier-on-knees": "so much easier on the knees",
    "works-quads": "works your quads",
    "lowers-heart-rate": "keeps the heart rate down",
    "mental-fortitude": "builds mental fortitude",
    "feels-great": "it just feels right",
}
SIZED = {"mile-worth-two-to-three": (2.0, 3.0), "heart-two-to-three": (2.0, 3.0)}
FINDINGS = {
    "mile-worth-two-to-three": ["lab-1994.f1", "lab-2001.f1"],
    "heart-two-to-three": ["lab-1994.f2"],
    "easier-on-knees": ["lab-2001.f2", "withdrawn-2009.f1"],
    "works-quads": ["lab-2001.f3"],
    "lowers-heart-rate": ["lab-1994.f2"],
}
PLATFORMS = ("tiktok", "mastodon", "youtube", "bluesky")
TAGS = ("runningbackwards", "retrowalking", "backwardrunning")


def posts(*, invented: bool) -> list[Row]:
    """Seventy posts over eleven weeks, the tenth of them seen by very few."""
    rows = [_post(number, invented=invented) for number in range(70)]
    rows.append(
        _post(70, invented=invented)
        | {"caption": HOSTILE, "platform": "youtube", "views": 500_000, "lang": "en"}
    )
    return rows


def _post(number: int, *, invented: bool) -> Row:
    platform = PLATFORMS[number % 4]
    claim = list(SAID)[number % len(SAID)]
    at = FIRST + timedelta(hours=27 * number)
    counts = _counts(platform, number)
    return {
        "post_key": f"{platform}:{number}",
        "platform": platform,
        "id": str(number),
        "kind": "video" if platform in ("tiktok", "youtube") else "post",
        "url": f"https://social.example/{number}",
        "author_key": f"{platform}:a{number % 9}",
        "created_at": at,
        "created_at_source": "platform",
        "caption": f"Day {number} of going backwards. They say it {SAID[claim]}, @{HANDLE} agrees.",
        "lang": "fr" if number == 12 else "en",
        "invented": invented,
        "sha256": f"{number:064x}",
        "first_observed_at": at + timedelta(hours=2),
        "last_observed_at": SEEN,
        "topics": [TOPIC],
        "counts_observed_at": SEEN,
        "counts_source": "retrograde",
        **counts,
    }


def _counts(platform: str, number: int) -> Row:
    if platform in ("mastodon", "bluesky"):
        return {"likes": number, "comments": 0, "count_quantum": 1}
    if number % 10 == 0:
        return {"views": 120 + number, "likes": 3, "count_quantum": 1}
    views = 258_000 if number == 4 else 1_000 * (number + 2)
    return {"views": views, "likes": 40 + number, "shares": 2, "count_quantum": 100}


def mentions(rows: Iterable[Row]) -> Iterator[Row]:
    """One mention a post; every ninth disputes the claim."""
    for row in rows:
        number = int(row["id"])
        claim = list(SAID)[number % len(SAID)]
        said = "burns three times the calories" if number == 70 else SAID[claim]
        start = row["caption"].index(said)
        yield {
            "mention": f"m-{number:04d}",
            "post_key": row["post_key"],
            "topic": TOPIC,
            "claim": claim,
            "field": "caption",
            "quote": said,
            "quote_start": start,
            "quote_end": start + len(said),
            "stance": "denies" if number % 9 == 8 else "asserts",
            "hedged": number % 7 == 0,
            "personal": number % 5 == 0,
            "rules": ["equivalence", "cue:worth"],
            "extraction": "rules-1",
            "platform": row["platform"],
            "created_at": row["created_at"],
            "seen_at": row["created_at"],
        }


def authors() -> Iterator[Row]:
    """Accounts, one with a credential it gives itself; every name must stay hidden."""
    for number in range(9):
        for platform in PLATFORMS:
            yield {
                "author_key": f"{platform}:a{number}",
                "platform": platform,
                "id": f"a{number}",
                "handle": HANDLE,
                "display_name": "Secret Lacer",
                "followers": 1_000 * number,
                "credential": "running coach" if number == 4 else None,
                "observed_at": SEEN,
            }


def post_tags(rows: Iterable[Row]) -> Iterator[Row]:
    """One hashtag a post, two on every third."""
    for row in rows:
        number = int(row["id"])
        for place in range(2 if number % 3 == 0 else 1):
            tag = TAGS[(number + place) % 3]
            yield {"post_key": row["post_key"], "tag": tag, "place": place + 1}


def days(rows: Iterable[Row], key: tuple[str, ...]) -> Iterator[Row]:
    """Rows counted by key and day of posting, as the aggregates of a release are."""
    counted: Counter[tuple[Any, ...]] = Counter()
    views: Counter[tuple[Any, ...]] = Counter()
    shown: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        place = (*(row[name] for name in key), row["created_at"].date())
        counted[place] += 1
        views[place] += row.get("views") or 0
        shown[place] += row.get("views") is not None
    for place in sorted(counted):
        yield dict(zip((*key, "day"), place, strict=True)) | {
            "topic": TOPIC,
            "posts": counted[place],
            "mentions": counted[place],
            "denials": 0,
            "views": views[place] if shown[place] else None,
            "posts_with_views": shown[place],
        }


def coverage() -> Iterator[Row]:
    """Mastodon was off for nine days, YouTube partial on one."""
    day = FIRST.date()
    while day <= SEEN.date():
        for platform in PLATFORMS:
            status, note = "collected", None
            if platform == "mastodon" and GAP[0] <= day <= GAP[1]:
                status, note = "off", "server away"
            if platform == "youtube" and day == date(2026, 7, 20):
                status, note = "partial", "37 of 52 pages"
            yield {"platform": platform, "day": day, "status": status, "note": note}
        day += timedelta(days=1)


def tag_sightings() -> Iterator[Row]:
    """A hashtag's own counter, seen twice, rounded."""
    for at, views in ((FIRST, 1_000_000), (SEEN, 1_200_000)):
        yield {
            "platform": "tiktok",
            "tag": "runningbackwards",
            "observed_at": at,
            "source": "zeeschuimer",
            "views": views,
            "count_quantum": 100_000,
        }
