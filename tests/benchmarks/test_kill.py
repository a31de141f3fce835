"""Killed at random moments, collecting loses and doubles nothing; and the benchmark would see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import kill
from benchmarks._timeline import Size, known_ids, timeline
from claims.topics import load_topic
from pipeline.store import write_store

TAGS = sorted(load_topic("backward-running").hashtags)


def test_two_kills_leave_exactly_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kill, "LONGEST_LIFE_S", 0.4)
    figures = kill.measure(2)
    assert figures.is_exact
    assert figures.kills == 2
    assert figures.kept == figures.known > 100


@pytest.mark.parametrize(
    ("harm", "figure"),
    [
        ("DELETE FROM posts WHERE id = (SELECT min(id) FROM posts)", "lost"),
        ("UPDATE posts SET id = id || 'x' WHERE id = (SELECT min(id) FROM posts)", "strange"),
        ("INSERT INTO captures SELECT * FROM captures LIMIT 1", "doubled"),
        ("INSERT INTO sightings SELECT * FROM sightings LIMIT 1", "doubled"),
        ("INSERT INTO sent_requests SELECT * FROM sent_requests LIMIT 1", "pages_doubled"),
    ],
)
def test_what_is_lost_or_doubled_is_seen(tmp_path: Path, harm: str, figure: str) -> None:
    size = Size(1, 2)
    with timeline(size) as address:
        kill.work(tmp_path / "store", address)
        known = known_ids(TAGS, size, address)
    assert kill.compare(tmp_path / "store", known, 0).is_exact
    with write_store(tmp_path / "store") as store:
        store.connection.execute(harm)
    found = kill.compare(tmp_path / "store", known, 0)
    assert getattr(found, figure) >= 1
    assert not found.is_exact


def test_work_that_is_left_is_no_success(tmp_path: Path) -> None:
    with timeline(Size(1, 1)) as address:
        kill.work(tmp_path / "store", address)
        known = known_ids(TAGS, Size(1, 1), address)
    with write_store(tmp_path / "store") as store:
        store.connection.execute("INSERT INTO waiting_requests VALUES ('x', 'x', 1, 'x', '{}')")
    with pytest.raises(SystemExit, match="1 requests are left"):
        kill.compare(tmp_path / "store", known, 0)
