"""Bluesky: a token first, one search a tag, dates beyond the search's end, people's wishes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from scrapers.platform import Outcome, Page, Plan, Request
from scrapers.platforms import bluesky
from scrapers.records import Broken, Skipped
from scrapers.sending import filled
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts
from tests.scrapers.platforms.samples.bluesky import labelled, post, profile, record, uri

WRITTEN = datetime(2026, 10, 20, 8, 15, tzinfo=UTC)


def asked(request: Request) -> dict[str, str]:
    """The parameters of a request."""
    return dict(parse_qsl(urlsplit(request.url).query))


def at(moment: datetime, name: str = "3myc6x2rnbc2c") -> dict[str, Any]:
    """A post of a moment."""
    said = moment.isoformat()
    return post(uri=uri(name), indexedAt=said, record=record(createdAt=said))


def search(*found: dict[str, Any], request: Request | None = None, **facts: Any) -> Page:
    """The page of a search that brought these."""
    asking = request or bluesky.first_requests(plan())[0]
    return bluesky.read_page(plan(), asking, answer({"posts": list(found), **facts}))


def full_page(newest: datetime = WRITTEN) -> list[dict[str, Any]]:
    return [at(newest - timedelta(minutes=number)) for number in range(100)]


# Signing in


def test_an_app_password_becomes_a_token_that_is_only_held_in_memory() -> None:
    request = bluesky.sign_in(plan())
    assert request is not None
    secrets = {bluesky.HANDLE: "ada.example.org", bluesky.APP_PASSWORD: 'a"b\\c'}
    _, body = filled(request, secrets, servers=[SERVER])
    assert json.loads(body) == {"identifier": "ada.example.org", "password": 'a"b\\c'}
    page = bluesky.read_page(plan(), request, answer({"accessJwt": "T", "refreshJwt": "R"}))
    assert (page.outcome, page.secrets) == (Outcome.OK, {"access_token": "T"})
    assert "T" not in repr(page).replace("Token", "")
    headers, _ = filled(bluesky.first_requests(plan())[0], page.secrets, servers=[SERVER])
    assert headers["Authorization"] == "Bearer T"


def test_only_the_server_that_the_account_is_on_hears_of_it() -> None:
    several = plan(servers=(SERVER, "https://other.example"))
    requests = [*bluesky.first_requests(several), *bluesky.recheck(several, [uri()])]
    for request in (*requests, bluesky.sign_in(several)):
        assert request is not None
        assert request.url.startswith(f"{SERVER}/xrpc/")


@pytest.mark.parametrize("code", ["AuthenticationRequired", "AuthFactorTokenRequired"])
def test_a_password_that_is_not_taken_ends_it_and_says_which(code: str) -> None:
    request = bluesky.sign_in(plan())
    assert request is not None
    page = bluesky.read_page(plan(), request, answer({"error": code, "message": "no"}, 401))
    assert page.outcome is Outcome.REFUSED
    assert bluesky.APP_PASSWORD in page.reason
    assert code in page.reason


@pytest.mark.parametrize(
    ("status", "code"), [(400, "ExpiredToken"), (400, "InvalidToken"), (401, "AuthMissing")]
)
def test_a_token_that_has_run_out_is_asked_for_anew(status: int, code: str) -> None:
    request = replace(bluesky.first_requests(plan())[0], cursor="200")
    page = bluesky.read_page(plan(), request, answer({"error": code, "message": "x"}, status))
    assert page.outcome is Outcome.SIGN_IN


def test_a_session_without_a_token_is_a_shape_that_is_not_known() -> None:
    request = bluesky.sign_in(plan())
    assert request is not None
    page = bluesky.read_page(plan(), request, answer({"accessJwt": 7}))
    assert page.outcome is Outcome.BROKEN


# Searching


def test_each_tag_is_searched_on_its_own_within_the_window() -> None:
    first, second = bluesky.first_requests(plan())
    assert asked(first) == {
        "q": "#runningbackwards",
        "tag": "runningbackwards",
        "sort": "latest",
        "limit": "100",
        "since": "2026-10-02T12:00:00.000Z",
        "until": "2026-11-01T12:00:00.000Z",
    }
    assert (first.part, second.part) == ("#runningbackwards", "#retrorunning")


def test_the_next_page_is_the_same_search_behind_the_cursor() -> None:
    first = bluesky.first_requests(plan())[0]
    (following,) = search(at(WRITTEN), cursor="opaque &=+").next
    assert asked(following) == {**asked(first), "cursor": "opaque &=+"}
    assert (following.part, following.purpose) == (first.part, "search")
    (third,) = search(at(WRITTEN), request=following, cursor="3").next
    assert asked(third) == {**asked(first), "cursor": "3"}


def test_one_page_that_is_not_full_is_all_there_is() -> None:
    assert search(at(WRITTEN)).next == ()
    assert search().next == ()


def test_where_a_search_ends_it_goes_on_from_the_oldest_post() -> None:
    (more,) = search(*full_page()).next
    assert "cursor" not in asked(more)
    # One step beyond the oldest: what came in the same moment is found again.
    assert asked(more)["until"] == "2026-10-20T06:36:00.001Z"
    assert asked(more)["since"] == "2026-10-02T12:00:00.000Z"
    assert search(at(WRITTEN - timedelta(minutes=99)), request=more).next == ()


def test_a_last_page_that_is_short_or_empty_is_looked_behind_too() -> None:
    (second,) = search(*full_page(), cursor="100").next
    assert second.until == WRITTEN - timedelta(minutes=99) + timedelta(milliseconds=1)
    for last in ([], [at(WRITTEN - timedelta(minutes=99))]):
        (more,) = search(*last, request=second, cursor="200" if not last else None).next
        assert asked(more)["until"] == "2026-10-20T06:36:00.001Z"


def test_many_posts_of_one_moment_end_a_search_that_cannot_go_on() -> None:
    (more,) = search(*full_page()).next
    oldest = WRITTEN - timedelta(minutes=99)
    assert search(*[at(oldest)] * 100, request=more).next == ()


def test_a_server_that_does_not_heed_the_end_is_not_asked_in_circles() -> None:
    (more,) = search(*full_page()).next
    for cursor in (None, "100"):
        assert search(*full_page(), request=more, cursor=cursor).next == ()


def test_a_window_in_the_past_is_gone_through_where_a_server_does_not_heed_it() -> None:
    chosen = replace(plan(), until=WRITTEN - timedelta(days=1))
    first = bluesky.first_requests(chosen)[0]
    page = bluesky.read_page(chosen, first, answer({"posts": [at(WRITTEN)], "cursor": "1"}))
    assert [asked(request).get("cursor") for request in page.next] == ["1"]


def test_a_server_that_does_not_heed_the_beginning_is_left_there() -> None:
    assert search(at(WRITTEN - timedelta(days=40)), cursor="9").next == ()
    assert search(at(WRITTEN), at(WRITTEN - timedelta(days=40)), cursor="9").next


def all_of(network: list[dict[str, Any]], *, cap: int) -> Iterator[dict[str, Any]]:
    """What comes of following every request through a network whose searches end after so many."""
    waiting, requests = [bluesky.first_requests(plan("runningbackwards"))[0]], 0
    while waiting:
        request = waiting.pop()
        requests += 1
        assert requests < 100
        wanted, start = asked(request), int(asked(request).get("cursor", 0))
        hits = [one for one in network if wanted["since"] <= one["indexedAt"] < wanted["until"]]
        some = hits[start : min(start + 100, cap)]
        more = {"cursor": str(start + 100)} if start + 100 < min(len(hits), cap) else {}
        page = search(*some, request=request, **more)
        assert page.outcome is Outcome.OK
        yield from some
        waiting += page.next


def test_a_search_that_is_cut_off_again_and_again_brings_every_post() -> None:
    moments = [f"2026-10-{20 - day:02}T{hour:02}:00:00.000Z" for day in range(15) for hour in
               range(23, 0, -1)]  # fmt: skip
    network = [post(uri=uri(str(number)), indexedAt=moment, record=record(createdAt=moment))
               for number, moment in enumerate(moments)]  # fmt: skip
    found = {one["uri"] for one in all_of(network, cap=120)}
    assert found == {one["uri"] for one in network}
    assert len(found) == 345


def test_a_cursor_that_fails_is_left_for_a_date_without_losing_the_place() -> None:
    (second,) = search(*full_page(), cursor="100").next
    page = bluesky.read_page(
        plan(), second, answer({"error": "InvalidRequest", "message": "bad cursor"}, 400)
    )
    assert page.outcome is Outcome.RESTART
    (again,) = page.next
    assert asked(again)["until"] == "2026-10-20T06:36:00.001Z"
    assert "cursor" not in asked(again)


def test_a_search_that_is_not_taken_at_all_is_no_restart() -> None:
    first = bluesky.first_requests(plan())[0]
    page = bluesky.read_page(plan(), first, answer({"error": "BadQueryString"}, 400))
    assert page.outcome is Outcome.REFUSED


def test_the_first_page_says_how_many_there_should_be() -> None:
    assert search(at(WRITTEN), hitsTotal=37, cursor="1").expected == 37
    (second,) = search(at(WRITTEN), cursor="1").next
    assert search(at(WRITTEN), request=second, hitsTotal=37).expected is None
    assert search(at(WRITTEN)).expected is None


def test_limits_are_read_as_seconds_since_1970() -> None:
    reset = str(int(NOW.timestamp()) + 240)
    told = {"ratelimit_remaining": "0", "ratelimit_reset": reset, "ratelimit_policy": "3000;w=300"}
    first = bluesky.first_requests(plan())[0]
    page = bluesky.read_page(plan(), first, answer({"posts": []}, 200, **told))
    assert (page.outcome, page.wait_until) == (Outcome.OK, NOW + timedelta(minutes=4))
    page = bluesky.read_page(plan(), first, answer({"error": "RateLimitExceeded"}, 429, **told))
    assert (page.outcome, page.wait_until) == (Outcome.WAIT, NOW + timedelta(minutes=4))


def test_a_closed_door_is_refused_in_its_own_words() -> None:
    first = bluesky.first_requests(plan())[0]
    body = b"<html><body>403 Forbidden: Request forbidden by administrative rules.</body></html>"
    page = bluesky.read_page(plan(), first, answer(body, 403))
    assert page.outcome is Outcome.REFUSED
    assert "administrative rules" in page.reason


def test_a_window_that_was_chosen_is_kept_to() -> None:
    chosen: Plan = replace(plan(), until=datetime(2026, 10, 20, tzinfo=UTC))
    first = bluesky.first_requests(chosen)[0]
    page = bluesky.read_page(chosen, first, answer({"posts": [at(WRITTEN)]}))
    assert [type(reading) for reading in page.readings] == [Skipped]


# Whether posts still stand


def test_posts_are_asked_about_in_twenty_fives() -> None:
    ids = [uri(f"r{number}") for number in range(60)]
    requests = bluesky.recheck(plan(), [*ids, "https://server.example/statuses/1"])
    groups = [parse_qs(urlsplit(request.url).query)["uris"] for request in requests]
    assert [len(group) for group in groups] == [25, 25, 10]
    assert [one for group in groups for one in group] == ids


def rechecked(*found: dict[str, Any], status: int = 200) -> Page:
    (request,) = bluesky.recheck(plan(), [uri("3myc6x2rnbc2c"), uri("3myc6x2roak2c")])
    return bluesky.read_page(plan(), request, answer({"posts": list(found)}, status))


def test_what_is_not_shown_any_more_is_gone_and_the_rest_is_seen_anew() -> None:
    page = rechecked(post(likeCount=9))
    assert page.gone == (f"bluesky:{uri('3myc6x2roak2c')}",)
    (seen,) = posts(page.readings)
    assert seen.id == uri("3myc6x2rnbc2c")
    assert rechecked(post(), post(1)).gone == ()
    assert len(rechecked().gone) == 2


def test_what_its_author_hides_later_is_gone_too() -> None:
    hidden = profile(labels=labelled("!no-unauthenticated"))
    assert rechecked(post(author=hidden), post(1)).gone == (f"bluesky:{uri('3myc6x2rnbc2c')}",)


def test_a_post_that_no_longer_maps_is_not_gone() -> None:
    page = rechecked(post(likeCount="many"), post(1))
    assert page.gone == ()
    assert isinstance(page.readings[0], Broken)


def test_an_answer_about_other_posts_is_none() -> None:
    page = rechecked(post(uri=uri("3another")))
    assert (page.outcome, page.gone) == (Outcome.BROKEN, ())


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"error":"x"}', b'{"posts":null}', b"<html>",
                                  b'{"posts":[{}],"posts":[]}'])  # fmt: skip
def test_no_slip_of_a_server_passes_for_a_deletion(body: bytes) -> None:
    (request,) = bluesky.recheck(plan(), [uri()])
    for code in (200, 302, 400, 401, 403, 404, 410, 500, 503):
        page = bluesky.read_page(plan(), request, replace(answer(body), status=code))
        assert page.gone == ()
        assert page.outcome is not Outcome.OK
