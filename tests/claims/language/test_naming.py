"""Clauses that name an effect without a word of direction."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import read, said


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Running backwards is a sneaky core workout",
            [("muscle_activation:core", "increase")],
        ),
        (
            "one lap in reverse = cardio plus balance",
            [("cardio_fitness", "increase"), ("balance", "increase")],
        ),
        ("it's all calves", [("muscle_activation:calves", "increase")]),
        (
            "reverse = quads. forward = hamstrings",
            [("muscle_activation:quadriceps", "increase")],
        ),
        (
            "my gran walks backwards, 91 with the posture of a ballerina",
            [("posture", "increase")],
        ),
        ("walk backwards and you have the knees of a teenager", [("pain:knee", "decrease")]),
    ],
)
def test_a_target_that_is_only_named_is_claimed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "leg workout today: running backwards",
        "I walked backwards to the back of a van",
        "babes it's cardio, you are walking backwards",
        "I ran backwards with the lungs of a smoker",
        "it's my knees mate, can't run backwards",
        "PB = 21:04 backwards, calves taped",
    ],
)
def test_a_target_in_passing_is_not(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Mood ⬆️ sleep ⬆️ back pain ⬇️",
            [("other", "increase"), ("other", "increase"), ("pain:back", "decrease")],
        ),
        ("⬆️ bone density ⬇️ anxiety", [("bone_density", "increase"), ("other", "decrease")]),
        ("resting HR 📉", [("heart_rate", "decrease")]),
    ],
)
def test_an_arrow_belongs_to_the_thing_on_its_own_side(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("does walking backwards help with bad knees", [("pain:knee", "decrease")]),
        ("running backwards fixes a dodgy back", [("pain:back", "decrease")]),
        ("it is easier on my bad knees", [("knee_load", "decrease")]),
        ("running backwards means fewer hamstring tweaks", [("injury_risk", "decrease")]),
        ("i have bad knees and i run backwards", []),
    ],
)
def test_a_complaint_before_a_part_is_its_pain(text: str, wanted: list[tuple[str, str]]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "arms up, chest out, run backwards",
        "get your arms going when you run backwards",
        "my physio works on my calves, then I walk backwards",
        "my dog's hips are stiff so we walk backwards together",
        "lift the hips up, push the knees back, walk backwards",
        "extra kilos in the backpack for the backwards walk",
        "Mood: walking backwards up a hill",
    ],
)
def test_positions_people_and_loads_are_no_claims(text: str) -> None:
    assert read(text) == ()
