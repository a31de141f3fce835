"""What may be asked and when, and what each kind of answer changes: with a clock that tests move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import errands
from scrapers.platform import Outcome, Page
from scrapers.records import Broken
from scrapers.steps import Manners, Step, fingerprint
from tests.scrapers.counting import NOW, SERVER, Bench, Counting

QUICK = Manners(0.0)
KEY = frozenset({"RETROGRADE_COUNTING_KEY"})


def bench(*begins: str, manners: Manners = QUICK, token: bool = False) -> Bench:
    return Bench(Counting(begins or ("/tag/a",), token=token), manners)


def test_a_server_is_asked_one_thing_at_a_time_and_not_too_fast() -> None:
    one = bench("/tag/a", "/tag/b", manners=Manners(2.0))
    taken = one.take()
    assert taken is not None
    assert one.take() is None
    assert one.errands.seconds_until_due(one.now) is None
    one.answer(taken, Page(), after=0.5)
    assert one.take() is None
    assert one.wait() == pytest.approx(1.5)
    assert one.take() is not None


def test_a_delay_is_never_shorter_than_the_card_says() -> None:
    one = bench("/tag/a", "/tag/b", manners=Manners(2.0))
    one.random = 1.0
    one.go(Page())
    assert one.wait() == pytest.approx(2.5)


def test_two_servers_do_not_wait_for_each_other() -> None:
    one = bench(manners=Manners(60.0))
    other = replace(one.following("/x"), url="https://other.example/x")
    one.go(Page(next=(one.following("/2"), other)))
    taken = one.take()
    assert taken is not None
    assert taken.request.url == "https://other.example/x"


def test_pages_follow_each_other_until_there_are_none() -> None:
    one = bench()
    step = one.go(Page(next=(one.following("/2"),)))
    assert (step.is_done, step.added) == (True, (one.following("/2"),))
    assert not one.errands.is_finished
    assert one.go(Page()).added == ()
    assert one.errands.is_finished
    assert one.errands.troubles == {}


def test_an_answer_that_was_the_last_for_now_makes_its_server_wait() -> None:
    one = bench()
    one.go(Page(next=(one.following("/2"),), wait_until=NOW + timedelta(minutes=4)))
    assert one.wait() == 240


def test_an_answer_that_was_the_last_for_the_day_ends_the_run_and_not_the_round() -> None:
    one = bench()
    step = one.go(Page(next=(one.following("/2"),), wait_until=NOW + timedelta(hours=9)))
    assert (step.is_done, step.added) == (True, (one.following("/2"),))
    assert one.errands.is_finished
    assert one.errands.rest is not None
    assert one.errands.rest[0] is Outcome.WAIT
    assert "2026-11-01 21:00" in one.errands.rest[1]


def test_too_many_requests_are_waited_out_and_asked_again() -> None:
    one = bench()
    step = one.go(Page(Outcome.WAIT, "429", wait_until=NOW + timedelta(minutes=10)))
    assert not step.is_done
    assert one.wait() == 600
    again = one.take()
    assert again is not None
    assert again.request == step.request


def test_a_long_wait_is_left_to_a_later_run() -> None:
    one = bench("/tag/a", "/tag/b")
    one.go(Page(Outcome.WAIT, "429", wait_until=NOW + timedelta(hours=3)))
    assert one.errands.is_finished
    assert one.errands.rest == (Outcome.WAIT, "429, until 2026-11-01 15:00 UTC")


def test_a_server_that_is_never_content_is_left_in_the_end() -> None:
    one = bench()
    while not one.errands.is_finished:
        one.go(Page(Outcome.WAIT, "429", wait_until=one.now + timedelta(seconds=1)))
        if not one.errands.is_finished:
            one.wait()
    assert len(one.steps) == errands.MOST_WAITS + 1
    assert one.errands.rest == (Outcome.WAIT, "429, again and again")


def test_faults_are_tried_again_after_growing_pauses_and_then_the_part_is_left() -> None:
    one = bench("/tag/a")
    pauses = []
    while not one.errands.is_finished:
        assert not one.go(Page(Outcome.RETRY, "502")).is_done
        if not one.errands.is_finished:
            pauses.append(one.wait())
    assert pauses == [2.0, 4.0, 8.0, 16.0]
    assert len(one.steps) == errands.MOST_TRIES
    assert one.errands.rest is None


def test_a_success_ends_the_growing_of_pauses() -> None:
    one = bench()
    one.go(Page(Outcome.RETRY, "502"))
    one.wait()
    one.go(Page(next=(one.following("/2"),)))
    one.go(Page(Outcome.RETRY, "502"))
    assert one.wait() == 2.0


def test_a_server_that_fails_again_and_again_is_not_asked_for_anything_else() -> None:
    one = bench(*(f"/tag/{number}" for number in range(50)))
    other = "https://other.example"
    one.module.begins = ("/tag/x",)
    one.go(Page(next=(replace(one.following("/x"), url=f"{other}/x", part="other"),)))
    failed = 0
    while not one.errands.is_finished:
        taken = one.take()
        if taken is None:
            one.wait()
        elif taken.request.url.startswith(other):
            one.answer(taken, Page())
        else:
            one.answer(taken, Page(Outcome.RETRY, "502"))
            failed += 1
    assert failed == errands.BREAKER


def test_a_closed_part_ends_and_the_others_go_on() -> None:
    one = bench("/tag/a", "/tag/b")
    one.go(Page(next=(one.following("/2"), one.following("/3"))))
    one.go(Page(next=(one.following("/b2", "/tag/b"),)))
    step = one.go(Page(Outcome.REFUSED, "closed"))
    assert step.is_done
    assert step.dropped == (one.following("/3"),)
    taken = one.take()
    assert taken is not None
    assert taken.request.part == "/tag/b"


def test_what_is_gone_is_settled() -> None:
    one = bench()
    step = one.go(Page(Outcome.GONE, "404", gone=("counting:1",)))
    assert step.is_done
    assert one.errands.is_finished
    assert one.errands.troubles == {}


def test_a_challenge_ends_the_platform_and_keeps_what_waits() -> None:
    one = bench("/tag/a", "/tag/b")
    step = one.go(Page(Outcome.CHALLENGED, "a puzzle"))
    assert not step.is_done
    assert one.errands.rest == (Outcome.CHALLENGED, "a puzzle")
    assert one.errands.is_finished


def test_a_spent_quota_ends_the_platform() -> None:
    one = bench("/tag/a", "/tag/b")
    one.go(Page(Outcome.QUOTA, "daily quota"))
    assert one.errands.rest == (Outcome.QUOTA, "daily quota")


def test_the_share_of_a_quota_that_is_for_refreshing_is_left() -> None:
    module = Counting(tuple(f"/tag/{number}" for number in range(9)))
    plain = module.request
    module.request = lambda url, part: replace(plain(url, part), bucket="search", units=2)  # type: ignore[method-assign]
    one = Bench(module, Manners(0.0, allowance={"search": 5}))
    one.go(Page())
    one.go(Page())
    assert one.take() is None
    assert one.errands.rest is not None
    assert one.errands.rest[0] is Outcome.QUOTA


def test_units_that_an_answer_costs_count_too() -> None:
    module = Counting(("/tag/a", "/tag/b"))
    plain = module.request
    module.request = lambda url, part: replace(plain(url, part), bucket="search")  # type: ignore[method-assign]
    one = Bench(module, Manners(0.0, allowance={"search": 100}))
    one.go(Page(spent=(("search", 100),)))
    assert one.take() is None
    assert one.errands.is_finished


def test_an_unknown_shape_is_set_aside_and_its_request_waits_for_a_fix() -> None:
    one = bench("/tag/a", "/tag/b")
    step = one.go(Page(Outcome.BROKEN, "posts: missing"))
    assert not step.is_done
    (kept,) = step.page.readings
    assert isinstance(kept, Broken)
    assert kept.problem == "posts: missing"
    assert one.take() is not None


def test_what_expires_goes_before_the_rest() -> None:
    one = bench("/tag/a", "/tag/b")
    one.go(Page(next=(one.following("/2"), one.following("/captions", kept=False))))
    taken = one.take()
    assert taken is not None
    assert taken.request.url == f"{SERVER}/captions"


def test_what_an_answer_teaches_is_in_the_plan_from_then_on() -> None:
    one = bench()
    one.go(Page(memory={"field": "rejected"}))
    assert one.errands.plan.memory == {"field": "rejected"}


def test_nothing_is_taken_after_all_is_let_go_of() -> None:
    one = bench("/tag/a", "/tag/b", manners=Manners(0.0, at_once=2))
    taken = one.take()
    assert taken is not None
    one.errands.abandon()
    assert one.errands.is_finished
    one.module.reads = lambda request, answer: Page()
    before = len(one.steps)
    one.errands.failed(taken, Page(Outcome.RETRY, "late"), sent_at=NOW, now=NOW)
    assert len(one.steps) == before


@given(st.lists(st.sampled_from([*Outcome]), max_size=60), st.integers(1, 4))
def test_whatever_comes_back_it_ends_and_nothing_is_lost(
    outcomes: list[Outcome], at_once: int
) -> None:
    one = bench("/tag/a", "/tag/b", manners=Manners(0.5, at_once))
    coming = iter(outcomes)
    for number in range(2000):
        taken = one.take()
        if taken is not None:
            outcome = next(coming, Outcome.OK)
            ok = outcome is Outcome.OK and number < 100
            follow = (one.following(f"/{number}", taken.request.part),) if ok else ()
            one.answer(taken, Page(outcome, "why", next=follow))
        elif one.errands.is_finished:
            break
        else:
            one.wait()
    assert one.errands.is_finished
    assert unaccounted(one.steps) <= waiting_at_the_end(one)


def unaccounted(steps: list[Step]) -> set[str]:
    """What came up and was neither settled nor dropped."""
    open_: set[str] = set()
    for step in steps:
        open_ -= {fingerprint(step.request)} if step.is_done else set()
        open_ -= {fingerprint(one) for one in step.dropped}
        open_ |= {fingerprint(one) for one in step.added}
    return open_


def waiting_at_the_end(one: Bench) -> set[str]:
    """What the store would still hold: reached only where something rests or a part was left."""
    if one.errands.rest or one.errands.troubles:
        return unaccounted(one.steps)
    return set()
