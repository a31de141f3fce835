"""What a time or a girth is of: "my 5k went from …", "shaved a second off my 40", "3 inches off my thighs"."""

from __future__ import annotations

from functools import cache
from typing import Literal

from claims.language.classes import word_class, word_lists
from claims.language.quantities import Quantity
from claims.language.vocabulary import Measure

# A girth named by a part of the body shrinks with its fat.
_GIRTHS = word_class("girths.parts")
# "my 40 dropped from 5.1 to 4.93": bare levels of what stands right before them.
_NEAR_BARE = 5
_LONGEST_BARE = 60.0


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], Measure], ...]]:
    """The phrases of the table [timed] by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for outcome, words in word_lists("timed").items():
        measure = Measure(outcome.replace("__", ":"), "increase")
        for phrase in words:
            split = tuple(phrase.split())
            found.setdefault(split[0], []).append((split, measure))
    return {
        first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))
        for first, rows in found.items()
    }


def timed_in(
    words: list[str], start: int, end: int, *, nearest: Literal["first", "last"] = "last"
) -> tuple[int, int, Measure] | None:
    """The thing with a time of its own among tokens `start:end`, and what its time tells."""
    named: tuple[int, int, Measure] | None = None
    index = start
    while index < end:
        found = _at(words, index, end)
        if found:
            named = (index, found[0], found[1])
            if nearest == "first":
                break
        index = found[0] if found else index + 1
    return named


def _at(words: list[str], index: int, end: int) -> tuple[int, Measure] | None:
    for phrase, measure in _phrases().get(words[index], ()):
        if index + len(phrase) <= end and tuple(words[index : index + len(phrase)]) == phrase:
            return index + len(phrase), measure
    return None


def girth_in(words: list[str], start: int, end: int) -> tuple[int, int, Measure] | None:
    """The part of the body whose girth tokens `start:end` name."""
    for index in range(end - 1, start - 1, -1):
        if words[index] in _GIRTHS:
            return index, index + 1, Measure("body_fat", "decrease")
    return None


def named_by_unit(
    words: list[str], span: tuple[int, int], quantity: Quantity
) -> tuple[int, int, Measure] | None:
    """What words in the span name an amount of that unit as the level of."""
    if quantity.dimension == "time" and quantity.unit in ("s", "min", "h"):
        return timed_in(words, *span)
    if quantity.unit is None and quantity.high < _LONGEST_BARE:
        return timed_in(words, max(span[0], span[1] - _NEAR_BARE), span[1])
    if quantity.unit in ("in", "cm"):
        return girth_in(words, *span)
    return None
