"""The whole way from TikTok's pages, as a server on this machine shows them, into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from claims.topics import load_topic
from pipeline.collecting import Result, collect
from pipeline.ledger import ledger_run
from pipeline.rounds import begin, new_round, utc_now
from pipeline.store import Store, read_store
from scrapers.platform import known_platforms
from tests.loopback import NOT_FOUND, Asked, Reply, serving
from tests.pipeline.making import Ended
from tests.pipeline.sites import MANNER
from tests.scrapers.platforms.samples.tiktok_web import (
    ID,
    VTT,
    tag_page,
    track,
    video,
    video_page,
)

Command = Callable[..., Ended]
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


# Single posts


def test_a_post_that_is_named_comes_with_its_counters_and_what_was_said(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = PLATFORM.module
    monkeypatch.setattr(module, "CARD", replace(module.CARD, delay_seconds=0.0))

    def answer(asked: Asked) -> Reply:
        host = f"http://{asked.headers['host']}"
        if asked.path == f"/@_/video/{ID}":
            return Reply(b"", 302, {"Location": f"/@invented.walker0/video/{ID}"})
        if asked.path == f"/@invented.walker0/video/{ID}":
            ahead = str(int(utc_now().timestamp()) + 86_400)
            spoken = track(
                "ASR", "eng-US", Url=f"{host}/captions.vtt?signature=5up3r", UrlExpire=ahead
            )
            film = video()["video"] | {"subtitleInfos": [track("MT", "eng-US"), spoken]}
            return Reply(video_page(video(video=film)).body, 200, {"Content-Type": "text/html"})
        return Reply(VTT) if asked.path.startswith("/captions.vtt") else NOT_FOUND

    with serving(answer) as server:
        (tmp_path / "working" / "retrograde.toml").write_text(
            f'contact = "a@b.example"\n[servers]\ntiktok_web = ["{server.url}"]\n', encoding="utf-8"
        )
        ended = command("collect", "--post", f"https://www.tiktok.com/@x/video/{ID}?lang=en")
        asked = server.paths
    assert ended.code == 0, ended.err
    assert len(asked) == 3
    with read_store(tmp_path / "store") as opened:
        posts = opened.connection.execute(
            "SELECT id, transcript, transcript_source, author_key FROM posts"
        ).fetchall()
        views = opened.connection.execute("SELECT views, count_quantum FROM sightings").fetchall()
        bodies = str(opened.connection.execute("SELECT body FROM payloads").fetchall())
    assert posts == [
        (ID, "Running backwards burns twice as much.", "asr", "tiktok:invented.walker0")
    ]
    assert views == [(258_000, 100)]
    assert "5up3r" not in bodies


def test_a_platform_that_shows_no_single_posts_says_which_does(command: Command) -> None:
    ended = command("collect", "--platform", "mastodon", "--post", ID)
    assert ended.code == 1
    assert "--platform tiktok_web" in ended.err
