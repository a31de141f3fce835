"""Verbs around their object: "wakes the glutes up", "gives your calves a proper hammering"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.language.classes import word_class
from claims.language.gaps import BREAKS, FREE
from claims.language.lexicon import PARTICLES, Mark
from claims.language.targets import Group

_BEFORE_PARTICLE = word_class("parted.before_particle")
_STOPS = BREAKS - {"so"}
_REACH = 5
_UNKNOWN = 1
# "a proper good hammering"
_INSIDE = 2


def parted_verbs(
    words: Sequence[str], marks: Sequence[Mark], at: Mapping[int, Group], end: int
) -> list[tuple[Mark, range]]:
    """The verbs whose tail closes around a target, and the tokens of the tail."""
    found = []
    for mark in marks:
        group = _object(words, at, mark.end, end)
        tail = _tail(words, group.end, end, mark.concept.tail) if group else None
        if tail:
            found.append((mark, tail))
    return found


def _object(words: Sequence[str], at: Mapping[int, Group], start: int, end: int) -> Group | None:
    unknown = 0
    for index in range(start, min(start + _REACH, end)):
        if index in at:
            return at[index]
        unknown += words[index] not in FREE
        if words[index] in BREAKS or unknown > _UNKNOWN:
            return None
    return None


def _tail(words: Sequence[str], start: int, end: int, tail: Sequence[str]) -> range | None:
    """Where the words of a tail stand behind an object, in order."""
    index = start
    while index < end and words[index] in _BEFORE_PARTICLE:
        index += 1
    inside = 0 if PARTICLES.issuperset(tail) else _INSIDE
    for word in tail:
        near = words[index : min(index + 1 + inside, end)]
        if word not in near or not _STOPS.isdisjoint(near[: near.index(word)]):
            return None
        index += near.index(word) + 1
    return range(start, index)
