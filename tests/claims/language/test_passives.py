"""Verbs turned on their object are said of it; without an auxiliary they are not."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read, said


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        (
            "your calves get absolutely cooked running backwards",
            "muscle_activation:calves",
            "increase",
        ),
        (
            "the shins are really hammered when you go in reverse",
            "muscle_activation:shins",
            "increase",
        ),
        ("hip flexors get stretched walking backwards", "flexibility", "increase"),
        ("the kneecap gets stressed less when you run backwards", "knee_load", "decrease"),
        ("calories are burned faster in reverse", "energy_cost", "increase"),
    ],
)
def test_a_verb_behind_an_auxiliary_is_said_of_what_stands_before(
    text: str, outcome: str, direction: str
) -> None:
    assert said(text) == [(outcome, direction)]


def test_a_present_passive_is_no_result_of_the_speaker() -> None:
    assert not one("your quads get cooked running backwards").personal


@pytest.mark.parametrize(
    "text",
    [
        "running backwards past the glutes class he hammered on the door",
        "my calves and the coach who cooked for us after we ran backwards",
    ],
)
def test_a_verb_of_another_subject_is_none(text: str) -> None:
    assert read(text) == ()
