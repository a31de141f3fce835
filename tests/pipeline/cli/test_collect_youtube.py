"""`retrograde collect` from a YouTube on this machine: what is kept, what it costs, where the key is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.store import read_store
from scrapers.platform import known_platforms
from tests.loopback import Server, serving
from tests.pipeline.making import Ended
from tests.scrapers.platforms.samples.youtube import spent_searches, video
from tests.scrapers.platforms.stub_youtube import KEY, YouTube

Command = Callable[..., Ended]
VARIABLE = "RETROGRADE_YOUTUBE_KEY"


def recent(number: int) -> dict[str, Any]:
    """A video of four days ago: amid a slice of time, whenever the tests run."""
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(days=4, seconds=number)
    whole = video(number)
    whole["snippet"] |= {"publishedAt": moment.isoformat().replace("+00:00", "Z")}
    return whole


@pytest.fixture
def youtube() -> YouTube:
    return YouTube(videos=[recent(number) for number in range(3)])


@pytest.fixture
def server(
    command: Command, youtube: YouTube, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    module = known_platforms()["youtube"].module
    monkeypatch.setattr(module, "CARD", replace(module.CARD, delay_seconds=0.0))
    monkeypatch.setenv(VARIABLE, KEY)
    with serving(youtube) as running:
        settings = f'contact = "desk@example.org"\n[servers]\nyoutube = ["{running.url}"]\n'
        (tmp_path / "working" / "retrograde.toml").write_text(settings, encoding="utf-8")
        yield running


def collect(command: Command, *more: str) -> Ended:
    return command("collect", "--platform", "youtube", *more)


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with read_store(tmp_path / "store") as opened:
        return opened.connection.execute(query).fetchall()


def test_videos_and_comments_come_in_and_are_counted_against_two_quotas(
    command: Command, server: Server, tmp_path: Path
) -> None:
    ended = collect(command)
    assert ended.code == 0, ended.err
    kinds = dict(rows(tmp_path, "SELECT kind, count(*) FROM posts GROUP BY kind"))
    assert kinds == {"video": 3, "comment": 3}
    seen = rows(tmp_path, "SELECT DISTINCT views, likes FROM sightings WHERE views IS NOT NULL")
    assert seen == [(12045, 310)]
    spent = dict(rows(tmp_path, "SELECT bucket, sum(units) FROM quota_spent GROUP BY bucket"))
    # Five weeks, one of which fills two pages; two look-ups, and comments of three videos.
    assert spent == {"search": 6, "units": 5}
    assert len(server.asked) == 11


def test_the_key_is_sent_and_never_kept(command: Command, server: Server, tmp_path: Path) -> None:
    collect(command)
    assert {one.headers["x-goog-api-key"] for one in server.asked} == {KEY}
    assert not [one.path for one in server.asked if KEY in one.path]
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if KEY.encode() in file.read_bytes()]


def test_a_quota_spent_midway_leaves_the_rest_for_another_day(
    command: Command, server: Server, youtube: YouTube, tmp_path: Path
) -> None:
    youtube.refusals["search"] = spent_searches()
    ended = collect(command)
    assert ended.code == 3
    assert "until midnight in California" in ended.err
    youtube.refusals.clear()
    again = collect(command, "--resume")
    assert again.code == 0, again.err
    assert rows(tmp_path, "SELECT count(*) FROM posts") == [(6,)]


def test_a_key_that_is_not_accepted_is_said_once_and_not_shown(
    command: Command, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "AIzaWrong")
    ended = collect(command)
    assert ended.code == 3
    assert f"the key in {VARIABLE} is not accepted" in ended.err
    assert "AIzaWrong" not in ended.err
    assert len(server.asked) == 1


@pytest.mark.usefixtures("server")
def test_without_a_key_the_command_says_which_is_missing(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    ended = collect(command)
    assert ended.code == 1
    assert VARIABLE in ended.err


def test_a_dry_run_says_what_a_day_allows(command: Command, server: Server) -> None:
    ended = collect(command, "--dry-run", "--since", "2025-10-01", "--until", "2026-10-01")
    assert ended.code == 0
    assert "quota search: at least 53 of 100 a day, 100 left for this today: 1 day" in ended.err
    assert KEY not in ended.err
    assert server.asked == []
