"""Lists that run over sentences: "it works your:" and bullets, "benefits:" and bare names."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.clauses import Sentence, cue_of
from claims.language.events import Event, by_span, said_of
from claims.language.gaps import FREE
from claims.language.parse import Mark
from claims.language.targets import Group

_TAIL = 3
# An item of a list under a heading has no more words than this.
_ITEM = 9
_HEAD = 4
_HEADINGS = frozenset(("benefits", "benefit", "perks", "reasons", "wins", "pros"))
_AFTER_MEMBER = word_class("listing.after_member")
_BEFORE_MEMBER = FREE | frozenset(("so", "and", "plus", "meaning", "know", "mean"))


class Listing:
    """Remembers words of direction that end a sentence, for the bare targets of the next."""

    def __init__(self) -> None:
        self._open: list[Mark] = []
        self._heading = False

    def continued(self, sentence: Sentence, events: list[Event]) -> list[Event]:
        """The events of targets that only continue a list, and what the sentence leaves open."""
        found = self._of_bare_targets(sentence, events) or _under_heading(sentence, events)
        if not found:
            self._open = _left_open(sentence, events)
            goes_on = self._heading and sentence.end - sentence.start <= _ITEM
            self._heading = goes_on or _is_heading(sentence)
        return found

    def _of_bare_targets(self, sentence: Sentence, events: list[Event]) -> list[Event]:
        if not self._open and not self._heading:
            return []
        group = _bare_group(sentence)
        if group is None or any(
            event.target == (group.start, group.members[0].end) for event in events
        ):
            return []
        if self._open:
            found = said_of(group, self._open, from_left=False)
        else:
            found = [_as_benefit(group, index) for index in range(len(group.members))]
        for event in found:
            event.start = max(event.start, group.start)
            event.at = event.start
        return [event for event in found if event.end <= sentence.end]


def _bare_group(sentence: Sentence) -> Group | None:
    """The group that opens a sentence with nothing said of it: "so your quads and shins"."""
    if not sentence.groups:
        return None
    group = min(sentence.groups, key=lambda group: group.start)
    before = sentence.words[sentence.start : group.start]
    small = all(word in _BEFORE_MEMBER or not word[:1].isalpha() for word in before)
    after = sentence.words[group.end : min(group.end + 1, sentence.end)]
    ends = not after or after[0] in _AFTER_MEMBER or not after[0][:1].isalnum()
    return group if small and len(before) <= _HEAD and ends else None


def _left_open(sentence: Sentence, events: list[Event]) -> list[Mark]:
    """The last words of direction, where their list may go on behind the sentence."""
    spans = [marks for marks in by_span(sentence.predicates) if cue_of(marks[0]).side != "left"]
    if not spans and sentence.marks("direction"):
        spans = [
            marks
            for marks in by_span(sentence.marks("direction"))
            if cue_of(marks[0]).side == "right"
        ]
    if not spans:
        return []
    last = spans[-1]
    reached = max([event.end for event in events if event.at == last[0].start], default=last[0].end)
    rest = sentence.words[reached : sentence.end]
    small = all(word in FREE or not word[:1].isalnum() for word in rest)
    return last if small and len(rest) <= _TAIL else []


def _is_heading(sentence: Sentence) -> bool:
    return not _HEADINGS.isdisjoint(sentence.words[sentence.start : sentence.end])


def _under_heading(sentence: Sentence, events: list[Event]) -> list[Event]:
    """ "benefits: balance, posture and focus" in one sentence."""
    if events or not _is_heading(sentence):
        return []
    words = sentence.words[sentence.start : sentence.end]
    openings = [index for index, word in enumerate(words) if word in _OPENINGS]
    if not openings:
        return []
    groups = [group for group in sentence.groups if group.start > sentence.start + openings[0]]
    return [_as_benefit(group, index) for group in groups for index in range(len(group.members))]


_OPENINGS = frozenset((":", "include", "includes", "including", "are", "like"))


def _as_benefit(group: Group, index: int) -> Event:
    member = group.members[index]
    effect = member.meaning.effect("better") or member.meaning.effect("works")
    if effect is None:
        raise ValueError("every target can be better")
    return Event(
        effect,
        member.start,
        member.end,
        member.start,
        "listed-benefit",
        target=(member.start, member.end),
    )
