"""Finds the pattern rows that a text's words match, by the rare word each cannot do without."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.patterns import Pattern, Way, patterns

# How far before its anchor a match may begin at most.
_REACH = 9


class Match(NamedTuple):
    """A row and the tokens it matches."""

    pattern: Pattern
    start: int
    end: int


class PatternMatcher:
    """Matches all rows at once.

    A way costs nothing where none of its anchor words stands, so their number is free to grow.
    """

    def __init__(self) -> None:
        self._ways: dict[str, list[_Anchored]] = {}
        for pattern in patterns():
            for way in pattern.ways:
                reach = int(min(way.longest - 1, _REACH))
                for anchor in way.anchors:
                    row = _Anchored(pattern, way, way.openings, reach)
                    self._ways.setdefault(anchor, []).append(row)

    def matches(self, words: list[str]) -> list[Match]:
        """The matches among words, by their start, then by the name of the row."""
        ways = self._ways
        found = {
            (match.start, match.pattern.id, match.end): match
            for index, word in enumerate(words)
            if word in ways
            for row in ways[word]
            if (match := _around(row, words, index))
        }
        return [found[place] for place in sorted(found)]


class _Anchored(NamedTuple):
    """A way under a word it cannot do without, and how far before that a match can begin."""

    pattern: Pattern
    way: Way
    openings: frozenset[str]
    reach: int


def _around(row: _Anchored, words: list[str], anchor: int) -> Match | None:
    """The first match that takes in the anchor at that index."""
    for start in range(max(anchor - row.reach, 0), anchor + 1):
        if words[start] in row.openings:
            end = row.way.match(words, start)
            if end > anchor:
                return Match(row.pattern, start, end)
    return None
