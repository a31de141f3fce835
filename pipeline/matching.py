"""The match stage: claims of the store against the study library, to verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.evidence.library import Library
from claims.evidence.verdict import judge
from claims.keys import claim_of
from claims.records import Claim
from claims.topics import Topic
from pipeline.claim_json import to_json
from pipeline.claim_tables import FRAME_COLUMNS, frame_of
from pipeline.ledger import Run
from pipeline.store import Store

# Posts differ in the exact number they give within one claim; the one most say stands for it.
_STATED = (
    *("activity", "outcome", "outcome_text", "direction", "magnitude_kind", "ratio_low"),
    *("ratio_high", "ratio_alternatives", "value_low", "value_high", "unit", "bound"),
    *("approximate", "comparator", "flags"),
)
_SPOKEN = tuple(name for name in FRAME_COLUMNS if name not in _STATED)
_MOST_SAID = f"""
    SELECT claim, {", ".join(_STATED)}, {", ".join(f"arg_min({n}, mention) AS {n}" for n in _SPOKEN)}
    FROM mentions WHERE topic = ?
    GROUP BY claim, {", ".join(_STATED)}
    QUALIFY row_number() OVER (
        PARTITION BY claim
        ORDER BY count(*) DESC, approximate, ratio_low NULLS LAST, {", ".join(_STATED)}
    ) = 1
    ORDER BY claim
"""

Row = tuple[str, str]


def match(store: Store, run: Run, topic: Topic, library: Library) -> None:
    """Judge every claim anew, keep what differs, drop claims nobody makes any more."""
    earlier = _earlier(store, topic)
    verdicts = judge_claims(store, topic, library)
    with store.transaction() as connection:
        for slug in sorted(set(earlier) - set(verdicts)):
            connection.execute("DELETE FROM verdicts WHERE claim = ?", [slug])
        for slug, row in _differing(verdicts, earlier).items():
            connection.execute(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
                [slug, topic.slug, *row, library.sha256, run.name],
            )
    run.count(topic.slug, "claims", len(verdicts))
    _count_verdicts(run, topic, verdicts, earlier)


def changed_verdicts(store: Store, topic: Topic, library: Library) -> list[str]:
    """Claims whose record or verdict `match` would write, without writing."""
    return sorted(_differing(judge_claims(store, topic, library), _earlier(store, topic)))


def judge_claims(store: Store, topic: Topic, library: Library) -> dict[str, Row]:
    """Each claim and its verdict as JSON, by slug."""
    return {
        claim.slug: (to_json(claim), to_json(judge(claim, library, topic)))
        for claim in claims_of_store(store, topic)
    }


def claims_of_store(store: Store, topic: Topic) -> Iterator[Claim]:
    """Each claim that mentions make, with the size that most of them state."""
    result = store.connection.cursor().execute(_MOST_SAID, [topic.slug])
    names = [column[0] for column in result.description]
    for row in result.fetchall():
        yield claim_of(frame_of(dict(zip(names, row, strict=True))), topic)


def _earlier(store: Store, topic: Topic) -> dict[str, Row]:
    rows = store.connection.execute(
        "SELECT claim, claim_json, verdict_json FROM verdicts WHERE topic = ?", [topic.slug]
    ).fetchall()
    return {slug: (claim, verdict) for slug, claim, verdict in rows}


def _differing(verdicts: dict[str, Row], earlier: dict[str, Row]) -> dict[str, Row]:
    return {slug: row for slug, row in verdicts.items() if earlier.get(slug) != row}


def _word(row: Row) -> str:
    return str(json.loads(row[1])["verdict"])


def _count_verdicts(
    run: Run, topic: Topic, verdicts: dict[str, Row], earlier: dict[str, Row]
) -> None:
    for slug, row in verdicts.items():
        run.count(topic.slug, "judged", reason=_word(row))
        if slug in earlier and _word(earlier[slug]) != _word(row):
            change = f"{_word(earlier[slug])} to {_word(row)}"
            run.count(slug, "verdict_changed", reason=change)
