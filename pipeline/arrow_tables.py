"""Records as Arrow tables, the only way rows enter the store in bulk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from scrapers.records import Author, Broken, Capture, Post, post_key
from scrapers.times import id_time

_TIME = pa.timestamp("us", tz="UTC")
_TEXT = pa.string()
_COUNT = pa.int64()
_TYPES: dict[str, pa.DataType] = {
    "views": _COUNT,
    "likes": _COUNT,
    "comments": _COUNT,
    "shares": _COUNT,
    "saves": _COUNT,
    "posts": _COUNT,
    "followers": _COUNT,
    "count_quantum": _COUNT,
    "line": _COUNT,
    "duration_s": pa.float64(),
    "invented": pa.bool_(),
    "tags": pa.list_(_TEXT),
    "day": pa.date32(),
}

Captures = Mapping[str, Capture]


def _table(columns: str, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    names = columns.split()
    lists = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [
        pa.array(values, type=_column_type(name)) for name, values in zip(names, lists, strict=True)
    ]
    return pa.table(dict(zip(names, arrays, strict=True)))


def _column_type(name: str) -> pa.DataType:
    return _TIME if name.endswith("_at") else _TYPES.get(name, _TEXT)


def payloads(captured: Captures, *, run: str, now: datetime) -> pa.Table:
    """Rows of `payloads`."""
    return _table(
        "capture sha256 source received_at run body",
        ((key, c.sha256, c.source, now, run, c.payload) for key, c in captured.items()),
    )


def captures(captured: Captures, *, run: str) -> pa.Table:
    """Rows of `captures`: those items that are posts."""
    return _table(
        "capture source sha256 observed_at observed_at_source run "
        "post_key platform id kind url author_key created_at created_at_source caption "
        "transcript transcript_source screen_text lang duration_s parent_key invented tags id_at",
        (
            (
                *(key, c.source, c.sha256, c.observed_at, c.observed_at_source, run),
                *_post(c.post),
                id_time(c.post.platform, c.post.id, c.observed_at),
            )
            for key, c in captured.items()
            if c.post is not None
        ),
    )


def _post(post: Post) -> tuple[Any, ...]:
    author = post_key(post.platform, post.author) if post.author else None
    parent = post_key(post.platform, post.parent_id) if post.parent_id else None
    return (
        *(post.key, post.platform, post.id, post.kind, post.url, author),
        *(post.created_at, post.created_at_source, post.caption),
        *(post.transcript, post.transcript_source, post.screen_text),
        *(post.lang, post.duration_s, parent, post.invented, list(post.hashtags)),
    )


def sightings(captured: Captures, *, run: str) -> pa.Table:
    """Rows of `sightings`."""
    return _table(
        "post_key observed_at observed_at_source source "
        "views likes comments shares saves count_quantum sha256 run",
        (
            (
                *(s.post, s.observed_at, c.observed_at_source, s.source, s.views, s.likes),
                *(s.comments, s.shares, s.saves, s.count_quantum, c.sha256, run),
            )
            for c in captured.values()
            for s in c.sightings
        ),
    )


def tag_sightings(captured: Captures, *, run: str) -> pa.Table:
    """Rows of `tag_sightings`."""
    return _table(
        "platform tag observed_at source views posts count_quantum sha256 run",
        (
            (
                *(s.platform, s.tag, s.observed_at, s.source, s.views, s.posts),
                *(s.count_quantum, c.sha256, run),
            )
            for c in captured.values()
            for s in c.tag_sightings
        ),
    )


def coverage(captured: Captures, *, run: str) -> pa.Table:
    """Rows of `coverage`."""
    return _table(
        "platform day status note run",
        (
            (day.platform, day.day, day.status, day.note, run)
            for c in captured.values()
            for day in c.coverage
        ),
    )


def authors(captured: Captures, *, run: str) -> pa.Table:
    """Rows of `authors`, one for each different showing, with the last time it is known to be of."""
    showings: dict[str, tuple[Author, bool, datetime, str]] = {}
    for capture in captured.values():
        if capture.author is not None:
            showing = _showing(capture.author)
            known = capture.observed_at_source
            seen = capture.author.observed_at or capture.observed_at
            earlier = showings.get(showing)
            if earlier is None or (known != "import", seen, known) > earlier[1:]:
                showings[showing] = (capture.author, known != "import", seen, known)
    return _table(
        "showing author_key platform id handle display_name followers credential observed_at run "
        "observed_at_source",
        (
            (
                *(showing, a.key, a.platform, a.id, a.handle, a.display_name, a.followers),
                *(a.credential, seen, run, known),
            )
            for showing, (a, _, seen, known) in showings.items()
        ),
    )


def _showing(author: Author) -> str:
    shown = (author.key, author.handle, author.display_name, author.followers, author.credential)
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:32]


def quarantine(broken: Iterable[Broken], *, file: str, run: str) -> pa.Table:
    """Rows of `quarantine`; whatever half characters a body holds, it can be kept."""
    return _table(
        "sha256 file line source problem body run",
        (
            (b.sha256, file, b.line, b.source, _storable(b.problem), _storable(b.body), run)
            for b in broken
        ),
    )


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


_READ: dict[str, Callable[..., pa.Table]] = {
    "captures": captures,
    "sightings": sightings,
    "tag_sightings": tag_sightings,
    "coverage": coverage,
    "authors": authors,
}
COUNTED = ("sightings", "tag_sightings", "coverage")


def all_rows(captured: Captures, *, run: str, now: datetime) -> dict[str, pa.Table]:
    """The rows that captures make, by table of the store."""
    read = {table: rows(captured, run=run) for table, rows in _READ.items()}
    return {"payloads": payloads(captured, run=run, now=now)} | read
