"""An amount while the grammar still works on it, in tokens rather than characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.language.quantities.number_words import Form, Number
from claims.language.quantities.records import Quantity, QuantityKind
from claims.language.quantities.tokens import Tokens
from claims.language.quantities.units import Unit
from claims.records import Bound

Trend = Literal["more", "less"]


@dataclass(slots=True)
class Endpoint:
    """One number and what it counts, tokens `first:last`."""

    first: int
    last: int
    number: Number
    low: float
    high: float
    unit: Unit | None = None
    bound: Bound = "exact"
    approximate: bool = False

    def scale(self, factor: float) -> None:
        """Take in the letter behind the number that multiplies it."""
        self.low, self.high, self.last = self.low * factor, self.high * factor, self.last + 1

    def add(self, part: float, last: int) -> None:
        """Add what the tokens up to `last` say on top."""
        self.low, self.high, self.last = self.low + part, self.high + part, last


@dataclass(slots=True)
class Amount:
    """Tokens `first:last`; `core` is where the number starts, behind "about" and "up to"."""

    first: int
    core: int
    last: int
    low: float
    high: float
    form: Form = "digits"
    unit: Unit | None = None
    bound: Bound = "exact"
    approximate: bool = False
    kind: QuantityKind = "absolute"
    trend: Trend | None = None
    ratio: tuple[float, float] | None = None
    alternatives: tuple[tuple[float, float], ...] = ()
    sides: tuple[Amount, ...] = ()
    flags: tuple[str, ...] = ()
    # Approximate for no other reason than a "like", which may be the "like" of "is like".
    only_like: bool = False
    # Seconds of "24:30" or "twenty four thirty", should the words around make a time of it.
    clock: float | None = None

    def flag(self, *flags: str) -> None:
        """Add flags that are not there yet."""
        self.flags += tuple(flag for flag in flags if flag not in self.flags)

    def start_behind(self, index: int) -> None:
        """Leave the words before `index` to the amount that took them in first."""
        self.first = max(self.first, index)
        for side in self.sides:
            side.start_behind(self.first)

    def unflag(self, flag: str) -> None:
        """Take a flag away."""
        self.flags = tuple(other for other in self.flags if other != flag)

    @property
    def dimension(self) -> str | None:
        """What the unit measures."""
        return self.unit.dimension if self.unit else None

    def quantity(self, tokens: Tokens) -> Quantity:
        """The amount as the record that leaves the grammar."""
        low_ratio, high_ratio = self.ratio or (None, None)
        return Quantity(
            start=tokens.starts[self.first],
            end=tokens.ends[self.last - 1],
            kind=self.kind,
            low=self.low,
            high=self.high,
            unit=self.unit.symbol if self.unit else None,
            dimension=self.dimension,
            bound=self.bound,
            approximate=self.approximate,
            ratio_low=low_ratio,
            ratio_high=high_ratio,
            alternatives=self.alternatives,
            sides=tuple(side.quantity(tokens) for side in self.sides),
            trend=self.trend,
            flags=self.flags,
        )
