"""A text as tokens, sentences and marked phrases, ready to be read for claims."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from claims.language.lexicon import Mark, Pipeline
from claims.language.pattern_matcher import Match
from claims.language.text import Text, clean, sentences
from claims.language.words import spaced

__all__ = ["Mark", "Parsed", "longest", "parse"]

_LONGEST = 160


@dataclass(slots=True)
class Parsed:
    """One field of a post: tokens by their normal form, offsets, marks by kind, sentences."""

    text: Text
    words: list[str]
    starts: list[int]
    ends: list[int]
    # Of each kind, in the order of their starts.
    marks: dict[str, list[Mark]]
    matches: list[Match] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def marks_in(self, kind: str, start: int, end: int) -> list[Mark]:
        """The marks of a kind that start in tokens `start:end`."""
        marks = self.marks.get(kind)
        if not marks:
            return []
        first = bisect_left(marks, start, key=_start_of)
        return marks[first : bisect_left(marks, end, lo=first, key=_start_of)]

    def marks_by_sentence(self) -> list[dict[str, list[Mark]]]:
        """The marks that start in each sentence, by kind."""
        rooms: list[dict[str, list[Mark]]] = [{} for _ in self.sentences]
        starts = [start for start, _ in self.sentences]
        for kind, marks in self.marks.items():
            for mark in marks:
                place = bisect_right(starts, mark.start) - 1
                if place >= 0 and mark.start < self.sentences[place][1]:
                    rooms[place].setdefault(kind, []).append(mark)
        return rooms

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that characters `start:end` of the cleaned text touch."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return first, max(bisect_left(self.starts, end), first + 1)

    def characters_of(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the cleaned text that tokens `start:end` cover."""
        return self.starts[start], self.ends[end - 1]


def _start_of(mark: Mark) -> int:
    return mark.start


def parse(text: str, pipeline: Pipeline) -> Parsed:
    """Clean, tokenize, mark and cut a text."""
    cleaned = clean(text)
    words, starts, ends = pipeline.tokens.words(spaced(cleaned.cleaned))
    marks, matches = pipeline.lexicon.marks(words), pipeline.patterns.matches(words)
    parsed = Parsed(cleaned, words, starts, ends, marks, matches)
    if words:
        for span in sentences(cleaned.cleaned):
            parsed.sentences += _bounded(*parsed.tokens_of(*span))
    return parsed


def _bounded(start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in pieces of a length that people speak, so that time stays linear."""
    if end - start <= _LONGEST:
        return [(start, end)]
    return [(first, min(first + _LONGEST, end)) for first in range(start, end, _LONGEST)]


def longest(marks: list[Mark]) -> list[Mark]:
    """The longest mark at each place, read from the left; equal spans all stay."""
    kept: list[Mark] = []
    reach = -1, -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < reach[1] and (mark.start, mark.end) != reach:
            continue
        kept.append(mark)
        reach = mark.start, mark.end
    return kept
