"""What a claim can be about: outcomes by their names, parts of the body, and what words do to both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from claims.errors import ClaimsError
from claims.language.rows import Sense, data_file, place_of, read_toml, texts
from claims.records import Direction

_OPPOSITE: dict[Direction, Direction] = {"increase": "decrease", "decrease": "increase"}
_UP: frozenset[Sense] = frozenset(("more",))
_BUILDING: frozenset[Sense] = frozenset(("gains", "strengthens"))
_DOWN: frozenset[Sense] = frozenset(("less",))
_GOOD: frozenset[Sense] = frozenset(("better", "fixes"))
_SIGNS: dict[str, Direction] = {"+": "increase", "-": "decrease", "=": "no_difference"}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a claim says happens: an outcome and its direction."""

    outcome: str
    direction: Direction
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Words that name the amount of an outcome, or with `sign` -1 the lack of it."""

    outcome: str
    good: Direction = "increase"
    sign: int = 1
    burns: Direction | None = None
    text: str | None = None
    # A session of it can be called great: "great cardio", "a killer quad workout".
    praised: bool = False

    def effect(self, sense: Sense) -> Effect | None:
        """What words of this sense say of the outcome, if they can be said of it."""
        direction = self._direction(sense)
        return Effect(self.outcome, direction, self.text) if direction else None

    def _direction(self, sense: Sense) -> Direction | None:
        if sense in _UP or sense in _DOWN:
            up: Direction = "increase" if sense in _UP else "decrease"
            return up if self.sign > 0 else _OPPOSITE[up]
        if sense in _GOOD or (sense == "great" and self.praised):
            return self.good
        if sense == "same":
            return "no_difference"
        if sense == "worse":
            return _OPPOSITE[self.good]
        if sense == "burns":
            return self.burns
        return self._of_action(sense)

    def _of_action(self, sense: Sense) -> Direction | None:
        if sense == "spares":
            # To protect against a bad thing, or to preserve a good one.
            return self.good
        if sense == "gains" and self.outcome in costs():
            # "gives you energy" is not energy spent.
            return None
        if sense in _BUILDING and self.good == "increase" and self.sign > 0:
            return "increase"
        if sense == "loosens" and self.outcome == "flexibility":
            return "increase"
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body: each sense speaks of one facet of it, each facet has its outcome."""

    key: str
    label: str
    senses: Mapping[str, str]
    facets: Mapping[str, str]
    weak: frozenset[str] = frozenset()

    def effect(self, sense: Sense) -> Effect | None:
        """What words of this sense say of the part, if they can be said of it."""
        signed = self.senses.get(sense)
        if signed is None:
            return None
        measure = self.measure(signed[1:])
        direction = _SIGNS[signed[0]]
        return Effect(measure.outcome, direction, measure.text) if measure.outcome else None

    def ailing(self) -> Part:
        """The part with a complaint: what helps "bad knees" helps their pain."""
        return replace(self, senses={**self.senses, **_AILING})

    def measure(self, facet: str, sign: int = 1) -> Measure:
        """The amount that "quad strength" or "stress on the knees" names."""
        outcome = self.facets.get(facet, "other")
        good = good_directions().get(outcome, _FACET_GOOD.get(facet, "increase"))
        text = f"{self.label} {facet}" if outcome == "other" else None
        return Measure(outcome, good, sign, text=text, praised=facet == "activity")


# What words do to a part with a complaint; what spares or loads it does so as ever.
_AILING = {
    "fixes": "-pain",
    "better": "-pain",
    "less": "-pain",
    "strengthens": "-pain",
    "great": "-pain",
    "more": "+pain",
    "worse": "+pain",
}
_FACET_GOOD: dict[str, Direction] = {"pain": "decrease", "load": "decrease", "injury": "decrease"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that needs a part: strength, pain, load; `alone` is what it names without one."""

    facet: str
    sign: int = 1
    alone: Measure | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Words of the lists and what they name."""

    words: tuple[str, ...]
    meaning: Measure | Part | Noun
    weak: frozenset[str] = field(default=frozenset())


@cache
def good_directions() -> dict[str, Direction]:
    """Which direction of each outcome people want; increase where it depends."""
    rows = read_toml(data_file("outcomes.toml"))["outcome"]
    found: dict[str, Direction] = {}
    for row in rows:
        found[row["key"]] = "decrease" if row.get("good_direction") == "decrease" else "increase"
    found |= {
        f"muscle_strength:{key.partition(':')[2]}": "increase"
        for key in list(found)
        if key.startswith("muscle_activation:")
    }
    return found


@cache
def costs() -> frozenset[str]:
    """Outcomes that are neither wanted more nor wanted less: calories, heart rate, effort."""
    rows = read_toml(data_file("outcomes.toml"))["outcome"]
    kinds = ("depends", "none")
    return frozenset(row["key"] for row in rows if row.get("good_direction") in kinds)


@cache
def vocabulary() -> tuple[Named, ...]:
    """All words that name an outcome, a part or what a part can have."""
    found = [*_outcomes(data_file("outcomes.toml")), *_others(data_file("other_outcomes.toml"))]
    return (*found, *_body(data_file("parts.toml")))


@cache
def facet_nouns() -> dict[str, Noun]:
    """The nouns of one word that need a part: pain, strength, load."""
    nouns = [named for named in vocabulary() if isinstance(named.meaning, Noun)]
    return {
        word: named.meaning
        for named in nouns
        for word in named.words
        if isinstance(named.meaning, Noun) and " " not in word
    }


def _outcomes(file: Traversable) -> list[Named]:
    found = []
    for row in read_toml(file).get("outcome", ()):
        place = place_of(row, file)
        key = "muscle_strength:legs_total" if row["key"] == "muscle_strength" else row["key"]
        measure = Measure(
            key,
            good_directions()[row["key"]],
            burns=row.get("burns"),
            praised=key == "cardio_fitness" or key.startswith("muscle_activation:"),
        )
        found += _named(row, place, measure)
        times = texts(row, "times", place)
        # A time that drops is said to drop; a time that improves is a better outcome.
        found.append(Named(times, measure))
    return found


def _others(file: Traversable) -> list[Named]:
    found = []
    for row in read_toml(file).get("other", ()):
        place = place_of(row, file)
        if row.get("good") not in _OPPOSITE:
            raise ClaimsError(
                f"{place}: good = {row.get('good')!r}", 'good = "increase" or "decrease"'
            )
        found.append(
            Named(texts(row, "words", place), Measure("other", row["good"], text=row["text"]))
        )
    return found


def _named(row: Mapping[str, Any], place: str, measure: Measure) -> list[Named]:
    inverse = replace(measure, sign=-1)
    return [
        Named(texts(row, "words", place), measure),
        Named(texts(row, "inverse", place), inverse),
    ]


def _body(file: Traversable) -> list[Named]:
    table = read_toml(file)
    parts = [_part(row, file, table["sense"], table["facet"]) for row in table.get("part", ())]
    return parts + [_noun(row, file) for row in table.get("noun", ())]


def _part(
    row: Mapping[str, Any], file: Traversable, senses: Mapping[str, Any], common: Mapping[str, str]
) -> Named:
    place = place_of(row, file)
    if row.get("kind") not in senses:
        raise ClaimsError(
            f"{place}: kind {row.get('kind')!r} is unknown", f"known: {', '.join(senses)}"
        )
    key, own = row["key"], row.get("facets", {})
    muscle = {"strength": f"muscle_strength:{key}", "activity": f"muscle_activation:{key}"}
    facets = {**common, **(muscle if row.get("muscle") else {}), **own}
    weak = frozenset(texts(row, "weak", place))
    part = Part(key, row["label"], senses[row["kind"]], facets, weak)
    return Named(texts(row, "words", place), part, weak)


def _noun(row: Mapping[str, Any], file: Traversable) -> Named:
    place = f"data/{file.name} (noun {row.get('facet')})"
    alone = row.get("alone", "")
    sign = -1 if row.get("sign") == "-" else 1
    measure = None
    if alone:
        outcome = alone[1:]
        good = good_directions().get(outcome, "decrease" if row["facet"] == "pain" else "increase")
        text = row["facet"] if outcome == "other" else None
        measure = Measure(outcome, good, sign, text=text)
    return Named(texts(row, "words", place), Noun(row["facet"], sign, measure))
