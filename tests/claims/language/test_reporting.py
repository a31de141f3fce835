"""Sources before, behind and beside a claim; people who only stand in the sentence are none."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read


@pytest.mark.parametrize(
    "text",
    [
        "the ads are like it burns triple the calories",
        "There's a 2011 paper where it improved balance",
        "In one study, people who walked backwards improved their balance",
        "it burns more calories, my trainer told me this only",
        "it's easier on the knees, the physio reckons",
        "it burns more calories is what the abstract says",
        "Some researchers think it improves memory",
    ],
)
def test_a_source_before_or_behind_reports(text: str) -> None:
    assert one(text).stance == "reports"


@pytest.mark.parametrize(
    "text",
    [
        "people laugh at me but it strengthens my quads",
        "nobody believes me but it improves balance",
        "I don't care what anyone says, it strengthens your quads",
        "my coach makes us do this and it builds your calves",
        "my wife laughs at me but my knee pain is gone",
        "I swear it improves balance",
    ],
)
def test_people_who_say_nothing_are_no_source(text: str) -> None:
    assert {frame.stance for frame in read(text)} == {"asserts"}


def test_a_source_that_agrees_turns_a_question_into_its_claim() -> None:
    assert one("Does it improve balance? Some researchers think so.").stance == "reports"
    assert one("Does it improve balance? I have no idea.").stance == "questions"


def test_a_report_is_never_the_speaker_s_own_result() -> None:
    assert not one("my doctor says it improved my balance").personal
