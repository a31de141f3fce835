"""`retrograde collect` from a Reddit on this machine: off by default, signed in, nothing secret kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.store import read_store
from scrapers.platform import known_platforms
from scrapers.platforms import reddit
from tests.loopback import Server, serving
from tests.pipeline.making import Ended
from tests.scrapers.platforms.samples.reddit import submission
from tests.scrapers.platforms.stub_reddit import APP, SECRET, Reddit

Command = Callable[..., Ended]


def recent(number: int) -> dict[str, Any]:
    """A post of four days ago."""
    moment = datetime.now(UTC) - timedelta(days=4, seconds=number)
    comments = 3 if number == 0 else 0
    name = f"t3_1back{number}"
    return submission(name, created_utc=moment.timestamp(), num_comments=comments)


@pytest.fixture
def server(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    module = known_platforms()["reddit"].module
    monkeypatch.setattr(module, "CARD", replace(module.CARD, delay_seconds=0.0))
    monkeypatch.setenv(reddit.ID, APP)
    monkeypatch.setenv(reddit.SECRET, SECRET)
    with serving(Reddit(posts=[recent(number) for number in range(3)])) as running:
        settings = f'contact = "desk@example.org"\n[servers]\nreddit = ["{running.url}"]\n'
        (tmp_path / "working" / "retrograde.toml").write_text(settings, encoding="utf-8")
        yield running


def rows(tmp_path: Path, query: str) -> list[tuple[Any, ...]]:
    with read_store(tmp_path / "store") as opened:
        return opened.connection.execute(query).fetchall()


def test_posts_and_comments_come_in_and_no_secret_is_kept(
    command: Command, server: Server, tmp_path: Path
) -> None:
    ended = command("collect", "--platform", "reddit")
    assert ended.code == 0, ended.err
    kinds = dict(rows(tmp_path, "SELECT kind, count(*) FROM posts GROUP BY kind"))
    assert kinds == {"post": 3, "comment": 3}
    assert server.paths[0] == "/api/v1/access_token"
    signed = {one.headers["authorization"] for one in server.asked[1:]}
    assert signed == {"bearer T"}
    for file in tmp_path.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert SECRET.encode() not in held
        assert b"bearer T" not in held


def test_it_is_asked_only_where_it_is_named(command: Command, server: Server) -> None:
    ended = command("collect", "--dry-run")
    assert ended.code == 0
    assert "reddit" not in ended.err
    assert "reddit: backward-running" in command("collect", "--platform", "reddit", "--dry-run").err
    assert server.asked == []


@pytest.mark.usefixtures("server")
def test_an_app_that_is_not_taken_is_said(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(reddit.SECRET, "wrong")
    ended = command("collect", "--platform", "reddit")
    assert ended.code == 3
    assert f"{reddit.ID} and {reddit.SECRET} are not taken" in ended.err
    assert "wrong" not in ended.err
