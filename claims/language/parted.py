"""Verbs around their object: "wakes the glutes up", "brings your blood pressure right down"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.language.classes import word_class
from claims.language.gaps import BREAKS, FREE
from claims.language.lexicon import Mark
from claims.language.targets import Group

_BEFORE_PARTICLE = word_class("parted.before_particle")
_REACH = 5
_UNKNOWN = 1


def parted_verbs(
    words: Sequence[str], marks: Sequence[Mark], at: Mapping[int, Group], end: int
) -> list[tuple[Mark, int]]:
    """The verbs whose particle closes around a target, and where the particle stands."""
    found = []
    for mark in marks:
        group = _object(words, at, mark.end, end)
        place = _particle(words, group.end, end) if group else end
        if place < end and words[place] == mark.concept.particle:
            found.append((mark, place))
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


def _particle(words: Sequence[str], index: int, end: int) -> int:
    while index < end and words[index] in _BEFORE_PARTICLE:
        index += 1
    return index
