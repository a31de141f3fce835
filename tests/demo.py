"""Reading the demo collection for the tests that hold it to its README."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
DEMO = DATA / "demo"
COUNTERS = ("views", "likes", "comments", "shares", "saves")
TEXTS = ("caption", "transcript", "screen_text")

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DEMO / name).read_text(encoding="utf-8").splitlines()]


LINES = rows("posts.ndjson")
SIGHTINGS = [row for row in LINES if row.get("kind") in (None, "video", "post", "comment")]
POSTS = {(row["platform"], row["id"]): row for row in reversed(SIGHTINGS) if "kind" in row}
TAGS = [row for row in LINES if row.get("kind") == "tag"]
COVERAGE = [row for row in LINES if row.get("kind") == "coverage"]
EXPECTED = rows("expected.ndjson")
FRAMES = [(row["id"], frame) for row in EXPECTED for frame in row["claims"]]


def at(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo == UTC
    return moment


def on(platform: str) -> list[Row]:
    return [post for (name, _), post in POSTS.items() if name == platform]


def whole_text(post: Row) -> str:
    return "\n".join(post[field] for field in TEXTS if field in post)


def counters(row: Row) -> Iterator[str]:
    return (name for name in COUNTERS if name in row)


def captures() -> dict[tuple[str, str], list[Row]]:
    """All lines of each post, in the order of the file."""
    found = defaultdict(list)
    for row in SIGHTINGS:
        found[row["platform"], row["id"]].append(row)
    return found
