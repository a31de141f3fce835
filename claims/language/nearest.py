"""Why a text is not read: the pattern row that came nearest, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from claims.language.discourse import sentences_of
from claims.language.idioms import unmet
from claims.language.parse import Parsed
from claims.language.patterns import Pattern, Tokens, patterns

_FEW = 6


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that does not read a text: the words it knows there, and why it stops."""

    pattern: Pattern
    known: tuple[str, ...]
    # How much of the row stands in the text, 1 where only a condition is not met.
    share: float
    why: str


def nearest_miss(parsed: Parsed) -> Miss | None:
    """The row that reads nothing in this text and comes closest to it; None if none begins."""
    matched = {match.pattern.id for match in parsed.matches}
    begun = [
        miss
        for pattern in patterns()
        if pattern.id not in matched
        for miss in _begun(pattern, parsed.words)
    ]
    found = [*_conditions(parsed), *begun]
    return max(found, key=lambda miss: (miss.share, len(miss.known)), default=None)


def _conditions(parsed: Parsed) -> Iterator[Miss]:
    """The rows whose tokens all match and whose conditions do not hold."""
    for sentence, sizes, matches in sentences_of(parsed):
        for pattern, first, last in matches:
            if why := unmet(pattern, sentence, (first, last), sizes):
                yield Miss(pattern, tuple(parsed.words[first:last]), 1.0, why)


def _begun(pattern: Pattern, words: Sequence[str]) -> Iterator[Miss]:
    """How far each way of saying the row's claim gets from each word that it can begin with."""
    begins = ((way.tokens, at) for way in pattern.ways for at in _places(way.openings, words))
    for tokens, start in begins:
        met, end, wanted = _furthest(tokens, words, start)
        if end > start:
            known = tuple(words[start:end])
            yield Miss(pattern, known, met / len(tokens), _why(known, wanted))


def _places(openings: frozenset[str], words: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word in openings]


def _furthest(tokens: Tokens, words: Sequence[str], start: int) -> tuple[int, int, frozenset[str]]:
    """The most tokens that match from `start`, where they end, and what the next one wants."""
    if not tokens:
        return 0, start, frozenset()
    (choices, operator), rest = tokens[0], tokens[1:]
    most = sum(1 for _ in takewhile(choices.__contains__, words[start : start + _FEW]))
    if not most and not operator:
        return 0, start, choices
    taken = range(0 if operator else 1, (most if operator == "*" else min(most, 1)) + 1)
    ways = ((_furthest(rest, words, start + count), count) for count in taken)
    return max(((met + bool(count), end, wanted) for (met, end, wanted), count in ways), key=_far)


def _far(way: tuple[int, int, frozenset[str]]) -> tuple[int, int]:
    return way[:2]


def _why(known: tuple[str, ...], wanted: frozenset[str]) -> str:
    some = sorted(wanted)[:_FEW]
    more = ", …" if len(wanted) > len(some) else ""
    return f"behind “{known[-1]}” it wants one of: {', '.join(some)}{more}"
