"""The units of data/units.toml: which words name one, and how one converts into another."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claims.errors import ClaimsError
from claims.language.quantities.tokens import Phrases

_FILE = "data/units.toml"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quantity is measured in; `pint` is None where nothing converts."""

    symbol: str
    dimension: str
    pint: str | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance that has a name, as a half marathon."""

    value: float
    unit: Unit


def read_toml(text: str) -> dict[str, Any]:
    """The file's tables, or an error that names the file and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ClaimsError(f"{_FILE} is not TOML: {error}", "mend that line of the file") from error


def read_units(rows: list[dict[str, Any]]) -> dict[str, Unit]:
    """The units by symbol, or an error that names the row and what it lacks."""
    units: dict[str, Unit] = {}
    for place, row in enumerate(rows, start=1):
        missing = [key for key in ("symbol", "dim", "words") if key not in row]
        if missing:
            raise ClaimsError(
                f"{_FILE}: unit {place} ({row.get('symbol', 'no symbol')}) has no {missing[0]}",
                f"add  {missing[0]} = ...  to that [[unit]]",
            )
        units[row["symbol"]] = Unit(row["symbol"], row["dim"], row.get("pint"))
    return units


_ROWS = read_toml(files("data").joinpath("units.toml").read_text("utf-8"))
UNITS = read_units(_ROWS["unit"])
DISTANCES = [Distance(row["value"], UNITS[row["unit"]]) for row in _ROWS["distance"]]
_SPELLED = Phrases((word, row["symbol"]) for row in _ROWS["unit"] for word in row["words"])
_SHORT = Phrases(
    (word, row["symbol"])
    for row in _ROWS["unit"]
    for word in (*row["words"], *row.get("short", ()))
)
_NAMED = Phrases(
    (word, str(place)) for place, row in enumerate(_ROWS["distance"]) for word in row["words"]
)

# What one of something spelled out, or a distance by its name, can begin with.
SPELLED = _SPELLED.openings
NAMED = _NAMED.openings

PERCENT, POINTS, TIMES, FOLD = (UNITS[symbol] for symbol in ("%", "points", "times", "fold"))
KM, METER, MINUTE, SECOND, STEP = (UNITS[symbol] for symbol in ("km", "m", "min", "s", "step"))
BPM, PER_MILE, PER_KM = (UNITS[symbol] for symbol in ("bpm", "min/mi", "min/km"))
MMHG, HOUR = UNITS["mmHg"], UNITS["h"]
CURRENCIES = {
    "$": UNITS["USD"],
    "£": UNITS["GBP"],
    "€": UNITS["EUR"],
    "¥": UNITS["JPY"],
    "₹": UNITS["INR"],
}


def unit_at(words: list[str], index: int, *, digits: bool) -> tuple[Unit, int] | None:
    """The unit named from `index` on and the index behind it; short forms only behind digits."""
    found = (_SHORT if digits else _SPELLED).at(words, index)
    return (UNITS[found[1]], found[0]) if found else None


def distance_at(words: list[str], index: int) -> tuple[Distance, int] | None:
    """The named distance from `index` on, and the index behind it."""
    found = _NAMED.at(words, index)
    return (DISTANCES[int(found[1])], found[0]) if found else None


@cache
def per(above: Unit, below: Unit) -> Unit:
    """The rate of one unit in another, as kcal/h."""
    return Unit(f"{above.symbol}/{below.symbol}", f"{above.dimension}/{below.dimension}")


@cache
def often(period: str) -> Unit:
    """So many times in a period, as 1/week."""
    return Unit(f"1/{period}", "frequency")


def convert(value: float, unit: Unit, into: Unit) -> float | None:
    """`value` in another unit of its dimension, or None where the two do not convert."""
    if unit.symbol == into.symbol:
        return value
    if unit.dimension != into.dimension or unit.pint is None or into.pint is None:
        return None
    return value * _factor(unit.pint, into.pint)


@cache
def _factor(unit: str, into: str) -> float:
    return float(_registry().Quantity(1.0, unit).to(into).magnitude)


@cache
def _registry() -> Any:
    # Here and not above: importing pint costs more than reading a thousand posts.
    import pint

    return pint.UnitRegistry()
