"""Several servers of one platform: each is left alone for its own reasons only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scrapers import errands
from scrapers.platform import Outcome, Page, Request
from scrapers.steps import Manners
from tests.scrapers.counting import NOW, Bench, Counting


def bench() -> Bench:
    return Bench(Counting(), Manners(0.0))


def elsewhere(one: Bench, path: str) -> Request:
    """A request to another server of the same platform."""
    return replace(one.following(path, "other"), url=f"https://other.example{path}")


@pytest.mark.parametrize(
    "page",
    [
        Page(Outcome.CHALLENGED, "a puzzle"),
        Page(Outcome.WAIT, "429", wait_until=NOW + timedelta(hours=3)),
        Page(wait_until=NOW + timedelta(hours=3)),
    ],
)
def test_one_server_that_wants_no_more_does_not_stop_the_others(page: Page) -> None:
    one = bench()
    one.go(Page(next=(one.following("/2"), elsewhere(one, "/1"))))
    closing, other = one.take(), one.take()
    assert closing is not None
    assert other is not None
    one.answer(closing, page)
    # What its answer leads to there is kept and not asked; what it leads to elsewhere is.
    step = one.answer(other, Page(next=(one.following("/3"), elsewhere(one, "/2"))))
    assert step.added == (one.following("/3"), elsewhere(one, "/2"))
    taken = one.take()
    assert taken is not None
    assert taken.request == elsewhere(one, "/2")
    one.answer(taken, Page())
    assert one.errands.is_finished
    assert one.errands.rest is not None


def test_nothing_is_asked_any_more_once_a_quota_is_spent_though_answers_still_come() -> None:
    one = bench()
    one.go(Page(next=(one.following("/2"), elsewhere(one, "/1"))))
    spent, other = one.take(), one.take()
    assert spent is not None
    assert other is not None
    one.answer(spent, Page(Outcome.QUOTA, "daily quota"))
    assert one.answer(other, Page(next=(elsewhere(one, "/2"),))).added
    assert one.errands.is_finished


def test_being_asked_to_wait_is_no_failed_try() -> None:
    one = bench()
    for _ in range(errands.MOST_TRIES):
        one.go(Page(Outcome.WAIT, "429", wait_until=one.now + timedelta(seconds=1)))
        one.wait()
    one.go(Page(Outcome.RETRY, "502"))
    one.wait()
    assert one.go(Page()).is_done
