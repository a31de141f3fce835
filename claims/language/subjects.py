"""Whose claim it is: the topic's own, another activity's, or of nobody the post names."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence
from claims.language.events import Event
from claims.language.gaps import FREE

_SUBJECT_NEAR = 6
_CLAUSE_STARTS = frozenset((",", ";", "and", "but", "so", "because"))
_SPOKEN_OF = word_class("subjects.spoken_of")
_BEASTS = word_class("subjects.beasts")
_CARERS = word_class("subjects.carers")
_ACTING = 4
_BESIDE = frozenset(("while", "during", "alongside", "whilst"))
_STANDING_IN = frozenset(("it", "this", "that", "they", "these", "you"))


def is_of_others(sentence: Sentence, event: Event) -> bool:
    """Whether something else than the topic's activity or a body is spoken of."""
    return (
        _is_of_another(sentence, event)
        or _is_of_the_usual(sentence, event)
        or _is_done_by_others(sentence, event)
        or _is_of_the_load(event)
    )


def _is_of_another(sentence: Sentence, event: Event) -> bool:
    """Whether another activity does the acting: "squats strengthen your glutes"."""
    others = [
        mark
        for mark in sentence.marks("other_activity")
        if mark.end <= event.start and not _is_beside(sentence, mark.start)
    ]
    if not others or others[-1].end < event.at - _ACTING:
        return False
    last = others[-1]
    own = [mark for mark in sentence.marks("activity") if last.end <= mark.start <= event.end]
    return not own and _STANDING_IN.isdisjoint(sentence.words[last.end : event.start])


def _is_of_the_usual(sentence: Sentence, event: Event) -> bool:
    """ "plain walking already lowers stress": what the usual form does by itself."""
    if event.from_left:
        return False
    edge = event.start
    while edge > sentence.start and sentence.words[edge - 1] in FREE:
        edge -= 1
    usual = [mark for mark in sentence.marks("usual") if mark.end == edge]
    return any(mark.start == sentence.start for mark in usual)


def _is_beside(sentence: Sentence, start: int) -> bool:
    """ "a vest while you diet": what goes on beside the activity does not act."""
    return not _BESIDE.isdisjoint(sentence.words[max(start - 3, sentence.start) : start])


def _is_done_by_others(sentence: Sentence, event: Event) -> bool:
    """Whether a person or a beast is spoken of: "my physio works on my calves", "my dog's hips"."""
    words = sentence.words[sentence.start : event.at]
    if not _BEASTS.isdisjoint(sentence.words[sentence.start : event.end]):
        return True
    while words and words[-1] in FREE:
        words.pop()
    return not event.from_left and bool(words) and words[-1] in _CARERS


def _is_of_the_load(event: Event) -> bool:
    """Whether weight is what is carried, not what the body has: "extra kilos", "the 6 kg"."""
    heavier = event.effect.outcome == "body_weight" and event.effect.direction == "increase"
    return heavier and not event.from_left


def stands_alone(sentence: Sentence, event: Event) -> bool:
    """Whether words that could be about anything speak of what the post replies to.

    In a post that never names the topic, "it burns fat" and "great cardio" may; "strawberries
    prevent cancer" has a subject of its own.
    """
    near = sentence.words[max(event.start - _SUBJECT_NEAR, sentence.start) : event.end]
    if not _SPOKEN_OF.isdisjoint(near):
        return True
    known = {
        token
        for start, end in [*((g.start, g.end) for g in sentence.groups), *_spans(sentence)]
        for token in range(start, end)
    }
    for index in range(event.start - 1, sentence.start - 1, -1):
        word = sentence.words[index]
        if word in _CLAUSE_STARTS:
            return True
        if index not in known and word not in FREE and word[:1].isalpha():
            return False
    return True


def _spans(sentence: Sentence) -> list[tuple[int, int]]:
    kinds = ("direction", "hedge", "attribution", "negation_pre", "debunk_post", "personal")
    return [(mark.start, mark.end) for kind in kinds for mark in sentence.marks(kind)]
