"""What a claim counts by: the minute, the whole day, or the time before practice."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read


@pytest.mark.parametrize(
    "text",
    [
        "minute for minute at your own pace, running backwards burns a third more calories",
        "running backwards burns twice the calories of running forwards per workout",
        "10 minutes of running backwards equals 20 minutes of running forward",
    ],
)
def test_time_spent_is_flagged_on_claims_on_energy(text: str) -> None:
    assert "per_time" in one(text).flags


@pytest.mark.parametrize(
    "text",
    [
        "running backwards burns 30% more calories per minute at the same speed",
        "running backwards burns 30% more calories per mile than running forwards",
        "running backwards burns 400 calories an hour",
        "8 miles backward equals 16 to 24 miles forward",
        "running backwards for 30 minutes improves your balance more per session",
    ],
)
def test_one_speed_a_distance_an_amount_and_other_outcomes_are_not(text: str) -> None:
    frames = read(text)
    assert frames
    assert not any("per_time" in frame.flags for frame in frames)


def test_the_flag_stands_beside_those_of_the_size() -> None:
    frame = one("running backwards burns two times more calories per minute than running forwards")
    assert {"times_more", "per_time"} <= set(frame.flags)


def test_a_whole_day_and_practice_are_told_apart() -> None:
    assert one("walking backwards raises the total calories you burn per day").flags == ("per_day",)
    practised = one("after weeks of practice your heart rate drops when walking backwards")
    assert practised.flags == ("with_practice",)
    assert one("walking backwards 10 minutes a day burns more calories").flags == ()
