"""Verbs that stand around their object: "wakes the quads up"."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import read, said


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("walking backwards wakes the quads up", "muscle_activation:quadriceps", "increase"),
        ("it brings your blood pressure right down", "blood_pressure", "decrease"),
        ("running backwards gets the lungs going", "breathing_efficiency", "increase"),
        ("retro walking frees your hips up", "flexibility", "increase"),
        ("backward running keeps the weight off", "body_weight", "decrease"),
        ("it pumps the glutes up", "muscle_strength:glutes", "increase"),
    ],
)
def test_a_particle_behind_the_object_belongs_to_the_verb(
    text: str, outcome: str, direction: str
) -> None:
    assert said(text) == [(outcome, direction)]


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        (
            "running backwards gives the calves a proper good hammering",
            "muscle_activation:calves",
            "increase",
        ),
        ("backward walking did my posture the world of good", "posture", "increase"),
        ("it left my quads trembling like jelly", "muscle_activation:quadriceps", "increase"),
        ("retro running does your knees no favours", "knee_load", "increase"),
        ("walking backwards keeps my back pain at bay", "pain:back", "decrease"),
        ("it sends your heart rate straight through the roof", "heart_rate", "increase"),
    ],
)
def test_a_longer_tail_may_hold_a_word_or_two(text: str, outcome: str, direction: str) -> None:
    assert said(text) == [(outcome, direction)]


@pytest.mark.parametrize(
    "text",
    [
        "running backwards gave my coach, and his calves agreed, a hammering idea",
        "we get up at six and walk backwards",
        "keep your chin up when you run backwards",
        "get your knees up and walk backwards",
        "put your back into it, walk backwards",
    ],
)
def test_advice_with_a_particle_is_no_claim(text: str) -> None:
    assert read(text) == ()
