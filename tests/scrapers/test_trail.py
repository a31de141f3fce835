"""What may follow a page: new requests, within bounds, to addresses of the web."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Request
from scrapers.steps import fingerprint
from scrapers.trail import MOST_RESTARTS, Trail

FIRST = Request("https://a.example/1", "items", "part")


def page(path: str, **facts: str) -> Request:
    return replace(FIRST, url=f"https://a.example/{path}", **facts)  # type: ignore[arg-type]


def test_what_is_new_is_followed_once() -> None:
    trail = Trail({}, most_pages=9)
    assert trail.follow(FIRST, (page("2"), page("3"))) == ((page("2"), page("3")), [])
    assert trail.follow(page("2"), (page("4"),)) == ((page("4"),), [])


def test_a_page_that_leads_back_is_a_circle() -> None:
    trail = Trail({}, most_pages=9)
    trail.follow(FIRST, (page("2"),))
    assert trail.follow(page("2"), (FIRST,)) == ((), ["part: the server goes in circles"])
    assert trail.follow(page("2"), (page("2"),))[1] != []


def test_what_was_asked_before_a_stop_counts() -> None:
    trail = Trail({fingerprint(page("2")): "part"}, most_pages=9)
    assert trail.follow(FIRST, (page("2"),))[0] == ()


def test_another_purpose_or_part_may_come_up_twice_and_is_asked_once() -> None:
    trail = Trail({}, most_pages=9)
    comments = page("c", purpose="comments")
    assert trail.follow(FIRST, (comments,))[0] == (comments,)
    assert trail.follow(page("2"), (comments, page("3", part="other"))) == (
        (page("3", part="other"),),
        [],
    )


def test_a_part_without_end_is_left() -> None:
    trail, asked = Trail({}, most_pages=3), FIRST
    for number in range(2, 4):
        (asked,), _ = trail.follow(asked, (page(str(number)),))
    assert trail.follow(asked, (page("4"),)) == ((), ["part: left after 3 pages"])


def test_a_part_may_begin_anew_a_few_times_and_ask_the_same_again() -> None:
    trail = Trail({}, most_pages=99)
    for _ in range(MOST_RESTARTS):
        trail.follow(FIRST, (page("2"),))
        assert trail.begin_anew("part")
        assert trail.follow(FIRST, (page("2"),))[0] == (page("2"),)
    assert not trail.begin_anew("part")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data:,x", "//a.example", "http://[", ""])
def test_what_is_no_address_of_the_web_is_not_followed(url: str) -> None:
    followed, (trouble,) = Trail({}, most_pages=9).follow(FIRST, (replace(FIRST, url=url),))
    assert followed == ()
    assert "no page" in trouble


@given(st.text())
def test_no_address_breaks_it(url: str) -> None:
    followed, troubles = Trail({}, most_pages=9).follow(FIRST, (replace(FIRST, url=url),))
    assert len(followed) + len(troubles) <= 1
