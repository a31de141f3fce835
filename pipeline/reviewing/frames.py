"""What a person says the words of a post hold, and how that outlives a new reading of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, get_args

from claims.evidence.outcomes import load_outcomes
from claims.evidence.reader import nearest
from claims.records import Bound, Comparator, Direction, Frame, MagnitudeKind, Stance
from claims.topics import Topic
from pipeline.errors import PipelineError
from pipeline.reviewing.records import FrameReview

_WORDS: dict[str, tuple[str, ...]] = {
    "direction": get_args(Direction),
    "magnitude_kind": get_args(MagnitudeKind),
    "comparator": get_args(Comparator),
    "stance": get_args(Stance),
    "bound": get_args(Bound),
}
_NUMBERS = ("ratio_low", "ratio_high", "value_low", "value_high")
_FLAGS = ("approximate", "hedged", "personal")
_TEXTS = ("activity", "outcome", "outcome_text", "unit", "quote")
_MAY_BE_NONE = ("magnitude_kind", *_NUMBERS, "outcome_text", "unit")
EDITABLE = (*_TEXTS, *_WORDS, *_NUMBERS, *_FLAGS)
_PLACES = ("field", "quote", "start", "end")
# Stands among the rules of a frame that a person corrected, before the key of the review.
MARK = "review "
_NO = ("none", "null", "")
OTHER = "other"
_EXAMPLE = 'e.g. --set outcome=knee_load --set direction=decrease; "none" empties a value'


def as_reviewed(
    frames: Sequence[Frame], reviews: Sequence[FrameReview], texts: Mapping[Any, str]
) -> tuple[Frame, ...]:
    """The frames of a post as persons corrected them; `reviews` has the newest first."""
    told: list[Frame] = []
    for frame in frames:
        review = review_of(frame, reviews)
        told += [frame] if review is None else _corrected(frame, review, texts)
    # Two frames corrected into one are one.
    return tuple(dict.fromkeys(told))


def review_of(frame: Frame, reviews: Iterable[FrameReview]) -> FrameReview | None:
    """The review that speaks of a frame as read: of the same words and the same outcome."""
    return next((one for one in reviews if speaks_of(one.read, frame)), None)


def speaks_of(reviewed: Frame, frame: Frame) -> bool:
    """Whether two frames are one: a new reading may cut the words elsewhere, not mean another thing."""
    if (reviewed.field, reviewed.outcome) != (frame.field, frame.outcome):
        return False
    if reviewed.personal != frame.personal:
        return False
    one, other = (_letters(each.quote) for each in (reviewed, frame))
    return bool(one and other) and (one in other or other in one)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _corrected(frame: Frame, review: FrameReview, texts: Mapping[Any, str]) -> Iterator[Frame]:
    """What the person changed is changed in the frame as it is read now; the rest is read anew."""
    for wanted in review.frames:
        if wanted == review.read:
            yield frame
            continue
        edits = {
            one.name: getattr(wanted, one.name)
            for one in fields(Frame)
            if one.name not in (*_PLACES, "rules")
            and getattr(wanted, one.name) != getattr(review.read, one.name)
        }
        mended = replace(frame, **edits, rules=(*frame.rules, f"{MARK}{review.id}"))
        yield _placed(mended, wanted, texts) if wanted.quote != review.read.quote else mended


def decided_on(frame: Frame, reviews: Sequence[FrameReview]) -> FrameReview | None:
    """The review that made a frame what it is, where a person did."""
    made = {rule.removeprefix(MARK) for rule in frame.rules if rule.startswith(MARK)}
    return next((one for one in reviews if one.id in made), None)


def _placed(frame: Frame, wanted: Frame, texts: Mapping[Any, str]) -> Frame:
    """The words that the person chose, if the text still has them."""
    start = texts.get(frame.field, "").find(wanted.quote)
    if start < 0:
        return frame
    return replace(frame, quote=wanted.quote, start=start, end=start + len(wanted.quote))


def edited(frame: Frame, edits: Sequence[str], topic: Topic, text: str) -> Frame:
    """A frame with values typed as field=value; anything that is not one names what is."""
    values = dict(_edit(one, topic) for one in edits)
    if quote := values.get("quote"):
        start = text.find(quote)
        if start < 0:
            raise PipelineError(
                f"quote = {quote!r} is not in the {frame.field} of the post, letter by letter",
                "copy the words from  retrograde review show",
            )
        values |= {"start": start, "end": start + len(quote)}
    # A size of another kind is not the old one under a new name.
    if "magnitude_kind" in values and values["magnitude_kind"] is None:
        empty: dict[str, Any] = dict.fromkeys((*_NUMBERS, "unit"))
        values = empty | {"ratio_alternatives": (), "bound": "exact"} | values
    if any(name in values for name in ("ratio_low", "ratio_high")):
        values = {"ratio_alternatives": ()} | values
    if values.get("outcome", OTHER) != OTHER:
        values = {"outcome_text": None} | values
    made = replace(frame, **values)
    _must_be_whole(made)
    return made


def _edit(typed: str, topic: Topic) -> tuple[str, Any]:
    name, sign, value = (part.strip() for part in typed.partition("="))
    if not sign or name not in EDITABLE:
        raise PipelineError(
            f"{typed!r} is not field=value of a frame",
            f"known fields: {', '.join(EDITABLE)}; {_EXAMPLE}",
        )
    if value.casefold() in _NO:
        if name not in _MAY_BE_NONE:
            raise PipelineError(f"{name} cannot be empty", _EXAMPLE)
        return name, None
    return name, _value(name, value, topic)


def _value(name: str, value: str, topic: Topic) -> Any:
    if name in _NUMBERS:
        return _number(name, value)
    if name in _FLAGS:
        return _known(name, value.casefold(), ("true", "false")) == "true"
    if name in _WORDS:
        return _known(name, value, _WORDS[name])
    if name == "activity":
        return _known(name, value, [one.key for one in topic.activities])
    if name == "outcome" and not load_outcomes().knows(value):
        return _known(name, value, [*load_outcomes().by_key, OTHER])
    return value


def _known(name: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise PipelineError(f"{name} = {value!r} is unknown", nearest(value, known))
    return value


def _number(name: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not 0 <= abs(number) < float("inf") or (name.startswith("ratio") and number <= 0):
        raise PipelineError(
            f"{name} = {value!r} is not a number it can have",
            "a ratio is activity / comparator and above zero: 30% more is 1.3",
        )
    return number


def _must_be_whole(frame: Frame) -> None:
    if frame.outcome == OTHER and not frame.outcome_text:
        raise PipelineError(
            "outcome = 'other' without the words for it", "set outcome_text beside it"
        )
    for low, high in (("ratio_low", "ratio_high"), ("value_low", "value_high")):
        ends = getattr(frame, low), getattr(frame, high)
        if (ends[0] is None) != (ends[1] is None) or (None not in ends and ends[0] > ends[1]):
            raise PipelineError(
                f"{low} = {ends[0]} and {high} = {ends[1]} are no range",
                "set both ends, the lower one first",
            )
    relative = frame.magnitude_kind in ("ratio", "percent", "equivalence")
    if relative and frame.ratio_low is None:
        raise PipelineError(
            f"magnitude_kind = {frame.magnitude_kind} without ratio_low and ratio_high",
            "set both, or magnitude_kind=none",
        )
    if frame.magnitude_kind is None and (frame.ratio_low or frame.value_low) is not None:
        raise PipelineError(
            "a size without magnitude_kind", "set magnitude_kind=ratio, percent, … beside it"
        )
