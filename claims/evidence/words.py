"""The words of verdicts, from data/verdict_words.toml, and how numbers are written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files

from claims.evidence.interval import Interval
from claims.evidence.outcomes import load_outcomes
from claims.records import Direction, Study


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a measured change of one outcome is told, in base form: "use more energy"."""

    up: str
    down: str
    same: str
    noun: str
    sized: str | None = None
    than: bool = False

    def base(self, direction: Direction | str) -> str:
        """The phrase for a direction; a claim without one is told as a rise."""
        return {"decrease": self.down, "no_difference": self.same}.get(direction, self.up)


@dataclass(frozen=True, slots=True)
class Words:
    """All tables of the words file."""

    tables: Mapping[str, Mapping[str, str]]
    outcomes: Mapping[str, Phrases]

    def say(self, table: str, key: str, **values: object) -> str:
        """One entry, filled in."""
        return self.tables[table][key].format(**values)

    def phrases(self, outcome: str, named: str | None = None) -> Phrases:
        """How to tell of an outcome; one without a table of its own is told by its name."""
        family, _, part = outcome.partition(":")
        found = self.outcomes.get(outcome) or self.outcomes.get(family) or self.outcomes["other"]
        where = self.tables["part"].get(part or "all", part)
        listed_here = found is not self.outcomes["other"]
        # Words of a post stand in quotation marks, as words and not as our own.
        noun = found.noun if listed_here else f"“{named}”" if named else _noun(outcome)
        return Phrases(
            up=_fill(found.up, where, noun),
            down=_fill(found.down, where, noun),
            same=_fill(found.same, where, noun),
            noun=_fill(found.noun, where, noun) if listed_here else noun,
            sized=_fill(found.sized, where, noun) if found.sized else None,
            than=found.than,
        )


def _noun(outcome: str) -> str:
    """What the outcome list calls an outcome that has no phrases here yet."""
    known = load_outcomes().by_key.get(outcome)
    return known.noun if known else outcome.replace("_", " ")


def _fill(text: str, part: str, noun: str) -> str:
    return text.replace("{part}", part).replace("{noun}", noun)


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The shipped words."""
    data = tomllib.loads((files("data") / "verdict_words.toml").read_text("utf-8"))
    outcomes = {key: Phrases(**table) for key, table in data.pop("measured").items()}
    return Words(data, outcomes)


def third_person(base: str) -> str:
    """ "use more energy" → "uses more energy"."""
    verb, space, rest = base.partition(" ")
    ending = "es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return f"{verb}{ending}{space}{rest}"


def number(value: float) -> str:
    """A ratio as people write it: two decimals at most, none where they are zero."""
    digits = 2 if value < 100 else 0
    rounded = Decimal(repr(value)).quantize(Decimal(10) ** -digits, ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def times(size: Interval) -> str:
    """ "1.15 to 1.41 times", or one number where both ends are written alike."""
    return f"{span(size.low, size.high)} times"


def span(low: float, high: float) -> str:
    """Two ends, or one where both are written alike."""
    first, last = number(low), number(high)
    return first if first == last else f"{first} to {last}"


def listed(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def cite(study: Study) -> str:
    """Short name of a study in a sentence: first author and year, or what it calls itself."""
    if study.cite_as:
        return study.cite_as
    if not study.authors:
        return f"“{study.title}”"
    surnames = [_surname(author) for author in study.authors if author != "et al."]
    more = len(study.authors) > 2 or "et al." in study.authors
    names = f"{surnames[0]} et al." if more else " and ".join(surnames)
    return f"{names} {study.year}" if study.year else f"{names}, undated"


def _surname(author: str) -> str:
    name = author.partition(" (")[0]
    head, _, initials = name.rpartition(" ")
    return head if head and initials.isupper() else name
