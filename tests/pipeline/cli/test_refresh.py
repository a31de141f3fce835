"""`retrograde refresh` and what `retrograde purge` can name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engine import connect
from pipeline.store import DATABASE, write_store
from tests.pipeline.making import Ended
from tests.pipeline.research import PLATFORM, Collection, age
from tests.research_server import ResearchServer

Command = Callable[..., Ended]


@pytest.fixture
def settled(research_api: tuple[ResearchServer, str], tmp_path: Path, command: Command) -> Path:
    """A store with posts of eleven days, and settings that name the server."""
    with write_store(tmp_path / "store") as store:
        research = Collection(store, *research_api)
        research.run()
        age(research, 11, "kind = 'video'")
    settings = tmp_path / "working" / "retrograde.toml"
    settings.write_text(
        f'contact = "desk@example.org"\n[servers]\ntiktok_research = ["{research.url}"]\n',
        encoding="utf-8",
    )
    return tmp_path / "store"


@pytest.mark.usefixtures("settled")
def test_the_command_asks_and_then_reports_that_all_is_well(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = PLATFORM.module
    monkeypatch.setattr(module, "CARD", replace(module.CARD, delay_seconds=0.0))
    before = command("refresh", "--report")
    assert before.code == 0
    assert "tiktok_research: 0 of 10 posts are beyond the 15 days in which" in before.out
    assert "7 due (from day 10 on)" in before.out
    dry = command("refresh", "--dry-run")
    assert "tiktok_research: 7 posts due" in dry.err
    assert "100 requests kept for it today" in dry.err
    done = command("refresh")
    assert (done.code, done.out) == (0, "")
    assert "7 posts asked about, 0 gone, 0 beyond their time removed, 0 still due" in done.err


def test_the_report_fails_where_something_is_held_too_long(settled: Path, command: Command) -> None:
    with write_store(settled) as store:
        store.connection.execute(
            "UPDATE posts SET last_observed_at = last_observed_at - INTERVAL 9 DAY"
        )
    ended = command("refresh", "--report", "--json")
    assert ended.code == 1
    lines = [json.loads(line) for line in ended.out.splitlines()]
    (told,) = [line for line in lines if line.get("source") == "tiktok_research"]
    assert (told["posts"], told["overdue"], told["retention_days"]) == (10, 7, 15)
    assert "next: retrograde refresh" in ended.err


@pytest.mark.usefixtures("settled")
def test_an_author_or_a_source_can_be_let_go_whole(command: Command, tmp_path: Path) -> None:
    assert command("purge").code == 2
    nobody = command("purge", "--author", "tiktok:nobody")
    assert nobody.code == 1
    assert "not in the store: tiktok:nobody" in nobody.err
    dry = command("purge", "--author", "tiktok:ada.runs", "--dry-run")
    assert "would remove 7 posts" in dry.err
    assert "7 posts removed" in command("purge", "--author", "tiktok:ada.runs").err
    assert "3 posts removed" in command("purge", "--source", "tiktok_research").err
    connection = connect(str(tmp_path / "store" / DATABASE), read_only=True)
    for table in ("posts", "captures", "payloads", "sightings", "authors"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]
    connection.close()
