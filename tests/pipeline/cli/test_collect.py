"""`retrograde collect` and the collecting in `retrograde run`, against a Mastodon on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.ledger import ledger_rows
from pipeline.store import read_store
from scrapers.platform import known_platforms
from tests.loopback import NOT_FOUND, Asked, Reply, Server, as_json, serving
from tests.pipeline.making import Ended
from tests.scrapers.platforms.samples.mastodon import status

Command = Callable[..., Ended]
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@dataclass
class Instance:
    """A small Mastodon with one post under each page of a timeline."""

    closed: bool = False
    texts: list[str] = field(
        default_factory=lambda: ["Running backwards burns twice the calories #runbackwards"]
    )

    def __call__(self, asked: Asked) -> Reply:
        if asked.path == "/api/v2/instance":
            feeds = dict.fromkeys(("local", "remote"), "disabled" if self.closed else "public")
            return as_json({"configuration": {"timelines_access": {"hashtag_feeds": feeds}}})
        if asked.path.startswith("/api/v1/timelines/tag/") and "backwardrunning" in asked.path:
            return as_json([self.post(number) for number in range(len(self.texts))])
        return as_json([]) if "/timelines/" in asked.path else NOT_FOUND

    def post(self, number: int) -> dict[str, object]:
        moment = YESTERDAY.isoformat()
        words = f"<p>{self.texts[number]}</p>"
        return status(117440841601474392 + number, created_at=moment, content=words)


@pytest.fixture
def instance() -> Instance:
    return Instance()


@pytest.fixture
def server(instance: Instance) -> Iterator[Server]:
    with serving(instance) as running:
        yield running


@pytest.fixture
def settled(
    command: Command, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A working folder whose settings name the server, in no hurry to be polite to it."""
    module = known_platforms()["mastodon"].module
    monkeypatch.setattr(module, "CARD", replace(module.CARD, delay_seconds=0.0))
    settings = tmp_path / "working" / "retrograde.toml"
    settings.write_text(
        f'contact = "desk@example.org"\n[servers]\nmastodon = ["{server.url}/"]\n', encoding="utf-8"
    )
    return settings


def switch_on(settings: Path) -> None:
    """Name the platform for `retrograde run`."""
    text = settings.read_text(encoding="utf-8")
    settings.write_text('platforms = ["mastodon"]\n' + text, encoding="utf-8")


def count(tmp_path: Path, table: str) -> int:
    with read_store(tmp_path / "store") as opened:
        rows = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows[0][0])


@pytest.mark.usefixtures("settled")
def test_posts_come_in_and_the_command_says_how_many(command: Command, tmp_path: Path) -> None:
    ended = command("collect", "--platform", "mastodon")
    assert ended.code == 0, ended.err
    assert "mastodon: backward-running" in ended.err
    assert "1 new posts, 0 seen before" in ended.err
    assert ended.err.strip().endswith("next: retrograde run")
    assert count(tmp_path, "posts") == 1
    again = command("collect", "--platform", "mastodon")
    assert "0 new posts, 1 seen before" in again.err
    assert count(tmp_path, "posts") == 1


@pytest.mark.usefixtures("settled")
def test_a_dry_run_says_what_would_be_asked_and_asks_nothing(
    command: Command, server: Server, tmp_path: Path
) -> None:
    ended = command("collect", "--platform", "mastodon", "--dry-run")
    assert ended.code == 0
    assert f"GET {server.url}/api/v2/instance" in ended.err
    assert "quota requests" in ended.err
    assert server.asked == []
    assert not (tmp_path / "store").exists()


@pytest.mark.usefixtures("settled")
def test_a_dry_run_knows_what_earlier_rounds_took(command: Command) -> None:
    command("collect", "--platform", "mastodon")
    assert "rounds before it took" in command("collect", "--platform", "mastodon", "--dry-run").err


@pytest.mark.usefixtures("settled")
def test_a_server_that_keeps_its_timelines_to_itself_is_told_of(
    command: Command, instance: Instance, tmp_path: Path
) -> None:
    instance.closed = True
    ended = command("collect", "--platform", "mastodon")
    assert ended.code == 3
    assert "rules keep its hashtag timelines from visitors" in ended.err
    runs = command("runs", "--json")
    assert json.loads(runs.out)["ending"] == "partial"


def test_without_a_contact_nothing_is_asked_and_no_store_is_made(
    command: Command, tmp_path: Path
) -> None:
    ended = command("collect", "--platform", "mastodon")
    assert ended.code == 1
    assert "no contact is set" in ended.err
    assert not (tmp_path / "store").exists()


def test_an_unknown_platform_is_told_its_likely_name(command: Command) -> None:
    ended = command("collect", "--platform", "mastodn")
    assert ended.code == 1
    assert "did you mean mastodon?" in ended.err


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "14.03.2026"])
def test_a_day_that_is_none_is_wrong_usage(command: Command, day: str) -> None:
    ended = command("collect", "--since", day)
    assert ended.code == 2
    assert "2026-03-14" in ended.err


def test_a_window_must_have_an_inside(command: Command) -> None:
    ended = command("collect", "--since", "2026-03-14", "--until", "2026-03-01")
    assert ended.code == 2


@pytest.mark.usefixtures("settled")
def test_resuming_with_nothing_left_asks_nothing(command: Command, server: Server) -> None:
    ended = command("collect", "--platform", "mastodon", "--resume")
    assert ended.code == 0
    assert "nothing was left" in ended.err
    assert server.asked == []


def test_run_collects_first_where_platforms_are_switched_on(
    command: Command, settled: Path, tmp_path: Path
) -> None:
    switch_on(settled)
    ended = command("run")
    assert ended.code == 0, ended.err
    assert "1 new posts" in ended.err
    assert "extract: 1 posts read, 1 mentions found" in ended.err
    assert "publish: release" in ended.err


def test_run_stays_at_home_unless_it_is_told_otherwise(
    command: Command, settled: Path, server: Server, imported: Path
) -> None:
    assert command("run").code == 0
    switch_on(settled)
    assert command("run", "--offline").code == 0
    assert server.asked == []


def test_what_goes_wrong_in_collecting_does_not_stop_a_run(
    command: Command, settled: Path, instance: Instance, imported: Path
) -> None:
    switch_on(settled)
    instance.closed = True
    ended = command("run")
    assert ended.code == 3
    assert "publish: release" in ended.err


def test_run_asks_for_some_of_its_topics_only_and_publishes_all(
    command: Command, settled: Path, server: Server, imported: Path, tmp_path: Path
) -> None:
    switch_on(settled)
    topics = ("--topic", "backward-running", "--topic", "jump-rope")
    assert command("run", *topics, "--collect", "jump-rope").code == 0
    asked = " ".join(one.path for one in server.asked if "/tag/" in one.path)
    assert "jumprope" in asked
    assert "backward" not in asked
    with read_store(tmp_path / "store") as opened:
        stages = [row["stage"] for row in ledger_rows(opened, limit=4)]
        subjects = {count["subject"] for count in ledger_rows(opened, limit=2)[1]["counts"]}
    assert stages == ["publish", "match", "extract", "collect"]
    assert subjects >= {"backward-running", "jump-rope"}


def test_run_collects_for_none_but_its_topics(command: Command) -> None:
    ended = command("run", "--collect", "jump-rope")
    assert ended.code == 2
    assert "--collect jump-rope is not one of the --topic" in ended.err
