"""Claims merged and set aside: chains, rings, and targets that nobody claims any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import PipelineError
from pipeline.reviewing.identity import identity, must_not_circle
from pipeline.reviewing.records import Review
from tests.pipeline.reviewing.test_records import REVIEW


def merge(claim: str, into: str) -> Review:
    return replace(REVIEW, claim=claim, decision="merge", merged_into=into)


def aside(claim: str) -> Review:
    return replace(REVIEW, claim=claim, decision="not_a_claim")


def standing(*reviews: Review) -> dict[str, Review]:
    return {one.claim: one for one in reviews}


def test_a_chain_of_merges_ends_at_its_last_claim() -> None:
    found = identity(standing(merge("a", "b"), merge("b", "c")), {"a", "b", "c"})
    assert found.merged == {"a": "c", "b": "c"}


def test_a_claim_stays_itself_where_nobody_makes_the_other() -> None:
    assert identity(standing(merge("a", "b")), {"a"}).merged == {}


def test_a_claim_stays_itself_where_the_other_claims_nothing() -> None:
    found = identity(standing(merge("a", "b"), aside("b")), {"a", "b"})
    assert (found.merged, found.set_aside) == ({}, frozenset({"b"}))


def test_a_ring_that_two_stores_could_make_merges_nothing() -> None:
    found = identity(standing(merge("a", "b"), merge("b", "a")), {"a", "b"})
    assert found.merged == {}


def test_a_judged_claim_is_itself() -> None:
    assert identity(standing(REVIEW), {REVIEW.claim}).merged == {}


@pytest.mark.parametrize("into", ["a", "b", "c"])
def test_a_merge_that_leads_back_is_refused(into: str) -> None:
    with pytest.raises(PipelineError, match="cannot be merged"):
        must_not_circle("a", into, standing(merge("b", "a"), merge("c", "b")))


def test_a_merge_that_leads_on_is_not() -> None:
    must_not_circle("a", "b", standing(merge("b", "c")))
