"""What a sentence says of the claim before it: "it's more like 1.3x", "my strap says 12 percent", "the same"."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence, cue_of
from claims.language.events import Event
from claims.language.parse import Mark
from claims.language.quantities import Quantity
from claims.language.sizes import Sized, is_relative, sized_event
from claims.language.vocabulary import Effect

_ANSWERING = word_class("discourse.answering")
_CLOSING = word_class("discourse.closing")
_SOON = 30
_INHERITING = word_class("discourse.inheriting")
_HELD_BY_SIZE = word_class("discourse.held_by_size")
# "it's pretty much the same": what follows "the same" must not be a thing that is held equal.
_SAME_ENDS = word_class("discourse.same_ends")


def inherited(
    sentence: Sentence, sizes: list[Sized], events: list[Event], last: Event
) -> list[Event]:
    """A size or a "same" that names no outcome speaks of the last one: "it's more like 1.3x"."""
    owned = [event.quantity for event in events]
    found = []
    for first, end, quantity in sizes:
        near = sentence.words[max(sentence.start, first - 5) : first]
        compares = sentence.marks("usual") or sentence.marks("usual_after_than")
        refers = compares or not _INHERITING.isdisjoint(near)
        follows = not events or first >= last.end
        held = not _HELD_BY_SIZE.isdisjoint(sentence.words[end : end + 3])
        said = refers if is_relative(quantity) else _answers(sentence, (first, end), quantity, last)
        if said and quantity not in owned and follows and not held:
            found.append(sized_event(last.effect, Sized(first, end, quantity), "size-of-the-last"))
    if not events and not found:
        found += [
            _same_again(mark, last)
            for mark in sentence.marks("direction")
            if _is_same(sentence, mark)
        ]
    return found[:1] if not sizes else found


def _answers(sentence: Sentence, span: tuple[int, int], quantity: Quantity, last: Event) -> bool:
    """ "My strap says something like 12 percent": how much of what was spoken of just before."""
    first, end = span
    if quantity.kind != "percent" or quantity.flags or not 0 < first - last.end <= _SOON:
        return False
    if last.effect.direction not in ("increase", "decrease"):
        return False
    if any(mark.end <= first for mark in sentence.marks("usual")):
        # "the ones on the ordinary treadmill got 9%"
        return False
    near = sentence.words[max(sentence.start, first - 3) : first]
    behind = sentence.words[end : min(end + 1, sentence.end)]
    closed = not behind or behind[0] in _CLOSING or not behind[0][:1].isalnum()
    return closed and not _ANSWERING.isdisjoint(near)


def _is_same(sentence: Sentence, mark: Mark) -> bool:
    if "same" not in cue_of(mark).senses or mark.start - sentence.start < 2:
        return False
    following = sentence.words[mark.end : min(mark.end + 1, sentence.end)]
    refers = not _INHERITING.isdisjoint(
        sentence.words[max(sentence.start, mark.start - 6) : mark.start]
    )
    return refers and (not following or following[0] in _SAME_ENDS)


def _same_again(mark: Mark, last: Event) -> Event:
    effect = Effect(last.effect.outcome, "no_difference", last.effect.text)
    return Event(effect, mark.start, mark.end, mark.start, "same-as-the-last", sense="same")
