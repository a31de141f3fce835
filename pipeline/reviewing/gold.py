"""Reviewed posts as gold rows, in the form of data/gold, for the benchmarks to read.

A frame that a person decided on stands as the person has it; what nobody has looked at yet is
marked optional, which a benchmark neither asks for nor punishes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.language.frames import as_json
from claims.records import Frame
from claims.topics import Topic
from pipeline.atomic import write_text
from pipeline.claim_tables import FRAME_COLUMNS, frame_of
from pipeline.reviewing.book import frame_reviews_of
from pipeline.reviewing.frames import decided_on, review_of
from pipeline.reviewing.records import FrameReview
from pipeline.store import Store

POSTS, GOLD = "posts.jsonl", "gold.jsonl"
_KEYS = (
    *("field", "quote", "activity", "outcome", "direction", "magnitude_kind", "ratio_low"),
    *("ratio_high", "value_low", "value_high", "unit", "comparator", "stance", "hedged"),
    "personal",
)
_POST = """
    SELECT platform, kind, lang, caption,
        CASE WHEN transcript_source = 'machine_translation' THEN NULL ELSE transcript END
            AS transcript,
        screen_text, (SELECT list(tag ORDER BY place) FROM post_tags AS t
            WHERE t.post_key = p.post_key) AS hashtags
    FROM posts AS p WHERE post_key = ?
"""


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A post with the frames that it holds, as two rows of JSON."""

    post: dict[str, Any]
    gold: dict[str, Any]


def gold_posts(store: Store, topic: Topic) -> Iterator[GoldPost]:
    """Every post of which a person decided at least one frame, in the order of their keys."""
    for key, reviews in sorted(frame_reviews_of(store.connection, [topic.slug]).items()):
        post = _post(store, key)
        if post is None:
            continue
        row = {"id": key, "topic": topic.slug} | post
        yield GoldPost(row, {"id": key, "claims": _claims(store, key, reviews)})


def write_gold(folder: Path, posts: list[GoldPost]) -> None:
    """Two files, as data/gold has them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in ((POSTS, [p.post for p in posts]), (GOLD, [p.gold for p in posts])):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        write_text(folder / name, "".join(f"{line}\n" for line in lines))


def _post(store: Store, key: str) -> dict[str, Any] | None:
    result = store.connection.execute(_POST, [key])
    names = [column[0] for column in result.description]
    row = result.fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def _claims(store: Store, key: str, reviews: list[FrameReview]) -> list[dict[str, Any]]:
    decided: list[Frame] = []
    spoken_of: list[FrameReview] = []
    for review in reviews:
        # The newest decision on the same words stands.
        if review_of(review.read, spoken_of) is None:
            decided += review.frames
            spoken_of.append(review)
    rest = [
        frame
        for frame in _frames(store, key, reviews[0].topic)
        if review_of(frame, reviews) is None and decided_on(frame, reviews) is None
    ]
    rows = [(frame, _row(frame)) for frame in decided]
    rows += [(frame, _row(frame) | {"optional": True}) for frame in rest]
    return [row for _, row in sorted(rows, key=lambda pair: (pair[0].field, pair[0].start))]


def _frames(store: Store, key: str, topic: str) -> list[Frame]:
    result = store.connection.execute(
        f"SELECT {', '.join(FRAME_COLUMNS)} FROM mentions WHERE post_key = ? AND topic = ? "
        "ORDER BY field, quote_start, mention",
        [key, topic],
    )
    return [frame_of(dict(zip(FRAME_COLUMNS, values, strict=True))) for values in result.fetchall()]


def _row(frame: Frame) -> dict[str, Any]:
    told = as_json(frame)
    row = {name: told[name] for name in _KEYS}
    # Where the words have two readings, a benchmark accepts either.
    if frame.outcome == "other":
        row["outcome_text"] = told["outcome_text"]
    if frame.ratio_alternatives:
        row["ratio_alt"] = told["ratio_alternatives"]
    return row
