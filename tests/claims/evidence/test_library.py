"""The study library: read whole or not at all, every mistake named."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.evidence.library import check_library, load_library
from claims.evidence.writer import study_text
from claims.records import Study
from tests.claims.evidence.build import a_finding, a_study

GOOD = a_study("doe-2001", a_finding(ratio=1.28, low=18, high=38, value=28, unit="percent"))


def write(root: Path, text: str, name: str = "doe-2001") -> Path:
    folder = root / "backward-running"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def changed(old: str, new: str, study: Study = GOOD) -> str:
    text = study_text(study)
    assert old in text
    return text.replace(old, new)


def test_the_shipped_library_has_every_study_and_no_mistake() -> None:
    assert check_library() == ()
    library = load_library()
    backward = load_library("backward-running")
    assert len(backward.studies) == 68
    assert len(backward.findings) == 151
    assert len(library.studies) == 77
    assert not any(study.reviewed_by for study in library.studies.values())


def test_what_was_only_remembered_has_no_findings_and_does_not_count() -> None:
    remembered = [s for s in load_library().studies.values() if s.read_as == "memory"]
    assert len(remembered) == 4
    assert all(not study.findings and not study.counts for study in remembered)


def test_findings_are_found_by_outcome_and_by_id() -> None:
    library = load_library("backward-running")
    assert library.study_of("roos-2012.f1").key == "roos-2012"
    knees = {evidence.finding.id for evidence in library.on("knee_load")}
    assert {"roos-2012.f1", "odu-thesis-1998.f1"} <= knees
    assert library.on("mental_toughness") == ()


def test_a_topic_without_studies_has_an_empty_library(tmp_path: Path) -> None:
    assert load_library("12-3-30").studies == {}
    assert load_library("jumping", write(tmp_path, study_text(GOOD))).studies == {}


def test_the_hash_changes_with_any_byte(tmp_path: Path) -> None:
    before = load_library(root=write(tmp_path, study_text(GOOD))).sha256
    assert load_library(root=tmp_path).sha256 == before
    write(tmp_path, study_text(GOOD).replace("It rose.", "It  rose."))
    assert load_library(root=tmp_path).sha256 != before


MISTAKES = [
    ("value = 28", "value = 48", "value = 48 lies outside its interval 18 to 38", "as printed"),
    ("ratio = 1.28", "ratio = 1.9", "ratio = 1.9 lies outside its interval 18 to 38", "as printed"),
    ("low = 18", "low = 39", "low = 39 is above high = 38", "exchange"),
    ("low = 18\n", "", "two ends, low and high", "leave both out"),
    ("people = 40", "people = -4", "people = -4 is not a number of people", "leave it out"),
    ("people = 40", "people = 0", "people = 0", "leave it out"),
    ("ratio = 1.28", "ratio = 0", "ratio = 0 is not above zero", "1 = equal"),
    ("ratio = 1.28", "ratio = nan", "ratio = nan is not a number one can measure", "not printed"),
    ('outcome = "energy_cost"', 'outcome = "enrgy_cost"', "'enrgy_cost' is unknown", "energy_cost"),
    (
        'modality = "running"',
        'modality = "runing"',
        "modality = 'runing'",
        "did you mean 'running'",
    ),
    ('contrast = "backward_vs_forward"', 'contrast = "x"', "contrast = 'x' is unknown", "known:"),
    ('effect_kind = "acute"', 'effect_kind = "acut"', "effect_kind = 'acut'", "acute"),
    ('direction = "increase"', 'direction = "up"', "direction = 'up' is unknown", "increase"),
    ('direction = "increase"\n', "", "a ratio without a direction", "add direction"),
    ('basis = "same_speed"', 'basis = "fast"', "basis = 'fast' is unknown", "same_speed"),
    ('design_class = "crossover_lab"', 'design_class = "rtc"', "design_class = 'rtc'", "rct"),
    ('read_as = "abstract"', 'read_as = "skimmed"', "read_as = 'skimmed'", "fulltext"),
    ('read_as = "abstract"', 'read_as = "memory"', "yet findings are recorded", "read the study"),
    ('quality = "low"', 'quality = "so-so"', "quality = 'so-so'", "very_low"),
    ('key = "doe-2001"', 'key = "Doe 2001"', "key = 'Doe 2001' is not a slug", "small letters"),
    ("year = 2001", 'year = 2001\ndoi = "https://x"', "doi = 'https://x' is not a DOI", "bare"),
    ("year = 2001", 'year = "2001"', "year = '2001' is not a whole number", "whole number"),
    ("year = 2001", "year = true", "year = True is not a number", "a number"),
    ("counts = true", 'counts = "yes"', "counts = 'yes' is not true or false", "true or false"),
    ('authors = ["Doe J", "Roe R"]', 'authors = "Doe"', "authors = 'Doe' is not a list", "list"),
    ('title = "The paper of doe-2001"', "title = 7", "title = 7 is not a text", "a text in quotes"),
    ('title = "The paper of doe-2001"\n', "", "study: title is missing", "add the line title"),
    ("year = 2001", "yaer = 2001", "unknown key 'yaer'", "did you mean 'year'"),
    (
        'statement = "It rose."\n',
        "",
        "finding 1 (doe-2001.f1): statement is missing",
        "add the line",
    ),
    ("ratio = 1.28", "ratio = 1.28\nsettin = 1", "unknown key 'settin'", "did you mean 'setting'"),
    ("ratio = 1.28", 'ratio = 1.28\nsetting = "wter"', "setting = 'wter'", "water"),
    ("ratio = 1.28", 'ratio = 1.28\nparts = ["quad"]', "parts: 'quad' is unknown", "quadriceps"),
    ('id = "doe-2001.f1"', 'id = "roe.f1"', "id does not start with doe-2001.", "doe-2001.f1"),
    ("[[finding]]", "[finding]", "[finding] is a single table", "two brackets"),
    ("[study]", "[paper]", "unknown table [paper]", "one [study]"),
    (
        "counts = true",
        'counts = true\nduplicate_of = "roe-1"',
        "'roe-1': no such study",
        "doe-2001",
    ),
    ("counts = true", 'counts = true\npopulation_group = "boys"', "'boys' is unknown", "children"),
    ("[study]", "[study", "not valid TOML", "line"),
]


@pytest.mark.parametrize(("old", "new", "problem", "fix"), MISTAKES)
def test_a_mistake_names_file_key_value_and_fix(
    tmp_path: Path, old: str, new: str, problem: str, fix: str
) -> None:
    root = write(tmp_path, changed(old, new))
    told = [f"{fault.problem} | {fault.fix}" for fault in check_library(root=root)]
    assert any(problem in line and fix in line for line in told), told
    with pytest.raises(ClaimsError) as raised:
        load_library(root=root)
    assert str(root / "backward-running" / "doe-2001.toml") in raised.value.problem
    assert raised.value.fix


def test_an_estimate_outside_its_interval_is_let_in_with_a_note(tmp_path: Path) -> None:
    text = changed("value = 28", 'value = 48\nnote = "as printed"')
    assert check_library(root=write(tmp_path, text)) == ()


def test_all_mistakes_are_told_at_once_and_nothing_is_half_loaded(tmp_path: Path) -> None:
    write(tmp_path, changed("people = 40", "people = 0"))
    write(tmp_path, study_text(a_study("roe-2002", a_finding())), "roe-2002")
    write(tmp_path, "[study", "poe-2003")
    assert len(check_library(root=tmp_path)) == 2
    with pytest.raises(ClaimsError, match=r"1 more: retrograde evidence check"):
        load_library(root=tmp_path)


def test_two_studies_with_one_key_are_refused(tmp_path: Path) -> None:
    write(tmp_path, study_text(GOOD))
    write(tmp_path, study_text(GOOD), "copy")
    problems = [fault.problem for fault in check_library(root=tmp_path)]
    assert any("'doe-2001' is also used in" in problem for problem in problems)
    assert any("the file is called copy.toml" in problem for problem in problems)


def test_an_opinion_may_be_recorded_but_never_counts(tmp_path: Path) -> None:
    opinion = a_study("coach-2020", a_finding(), design_class="opinion")
    told = check_library(root=write(tmp_path, study_text(opinion), "coach-2020"))
    assert any("an expert's opinion cannot count" in fault.problem for fault in told)
    said = {"design_class": "opinion", "counts": False, "url": "https://magazine.example/coach"}
    uncounted = a_study("coach-2020", a_finding(), **said)
    assert check_library(root=write(tmp_path, study_text(uncounted), "coach-2020")) == ()


@pytest.mark.parametrize("missing", [{"url": None}, {"authors": ()}])
def test_an_opinion_is_attributed_to_somebody_who_said_it_in_public(
    tmp_path: Path, missing: dict[str, object]
) -> None:
    said = {"design_class": "opinion", "counts": False, "url": "https://magazine.example/coach"}
    opinion = a_study("coach-2020", a_finding(), **(said | missing))
    (fault,) = check_library(root=write(tmp_path, study_text(opinion), "coach-2020"))
    assert "attributed to nobody who said it in public" in fault.problem
    assert "url, doi or pmid" in fault.fix


def test_a_mistake_of_the_shipped_library_is_named_as_it_lies_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, changed("people = 40", "people = 0"))
    monkeypatch.setattr("claims.evidence.library._place", lambda: root)
    (fault,) = check_library()
    assert fault.file == "data/evidence/backward-running/doe-2001.toml"


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "backward-running"
    folder.mkdir()
    (folder / "doe-2001.toml").write_bytes(b"[study]\ntitle = '\xff'\n")
    with pytest.raises(ClaimsError, match=r"doe-2001\.toml: byte 17 is not UTF-8"):
        load_library(root=tmp_path)
