"""Whose each of two levels is: of the activity, of its usual form, or of something else that is done."""

from __future__ import annotations

from typing import Literal, NamedTuple

from claims.language.quantities.amount import Amount
from claims.language.quantities.lists import word_set
from claims.language.quantities.tokens import Tokens

Way = Literal["usual", "activity", "other"]

_ACTIVITY = word_set("equivalence", "activity") | word_set("told", "activity")
_USUAL = word_set("equivalence", "usual") | word_set("told", "usual")
_OTHER = word_set("told", "other")
_WITHOUT = word_set("told", "without")
_WITH = frozenset(("with", "in", "wearing", "on"))
_SAME = frozenset(("same", "was", "usually", "normally", "before", "instead"))
_VERSUS = frozenset(("vs", "vs.", "versus", "against", "v", "plays"))
# The level in front of these is of what the sentence speaks of.
_BEATS = frozenset(("against", "plays"))
_HEADING = 40
# How far ahead of a level the words that tell whose it is may stand.
AHEAD = 11


class Said(NamedTuple):
    """The words before, between and behind two levels."""

    ahead: list[str]
    gap: list[str]
    behind: list[str]


_ORDERED: dict[tuple[Way | None, Way | None], tuple[int, tuple[str, ...]]] = {
    ("usual", "activity"): (1, ("compared",)),
    ("activity", "usual"): (-1, ("compared",)),
    ("other", "activity"): (1, ("compared", "against_other")),
    ("activity", "other"): (-1, ("compared", "against_other")),
}


def by_way(said: Said) -> tuple[int, tuple[str, ...]]:
    """1 where the first level is of the usual way and the second of the activity, -1 the other way."""
    close = (_clause(said.gap), _clause(said.behind))
    for one, other in (
        close,
        (said.ahead, said.gap),
        (said.gap, said.behind),
        _halves(said.gap),
    ):
        found = _ORDERED.get((_way(one, other), _way(other, one)))
        if found:
            return found
    versus = len(said.gap) == 1 and said.gap[0] in _VERSUS
    if _way(said.ahead, said.gap) or not (versus or not _SAME.isdisjoint((*said.ahead, *said.gap))):
        return 0, ()
    # "was averaging 250, with the vest it's 310": the way that is not named is the other one.
    second = _way(said.gap, said.ahead) or _way(said.behind, said.gap)
    return _ORDERED.get((_OPPOSITE.get(second), second), (0, ()))


def by_heading(tokens: Tokens, first: Amount, gap: list[str]) -> tuple[int, tuple[str, ...]] | None:
    """ "Running forwards vs backwards. Calories: 300 vs 390": the heading says whose each level is."""
    if len(gap) != 1 or gap[0] not in _VERSUS:
        return None
    for index in range(first.first - 1, max(first.first - _HEADING, 0), -1):
        if tokens.words[index] in _VERSUS:
            sides = (tokens.words[max(index - 4, 0) : index], tokens.words[index + 1 : index + 5])
            return _ORDERED.get((_way(*sides), _way(sides[1], sides[0])))
    if gap[0] not in _BEATS:
        return None
    ahead = tokens.words[max(first.first - AHEAD, 0) : first.first]
    return -1, ("compared",) if _OTHER.isdisjoint(ahead) else ("compared", "against_other")


def _halves(gap: list[str]) -> tuple[list[str], list[str]]:
    """ "412 with the vest, no vest 338": what is said of each level between the two."""
    cut = next((i for i, word in enumerate(gap) if word in _CUTS and i), len(gap))
    return gap[:cut], gap[cut:]


def _clause(words: list[str]) -> list[str]:
    """ "105 without and 119 with it": the words right behind a level, up to the end of its clause."""
    cut = next((i for i, word in enumerate(words) if word in _CUTS), len(words))
    return words[: min(cut, _CLOSE)]


_CLOSE = 3
_CUTS = frozenset((",", ".", ";", "and", "but", "\n", "/", "then"))
_OPPOSITE: dict[Way | None, Way] = {"usual": "activity", "activity": "usual"}


def _lacks(words: list[str]) -> bool:
    """ "without", "no vest": but "no" alone denies anything."""
    return "without" in words or any(
        word in _WITHOUT and not _ACTIVITY.isdisjoint(words[index + 1 : index + 3])
        for index, word in enumerate(words)
    )


def _way(words: list[str], others: list[str]) -> Way | None:
    if _lacks(words) or not _USUAL.isdisjoint(words):
        return "usual"
    if not _ACTIVITY.isdisjoint(words):
        return "activity"
    if _lacks(others) and not _WITH.isdisjoint(words):
        return "activity"
    return "other" if not _OTHER.isdisjoint(words) else None
