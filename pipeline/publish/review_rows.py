"""Reviews of claims in a release: what persons decided, and what it does to the claims told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.claim_json import verdict_from_json
from pipeline.engine import registered
from pipeline.reviewing.book import reviews_of
from pipeline.reviewing.identity import identity
from pipeline.reviewing.records import Review, newest

Row = dict[str, Any]


def tell_identities(cursor: duckdb.DuckDBPyConnection, topics: Sequence[str]) -> None:
    """Make `merged_claims` and `claims_set_aside`, which the queries of a release ask."""
    made = {row[0] for row in cursor.execute("SELECT claim FROM verdicts").fetchall()}
    found = identity(newest(reviews_of(cursor, topics)), made)
    pairs = {
        "claim": pa.array(list(found.merged), pa.string()),
        "merged_into": pa.array(list(found.merged.values()), pa.string()),
    }
    aside = {"claim": pa.array(sorted(found.set_aside), pa.string())}
    for name, columns in (("merged_claims", pairs), ("claims_set_aside", aside)):
        with registered(cursor, pa.table(columns)):
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM batch")


def review_rows(cursor: duckdb.DuckDBPyConnection, topics: Sequence[str]) -> Iterator[Row]:
    """Every review of the topics' claims, the oldest first."""
    reviews = reviews_of(cursor, topics)
    standing = {one.id for one in newest(reviews).values()}
    verdicts = dict(cursor.execute("SELECT claim, verdict_json FROM verdicts").fetchall())
    for one in reviews:
        yield _row(one, one.id in standing, verdicts.get(one.claim))


def _row(review: Review, stands: bool, verdict: str | None) -> Row:
    signed, computed = review.signed, review.computed
    still = verdict is not None and review.holds(verdict_from_json(verdict))
    return {
        "review": review.id,
        "topic": review.topic,
        "claim": review.claim,
        "claim_sentence": review.sentence,
        "decision": review.decision,
        "reviewed_verdict": review.verdict,
        "merged_into": review.merged_into,
        "reason": signed.reason,
        "reviewed_by": signed.by,
        "reviewed_at": signed.at,
        "stands": stands,
        "holds": still if review.judges else None,
        "computed_verdict": computed.verdict,
        "computed_relation": computed.relation,
        "computed_directness": computed.directness,
        "computed_certainty": computed.certainty,
        "computed_sentence": computed.sentence,
    }
