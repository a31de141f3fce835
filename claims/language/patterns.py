"""Claim patterns: rows of tokens that name an outcome and its direction at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from claims.errors import ClaimsError
from claims.language.classes import word_class
from claims.language.rows import (
    chosen,
    data_file,
    data_folder,
    json_lines,
    listed,
    read_toml,
    texts,
)
from claims.language.vocabulary import good_directions
from claims.records import Direction

_KEYS = frozenset(
    (
        *("id", "outcome", "direction", "text", "tokens", "ways", "subject"),
        *("needs", "needs_words", "not_words", "not_before", "yes", "no"),
    )
)
_DIRECTIONS = frozenset(("increase", "decrease", "no_difference"))
_NEEDS = frozenset(
    ("size", "ratio", "number", "comparison", "change", "future", "negation", "person")
)
_SUBJECTS = frozenset(("", "activity"))
# An anchor must be rare: the row's matcher runs only on texts that hold one of its words.
_COMMON = word_class("patterns.common")
_SMALLEST = word_class("patterns.smallest")


Tokens = tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One sequence of tokens that a row reads."""

    tokens: Tokens

    @property
    def anchors(self) -> frozenset[str]:
        """The words of the token that it cannot do without and that says most."""
        needed = [words for words, operator in self.tokens if not operator]
        return min(needed, key=_commonness)

    @property
    def openings(self) -> frozenset[str]:
        """The words that a match can begin with."""
        found: frozenset[str] = frozenset()
        for words, operator in self.tokens:
            found |= words
            if not operator:
                break
        return found

    @property
    def longest(self) -> float:
        """How many words a match can have at most."""
        repeats = any(operator == "*" for _, operator in self.tokens)
        return math.inf if repeats else len(self.tokens)

    def match(self, words: Sequence[str], start: int) -> int:
        """The end of the longest match that begins at `start`; -1 if none does."""
        return _end(self.tokens, words, start)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of data/patterns: the ways of saying one thing."""

    id: str
    outcome: str
    direction: Direction
    ways: tuple[Way, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    text: str | None = None
    subject: str = ""
    needs: frozenset[str] = frozenset()
    needs_words: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()


@cache
def patterns() -> tuple[Pattern, ...]:
    """All rows of data/patterns."""
    return tuple(row for file in data_folder("patterns", ".jsonl") for row in read_patterns(file))


def read_patterns(file: Traversable) -> tuple[Pattern, ...]:
    """The rows of one file."""
    classes = read_toml(data_file("patterns", "classes.toml"))
    found = []
    for number, row in json_lines(file):
        found.append(_pattern(row, f"data/patterns/{file.name} line {number}", classes))
    return tuple(found)


def _pattern(row: Mapping[str, Any], place: str, classes: Mapping[str, Any]) -> Pattern:
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise ClaimsError(f"{place}: unknown key {unknown[0]!r}", f"known keys: {listed(_KEYS)}")
    words = {
        key: frozenset(texts(row, key, place)) for key in ("needs_words", "not_words", "not_before")
    }
    needs = frozenset(texts(row, "needs", place))
    if not needs <= _NEEDS:
        raise ClaimsError(f"{place}: needs {sorted(needs - _NEEDS)}", f"choose of {listed(_NEEDS)}")
    outcomes = frozenset((*good_directions(), "other"))
    direction: Any = chosen(row, "direction", _DIRECTIONS, place)
    return Pattern(
        id=str(row.get("id", "")) or _missing(place, "id"),
        outcome=chosen(row, "outcome", outcomes, place),
        direction=direction,
        ways=_ways(row, place, classes),
        yes=texts(row, "yes", place),
        no=texts(row, "no", place),
        text=row.get("text"),
        subject=chosen(row, "subject", _SUBJECTS, place),
        needs=needs,
        **words,
    )


def _missing(place: str, key: str) -> str:
    raise ClaimsError(f"{place}: no {key}", f'add "{key}": "…"')


def _ways(row: Mapping[str, Any], place: str, classes: Mapping[str, Any]) -> tuple[Way, ...]:
    """The row's ways, each a text of tokens; a row with a single one may list its `tokens`."""
    if "ways" in row and "tokens" in row:
        raise ClaimsError(f"{place}: both ways and tokens", "put the tokens into one of the ways")
    if "ways" not in row:
        return (_way(texts(row, "tokens", place), place, classes),)
    return tuple(_way(way.split(), place, classes) for way in texts(row, "ways", place) or ("",))


def _way(given: Sequence[str], place: str, classes: Mapping[str, Any]) -> Way:
    """The tokens of a way: "make|makes" names words, <person> a class; ? and * make one optional."""
    if not given:
        raise ClaimsError(f"{place}: no tokens", 'add "tokens": ["word|other", "<person>?", …]')
    found = []
    for token in given:
        operator = token[-1] if token[-1] in "?*" and len(token) > 1 else ""
        words: set[str] = set()
        for choice in token.removesuffix(operator).split("|"):
            words |= _choice(choice, place, classes)
        found.append((frozenset(words), operator))
    if all(operator for _, operator in found):
        raise ClaimsError(f"{place}: every token is optional", "let one token stand without ? or *")
    return Way(tuple(found))


def _choice(choice: str, place: str, classes: Mapping[str, Any]) -> set[str]:
    if not choice or (len(choice) > 1 and choice[-1] in "?*"):
        raise ClaimsError(
            f"{place}: token choice {choice!r}",
            "put ? or * once, behind the last choice of a token",
        )
    if not choice.startswith("<"):
        return {choice}
    name = choice.strip("<>")
    if name not in classes:
        raise ClaimsError(f"{place}: class {choice} is unknown", f"known: {', '.join(classes)}")
    return set(classes[name])


def _commonness(words: frozenset[str]) -> tuple[int, int, int]:
    return len(words & _SMALLEST), len(words & _COMMON), len(words)


def _end(tokens: Tokens, words: Sequence[str], index: int) -> int:
    """Where the tokens end that match from `index`, the longest first; -1 if they do not."""
    for place, (choices, operator) in enumerate(tokens):
        here = index < len(words) and words[index] in choices
        if operator and here:
            return _repeated(tokens[place:], words, index)
        if not operator and not here:
            return -1
        index += here
    return index


def _repeated(tokens: Tokens, words: Sequence[str], index: int) -> int:
    """The end of tokens whose first, which may be left out, stands at `index`."""
    (choices, operator), rest = tokens[0], tokens[1:]
    most = index + 1
    while operator == "*" and most < len(words) and words[most] in choices:
        most += 1
    for place in range(most, index - 1, -1):
        end = _end(rest, words, place)
        if end >= 0:
            return end
    return -1
