"""YouTube, judged by answers that it gave years ago, in the public tests of somebody's client."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.platform import Outcome, Request
from scrapers.platforms import youtube
from tests.scrapers.platforms.asking import SERVER, answer, plan, posts


@pytest.fixture
def recorded(shared: Path) -> Path:
    folder = shared / "payloads" / "youtube" / "samples"
    if not folder.is_dir():
        pytest.skip("no recorded answers of YouTube in ../shared")
    return folder


def asked(purpose: str) -> Request:
    return Request(f"{SERVER}/youtube/v3/x?id=x", purpose, "a part", about="x")


@pytest.mark.parametrize(
    ("folder", "purpose"),
    [("search", "search"), ("videos", "videos"), ("comment_threads", "comments")],
)
def test_every_recorded_item_maps(recorded: Path, folder: str, purpose: str) -> None:
    files = sorted((recorded / folder).glob("*.json"))
    assert files
    for file in files:
        page = youtube.read_page(plan(), asked(purpose), answer(file.read_bytes()))
        assert page.outcome is Outcome.OK, (file, page.reason)
        assert len(posts(page.readings)) == len(page.readings) > 0, file


def test_the_recorded_estimate_of_a_million_is_not_relied_on(recorded: Path) -> None:
    body = (recorded / "search" / "search_by_keywords_p1.json").read_bytes()
    assert b'"totalResults": 1000000' in body
    page = youtube.read_page(plan(), asked("search"), answer(body))
    assert page.expected is None
    assert not [post for post in posts(page.readings) if "&amp;" in (post.caption or "")]


@pytest.mark.parametrize(
    ("file", "status", "outcome"),
    [
        ("error_response.json", 400, Outcome.SIGN_IN),
        ("error_permission_resp.json", 403, Outcome.REFUSED),
    ],
)
def test_recorded_refusals_are_told_apart(
    recorded: Path, file: str, status: int, outcome: Outcome
) -> None:
    came = answer((recorded / file).read_bytes(), status)
    assert youtube.read_page(plan(), asked("search"), came).outcome is outcome
