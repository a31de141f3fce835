"""Whatever the text: no exception, right offsets, linear time, the same answer every time."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language.quantities import Quantity, find_quantities
from claims.language.quantities.lists import row, rows
from claims.language.quantities.units import read_toml
from tests.conftest import ROOT
from tests.growth import grows_in_step

WORDS = sorted(
    {
        word
        for table, name in (
            ("before", "upper"),
            ("before", "lower"),
            ("before", "approximate"),
            ("more", "verbs"),
            ("less", "behind"),
            ("equivalence", "connectors"),
            ("equivalence", "between"),
            ("guard", "labels"),
            ("guard", "idioms"),
            ("levels", "verbs"),
        )
        for word in row(table, name)
    }
    | set(rows("number_small"))
    | set(rows("number_scales"))
    | {
        *[
            "miles",
            "km",
            "kcal",
            "lbs",
            "%",
            "x",
            "times",
            "fold",
            "steps",
            "bpm",
            "of",
            "the",
            "a",
            "to",
            "from",
            "and",
            "or",
            "-",
            "–",
            "=",
            "→",
            "/",
            ".",
            ",",
            "1",
            "2",
            "3.5",
        ]
    }
    | {
        "9" * 30,
        "½",
        "7:30",
        "1:45:30",
        "1/2",
        "1️⃣",
        "\n",
        "\u200d",
        "\ud800",
        "İ",
        "burn",
        "now",
        "was",
    }
)


def check(text: str, quantities: tuple[Quantity, ...]) -> None:
    """What must hold of any result."""
    behind = 0
    for quantity in quantities:
        assert behind <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
        if quantity.ratio_low is not None and quantity.ratio_high is not None:
            assert 0 <= quantity.ratio_low <= quantity.ratio_high
        for side in quantity.sides:
            assert quantity.start <= side.start < side.end <= quantity.end
        behind = quantity.end


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
@settings(max_examples=300)
def test_any_characters_at_all(text: str) -> None:
    check(text, find_quantities(text))
    check(text, find_quantities(text, every=True))


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", " ", "  "]))
@settings(max_examples=1500)
def test_any_order_of_the_words_the_grammar_knows(words: list[str], space: str) -> None:
    text = space.join(words)
    check(text, find_quantities(text))
    assert set(find_quantities(text)) <= set(find_quantities(text, every=True))


@given(
    st.text(alphabet=st.characters(codec=None, exclude_categories=("L", "N")), max_size=20),
    st.sampled_from(["8 miles", "30% more", "2-3x harder", "1 mile is like 2-3"]),
)
def test_what_stands_before_moves_the_offsets_and_nothing_else(before: str, words: str) -> None:
    (alone,) = find_quantities(words)
    found = find_quantities(f"{before}\n{words}")
    assert (found[-1].low, found[-1].high, found[-1].kind) == (alone.low, alone.high, alone.kind)
    assert found[-1].end == len(before) + 1 + alone.end


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    text = "🏃‍♂️🔙 burns “３０％” more… no: 30％ more 🔥"
    quantity = find_quantities(text)[-1]
    assert text[quantity.start : quantity.end] == "30％ more"
    assert quantity.ratio_low == 1.3


def test_numbers_in_other_scripts_and_widths_are_read() -> None:
    assert find_quantities("１０ miles")[0].low == 10
    assert find_quantities("٣ miles")[0].low == 3
    assert find_quantities("8 miles")[0].unit == "mi"


HARD = [
    "9", "1 ", "1-", "1/", "1.", "1,000,", "1:11", "½", "a ", "one ", "half ", "twenty ", "hundred and ",
    "up to ", "about ", "from 1 to ", "1 in 2 ", "100 steps = ", "is like ", "x2 ", "2x ", "5% ", "$1 ",
    "(1", "day 1 ", "was 5 now ", "1 h 1 m ", "reduce by 5% ", "FTSE 1 ", "\ud800", "\x00", "\u202e", "e\u0301",
    "🔥1 ", "minus ", "point one ", "couple of ", "burn 1 calories now ", "1 or ", "a mile and ", "×10",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD, ids=ascii)
def test_time_grows_in_step_with_the_length(piece: str) -> None:
    assert grows_in_step(lambda text: check(text, find_quantities(text)), piece, length=4_000)


def test_a_megabyte_of_prose_is_read() -> None:
    text = "so we ran 8 miles backward and it burned 30% more than usual. " * 16_500
    assert len(text) > 1_000_000
    assert len(find_quantities(text)) == 33_000


PROGRAM = """
from claims.language.quantities import find_quantities
from claims.language.text import clean, sentences
text = (
    "8 miles backward = 16 to 24 forward, 30% more, 2-3x harder, pain from 6/10 to 2/10, twice a week "
    "#runningbackwardsdaily " * 3
)
print(find_quantities(text, every=True))
print(clean(text, words={"running", "backwards", "back", "wards", "daily", "run", "ning"}), sentences(text))
"""


def test_every_hash_seed_gives_the_same() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(runs) == 1
    assert "equivalence" in runs.pop()


def test_a_text_without_a_number_is_turned_away_before_it_is_read() -> None:
    assert find_quantities("") == ()
    assert find_quantities("easier on your knees, i swear") == ()
    assert find_quantities("🏃") == ()


def test_the_data_file_of_units_is_read_as_it_stands() -> None:
    assert read_toml("[[unit]]\nsymbol = 'mi'\n") == {"unit": [{"symbol": "mi"}]}
