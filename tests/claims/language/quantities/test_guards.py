"""What is no size: dates, clocks, ages, scores, labels, codes, prices, views."""

from __future__ import annotations

import pytest

from claims.language.quantities import find_quantities
from tests.claims.language.quantities.brief import brief, one

NEVER = {
    "a year": ["since 2019", "a 2019 study", "between 1600 and 1900", "1995-2005"],
    "a decade": ["in the 1980s", "in the 80s", "in her 60s", "all 90s"],
    "a date": ["March 29", "29 March", "30/11", "5/17/2018", "2018-05-17", "the 14th"],
    "a time of day": ["at 7:15", "6:30pm", "9am", "7 p.m.", "10.30am", "at ten fifteen"],
    "a score": ["3-1 win", "21-14"],
    "a phone number": ["555-123-4567", "+1-222-2222-2222"],
    "an address": ["192.168.1.2"],
    "a protocol": ["12-3-30", "5-10-20"],
    "a label": ["day 12", "day 45/75", "day one i fell", "mile nine and mile twenty one", "zone 3"],
    "a list number": ["number two it burns", "1️⃣ flat grass only", "1. follow us", "tip 3"],
    "a tag": ["#5k #10ksteps", "@user12 hi", "https://x.com/20%25?a=5km"],
    "a code": ["B12 and CO2", "SCP-173", "RB1 szn", "STEP15", "3D", "F150"],
    "a citation": ["[21] and [48,49]", "(12)"],
    "a place": ["1st place", "came 3rd"],
    "sets": ["3x12 squats"],
    "a scale": ["a ten-point scale"],
    "a reading": ["148/92", "24/7", "20/20 vision", "50/50"],
    "a height": ["5'10\""],
    "an idiom": ["one day", "that one", "half asleep", "on one foot"],
    "part of a game": ["in the second half", "first-quarter results", "half-court"],
    "a name": ["the FTSE 100"],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in NEVER.items() for text in texts]
)
def test_a_number_that_sizes_nothing_gives_nothing(kind: str, text: str) -> None:
    assert brief(text) == [], kind


HELD_BACK = [
    ("I'm 45", "45 [age]"),
    ("i'm seventy one", "71 [age]"),
    ("aged 50", "50 [age]"),
    ("47F, mild OA", "47 [age]"),
    ("a 72-year-old woman", "72 year [age]"),
    ("68 years old", "68 year [age]"),
    ("turning 60", "60 [age]"),
    ("30.3K followers", "30300 view [audience]"),
    ("258K views", "258000 view [audience]"),
    ("$20", "20 USD [price]"),
    ("$1.2m", "1.2e+06 USD [price]"),
    ("£3 or £10", "3..10 GBP [price]"),
    ("20 bucks", "20 USD [price]"),
    ("USD1,700", "1700 [count]"),
    ("20% off with code RUN", "20 % x0.8 less [price]"),
    ("0% APR", "0 % [price]"),
    ("my 5k time", "5 km [event]"),
    ("half marathon training", "21.098 km [event]"),
    ("a 10 metre walk test", "10 m [event]"),
    ("10/10 would recommend", "10 points [rating]"),
    ("three friends", "3 [count]"),
    ("did it three times", "3 [occurrence]"),
]


@pytest.mark.parametrize(("text", "expected"), HELD_BACK)
def test_sizes_of_something_else_are_held_back_and_flagged(text: str, expected: str) -> None:
    assert brief(text) == []
    assert brief(text, every=True) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since 2019 i have run 10 miles", ["10 mi"]),
        ("in my 60s and ran 10 miles", ["10 mi"]),
        ("2000 steps", ["2000 step"]),
        ("2019 calories", ["2019 kcal"]),
        ("i'm 30 minutes in", ["30 min"]),
        ("over 40 miles", [">=40 mi"]),
        ("day 12: 5 miles", ["5 mi"]),
        ("lap 2 minutes of rest", ["2 min"]),
        ("2. It burns 2x the calories", ["ratio 2"]),
        ("1. 20-30% more calories", ["20..30 % x1.2..1.3 more"]),
        ("number two it burns thirty percent more", ["30 % x1.3 more"]),
        ("in 31:44", ["1904 s"]),
        ("ran 5k at 7:15", ["5 km"]),
        ("10x40m", ["40 m [repeats]"]),
        ("4 x 50m", ["50 m [repeats]"]),
        ("ten by forty meters", ["40 m [repeats]"]),
        ("no more than 2 sets of 50m", ["<=2 set", "50 m"]),
        ("cuts 20% off my pain", ["20 % x0.8 less"]),
        ("60s rest", ["60 s"]),
        ("ran a 5k in 24 minutes", ["5 km", "24 min"]),
        ("improved my 5k time by 2.5%", ["2.5 % x0.975 less [improvement]"]),
    ],
)
def test_a_guard_leaves_the_size_beside_it(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_distances_merely_run_are_quantities() -> None:
    assert one("I ran 8 miles backwards").low == 8


def test_every_amount_includes_all_that_is_given_anyway() -> None:
    text = "I'm 45, paid $20, ran 8 miles, 258K views"
    given = find_quantities(text)
    assert [quantity.unit for quantity in given] == ["mi"]
    assert set(given) < set(find_quantities(text, every=True))
