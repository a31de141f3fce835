"""Reddit: off unless wanted, its token, searches that end, comments by name, deletions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Answer, Outcome, Page, Request
from scrapers.platforms import reddit
from scrapers.records import Broken, Capture, Skipped
from scrapers.sending import filled
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.reddit import (
    COMMENT,
    PAGES,
    POST,
    RECHECK,
    SEARCHED,
    SIGN_IN,
    comment,
    listing,
    pointer,
    submission,
    token,
    tree,
)

COMMENTS = PAGES[2][0]
SECRETS = {reddit.ID: "app", reddit.SECRET: "s3cret"}


def asked(request: Request) -> dict[str, str]:
    """What a request asks, by parameter."""
    return dict(parse_qsl(urlsplit(request.url).query))


def read(request: Request, came: Answer) -> Page:
    return reddit.read_page(plan(), request, came)


def search(*things: dict[str, Any], after: str | None = None, **headers: str) -> Page:
    return read(SEARCHED, answer(listing(things, after), 200, **headers))


def test_it_is_off_unless_it_is_named() -> None:
    assert reddit.CARD.on_by_default is False


# Signing in


def test_the_app_signs_in_with_its_id_and_secret_and_keeps_neither() -> None:
    headers, body = filled(SIGN_IN, SECRETS, servers=[SERVER])
    assert headers["Authorization"] == "Basic YXBwOnMzY3JldA=="
    assert body == b"grant_type=client_credentials"
    page = read(SIGN_IN, answer(token()))
    assert (page.outcome, page.secrets) == (Outcome.OK, {"access_token": "T"})
    headers, _ = filled(SEARCHED, page.secrets, servers=[SERVER])
    assert headers["Authorization"] == "bearer T"


def test_the_token_comes_from_the_second_server() -> None:
    both = replace(plan(), servers=("https://api.example", "https://www.example"))
    request = reddit.sign_in(both)
    assert request is not None
    assert request.url == "https://www.example/api/v1/access_token"
    for one in (*reddit.first_requests(both), *reddit.recheck(both, [POST])):
        assert one.url.startswith("https://api.example/")


@pytest.mark.parametrize(
    "came",
    [answer({"message": "Unauthorized", "error": 401}, 401), answer({}, 403),
     answer({"error": "unsupported_grant_type"})],
)  # fmt: skip
def test_an_app_that_is_not_taken_is_said_by_the_names_of_its_variables(came: Answer) -> None:
    page = read(SIGN_IN, came)
    assert page.outcome is Outcome.REFUSED
    assert reddit.ID in page.reason
    assert reddit.SECRET in page.reason


def test_a_token_that_has_run_out_is_asked_for_anew() -> None:
    assert read(SEARCHED, answer({"error": 401}, 401)).outcome is Outcome.SIGN_IN


# Searching


def test_each_tag_is_a_search_of_its_own() -> None:
    requests = reddit.first_requests(plan("a", "b"))
    assert [asked(one)["q"] for one in requests] == ['"a"', '"b"']
    assert len({one.part for one in requests}) == 2
    assert asked(requests[0])["sort"] == "new"


@pytest.mark.parametrize(
    ("days", "span"),
    [(1, "day"), (2, "week"), (7, "week"), (30, "month"), (31, "year"), (400, "all")],
)
def test_a_search_reaches_back_as_far_as_the_window(days: int, span: str) -> None:
    (request,) = reddit.first_requests(plan("a", days=days))
    assert asked(request)["t"] == span


def test_the_next_page_begins_after_the_last_name() -> None:
    following = search(submission(num_comments=0), after=POST).next[-1]
    assert asked(following) == {**asked(SEARCHED), "after": POST}
    assert (following.part, following.cursor, following.purpose) == (SEARCHED.part, POST, "search")
    assert search(submission(num_comments=0)).next == ()


def test_a_search_ends_where_the_window_begins() -> None:
    old = submission("t3_old", created_utc=(NOW - timedelta(days=31)).timestamp())
    page = search(submission(num_comments=0), old, after="t3_old")
    assert page.next == ()
    assert [type(one) for one in page.readings] == [Capture, Skipped]


def test_comments_are_asked_for_where_there_are_any() -> None:
    hidden = submission("t3_1back2", num_comments=None)
    page = search(submission(), submission("t3_1back1", num_comments=0), hidden)
    (request,) = page.next
    assert urlsplit(request.url).path == "/comments/1back0"
    assert (request.purpose, request.about) == ("comments", POST)


def test_the_seconds_left_are_heeded_though_what_remains_is_a_fraction() -> None:
    page = search(x_ratelimit_remaining="0.0", x_ratelimit_used="100", x_ratelimit_reset="37")
    assert (page.outcome, page.wait_until) == (Outcome.OK, NOW + timedelta(seconds=37))
    more = search(x_ratelimit_remaining="997.0", x_ratelimit_reset="37")
    assert more.wait_until is None
    refused = read(SEARCHED, answer({}, 429, x_ratelimit_reset="37", x_ratelimit_remaining="0.0"))
    assert (refused.outcome, refused.wait_until) == (Outcome.WAIT, NOW + timedelta(seconds=37))


def test_a_network_that_keeps_us_out_is_not_argued_with() -> None:
    page = read(SEARCHED, answer(b"<!doctype html><body>blocked by network security", 403))
    assert page.outcome is Outcome.CHALLENGED
    assert read(SEARCHED, answer({"error": 403}, 403)).outcome is Outcome.REFUSED


# Comments


def test_a_tree_gives_names_and_the_comments_come_each_for_itself() -> None:
    page = read(COMMENTS, answer(tree()))
    assert page.readings == ()
    (request,) = page.next
    assert set(asked(request)["id"].split(",")) == {
        COMMENT, "t1_said01", "t1_said02", "t1_said03"
    }  # fmt: skip
    found = read(request, answer(listing([comment(), comment("t1_said01", parent_id=COMMENT)])))
    assert [post.parent_id for post in posts(found.readings)] == [POST, COMMENT]


def test_a_thousand_comments_are_enough() -> None:
    many = pointer(*(f"c{number}" for number in range(2000)))
    page = read(COMMENTS, answer([listing([submission()]), listing([many])]))
    assert [len(asked(one)["id"].split(",")) for one in page.next] == [100] * 10


@pytest.mark.parametrize(
    ("came", "gone"),
    [
        (answer({"message": "Not Found", "error": 404}, 404), (f"reddit:{POST}",)),
        (answer(b"<html>Not found", 404), ()),
        (answer({"reason": "private", "error": 403}, 403), ()),
    ],
)
def test_a_post_that_has_closed_costs_no_other(came: Answer, gone: tuple[str, ...]) -> None:
    page = read(COMMENTS, came)
    assert page.outcome in (Outcome.GONE, Outcome.CHALLENGED)
    assert page.gone == gone


# Asking again


def test_posts_and_comments_are_asked_for_again_in_hundreds() -> None:
    names = [*(f"t3_p{number}" for number in range(150)), COMMENT, "1back0", "t2_ada0"]
    requests = reddit.recheck(plan(), names)
    assert [len(asked(one)["id"].split(",")) for one in requests] == [100, 51]
    assert len({one.part for one in requests}) == 2


def again(*things: dict[str, Any], names: tuple[str, ...] = (POST, COMMENT)) -> Page:
    (request,) = reddit.recheck(plan(), names)
    return read(request, answer(listing(things)))


@pytest.mark.parametrize(
    "left",
    [
        {"author": "[deleted]", "selftext": "[deleted]", "removed_by_category": "deleted"},
        {"selftext": "[removed]", "removed_by_category": "moderator"},
        {"author": "[deleted]", "author_fullname": None},
    ],
)
def test_what_is_deleted_or_removed_is_gone_and_so_is_what_lost_its_author(
    left: dict[str, Any],
) -> None:
    page = again(submission(**left), comment())
    assert page.gone == (f"reddit:{POST}",)
    assert [post.id for post in posts(page.readings)] == [COMMENT]


def test_what_is_not_there_is_gone_and_what_is_in_an_unknown_shape_is_not() -> None:
    page = again(submission(score="many"))
    assert page.gone == (f"reddit:{COMMENT}",)
    assert [type(one) for one in page.readings] == [Broken]


def test_all_of_many_gone_at_once_is_asked_one_by_one() -> None:
    page = again()
    assert (page.gone, [asked(one)["id"] for one in page.next]) == ((), [POST, COMMENT])
    assert read(page.next[0], answer(listing([]))).gone == (f"reddit:{POST}",)


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"kind":"Listing","data":{}}', b"<html>", b"7"])
def test_no_slip_of_the_server_passes_for_a_deletion(body: bytes) -> None:
    for status in (200, 302, 400, 401, 403, 404, 429, 503):
        page = read(RECHECK, answer(body, status))
        assert page.gone == ()
        assert page.outcome is not Outcome.OK


def test_a_window_that_was_chosen_is_kept_to() -> None:
    chosen = replace(plan(), until=datetime(2026, 10, 15, tzinfo=UTC))
    page = reddit.read_page(chosen, SEARCHED, answer(listing([submission()])))
    assert ([type(one) for one in page.readings], page.next) == ([Skipped], ())


@given(
    st.recursive(
        st.none() | st.integers() | st.sampled_from(["t1", "t3", "more", "Listing", POST]),
        lambda inside: (
            st.lists(inside, max_size=3)
            | st.dictionaries(
                st.sampled_from(["kind", "data", "children", "name", "replies", "created_utc"]),
                inside,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_listing_breaks_it(children: object) -> None:
    whole = {"kind": "Listing", "data": {"children": children, "after": POST}}
    for request, body in ((SEARCHED, whole), (RECHECK, whole), (COMMENTS, [whole, whole])):
        assert isinstance(read(request, answer(body)), Page)
