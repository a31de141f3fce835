"""The extract stage: posts of a topic to mentions; only what is new or changed is read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from claims.keys import claim_of, mention_id
from claims.language.extract import Extractor, extraction_version
from claims.records import FieldName, Frame, TextFields
from claims.topics import Topic
from pipeline import claim_tables as tables
from pipeline.engine import registered
from pipeline.ingest import batches
from pipeline.ledger import Run
from pipeline.merging import merge_stale
from pipeline.reviewing.book import frame_reviews_of
from pipeline.reviewing.frames import as_reviewed
from pipeline.reviewing.records import FrameReview
from pipeline.store import Store

BATCH_POSTS = 2000
# An answer to an answer becomes one of the topic only after the first; no thread is deeper.
DEEPEST_THREAD = 100

# A machine translation is not what was said, so it is never read for claims.
_UNREAD = """
    FROM posts AS p
    LEFT JOIN readings AS r ON r.post_key = p.post_key AND r.topic = $topic
    LEFT JOIN readings AS parent ON parent.post_key = p.parent_key AND parent.topic = $topic
    WHERE (r.post_key IS NULL OR r.text_sha256 <> p.text_sha256 OR r.extraction <> $extraction
        OR r.answers_topic <> coalesce(parent.outcome NOT IN ('off_topic', 'not_in_topic'), false)
        OR p.post_key IN (SELECT post_key FROM stale_posts))
"""
_POSTS = f"""
    SELECT p.post_key, p.text_sha256, p.lang, p.caption,
        CASE WHEN p.transcript_source = 'machine_translation' THEN NULL ELSE p.transcript END,
        p.screen_text,
        coalesce((SELECT list(tag ORDER BY place) FROM post_tags AS t
            WHERE t.post_key = p.post_key), []),
        coalesce(parent.outcome NOT IN ('off_topic', 'not_in_topic'), false),
        coalesce(r.mentions, 0), CASE WHEN r.run = $run THEN r.outcome END
    {_UNREAD} AND (p.parent_key IS NOT NULL) = $answers
    ORDER BY p.post_key
"""


@dataclass(frozen=True, slots=True)
class _Post:
    key: str
    text_sha256: str
    texts: TextFields
    answers_topic: bool
    had_mentions: int
    # What came of it earlier in this run, before the post it answers was found to be of the topic.
    read_as: str | None


def extract(store: Store, run: Run, topic: Topic) -> None:
    """Read every post that is new, changed, or was read by other code, and keep its mentions."""
    with store.transaction() as connection:
        merge_stale(connection)
    reviews = frame_reviews_of(store.connection, [topic.slug])
    reader = _Reader(topic, Extractor(topic), extraction_version(), reviews)
    # Answers come after the posts they answer: a comment under a post of the topic is of the topic.
    _read_unread(store, run, reader, answers=False)
    for _ in range(DEEPEST_THREAD):
        if not _read_unread(store, run, reader, answers=True):
            break


def count_unread(store: Store, topic: Topic) -> int:
    """How many posts the next extract would read."""
    rows = store.connection.execute(
        f"SELECT count(*) {_UNREAD}", {"topic": topic.slug, "extraction": extraction_version()}
    ).fetchall()
    return int(rows[0][0])


def count_of_topics(store: Store, slugs: Sequence[str]) -> int:
    """How many posts belong to any of the topics, as far as they are read."""
    rows = store.connection.execute(
        "SELECT count(DISTINCT post_key) FROM readings "
        "WHERE outcome NOT IN ('off_topic', 'not_in_topic') AND topic IN (SELECT unnest(?))",
        [list(slugs)],
    ).fetchall()
    return int(rows[0][0])


def _read_unread(store: Store, run: Run, reader: _Reader, *, answers: bool) -> int:
    read = 0
    for batch in batches(_unread(store, run, reader, answers=answers), BATCH_POSTS):
        _keep(store, run, reader, batch)
        read += len(batch)
    return read


@dataclass(frozen=True, slots=True)
class _Reader:
    topic: Topic
    extractor: Extractor
    version: str
    reviews: Mapping[str, Sequence[FrameReview]]

    def read(self, post: _Post) -> tuple[str, tuple[Frame, ...]]:
        if not (post.answers_topic or self.topic.holds(post.texts)):
            return "not_in_topic", ()
        reading = self.extractor.reading(post.texts)
        reviews = self.reviews.get(post.key)
        if not reviews or not reading.frames:
            return reading.outcome, reading.frames
        frames = as_reviewed(reading.frames, reviews, post.texts.fields)
        return "claims" if frames else "no_claim", frames


def _unread(store: Store, run: Run, reader: _Reader, *, answers: bool) -> Iterator[_Post]:
    # A cursor of its own: the batches' writes would end a result read on the same connection.
    cursor = store.connection.cursor()
    try:
        result = cursor.execute(
            _POSTS,
            {
                "topic": reader.topic.slug,
                "answers": answers,
                "extraction": reader.version,
                "run": run.name,
            },
        )
        while rows := result.fetchmany(BATCH_POSTS):
            yield from map(_post, rows)
    finally:
        cursor.close()


def _post(row: tuple[Any, ...]) -> _Post:
    key, text_sha256, lang, caption, transcript, screen_text, tags, *earlier = row
    named: tuple[tuple[FieldName, str | None], ...] = (
        ("caption", caption),
        ("transcript", transcript),
        ("screen_text", screen_text),
    )
    fields = {name: text for name, text in named if text}
    return _Post(key, text_sha256, TextFields(key, fields, lang, tuple(tags)), *earlier)


def _keep(store: Store, run: Run, reader: _Reader, batch: list[_Post]) -> None:
    readings, mentions = [], {}
    for post in batch:
        outcome, frames = reader.read(post)
        found = {mention_id(post.key, frame): (post.key, frame) for frame in frames}
        mentions.update(found)
        readings.append((post, outcome, len(found)))
    with store.transaction() as connection:
        _forget(connection, reader.topic, [post.key for post in batch if post.had_mentions])
        _insert(connection, "readings", _reading_rows(readings, reader, run), replace=True)
        _insert(connection, "mentions", _mention_rows(mentions, reader, run), replace=False)
    _count(run, reader.topic.slug, readings)


def _forget(connection: duckdb.DuckDBPyConnection, topic: Topic, keys: list[str]) -> None:
    if keys:
        connection.execute(
            "DELETE FROM mentions WHERE topic = ? AND post_key IN (SELECT unnest(?))",
            [topic.slug, keys],
        )


def _reading_rows(readings: Iterable[tuple[_Post, str, int]], reader: _Reader, run: Run) -> Any:
    return tables.readings(
        (
            *(post.key, reader.topic.slug, post.text_sha256, reader.version),
            *(post.answers_topic, outcome, found, run.name),
        )
        for post, outcome, found in readings
    )


def _mention_rows(mentions: dict[str, tuple[str, Frame]], reader: _Reader, run: Run) -> Any:
    return tables.mentions(
        (
            (mention, post, reader.topic.slug, claim_of(frame, reader.topic).slug),
            frame,
            (reader.version, run.name),
        )
        for mention, (post, frame) in mentions.items()
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Any, *, replace: bool) -> None:
    if not rows.num_rows:
        return
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    with registered(connection, rows):
        connection.execute(f"{verb} INTO {table} BY NAME SELECT * FROM batch")


def _count(run: Run, topic: str, readings: list[tuple[_Post, str, int]]) -> None:
    for post, outcome, found in readings:
        if post.read_as:
            run.count(topic, "posts_read", -1, reason=post.read_as)
            run.count(topic, "mentions", -post.had_mentions)
        run.count(topic, "posts_read", reason=outcome)
        run.count(topic, "mentions", found)
