"""The magnitude of a frame, from the quantity that its event was given."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from claims.language.events import Event
from claims.language.quantities import Quantity
from claims.records import Bound, Direction, MagnitudeKind

_ECONOMY = frozenset(("economy", "efficiency"))


class Size(NamedTuple):
    """The magnitude of a frame."""

    kind: MagnitudeKind | None = None
    ratio: tuple[float, float] | None = None
    alternatives: tuple[tuple[float, float], ...] = ()
    value: tuple[float, float] | None = None
    unit: str | None = None
    bound: Bound = "exact"
    approximate: bool = False
    flags: tuple[str, ...] = ()


def as_measured(event: Event, words: list[str]) -> Quantity | None:
    """The quantity of an event; economy that improves grows, though its cost falls."""
    quantity, target = event.quantity, event.target
    if quantity is None or target is None or "improvement" not in quantity.flags:
        return quantity
    grows = event.effect.direction == "increase" and quantity.kind == "percent"
    if not grows or _ECONOMY.isdisjoint(words[target[0] : target[1]]):
        return quantity
    return replace(quantity, ratio_low=1 + quantity.low / 100, ratio_high=1 + quantity.high / 100)


def size_of(quantity: Quantity | None, direction: Direction) -> Size:
    """The magnitude that a quantity gives a frame of that direction."""
    if quantity is None:
        return Size()
    common = Size(bound=quantity.bound, approximate=quantity.approximate, flags=quantity.flags)
    if quantity.kind == "percent":
        return _percent(quantity, direction, common)
    if direction == "no_difference":
        return Size()
    ratio = _pair(quantity.ratio_low, quantity.ratio_high)
    if quantity.kind in ("ratio", "equivalence"):
        return common._replace(kind=quantity.kind, ratio=ratio, alternatives=quantity.alternatives)
    value = (quantity.low, quantity.high)
    return common._replace(kind="absolute", ratio=ratio, value=value, unit=quantity.unit)


def _percent(quantity: Quantity, direction: Direction, common: Size) -> Size:
    ratio = _pair(quantity.ratio_low, quantity.ratio_high)
    if ratio is None:
        low, high = quantity.low / 100, quantity.high / 100
        if direction == "decrease" and high <= 1:
            ratio = (1 - high, 1 - low)
        elif direction == "increase":
            ratio = (1 + low, 1 + high)
    return common._replace(kind="percent", ratio=ratio, alternatives=quantity.alternatives)


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)
