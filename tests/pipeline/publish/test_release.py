"""Opening releases: the newest, one by name, and none that is not whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError
from pipeline.publish.release import (
    CURRENT,
    FORMAT,
    MANIFEST,
    Release,
    open_release,
    release_ids,
    release_order,
)
from tests.pipeline.processes import started


def made(store: Path, release: str, **manifest: Any) -> Path:
    folder = store / "releases" / release
    folder.mkdir(parents=True)
    facts = {"format": FORMAT, "release": release, "invented_posts": 0, "tables": {}} | manifest
    (folder / MANIFEST).write_text(json.dumps(facts), encoding="utf-8")
    (store / "releases" / CURRENT).write_text(release + "\n", encoding="utf-8")
    return folder


def refused(store: Path, release: str | None = None) -> PipelineError:
    with pytest.raises(PipelineError) as raised:
        open_release(store, release)
    return raised.value


def test_without_a_release_the_way_to_one_is_told(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert f"there is no release in {tmp_path / 'releases'}" in error.problem
    assert "retrograde init --demo && retrograde run" in error.fix


def test_the_newest_is_opened_and_any_by_its_name(tmp_path: Path) -> None:
    for name in ("2026-03-13", "2026-03-14", "2026-03-14.2"):
        made(tmp_path, name)
    assert open_release(tmp_path).id == "2026-03-14.2"
    assert open_release(str(tmp_path), "2026-03-13").id == "2026-03-13"


def test_releases_are_listed_oldest_first(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        made(tmp_path, "2026-03-14" if number == 1 else f"2026-03-14.{number}")
    made(tmp_path, "2026-02-28.3")
    assert release_ids(tmp_path) == ["2026-02-28.3", "2026-03-14", "2026-03-14.2", "2026-03-14.10"]


@given(st.lists(st.tuples(st.dates(), st.integers(1, 120)), unique=True))
def test_the_order_of_names_is_the_order_of_time(moments: list[tuple[Any, int]]) -> None:
    def name(day: Any, number: int) -> str:
        return f"{day}" if number == 1 else f"{day}.{number}"

    mixed = [name(*moment) for moment in moments]
    assert sorted(mixed, key=release_order) == [name(*moment) for moment in sorted(moments)]


@pytest.mark.parametrize("name", ["2026-03-15", "../2026-03-14", "", ".", "/etc"])
def test_an_unknown_release_is_told_the_known_ones(tmp_path: Path, name: str) -> None:
    made(tmp_path, "2026-03-14")
    if not name:
        assert open_release(tmp_path, name).id == "2026-03-14"
        return
    error = refused(tmp_path, name)
    assert f"there is no release {name} in" in error.problem
    assert "known: 2026-03-14" in error.problem
    assert "retrograde publish" in error.fix


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    made(tmp_path, "2026-03-14")
    (tmp_path / "releases" / "2026-03-15").mkdir()
    assert release_ids(tmp_path) == ["2026-03-14"]


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    folder = made(tmp_path, "2026-03-14")
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    error = refused(tmp_path)
    assert str(folder / MANIFEST) in error.problem
    assert "restore the folder from a backup" in error.fix


def test_a_release_of_a_newer_format_is_refused_and_names_its_maker(tmp_path: Path) -> None:
    made(tmp_path, "2026-03-14", format=FORMAT + 1, code_version="9.8.7")
    error = refused(tmp_path)
    assert f"format {FORMAT + 1}, made by Retrograde 9.8.7" in error.problem
    assert error.fix == "update Retrograde"


def test_one_invented_post_marks_the_whole_release(tmp_path: Path) -> None:
    made(tmp_path, "2026-03-14", invented_posts=1)
    assert open_release(tmp_path).invented


def test_an_unknown_table_is_a_key_error(release: Release) -> None:
    with pytest.raises(KeyError):
        release.table_file("nothing")


def test_a_connection_has_a_view_for_each_table_and_writes_nothing(release: Release) -> None:
    connection = release.connection()
    for name, facts in release.manifest["tables"].items():
        assert connection.execute(f"SELECT count(*) FROM {name}").fetchall() == [(facts["rows"],)]
    assert len(release.frame("posts")) == release.manifest["posts"]


def test_a_release_in_a_folder_with_a_quote_in_its_name_opens(
    tmp_path: Path, release: Release
) -> None:
    folder = tmp_path / "Ada's" / "releases"
    folder.mkdir(parents=True)
    (folder / release.id).symlink_to(release.folder)
    (folder / CURRENT).write_text(release.id, encoding="utf-8")
    connection = open_release(folder.parent).connection()
    assert connection.execute("SELECT count(*) > 0 FROM posts").fetchall() == [(True,)]


READS = """
from pipeline.publish.release import open_release
connection = open_release({store!r}).connection()
posts = connection.execute("SELECT count(*) FROM posts").fetchall()
tell("reading")
hear()
assert connection.execute("SELECT count(*) FROM posts").fetchall() == posts
tell("still the same")
"""


def test_a_run_writes_while_a_release_is_being_read(published: Path, command: Any) -> None:
    with started(READS.format(store=str(published))) as reader:
        assert reader.hear() == "reading"
        ended = command("publish")
        assert (ended.code, ended.out) == (0, "")
        assert len(release_ids(published)) == 2
        reader.tell("go on")
        assert reader.hear() == "still the same"
