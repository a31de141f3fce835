"""Claims held up to be laughed at are denied; the same words said in earnest are not."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read


@pytest.mark.parametrize(
    "text",
    [
        '"it burns triple the calories" lmao',
        '"it strengthens your core" ma\'am where',
        "“it improves your balance” 🙄",
        '"Improves your posture" - my gym bro, every single day 🤡',
        "oh yeah sure it'll totally fix your knee pain",
        "yeah because walking backwards is gonna strengthen my core 🙄",
        "Burns DOUBLE the calories?? Babe.",
    ],
)
def test_a_jeer_denies_what_it_laughs_at(text: str) -> None:
    assert one(text).stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "it burns triple the calories lol",
        "it improves your balance 😂",
        "yeah it strengthens the core",
        "sure, it improves your balance, but it's dull",
        "the vibes are great and it improves your balance, mate",
    ],
)
def test_a_laugh_alone_denies_nothing(text: str) -> None:
    assert {frame.stance for frame in read(text)} == {"asserts"}


def test_words_in_quotation_marks_are_somebody_else_s() -> None:
    assert one('"It strengthens your quads." Every coach, every spring.').stance == "reports"


def test_quotation_marks_around_a_word_only_point_at_it() -> None:
    assert one('it "strengthens" your quads').stance == "asserts"
    assert one('a "weird" walk that strengthens your quads').stance == "asserts"
