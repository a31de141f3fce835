"""Reviews are signed by a person, in one plain line, and hold while the verdict does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.records import Verdict
from pipeline.errors import PipelineError
from pipeline.reviewing.records import (
    Computed,
    Review,
    Signed,
    checked_name,
    checked_reason,
    newest,
    with_id,
)

VERDICT = Verdict(
    verdict="exaggerated",
    relation="larger",
    directness="indirect",
    certainty="low",
    sentence="As measured.",
    steps=(),
    matches=(),
)
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
REVIEW = Review(
    topic="backward-running",
    claim="a-claim",
    decision="agree",
    signed=Signed("Ada Reader", AT),
    sentence="A claim",
    computed=Computed.of(VERDICT),
    evidence="e",
)


@pytest.mark.parametrize("typed", ["", "   ", "1234", "--", "."])
def test_nobody_is_no_reviewer(typed: str) -> None:
    with pytest.raises(PipelineError, match="not a name of a person") as refused:
        checked_name(typed)
    assert "--by" in refused.value.fix


def test_a_name_is_kept_as_typed_less_its_spaces() -> None:
    assert checked_name("  Zoë\n van   der Berg ") == "Zoë van der Berg"


@pytest.mark.parametrize("odd", ["\x1b", "\u202e", "\u200b", "\ue000"])
def test_a_name_or_reason_that_could_repaint_a_screen_is_refused(odd: str) -> None:
    for check in (checked_name, checked_reason):
        with pytest.raises(PipelineError, match="which shows nothing"):
            check(f"Ada{odd} Reader")


def test_a_name_and_a_reason_have_an_end() -> None:
    with pytest.raises(PipelineError, match="81 characters"):
        checked_name("a" * 81)
    with pytest.raises(PipelineError, match="1,001 characters"):
        checked_reason("a" * 1001)


@given(st.text(max_size=90))
def test_whatever_is_typed_is_one_line_or_refused(typed: str) -> None:
    try:
        name = checked_name(typed)
    except PipelineError:
        return
    assert name == " ".join(name.split())
    assert name.isprintable()


def test_no_reason_is_none() -> None:
    assert checked_reason(None) is checked_reason("  ") is None


def test_a_review_holds_while_the_verdict_says_the_same() -> None:
    assert REVIEW.holds(VERDICT)
    assert REVIEW.holds(replace(VERDICT, sentence="In other words.", studies=3))
    assert not REVIEW.holds(replace(VERDICT, verdict="supported"))
    assert not REVIEW.holds(replace(VERDICT, certainty="very_low"))
    assert not replace(REVIEW, decision="merge").holds(VERDICT)


def test_the_newest_review_of_a_claim_stands_whatever_the_order() -> None:
    later = replace(REVIEW, decision="override", signed=Signed("Bo", AT + timedelta(1)))
    other = replace(REVIEW, claim="another")
    for order in ([REVIEW, later, other], [later, other, REVIEW]):
        assert newest(order) == {"a-claim": later, "another": other}


def test_a_review_is_known_by_all_that_it_says() -> None:
    first = with_id(REVIEW)
    assert first.id.startswith("r-")
    assert with_id(REVIEW).id == first.id
    assert with_id(replace(REVIEW, verdict="supported")).id != first.id
