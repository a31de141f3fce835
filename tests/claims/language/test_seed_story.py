"""The words of the trainer the project began with, as a caption and as bare speech."""

from __future__ import annotations

import pytest

from claims.records import Frame
from tests.claims.language.reading import one, read, said

CAPTION = (
    "The longest I've ever run backward is eight miles. It works the opposing muscle groups, your "
    "quadriceps and your shins. You get a stronger and more enduring base. It conditions the heart "
    "two to three times more than forward running. It strengthens your back and core two to three "
    "times more. It increases mental fortitude. It improves breathing efficiency. Eight miles "
    "backward is equivalent to 16 to 24 miles forward."
)
SPEECH = (
    "so the longest i've ever run backward is eight miles and um it works the opposing muscle groups "
    "your quadriceps and your shins so you get a stronger and more enduring base it conditions the "
    "heart two to three times more than forward running and it strengthens your back and core two to "
    "three times more plus it increases mental fortitude and it improves breathing efficiency and "
    "eight miles backward is equivalent to 16 to 24 miles forward"
)
CLAIMS = [
    ("muscle_activation:legs_total", None),
    ("muscle_activation:quadriceps", None),
    ("muscle_activation:shins", None),
    ("muscle_strength:legs_total", None),
    ("cardio_fitness", None),
    ("cardio_fitness", (2.0, 3.0)),
    ("muscle_strength:back", (2.0, 3.0)),
    ("muscle_strength:core", (2.0, 3.0)),
    ("mental_toughness", None),
    ("breathing_efficiency", None),
    ("energy_cost", (2.0, 3.0)),
]


def sized(frame: Frame) -> tuple[str, tuple[float, float] | None]:
    """Outcome and ratio of a frame."""
    if frame.ratio_low is None or frame.ratio_high is None:
        return frame.outcome, None
    return frame.outcome, (frame.ratio_low, frame.ratio_high)


@pytest.mark.parametrize("text", [CAPTION, SPEECH], ids=["caption", "speech"])
def test_the_eleven_claims_are_read_in_order(text: str) -> None:
    frames = read(text)
    assert [sized(frame) for frame in frames] == CLAIMS
    assert all(frame.direction == "increase" for frame in frames)
    assert all(frame.stance == "asserts" and not frame.personal for frame in frames)
    assert all(frame.activity == "backward_running" for frame in frames)


@pytest.mark.parametrize("text", [CAPTION, SPEECH], ids=["caption", "speech"])
def test_every_quote_stands_where_its_offsets_say(text: str) -> None:
    for frame in read(text):
        assert text[frame.start : frame.end] == frame.quote


def test_what_was_run_is_no_claim() -> None:
    assert read("the longest I've ever run backward is eight miles") == ()


def test_one_sentence_on_muscles_holds_three_claims() -> None:
    text = "it works the opposing muscle groups, your quadriceps and your shins"
    assert said(text) == [
        ("muscle_activation:legs_total", "increase"),
        ("muscle_activation:quadriceps", "increase"),
        ("muscle_activation:shins", "increase"),
    ]


def test_a_stronger_and_more_enduring_base_is_two_claims() -> None:
    assert said("a stronger and more enduring base") == [
        ("muscle_strength:legs_total", "increase"),
        ("cardio_fitness", "increase"),
    ]


def test_a_list_shares_its_size() -> None:
    frames = read("strengthens your back and core two to three times more")
    assert [sized(frame) for frame in frames] == CLAIMS[6:8]
    assert frames[0].ratio_alternatives == ((3.0, 4.0),)
    assert "times_more" in frames[0].flags


def test_the_heart_claim_is_against_the_usual_form() -> None:
    frame = one("conditions the heart two to three times more than forward running")
    assert (frame.comparator, frame.magnitude_kind) == ("usual", "ratio")


def test_the_miles_are_an_equivalence_against_the_usual_form() -> None:
    frame = one("eight miles backward is equivalent to 16 to 24 miles forward")
    assert (frame.outcome, frame.magnitude_kind, frame.comparator) == (
        "energy_cost",
        "equivalence",
        "usual",
    )
