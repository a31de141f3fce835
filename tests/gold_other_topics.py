"""Reading the gold set over other topics for the tests that hold it well formed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import is_dev

DATA = Path(__file__).parents[1] / "data"
GOLD = DATA / "gold" / "other-topics"

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


POSTS = {row["id"]: row for row in rows("posts.jsonl")}
CLAIMS = {row["id"]: row["claims"] for row in rows("gold.jsonl")}
FRAMES = [(post, frame) for post, claims in CLAIMS.items() for frame in claims]
TOPICS = sorted({row["topic"] for row in POSTS.values()})
TEXTS = ("caption", "transcript", "screen_text")
KINDS = {"ratio", "percent", "equivalence", "absolute", None}


def in_dev(post: str) -> bool:
    """The split of notes.md: three of five by the hash of the id; rules are written on these."""
    return is_dev("other-topics", post)


def frames(kind: str) -> Iterator[tuple[str, Row]]:
    return ((post, frame) for post, frame in FRAMES if frame["magnitude_kind"] == kind)
