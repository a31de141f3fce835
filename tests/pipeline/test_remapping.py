"""What was set aside is read again once the code knows better."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import remapping
from pipeline.importing import import_source, recognise
from pipeline.ledger import Run, ledger_run
from pipeline.remapping import preview, remap
from pipeline.removal import remove_posts
from pipeline.store import Store
from scrapers.formats import retrograde
from tests.pipeline.making import Row, line, table, write_lines

# A word that a later version of us knows.
NEW_WORD = {"transcript": "eight miles", "transcript_source": "braille"}
TABLES = ("payloads", "captures", "posts", "post_tags", "sightings", "authors")


@pytest.fixture
def known_word() -> Iterator[pytest.MonkeyPatch]:
    """After `setattr`, the word is known."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def update(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(retrograde, "TRANSCRIPT_SOURCES", ("asr", "braille"))


def bring_in(store: Store, *files: Path) -> None:
    with ledger_run(store, "import", command="import") as run:
        for source in recognise(files):
            import_source(store, run, source, progress=lambda subject, done: None)


def remapped(store: Store) -> tuple[Row, Run]:
    with ledger_run(store, "remap", command="remap") as run:
        report = dict(remap(store, run, progress=lambda subject, done: None))
    return report, run


def content(store: Store) -> dict[str, list[Row]]:
    """All that an import writes, less the run that wrote it and when."""
    less = {"payloads": "* EXCLUDE (run, received_at)", "posts": "*", "post_tags": "*"}
    return {
        name: table(store.connection, name, less.get(name, "* EXCLUDE (run)")) for name in TABLES
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two posts that are read, three that are not yet, and a line that never will be."""
    rows = [line(1), *(line(number, **NEW_WORD) for number in (2, 3, 4)), "{broken", line(5)]
    return write_lines(tmp_path / "posts.ndjson", rows)


def test_a_remap_before_the_fix_changes_nothing(store: Store, file: Path) -> None:
    bring_in(store, file)
    before = content(store), table(store.connection, "quarantine")
    report, _ = remapped(store)
    assert (report["posts_new"], report["quarantined"]) == (0, 4)
    assert (content(store), table(store.connection, "quarantine")) == before


def test_after_the_fix_the_store_is_as_if_it_had_always_known(
    store: Store, file: Path, known_word: pytest.MonkeyPatch
) -> None:
    bring_in(store, file)
    update(known_word)
    report, run = remapped(store)
    assert report == {
        "posts_new": 3,
        "posts_seen": 0,
        "sightings_new": 3,
        "skipped": 0,
        "removed_earlier": 0,
        "quarantined": 1,
    }
    assert run.counts[("posts.ndjson", "read_again", "")] == 3
    assert table(store.connection, "quarantine", "line, problem")[0]["line"] == 5
    after = content(store)
    for name in (*TABLES, "quarantine"):
        store.connection.execute(f"DELETE FROM {name}")
    bring_in(store, file)
    assert content(store) == after


def test_a_second_remap_and_a_second_import_add_nothing(
    store: Store, file: Path, known_word: pytest.MonkeyPatch
) -> None:
    bring_in(store, file)
    update(known_word)
    remapped(store)
    before = content(store), table(store.connection, "quarantine", "* EXCLUDE (run)")
    report, _ = remapped(store)
    bring_in(store, file)
    assert (report["posts_new"], report["posts_seen"]) == (0, 0)
    assert (content(store), table(store.connection, "quarantine", "* EXCLUDE (run)")) == before


@pytest.mark.parametrize("size", [1, 2, 200])
def test_batches_of_any_size_read_all(
    store: Store, file: Path, known_word: pytest.MonkeyPatch, size: int
) -> None:
    bring_in(store, file)
    update(known_word)
    known_word.setattr(remapping, "BATCH_ITEMS", size)
    report, _ = remapped(store)
    assert (report["posts_new"], report["quarantined"]) == (3, 1)


def test_an_item_longer_than_what_is_kept_of_junk_is_kept_whole(
    store: Store, tmp_path: Path, known_word: pytest.MonkeyPatch
) -> None:
    words = "backwards " * 20_000
    bring_in(store, write_lines(tmp_path / "posts.ndjson", [line(1, caption=words, **NEW_WORD)]))
    update(known_word)
    remapped(store)
    assert table(store.connection, "posts", "caption") == [{"caption": words}]


def test_a_moment_that_only_the_files_name_told_is_told_again(
    store: Store, tmp_path: Path, known_word: pytest.MonkeyPatch
) -> None:
    row = line(1, observed_at=None, **NEW_WORD)
    bring_in(store, write_lines(tmp_path / "posts_2026-08-05_10-15-00.ndjson", [row]))
    bring_in(
        store, write_lines(tmp_path / "unnamed.ndjson", [line(2, observed_at=None, **NEW_WORD)])
    )
    (met,) = table(store.connection, "runs", "max(started_at) AS at")
    update(known_word)
    remapped(store)
    rows = table(store.connection, "captures", "observed_at_source, observed_at")
    assert [row["observed_at_source"] for row in rows] == ["file", "import"]
    assert rows[0]["observed_at"].isoformat() == "2026-08-05T10:15:00+00:00"
    assert rows[1]["observed_at"] == met["at"]


def test_what_turns_out_to_be_no_post_leaves_and_is_counted(store: Store, tmp_path: Path) -> None:
    bring_in(store, write_lines(tmp_path / "posts.ndjson", [line(1, **NEW_WORD)]))
    note = json.dumps({"kind": "note"})
    store.connection.execute("UPDATE quarantine SET body = ?", [note])
    report, _ = remapped(store)
    assert (report["skipped"], report["quarantined"]) == (1, 0)


def test_a_post_that_was_removed_for_good_does_not_come_back(
    store: Store, tmp_path: Path, known_word: pytest.MonkeyPatch
) -> None:
    bring_in(store, write_lines(tmp_path / "posts.ndjson", [line(1, id="77")]))
    with ledger_run(store, "purge", command="purge") as run:
        remove_posts(store, run, ["tiktok:77"], reason="requested")
    bring_in(store, write_lines(tmp_path / "again.ndjson", [line(1, id="77", **NEW_WORD)]))
    update(known_word)
    report, _ = remapped(store)
    assert (report["removed_earlier"], report["posts_new"], report["quarantined"]) == (1, 0, 0)
    assert table(store.connection, "payloads") == []


def test_a_problem_that_changed_is_told_as_it_is_now(
    store: Store, tmp_path: Path, known_word: pytest.MonkeyPatch
) -> None:
    row = line(1, duration_s="long", **NEW_WORD)
    bring_in(store, write_lines(tmp_path / "posts.ndjson", [row]))
    update(known_word)
    remapped(store)
    (left,) = table(store.connection, "quarantine", "problem")
    assert left["problem"] == 'duration_s: "long" is not a length in seconds'


def test_an_item_of_a_source_that_nobody_knows_stays(store: Store, file: Path) -> None:
    bring_in(store, file)
    store.connection.execute("UPDATE quarantine SET source = 'gone'")
    report, _ = remapped(store)
    assert report["quarantined"] == 4


def test_an_item_that_was_fetched_is_read_by_its_platform(store: Store, file: Path) -> None:
    bring_in(store, file)
    status = {"id": "1", "uri": "https://social.example/users/a/statuses/1", "content": "<p>x</p>"}
    status |= {"created_at": "2026-08-03T10:15:00Z", "visibility": "public"}
    account = {"url": "https://social.example/@a", "acct": "a"}
    store.connection.execute("DELETE FROM quarantine WHERE line <> 5")
    store.connection.execute(
        "UPDATE quarantine SET source = 'mastodon', body = ?",
        [json.dumps(status | {"account": account})],
    )
    report, _ = remapped(store)
    assert (report["posts_new"], report["quarantined"]) == (1, 0)
    (row,) = table(store.connection, "captures WHERE platform = 'mastodon'", "observed_at_source")
    assert row == {"observed_at_source": "platform"}


def test_a_preview_counts_and_writes_nothing(
    store: Store, file: Path, known_word: pytest.MonkeyPatch
) -> None:
    bring_in(store, file)
    update(known_word)
    before = content(store), table(store.connection, "quarantine")
    assert preview(store) == {"posts": 3, "quarantined": 1}
    assert (content(store), table(store.connection, "quarantine")) == before
