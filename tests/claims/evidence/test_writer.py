"""A study's file: the same study is the same bytes, and comes back as it was."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.evidence.from_json import files_from_json, studies_from_json, with_curation
from claims.evidence.library import load_library
from claims.evidence.reader import read_study
from claims.evidence.skeletons import skeleton_of
from claims.evidence.writer import study_text, toml_value
from tests.claims.evidence.build import a_finding, a_study

TEXT = st.text(max_size=30)


@given(TEXT, st.lists(TEXT, max_size=3), st.floats(-1e9, 1e9), st.one_of(st.none(), TEXT))
def test_what_is_written_is_read_back(
    title: str, authors: list[str], value: float, note: str | None
) -> None:
    finding = a_finding(value=value, note=note, parts=("core",))
    study = a_study("doe-2001", finding, title=title, authors=tuple(authors), people=None)
    read = read_study("doe-2001.toml", study_text(study))
    assert read.faults == ()
    assert read.study == study
    assert study_text(study) == study_text(study)


@given(st.text())
def test_any_text_is_a_toml_string(text: str) -> None:
    import tomllib

    assert tomllib.loads(f"x = {toml_value(text)}")["x"] == text


def test_the_shipped_files_are_in_the_writers_own_form() -> None:
    for study in load_library("backward-running").studies.values():
        path = Path(__file__).parents[3] / f"data/evidence/backward-running/{study.key}.toml"
        assert path.read_text("utf-8") == study_text(study), study.key


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("studies", "backward-running"),
        ("studies-weighted-vest-walking", "weighted-vest-walking"),
    ],
)
def test_nothing_of_the_curators_list_is_lost(shared: Path, name: str, topic: str) -> None:
    listed = json.loads((shared / f"evidence/{name}.json").read_text("utf-8"))["studies"]
    library = load_library(topic)
    assert {row["id"] for row in listed} == set(library.studies)
    for row in listed:
        study = dataclasses.asdict(library.studies[row["id"]])
        findings = {finding["id"]: finding for finding in study.pop("findings")}
        _same(row, study, _STUDY)
        for found in row["findings"]:
            _same(found, findings[found["id"]], _FINDING)


_STUDY = {
    "id": "key",
    "topic": "evidence_topic",
    "n": "people",
    "n_female": "female",
    "n_male": "male",
    "verified": "read_as",
    "verified_note": "read_note",
    "count_in_verdicts": "counts",
}
_FINDING = {
    "effect_value": "value",
    "effect_low": "low",
    "effect_high": "high",
    "effect_unit": "unit",
    "as_read": "as_printed",
}


def _same(listed: dict[str, object], kept: dict[str, object], names: dict[str, str]) -> None:
    for key, value in listed.items():
        if key == "findings":
            continue
        found = kept[names.get(key, key)]
        told = list(found) if isinstance(found, tuple) else found
        # Absent is None in the list; in the record a flag that was not set is False.
        assert told == value or (value is None and told in (False, [])), (key, value, told)


def test_importing_again_changes_no_file(shared: Path) -> None:
    folder = Path(__file__).parents[3] / "data/evidence/backward-running"
    text = (shared / "evidence/studies.json").read_text("utf-8")
    for name, content in files_from_json("studies.json", text, folder):
        assert (folder / name).read_text("utf-8") == content


def test_the_overlap_groups_are_those_of_the_comparison_rules(shared: Path) -> None:
    rules = json.loads((shared / "evidence/comparison.json").read_text("utf-8"))["rules"]
    (groups,) = [rule["groups"] for rule in rules if rule["id"] == "DUPLICATES"]
    studies = load_library("backward-running").studies
    for group in groups:
        assert len({studies[key].overlap for key in group}) == 1
        assert studies[group[0]].overlap
    grouped = {key for group in groups for key in group}
    assert {key for key, study in studies.items() if study.overlap} == grouped


def test_what_curators_added_outlives_an_import() -> None:
    curated = a_study(
        "doe-2001",
        a_finding(setting="water"),
        overlap="a-group",
        reviewed_by="A. Reader, 2026-02-01",
    )
    fresh = a_study("doe-2001", a_finding(statement="It rose a lot."), people=41)
    kept = with_curation(fresh, curated)
    assert (kept.overlap, kept.reviewed_by, kept.people) == (
        "a-group",
        "A. Reader, 2026-02-01",
        41,
    )
    assert kept.findings[0].setting == "water"
    assert kept.findings[0].statement == "It rose a lot."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 1"),
        ('{"papers": []}', "there is no list of studies"),
        ('[{"id": "doe-2001", "titel": "x"}]', "study 1 (doe-2001): no field for titel"),
        ('[{"id": "doe-2001"}]', "missing"),
    ],
)
def test_a_list_that_cannot_be_read_says_where(text: str, problem: str) -> None:
    with pytest.raises(ClaimsError) as raised:
        studies_from_json("list.json", text)
    assert problem in raised.value.problem
    assert raised.value.problem.startswith("list.json")


def test_a_skeleton_has_the_right_shape_but_waits_to_be_filled_in(tmp_path: Path) -> None:
    text = skeleton_of("doe-2001", "backward-running")
    read = read_study("doe-2001.toml", text)
    assert read.faults == ()
    assert read.study is not None
    assert read.study.evidence_topic == "backward-locomotion"
    assert read.study.reviewed_by == ""
    assert "controlled_trial" in text


def test_a_key_that_is_no_slug_gets_no_skeleton() -> None:
    with pytest.raises(ClaimsError, match="'Doe 2001' cannot be the key"):
        skeleton_of("Doe 2001", "backward-running")
