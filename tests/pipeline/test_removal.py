"""A removed post is gone: from the store, from every release, and for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine import connect
from pipeline.ledger import ledger_run
from pipeline.publish.codebook import codebook
from pipeline.publish.parquet import file_sha256
from pipeline.publish.release import MANIFEST, open_release, release_ids
from pipeline.removal import known_posts, remove_posts
from pipeline.stages import Subject, run_publish
from pipeline.store import DATABASE, Store, write_store
from tests.pipeline.collection import ADA, GONE, GONE_KEY, GONE_TRACES, VIDEO, write_collection
from tests.pipeline.making import Ended, line, table, write_lines

Command = Callable[..., Ended]
VIDEO_KEY = f"tiktok:{VIDEO['id']}"
IN_RELEASES = [name for name, card in codebook().items() if card.part == "content"]


def traces(folder: Path, names: tuple[str, ...] = GONE_TRACES) -> list[str]:
    """Where in the store's tables or its releases any of these words still stands."""
    found = []
    connections = {"store": connect(str(folder / DATABASE), read_only=True)}
    for release in release_ids(folder):
        connections[release] = open_release(folder, release).connection()
    for place, connection in connections.items():
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() UNION "
            "SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for (name,) in tables:
            text = str(connection.execute(f"SELECT * FROM {name}").fetchall())
            found += [f"{place}.{name}: {word}" for word in names if word in text]
        connection.close()
    return found


@pytest.fixture
def twice_published(published: Path, subject: Subject) -> Path:
    with write_store(published) as store:
        run_publish(store, subject)
    return published


def test_a_removed_post_leaves_no_trace_in_store_or_releases(
    twice_published: Path, command: Command
) -> None:
    assert len(traces(twice_published)) > 10
    ended = command("purge", "--post", GONE_KEY, "--reason", "deleted_on_platform")
    assert (ended.code, ended.out) == (0, "")
    assert "purge: 1 posts removed" in ended.err
    assert traces(twice_published) == []
    log = twice_published / f"{DATABASE}.wal"
    assert not log.exists()
    for path in twice_published.rglob("*.json"):
        assert not any(word in path.read_text(encoding="utf-8") for word in GONE_TRACES)


def test_all_that_stays_is_a_hash_a_reason_and_a_time(published: Path, command: Command) -> None:
    command("purge", "--post", GONE_KEY)
    connection = connect(str(published / DATABASE), read_only=True)
    (stone,) = table(connection, "tombstones")
    assert len(stone["post_sha256"]) == 64
    assert (stone["platform"], stone["reason"]) == ("tiktok", "requested")
    (run,) = [row for row in table(connection, "runs") if row["stage"] == "purge"]
    assert (run["command"], run["ending"]) == ("purge --reason requested", "done")
    connection.close()


def test_a_removed_post_cannot_come_back(published: Path, command: Command, tmp_path: Path) -> None:
    command("purge", "--post", GONE_KEY)
    counters = {"platform": "tiktok", "id": GONE["id"], "views": 7}
    file = write_lines(tmp_path / "again.ndjson", [GONE, GONE | {"caption": "new"}, counters])
    (report,) = command("import", file, "--json").rows
    assert (report["posts_new"], report["posts_seen"], report["sightings_new"]) == (0, 0, 0)
    command("import", write_collection(tmp_path))
    assert command("run").code == 0
    assert traces(published) == []
    removals = open_release(published).frame("removals").to_dict("records")
    assert [(row["reason"], row["posts"]) for row in removals] == [("requested", 1)]


def test_what_is_cited_of_earlier_releases_stays_byte_for_byte(
    twice_published: Path, command: Command
) -> None:
    def citable() -> dict[str, str]:
        return {
            f"{release}/{path.name}": file_sha256(path)
            for release in release_ids(twice_published)
            for path in sorted((twice_published / "releases" / release / "tables").iterdir())
        }

    before = citable()
    hashes = [
        open_release(twice_published, r).manifest["sha256"] for r in release_ids(twice_published)
    ]
    command("purge", "--post", GONE_KEY)
    assert citable() == before
    for release, cited in zip(release_ids(twice_published), hashes, strict=True):
        manifest = open_release(twice_published, release).manifest
        assert manifest["sha256"] == cited
        assert "content_changed_at" in manifest


def test_the_manifest_tells_rows_and_sums_of_what_is_left(
    published: Path, command: Command
) -> None:
    before = open_release(published).manifest["tables"]
    command("purge", "--post", GONE_KEY)
    release = open_release(published)
    for name in IN_RELEASES:
        facts = release.manifest["tables"][name]
        assert facts["sha256"] == file_sha256(release.table_file(name))
        assert facts["rows"] == len(release.frame(name))
    for name in ("posts", "mentions", "authors", "sightings"):
        assert release.manifest["tables"][name]["rows"] == before[name]["rows"] - 1
    assert not list(release.folder.rglob("*.tmp"))


def test_only_an_author_without_another_post_goes(published: Path, command: Command) -> None:
    command("purge", "--post", VIDEO_KEY)
    command("purge", "--post", GONE_KEY)
    authors = set(open_release(published).frame("authors")["id"])
    assert ADA["author"] in authors
    assert GONE["author"] not in authors
    connection = connect(str(published / DATABASE), read_only=True)
    stored = {row["id"] for row in table(connection, "authors", "id")}
    connection.close()
    assert stored == authors | {"runner8"}


def test_a_post_without_an_author_does_not_keep_every_author(
    published: Path, command: Command, tmp_path: Path
) -> None:
    command("import", write_lines(tmp_path / "posts.ndjson", [line(77, author=None)]))
    command("purge", "--post", GONE_KEY)
    assert traces(published, (GONE["author"],)) == []


def test_an_author_of_another_topic_is_not_lost(published: Path, command: Command) -> None:
    # runner8 speaks of football: in the store, in no release.
    command("purge", "--post", GONE_KEY)
    connection = connect(str(published / DATABASE), read_only=True)
    assert table(connection, "authors WHERE id = 'runner8'", "id") == [{"id": "runner8"}]
    connection.close()


def test_a_broken_line_of_the_post_goes_too(
    published: Path, command: Command, tmp_path: Path
) -> None:
    rows = [
        f'{{"platform": "tiktok", "id": "{GONE["id"]}", "caption": "vani',
        f'{{"id": "9{GONE["id"]}"',
    ]
    command("import", write_lines(tmp_path / "cut.ndjson", [line(1), *rows]))
    command("purge", "--post", GONE_KEY)
    connection = connect(str(published / DATABASE), read_only=True)
    left = [row["body"] for row in table(connection, "quarantine", "body")]
    connection.close()
    assert rows[0] not in left
    assert rows[1] in left


def test_a_post_that_only_a_release_still_holds_is_found(published: Path, command: Command) -> None:
    (published / DATABASE).unlink()
    with write_store(published) as store:
        assert known_posts(store, [GONE_KEY, "tiktok:nobody"]) == [GONE_KEY]
    assert command("purge", "--post", GONE_KEY).code == 0
    assert traces(published) == []


def test_an_unknown_post_is_named_and_ends_with_1(published: Path, command: Command) -> None:
    ended = command("purge", "--post", "tiktok:no\x1b[31mbody")
    assert ended.code == 1
    assert ended.err == "not in the store: tiktok:no\\x1b[31mbody\n"
    both = command("purge", "--post", "tiktok:nobody", "--post", GONE_KEY)
    assert both.code == 0
    assert "not in the store: tiktok:nobody" in both.err
    assert "1 posts removed" in both.err


def test_a_removal_that_was_cut_off_is_completed_by_the_next(
    twice_published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.removal._refresh_manifest", cut_off)
        assert command("purge", "--post", GONE_KEY).code == 130
    assert command("purge", "--post", GONE_KEY).code == 0
    assert traces(twice_published) == []
    for release_id in release_ids(twice_published):
        release = open_release(twice_published, release_id)
        for name in IN_RELEASES:
            sha256 = release.manifest["tables"][name]["sha256"]
            assert sha256 == file_sha256(release.table_file(name))


def cut_off(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_a_release_without_the_post_is_not_touched(
    published: Path, command: Command, subject: Subject
) -> None:
    command("purge", "--post", GONE_KEY)
    assert command("run").code == 0
    newest = open_release(published)
    before = (newest.folder / MANIFEST).read_bytes()
    command("purge", "--post", VIDEO_KEY)
    assert (newest.folder / MANIFEST).read_bytes() != before
    before = (newest.folder / MANIFEST).read_bytes()
    with write_store(published) as store, ledger_run(store, "purge", command="purge") as run:
        remove_posts(store, run, [GONE_KEY], reason="requested")
    assert (newest.folder / MANIFEST).read_bytes() == before


def test_half_made_releases_go_with_a_removal(published: Path, command: Command) -> None:
    left = published / "releases" / ".2026-01-01.making"
    left.mkdir()
    (left / "posts.parquet").write_text("vanished", encoding="utf-8")
    command("purge", "--post", GONE_KEY)
    assert not left.exists()


def test_the_ledger_counts_removed_posts_by_platform_and_reason(store: Store) -> None:
    with ledger_run(store, "purge", command="purge") as run:
        remove_posts(store, run, ["tiktok:1", "tiktok:2", "x:3"], reason="retention")
    assert run.counts["tiktok", "posts_removed", "retention"] == 2
    assert run.counts["x", "posts_removed", "retention"] == 1
    assert "tiktok:1" not in json.dumps(table(store.connection, "run_counts"), default=str)


def test_a_dry_run_counts_and_removes_nothing(published: Path, command: Command) -> None:
    ended = command("purge", "--post", GONE_KEY, "--dry-run")
    assert ended.code == 0
    assert "would remove 1 posts, earlier releases included." in ended.err
    assert traces(published) != []
