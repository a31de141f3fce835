"""Own results, with "I" and without; other people's, predictions and general words are none."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read


@pytest.mark.parametrize(
    "text",
    [
        "I'm down 11 kilos since Easter",
        "resting HR 79 → 70",
        "down 6 lb",
        "no more knee pain after 3 weeks",
        "four months later no more knee pain",
        "Stronger core, less back pain, and I can do a full push up now",
        "my resting heart rate dropped four beats",
        "Three months of walking backwards. Knee pain: gone.",
        "12% more calories on my watch every single time",
        "it did absolutely nothing for my posture",
        "My wife says my balance has improved",
    ],
)
def test_the_speaker_s_own_result(text: str) -> None:
    assert {frame.personal for frame in read(text)} == {True}


@pytest.mark.parametrize(
    "text",
    [
        "it improves your balance",
        "my dad did it for a year and he's lost twenty kilos",
        "My husband walks backwards. BP 142 → 128.",
        "Falls in our clinic went from 12 to 5",
        "my doctor says it's good for my bone density",
        "would it improve my balance?",
        "it will fix my knee pain",
        "Great cardio but I nearly died",
        "stronger quads, better balance",
    ],
)
def test_what_is_nobody_s_own_result(text: str) -> None:
    assert {frame.personal for frame in read(text)} == {False}


def test_what_the_speaker_does_or_is_told_to_do_is_no_claim() -> None:
    assert read("I never stretch my calves before running backwards") == ()
    assert read("they told me to strengthen my quads first") == ()


def test_an_own_result_compares_with_the_time_before_unless_it_is_felt_on_the_way() -> None:
    assert one("my quads got stronger").comparator == "none"
    assert one("my calves are on fire").comparator == "unspecified"
