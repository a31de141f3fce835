"""Mastodon, judged by what a real Mastodon 4.7.3 and its published interface description say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest

from scrapers.platform import Answer, Outcome, Page, Plan, Request
from scrapers.platforms import mastodon as platform
from scrapers.records import Capture, Skipped
from tests.recordings import Exchange, mastodon
from tests.scrapers.platforms.asking import plan, posts
from tests.scrapers.platforms.samples.mastodon import PAGES, status

SERVER = "http://localhost:3000"
RECORDED = datetime(2026, 10, 14, 19, 30, tzinfo=UTC)
PLAN = Plan(("hoot",), RECORDED - timedelta(days=1), RECORDED, RECORDED, (SERVER,))


def read(exchange: Exchange, purpose: str) -> tuple[Request, Page]:
    """What the platform makes of a recorded answer."""
    asked = Request(exchange.url, purpose, "a part", about=exchange.url)
    answer = Answer(exchange.status, exchange.headers, exchange.body, RECORDED, exchange.url)
    return asked, platform.read_page(PLAN, asked, answer)


def timelines(name: str) -> list[Exchange]:
    return [one for one in mastodon(name) if "/timelines/tag/" in one.url]


def test_the_next_pages_are_the_ones_that_the_recording_asked_for() -> None:
    recorded = timelines("test_fetch_remaining.yaml")
    assert len(recorded) == 4
    for exchange, following in pairwise(recorded):
        _, page = read(exchange, "posts")
        assert page.outcome is Outcome.OK
        assert [request.url for request in page.next] == [following.url]
    _, last = read(recorded[-1], "posts")
    assert (last.outcome, last.next, last.readings) == (Outcome.OK, (), ())


def test_every_recorded_post_maps() -> None:
    pages = [read(one, "posts")[1] for one in timelines("test_fetch_remaining.yaml")]
    found = [post for page in pages for post in posts(page.readings)]
    assert len({post.key for post in found}) == 30
    for post in found:
        assert post.created_at is not None
        assert abs(post.created_at - RECORDED) < timedelta(hours=1)
        assert post.caption
        assert post.hashtags
        assert post.id.startswith(f"{SERVER}/")


def test_a_recorded_post_shows_what_it_shows() -> None:
    (exchange,) = timelines("test_hashtag_tl.yaml")
    (reading,) = read(exchange, "posts")[1].readings
    assert isinstance(reading, Capture)
    assert reading.post is not None
    assert reading.author is not None
    (seen,) = reading.sightings
    assert reading.post.caption == "#hoot (hashtag toot)"
    assert (reading.post.lang, reading.post.hashtags) == ("ja", ("hoot",))
    assert reading.author.handle == "mastodonpy_test_2@localhost:3000"
    assert (seen.source, seen.views, seen.likes, seen.comments, seen.shares) == (
        "mastodon", None, 0, 0, 0
    )  # fmt: skip


def test_the_recorded_rules_let_visitors_in() -> None:
    (exchange, *_) = [one for one in mastodon("test_instance.yaml") if "/api/v2/" in one.url]
    _, page = read(exchange, "rules")
    assert page.outcome is Outcome.OK
    assert {request.purpose for request in page.next} == {"history", "posts"}


def test_the_rules_of_the_largest_server_are_understood() -> None:
    every = mastodon("test_timeline_disabled.yaml")
    (exchange,) = [one for one in every if one.url.startswith("https://mastodon.social/api/v2")]
    _, page = read(exchange, "rules")
    assert page.outcome in (Outcome.OK, Outcome.REFUSED)
    assert page.next or page.reason


def test_a_recorded_history_is_read() -> None:
    (exchange, *_) = [one for one in mastodon("test_followed_hashtags.yaml") if "/tags/" in one.url]
    _, page = read(exchange, "history")
    assert page.outcome is Outcome.OK
    assert page.expected is not None


def test_a_recorded_missing_post_is_gone() -> None:
    (missing,) = [one for one in mastodon("test_status_missing.yaml") if one.status == 404]
    asked, page = read(missing, "status")
    assert (page.outcome, page.gone) == (Outcome.GONE, (f"mastodon:{asked.about}",))


def test_a_recorded_person_who_has_not_agreed_to_be_found_is_left_out() -> None:
    (standing, *_) = [one for one in mastodon("test_status.yaml") if "/statuses/" in one.url]
    assert json.loads(standing.body)["account"]["indexable"] is False
    asked, page = read(standing, "status")
    assert [type(reading) for reading in page.readings] == [Skipped]
    assert page.gone == (f"mastodon:{asked.about}",)


# The interface as its makers describe it


@cache
def description(shared: Path) -> dict[str, Any]:
    """Mastodon's own OpenAPI document."""
    file = shared / "payloads" / "mastodon" / "openapi.json"
    if not file.exists():
        pytest.skip("no OpenAPI document of Mastodon in ../shared")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def parameters(shared: Path, path: str) -> set[str]:
    """What may be asked of a path."""
    asked = description(shared)["paths"][path]["get"]["parameters"]
    return {one["name"] for one in asked}


def test_we_ask_nothing_that_the_interface_does_not_take(shared: Path) -> None:
    (rules,) = platform.first_requests(plan("a", "b"))
    body = json.dumps({"configuration": {"timelines_access": {"hashtag_feeds": {
        "local": "public", "remote": "disabled"}}}})  # fmt: skip
    page = platform.read_page(plan("a", "b"), rules, Answer(200, {}, body.encode(), RECORDED))
    asked = [urlsplit(request.url) for request in page.next if request.purpose == "posts"]
    known = parameters(shared, "/api/v1/timelines/tag/{hashtag}")
    for url in asked:
        names = {name.removesuffix("[]") for name, _ in parse_qsl(url.query)}
        assert names <= {name.removesuffix("[]") for name in known}
    assert "/api/v1/tags/{name}" in description(shared)["paths"]
    assert "/api/v1/statuses/{id}" in description(shared)["paths"]
    assert rules.url.endswith("/api/v2/instance")
    assert "/api/v2/instance" in description(shared)["paths"]


def test_what_we_invent_has_the_kinds_of_values_that_the_interface_has(shared: Path) -> None:
    schemas = description(shared)["components"]["schemas"]
    assert PAGES
    for name, value in status().items():
        described = schemas["Status"]["properties"][name]
        if "$ref" not in json.dumps(described):
            jsonschema.validate(value, {key: described[key] for key in ("type", "format")
                                        if key in described})  # fmt: skip
