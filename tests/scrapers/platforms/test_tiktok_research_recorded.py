"""TikTok Research API, judged by recorded answers, by its document and by TikTok's own client."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.platform import Answer, Outcome
from scrapers.platforms import tiktok_research as platform
from scrapers.reading import ItemReader
from scrapers.records import Capture
from scrapers.research_queries import comments
from tests.scrapers.platforms.asking import NOW, answer, plan, posts
from tests.scrapers.platforms.samples.tiktok_research import (
    ID,
    asked,
    body_of,
    error,
    fields_of,
    read,
    video,
)


def recorded(shared: Any, name: str) -> Answer:
    file = shared / "payloads" / "tiktok_research_api" / name
    if not file.exists():
        pytest.skip("no recorded answers of the Research API in ../shared")
    return answer(file.read_bytes())


def test_a_recorded_page_of_27_goes_on_at_cursor_100(shared: Any) -> None:
    came = read(asked(), recorded(shared, "api_videos_response_page_1_of_2.json"))
    assert came.outcome is Outcome.OK
    assert len(posts(came.readings)) == len(came.readings) == 27
    following, *others = came.next
    assert (following.cursor, following.search_id) == ("100", "7354367454467855403")
    assert {one.purpose for one in others} == {"comments"}
    lacking = [
        one for one in came.readings if isinstance(one, Capture) and one.sightings[0].likes is None
    ]
    assert len(lacking) == 1


def test_recorded_comments_map(shared: Any) -> None:
    came = read(comments(plan(), ID), recorded(shared, "api_comments_response.json"))
    assert (came.outcome, came.next) == (Outcome.OK, ())
    assert {one.parent_id for one in posts(came.readings)} == {"7385291383449439519"}
    assert None in {one.caption for one in posts(came.readings)}


def fieldmap(shared: Any, source: str) -> Any:
    file = shared / "fieldmap.json"
    if not file.exists():
        pytest.skip("no fieldmap.json in ../shared")
    return json.loads(file.read_text(encoding="utf-8"))["sources"][source]


def test_we_ask_for_nothing_that_the_api_does_not_have(shared: Any) -> None:
    videos = fieldmap(shared, "tiktok_research_api_video")
    assert set(fields_of(asked())) <= set(videos["fields_param"].split(","))
    assert {*body_of(asked()), "search_id"} == set(videos["request"]["json"])
    listing = fieldmap(shared, "tiktok_research_api_comment")
    request = comments(plan(), ID)
    assert set(fields_of(request)) == set(
        parse_qs(urlsplit(listing["request"]["url"]).query)["fields"][0].split(",")
    )
    assert set(body_of(request)) == set(listing["request"]["json"])


def test_every_error_of_the_document_has_its_consequence(shared: Any) -> None:
    consequences = {
        "restart": Outcome.RESTART, "retry": Outcome.RETRY, "fatal for this query": Outcome.REFUSED,
        "fetch new token": Outcome.SIGN_IN, "fatal: credentials": Outcome.SIGN_IN,
        "backoff": Outcome.WAIT, "checkpoint": Outcome.QUOTA, "exponential": Outcome.RETRY,
        "treat as 500": Outcome.RETRY,
    }  # fmt: skip
    for told in fieldmap(shared, "tiktok_research_api_video")["errors"]:
        message = told.get("match", "").replace(r"\d+", "7")
        came = (
            error(told["code"], message, told["http"])
            if "code" in told
            else answer(b"<html>504 Gateway Time-out</html>", told["http"])
        )
        (expected,) = {
            outcome for words, outcome in consequences.items() if told["react"].startswith(words)
        }
        assert read(asked(), came).outcome is expected, told


def test_an_item_is_the_same_whether_it_is_fetched_or_imported() -> None:
    from scrapers.formats import research_api

    written = json.dumps(video()).encode()
    fetched = ItemReader(platform.SOURCE, platform.read_item, NOW, "platform").read_one(1, written)
    imported = ItemReader("research_api", research_api.read_item, NOW, "file").read_one(1, written)
    assert isinstance(fetched, Capture)
    assert isinstance(imported, Capture)
    assert (fetched.post, fetched.author) == (imported.post, imported.author)
    assert imported.sightings[0].source == "research_api"
