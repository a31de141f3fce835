"""Outcomes that are named first and judged in the next breath."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read, said


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("Three months of running backwards. Vertical? Up 3 inches.", "jump_power", "increase"),
        ("Backward walking daily. My back pain... gone.", "pain:back", "decrease"),
        ("What about posture? Honestly. No change.", "posture", "no_difference"),
        ("Resting heart rate. Down.", "heart_rate", "decrease"),
        ("balance, much better since I walk backwards", "balance", "increase"),
        ("blood pressure readings: unchanged", "blood_pressure", "no_difference"),
        ("my calves? on fire", "muscle_activation:calves", "increase"),
    ],
)
def test_the_next_words_of_direction_are_said_of_the_head(
    text: str, outcome: str, direction: str
) -> None:
    assert said(text) == [(outcome, direction)]


def test_the_verdict_keeps_its_size() -> None:
    frame = one("Vertical? Up 3 inches after a summer of backward sprints")
    assert (frame.value_low, frame.unit) == (3, "in")


@pytest.mark.parametrize(
    "text",
    [
        "Anyone with knee pain? Up for a backward walk?",
        "Do you have good balance? Down here we run backwards on sand.",
        "my knees, up the hill backwards, down the hill forwards",
        "Knees? Fine, thanks. Gone to the shop now.",
        "Which of you has great posture? Asking before we walk backwards. Up next: lunch.",
    ],
)
def test_words_that_go_on_are_no_verdict(text: str) -> None:
    assert read(text) == ()
