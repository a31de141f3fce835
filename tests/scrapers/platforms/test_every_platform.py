"""The contract of a platform: every module in scrapers/platforms keeps it."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
from dataclasses import asdict, replace
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Answer, Outcome, Page, Plan, Platform, Request, known_platforms
from scrapers.reading import ItemReader
from scrapers.records import Capture
from scrapers.redaction import redact
from tests.scrapers.platforms.asking import NOW, SERVER, plan, posts

PLATFORMS = list(known_platforms().values())
every_platform = pytest.mark.parametrize("known", PLATFORMS, ids=lambda known: known.name)

# What a pure function has no use for.
IMPURE = frozenset(
    {"os", "time", "random", "socket", "subprocess", "scrapy", "twisted", "requests"}
)
IMPURE_CALLS = frozenset({"now", "utcnow", "today", "open", "getenv", "print", "sleep"})


def sample(known: Platform) -> Any:
    """The invented answers of a platform."""
    return importlib.import_module(f"tests.scrapers.platforms.samples.{known.name}")


def pages(known: Platform) -> list[tuple[Answer, Page]]:
    """The platform's sample answers with the pages that it makes of them."""
    return [(answer, read(known, request, answer)) for request, answer in sample(known).PAGES]


def captures(known: Platform) -> list[tuple[Answer, Capture]]:
    """Everything that is read from the samples."""
    found = [(a, r) for a, page in pages(known) for r in page.readings if isinstance(r, Capture)]
    assert found
    return found


def read(known: Platform, request: Request, answer: Answer) -> Page:
    return known.module.read_page(plan(), request, answer)


def asked(known: Platform) -> list[Request]:
    """All requests that the samples show."""
    begun = [*known.module.first_requests(plan()), *known.module.recheck(plan(), ids_of(known))]
    return begun + [request for _, page in pages(known) for request in page.next]


def ids_of(known: Platform) -> list[str]:
    return [capture.post.id for _, capture in captures(known) if capture.post]


def garbage(known: Platform, body: bytes) -> list[Page]:
    """What becomes of a body, for every purpose of the samples."""
    return [
        read(known, request, replace(answer, body=body)) for request, answer in sample(known).PAGES
    ]


@every_platform
def test_a_card_says_what_a_reader_must_know(known: Platform) -> None:
    card = known.card
    assert card.title
    assert card.platform
    assert card.limits.endswith(".")
    assert card.retention.endswith(".")
    assert card.terms_url.startswith("https://")
    assert card.delay_seconds > 0
    for server in card.servers:
        assert server.startswith("https://")
        assert not server.endswith("/")
    for name in (*card.credentials, *card.optional_credentials):
        assert name.startswith("RETROGRADE_")


@every_platform
def test_a_platform_waits_sends_and_keeps_nothing(known: Platform) -> None:
    tree = ast.parse(inspect.getsource(importlib.import_module(f"scrapers.platforms.{known.name}")))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not IMPURE & {name.name.split(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in IMPURE
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            assert (called.id if isinstance(called, ast.Name) else called) not in IMPURE_CALLS


@every_platform
def test_the_same_plan_gives_the_same_requests(known: Platform) -> None:
    begun = known.module.first_requests(plan())
    assert begun
    assert begun == known.module.first_requests(plan())
    assert len(set(begun)) == len(begun)
    assert pages(known) == pages(known)


@every_platform
def test_no_tags_ask_for_nothing_about_tags(known: Platform) -> None:
    without: Plan = replace(plan(), tags=())
    assert isinstance(known.module.first_requests(without), tuple)


@every_platform
def test_requests_go_to_the_servers_of_the_plan(known: Platform) -> None:
    for request in (
        *known.module.first_requests(plan()),
        *filter(None, [known.module.sign_in(plan())]),
    ):
        assert request.url.startswith(f"{SERVER}/")
    for request in asked(known):
        assert urlsplit(request.url).scheme == "https"


@every_platform
def test_requests_can_wait_in_a_store(known: Platform) -> None:
    buckets = {bucket.name for bucket in known.card.buckets}
    for request in asked(known):
        assert json.loads(json.dumps(asdict(request), default=str))["url"] == request.url
        assert request.part
        assert not request.bucket or request.bucket in buckets
        assert "${" not in request.url
        for name in request.secrets:
            assert name in f"{request.headers}{request.body}"


@every_platform
def test_captures_are_of_the_platform_and_seen_when_the_answer_came(known: Platform) -> None:
    for answer, capture in captures(known):
        assert capture.source == known.name
        assert capture.observed_at == answer.received_at
        assert capture.observed_at_source == "platform"
        assert capture.observed_at.tzinfo is UTC
        if capture.post:
            assert capture.post.platform == known.card.platform
        for seen in capture.sightings:
            assert seen.source.startswith(known.name)
            assert capture.post is None or seen.post == capture.post.key
        if capture.author and capture.post:
            assert capture.author.id == capture.post.author


@every_platform
def test_times_are_aware_utc(known: Platform) -> None:
    times = [c.post.created_at for _, c in captures(known) if c.post and c.post.created_at]
    assert times
    assert all(moment.tzinfo is UTC for moment in times)


@every_platform
def test_payloads_are_as_received_less_secrets(known: Platform) -> None:
    for answer, capture in captures(known):
        assert capture.payload in redact(answer.body.decode())


@every_platform
def test_an_item_is_read_again_from_its_payload_alone(known: Platform) -> None:
    for answer, capture in captures(known):
        reader = ItemReader(known.name, known.module.read_item, answer.received_at, "platform")
        assert reader.read_one(1, capture.payload.encode()) == capture


@every_platform
def test_tags_are_casefolded_and_bare(known: Platform) -> None:
    tags = [
        tag for _, page in pages(known) for post in posts(page.readings) for tag in post.hashtags
    ]
    assert tags
    assert all(tag == tag.casefold() and not tag.startswith("#") for tag in tags)


@every_platform
def test_missing_counters_are_none_and_not_zero(known: Platform) -> None:
    reader = ItemReader(known.name, known.module.read_item, NOW, "platform")
    reading = reader.read_one(1, json.dumps(sample(known).LEAST).encode())
    assert isinstance(reading, Capture), reading
    assert reading.post is not None
    assert isinstance(reading.post.id, str)
    assert reading.sightings == ()


@every_platform
def test_a_last_page_ends_its_part(known: Platform) -> None:
    page = read(known, *sample(known).LAST)
    assert (page.outcome, page.next) == (Outcome.OK, ())


@every_platform
@pytest.mark.parametrize("after", ["120", "Sun, 01 Nov 2026 12:02:00 GMT"])
def test_too_many_requests_wait_as_long_as_the_server_says(known: Platform, after: str) -> None:
    for request, answer in sample(known).PAGES:
        refusal = replace(answer, status=429, headers={"retry-after": after}, body=b"{}")
        page = read(known, request, refusal)
        assert page.outcome in (Outcome.WAIT, Outcome.QUOTA)
        assert page.outcome is Outcome.QUOTA or page.wait_until == NOW + timedelta(minutes=2)


@every_platform
@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_fault_of_the_server_is_tried_again(known: Platform, status: int) -> None:
    for request, answer in sample(known).PAGES:
        page = read(known, request, replace(answer, status=status, body=b"<html>Bad gateway"))
        assert page.outcome is Outcome.RETRY
        assert str(status) in page.reason


@every_platform
def test_what_is_no_answer_is_never_taken_for_an_empty_one(known: Platform) -> None:
    for body in (
        b"",
        b"  ",
        b"<!DOCTYPE html><html>Log in</html>",
        b'{"error":"x"}',
        b"null",
        b"7",
    ):
        for page in garbage(known, body):
            assert page.outcome is not Outcome.OK, body
            assert page.reason


@every_platform
def test_a_page_cut_off_anywhere_is_no_page(known: Platform) -> None:
    for request, answer in sample(known).PAGES:
        for end in range(0, len(answer.body) - 1, max(1, len(answer.body) // 60)):
            page = read(known, request, replace(answer, body=answer.body[:end]))
            assert page.outcome is not Outcome.OK
            assert page.next == ()


@every_platform
@given(
    body=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(
                    ["data", "items", "posts", "videos", "error", "code", "id", "cursor", "history"]
                ),
                x,
            )
        ),
    )
)
def test_no_json_breaks_a_platform(known: Platform, body: object) -> None:
    for page in garbage(known, json.dumps(body).encode()):
        assert isinstance(page, Page)


@every_platform
def test_no_status_breaks_a_platform(known: Platform) -> None:
    for status in range(200, 600, 7):
        for request, answer in sample(known).PAGES:
            page = read(known, request, replace(answer, status=status, body=b"{}"))
            assert page.outcome is not Outcome.OK or status < 300
