"""Bluesky, judged by what its own servers answered and by the lexicons that describe them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from jsonschema import ValidationError

from scrapers.platform import Answer, Outcome, Page, Plan, Request
from scrapers.platforms import bluesky
from scrapers.records import Capture, Skipped
from scrapers.sending import filled
from tests.lexicons import Lexicons
from tests.lexicons import bluesky as lexicons
from tests.scrapers.platforms.asking import plan, posts
from tests.scrapers.platforms.samples.bluesky import PAGES, post, profile, record, uri

SERVER = "http://localhost:2584"
RECORDED = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)
PLAN = Plan(
    ("runningbackwards",), RECORDED - timedelta(days=30), RECORDED, RECORDED, (SERVER,)
)  # fmt: skip
SEARCHES = ("search_hash_p1.json", "search_hash_page2.json", "search_hash_page3.json")
SEARCH, GET_POSTS = "app.bsky.feed.searchPosts", "app.bsky.feed.getPosts"
SESSION = "com.atproto.server.createSession"


@cache
def recording(shared: Path, name: str) -> dict[str, Any]:
    """One exchange with a real server."""
    file = shared / "payloads" / "bluesky" / name
    if not file.exists():
        pytest.skip(f"no recording {name} of Bluesky in ../shared")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def read(shared: Path, name: str, purpose: str = "search") -> Page:
    """What the platform makes of a recorded answer to a recorded request."""
    one = recording(shared, name)
    url = one["request"]["url"]
    cursor = dict(parse_qsl(urlsplit(url).query)).get("cursor", "")
    request = Request(url, purpose, "a part", since=PLAN.since, until=PLAN.until, cursor=cursor)
    headers = {key.lower(): value for key, value in one["headers"].items()}
    body = json.dumps(one["body"]).encode()
    return bluesky.read_page(PLAN, request, Answer(one["status"], headers, body, RECORDED, url))


def test_every_recorded_post_maps_or_is_of_somebody_who_hides(shared: Path) -> None:
    readings = [one for name in SEARCHES for one in read(shared, name).readings]
    hidden = [one for one in readings if isinstance(one, Skipped)]
    found = [one.post for one in readings if isinstance(one, Capture) and one.post]
    assert len(hidden) == 1
    assert "signed in" in hidden[0].reason
    assert len(hidden) + len(found) == len(readings) == len({post.id for post in found}) + 1
    for one in found:
        assert one.created_at is not None
        assert one.created_at < RECORDED
        assert "runningbackwards" in one.hashtags


def test_recorded_posts_show_what_they_show(shared: Path) -> None:
    found = {one.caption: one for one in posts(read(shared, SEARCHES[0]).readings)}
    reply = found["replying about #runningbackwards"]
    assert (reply.kind, reply.parent_id) == (
        "comment", "at://did:plc:fp57gfh7keu5pmwik3rwuxzd/app.bsky.feed.post/3n2yiz6ajec2n"
    )  # fmt: skip
    assert found["picture of #runningbackwards"].screen_text == "a person running backwards"
    # Its app dated it more than a year ahead.
    assert found["future dated #runningbackwards"].created_at_source == "id"


def test_recorded_pages_lead_on_by_their_cursor_and_the_last_one_by_date(shared: Path) -> None:
    for name, following in pairwise(SEARCHES):
        said = recording(shared, name)["body"]["cursor"]
        (request,) = read(shared, name).next
        assert dict(parse_qsl(urlsplit(request.url).query))["cursor"] == said
        assert "cursor" in recording(shared, following)["request"]["url"]
    assert "cursor" not in recording(shared, SEARCHES[-1])["body"]


def test_a_recorded_search_that_finds_nothing_ends(shared: Path) -> None:
    page = read(shared, "search_empty_result.json")
    assert (page.outcome, page.readings, page.next) == (Outcome.OK, (), ())


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("pds_search_no_auth.json", Outcome.SIGN_IN),
        ("err_limit_101.json", Outcome.REFUSED),
        ("err_bad_cursor.json", Outcome.RETRY),
        ("getPosts_26_uris.json", Outcome.REFUSED),
    ],
)
def test_recorded_troubles_are_understood(shared: Path, name: str, outcome: Outcome) -> None:
    page = read(shared, name)
    assert page.outcome is outcome
    assert recording(shared, name)["body"]["message"][:20] in page.reason


def test_a_recorded_limit_is_waited_out(shared: Path) -> None:
    one = recording(shared, "ratelimit_listRecords_429.json")
    page = read(shared, "ratelimit_listRecords_429.json")
    assert page.outcome is Outcome.WAIT
    # Both dialects of one answer: so many seconds, and seconds since 1970.
    assert page.wait_until == RECORDED + timedelta(seconds=int(one["headers"]["Retry-After"]))


def test_recorded_posts_that_stand_are_not_gone(shared: Path) -> None:
    page = read(shared, "getPosts.json", "recheck")
    asked = recording(shared, "getPosts.json")["request"]["url"].count("uris=")
    assert page.outcome is Outcome.OK
    assert len(posts(page.readings)) + len(page.gone) == asked


# The interface as its makers describe it


@pytest.fixture
def described(shared: Path) -> Lexicons:
    return lexicons(shared)


def test_what_we_ask_is_what_the_lexicons_take(described: Lexicons) -> None:
    begun = bluesky.first_requests(plan("runningbackwards", "laufen/rückwärts"))
    (_, found), *_ = PAGES
    (following,) = bluesky.read_page(plan(), begun[0], found).next
    failed = replace(found, status=400, body=b'{"error":"InvalidRequest"}')
    (again,) = bluesky.read_page(plan(), following, failed).next
    ids = [uri(f"3myc6x2{number}") for number in range(60)]
    for request in (*begun, following, again, *bluesky.recheck(plan(), ids)):
        described.check_request(request.url)


def test_signing_in_is_what_the_lexicon_takes(described: Lexicons) -> None:
    request = bluesky.sign_in(plan())
    assert request is not None
    named = {bluesky.HANDLE: "ada.example.org", bluesky.APP_PASSWORD: "abcd-efgh-ijkl-mnop"}
    _, body = filled(request, named, servers=plan().servers)
    described.check_input(SESSION, json.loads(body))
    session = {"accessJwt": "T", "refreshJwt": "R", "handle": "ada.example.org", "did": "did:web:a"}
    described.check_output(SESSION, session)


def test_what_we_invent_is_what_the_lexicons_describe(described: Lexicons) -> None:
    for (request, found), name in zip(PAGES, (SEARCH, GET_POSTS), strict=True):
        assert name in request.url
        described.check_output(name, json.loads(found.body))
    described.check("app.bsky.feed.post", record())


def test_what_was_recorded_is_what_the_lexicons_describe(shared: Path, described: Lexicons) -> None:
    for name in (*SEARCHES, "search_empty_result.json"):
        described.check_request(recording(shared, name)["request"]["url"])
        described.check_output(SEARCH, recording(shared, name)["body"])
    described.check_output(GET_POSTS, recording(shared, "getPosts.json")["body"])


@pytest.mark.parametrize(
    "url", ["?q=a&limit=101", "?limit=10", "?q=a&query=b", "?q=a&author=not%20a%20handle"]
)
def test_the_judge_rejects_what_the_server_rejects(described: Lexicons, url: str) -> None:
    with pytest.raises(ValidationError):
        described.check_request(f"{SERVER}/xrpc/{SEARCH}{url}")


@pytest.mark.parametrize(
    "facts",
    [
        {"likeCount": "3"}, {"indexedAt": "yesterday"}, {"uri": "https://x"}, {"record": None},
        {"author": profile(did="ada")}, {"embed": {"images": []}},
        {"embed": {"$type": "app.bsky.embed.images#view", "images": [{"alt": "x"}]}},
    ],
)  # fmt: skip
def test_the_judge_rejects_answers_in_another_shape(described: Lexicons, facts: Any) -> None:
    with pytest.raises(ValidationError):
        described.check_output(SEARCH, {"posts": [post(**facts)]})
