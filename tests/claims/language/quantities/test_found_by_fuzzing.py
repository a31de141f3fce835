"""Texts that fuzzing found to break the grammar, kept so that they never do again."""

from __future__ import annotations

import pytest

from claims.language.quantities import find_quantities


@pytest.mark.parametrize("text", ["3/½", '4\udcce3"3/½', "½/½", "2:11/122", "2:11/122:221/1in"])
def test_a_slash_beside_fractions_and_clocks_is_no_date(text: str) -> None:
    for quantity in find_quantities(text, every=True):
        assert 0 <= quantity.start < quantity.end <= len(text)


def test_dates_and_fractions_are_still_told_apart() -> None:
    assert find_quantities("on 30/11 we ran") == ()
    (half,) = find_quantities("1/2 the impact of running")
    assert (half.low, half.high) == (0.5, 0.5)
