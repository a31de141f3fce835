"""Corrections: read whole or named mistake by mistake, and kept for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.writer import toml_value
from pipeline.corrections import (
    Correction,
    check_corrections,
    check_files,
    kept_for_good,
    read_corrections,
)
from pipeline.errors import PipelineError
from pipeline.publish.correction_rows import corrections_of
from pipeline.publish.release import open_release
from tests.conftest import ROOT
from tests.pipeline.making import Ended, folder_hash

Command = Callable[..., Ended]
ENTRY = {
    "key": '"2026-11-09-miles"',
    "date": "2026-11-09",
    "said": '"1.2 to 1.5 times"',
    "says": '"1.15 to 1.41 times"',
    "why": '"Two figures had been rounded."',
    "claims": '["running-backward-energy-cost-increase"]',
    "studies": '["wright-weyand-2001"]',
    "releases": '["2026-11-01", "2026-11-08.2"]',
}


def entry(**changes: str | None) -> str:
    lines = {**ENTRY, **changes}
    told = "".join(f"{name} = {value}\n" for name, value in lines.items() if value is not None)
    return f"[[correction]]\n{told}"


def problems(text: str) -> list[str]:
    _, faults = check_corrections([("own.toml", text)])
    assert all(fault.file and fault.fix for fault in faults)
    return [fault.problem for fault in faults]


def test_a_whole_entry_is_read() -> None:
    ((found,), faults) = check_corrections([("own.toml", entry(told_by='"Ada Reader"'))])
    assert faults == []
    assert (found.date, found.told_by) == (date(2026, 11, 9), "Ada Reader")
    assert found.releases == ("2026-11-01", "2026-11-08.2")


def test_the_shipped_files_hold_no_mistake() -> None:
    files = [ROOT / "data" / "corrections.toml", ROOT / "data" / "demo" / "corrections.toml"]
    found, faults = check_files(files, ROOT)
    assert faults == []
    assert len(found) >= 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"why": None}, "why is missing"),
        ({"when": '"now"'}, "unknown key 'when'"),
        ({"date": '"2026-11-09"'}, "date = '2026-11-09' is not a day"),
        ({"date": "2026-11-09T10:00:00"}, "is not a day"),
        ({"claims": '"a-claim"'}, "claims = 'a-claim' is not a list"),
        ({"claims": "[1]"}, "claims = [1] is not a list"),
        ({"said": "7"}, "said = 7 is not a text"),
        ({"said": '" "'}, "said is empty"),
        ({"says": ENTRY["said"]}, "said and says are the same"),
        ({"key": '"no key"'}, "key = 'no key' is not a slug"),
        ({"claims": None, "studies": None}, "names no claim and no study"),
        ({"claims": '["../etc"]'}, "'../etc' is no key of a claim"),
        ({"studies": '["wright-weyand-2002"]'}, "no study 'wright-weyand-2002'"),
        ({"releases": '["yesterday"]'}, "'yesterday' is no release"),
        ({"releases": '["2026-02-30"]'}, "'2026-02-30' is no release"),
        ({"releases": '["2026-11-10"]'}, "later than the correction of 2026-11-09"),
        ({"releases": '["2026-11-01", "2026-11-02", "2026-11-03"]'}, "releases names 3"),
        ({"why": f'"{"x" * 2001}"'}, "why has 2,001 characters"),
        ({"why": '"\\u001b[31m"'}, "why holds \\x1b"),
        ({"told_by": '"\\u202eada"'}, "told_by holds \\u202e"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_value(
    changes: dict[str, str | None], problem: str
) -> None:
    (found,) = problems(entry(**changes))
    assert problem in found
    assert found.startswith("correction 1 (")


def test_a_name_that_is_nearly_right_names_the_right_one() -> None:
    _, (fault,) = check_corrections([("own.toml", entry(studies='["wright-weyand-2002"]'))])
    assert "did you mean 'wright-weyand-2001'?" in fault.fix


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[correction]\n", "not valid TOML"),
        (entry().replace("[[correction]]", "[correction]"), "is a single table"),
        (entry().replace("[[correction]]", "[[corrections]]"), "unknown key 'corrections'"),
        (entry() + entry(), "two corrections have the key '2026-11-09-miles'"),
    ],
)
def test_a_file_of_the_wrong_shape_says_so(text: str, problem: str) -> None:
    assert any(problem in found for found in problems(text))


@given(st.dictionaries(st.sampled_from([*ENTRY, "odd"]), st.text() | st.integers(), max_size=6))
def test_whatever_stands_in_an_entry_is_read_or_named(values: dict[str, str | int]) -> None:
    lines = "".join(
        f"{name} = {toml_value(value)}\n"
        for name, value in values.items()
        if not isinstance(value, str) or value.isprintable()
    )
    found, faults = check_corrections([("own.toml", f"[[correction]]\n{lines}")])
    assert bool(found) != bool(faults)


def test_a_store_has_corrections_of_its_own(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ()
    (tmp_path / "corrections.toml").write_text(entry(), "utf-8")
    (found,) = read_corrections(tmp_path)
    assert found.key == "2026-11-09-miles"


def test_a_mistake_stops_whoever_reads_them(tmp_path: Path) -> None:
    own = tmp_path / "corrections.toml"
    own.write_text(entry(why=None, said=None), "utf-8")
    with pytest.raises(PipelineError) as refused:
        read_corrections(tmp_path)
    assert str(own) in refused.value.problem
    assert "(1 more: retrograde corrections check)" in refused.value.problem
    own.write_bytes(b"\xff")
    with pytest.raises(PipelineError, match="byte 1 is not UTF-8"):
        read_corrections(tmp_path)


def test_what_was_published_is_kept_though_no_file_names_it_now() -> None:
    old = Correction("a", date(2026, 1, 1), "1", "2", "w", claims=("c",))
    again = Correction("a", date(2026, 1, 1), "1", "2, in better words", "w", claims=("c",))
    new = Correction("b", date(2026, 2, 1), "3", "4", "w", claims=("c",))
    assert kept_for_good([new], [old]) == [old, new]
    assert kept_for_good([again, new], [old]) == [again, new]


def test_a_correction_is_frozen_into_every_later_release(published: Path, command: Command) -> None:
    own = published / "corrections.toml"
    own.write_text(entry(), "utf-8")
    assert command("run").code == 0
    first = open_release(published)
    assert [one.key for one in corrections_of(first)] == ["2026-11-09-miles"]
    assert first.manifest["tables"]["corrections"]["file"].startswith("tables/")
    own.unlink()
    assert command("publish").code == 0
    later = open_release(published)
    assert later.id != first.id
    assert corrections_of(later) == corrections_of(first)
    command("export", "--tables", "corrections", "-o", "out")
    assert "1.15 to 1.41" in (Path("out") / later.id / "corrections.csv").read_text("utf-8")


@pytest.mark.parametrize("name", ["run", "publish"])
def test_a_broken_file_stops_a_run_before_it_writes(
    published: Path, command: Command, name: str
) -> None:
    (published / "corrections.toml").write_text(entry(why=None), "utf-8")
    before = folder_hash(published)
    ended = command(name)
    assert ended.code == 1
    assert "why is missing" in ended.err
    assert folder_hash(published) == before


def test_the_command_names_every_mistake_and_ends_with_1(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(entry(why=None, studies='["x"]'), "utf-8")
    ended = command("corrections", "check", file)
    assert ended.code == 1
    assert f"{file}: correction 1 (2026-11-09-miles): why is missing" in ended.out
    rows = command("corrections", "check", file, "--json").rows
    assert [row["file"] for row in rows] == [str(file)]
    file.write_text(entry(), "utf-8")
    ended = command("corrections", "check", file)
    assert (ended.code, ended.out) == (0, "")
    assert "1 correction, no mistakes" in ended.err


def test_the_list_tells_what_a_release_would_hold(command: Command, tmp_path: Path) -> None:
    assert command("corrections", "list").err.strip() == "0 corrections"
    store = tmp_path / "store"
    store.mkdir()
    (store / "corrections.toml").write_text(entry(), "utf-8")
    told = command("corrections", "list")
    assert "said: 1.2 to 1.5 times" in told.out
    (row,) = [
        json.loads(line) for line in command("corrections", "list", "--json").out.split("\n")[:1]
    ]
    assert row["date"] == "2026-11-09"
