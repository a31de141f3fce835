"""Frames that the reading itself has reason to doubt, in the posts that most people saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.language.classify import ClaimFilter
from claims.records import Frame
from claims.topics import Topic
from pipeline.claim_tables import FRAME_COLUMNS, frame_of
from pipeline.publish.queries import LATEST_COUNTS
from pipeline.reviewing.book import frame_reviews_of
from pipeline.reviewing.frames import decided_on, review_of
from pipeline.store import Store

# Scoring a text takes a millisecond; a person reads far fewer in a week.
MOST_SCORED = 1000
_MENTIONS = f"""
    SELECT m.mention, m.claim, m.post_key, seen.views,
        concat_ws(chr(10), p.caption, p.transcript, p.screen_text) AS text,
        {", ".join(f"m.{name}" for name in FRAME_COLUMNS)}
    FROM mentions AS m
    JOIN posts AS p USING (post_key)
    LEFT JOIN ({LATEST_COUNTS}) AS seen USING (post_key)
    WHERE m.topic = ?
    ORDER BY seen.views DESC NULLS LAST, m.mention LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention and why its frame may be wrong."""

    mention: str
    claim: str
    views: int | None
    why: str


def doubtful_frames(store: Store, topic: Topic) -> Iterator[Doubt]:
    """Doubtful frames that no person has decided on, the most seen first."""
    reviews = frame_reviews_of(store.connection, [topic.slug])
    told = ClaimFilter(topic)
    result = store.connection.execute(_MENTIONS, [topic.slug, MOST_SCORED])
    names = [column[0] for column in result.description]
    for values in result.fetchall():
        row = dict(zip(names, values, strict=True))
        frame = frame_of(row)
        of_post = reviews.get(row["post_key"], [])
        if review_of(frame, of_post) or decided_on(frame, of_post):
            continue
        if why := _why(frame, row["text"], told):
            yield Doubt(row["mention"], row["claim"], row["views"], why)


def _why(frame: Frame, text: str, told: ClaimFilter) -> str | None:
    if frame.ratio_alternatives:
        readings = " or ".join(
            f"{low:g}" if low == high else f"{low:g} to {high:g}"
            for low, high in (
                (frame.ratio_low or 0, frame.ratio_high or 0),
                *frame.ratio_alternatives,
            )
        )
        return f"the words may mean {readings} times"
    if frame.outcome == "other":
        return f"no outcome of the list fits “{frame.outcome_text or frame.quote}”"
    if not told.likely(text):
        return f"the filter gives {told.score(text).claim:.0%} that this post makes a claim"
    return None
