"""What data/outcomes.toml says of each outcome, and which outcome may stand in for which."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from claims.errors import ClaimsError

FILE = "data/outcomes.toml"
When = Literal["same_quantity", "equivalence", "ratio", "always", "context"]
_ACTIVITY, _STRENGTH = "muscle_activation:", "muscle_strength:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that can be claimed and measured."""

    key: str
    label: str
    good_direction: str = "depends"
    ratio_comparable: bool = False
    noun: str = ""


@dataclass(frozen=True, slots=True)
class StandIn:
    """`use` may speak where `outcome` is claimed; `says` names what was measured instead."""

    outcome: str
    when: When
    use: str
    says: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcome list with its stand-ins, looked up by key."""

    by_key: Mapping[str, Outcome]
    stand_ins: tuple[StandIn, ...]

    def knows(self, key: str) -> bool:
        """Whether the key is on the list; `muscle_strength:<part>` borrows the muscles' parts."""
        return key in self.by_key or _as_activity(key) in self.by_key

    def stand_ins_for(self, key: str) -> tuple[StandIn, ...]:
        """The rows for this outcome; the strength of a muscle has its activity as context."""
        rows = tuple(row for row in self.stand_ins if row.outcome == key)
        if not key.startswith(_STRENGTH):
            return rows
        says = "muscle activity during a bout, not strength"
        return (*rows, StandIn(key, "context", _as_activity(key), says))


def _as_activity(key: str) -> str:
    return _ACTIVITY + key.removeprefix(_STRENGTH) if key.startswith(_STRENGTH) else key


def part_of(key: str) -> str | None:
    """The muscle that a `muscle_strength:<part>` claim names."""
    return key.removeprefix(_STRENGTH) if key.startswith(_STRENGTH) else None


@lru_cache(maxsize=1)
def load_outcomes() -> Outcomes:
    """The shipped outcome list."""
    return read_outcomes((files("data") / "outcomes.toml").read_text("utf-8"))


def read_outcomes(text: str) -> Outcomes:
    """Outcomes from the text of an outcomes file."""
    data = tomllib.loads(text)
    listed = {entry["key"]: _outcome(entry) for entry in data["outcome"]}
    outcomes = Outcomes(listed, tuple(_stand_in(row) for row in data.get("stand_in", ())))
    for row in outcomes.stand_ins:
        if not (outcomes.knows(row.outcome) and outcomes.knows(row.use)):
            raise ClaimsError(
                f"{FILE}: [[stand_in]] {row.outcome} -> {row.use}: one is not on the outcome list.",
                "use the key of an [[outcome]]",
            )
    return outcomes


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    return Outcome(
        key=entry["key"],
        label=entry["label"],
        good_direction=entry.get("good_direction", "depends"),
        ratio_comparable=entry.get("ratio_comparable", False),
        noun=entry.get("noun", entry["label"].casefold()),
    )


def _stand_in(row: Mapping[str, Any]) -> StandIn:
    try:
        return StandIn(outcome=row["for"], when=row["when"], use=row["use"], says=row["says"])
    except KeyError as missing:
        raise ClaimsError(
            f"{FILE}: [[stand_in]] {dict(row)} has no {missing}.",
            "give it for, when, use and says",
        ) from missing
