"""Mastodon: rules first, several tags in one request, pages by Link, people's wishes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from scrapers.platform import Outcome, Page
from scrapers.platforms import mastodon
from scrapers.reading import ItemReader
from scrapers.records import Broken, Capture, Reading, Skipped
from scrapers.statuses import read_item
from tests.scrapers.platforms.asking import NOW, SERVER, answer, plan, posts, request
from tests.scrapers.platforms.samples.mastodon import TIMELINE, account, days, status


def read_status(**facts: Any) -> Reading:
    """What becomes of one post."""
    reader = ItemReader("mastodon", read_item, NOW, "platform")
    return reader.read_one(1, json.dumps(status(**facts)).encode())


def captured(**facts: Any) -> Capture:
    reading = read_status(**facts)
    assert isinstance(reading, Capture), reading
    return reading


def rules(**feeds: str) -> Page:
    """The page of a server with these rules for hashtag timelines."""
    body = {"configuration": {"timelines_access": {"hashtag_feeds": feeds}}}
    asked = mastodon.first_requests(plan("a", "b", "c", "d", "e"))[0]
    return mastodon.read_page(plan("a", "b", "c", "d", "e"), asked, answer(body))


def test_every_server_is_asked_for_its_rules_first() -> None:
    servers = ("https://one.example", "https://two.example")
    asked = mastodon.first_requests(plan(servers=servers))
    assert [r.url for r in asked] == [f"{server}/api/v2/instance" for server in servers]


def test_four_tags_share_a_request_and_each_has_its_history() -> None:
    asked = rules(local="public", remote="public").next
    timelines = [urlsplit(r.url) for r in asked if r.purpose == "posts"]
    assert [t.path for t in timelines] == ["/api/v1/timelines/tag/a", "/api/v1/timelines/tag/e"]
    assert parse_qsl(timelines[0].query) == [
        ("limit", "40"), ("any[]", "b"), ("any[]", "c"), ("any[]", "d")
    ]  # fmt: skip
    assert [r.url[-1] for r in asked if r.purpose == "history"] == list("abcde")
    assert len({r.part for r in asked}) == len(asked)


def test_rules_that_say_nothing_close_nothing() -> None:
    assert rules().outcome is Outcome.OK


def test_a_server_that_keeps_its_timelines_to_itself_is_left_alone() -> None:
    page = rules(local="authenticated", remote="disabled")
    assert (page.outcome, page.next) == (Outcome.REFUSED, ())
    assert "visitors" in page.reason


def test_half_a_timeline_is_asked_for_where_the_other_half_is_closed() -> None:
    asked = rules(local="public", remote="authenticated").next
    assert all(("local", "true") in parse_qsl(urlsplit(r.url).query) for r in asked
               if r.purpose == "posts")  # fmt: skip


def test_a_tag_in_other_letters_stays_one_part_of_an_address() -> None:
    found = mastodon.read_page(
        plan("laufen/rückwärts"), mastodon.first_requests(plan())[0], answer({})
    )
    assert {urlsplit(r.url).path.count("/") for r in found.next} == {4, 5}


def test_the_next_page_is_where_the_link_says() -> None:
    link = f'<{TIMELINE}&max_id=9>; rel="next", <{TIMELINE}&min_id=1>; rel="prev"'
    page = mastodon.read_page(plan(), request(TIMELINE, "posts"), answer([status()], link=link))
    assert [(r.url, r.purpose, r.part) for r in page.next] == [
        (f"{TIMELINE}&max_id=9", "posts", "a part")
    ]


def test_a_server_that_misnames_itself_is_still_asked_under_its_own_name() -> None:
    link = f'<{TIMELINE.replace("https", "http")}&max_id=9>; rel="next"'
    page = mastodon.read_page(plan(), request(TIMELINE, "posts"), answer([status()], link=link))
    assert page.next[0].url == f"{TIMELINE}&max_id=9"


def test_a_link_to_something_else_is_not_followed() -> None:
    link = '<http://169.254.169.254/latest/meta-data>; rel="next"'
    page = mastodon.read_page(plan(), request(TIMELINE, "posts"), answer([status()], link=link))
    assert (page.outcome, page.next) == (Outcome.BROKEN, ())


def test_pages_end_before_the_window() -> None:
    link = f'<{TIMELINE}&max_id=9>; rel="next"'
    old = [status(created_at="2026-09-01T00:00:00Z")]
    asked = request(TIMELINE, "posts")
    assert mastodon.read_page(plan(), asked, answer(old, link=link)).next == ()
    # One post that came late from another server is no end.
    assert mastodon.read_page(plan(), asked, answer([*old, status()], link=link)).next
    assert len(posts(mastodon.read_page(plan(), asked, answer([*old, status()])).readings)) == 2


def test_a_clock_that_goes_wrong_loses_no_post_but_a_window_that_was_chosen_is_kept_to() -> None:
    asked = request(TIMELINE, "posts")
    ahead = answer(
        [status(created_at="2026-11-02T03:00:00+14:00"), status(created_at="2027-01-01")]
    )
    assert len(posts(mastodon.read_page(plan(), asked, ahead).readings)) == 2
    chosen = replace(plan(), until=datetime(2026, 11, 1, tzinfo=UTC))
    page = mastodon.read_page(chosen, asked, answer([status(created_at="2026-11-01T08:00:00Z")]))
    assert [type(reading) for reading in page.readings] == [Skipped]


def test_people_who_are_left_out_do_not_hide_the_end_of_the_window() -> None:
    link = f'<{TIMELINE}&max_id=9>; rel="next"'
    old = status(created_at="2026-09-01T00:00:00Z", account=account(noindex=True))
    page = mastodon.read_page(plan(), request(TIMELINE, "posts"), answer([old], link=link))
    assert page.next == ()


def test_the_last_request_of_five_minutes_says_when_to_go_on() -> None:
    page = mastodon.read_page(
        plan(),
        request(TIMELINE, "posts"),
        answer([status()], x_ratelimit_remaining="0", x_ratelimit_reset="2026-11-01T12:04:00.123Z"),
    )
    assert page.outcome is Outcome.OK
    assert page.wait_until == datetime(2026, 11, 1, 12, 4, 0, 123000, UTC)


def test_too_many_requests_wait_until_the_servers_timestamp() -> None:
    refusal = answer({}, 429, x_ratelimit_reset="2026-11-01T12:04:00Z", x_ratelimit_remaining="0")
    page = mastodon.read_page(plan(), request(TIMELINE, "posts"), refusal)
    assert (page.outcome, page.wait_until) == (
        Outcome.WAIT,
        datetime(2026, 11, 1, 12, 4, tzinfo=UTC),
    )


def test_the_words_of_a_post_are_plain() -> None:
    post = captured(spoiler_text="Fitness").post
    assert post is not None
    assert post.caption == (
        "Fitness\n\nBackward is worth double & more\ntry it #RunningBackwards\n\nReally."
    )
    assert post.hashtags == ("runningbackwards",)
    assert post.screen_text == "A runner from behind"
    assert (post.kind, post.lang, post.parent_id) == ("post", "en", None)
    assert post.created_at == datetime(2026, 10, 20, 8, 15, tzinfo=UTC)


def test_a_post_is_the_same_whichever_server_shows_it() -> None:
    home, away = captured(), captured(id="5", account=account(acct="ada@server.example"))
    assert home.post == away.post
    assert home.author == away.author
    assert home.author is not None
    assert home.author.handle == "ada@server.example"


def test_counters_on_another_server_are_marked_as_those_of_a_copy() -> None:
    (home,), (away,) = (
        captured().sightings,
        captured(account=account(acct="ada@server.example")).sightings,
    )
    assert (home.source, away.source) == ("mastodon", "mastodon_copy")
    assert (home.views, home.likes, home.comments, home.shares, home.saves) == (None, 3, 0, 1, None)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"visibility": "unlisted"}, "not public"),
        ({"account": account(noindex=True)}, "not to be indexed"),
        ({"account": account(indexable=False)}, "not agreed"),
        ({"account": account(suspended=True)}, "suspended"),
        ({"reblog": {"id": "1"}}, "passed on"),
    ],
)
def test_what_is_not_meant_to_be_found_is_counted_and_not_kept(facts: Any, why: str) -> None:
    reading = read_status(**facts)
    assert isinstance(reading, Skipped)
    assert why in reading.reason


def test_an_id_that_is_no_address_is_set_aside() -> None:
    reading = read_status(uri="javascript:alert(1)")
    assert isinstance(reading, Broken)
    assert "uri" in reading.problem


def test_a_history_says_how_much_there_should_be() -> None:
    asked = request(f"{SERVER}/api/v1/tags/runningbackwards", "history")
    body = {"name": "runningbackwards", "history": days(9, 4, 3, 0)}
    page = mastodon.read_page(plan(days=3), asked, answer(body))
    # Of today and of the day on which the window begins, only a part is asked for.
    assert page.expected == 7
    (kept,) = page.readings
    assert isinstance(kept, Capture)
    assert (kept.post, kept.tag_sightings) == (None, ())


@pytest.mark.parametrize("code", [404, 410])
def test_a_post_that_its_home_no_longer_has_is_gone(code: int) -> None:
    uri = status()["uri"]
    (asked,) = mastodon.recheck(plan(), [uri])
    assert asked.url == f"{SERVER}/api/v1/statuses/117440841601474392"
    page = mastodon.read_page(plan(), asked, answer({"error": "Record not found"}, code))
    assert (page.outcome, page.gone) == (Outcome.GONE, (f"mastodon:{uri}",))


def test_a_post_made_private_is_gone_and_one_that_stands_is_seen_anew() -> None:
    (asked,) = mastodon.recheck(plan(), [status()["uri"]])
    hidden = mastodon.read_page(plan(), asked, answer(status(visibility="private")))
    assert hidden.gone == (f"mastodon:{status()['uri']}",)
    still = mastodon.read_page(plan(), asked, answer(status(favourites_count=8)))
    assert (still.gone, len(posts(still.readings))) == ((), 1)


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"error":"maintenance"}', b"<html>"])
def test_no_slip_of_a_server_passes_for_a_deletion(body: bytes) -> None:
    (asked,) = mastodon.recheck(plan(), [status()["uri"]])
    for code in (200, 302, 401, 403, 500, 503):
        page = mastodon.read_page(plan(), asked, replace(answer(body), status=code))
        assert page.gone == ()
        assert page.outcome is not Outcome.OK


def test_what_has_no_number_at_a_server_is_not_asked_for() -> None:
    assert mastodon.recheck(plan(), ["https://server.example/objects/a-b-c", "tag:server"]) == ()
