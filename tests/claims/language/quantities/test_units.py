"""Units: every spelling of the file, letters that hang on context, rates, sport."""

from __future__ import annotations

import subprocess
import sys

import pytest

from claims.language.quantities import find_quantities, units
from claims.language.quantities.units import UNITS, convert, unit_at
from tests.claims.language.quantities.brief import brief, one
from tests.conftest import ROOT


@pytest.mark.parametrize("unit", UNITS.values(), ids=lambda unit: str(unit.symbol))
def test_every_unit_converts_into_itself_and_has_a_pint_name_that_pint_knows(
    unit: units.Unit,
) -> None:
    assert convert(2.0, unit, unit) == 2.0
    if unit.pint:
        base = next(other for other in UNITS.values() if other.dimension == unit.dimension)
        assert convert(1.0, unit, base) is not None


def test_units_of_two_kinds_do_not_convert() -> None:
    assert convert(1.0, UNITS["mi"], UNITS["min"]) is None
    assert convert(1.0, UNITS["step"], UNITS["m"]) is None
    assert convert(1.0, UNITS["mi"], UNITS["km"]) == pytest.approx(1.609344)


def test_short_spellings_count_behind_digits_only() -> None:
    assert unit_at(["m", ""], 0, digits=False) is None
    assert unit_at(["m", ""], 0, digits=True) == (UNITS["m"], 1)
    assert brief("five m") == []
    assert brief("5 m") == ["5 m"]


def test_the_longest_spelling_wins() -> None:
    assert one("10 miles per hour").unit == "mph"
    assert one("10 min / km").unit == "min/km"
    assert one("5 percentage points").unit == "points"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 lbs", ["10 lb"]),
        ("10lbs", ["10 lb"]),
        ("2 stone", ["2 stone"]),
        ("11kg", ["11 kg"]),
        ("4.2 mph", ["4.2 mph"]),
        ("8 km/h", ["8 km/h"]),
        ("140 bpm", ["140 bpm"]),
        ("140 beats per minute", ["140 bpm"]),
        ("3.5 mL/kg/min", ["3.5 mL/kg/min"]),
        ("5 METs", ["5 METs"]),
        ("120 mmHg", ["120 mmHg"]),
        ("4 sets of 12 reps", ["4 set", "12 rep"]),
        ("31 runners", ["31 participant"]),
        ("hundreds of people", ["~100..1000 participant"]),
        ("-5 °C", ["-5 degC"]),
        ("660 m2", ["660 m2"]),
        ("12 m 2 dm", ["12 m", "2 dm"]),
        ("9.81 m s-2", ["9.81 m s-2"]),
        ("20 (kg)", ["20 kg"]),
        ("6-week trial", ["6 week"]),
        ("three-mile loop", ["3 mi"]),
        ("8 to 10-mile run", ["8..10 mi"]),
        ("100 backward steps", ["100 step"]),
        ("two whole miles", ["2 mi"]),
        ("half a mile", ["0.5 mi"]),
        ("a quarter of a mile", ["0.25 mi"]),
        ("three quarters of an hour", ["0.75 h"]),
        ("a mile and a half", ["1.5 mi"]),
        ("two hours and a quarter", ["2.25 h"]),
        ("5 ft 2 in", ["5.167 ft"]),
        ("11 st 4 lb", ["11.286 stone"]),
        ("1 hour and 30 minutes", ["1.5 h"]),
        ("1h 45m", ["1.75 h"]),
        ("2m30s", ["2.5 min"]),
        ("24703L202", []),
    ],
)
def test_a_unit_stands_near_its_number(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5k", ["5 km"]),
        ("ran a 10k in 50 minutes", ["10 km", "50 min"]),
        ("10k steps", ["10000 step"]),
        ("10k-12k steps", ["10000..12000 step"]),
        ("6k steps before breakfast, 4k to go", ["6000 step", "4000 step"]),
        ("150k", []),
        ("8 km/h for 5k", ["8 km/h", "5 km"]),
        ("ran 400m", ["400 m"]),
        ("100M sprint", ["100 m"]),
        ("held it for 2m", ["2 min"]),
        ("30m plank", ["30 min"]),
        ("1.2M people", ["1.2e+06 participant"]),
        ("3 in off my waist", ["3 in less"]),
        ("6 in the morning", []),
        ("90s rest", ["90 s"]),
        ("11 st", ["11 stone"]),
        ("21st", []),
    ],
)
def test_letters_hang_on_the_words_around(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300-400 kcal an hour", ["300..400 kcal/h"]),
        ("300 kcal/h", ["300 kcal/h"]),
        ("10 calories a minute", ["10 kcal/min"]),
        ("500 calories in an hour", ["500 kcal/h"]),
        ("400 calories in 30 mins", ["400 kcal/30min [in_time]"]),
        ("400 calories per half hour", ["400 kcal/30min [in_time]"]),
        ("300 calories in 2 weeks", ["300 kcal", "2 week"]),
        ("20 min/day", ["20 min/day"]),
        ("200 cal per mile", ["200 kcal/mi"]),
        ("500 steps a day", ["500 step/day"]),
        ("2 months every day", ["2 month"]),
        ("3 days a week", ["3 1/week [frequency]"]),
        ("at least 20 minutes of retro walking a day", [">=20 min"]),
    ],
)
def test_rates_have_both_units(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_energy_in_a_time_keeps_both_sides() -> None:
    energy, time = one("burned 250 cal in 20 min").sides
    assert (energy.low, energy.unit, time.low, time.unit) == (250, "kcal", 20, "min")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a half marathon", ["21.098 km"]),
        ("ran the full marathon backwards", ["42.195 km"]),
        ("9:30/mi", ["9.5 min/mi"]),
        ("9:30 per mile", ["9.5 min/mi"]),
        ("7:30 min/km", ["7.5 min/km"]),
        ("8 minute miles", ["8 min/mi"]),
        ("4:30-5:00/km", ["4.5..5 min/km"]),
        ("1:45:30", ["6330 s"]),
        ("finished in 24:30", ["1470 s"]),
        ("Forward: 27:10, 268 kcal", ["1630 s", "268 kcal"]),
        ("a half marathon (2:47)", ["21.098 km", "10020 s"]),
        ("ran a 1:45 half", ["6300 s"]),
        ("heart rate was at one fifty", ["150 bpm"]),
        ("avg HR 148", ["148 bpm"]),
        ("my heart rate hits 170", ["170 bpm"]),
        ("put three inches on my vert, and two of them gained four", ["3 in", "4 in more"]),
    ],
)
def test_sport_has_its_own_sizes(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_pint_is_asked_only_where_something_converts() -> None:
    program = (
        "import sys\n"
        "from claims.language.quantities import find_quantities\n"
        "find_quantities('8 miles backward equals 16 to 24 miles forward')\n"
        "assert 'pint' not in sys.modules\n"
        "found = find_quantities('1 km backward equals 2 miles forward')\n"
        "assert 'pint' in sys.modules\n"
        "print(round(found[0].low, 3))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "3.219"


def test_a_length_and_a_weight_do_not_become_one() -> None:
    assert [quantity.dimension for quantity in find_quantities("10 km with 5 lbs")] == [
        "length",
        "mass",
    ]
