"""`retrograde import` as its user meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.making import Ended, line, write_lines

Command = Callable[..., Ended]


def test_what_was_read_is_told_on_stderr_with_the_next_command(
    command: Command, tmp_path: Path
) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line(1), line(2)])
    ended = command("import", file)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        f"{file}: retrograde: 2 new posts, 0 seen before, 2 new sightings of counters, "
        "0 could not be read\nnext: retrograde run\n"
    )


def test_json_is_one_object_per_file_on_stdout(command: Command, tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.ndjson", [line(1), "{broken"])
    two = write_lines(tmp_path / "two.ndjson", [line(1), line(2)])
    ended = command("import", one, two, "--json", "--quiet")
    assert ended.code == 3
    assert ended.err == ""
    keys = ["file", "format", "posts_new", "posts_seen", "sightings_new", "quarantined"]
    assert [list(row) for row in ended.rows] == [keys, keys]
    assert [list(row.values())[2:] for row in ended.rows] == [[1, 0, 1, 1], [1, 1, 1, 0]]


def test_broken_lines_end_with_3_and_can_be_listed(command: Command, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line(1), '{"platform": "tiktok"}', "{\x1b[31m"])
    ended = command("import", file)
    assert ended.code == 3
    assert "2 could not be read" in ended.err
    assert "retrograde runs --quarantine" in ended.err
    listed = command("runs", "--quarantine")
    assert listed.out.splitlines()[0].startswith("posts.ndjson:2: id: ")
    assert listed.out.splitlines()[1].startswith("posts.ndjson:3: not JSON")
    assert "\x1b" not in listed.out
    assert "partial  (2 items could not be read)" in command("runs").out


def test_a_file_of_no_known_format_writes_nothing(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    ended = command("import", file)
    assert ended.code == 1
    assert ended.err.startswith(f"error: {file}: ")
    assert "\n  fix: " in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "store").exists()


def test_a_missing_file_is_named_with_its_neighbour(command: Command, tmp_path: Path) -> None:
    write_lines(tmp_path / "posts.ndjson", [line()])
    ended = command("import", tmp_path / "post.ndjson")
    assert ended.code == 1
    assert "there is no such file" in ended.err
    assert "posts.ndjson" in ended.err


def test_an_unknown_format_name_is_told_the_known_ones(command: Command, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line()])
    ended = command("import", "--format", "retrogade", file)
    assert ended.code == 1
    assert "retrograde" in ended.err.split("fix:")[1]


def test_no_file_at_all_is_wrong_usage(command: Command) -> None:
    assert command("import").code == 2


def test_a_dry_run_counts_and_makes_no_store(command: Command, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "posts.ndjson", [line(1), "{broken"])
    ended = command("import", file, "--dry-run")
    assert ended.code == 3
    assert "1 posts, 1 sightings of counters, 1 could not be read" in ended.err
    assert ended.err.endswith("nothing was written.\n")
    assert "--quarantine" not in ended.err
    assert not (tmp_path / "store").exists()


def test_the_first_file_is_told_even_where_the_second_fails(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = write_lines(tmp_path / "one.ndjson", [line(1)])
    two = write_lines(tmp_path / "two.ndjson", [line(2)])
    from pipeline.ingest import Ingest

    add = Ingest.add

    def fail(self: Ingest, items: object) -> None:
        if self.subject == "two.ndjson":
            raise OSError(28, "No space left on device")
        add(self, items)  # type: ignore[arg-type]

    monkeypatch.setattr(Ingest, "add", fail)
    ended = command("import", one, two, "--json")
    assert ended.code == 1
    assert [row["file"] for row in ended.rows] == [str(one)]
    assert "is full" in ended.err
    assert "Traceback" not in ended.err
    (run,) = command("runs", "--json").rows
    assert run["ending"] == "failed"
    assert str(tmp_path) not in run["reason"]


def test_a_name_with_codes_reaches_no_terminal(command: Command, tmp_path: Path) -> None:
    file = write_lines(tmp_path / "a\x1b[2J\nb.ndjson", [line()])
    ended = command("import", file)
    assert ended.code == 0
    assert "\x1b" not in ended.err
    assert ended.err.splitlines()[0].endswith("could not be read")
