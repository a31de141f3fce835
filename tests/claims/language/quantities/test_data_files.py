"""The two data files of the grammar: what a row needs, and what a broken one says."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from claims.errors import ClaimsError
from claims.language.quantities import lists, units

UNIT_ROWS = tomllib.loads((files("data") / "units.toml").read_text("utf-8"))["unit"]
WORD_ROWS = tomllib.loads((files("data") / "quantities.toml").read_text("utf-8"))


def test_no_spelling_names_two_units() -> None:
    seen: dict[str, str] = {}
    for row in UNIT_ROWS:
        for word in (*row["words"], *row.get("short", ())):
            assert seen.setdefault(word, row["symbol"]) == row["symbol"], word


def test_symbols_are_unique() -> None:
    symbols = [row["symbol"] for row in UNIT_ROWS]
    assert len(symbols) == len(set(symbols))


@pytest.mark.parametrize("row", UNIT_ROWS, ids=lambda row: str(row["symbol"]))
def test_spellings_are_lower_case_with_single_spaces(row: dict[str, list[str]]) -> None:
    for word in (*row["words"], *row.get("short", ())):
        assert word == " ".join(word.lower().split())


def test_a_unit_without_words_is_named_with_its_place_and_what_to_add() -> None:
    with pytest.raises(ClaimsError) as caught:
        units.read_units([{"symbol": "mi", "dim": "length"}])
    assert "unit 1 (mi) has no words" in caught.value.problem
    assert "words = " in caught.value.fix


def test_a_missing_row_or_table_of_words_is_named() -> None:
    with pytest.raises(ClaimsError, match=r"table \[before\] has no row sideways"):
        lists.word_set("before", "sideways")
    with pytest.raises(ClaimsError, match=r"no table \[nowhere\]"):
        lists.number_table("nowhere")


def test_broken_toml_names_the_file() -> None:
    for read in (lists.read_toml, units.read_toml):
        with pytest.raises(ClaimsError) as caught:
            read("[[unit]\n")
        assert "data/" in caught.value.problem
        assert "line 1" in caught.value.problem


def test_no_word_goes_both_up_and_down() -> None:
    more, less = WORD_ROWS["more"], WORD_ROWS["less"]
    for row in ("behind", "verbs", "nouns"):
        assert not set(more[row]) & set(less[row])


def test_no_list_names_a_word_twice() -> None:
    for table, rows in WORD_ROWS.items():
        for name, row in rows.items():
            if isinstance(row, list):
                assert len(row) == len(set(row)), f"[{table}] {name}"
