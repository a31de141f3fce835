"""Plain sentences of the kind that people ask about: each outcome said straight."""

from __future__ import annotations

import pytest

from claims.language.extract import Extractor
from claims.records import Frame, TextFields
from claims.topics import load_topic

BACKWARD = Extractor(load_topic("backward-running"))
VEST = Extractor(load_topic("weighted-vest-walking"))


def read(text: str) -> tuple[Frame, ...]:
    extractor = VEST if "vest" in text else BACKWARD
    return extractor.read(TextFields("1", {"caption": text}, lang="en"))


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("energy_cost increase denies", "Running backwards burns no more calories than jogging."),
        ("impact_load increase denies", "A vest adds zero extra impact."),
        ("knee_load decrease asserts", "Walking backwards loads the knee less than walking."),
        (
            "muscle_activation:hamstrings decrease asserts",
            "It uses your hamstrings less backwards.",
        ),
        (
            "exercise_intensity increase asserts",
            "Even slow backward running is a vigorous workout.",
        ),
        ("balance increase asserts", "Backward walking gives stroke patients better balance."),
        ("gait increase asserts", "Backward walking helps stroke patients walk faster."),
        ("bone_density increase asserts", "Wearing a vest while you diet stops bone loss."),
        ("foot_load increase asserts", "Running backwards loads the balls of your feet."),
        (
            "function_disability decrease asserts",
            "Walking backwards helps old folks get off the floor.",
        ),
        ("other decrease asserts", "Walking backwards reduces stress."),
        ("agility_speed increase asserts", "Backward running makes young players quicker."),
        ("jump_power increase asserts", "Backward running adds 5 cm to your jump."),
        ("impact_load decrease asserts", "The landing is softer when you run backwards."),
        ("gait increase asserts", "Backward walking lengthens your stride."),
    ],
)
def test_one_claim_and_no_other(said: str, text: str) -> None:
    assert [f"{f.outcome} {f.direction} {f.stance}" for f in read(text)] == [said]


def test_how_hard_a_muscle_works_is_no_effort_of_its_own() -> None:
    (frame,) = read("Running backwards hits your quads five times harder than forward running.")
    assert (frame.outcome, frame.comparator) == ("muscle_activation:quadriceps", "usual")
    assert frame.ratio_low == 5


def test_as_much_as_the_usual_form_is_no_difference() -> None:
    (frame,) = read("Backward running improves sprint speed just as much as forward running.")
    assert (frame.direction, frame.comparator) == ("no_difference", "usual")


def test_twice_as_much_is_a_difference() -> None:
    (frame,) = read("Backward running improves sprint speed twice as much as forward running.")
    assert (frame.direction, frame.ratio_low) == ("increase", 2)


@pytest.mark.parametrize(
    "text",
    [
        "Normal walking already lowers stress.",
        "Walk with a vest of 10% of your body weight.",
    ],
)
def test_the_usual_form_and_the_load_claim_nothing(text: str) -> None:
    assert read(text) == ()


def test_miles_with_a_load_are_held_against_miles() -> None:
    (frame,) = read("3 miles with my 15lb vest is like doing 4 and a half without it.")
    assert (frame.outcome, frame.ratio_low) == ("energy_cost", 1.5)


def test_not_even_close_denies_nothing() -> None:
    (frame,) = read("running backwards = way more calories than normal running. not even close")
    assert frame.stance == "asserts"


def test_an_answer_is_no_amount() -> None:
    frames = read("i tested it running backwards and no my 10k time was exactly the same")
    assert [frame.direction for frame in frames] == ["no_difference"]
