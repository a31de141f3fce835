"""The whole way from TikTok's pages, as a server on this machine shows them, into a store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from claims.topics import load_topic
from pipeline.collecting import Result, collect
from pipeline.ledger import ledger_run
from pipeline.rounds import begin, new_round, utc_now
from pipeline.store import Store
from scrapers.platform import known_platforms
from tests.loopback import NOT_FOUND, Asked, Reply, serving
from tests.pipeline.sites import MANNER
from tests.scrapers.platforms.samples.tiktok_web import tag_page

TOPIC = load_topic("backward-running")
PLATFORM = known_platforms()["tiktok_web"]


@dataclass
class Pages:
    """The pages of hashtags, until so many were shown; then a puzzle."""

    before_the_puzzle: int = 100
    robots: bytes = b"User-agent: *\nAllow: /\n"
    shown: list[str] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(self.robots)
        if not asked.path.startswith("/tag/"):
            return NOT_FOUND
        if len(self.shown) >= self.before_the_puzzle:
            return Reply(b"<html>Please wait...</html>", 200, {"Content-Type": "text/html"})
        tag = asked.path.removeprefix("/tag/")
        self.shown.append(tag)
        page = tag_page(challenge={"id": "1", "title": tag})
        return Reply(page.body, 200, {"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def url(pages: Pages) -> Iterator[str]:
    with serving(pages) as server:
        yield server.url


def collected(store: Store, url: str) -> Result:
    with ledger_run(store, "collect") as run:
        this = new_round(store.connection, PLATFORM, TOPIC, now=utc_now(), servers=[url])
        started = [begin(store, run, this)]
        (result,) = collect(store, run, started, manner=MANNER, progress=lambda a, b: None)
    return result


def test_every_hashtag_of_a_topic_gets_its_counters(store: Store, url: str) -> None:
    assert collected(store, url).ending == "done"
    rows = store.connection.execute(
        "SELECT tag, views, posts, count_quantum, source FROM tag_sightings ORDER BY tag"
    ).fetchall()
    assert rows == [(tag, 1_200_000, 4321, 100_000, "tiktok_web") for tag in sorted(TOPIC.hashtags)]


def test_a_puzzle_ends_the_run_and_what_came_before_it_is_kept(
    store: Store, url: str, pages: Pages
) -> None:
    pages.before_the_puzzle = 2
    result = collected(store, url)
    assert (result.ending, result.is_open) == ("challenged", True)
    assert "puzzle" in result.reason
    kept = store.connection.execute("SELECT count(*) FROM tag_sightings").fetchall()
    assert kept == [(2,)]
    # Not one request more after it was met.
    assert result.requests == 3


def test_what_robots_are_kept_from_is_not_asked_for(store: Store, url: str, pages: Pages) -> None:
    pages.robots = b"User-agent: *\nDisallow: /tag/\n"
    result = collected(store, url)
    assert result.ending == "partial"
    assert "robots" in result.reason.lower()
    assert pages.shown == []
