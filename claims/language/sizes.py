"""How large a claim says the change is: quantities found, and given to the events they measure."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.gauged import (
    feels_harder,
    gauged,
    same_effort,
    signed,
    spent,
    taken_off,
    tenths_off,
)
from claims.language.levels import NO_POINTS, is_level_of, level_event, with_unit
from claims.language.loads import is_load
from claims.language.noun_phrases import Target
from claims.language.parse import Parsed
from claims.language.quantities import Quantity, find_quantities
from claims.language.rows import Sense
from claims.language.targets import Group
from claims.language.vocabulary import Effect, Measure

# Which outcome an amount in this unit is of, where no word beside it says.
_UNIT_OUTCOMES: dict[str, Measure] = {
    "lb": Measure("body_weight", "decrease"),
    "kg": Measure("body_weight", "decrease"),
    "stone": Measure("body_weight", "decrease"),
    "kcal": Measure("energy_cost", "increase", burns="increase"),
    "bpm": Measure("heart_rate", "increase"),
    "mmHg": Measure("blood_pressure", "decrease"),
}
_FITTING: dict[str, frozenset[str]] = {
    "mass": frozenset(("body_weight", "body_fat", "lean_mass")),
    "energy": frozenset(("energy_cost",)),
    "energy/time": frozenset(("energy_cost",)),
    "energy/length": frozenset(("energy_cost",)),
    "heart_rate": frozenset(("heart_rate", "cardio_fitness")),
    "pressure": frozenset(("blood_pressure",)),
    "length": frozenset(("jump_power", "flexibility", "body_fat")),
    "oxygen_rate": frozenset(("cardio_fitness", "vo2")),
    "time": frozenset(("running_economy", "agility_speed", "gait")),
    "pace": frozenset(("running_economy", "agility_speed")),
    "speed": frozenset(("gait", "agility_speed")),
    "power": frozenset(("anaerobic_power", "jump_power")),
    "size": frozenset(("body_weight", "body_fat")),
    "fall": frozenset(("fall_risk",)),
    "concentration": frozenset(("lactate", "other")),
    "angle": frozenset(("flexibility",)),
}
_NEVER = frozenset(("frequency", "repeats", "count", "age", "price"))
_LENGTHS = frozenset(("in", "cm"))
_RATES = frozenset(("speed", "pace"))
# "improved from 27:40 to 25:55" may be said to rise while its time falls.
TIMED = frozenset(("running_economy", "agility_speed", "gait"))
_FAR = 9
# A size that goes down measures what goes up only where it stands close by.
_AGAINST = 6


class Sized(NamedTuple):
    """A quantity and the tokens it covers."""

    start: int
    end: int
    quantity: Quantity


def quantities_in(parsed: Parsed) -> list[Sized]:
    """The quantities of a field that can size a claim, with the tokens they cover."""
    found = []
    for quantity in find_quantities(parsed.text.cleaned):
        if not _NEVER.isdisjoint(quantity.flags):
            continue
        first, last = parsed.tokens_of(quantity.start, quantity.end)
        if not is_load(parsed.words, first, last, quantity):
            found.append(Sized(first, last, quantity))
    return found


def is_relative(quantity: Quantity) -> bool:
    """Whether a quantity compares: a ratio, or a percent with a direction."""
    return quantity.kind in ("ratio", "percent") and quantity.ratio_low is not None


def size_events(sentence: Sentence, sizes: list[Sized]) -> list[Event]:
    """Sizes that say the direction themselves: "twice the burn", "the impact is half"."""
    found: list[Event] = []
    for first, last, quantity in sizes:
        if "two_levels" in quantity.flags:
            found += level_event(sentence, first, last, quantity)
        elif quantity.kind in ("absolute", "points"):
            found += _stated(sentence, first, last, quantity)
        else:
            found += _compared(sentence, first, last, quantity)
    return found


def _stated(sentence: Sentence, first: int, last: int, quantity: Quantity) -> list[Event]:
    for reading in (taken_off, signed, spent):
        event = reading(sentence, first, last, quantity)
        if event:
            return [event]
    return []


def _compared(sentence: Sentence, first: int, last: int, quantity: Quantity) -> list[Event]:
    sense = _sense(quantity)
    if sense is None:
        return []
    tenths = tenths_off(sentence, first, last, quantity)
    if tenths:
        return [tenths]
    if "same_effort" in quantity.flags:
        return [same_effort(sentence, first, last, quantity)]
    group, from_left = _sized_group(sentence, first, last)
    as_much = "much" in sentence.words[first : last + 2]
    members = _members(group, sense, from_left=from_left, as_much=as_much) if group else []
    if members and not (from_left and feels_harder(sentence, first, last)):
        return [_event(m, sense, (first, last), quantity, from_left=from_left) for m in members]
    one = gauged(sentence, (first, last), quantity, sense)
    return [one] if one else []


def without_contradicted(events: list[Event]) -> list[Event]:
    """The events without those whose words a size takes in and turns round.

    "half as much again" is not half, "the same pulse at half the speed" not the same.
    """
    wide = [event for event in events if _turns_round(event)]
    return [event for event in events if not any(_is_turned(event, one) for one in wide)]


def _is_turned(event: Event, wide: Event) -> bool:
    if wide is event or wide.rule == event.rule:
        return False
    if wide.effect.outcome != event.effect.outcome:
        return False
    if wide.effect.direction == event.effect.direction:
        return False
    if wide.rule == "two-levels":
        # "no cap my vertical went from 24 to 27": the levels say which way it goes.
        start, end = event.target or (event.start, event.end)
        return wide.start < end and start < wide.end
    return wide.start <= event.start and event.end <= wide.end


def _turns_round(event: Event) -> bool:
    above = event.quantity is not None and (event.quantity.ratio_low or 0.0) > 1.0
    return event.rule in ("same-effort", "two-levels") or (event.rule == "size" and above)


def sized_event(effect: Effect, sized: Sized, rule: str) -> Event:
    """An event that its size alone states."""
    span = (sized.start, sized.end)
    return Event(effect, *span, sized.start, rule, quantity=sized.quantity, sized=span)


def _sized_group(sentence: Sentence, first: int, last: int) -> tuple[Group | None, bool]:
    """What a size is the size of, and whether it stands to the left."""
    inside = next((g for g in sentence.groups if first < g.start and g.end <= last), None)
    if inside:
        # "half as much oxygen again"
        return inside, False
    tied = sentence.words[last : min(last + 1, sentence.end)] == ["to"]
    # "adds 10% to the burn"
    right, adjective = sentence.right_of(last + tied, attributive=True)
    right = right if adjective is None else None
    if right:
        return right, False
    left = sentence.left_of(first)
    counted = left and sentence.words[left.start - 1][:1].isdigit()
    return (None if counted else left), True


def _members(group: Group, sense: Sense, *, from_left: bool, as_much: bool) -> list[Target]:
    members = group.members[group.tied_from :] if from_left else group.members
    # No part of the body has a size of its own: "one leg has doubled" is of something else.
    partless = from_left and not as_much
    measured = [m for m in members if isinstance(m.meaning, Measure) or not partless]
    return [member for member in measured if member.meaning.effect(sense)]


def _sense(quantity: Quantity) -> Sense | None:
    low, high = quantity.ratio_low, quantity.ratio_high
    if low is None or high is None or not is_relative(quantity):
        return None
    if "improvement" in quantity.flags:
        # The verb says the direction; the size says a time or a cost went down.
        return None
    if quantity.trend:
        return "more" if quantity.trend == "more" else "less"
    if low == high == 1.0:
        return "same"
    return "more" if high > 1.0 else "less"


def _event(
    member: Target, sense: Sense, span: tuple[int, int], quantity: Quantity, *, from_left: bool
) -> Event:
    effect = member.meaning.effect(sense)
    if effect is None:
        raise ValueError("a member that the sense does not fit")
    start, end = min(span[0], member.start), max(span[1], member.end)
    target = (member.start, member.end)
    return Event(
        effect,
        start,
        end,
        span[0],
        "size",
        sense=sense,
        from_left=from_left,
        quantity=quantity,
        sized=span,
        target=target,
    )


def _is_its_change(event: Event, quantity: Quantity) -> bool:
    """Whether a change between levels may be that of the event: of its kind, and the same way."""
    falls = quantity.trend == "less"
    if event.effect.direction != ("decrease" if falls else "increase"):
        return event.effect.outcome in TIMED and quantity.dimension == "time"
    return is_level_of(Measure(event.effect.outcome), quantity)


def amounts_of(sizes: list[Sized]) -> list[Group]:
    """Amounts that stand as targets themselves: what "lost 12lbs" loses is body weight."""
    found = []
    for first, last, quantity in sizes:
        measure = _UNIT_OUTCOMES.get((quantity.unit or "").partition("/")[0])
        if quantity.kind == "absolute" and measure:
            target = Target(first, last, measure)
            found.append(Group(first, last, [target], is_amount=True))
    return found


def give_sizes(events: list[Event], sizes: list[Sized]) -> None:
    """Give each quantity to the nearest event it can measure, and to those that share its words."""
    for first, last, quantity in sizes:
        if quantity.kind == "equivalence":
            continue
        rated = [
            (_distance(event, first, last, quantity), event)
            for event in events
            if _fits(event, quantity)
        ]
        near = [(distance, event) for distance, event in rated if distance <= _FAR]
        if not near:
            continue
        _, owner = min(near, key=lambda pair: (pair[0], pair[1].start))
        for event in events:
            if event.at == owner.at and event.quantity is None and _fits(event, quantity):
                event.quantity = with_unit(quantity, event.effect)
                event.sized = (first, last)


def _distance(event: Event, first: int, last: int, quantity: Quantity) -> int:
    if event.start <= first and last <= event.end:
        return 0
    apart = min(abs(first - event.end), abs(event.start - last)) + (first < event.start)
    return apart + _AGAINST * (event.effect.direction == "increase" and quantity.trend == "less")


def _fits(event: Event, quantity: Quantity) -> bool:
    if event.quantity is not None and event.quantity is not quantity:
        return False
    if quantity.kind in ("ratio", "percent"):
        return True
    if "two_levels" in quantity.flags:
        return _is_its_change(event, quantity)
    if quantity.kind == "points":
        return event.effect.outcome not in NO_POINTS
    fitting = _FITTING.get(quantity.dimension or "")
    if fitting is None or event.effect.outcome not in fitting:
        return False
    if quantity.dimension in _RATES:
        # "max speed 14 km/h" is a level, "0.2 m/s faster" a change.
        return quantity.trend is not None
    if quantity.dimension == "length":
        return quantity.unit in _LENGTHS
    return quantity.dimension != "time" or event.rule in ("time-off", "less-verbs", "losing-verbs")
