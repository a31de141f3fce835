"""How far words that turn a meaning round reach: "no pain, but swelling" denies the pain alone.

After NegEx (Chapman 2001): a trigger before or after what it turns, words that only look like a
trigger, words that end its reach. The triggers are data, so the same reading serves posts and
clinical notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from claims.language.rows import Cue, cues

Role = Literal["before", "after", "pseudo", "end"]

_ROLES: dict[str, Role] = {
    "negation_pre": "before",
    "negation_post": "after",
    "negation_pseudo": "pseudo",
    "terminator": "end",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words and what they do: turn what follows or precedes, only seem to, or end a reach."""

    words: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Tokens `start:end` that the trigger at tokens `trigger:trigger_end` reaches."""

    start: int
    end: int
    trigger: int
    trigger_end: int


class Triggers:
    """Triggers by their first word, the longest first; where one text has two roles the first
    row counts."""

    def __init__(self, rows: Iterable[Trigger]) -> None:
        self._by_first: dict[str, list[Trigger]] = {}
        seen: set[tuple[str, ...]] = set()
        for row in rows:
            if row.words and row.words not in seen:
                seen.add(row.words)
                self._by_first.setdefault(row.words[0], []).append(row)
        for found in self._by_first.values():
            found.sort(key=lambda row: -len(row.words))

    def at(self, tokens: Sequence[str], place: int) -> Trigger | None:
        """The longest trigger that starts at a token."""
        for row in self._by_first.get(tokens[place], ()):
            if tuple(tokens[place : place + len(row.words)]) == row.words:
                return row
        return None

    def found(self, tokens: Sequence[str]) -> list[tuple[int, Trigger]]:
        """The triggers of a sentence from the left, none inside another."""
        found: list[tuple[int, Trigger]] = []
        place = 0
        while place < len(tokens):
            trigger = self.at(tokens, place)
            if trigger:
                found.append((place, trigger))
            place += len(trigger.words) if trigger else 1
        return found


def find_scopes(tokens: Sequence[str], triggers: Triggers, *, reach: int) -> tuple[Scope, ...]:
    """The scopes of one sentence of lower-case tokens; none is longer than `reach` tokens."""
    found = triggers.found(tokens)
    ends = [(place, place + len(one.words)) for place, one in found if one.role == "end"]
    scopes = []
    for place, trigger in found:
        behind = place + len(trigger.words)
        if trigger.role == "before":
            limit = next((start for start, _ in ends if start >= behind), len(tokens))
            scopes.append(Scope(behind, min(limit, behind + reach), place, behind))
        elif trigger.role == "after":
            limit = next((end for _, end in reversed(ends) if end <= place), 0)
            scopes.append(Scope(max(limit, place - reach), place, place, behind))
    return tuple(scopes)


def reaches(scopes: Iterable[Scope], start: int, end: int) -> bool:
    """Whether a scope touches tokens `start:end`; a trigger among them is a part of what they say."""
    return any(
        scope.start < end
        and start < scope.end
        and not (start <= scope.trigger and scope.trigger_end <= end)
        for scope in scopes
    )


@cache
def denial_triggers() -> Triggers:
    """The triggers of data/cues/negation.toml, in the tokens of the pipeline ("do n't")."""
    return Triggers(trigger for cue in cues() for trigger in _triggers(cue))


def _triggers(cue: Cue) -> Iterable[Trigger]:
    role = _ROLES.get(cue.kind)
    return [Trigger(tuple(words.split()), role) for words in cue.words] if role else []
