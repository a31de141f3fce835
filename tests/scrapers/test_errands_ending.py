"""Parts that begin anew, go in circles or never end: each comes to an end."""

from __future__ import annotations

from scrapers import trail
from scrapers.platform import Outcome, Page
from scrapers.steps import Manners, fingerprint
from tests.scrapers.counting import CARD, Bench, Counting


def bench(*begins: str, manners: Manners | None = None) -> Bench:
    return Bench(Counting(begins or ("/tag/a",)), manners or Manners(0.0))


def test_an_expired_search_starts_its_part_anew_and_may_ask_the_same_again() -> None:
    one = bench("/tag/a", "/tag/b")
    first = one.take()
    assert first is not None
    one.answer(first, Page(next=(one.following("/2"), one.following("/3"))))
    while (taken := one.take()) and taken.request.part == "/tag/b":
        one.answer(taken, Page())
    assert taken is not None
    step = one.answer(taken, Page(Outcome.RESTART, "expired", next=(first.request,)))
    assert step.is_done
    assert step.added == (first.request,)
    assert step.dropped == (one.following("/3"),)
    assert one.go(Page(next=(one.following("/2"),))).added == (one.following("/2"),)


def test_a_part_that_always_starts_anew_is_left() -> None:
    one = bench()
    first = one.following("/tag/a")
    while not one.errands.is_finished:
        one.go(Page(Outcome.RESTART, "expired", next=(first,)))
    assert len(one.steps) == trail.MOST_RESTARTS + 1
    assert not one.steps[-1].is_done


def test_a_server_in_circles_is_noticed() -> None:
    one = bench()
    one.go(Page(next=(one.following("/2"),)))
    step = one.go(Page(next=(one.following("/tag/a"),)))
    assert step.added == ()
    assert one.errands.is_finished
    ((outcome, reason),) = one.errands.troubles
    assert outcome is Outcome.BROKEN
    assert "circles" in reason


def test_circles_are_noticed_across_a_restart_of_the_program() -> None:
    earlier = bench().following("/2")
    manners = Manners(0.0, asked={fingerprint(earlier): earlier.part})
    one = bench(manners=manners)
    assert one.go(Page(next=(earlier,))).added == ()


def test_pages_without_end_are_left_after_as_many_as_the_card_says() -> None:
    one = bench()
    while not one.errands.is_finished:
        one.go(Page(next=(one.following(f"/{len(one.steps)}"),)))
    assert len(one.steps) == CARD.most_pages
    assert any("left after 20 pages" in reason for _, reason in one.errands.troubles)


def test_two_pages_that_lead_to_the_same_comments_are_no_circle() -> None:
    one = bench()
    comments = one.following("/comments/1", purpose="comments")
    one.go(Page(next=(one.following("/2"), comments)))
    assert one.go(Page(next=(comments, one.following("/3")))).added == (one.following("/3"),)
    assert one.errands.troubles == {}
