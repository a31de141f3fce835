"""Two levels told apart, over time or of two ways of moving, and what looks like them and is not."""

from __future__ import annotations

import pytest

from tests.claims.language.quantities.brief import brief, one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BP was 142 over 88 in spring. 128 over 80 last week", "14 mmHg x0.901 less"),
        ("bp 151/94 when I started, 138/86 today", "13 mmHg x0.914 less"),
        ("one fifty five over ninety it was and now one thirty eight", "17 mmHg x0.89 less"),
        ("achilles was a 6/10 every morning. now its a 1", "5 points x0.167 less"),
        ("12 falls in the year before, 5 in the year after", "7 falls x0.417 less"),
        ("8 seconds in January, 31 seconds now", "23 s x3.875 more"),
        ("used to take me nineteen minutes and now it's just under seventeen", "2 min x0.895 less"),
        ("couldn't hold it for 20 seconds before, now I can do 45", "25 s x2.25 more"),
        ("Month 1: held it for 6 sec.\nMonth 4: 22 sec.", "16 s x3.667 more"),
        ("in October: 27:40, in March: 25:55", "105 s x0.937 less"),
        ("now 61 bpm, it was 77 before", "16 bpm x0.792 less"),
        ("36 now, up from 33", "3 x1.091 more"),
        ("a 2 in the evening instead of a 7", "5 x0.286 less"),
        ("0.9 m/s at baseline and 1.1 m/s at 6 weeks", "0.2 m/s x1.222 more"),
        ("8 out of 10 when I started, maybe a 3 out of 10 now", "5 points x0.375 less"),
        ("41 kg on the leg press when I started. Today 52 kg", "11 kg x1.268 more"),
    ],
)
def test_two_times_are_a_change(text: str, expected: str) -> None:
    assert f"{expected} [two_levels]" in brief(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("212 kcal without the vest, 251 kcal with it", "39 kcal x1.184 more [two_levels]"),
        ("412 kcal with the vest, no vest 338", "74 kcal x1.219 more [two_levels]"),
        ("Was averaging 250 kcal. With the vest it's 310 ish", "60 kcal x1.24 more [two_levels]"),
        ("forwards I was at 31 and backwards at 42", "11 x1.355 more [two_levels]"),
        (
            "HR sits at 125-130 bpm with it, 105 without",
            "20..25 bpm x1.19..1.238 more [two_levels]",
        ),
    ],
)
def test_two_ways_are_compared_whichever_is_told_first(text: str, expected: str) -> None:
    assert f"{expected} [compared]" in [line.replace("~", "") for line in brief(text)]


def test_a_heading_says_whose_each_level_is() -> None:
    size = one("Running forwards vs running backwards\nCalories: 300 vs 390")
    assert (size.trend, size.ratio_low, size.flags[1]) == ("more", 1.3, "compared")


def test_what_stands_right_behind_a_level_says_whose_it_is() -> None:
    size = one("vest test, my heart rate was 105 without and 119 with it")
    assert (size.trend, size.unit) == ("more", "bpm")


def test_another_activity_is_told_from_the_usual_way() -> None:
    size = one("running burns 290 calories, the vest 210")
    assert size.flags == ("two_levels", "compared", "against_other")
    assert size.ratio_low == pytest.approx(210 / 290)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("92 → 88 → 86 kg", "6 kg x0.935 less"),
        ("down 2 inches from 38 to 36", "2 in x0.947 less"),
        (
            "went from one eighty four to one seventy one so that's thirteen pounds",
            "13 lb x0.929 less",
        ),
        ("went from eight oh five to seven forty one", "24 s x0.951 less"),
        ("from 19 minute miles to 16:30", "2.5 min/mi x0.868 less"),
        ("from a size 16 to a size 12", "4 sizes x0.75 less"),
        ("vertical 24in to 27in", "3 in x1.125 more"),
        ("cholesterol 6.1 to 5.2", "0.9 x0.852 less"),
        ("Weight: 74.1 kg to 70.5 kg", "3.6 kg x0.951 less"),
        ("waist 36in → 34in", "2 in x0.944 less"),
        ("94 cm 👉🏽 88 cm", "6 cm x0.936 less"),
        ("jeans 32 ➡️ 30", "2 sizes x0.938 less"),
        ("Body fat 34.1% to 30.8%", "3.3 points x0.903 less"),
        ("resting pulse 77 to 61", "16 bpm x0.792 less"),
        ("bp 145/90 down to 131/84", "14 mmHg x0.903 less"),
        ("6-minute walk test from 410 m to 545 m", "135 m x1.329 more"),
    ],
)
def test_a_sign_or_a_fall_needs_no_verb(text: str, expected: str) -> None:
    assert f"{expected} [two_levels]" in brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "I was doing 3 miles and then 5 laps",
        "a 10 lb vest for 20 minutes",
        "3 sets of 12, then 2 sets of 10",
        "I started 3 months ago and did it for 40 minutes",
        "8 to 10 reps, 20 to 30 kg",
        "there were 460 cars here and 63000 people now",
        "1 mile backwards is worth 3 forwards",
        "call 142 over the weekend",
    ],
)
def test_doses_counts_and_ranges_are_no_levels(text: str) -> None:
    assert not [line for line in brief(text) if "two_levels" in line]


def test_one_blood_pressure_is_a_reading_and_no_size() -> None:
    assert brief("my bp is 118/76") == []
    assert brief("my bp is 118/76", every=True) == ["118 mmHg [reading]"]
