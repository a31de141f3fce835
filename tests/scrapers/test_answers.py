"""Answers taken apart, and the troubles that mean the same everywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scrapers import answers
from scrapers.fields import Item, Unmapped
from scrapers.platform import Outcome
from scrapers.reading import Received
from scrapers.records import Broken, Capture
from tests.scrapers.platforms.asking import NOW, answer


def keep(item: Item, received: Received) -> Capture:
    """Maps every item that has an id."""
    if "id" not in item:
        raise Unmapped("id", None, "is missing")
    return received.capture()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (301, Outcome.REFUSED), (400, Outcome.REFUSED), (401, Outcome.SIGN_IN),
        (403, Outcome.REFUSED), (404, Outcome.GONE), (408, Outcome.RETRY), (410, Outcome.GONE),
        (429, Outcome.WAIT), (500, Outcome.RETRY), (503, Outcome.RETRY), (504, Outcome.RETRY),
    ],
)  # fmt: skip
def test_statuses_mean_the_same_everywhere(status: int, outcome: Outcome) -> None:
    page = answers.usual_trouble(answer({"error": "no"}, status))
    assert page is not None
    assert page.outcome is outcome
    assert str(status) in page.reason


def test_data_is_no_trouble() -> None:
    assert answers.usual_trouble(answer({"posts": []})) is None


def test_a_server_in_maintenance_that_says_how_long_is_waited_for() -> None:
    page = answers.usual_trouble(answer({}, 503, retry_after="60"))
    assert page is not None
    assert (page.outcome, page.wait_until) == (Outcome.WAIT, NOW + timedelta(minutes=1))


def test_too_many_requests_without_a_time_wait_some_minutes() -> None:
    page = answers.usual_trouble(answer({}, 429))
    assert page is not None
    assert page.wait_until == NOW + answers.UNSAID_WAIT


@pytest.mark.parametrize("body", [b"", b" \n", b"\n<!DOCTYPE html><title>Log in", b"<HTML>"])
def test_nothing_and_a_web_page_are_challenges(body: bytes) -> None:
    page = answers.usual_trouble(answer(body))
    assert page is not None
    assert page.outcome is Outcome.CHALLENGED


def test_a_reason_is_short_and_on_one_line() -> None:
    page = answers.usual_trouble(answer(b"a\nb\x1b[2J" + b"x" * 5000, 500))
    assert page is not None
    assert len(page.reason) < 200
    assert "\n" not in page.reason
    assert "\x1b" not in page.reason


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000, b"NaN", b"<html>"])
def test_what_is_no_json_says_how_it_begins(body: bytes) -> None:
    with pytest.raises(Unmapped, match="is no JSON"):
        answers.document(answer(body))


def test_each_item_is_read_on_its_own() -> None:
    body = b'{"posts":[{"id":7320768196569599275},{"no":1},{"id":2}]}'
    found = answers.readings(answer(body), keep, source="x", pages=[("posts",)])
    assert [type(reading) for reading in found] == [Capture, Broken, Capture]
    first = found[0]
    assert isinstance(first, Capture)
    assert first.payload == '{"id":7320768196569599275}'
    assert (first.observed_at, first.observed_at_source) == (NOW, "platform")


def test_secrets_do_not_reach_what_is_kept() -> None:
    body = b'[{"id":1,"access_token":"s3cret","url":"https://a.example/?msToken=s3cret"}]'
    (first,) = answers.readings(answer(body), keep, source="x")
    assert isinstance(first, Capture)
    assert "s3cret" not in first.payload


def test_links_are_told_by_their_relation() -> None:
    link = '<https://a.example/?x=1,2>; rel="prev", <https://a.example/?y=3>; title="t"; rel=next'
    assert answers.linked(answer([], link=link), "next") == "https://a.example/?y=3"
    assert answers.linked(answer([], link=link), "prev") == "https://a.example/?x=1,2"
    assert answers.linked(answer([], link=link), "last") is None
    assert answers.linked(answer([]), "next") is None
