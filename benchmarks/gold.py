"""The gold sets of data/gold: their posts, the frames annotated in them, and the dev/test split."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from claims.records import TextFields

DATA = Path(__file__).resolve().parents[1] / "data" / "gold"
BATCHES = DATA / "batches"
DEFAULT_TOPIC = "backward-running"
_TEXTS = ("caption", "transcript", "screen_text")
# Of ten places that the hash of an id can fall on, the six whose posts rules are written against.
# The sets keep the split they were first read by: a post once read is no test any more.
DEV = {
    "backward-running": frozenset(range(6)),
    "other-topics": frozenset((0, 1, 2, 5, 6, 7)),
    "two-topics": frozenset(range(6)),
}

Row = dict[str, Any]


def rows(file: Path) -> list[Row]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]


def claims(file: Path) -> dict[str, list[Row]]:
    """The annotated frames of each post."""
    return {row["id"]: row["claims"] for row in rows(file)}


def posts_of(name: str) -> list[Row]:
    """The posts of a set."""
    return rows(DATA / name / "posts.jsonl")


def claims_of(name: str) -> dict[str, list[Row]]:
    """The annotated frames of each post of a set."""
    return claims(DATA / name / "gold.jsonl")


def is_dev(name: str, key: str) -> bool:
    """Whether a post of a set belongs to the part that rules may be written against."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10 in DEV[name]


def topic_of(post: Row) -> str:
    """The topic a post was written for."""
    return str(post.get("topic", DEFAULT_TOPIC))


def fields_of(post: Row) -> TextFields:
    """A gold post as the extractor takes it."""
    texts: Any = {name: post[name] for name in _TEXTS if post.get(name)}
    return TextFields(post["id"], texts, post.get("lang"), tuple(post.get("hashtags") or ()))
