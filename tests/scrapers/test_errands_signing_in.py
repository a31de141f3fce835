"""Tokens: fetched when they are needed, never kept, and not asked for without end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scrapers import errands
from scrapers.platform import Outcome, Page, Plan, Request
from scrapers.steps import SIGN_IN, Manners
from tests.scrapers.counting import Bench, Counting

KEY = frozenset({"RETROGRADE_COUNTING_KEY"})


def bench(*begins: str, manners: Manners) -> Bench:
    return Bench(Counting(begins or ("/tag/a",), token=True), manners)


def test_a_token_is_fetched_before_what_needs_it_and_never_kept() -> None:
    one = bench("/tag/a", "/tag/b", manners=Manners(0.0, at_once=4, credentials=KEY))
    taken = one.take()
    assert taken is not None
    assert taken.request.purpose == SIGN_IN
    # Nothing else goes out meanwhile.
    assert one.take() is None
    step = one.answer(taken, Page(secrets={"access_token": "t0ken"}))
    assert "t0ken" not in repr(step)
    assert one.errands.secrets == {"access_token": "t0ken"}
    assert one.take() is not None


def test_a_token_that_has_run_out_is_fetched_anew_twice_and_no_more() -> None:
    one = bench(manners=Manners(0.0, credentials=KEY))
    purposes = []
    while not one.errands.is_finished:
        taken = one.take()
        if taken is None:
            break
        purposes.append(taken.request.purpose)
        token = Page(secrets={"access_token": "t0ken"})
        one.answer(taken, token if purposes[-1] == SIGN_IN else Page(Outcome.SIGN_IN, "401"))
    assert purposes == [SIGN_IN, "items"] * 3
    assert one.errands.rest == (Outcome.REFUSED, "401")


def test_without_its_key_a_platform_is_not_asked_at_all() -> None:
    one = bench(manners=Manners(0.0))
    assert one.take() is None
    assert one.errands.rest == (
        Outcome.REFUSED, "RETROGRADE_COUNTING_KEY is not in the environment"
    )  # fmt: skip


@pytest.mark.parametrize(
    "outcome", [Outcome.RETRY, Outcome.REFUSED, Outcome.BROKEN, Outcome.SIGN_IN]
)
def test_a_sign_in_that_does_not_succeed_comes_to_an_end(outcome: Outcome) -> None:
    one = bench(manners=Manners(0.0, credentials=KEY))
    while not one.errands.is_finished:
        if taken := one.take():
            one.answer(taken, Page(outcome, "no"))
        elif not one.errands.is_finished:
            one.wait()
    assert one.errands.rest is not None
    assert len(one.steps) <= errands.BREAKER


@pytest.mark.parametrize("outcome", [Outcome.WAIT, Outcome.RETRY])
def test_a_sign_in_elsewhere_that_must_wait_makes_all_wait(outcome: Outcome) -> None:
    one = bench(manners=Manners(0.0, credentials=KEY))
    plain = one.module.sign_in

    def elsewhere(plan: Plan) -> Request | None:
        asked = plain(plan)
        return asked and replace(asked, url="https://login.example/token")

    one.module.sign_in = elsewhere  # type: ignore[method-assign]
    one.go(Page(outcome, "not now", wait_until=one.now + timedelta(seconds=9)))
    assert one.take() is None
    assert one.wait() == (9 if outcome is Outcome.WAIT else 2)
    assert one.go(Page(secrets={"access_token": "t0ken"})).request.purpose == SIGN_IN
    assert one.go(Page()).request.purpose == "items"
    assert one.errands.is_finished


def test_a_sign_in_that_must_wait_long_ends_the_run() -> None:
    one = bench(manners=Manners(0.0, credentials=KEY))
    one.go(Page(Outcome.WAIT, "not now", wait_until=one.now + timedelta(hours=9)))
    assert one.errands.is_finished
    assert one.errands.rest is not None
