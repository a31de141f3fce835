"""One sentence with its targets and words of direction, and how far each word reaches in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.language.classes import word_class
from claims.language.gaps import (
    BREAKS,
    FREE,
    JOINING,
    NOUN_FOLLOWS,
    PRONOUN_SUBJECTS,
    TIES,
)
from claims.language.noun_phrases import DETERMINERS
from claims.language.parse import Mark, Parsed, longest
from claims.language.parted import parted_verbs
from claims.language.rows import Cue
from claims.language.targets import Group, groups_in
from claims.language.vocabulary import Measure

_RIGHT_UNKNOWN = 3
_LEFT_UNKNOWN = 2
_ATTRIBUTIVE_UNKNOWN = 2
_REACH = 14
_HEAD_MARKS = word_class("heads.marks")
_HEAD_TAILS = word_class("heads.tails")
_ASKING = frozenset(("does", "did", "do", "will", "can", "could", "would", "might", "may", "is"))
_CLAUSE_EDGES = frozenset(("and", "then", "just", "or", "but", "so", "please", "also"))
_HEADING = 7
_TAILS_BEGIN = frozenset(("on", "in", "at", "over", "after", "for", "during", "when", "by"))
_BEGINNING = frozenset(("my", "the", "it", "your", "i", "you", "they", "we", "this", "that", "its"))
_REPEATING = frozenset(("it", "they", "that", "those", "these"))


class Sentence:
    """Tokens `start:end` of a field, with the targets and words of direction among them."""

    def __init__(
        self,
        parsed: Parsed,
        span: tuple[int, int],
        marks: Mapping[str, list[Mark]],
        amounts: Sequence[Group] = (),
    ) -> None:
        self.parsed, self.words = parsed, parsed.words
        self.start, self.end = span
        self._marks = marks
        self.groups = groups_in(self.words, self.end, marks)
        if amounts:
            covered = {token for group in self.groups for token in range(group.start, group.end)}
            self.groups += [a for a in amounts if covered.isdisjoint(range(a.start, a.end))]
        self._at = {group.start: group for group in self.groups}
        self._ends = {group.end: group for group in self.groups if not group.is_amount}
        self.predicates = self._predicates()
        self._starts = {mark.start: mark for mark in self.predicates}

    def marks(self, kind: str) -> list[Mark]:
        """The marks of one kind in this sentence."""
        return self._marks.get(kind) or []

    def _predicates(self) -> list[Mark]:
        if not self.groups:
            return []
        verbs = [mark for mark in self.marks("parted") if not self._instructs(mark)]
        parted = parted_verbs(self.words, verbs, self._at, self.end)
        taken = {place for mark, tail in parted for place in (mark.start, *tail)}
        marks = self.marks("direction") + self.marks("no_effect")
        marks = [mark for mark in marks if mark.start not in taken and not self._cuts_into(mark)]
        marks = longest(marks)
        marks = sorted(marks + [mark for mark, _ in parted], key=lambda mark: mark.start)
        inside = [(member.start, member.end) for group in self.groups for member in group.members]
        marks = [mark for mark in marks if not self._is_noun(mark)]
        return [mark for mark in marks if not any(_within(mark, span) for span in inside)]

    def _instructs(self, mark: Mark) -> bool:
        """ "lift the knees up, push the hips back" tells how to move."""
        before = self.words[mark.start - 1] if mark.start > self.start else ""
        opens = before in _CLAUSE_EDGES or not before[:1].isalnum()
        return mark.concept.tense == "base" and opens

    def _cuts_into(self, mark: Mark) -> bool:
        """ "less stiff | ankles": words of direction that end inside a target begin before it."""
        if mark.end - mark.start < 2:
            return False
        group = self._at.get(mark.end - 1)
        return group is not None and mark.end < group.members[0].end

    def _is_noun(self, mark: Mark) -> bool:
        """ "puts no stress on the knees": behind an article or an amount a verb is none."""
        if mark.concept.tense != "base":
            # "no my time was the same": an answer, not an amount.
            return self.words[mark.start : mark.end] == ["no"] and self._answers(mark.end)
        named = any(named.start == mark.end for named in self.marks("activity"))
        if named and mark.start not in self._ends:
            # "even slow backward running": an adjective of the activity.
            return True
        if mark.start == self.start:
            return False
        before = self.words[max(mark.start - 2, self.start) : mark.start]
        # "does this help with bad knees"
        return before[-1] in NOUN_FOLLOWS and before[0] not in _ASKING

    def _answers(self, end: int) -> bool:
        return end < self.end and self.words[end] in _BEGINNING

    def right_of(self, end: int, *, attributive: bool) -> tuple[Group | None, Mark | None]:
        """The group that words ending at `end` act on, and an adjective found on the way."""
        unknown, adjective = 0, None
        allowed = _ATTRIBUTIVE_UNKNOWN if attributive else _RIGHT_UNKNOWN
        index = end
        while index < min(self.end, end + _REACH):
            if index in self._at:
                return self._at[index], adjective
            mark, word = self._starts.get(index), self.words[index]
            if mark:
                if is_verb(mark) and word not in FREE:
                    return None, None
                adjective = adjective or (None if is_verb(mark) else mark)
                index = mark.end
                continue
            if word in JOINING:
                return self._shared(index, end), adjective
            if _stops(word) or (attributive and word in TIES):
                return None, None
            unknown += word not in FREE
            if unknown > allowed:
                return None, None
            index += 1
        return None, None

    def _shared(self, index: int, end: int) -> Group | None:
        """The object of the next verb, where two verbs share it: "protects and strengthens"."""
        step = 2 if self.words[index + 1 : index + 2] in (["a"], ["an"], ["the"]) else 1
        following = self._starts.get(index + step)
        if index > end + 1 or following is None:
            return None
        return self.right_of(following.end, attributive=not is_verb(following))[0]

    def left_of(self, start: int) -> Group | None:
        """The group that words starting at `start` are said of."""
        unknown = 0
        over = next((g for g in self.groups if g.start < start < g.end), None)
        if over:
            # "my back aches less": the words of direction begin inside the target.
            return over
        for index in range(start, max(self.start, start - _REACH), -1):
            if index in self._ends:
                return self._ends[index]
            word = self.words[index - 1]
            if word in _REPEATING and (repeated := self._repeated(index - 1)):
                return repeated
            if word == "so" and (index == start or self.words[index] == "much"):
                continue
            if word == ":" and (headed := self._headed(index - 1)):
                return None if self._names_activity(index, start) else headed
            if word in _HEAD_MARKS and unknown == 0:
                return self._head(index - 1)
            if _stops(word) or word in JOINING:
                return None
            unknown += word not in FREE
            if unknown > _LEFT_UNKNOWN:
                return None
        return None

    def _names_activity(self, start: int, end: int) -> bool:
        return any(start <= mark.start and mark.end <= end for mark in self.marks("activity"))

    def _repeated(self, end: int) -> Group | None:
        """What a pronoun takes up again: "my heart rate it went from 63 to 58", "the toes, they"."""
        return self._ends.get(end - (self.words[end - 1] == ","))

    def _headed(self, end: int) -> Group | None:
        """The group that a heading begins with: "watts on the 30 s bike sprint: up 6 %"."""
        if end in self._ends:
            return self._ends[end]
        before = [g for g in self.groups if g.end <= end and not g.is_amount]
        group = before[-1] if before else None
        if group is None or end - group.end > _HEADING:
            return None
        return group if _TAILS_BEGIN.issuperset(self.words[group.end : group.end + 1]) else None

    def _head(self, end: int) -> Group | None:
        """The group that a clause puts first and judges behind a mark: "sleep score: better"."""
        while end > self.start and self.words[end - 1] in _HEAD_TAILS:
            end -= 1
        group = self._ends.get(end)
        if group is None:
            return None
        index = group.start
        while index > self.start and self.words[index - 1] in DETERMINERS:
            index -= 1
        opens = index == self.start or not self.words[index - 1][:1].isalnum()
        return group if opens else None

    def antecedent(self, start: int) -> Group | None:
        """What "they" before a predicate stands for: "quads, hello? they are on fire"."""
        index = start - 1
        while index > self.start and self.words[index] in FREE and self.words[index] != "they":
            index -= 1
        if index < self.start or self.words[index] != "they":
            return None
        groups = [g for g in self.groups if g.end <= index and not g.is_amount]
        return groups[-1] if groups else None

    def last_measure(self, before: int) -> Group | None:
        """The last named outcome before a token, however far: "blood pressure diary: from …"."""
        groups = [g for g in self.groups if g.end <= before and not g.is_amount]
        last = groups[-1] if groups else None
        return last if last and isinstance(last.members[-1].meaning, Measure) else None


def _stops(word: str) -> bool:
    return word in BREAKS or word in PRONOUN_SUBJECTS or word.startswith("\n")


def _within(mark: Mark, span: tuple[int, int]) -> bool:
    """Whether a target covers the mark; a mark as long as its target is a rival, not a part."""
    return (
        span[0] <= mark.start and mark.end <= span[1] and span[1] - span[0] > mark.end - mark.start
    )


def cue_of(mark: Mark) -> Cue:
    """The row behind a mark of direction."""
    cue = mark.concept.meaning
    if not isinstance(cue, Cue):
        raise TypeError(f"{mark.concept.name} is no cue")
    return cue


def is_verb(mark: Mark) -> bool:
    """Whether the mark is a verb that takes an object."""
    return cue_of(mark).form == "verb"
