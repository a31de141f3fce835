"""The book of reviews in the store: rows are added, never changed and never taken out.

Only a post's removal takes what was decided on its words along with it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import duckdb

from claims.records import Frame
from pipeline.reviewing.records import Computed, FrameReview, Review, Signed
from pipeline.store import Store
from pipeline.version import code_version

_REVIEWS = """
    SELECT topic, claim, decision, reviewed_by, reviewed_at, reason, claim_sentence,
        computed_verdict, computed_relation, computed_directness, computed_certainty,
        computed_sentence, evidence, verdict, merged_into, review
    FROM reviews WHERE topic IN (SELECT unnest(?)) ORDER BY reviewed_at, review
"""
_FRAME_REVIEWS = """
    SELECT post_key, topic, decision, reviewed_by, reviewed_at, reason, read_json, frames_json,
        extraction, review
    FROM frame_reviews WHERE topic IN (SELECT unnest(?)) ORDER BY reviewed_at, review
"""


def add_review(store: Store, review: Review) -> None:
    """Keep a decision on a claim."""
    signed, computed = review.signed, review.computed
    row = {
        "review": review.id,
        "topic": review.topic,
        "claim": review.claim,
        "decision": review.decision,
        "verdict": review.verdict,
        "merged_into": review.merged_into,
        "reason": signed.reason,
        "reviewed_by": signed.by,
        "reviewed_at": signed.at,
        "claim_sentence": review.sentence,
        "computed_verdict": computed.verdict,
        "computed_relation": computed.relation,
        "computed_directness": computed.directness,
        "computed_certainty": computed.certainty,
        "computed_sentence": computed.sentence,
        "evidence": review.evidence,
        "code_version": code_version(),
    }
    with store.transaction() as connection:
        _insert(connection, "reviews", row)


def add_frame_review(store: Store, review: FrameReview) -> None:
    """Keep a decision on a frame; its post is read again by the next run, which heeds it."""
    row = {
        "review": review.id,
        "post_key": review.post,
        "topic": review.topic,
        "decision": review.decision,
        "reason": review.signed.reason,
        "reviewed_by": review.signed.by,
        "reviewed_at": review.signed.at,
        "read_json": frame_json(review.read),
        "frames_json": f"[{', '.join(map(frame_json, review.frames))}]",
        "extraction": review.extraction,
        "code_version": code_version(),
    }
    with store.transaction() as connection:
        _insert(connection, "frame_reviews", row)
        connection.execute(
            "UPDATE readings SET extraction = '' WHERE post_key = ? AND topic = ?",
            [review.post, review.topic],
        )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def reviews_of(connection: duckdb.DuckDBPyConnection, topics: Sequence[str]) -> list[Review]:
    """Every review of the topics' claims, the oldest first."""
    rows = connection.execute(_REVIEWS, [list(topics)]).fetchall()
    return [_review(*row) for row in rows]


def frame_reviews_of(
    connection: duckdb.DuckDBPyConnection, topics: Sequence[str]
) -> dict[str, list[FrameReview]]:
    """Every review of a frame, by post, the newest first."""
    found: dict[str, list[FrameReview]] = defaultdict(list)
    for row in reversed(connection.execute(_FRAME_REVIEWS, [list(topics)]).fetchall()):
        review = _frame_review(*row)
        found[review.post].append(review)
    return dict(found)


def _review(topic: str, claim: str, decision: Any, *rest: Any) -> Review:
    by, at, reason, sentence, *words, evidence, verdict, merged_into, key = rest
    return Review(
        topic=topic,
        claim=claim,
        decision=decision,
        signed=Signed(by, at, reason),
        sentence=sentence,
        computed=Computed(*words),
        evidence=evidence,
        verdict=verdict,
        merged_into=merged_into,
        id=key,
    )


def _frame_review(post: str, topic: str, decision: Any, *rest: Any) -> FrameReview:
    by, at, reason, read, frames, extraction, key = rest
    return FrameReview(
        post=post,
        topic=topic,
        decision=decision,
        signed=Signed(by, at, reason),
        read=_frame(json.loads(read)),
        frames=tuple(map(_frame, json.loads(frames))),
        extraction=extraction,
        id=key,
    )


def frame_json(frame: Frame) -> str:
    """A frame whole, keys in the order of its fields."""
    return json.dumps(asdict(frame), ensure_ascii=False)


def _frame(row: dict[str, Any]) -> Frame:
    row["ratio_alternatives"] = tuple((low, high) for low, high in row["ratio_alternatives"])
    for name in ("flags", "rules"):
        row[name] = tuple(row[name])
    return Frame(**row)
