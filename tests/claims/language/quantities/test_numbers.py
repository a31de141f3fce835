"""Numbers: digits, fractions, words, and what is said aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language.quantities import find_quantities
from claims.language.quantities.numbers import Number, read_number, value_of
from claims.language.quantities.tokens import Tokens
from tests.claims.language.quantities.brief import brief, one


def number(text: str) -> Number:
    """The number at the start of a text."""
    found = read_number(Tokens(text), 0)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("8", 8),
        ("8.5", 8.5),
        (".5", 0.5),
        ("2,5", 2.5),
        ("1,000", 1000),
        ("1,674,200.5", 1674200.5),
        ("1e3", 1000),
        ("1.3e-2", 0.013),
        ("1.3x10^6", 1.3e6),
        ("6.23×10-4", 0.000623),
        ("½", 0.5),
        ("2½", 2.5),
        ("2 1/2", 2.5),
        ("3/4", 0.75),
        ("2 million", 2e6),
        ("2.5 hundred", 250),
        ("3 hundred and 21", 321),
        ("4 thousand 3 hundred and 21", 4321),
        ("3 million and a half", 3.5e6),
        ("2 dozen", 24),
    ],
)
def test_digits_have_their_value(text: str, value: float) -> None:
    found = number(text)
    assert (found.low, found.high) == pytest.approx((value, value))
    assert found.last == Tokens(text).size


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zero", 0),
        ("nought", 0),
        ("eight", 8),
        ("sixteen", 16),
        ("twenty-four", 24),
        ("twenty four", 24),
        ("fifty - two", 52),
        ("a hundred", 100),
        ("a hundred and forty", 140),
        ("two hundred fifty", 250),
        ("twenty four hundred", 2400),
        ("one hundred and sixty-one", 161),
        ("two hundred and two thousand", 202_000),
        ("two thousand and two hundred", 2200),
        ("twenty-one trillion three hundred", 21_000_000_000_300),
        ("hundred thousand", 100_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("two thirds of a million", 666_666.667),
        ("one and a half", 1.5),
        ("two and three quarters", 2.75),
        ("one-and-a-half", 1.5),
        ("five and a half million", 5.5e6),
        ("one million and a half", 1.5e6),
        ("half", 0.5),
        ("a third", 1 / 3),
        ("two thirds", 2 / 3),
        ("three-quarters", 0.75),
        ("a fifth", 0.2),
        ("twenty-three fifths", 4.6),
        ("one point five", 1.5),
        ("two point oh", 2.0),
        ("zero point two five", 0.25),
        ("point one", 0.1),
        ("nine point nought four", 9.04),
        ("minus five", -5),
        ("negative one", -1),
    ],
)
def test_words_have_their_value(text: str, value: float) -> None:
    found = number(text)
    assert found.low == pytest.approx(value)
    assert found.last == Tokens(text).size


def test_a_pair_said_in_a_row_is_one_number() -> None:
    assert number("one fifty").low == 150
    assert number("one thirty two").low == 132
    assert number("twenty four thirty").pair == (24, 30)


def test_a_number_before_one_of_something_stays_alone() -> None:
    assert brief("two twenty minute runs") == ["20 min"]


def test_two_neighbours_before_many_of_something_are_a_range() -> None:
    assert brief("like thirty forty percent more") == ["~30..40 % x1.3..1.4 more"]
    assert brief("two three times harder") == ["ratio ~2..3 more [times_more]"]


def test_vague_words_are_wide_and_approximate() -> None:
    couple, dozens = number("a couple hundred"), number("dozens")
    assert (couple.low, couple.high, couple.approximate) == (200, 200, True)
    assert (dozens.low, dozens.high, dozens.approximate) == (12, 120, True)
    tens = number("tens of thousands")
    assert (tens.low, tens.high) == (10_000, 100_000)


def test_a_share_is_no_count() -> None:
    assert number("3 out of 4").low == 0.75
    assert number("3 out of 4").form == "share"
    assert number("1 in 5 people").low == 0.2
    assert number("1 in 5").low == 1
    assert number("12 out of 10").low == 12


@pytest.mark.parametrize("text", ["the", "a mile", "and", "x", "per million", "several hundred"])
def test_other_words_are_no_number(text: str) -> None:
    assert read_number(Tokens(text), 0) is None


@pytest.mark.parametrize("digits", ["9" * 25, "9" * 400, "9" * 5000, "1e999", "9e300"])
def test_numbers_beyond_measure_are_left(digits: str) -> None:
    assert find_quantities(f"{digits} miles", every=True) == ()


def test_a_comma_before_one_or_two_digits_is_a_decimal_comma() -> None:
    assert value_of("2,5") == 2.5
    assert value_of("2,500") == 2500
    assert brief("22,24,26 miles") == []


@given(st.integers(min_value=0, max_value=999_999))
def test_every_whole_number_reads_back_from_digits(value: int) -> None:
    assert one(f"{value:,} steps").low == value
    assert one(f"{value} steps").high == value


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_SMALL = f"{_ONES} {_TEENS}".split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int) -> str:
    """A whole number below a million as an English speaker writes it."""
    if value >= 1000:
        rest = f" {in_words(value % 1000)}" if value % 1000 else ""
        return f"{in_words(value // 1000)} thousand{rest}"
    if value >= 100:
        rest = f" and {in_words(value % 100)}" if value % 100 else ""
        return f"{_SMALL[value // 100]} hundred{rest}"
    if value >= 20:
        rest = f"-{_SMALL[value % 10]}" if value % 10 else ""
        return _TENS[value // 10 - 2] + rest
    return _SMALL[value]


@given(st.integers(min_value=1, max_value=999_999))
def test_every_whole_number_reads_back_from_words(value: int) -> None:
    assert one(f"{in_words(value)} steps").low == value
