"""Outcomes named first and judged in the next breath: "Vertical? Up 3 inches", "Sleep: better"."""

from __future__ import annotations

from dataclasses import replace

from claims.language.classes import word_class
from claims.language.clauses import Sentence, cue_of
from claims.language.events import Event, by_span, said_of
from claims.language.gaps import FREE
from claims.language.parse import Mark, longest
from claims.language.targets import Group

# Between a head and its verdict a word or two may stand: "What about cellulite? Girl, please."
_PATIENCE = 2
_ASIDE = 4
_SMALL = 3
_HEAD = 6
_AFTER_VERDICT = word_class("heads.after_verdict")


class Heads:
    """Remembers what a sentence only names, for the words of direction that open the next."""

    def __init__(self) -> None:
        self._group: Group | None = None
        self._asked = False
        self._waited = 0

    def judged(self, sentence: Sentence, events: list[Event]) -> list[Event]:
        """The events that the opening words of a sentence say of the head before it."""
        found = self._said(sentence) if self._group and not events else []
        if sentence.groups and not found:
            self._note(sentence, events)
        elif found or not self._goes_on(sentence):
            self._group = None
        return found

    def _note(self, sentence: Sentence, events: list[Event]) -> None:
        self._group, self._waited = None, 0
        named = [group for group in sentence.groups if not group.is_amount]
        if not named or any(event.target for event in events):
            return
        group, words = named[-1], sentence.words[sentence.start : sentence.end]
        self._asked = "?" in words[-2:]
        rest = [word for word in sentence.words[group.end : sentence.end] if word[:1].isalnum()]
        bare = len(words) <= _HEAD and len(rest) <= 1
        if (self._asked or bare) and not sentence.predicates:
            self._group = group

    def _goes_on(self, sentence: Sentence) -> bool:
        self._waited += 1
        short = sentence.end - sentence.start <= _ASIDE
        return self._asked and short and self._waited < _PATIENCE

    def _said(self, sentence: Sentence) -> list[Event]:
        marks = _opening(sentence)
        if not marks or self._group is None:
            return []
        events = said_of(self._group, marks, from_left=True)
        return [replace(event, start=event.at, end=marks[0].end, target=None) for event in events]


def _opening(sentence: Sentence) -> list[Mark]:
    """The words of direction that open a sentence, if they can be said of what came before."""
    marks = longest(sentence.marks("direction"))
    for group in by_span([mark for mark in marks if mark.start <= sentence.start + _SMALL]):
        before = sentence.words[sentence.start : group[0].start]
        states = [mark for mark in group if cue_of(mark).side == "left"]
        if all(word in FREE or not word[:1].isalnum() for word in before):
            return states if _is_verdict(sentence, group[0].end) else []
    return []


def _is_verdict(sentence: Sentence, end: int) -> bool:
    """Whether nothing follows that the words would belong to: "up for a walk", "gone to work"."""
    word = sentence.words[end] if end < sentence.end else ""
    return not word[:1].isalpha() or word in _AFTER_VERDICT
