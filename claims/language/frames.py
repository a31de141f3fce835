"""Events become frames: quote, size, comparator and standing put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from claims.language.basis import basis_of
from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.magnitude import as_measured, size_of
from claims.language.personal import is_own_result
from claims.language.setting import Activities, comparator_of
from claims.language.stance import standing
from claims.records import Comparator, FieldName, Frame, Stance

_LEADING = word_class("frames.leading")
_NOT_LAST = word_class("frames.not_last")
# What happens while the activity is done: a result of it has no before.
_REFLECTED = word_class("frames.reflected")
_SAME_SIZE = 0.02
# "just as much as" begins this near behind what is compared.
_EQUALLING = 5
_ONE_BREATH = 80
# Claims of one kind in one field that a new one is held against.
_REMEMBERED = 40


@dataclass(slots=True)
class Draft:
    """A frame in the making, with the sentence it stands in."""

    event: Event
    sentence: Sentence
    stance: Stance
    hedged: bool
    personal: bool
    comparator: Comparator
    activity: str


def draft(
    sentence: Sentence,
    event: Event,
    activities: Activities,
    own: tuple[int, int],
    *,
    field_usual: bool,
) -> Draft:
    """What one event says, read in its sentence; tokens `own` speak of no other claim."""
    speaker = standing(sentence, event)
    comparator = comparator_of(sentence, event, own, field_usual=field_usual)
    if speaker.stance == "denies" and _is_comparison(event):
        # "290 without, 320 with" denies nothing.
        speaker = speaker._replace(stance="asserts")
    if speaker.stance == "asserts" and is_own_result(sentence, event):
        speaker = speaker._replace(personal=True)
    changed = _is_change(event, personal=speaker.personal) and not speaker.hedged
    if comparator == "unspecified" and changed:
        comparator = "none"
    elif comparator == "none" and speaker.stance == "denies" and not speaker.personal:
        comparator = "unspecified"
    activity = activities.of(sentence, event)
    if comparator in ("usual", "other") and _is_equalled(sentence, event):
        event = replace(event, effect=replace(event.effect, direction="no_difference"))
    return Draft(
        event, sentence, speaker.stance, speaker.hedged, speaker.personal, comparator, activity
    )


def _is_equalled(sentence: Sentence, event: Event) -> bool:
    """ "improves it just as much as forward running": two ways that do the same."""
    behind = sentence.words[event.end : event.end + _EQUALLING]
    if event.quantity is not None or "as" not in behind or event.from_left:
        return False
    place = behind.index("as")
    return behind[place + 1 : place + 3] in (["much", "as"], ["well", "as"], ["effectively", "as"])


def _is_comparison(event: Event) -> bool:
    return event.quantity is not None and "compared" in event.quantity.flags


def _is_change(event: Event, *, personal: bool) -> bool:
    """A result told as a change of state compares with the time before."""
    falls = event.effect.outcome == "heart_rate" and event.effect.direction == "decrease"
    if event.effect.outcome.partition(":")[0] in _REFLECTED and not falls:
        return False
    sized = event.quantity is not None and event.quantity.kind == "absolute"
    return personal or (sized and event.tense == "past")


def frame_of(one: Draft, field: FieldName) -> Frame:
    """The frame of a draft, its quote cut from the field as given."""
    event, parsed = one.event, one.sentence.parsed
    first, last = quote_tokens(one)
    start, end = parsed.text.span(*parsed.characters_of(first, last))
    size = size_of(as_measured(event, one.sentence.words), event.effect.direction)
    return Frame(
        field=field,
        quote=parsed.text.original[start:end],
        start=start,
        end=end,
        activity=one.activity,
        outcome=event.effect.outcome,
        direction=event.effect.direction,
        outcome_text=event.effect.text,
        magnitude_kind=size.kind,
        ratio_low=size.ratio[0] if size.ratio else None,
        ratio_high=size.ratio[1] if size.ratio else None,
        ratio_alternatives=size.alternatives,
        value_low=size.value[0] if size.value else None,
        value_high=size.value[1] if size.value else None,
        unit=size.unit,
        bound=size.bound,
        approximate=size.approximate,
        comparator=one.comparator,
        stance=one.stance,
        hedged=one.hedged,
        personal=one.personal,
        flags=(*size.flags, *basis_of(one.sentence, event)),
        rules=tuple(dict.fromkeys((event.rule, *event.also))),
    )


def quote_tokens(one: Draft) -> tuple[int, int]:
    """The clause around the words of an event: its subject before, its comparison behind."""
    event, sentence = one.event, one.sentence
    first, last = event.start, event.end
    if event.sized:
        first, last = min(first, event.sized[0]), max(last, event.sized[1])
    first = _subject_start(sentence, first)
    for mark in sentence.marks("usual") + sentence.marks("usual_after_than"):
        between = sentence.words[last : mark.start]
        if one.comparator == "usual" and 0 <= mark.start - last <= 5 and "." not in between:
            last = max(last, mark.end)
    while last - 1 > event.start and sentence.words[last - 1] in _NOT_LAST and last > event.end:
        last -= 1
    return first, last


def _subject_start(sentence: Sentence, first: int) -> int:
    """Take in the small words and the activity right before an event."""
    names: dict[int, int] = {}
    for mark in sentence.marks("activity"):
        names[mark.end] = min(mark.start, names.get(mark.end, mark.start))
    edge = first
    while edge > sentence.start:
        if edge in names:
            return max(names[edge], sentence.start)
        if sentence.words[edge - 1] not in _LEADING:
            break
        edge -= 1
    return edge


def merged(frames: list[Frame]) -> list[Frame]:
    """One frame for a claim said twice: the one that states a size, else the first."""
    kept: dict[tuple[object, ...], list[Frame]] = {}
    for frame in frames:
        said = (frame.outcome, frame.direction, frame.outcome_text, frame.personal, frame.stance)
        same = kept.setdefault(said, [])
        first = max(len(same) - _REMEMBERED, 0)
        twins = (i for i in range(first, len(same)) if _says_the_same(frame, same[i]))
        twin = next(twins, None)
        if twin is None:
            same.append(frame)
        else:
            same[twin] = _fuller(same[twin], frame)
    found = [frame for same in kept.values() for frame in same]
    return sorted(found, key=lambda frame: (frame.start, frame.end))


def _fuller(one: Frame, other: Frame) -> Frame:
    """Of two frames that say the same, the one with a size; hedged where one breath hedges."""
    best = other if one.magnitude_kind is None and other.magnitude_kind is not None else one
    beside = other.start - one.end < _ONE_BREATH
    hedged = best.hedged or (beside and (one.hedged or other.hedged))
    comparator = best.comparator
    if comparator == "unspecified" and beside and "usual" in (one.comparator, other.comparator):
        # "faster and more agile than running forward" compares both.
        comparator = "usual"
    return replace(
        best,
        hedged=hedged,
        comparator=comparator,
        rules=tuple(dict.fromkeys((*one.rules, *other.rules))),
    )


def _says_the_same(one: Frame, other: Frame) -> bool:
    if (one.comparator == "none") != (other.comparator == "none"):
        # A result told, and what is said in general.
        return one.personal
    if one.magnitude_kind is None and other.magnitude_kind is None:
        return True
    if one.magnitude_kind is None or other.magnitude_kind is None:
        # "an enduring base" and "conditions the heart twice as much" are two things to say.
        # A result told in two pieces, "lost 2 inches" "off my waist", is one.
        reach = 2 if one.personal else 0
        overlap = one.start < other.end + reach and other.start < one.end + reach
        return overlap or not set(one.rules).isdisjoint(other.rules)
    return all(
        _near(getattr(one, name), getattr(other, name))
        for name in ("ratio_low", "ratio_high", "value_low", "value_high")
    )


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SAME_SIZE * max(abs(one), abs(other))


_NUMBERS = ("ratio_low", "ratio_high", "value_low", "value_high")


def as_json(frame: Frame) -> dict[str, Any]:
    """The frame as the guideline writes it: every key there, safe for JSON."""
    row: dict[str, Any] = {
        name: getattr(frame, name)
        for name in (
            "field",
            "quote",
            "start",
            "end",
            "activity",
            "outcome",
            "outcome_text",
            "direction",
            "magnitude_kind",
            *_NUMBERS,
            "unit",
            "bound",
            "approximate",
            "comparator",
            "stance",
            "hedged",
            "personal",
        )
    }
    row |= {name: _short(row[name]) for name in _NUMBERS}
    row["ratio_alternatives"] = [
        [_short(low), _short(high)] for low, high in frame.ratio_alternatives
    ]
    row["flags"] = list(frame.flags)
    return row


def _short(number: float | None) -> float | None:
    """Six digits behind the point: enough for any stated size, and no 0.30000000000000004."""
    return None if number is None else round(number, 6)
