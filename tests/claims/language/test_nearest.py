"""The row that came nearest to a text, and what it still lacks."""

from __future__ import annotations

import pytest

from claims.language.extract import Extractor
from claims.language.nearest import Miss, nearest_miss
from claims.topics import load_topic

EXTRACTOR = Extractor(load_topic("backward-running"))


def miss(text: str) -> Miss | None:
    return nearest_miss(EXTRACTOR.parsed(text))


def test_the_row_and_the_word_it_wants_are_named() -> None:
    found = miss("walking backwards demands more money")
    assert found is not None
    assert (found.pattern.id, found.known) == ("more-attention", ("demands", "more"))
    assert found.why.startswith("behind “more” it wants one of: ")
    assert "attention" in found.why


def test_a_row_that_matches_and_may_not_read_says_which_condition_fails() -> None:
    found = miss("walking backwards makes you aware of traffic")
    assert found is not None
    assert (found.share, found.why) == (1.0, "it is \"not_before\" 'of'")


@pytest.mark.parametrize("text", ["", "🙂", "\n"])
def test_a_text_without_words_is_near_to_nothing(text: str) -> None:
    assert miss(text) is None


def test_a_long_text_is_looked_through_too() -> None:
    assert miss("have you " * 2_000) is not None
