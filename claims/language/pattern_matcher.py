"""Finds the pattern rows that a text's words match, by the rare word each cannot do without."""

from __future__ import annotations

from typing import NamedTuple

from claims.language.patterns import Pattern, Way, patterns

# How far before its anchor a match may begin.
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
        self._ways: dict[str, list[tuple[Pattern, Way, frozenset[str]]]] = {}
        for pattern in patterns():
            for way in pattern.ways:
                for anchor in way.anchors:
                    self._ways.setdefault(anchor, []).append((pattern, way, way.openings))

    def matches(self, words: list[str]) -> list[Match]:
        """The matches among words, by their start, then by the name of the row."""
        found = {
            (span[0], pattern.id, span[1]): Match(pattern, *span)
            for index, word in enumerate(words)
            for pattern, way, openings in self._ways.get(word, ())
            if (span := _around(way, openings, words, index))
        }
        return [found[place] for place in sorted(found)]


def _around(
    way: Way, openings: frozenset[str], words: list[str], anchor: int
) -> tuple[int, int] | None:
    """The first match that takes in the anchor at that index."""
    for start in range(max(anchor - _REACH, 0), anchor + 1):
        if words[start] in openings:
            end = way.match(words, start)
            if end > anchor:
                return start, end
    return None
