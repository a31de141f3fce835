"""What a person typed becomes a review, or a sentence on what is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.stages import Subject
from pipeline.store import Store
from tests.pipeline.making import table
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, desk, mention_of


@pytest.mark.parametrize(
    ("decision", "named", "more", "problem"),
    [
        ("agree", MILES, {"by": " "}, "is not a name of a person"),
        ("override", MILES, {}, "nothing says what the verdict should be"),
        ("override", MILES, {"verdict": "false"}, "'false' is no verdict"),
        ("override", MILES, {"verdict": "exaggerated"}, "the rules say exaggerated already"),
        ("override", MILES, {"verdict": "supported", "reason": ""}, "has a reason"),
        ("agree", MILES, {"verdict": "supported"}, "only an override gives a verdict"),
        ("agree", MILES, {"edits": ("hedged=true",)}, "--set and --part are of a mention"),
        ("merge", MILES, {}, "nothing says which claim"),
        ("merge", MILES, {"into": "no-such"}, "there is no claim 'no-such'"),
        ("merge", MILES, {"into": MILES}, "cannot be merged into"),
        ("split", MILES, {}, "merged into no other claim"),
        ("agree", f"{MILES[:-2]}s", {}, "no claim"),
        ("agree", "m-000000000000", {}, "there is no mention"),
    ],
)
def test_what_cannot_be_decided_says_why_and_keeps_nothing(
    judged: Store, signs: Signs, decision: str, named: str, more: dict[str, Any], problem: str
) -> None:
    # One verse of `more` is checked at a time.
    with pytest.raises(PipelineError) as refused:
        signs(decision, named, **more)
    assert problem in refused.value.problem
    assert refused.value.fix
    assert table(judged.connection, "reviews") == table(judged.connection, "frame_reviews") == []


def test_a_name_that_is_nearly_right_names_the_right_one(signs: Signs) -> None:
    with pytest.raises(PipelineError) as refused:
        signs("agree", f"{MILES[:-2]}s")
    assert f"did you mean {MILES}?" in refused.value.fix


@pytest.mark.parametrize(
    ("decision", "more", "problem"),
    [
        ("merge", {"into": MILES}, "merging and verdicts are of claims"),
        ("override", {"verdict": "supported"}, "merging and verdicts are of claims"),
        ("override", {}, "nothing says what the frame should be"),
        ("split", {"parts": ("outcome=posture",)}, "at least two parts"),
        ("not_a_claim", {"reason": None}, "has a reason"),
    ],
)
def test_what_cannot_be_decided_on_a_mention_says_why(
    judged: Store, signs: Signs, decision: str, more: dict[str, Any], problem: str
) -> None:
    with pytest.raises(PipelineError) as refused:
        signs(decision, mention_of(judged, HEART), **more)
    assert problem in refused.value.problem
    assert table(judged.connection, "frame_reviews") == []


def test_a_decision_is_a_dated_row_with_a_name_and_what_the_rules_said(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    told = signs("override", MILES, verdict="no_direct_evidence", by="Zoë  Reader")
    assert told.startswith("override: no_direct_evidence, on “A mile run backward")
    (row,) = table(judged.connection, "reviews")
    assert (row["reviewed_by"], row["computed_verdict"]) == ("Zoë Reader", "exaggerated")
    assert row["reviewed_at"].tzinfo is not None
    assert row["evidence"] == subject.libraries[subject.topics[0].slug].sha256


def test_deciding_again_adds_a_row_and_the_newest_stands(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    signs("agree", MILES, by="Ada Reader")
    signs("override", MILES, verdict="not_checkable", by="Bo Reader")
    assert len(table(judged.connection, "reviews")) == 2
    one = desk(judged, subject).claim(MILES)
    assert one is not None
    assert one.review is not None
    assert one.review.signed.by == "Bo Reader"


def test_a_split_claim_is_itself_again(judged: Store, signs: Signs, subject: Subject) -> None:
    signs("merge", HEART, into=MILES)
    assert desk(judged, subject).identity.merged == {HEART: MILES}
    signs("split", HEART)
    assert desk(judged, subject).identity.merged == {}


def test_a_mention_is_split_into_the_claims_of_its_words(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    post = mention_of(judged, HEART, "running backwards")
    parts = (
        "outcome=cardio_fitness,quote=conditions the heart",
        "outcome=other,outcome_text=warm, happy feelings,magnitude_kind=none",
    )
    signs("split", post, parts=parts)
    again(judged, subject)
    rows = table(judged.connection, "mentions")
    told = [r for r in rows if any(rule.startswith("review r-") for rule in r["rules"])]
    by_outcome = {row["outcome"]: row for row in told}
    assert by_outcome["cardio_fitness"]["quote"] == "conditions the heart"
    assert by_outcome["other"]["outcome_text"] == "warm, happy feelings"
    assert by_outcome["other"]["ratio_low"] is None


def test_a_corrected_mention_can_be_corrected_again(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    signs("override", mention_of(judged, HEART), edits=("stance=denies",))
    again(judged, subject)
    ((mention,),) = judged.connection.execute(
        "SELECT mention FROM mentions WHERE stance = 'denies' AND claim = ?", [HEART]
    ).fetchall()
    signs("override", mention, edits=("hedged=true",), by="Bo Reader")
    again(judged, subject)
    ((stance, hedged),) = judged.connection.execute(
        "SELECT stance, hedged FROM mentions WHERE hedged AND claim = ?", [HEART]
    ).fetchall()
    assert (stance, hedged) == ("denies", True)
    first, second = judged.connection.execute(
        "SELECT read_json FROM frame_reviews ORDER BY reviewed_at"
    ).fetchall()
    assert json.loads(first[0]) == json.loads(second[0])


def test_one_part_of_a_split_can_be_taken_away(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    parts = ("outcome=muscle_strength:back", "outcome=muscle_strength:core")
    signs("split", mention_of(judged, HEART), parts=parts)
    again(judged, subject)
    ((core,),) = judged.connection.execute(
        "SELECT mention FROM mentions WHERE outcome = 'muscle_strength:core'"
    ).fetchall()
    signs("not_a_claim", core)
    again(judged, subject)
    left = {row["outcome"] for row in table(judged.connection, "mentions", "outcome")}
    assert "muscle_strength:back" in left
    assert "muscle_strength:core" not in left


def test_a_post_whose_last_claim_is_none_is_counted_as_one_without(
    judged: Store, signs: Signs, subject: Subject
) -> None:
    mention = mention_of(judged, HEART, "running backwards conditions the heart")
    signs("not_a_claim", mention)
    again(judged, subject)
    ((outcome, count),) = judged.connection.execute(
        "SELECT outcome, mentions FROM readings JOIN frame_reviews USING (post_key)"
    ).fetchall()
    assert (outcome, count) == ("no_claim", 0)
