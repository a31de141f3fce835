"""Reading the gold set over other topics for the tests that hold it well formed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.gold import Row, claims_of, is_dev, posts_of

DATA = Path(__file__).parents[1] / "data"
GOLD = DATA / "gold" / "other-topics"
NAME = GOLD.name


POSTS = {row["id"]: row for row in posts_of(NAME)}
CLAIMS = claims_of(NAME)
FRAMES = [(post, frame) for post, claims in CLAIMS.items() for frame in claims]
TOPICS = sorted({row["topic"] for row in POSTS.values()})
TEXTS = ("caption", "transcript", "screen_text")
KINDS = {"ratio", "percent", "equivalence", "absolute", None}


def in_dev(post: str) -> bool:
    """The split of notes.md: three of five by the hash of the id; rules are written on these."""
    return is_dev(NAME, post)


def frames(kind: str) -> Iterator[tuple[str, Row]]:
    return ((post, frame) for post, frame in FRAMES if frame["magnitude_kind"] == kind)
