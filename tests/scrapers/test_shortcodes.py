"""Numbers of posts and their short codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.fields import Unmapped
from scrapers.shortcodes import shortcode_of
from scrapers.times import BASE64URL, id_time
from tests.scrapers.fixtures.invent import START
from tests.scrapers.fixtures.sites import media_code
from tests.scrapers.reads import NOW


@given(st.integers(1, 2**64 - 1))
def test_a_code_is_the_number_in_64_signs(number: int) -> None:
    code = shortcode_of(str(number), "pk")
    back = 0
    for sign in code:
        back = back * 64 + BASE64URL.index(sign)
    assert back == number


def test_the_owners_number_is_no_part_of_it() -> None:
    assert shortcode_of("64_178", "pk") == shortcode_of("64", "pk") == "BA"


def test_a_code_tells_the_time_of_posting() -> None:
    inside = id_time("instagram", media_code(START, 3), NOW)
    assert inside is not None
    assert inside.timestamp() == START


@pytest.mark.parametrize("number", ["", "0", "x", "-5", "9" * 30, "٧٣", "1.5", "_178"])
def test_what_is_no_number_names_its_path(number: str) -> None:
    with pytest.raises(Unmapped, match=r"data\.pk: "):
        shortcode_of(number, "data.pk")
