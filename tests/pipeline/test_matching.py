"""The match stage: one verdict a claim, rewritten only where it differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claims.evidence.library import library_of
from claims.records import Claim, Verdict
from pipeline.claim_json import claim_from_json, to_json, verdict_from_json
from pipeline.errors import PipelineError
from pipeline.ledger import Run, ledger_run
from pipeline.matching import changed_verdicts, claims_of_store, judge_claims, match
from pipeline.stages import Subject, run_extract
from pipeline.store import Store, write_store
from tests.pipeline.making import Row, table


@pytest.fixture
def read(imported: Path, subject: Subject) -> Iterator[Store]:
    """A store whose posts are read and whose claims are not yet judged."""
    with write_store(imported) as opened:
        run_extract(opened, subject.topics)
        yield opened


def judged(store: Store, subject: Subject) -> Run:
    (topic,) = subject.topics
    with ledger_run(store, "match", command="match") as run:
        match(store, run, topic, subject.libraries[topic.slug])
    return run


def verdicts(store: Store) -> list[Row]:
    return table(store.connection, "verdicts")


def test_every_claim_that_is_made_gets_a_verdict(read: Store, subject: Subject) -> None:
    run = judged(read, subject)
    made = {row["claim"] for row in table(read.connection, "mentions", "claim")}
    assert {row["claim"] for row in verdicts(read)} == made
    assert run.amount("claims") == run.amount("judged") == len(made)
    assert run.amount("verdict_changed") == 0


def test_judging_again_writes_nothing(read: Store, subject: Subject) -> None:
    first = judged(read, subject)
    before = verdicts(read)
    judged(read, subject)
    assert verdicts(read) == before
    assert {row["run"] for row in before} == {first.name}
    (topic,) = subject.topics
    assert changed_verdicts(read, topic, subject.libraries[topic.slug]) == []


def test_what_would_change_is_told_without_writing(read: Store, subject: Subject) -> None:
    (topic,) = subject.topics
    library = subject.libraries[topic.slug]
    assert changed_verdicts(read, topic, library) == sorted(judge_claims(read, topic, library))
    assert verdicts(read) == []


def test_other_evidence_rewrites_what_it_changes_and_says_so(read: Store, subject: Subject) -> None:
    judged(read, subject)
    before = {row["claim"]: row for row in verdicts(read)}
    (topic,) = subject.topics
    nothing_known = Subject(subject.topics, {topic.slug: library_of((), sha256="empty")})
    run = judged(read, nothing_known)
    after = {row["claim"]: row for row in verdicts(read)}
    assert after.keys() == before.keys()
    changed = {claim for claim in after if after[claim] != before[claim]}
    assert {after[claim]["evidence"] for claim in changed} == {"empty"}
    assert {after[claim]["run"] for claim in changed} == {run.name}
    reasons = [why for (_, what, why), _ in run.counts.items() if what == "verdict_changed"]
    assert "exaggerated to no_direct_evidence" in reasons


def test_a_claim_that_nobody_makes_any_more_loses_its_verdict(
    read: Store, subject: Subject
) -> None:
    judged(read, subject)
    lost = verdicts(read)[0]["claim"]
    read.connection.execute("DELETE FROM mentions WHERE claim = ?", [lost])
    judged(read, subject)
    assert lost not in {row["claim"] for row in verdicts(read)}


def test_the_size_that_most_posts_state_stands_for_the_claim(read: Store, subject: Subject) -> None:
    (topic,) = subject.topics
    heart = next(c for c in claims_of_store(read, topic) if "cardio" in c.slug)
    assert (heart.ratio_low, heart.ratio_high) == (2.0, 3.0)
    keys = [
        row["mention"]
        for row in table(read.connection, "mentions", "mention, claim")
        if row["claim"] == heart.slug
    ]
    assert len(keys) == 3
    restate(read, keys[:1], 2.02)
    assert the(read, subject, heart.slug).ratio_low == 2.0
    restate(read, keys[:2], 2.02)
    assert the(read, subject, heart.slug).ratio_low == 2.02


def restate(store: Store, mentions: list[str], low: float) -> None:
    store.connection.execute(
        "UPDATE mentions SET ratio_low = ? WHERE mention IN (SELECT unnest(?))", [low, mentions]
    )


def the(store: Store, subject: Subject, slug: str) -> Claim:
    return next(c for c in claims_of_store(store, subject.topics[0]) if c.slug == slug)


def test_a_tie_is_broken_the_same_way_whatever_the_order_of_rows(
    read: Store, subject: Subject
) -> None:
    mentions = table(read.connection, "mentions", "mention, claim")
    (first, second, third) = [row["mention"] for row in mentions if "cardio" in row["claim"]]
    found = set()
    for keys in ((first, second, third), (third, first, second), (second, third, first)):
        for key, low in zip(keys, (2.0, 2.02, 2.04), strict=True):
            restate(read, [key], low)
        found |= {c for c in claims_of_store(read, subject.topics[0]) if "cardio" in c.slug}
    assert [claim.ratio_low for claim in found] == [2.0]


def test_a_stage_that_fails_leaves_the_verdicts_as_they_were(
    read: Store, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(read, subject)
    before = verdicts(read)

    def broken(*arguments: Any) -> Verdict:
        raise PipelineError("data/verdict_rules.toml: row 3", "mend it")

    monkeypatch.setattr("pipeline.matching.judge", broken)
    with pytest.raises(PipelineError, match="row 3"):
        judged(read, subject)
    assert verdicts(read) == before


def test_claims_and_verdicts_survive_the_way_through_the_store(
    read: Store, subject: Subject
) -> None:
    (topic,) = subject.topics
    library = subject.libraries[topic.slug]
    from claims.evidence.verdict import judge

    for claim in claims_of_store(read, topic):
        verdict = judge(claim, library, topic)
        assert claim_from_json(to_json(claim)) == claim
        assert verdict_from_json(to_json(verdict)) == verdict
        assert to_json(verdict_from_json(to_json(verdict))) == to_json(verdict)


def test_a_claim_with_two_readings_and_flags_survives_too(read: Store, subject: Subject) -> None:
    claim = replace(
        next(claims_of_store(read, subject.topics[0])),
        ratio_alternatives=((3.0, 4.0), (1.5, 2.0)),
        flags=("times_more", "depends_on_reading"),
        outcome_text='the "pump" – größer',
    )
    assert claim_from_json(to_json(claim)) == claim
    assert list(json.loads(to_json(claim))) == list(claim.__slots__)
