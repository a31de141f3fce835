"""What a claim counts by: the minute or workout, the whole day, or the time before practice."""

from __future__ import annotations

from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.rows import Cue

# Each is a kind of cue in data/cues/basis.toml and the flag that it gives a frame.
_BASES = ("per_time", "per_day", "with_practice")


def basis_of(sentence: Sentence, event: Event) -> tuple[str, ...]:
    """The flags for what the sentence of an event counts by; none where it does not say."""
    return tuple(basis for basis in _BASES if _counts_by(basis, sentence, event))


def _counts_by(basis: str, sentence: Sentence, event: Event) -> bool:
    if basis == "per_time" and (_is_amount(event) or sentence.marks("same_speed")):
        return False
    cues = [mark.concept.meaning for mark in sentence.marks(basis)]
    if any(isinstance(cue, Cue) and event.effect.outcome in cue.outcomes for cue in cues):
        return True
    return basis == "per_time" and _equates_times(event)


def _is_amount(event: Event) -> bool:
    """ "400 calories an hour" compares with nothing."""
    return event.quantity is not None and event.quantity.kind == "absolute"


def _equates_times(event: Event) -> bool:
    """ "10 minutes equal 20": time is what is held equal in worth."""
    sides = event.quantity.sides if event.quantity else ()
    return bool(sides) and all(side.dimension == "time" for side in sides)
