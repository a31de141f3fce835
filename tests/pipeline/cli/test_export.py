"""`retrograde export` as its user meets it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

from pipeline.publish.package import INVENTED
from pipeline.publish.release import Release, open_release
from pipeline.store import write_store
from tests.pipeline.making import Ended
from tests.pipeline.processes import run
from tests.pipeline.publish.packages import restate

Command = Callable[..., Ended]
PROGRAM = Path(sys.executable).with_name("retrograde")


def test_a_table_goes_to_out_in_every_format_asked_for(
    published: Path, command: Command, tmp_path: Path, release: Release
) -> None:
    ended = command(
        *("export", "--tables", "claim_evidence", "--format", "csv", "--format", "parquet")
    )
    assert (ended.code, ended.out) == (0, "")
    folder = tmp_path / "working" / "out" / release.id
    assert {path.name for path in folder.iterdir()} == {
        "claim_evidence.csv",
        "claim_evidence.parquet",
        "README.md",
        "CODEBOOK.md",
        "datapackage.json",
        "SHA256SUMS",
    }
    assert f"claim_evidence.csv  {release.manifest['tables']['claim_evidence']['rows']} rows" in (
        ended.err
    )
    assert ended.err.endswith("next: read README.md there first\n")
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_place_and_a_release_can_be_named(
    published: Path, command: Command, tmp_path: Path, release: Release
) -> None:
    assert command("publish").code == 0
    assert open_release(published).id != release.id
    ended = command(
        "export", "--tables", "claims", "-o", tmp_path / "my out", "--release", release.id
    )
    assert ended.code == 0
    assert (tmp_path / "my out" / release.id / "claims.csv").exists()


def test_without_a_release_the_way_to_one_is_told(command: Command, tmp_path: Path) -> None:
    ended = command("export", "--tables", "claim_evidence")
    assert ended.code == 1
    assert ended.err.startswith("error: there is no release in ")
    assert "fix: retrograde init --demo && retrograde run" in ended.err
    assert list((tmp_path / "working").iterdir()) == []


def test_an_unknown_release_is_told_the_known_ones(published: Path, command: Command) -> None:
    ended = command("export", "--release", "2020-01-01")
    assert ended.code == 1
    assert f"known: {open_release(published).id}" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tables", "claim_evidense"), "did you mean claim_evidence?"),
        (("--tables", "claims,nonsense"), "has no table 'nonsense'; known: authors"),
        (("--tables", " , "), "names no table"),
        (("--format", "xls"), "'xls' is not one of 'csv', 'parquet'"),
        (("-o", "-"), "one table in one format"),
        (("-o", "-", "--tables", "claims,posts"), "one table in one format"),
    ],
)
def test_what_cannot_be_exported_is_wrong_usage(
    published: Path, command: Command, arguments: tuple[str, ...], said: str
) -> None:
    ended = command("export", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_people_are_an_error_with_a_way_out(published: Path, command: Command) -> None:
    ended = command("export", "--tables", "authors")
    assert ended.code == 1
    assert "--with-handles" in ended.err.split("fix:")[1]
    assert command("export", "--tables", "authors", "--with-handles").code == 0


def test_stdout_is_clean_data(published: Path, command: Command, release: Release) -> None:
    ended = command("export", "--tables", "claim_evidence", "-o", "-")
    assert ended.code == 0
    rows = pd.read_csv(StringIO(ended.out))
    assert set(rows["claim"]) == set(release.frame("claims")["claim"])
    assert ended.err == ""


def test_a_file_that_stdout_is_added_to_is_not_cut(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    file.write_text("before\n", encoding="utf-8")
    with file.open("ab") as out:
        subprocess.run(
            [PROGRAM, "export", "--tables", "claims", "-o", "-", "--store", published],
            stdout=out,
            check=True,
        )
    assert file.read_text(encoding="utf-8").startswith("before\nclaim,topic,")


@pytest.mark.parametrize("table", ["claims", "steps"])
def test_a_reader_that_goes_away_is_no_bug(published: Path, table: str) -> None:
    piped = f"'{PROGRAM}' export --tables {table} -o - --store '{published}' | head -c 1"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(done.stdout) == 1


def test_invented_posts_and_words_of_people_are_warned_of(
    published: Path, command: Command
) -> None:
    restate(open_release(published), invented_posts=3)
    ended = command("export", "--tables", "posts", "--with-text")
    assert ended.err.startswith(f"{INVENTED}\nthe words of posts are in this export")
    assert command("export", "--tables", "claims", "-o", "-").err == f"{INVENTED}\n"
    assert command("export", "--tables", "claims", "--quiet").err == ""


def test_a_dry_run_lists_files_and_rows(
    published: Path, command: Command, tmp_path: Path, release: Release
) -> None:
    ended = command("export", "--dry-run", "--quiet")
    assert ended.code == 0
    assert f"would write release {release.id} to out/{release.id}:" in ended.err
    for table, facts in release.manifest["tables"].items():
        listed = f"  {table}.csv  {facts['rows']:,} rows\n" in ended.err
        assert listed == (table != "authors")
    assert list((tmp_path / "working").iterdir()) == []
    assert "to stdout:" in command("export", "--tables", "claims", "-o", "-", "--dry-run").err


def test_ctrl_c_leaves_no_half_package(published: Path, tmp_path: Path) -> None:
    ended = run(f"""
import pipeline.publish.exports as exports
exports.write_readme = lambda *arguments: interrupt()
retrograde("export", "-o", {str(tmp_path / "out")!r}, "--store", {str(published)!r})
""")
    assert ended.returncode == 130
    assert "Traceback" not in ended.stderr
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("place", ["write_readme", "sync_folder"])
def test_what_a_kill_leaves_is_cleared_by_the_next(
    published: Path, command: Command, tmp_path: Path, place: str
) -> None:
    out = tmp_path / "out"
    assert command("export", "--tables", "claims", "-o", out).code == 0
    ended = run(f"""
import pipeline.publish.exports as exports
exports.{place} = lambda *arguments: die()
retrograde("export", "-o", {str(out)!r}, "--store", {str(published)!r})
""")
    assert ended.returncode == -9
    if place == "write_readme":
        assert len(list(out.glob(".*.making"))) == 1
    assert len(list(out.glob("2*"))) == 1
    assert command("export", "--tables", "claims", "-o", out).code == 0
    assert [path.name for path in out.iterdir()] == [open_release(published).id]


@pytest.mark.usefixtures("published")
def test_an_export_does_not_wait_for_a_run(command: Command, tmp_path: Path) -> None:
    with write_store(tmp_path / "store"):
        assert command("export", "--tables", "claims").code == 0
