"""Word rows are read whole, and a wrong one is named by file, line, value and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.language.classes import word_class
from claims.language.examples import count_rows, failures
from claims.language.patterns import patterns, read_patterns
from claims.language.rows import cues, data_file, read_cues, read_toml
from claims.language.vocabulary import Measure, vocabulary
from tests.claims.language.reading import extractor

CUE = '[[cue]]\nid = "mine"\nkind = "hedge"\nwords = ["perhaps"]\n'
ROW = '{"id": "mine", "outcome": "rpe", "direction": "increase", "tokens": ["very", "hard"]}\n'


def cue_file(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def pattern_file(folder: Path, text: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_example_of_every_row_is_read_as_its_row_says() -> None:
    assert list(failures(extractor())) == []
    rows, examples = count_rows()
    assert rows > 150
    assert examples > 2 * rows


def test_row_ids_are_used_once() -> None:
    ids = [*(row.id for row in cues()), *(row.id for row in patterns())]
    assert len(set(ids)) == len(ids)


def test_every_pattern_has_examples_on_both_sides() -> None:
    assert [row.id for row in patterns() if not row.yes or not row.no] == []


def test_words_for_some_outcomes_name_outcomes_that_exist() -> None:
    measures = [named.meaning for named in vocabulary() if isinstance(named.meaning, Measure)]
    known = {name for measure in measures for name in (measure.outcome, measure.text)}
    assert [(cue.id, cue.outcomes - known) for cue in cues() if cue.outcomes - known] == []


def test_every_cue_has_an_example() -> None:
    assert [row.id for row in cues() if not row.yes and not row.no] == []


def test_a_row_is_read(tmp_path: Path) -> None:
    (cue,) = read_cues(cue_file(tmp_path, CUE))
    assert (cue.id, cue.kind, cue.words) == ("mine", "hedge", ("perhaps",))
    (row,) = read_patterns(pattern_file(tmp_path, ROW))
    assert row.ways[0].match(["so", "very", "hard"], 1) == 3


def test_a_row_may_name_several_ways(tmp_path: Path) -> None:
    ways = ROW.replace('"tokens": ["very", "hard"]', '"ways": ["very hard|tough", "no picnic"]')
    (row,) = read_patterns(pattern_file(tmp_path, ways))
    assert [way.match(["no", "picnic"], 0) for way in row.ways] == [-1, 2]


@pytest.mark.parametrize(
    ("change", "value", "fix"),
    [
        (("hedge", "hedgehog"), "'hedgehog'", "choose of"),
        (('words = ["perhaps"]', "words = []"), "no words", "add words"),
        (('["perhaps"]', '"perhaps"'), "'perhaps'", "list of texts"),
        (('kind = "hedge"', 'kind = "direction"\nsense = "upward"'), "'upward'", "strengthens"),
        (('kind = "hedge"', 'kind = "hedge"\ncolour = "red"'), "'colour'", "known keys"),
    ],
)
def test_a_bad_cue_names_file_line_value_and_fix(
    tmp_path: Path, change: tuple[str, str], value: str, fix: str
) -> None:
    path = cue_file(tmp_path, CUE.replace(*change))
    with pytest.raises(ClaimsError) as caught:
        read_cues(path)
    assert "mine.toml line 2 (mine)" in caught.value.problem
    assert value in caught.value.problem
    assert fix in caught.value.fix


def test_a_cue_without_an_id_is_named_by_its_file(tmp_path: Path) -> None:
    path = cue_file(tmp_path, CUE.replace('id = "mine"\n', ""))
    with pytest.raises(ClaimsError, match=r"mine\.toml: a row has no id"):
        read_cues(path)


def test_broken_toml_is_named_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match=r"mine\.toml: .*line 1"):
        read_toml(cue_file(tmp_path, "[[cue\n"))


@pytest.mark.parametrize(
    ("line", "value", "fix"),
    [
        ("{", "line 1", "one JSON object a line"),
        ("[1]", "no object", "one JSON object a line"),
        (ROW.replace("rpe", "joy"), "'joy'", "choose of"),
        (ROW.replace("increase", "up"), "'up'", "choose of"),
        (ROW.replace('"very", "hard"', '"very?", "hard*"'), "optional", "without ? or *"),
        (ROW.replace('"very"', '"a?|b"'), "'a?'", "behind the last choice"),
        (ROW.replace('"very"', '"<colour>"'), "<colour>", "known"),
        (ROW.replace('["very", "hard"]', "[]"), "no tokens", "add"),
        (ROW.replace('"tokens"', '"ways": ["a"], "tokens"'), "both ways and tokens", "one of"),
        (ROW.replace('"tokens": ["very", "hard"]', '"ways": []'), "no tokens", "add"),
        (ROW.replace('"id": "mine", ', ""), "no id", "add"),
        (ROW.replace('"tokens"', '"needs": ["luck"], "tokens"'), "luck", "choose of"),
        (ROW.replace('"tokens"', '"colour": 1, "tokens"'), "'colour'", "known keys"),
    ],
)
def test_a_bad_pattern_names_file_line_value_and_fix(
    tmp_path: Path, line: str, value: str, fix: str
) -> None:
    with pytest.raises(ClaimsError) as caught:
        read_patterns(pattern_file(tmp_path, line.rstrip("\n") + "\n"))
    assert "mine.jsonl line 1" in caught.value.problem
    assert value in caught.value.problem
    assert fix in caught.value.fix


def test_an_unknown_word_class_names_the_file_to_edit() -> None:
    with pytest.raises(ClaimsError, match=r"grammar\.toml: no list stance\.colours"):
        word_class("stance.colours")


def test_the_data_files_of_the_package_are_found() -> None:
    assert data_file("outcomes.toml").is_file()
