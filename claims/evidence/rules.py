"""The lists and limits of data/verdict_rules.toml, read once into frozen records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

from claims.errors import ClaimsError
from claims.records import Certainty

FILE = "data/verdict_rules.toml"
ClaimKind = Literal["acute", "training", "risk"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class EffectKind:
    """A kind of effect that a study measures, and the kinds of claim it speaks to at first hand."""

    key: str
    speaks_to: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a study compared; only a control group meets "it does something" directly."""

    key: str
    control: bool
    says: str
    null_votes: bool = True
    group: bool = False

    def has_group(self) -> bool:
        """Whether other people were compared with, be it under another load."""
        return self.control or self.group


@dataclass(frozen=True, slots=True)
class Modality:
    """What the people of a study did, and the modalities of a topic that this speaks to."""

    key: str
    covers: tuple[str, ...]
    says: str
    mixed: bool = False

    def is_mixed(self) -> bool:
        """Training that mixed modalities votes for each of them, never directly."""
        return self.mixed or len(self.covers) > 1


@dataclass(frozen=True, slots=True)
class Setting:
    """What else differed from the plain activity: water, a sled, a machine that carries."""

    key: str
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Population:
    """A group that is not the general public."""

    key: str
    says: str
    other_than_public: bool = False
    special: bool = False


@dataclass(frozen=True, slots=True)
class Design:
    """A design class and the certainty that a body of such studies starts from."""

    key: str
    start: Certainty
    says: str
    randomised: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Bounded:
    """A quantity with a ceiling."""

    outcome: str
    ceiling: float
    unit: str
    says: str


@dataclass(frozen=True, slots=True)
class OwnSpeed:
    """Speed of the activity over speed of the usual form when people choose their own."""

    contrast: str
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the verdict rules look up."""

    tolerance: float
    approximate: float
    agreement: float
    inside: float
    null_trial_people: int
    few_people: int
    very_few_people: int
    acute_outcomes: frozenset[str]
    risk_outcomes: frozenset[str]
    patient_outcomes: frozenset[str]
    turned_outcomes: frozenset[str]
    percent_units: frozenset[str]
    smd_units: tuple[str, ...]
    odds_units: tuple[str, ...]
    size_classes: tuple[float, float, float]
    unmeasurable: frozenset[str]
    known: Mapping[str, tuple[str, ...]]
    effect_kinds: Mapping[str, EffectKind]
    contrasts: Mapping[str, Contrast]
    modalities: Mapping[str, Modality]
    settings: Mapping[str, Setting]
    populations: Mapping[str, Population]
    designs: Mapping[str, Design]
    bounded: Mapping[str, Bounded] = field(default_factory=dict)
    own_speeds: Mapping[str, OwnSpeed] = field(default_factory=dict)
    # Limit → other places for it that are near enough to call the verdict a close one.
    near: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def claim_kind(self, outcome: str) -> ClaimKind:
        """Whether a claim on this outcome speaks of one bout, of training, or of safety."""
        family = outcome.partition(":")[0]
        if outcome in self.acute_outcomes or family in self.acute_outcomes:
            return "acute"
        return "risk" if outcome in self.risk_outcomes else "training"

    def has_smd(self, unit: str | None) -> bool:
        """Whether the unit is a standardised difference, which has no ratio."""
        return unit is not None and unit.startswith(self.smd_units)


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """The shipped rules."""
    return read_rules((files("data") / "verdict_rules.toml").read_text("utf-8"))


def read_rules(text: str) -> Rules:
    """Rules from the text of a rules file."""
    data = tomllib.loads(text)
    try:
        return Rules(**_limits(data), **_lists(data), **_tables(data))
    except KeyError as missing:
        raise ClaimsError(
            f"{FILE}: the key {missing} is missing.", f"restore {missing} in {FILE}"
        ) from missing


def _limits(data: Mapping[str, Any]) -> dict[str, Any]:
    names = ("tolerance", "approximate", "agreement", "inside", "null_trial_people")
    sizes = data["standardised"]
    return {name: data[name] for name in names} | {
        "few_people": data["certainty"]["few_people"],
        "very_few_people": data["certainty"]["very_few_people"],
        "size_classes": (sizes["small"], sizes["medium"], sizes["large"]),
    }


def _lists(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "acute_outcomes": frozenset(data["claim_kinds"]["acute"]),
        "risk_outcomes": frozenset(data["claim_kinds"]["risk"]),
        "patient_outcomes": frozenset(data["patient_outcomes"]["keys"]),
        "turned_outcomes": frozenset(data["percent"]["turned"]),
        "percent_units": frozenset(data["percent"]["units"]),
        "smd_units": tuple(data["standardised"]["smd"]),
        "odds_units": tuple(data["standardised"]["odds"]),
        "unmeasurable": frozenset(data["unmeasurable"]["words"]),
        "known": {name: tuple(values) for name, values in data["known"].items()},
        "near": {name: tuple(places) for name, places in data["near"].items()},
    }


def _tables(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "effect_kinds": _by(data, "effect_kind", EffectKind),
        "contrasts": _by(data, "contrast", Contrast),
        "modalities": _by(data, "modality", Modality),
        "settings": _by(data, "setting", Setting),
        "populations": _by(data, "population", Population),
        "designs": _by(data, "design", Design),
        "bounded": _by(data, "bounded", Bounded, key="outcome"),
        "own_speeds": _by(data, "self_chosen_speed", OwnSpeed, key="contrast"),
    }


def _by(data: Mapping[str, Any], table: str, row: type[Row], *, key: str = "key") -> dict[str, Row]:
    return {entry[key]: _row(table, entry, row) for entry in data[table]}


def _row(table: str, entry: Mapping[str, Any], row: type[Row]) -> Row:
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    try:
        return row(**values)
    except TypeError as error:
        raise ClaimsError(
            f"{FILE}: [[{table}]] {entry}: {error}.", f"compare it with the other [[{table}]] rows"
        ) from error
