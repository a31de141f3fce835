"""`retrograde remap` as its user meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scrapers.formats import retrograde
from tests.pipeline.making import Ended, line, write_lines

Command = Callable[..., Ended]


@pytest.fixture
def one_aside(command: Command, tmp_path: Path) -> Command:
    """The command, with one post set aside because its kind was not known."""
    row = line(1, kind="braille")
    assert command("import", write_lines(tmp_path / "posts.ndjson", [row, line(2)])).code == 3
    return command


def test_what_still_cannot_be_read_ends_with_3(one_aside: Command) -> None:
    ended = one_aside("remap")
    assert (ended.code, ended.out) == (3, "")
    assert "1 still cannot be read" in ended.err
    assert "partial  (1 items still cannot be read)" in one_aside("runs").out


def test_what_can_be_read_now_is_told_with_the_next_command(
    one_aside: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrograde, "KINDS", ("post", "braille"))
    ended = one_aside("remap")
    assert ended.code == 0
    assert ended.err == ("remap: 1 new posts, 1 new sightings of counters\nnext: retrograde run\n")
    assert one_aside("runs", "--quarantine").err.strip() == "nothing is in quarantine"
    assert one_aside("remap").err.startswith("remap: nothing is left in quarantine\n")


def test_a_dry_run_and_json(one_aside: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrograde, "KINDS", ("post", "braille"))
    ended = one_aside("remap", "--dry-run", "--json", "--quiet")
    assert (ended.code, ended.rows, ended.err) == (0, [{"posts": 1, "quarantined": 0}], "")
    ended = one_aside("remap", "--json", "--quiet")
    assert ended.rows[0]["posts_new"] == 1
    assert list(ended.rows[0])[-1] == "quarantined"


def test_without_a_store_it_says_how_to_get_one(command: Command) -> None:
    ended = command("remap")
    assert ended.code == 1
    assert "there is no store" in ended.err
