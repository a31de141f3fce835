"""A change between two levels as a claim: what it is the level of, by the words around and its unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.noun_phrases import Target
from claims.language.quantities import Quantity
from claims.language.rows import Sense
from claims.language.targets import Group
from claims.language.timed import named_by_unit
from claims.language.vocabulary import Effect, Measure, Part

_SMALL = frozenset(("s", "min", "in", "cm"))
# Which outcomes have levels in a unit; a unit of none of these says nothing against an outcome.
_LEVELS: dict[str, frozenset[str]] = {
    "mass": frozenset(("body_weight", "body_fat", "lean_mass", "other", "muscle_strength")),
    "energy": frozenset(("energy_cost",)),
    "energy/time": frozenset(("energy_cost",)),
    "energy/length": frozenset(("energy_cost",)),
    "heart_rate": frozenset(("heart_rate", "cardio_fitness")),
    "pressure": frozenset(("blood_pressure",)),
    "oxygen_rate": frozenset(("cardio_fitness", "vo2")),
    "fall": frozenset(("fall_risk",)),
    "concentration": frozenset(("lactate", "other")),
    "size": frozenset(("body_weight", "body_fat")),
    "power": frozenset(("anaerobic_power", "jump_power")),
    "speed": frozenset(("gait", "agility_speed", "running_economy")),
    "pace": frozenset(("gait", "agility_speed", "running_economy", "cardio_fitness")),
    "time": frozenset(
        [
            *("gait", "agility_speed", "running_economy", "cardio_fitness", "balance"),
            *("cognition", "other", "muscle_strength", "sleep", "attention"),
        ]
    ),
    "length": frozenset(
        (
            "lean_mass",
            "gait",
            "jump_power",
            "flexibility",
            "body_fat",
            "cardio_fitness",
            "other",
            "body_weight",
        )
    ),
}
NO_POINTS = frozenset(("energy_cost", "heart_rate", "body_weight", "injury_risk"))
_OF_UNIT: dict[str, Measure] = {
    "mass": Measure("body_weight", "decrease"),
    "energy": Measure("energy_cost"),
    "energy/time": Measure("energy_cost"),
    "energy/length": Measure("energy_cost"),
    "heart_rate": Measure("heart_rate"),
    "pressure": Measure("blood_pressure", "decrease"),
    "concentration": Measure("lactate"),
    "size": Measure("body_weight", "decrease"),
    "angle": Measure("flexibility"),
}
# The unit of bare levels, by what they are the level of.
_UNITS = {
    "pain": "points", "blood_pressure": "mmHg", "heart_rate": "bpm", "cardio_fitness": "mL/kg/min",
    "vo2": "mL/kg/min", "body_fat": "points", "energy_cost": "kcal", "agility_speed": "s",
    "lactate": "mmol/L", "fall_risk": "falls", "anaerobic_power": "W", "bone_density": "points",
    "running_economy": "min", "gait": "s", "balance": "s", "muscle_strength": "reps",
    "jump_power": "in", "body_weight": "lb",
}  # fmt: skip
_GREATEST_SCORE = 10.0


def level_event(sentence: Sentence, first: int, last: int, quantity: Quantity) -> list[Event]:
    """The events of a change between two levels, tokens `first:last`."""
    sense: Sense = "more" if quantity.trend == "more" else "less"
    for group, from_left in _groups(sentence, first, last):
        targets = [m for m in group.members if is_level_of(m.meaning, quantity)]
        if targets:
            kept = [targets[-1]] if from_left and group.tied_from else targets
            quantity = _girth(quantity, sentence.words[group.start : group.end])
            return [_event(t, sense, (first, last), quantity, from_left=from_left) for t in kept]
    target = _by_unit(sentence, first, last, quantity)
    if target is None:
        return []
    return [_event(target, sense, (first, last), quantity, from_left=True)]


def _girth(quantity: Quantity, words: list[str]) -> Quantity:
    """ "waist from 38 to 35": a girth that names no unit is in inches, or in centimetres if great."""
    if quantity.unit is not None or _WAISTS.isdisjoint(words):
        return quantity
    widest = max(side.high for side in quantity.sides)
    return replace(quantity, unit="in" if widest <= _MOST_INCHES else "cm", dimension="length")


_WAISTS = frozenset(("waist", "waistline", "hips", "belly", "stomach", "girth"))
_MOST_INCHES = 60.0


def _groups(sentence: Sentence, first: int, last: int) -> Iterator[tuple[Group, bool]]:
    """What the levels may be of: before them, between them, behind them, and last some way before."""
    before = sentence.left_of(first)
    if before:
        yield before, True
    for group in sentence.groups:
        if first < group.start and group.end < last:
            yield group, True
    behind, adjective = sentence.right_of(last, attributive=False)
    if behind and adjective is None and not behind.is_amount:
        yield behind, False
    farther = [g for g in sentence.groups if g.end <= first and not g.is_amount and g is not before]
    yield from ((group, True) for group in reversed(farther[-2:]))


def is_level_of(meaning: Measure | Part, quantity: Quantity) -> bool:
    """Whether the unit of the quantity is one that levels of the meaning have."""
    if isinstance(meaning, Part):
        return _is_score(quantity) and meaning.facets["pain"].startswith("pain:")
    outcome = meaning.outcome.partition(":")[0]
    if quantity.unit == "points":
        return outcome not in NO_POINTS
    fitting = _LEVELS.get(quantity.dimension or "")
    if quantity.dimension == "length" and quantity.unit not in _SMALL:
        return outcome in ("cardio_fitness", "gait", "other")
    if outcome == "body_weight" and not _is_of_body([], quantity):
        return False
    return fitting is None or outcome in fitting


def _is_score(quantity: Quantity) -> bool:
    """ "a five most mornings and a two now": a place on a scale up to ten."""
    ends = [side.high for side in quantity.sides]
    whole = all(end % 0.5 == 0 and 0 <= end <= _GREATEST_SCORE for end in ends)
    return whole and quantity.unit in (None, "points")


def _by_unit(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Target | None:
    words = sentence.words
    for span in ((sentence.start, first), (first, last), (last, min(last + 4, sentence.end))):
        named = named_by_unit(words, span, quantity)
        if named:
            return Target(*named)
    measure = _OF_UNIT.get(quantity.dimension or "")
    if measure and not _is_of_body(words[sentence.start : last], quantity):
        return None
    if measure is None and _is_watch(sentence, quantity):
        measure = _OF_UNIT["energy"]
    if measure is None and _is_weight(words[sentence.start : first], quantity):
        measure = _OF_UNIT["mass"]
    return Target(first, last, measure) if measure else None


def _is_weight(before: list[str], quantity: Quantity) -> bool:
    """ "dropped from 212 to 194", "the scale says 168, started at 181"."""
    if quantity.unit is not None or "compared" in quantity.flags:
        return False
    low, high = sorted(side.low for side in quantity.sides)
    likely = low >= _LIGHT and high <= min(_HEAVY, _MOST_LOST * low)
    return likely and _SUBJECTS.issuperset(before) and not _WEIGHING.isdisjoint(before)


_LIGHT, _HEAVY, _MOST_LOST = 90.0, 400.0, 1.6
_SUBJECTS = word_class("levels.subjects")
_WEIGHING = word_class("levels.weighing")


def _is_of_body(words: list[str], quantity: Quantity) -> bool:
    """No person weighs 12 lb, and a room has degrees too."""
    if quantity.dimension == "mass":
        return all(side.low >= _LIGHTEST.get(side.unit or "", 0.0) for side in quantity.sides)
    return quantity.dimension != "angle" or not _RANGES.isdisjoint(words)


_LIGHTEST = {"lb": 75.0, "kg": 34.0, "stone": 5.4}
_RANGES = frozenset(("range", "rom", "flexion", "extension", "rotation", "bend", "mobility"))


def _is_watch(sentence: Sentence, quantity: Quantity) -> bool:
    """ "my watch says 231 with and 209 without" in a post on what is burnt."""
    if "compared" not in quantity.flags or quantity.unit is not None:
        return False
    counted = all(_FEWEST <= side.low <= _MOST for side in quantity.sides)
    return counted and not _BURNT.isdisjoint(sentence.parsed.words)


_FEWEST, _MOST = 60, 2000
_BURNT = word_class("levels.burnt")


def _event(
    target: Target, sense: Sense, span: tuple[int, int], quantity: Quantity, *, from_left: bool
) -> Event:
    meaning = target.meaning.measure("pain") if isinstance(target.meaning, Part) else target.meaning
    effect = meaning.effect(sense) or Effect(meaning.outcome, "unspecified")
    return Event(
        effect,
        min(span[0], target.start),
        max(span[1], target.end),
        span[0],
        "two-levels",
        sense=sense,
        from_left=from_left,
        quantity=with_unit(quantity, effect),
        sized=span,
        target=(target.start, target.end),
    )


def with_unit(quantity: Quantity, effect: Effect) -> Quantity:
    """The levels with the unit that levels of the outcome have, where they name none."""
    if quantity.unit is not None or "two_levels" not in quantity.flags:
        return quantity
    outcome = "pain" if effect.text == "pain" else effect.outcome.partition(":")[0]
    return replace(quantity, unit=_UNITS.get(outcome))
