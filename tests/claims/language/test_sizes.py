"""The size of a claim: ratio, percent, equivalence or amount, with its bound and its unit."""

from __future__ import annotations

import pytest

from claims.records import Frame
from tests.claims.language.reading import one, read


def ratio(frame: Frame) -> tuple[float | None, float | None]:
    return frame.ratio_low, frame.ratio_high


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("burns 30% more calories than running forward", "percent", 1.3, 1.3),
        ("burns 20-30% more calories", "percent", 1.2, 1.3),
        ("reduces knee stress by 30%", "percent", 0.7, 0.7),
        ("reduces knee stress by a third", "ratio", 2 / 3, 2 / 3),
        ("half the impact", "ratio", 0.5, 0.5),
        ("the impact is half of what it is going forward", "ratio", 0.5, 0.5),
        ("twice the burn", "ratio", 2, 2),
        ("your quads are working double", "ratio", 2, 2),
        ("boosts metabolism by 150%", "percent", 2.5, 2.5),
        ("100 steps backwards = 1000 steps forward", "equivalence", 10, 10),
        ("the same effort at half the speed", "ratio", 2, 2),
        ("the forefoot takes two to three times the pressure", "ratio", 2, 3),
    ],
)
def test_relative_sizes(text: str, kind: str, low: float, high: float) -> None:
    frame = one(text)
    assert frame.magnitude_kind == kind
    assert [frame.ratio_low, frame.ratio_high] == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("text", "outcome", "value", "unit"),
    [
        ("lose up to 12 lbs in 28 days walking backwards", "body_weight", 12, "lb"),
        ("lost 5lbs running backwards", "body_weight", 5, "lb"),
        ("burned 250 cal in 20 min", "energy_cost", 250, "kcal/20min"),
        ("heart rate goes up 10 bpm", "heart_rate", 10, "bpm"),
        ("I put three inches on my vert", "jump_power", 3, "in"),
        ("my resting heart rate went from 58 to 49", "heart_rate", 9, "bpm"),
    ],
)
def test_amounts(text: str, outcome: str, value: float, unit: str) -> None:
    frame = one(text)
    assert (frame.outcome, frame.value_low, frame.unit) == (outcome, value, unit)
    assert frame.magnitude_kind == "absolute"


def test_two_levels_keep_difference_and_ratio() -> None:
    frame = one("knee pain dropped from 7.1 to 3.4")
    assert frame.unit == "points"
    assert frame.value_low == pytest.approx(3.7)
    assert ratio(frame)[0] == pytest.approx(0.479, abs=0.001)
    assert (frame.comparator, frame.direction) == ("none", "decrease")


def test_bounds_and_about_are_kept_beside_the_stated_number() -> None:
    frame = one("burns up to 40% more calories")
    assert (frame.bound, ratio(frame)) == ("upper", (1.4, 1.4))
    assert one("burns about 40% more calories").approximate


def test_nothing_lost_is_no_difference_and_has_no_size() -> None:
    frame = one("i lost zero pounds walking backwards")
    assert (frame.direction, frame.magnitude_kind, frame.value_low) == ("no_difference", None, None)


def test_each_claim_of_a_sentence_takes_the_size_beside_it() -> None:
    burn, impact = read("Twice the burn, half the impact")
    assert (ratio(burn), ratio(impact)) == ((2, 2), (0.5, 0.5))


def test_a_size_without_an_outcome_speaks_of_the_last_one() -> None:
    frames = read("it burns ten times more calories. no, it's more like 1.3x")
    assert [(frame.outcome, frame.ratio_low) for frame in frames] == [
        ("energy_cost", 10),
        ("energy_cost", 1.3),
    ]


@pytest.mark.parametrize(
    "text", ["1 mile = 1.6 km backwards", "swap 10% of your weekly miles for backward running"]
)
def test_a_conversion_and_a_dose_size_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "outcome", "direction", "value", "unit"),
    [
        ("waist 36in → 34in walking backwards", "body_fat", "decrease", 2, "in"),
        ("5k in October: 27:40 / 5k in March: 25:55", "running_economy", "decrease", 105, "s"),
        ("my mile walk took nineteen minutes, now seventeen", "gait", "decrease", 2, "min"),
        ("my 40 yard dash went from 5.1 to 4.93", "agility_speed", "decrease", 0.17, "s"),
        (
            "achilles was a 6/10 every morning. now its a 1",
            "pain:achilles",
            "decrease",
            5,
            "points",
        ),
        ("my lower back used to be a five, now it's a two", "pain:back", "decrease", 3, "points"),
        ("standing on one leg: 8 seconds before, 31 seconds now", "balance", "increase", 23, "s"),
        ("148/92 in January, 136/84 now", "blood_pressure", "decrease", 12, "mmHg"),
        ("falls were 12 the year before, 5 the year after", "fall_risk", "decrease", 7, "falls"),
    ],
)
def test_two_levels_are_of_what_words_or_unit_say(
    text: str, outcome: str, direction: str, value: float, unit: str
) -> None:
    frame = one(text)
    assert (frame.outcome, frame.direction, frame.unit) == (outcome, direction, unit)
    assert frame.value_low == pytest.approx(value)
    assert frame.comparator == "none"


@pytest.mark.parametrize(
    "text",
    [
        "walking backwards with a 16 lb vest helps",
        "added 10 kg to the pack",
        "a vest of 10% of your body weight",
        "keep it under a third of your bodyweight",
        "treadmill, max speed 14 km/h, reverse mode",
        "90 kg guy, 3 years old, 12 places each",
        "started at 5 lbs, now at 12 lbs in my vest walking backwards",
        "the room was 68 degrees before walking backwards, 75 now",
        "ate 300 calories less while walking backwards",
        "ran 5k backwards yesterday then 10k forwards today",
        "treadmill at 2 mph backward and 3.5 mph forward",
        "day 1: 5 min backwards. day 30: 20 min backwards",
        "I have 3 kids, had 2 when I started running backwards",
    ],
)
def test_loads_shares_of_weight_and_settings_size_nothing(text: str) -> None:
    assert [frame.quote for frame in read(text) if frame.magnitude_kind] == []


def test_levels_of_two_ways_are_held_against_the_usual_one() -> None:
    frame = one("burned 300 kcal forwards and 390 kcal backwards")
    assert (frame.comparator, ratio(frame)) == ("usual", (1.3, 1.3))


@pytest.mark.parametrize(
    ("text", "outcome", "low"),
    [
        ("you're burning fifteen percent more than you would on a jog", "energy_cost", 1.15),
        ("burns three times what a normal run does", "energy_cost", 3),
        ("people who ran backwards remembered around 20% more", "memory", 1.2),
        ("68% more efficient than jogging backwards", "running_economy", 1.68),
        ("it feels about twenty percent harder backwards", "rpe", 1.2),
        ("running backwards costs half as much again", "energy_cost", 1.5),
        ("at any speed you use half as much oxygen again backwards", "vo2", 1.5),
        ("you're four times less likely to get hurt backwards", "injury_risk", 0.25),
        ("three times more likely to fall running backwards", "fall_risk", 3),
        ("the same heart rate at 60% of the speed backwards", "heart_rate", 1 / 0.6),
        ("plantar pressure under the forefoot is up by 15 per cent or so", "foot_load", 1.15),
        ("bumps the metabolic cost of a run by about twelve percent", "energy_cost", 1.12),
        ("1 mile backwards hits like 3 miles forwards", "energy_cost", 3),
        ("1 km in reverse does the work of two and a half forwards", "energy_cost", 2.5),
    ],
)
def test_words_of_their_own_say_what_a_ratio_is_of(text: str, outcome: str, low: float) -> None:
    frame = one(text)
    assert frame.outcome == outcome
    assert frame.ratio_low == pytest.approx(low)


@pytest.mark.parametrize(
    ("text", "outcome", "value", "unit"),
    [
        ("shaved 40 seconds off my 5K running backwards", "running_economy", 40, "s"),
        ("knocked nearly a minute off my 10k time", "running_economy", 1, "min"),
        ("three tenths of a second off my 40 after backward sprints", "agility_speed", 0.3, "s"),
        ("took 3 inches off my thighs walking backwards", "body_fat", 3, "in"),
        ("lost an inch round the middle walking backwards", "body_fat", 1, "in"),
        ("dropped two jean sizes walking backwards", "body_weight", 2, "sizes"),
        ("body weight -2 kg from walking backwards", "body_weight", 2, "kg"),
    ],
)
def test_what_is_taken_off_is_a_time_or_a_girth(
    text: str, outcome: str, value: float, unit: str
) -> None:
    frame = one(text)
    assert (frame.outcome, frame.direction) == (outcome, "decrease")
    assert frame.unit == unit
    assert frame.value_low == pytest.approx(value)


def test_energy_burnt_needs_no_word_beside_its_verb() -> None:
    frame = one("running backwards burns between 600 and 700 calories an hour")
    assert (frame.value_low, frame.value_high, frame.unit) == (600, 700, "kcal/h")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They claim it burns double. My strap says something like 12 percent.", 1.12, 1.12),
        ("Does running backwards burn more? Yes, roughly 5 to 12%", 1.05, 1.12),
    ],
)
def test_a_percent_alone_answers_what_was_just_said(text: str, low: float, high: float) -> None:
    assert (low, high) in [ratio(frame) for frame in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It burns more backwards. The ones on the ordinary treadmill got 9%.",
        "It burns more backwards. The belt is at 7% incline.",
        "It burns more backwards. Use code RUN for 10% off.",
    ],
)
def test_a_percent_of_something_else_answers_nothing(text: str) -> None:
    assert [frame.magnitude_kind for frame in read(text)] == [None]


def test_economy_that_improves_grows_and_a_time_that_improves_falls() -> None:
    assert ratio(one("improved running economy by 2.5% running backwards")) == (1.025, 1.025)
    assert ratio(one("improved my 5k time by 3% running backwards"))[0] == pytest.approx(0.97)


def test_a_way_without_denies_nothing() -> None:
    frame = one("my heart rate without it was 101, then running backwards it was 116")
    assert (frame.stance, frame.direction) == ("asserts", "increase")


@pytest.mark.parametrize(
    "text",
    [
        "3. My ears get sharper running backwards. 4. Nobody comes with you.",
        "your glutes work twice as hard when you run backwards",
        "timed my forty before the block 4.91 running backwards",
    ],
)
def test_lists_and_names_are_no_levels(text: str) -> None:
    assert [f.quote for f in read(text) if f.magnitude_kind == "absolute"] == []


@pytest.mark.parametrize(
    ("text", "outcome", "value", "unit"),
    [
        ("I dropped from 212 to 194 walking backwards", "body_weight", 18, "lb"),
        ("I'm down to 172 from 190 walking backwards", "body_weight", 18, "lb"),
        ("trousers went from a 36 to a 33 walking backwards", "body_weight", 3, "sizes"),
        ("waist down from 38 to 35 walking backwards", "body_fat", 3, "in"),
        ("from 31 percent body fat to 26 walking backwards", "body_fat", 5, "points"),
        ("hip t score went from -2.7 to -2.4 walking backwards", "bone_density", 0.3, "points"),
        ("my vertical went from 22 to 25 backpedaling", "jump_power", 3, "in"),
        ("my bp came down by ten walking backwards", "blood_pressure", 10, "mmHg"),
        ("knocked 11 points off my systolic walking backwards", "blood_pressure", 11, "points"),
        ("shaved two tenths off my 40 running backwards", "agility_speed", 0.2, "s"),
    ],
)
def test_bare_levels_have_the_unit_of_what_they_are_the_level_of(
    text: str, outcome: str, value: float, unit: str
) -> None:
    frame = one(text)
    assert (frame.outcome, frame.unit) == (outcome, unit)
    assert frame.value_low == pytest.approx(value)


def test_levels_overrule_words_that_go_the_other_way() -> None:
    frame = one("no cap my vertical went from 24 to 27 inches backpedaling hills")
    assert (frame.outcome, frame.direction, frame.value_low) == ("jump_power", "increase", 3)
