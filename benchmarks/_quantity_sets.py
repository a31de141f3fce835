"""Public test sets for quantities, read into one shape: a text, and the values it should give."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.language.quantities import Quantity, find_quantities
from claims.language.quantities.units import UNITS

DATASETS = Path(__file__).resolve().parents[1] / "../shared/datasets"

# Any hashable thing that names one expected amount: values, and unit where the set has units.
Found = Counter[tuple[Any, ...]]

_PROBE_UNITS = {
    "mile": "mi",
    "kilometer": "km",
    "meter": "m",
    "minute/mile": "min/mi",
    "minute/kilometer": "min/km",
    "minute": "min",
    "second": "s",
    "beat/minute": "bpm",
    "milliliter/kilogram/minute": "mL/kg/min",
    "percentage_point": "points",
    "pound": "lb",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what a set expects of it, and with what the grammar finds in it."""

    text: str
    expected: Found
    found: Found

    @property
    def right(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        return self.expected == self.found


def rounded(value: float) -> float:
    """A value to six places that count."""
    return float(f"{value:.6g}")


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one to a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


# ---- our own probe phrases


def probe_cases(path: Path = DATASETS / "probe-backward-running/probe.jsonl") -> list[Case]:
    """The 56 phrases: kind, ends, unit, bound and approximation of every quantity."""
    return [
        Case(row["text"], _probe_gold(row["quantities"]), _probe_found(row["text"]))
        for row in lines_of(path)
    ]


def _probe_gold(rows: list[dict[str, Any]]) -> Found:
    return Counter(
        (
            row["kind"],
            rounded(row["lo"]),
            rounded(row["hi"]),
            _PROBE_UNITS.get(row["unit"], row["unit"]),
            row["bound"],
            row["approx"],
        )
        for row in rows
    )


def _probe_found(text: str) -> Found:
    return Counter(found for quantity in find_quantities(text) for found in _as_probe(quantity))


def _as_probe(quantity: Quantity) -> Iterator[tuple[Any, ...]]:
    """The probe counts the sides of an equivalence, and its ratio, one by one."""
    for side in quantity.sides:
        yield from _as_probe(side)
    manner = (quantity.bound, quantity.approximate)
    if quantity.kind in ("absolute", "points"):
        yield ("absolute", rounded(quantity.low), rounded(quantity.high), quantity.unit, *manner)
    elif quantity.ratio_low is not None and quantity.ratio_high is not None:
        yield ("ratio", rounded(quantity.ratio_low), rounded(quantity.ratio_high), None, *manner)


def probe_values(
    path: Path = DATASETS / "probe-backward-running/probe.jsonl",
) -> Iterator[tuple[str, Found]]:
    """The phrases with no more than the values their words state, for readers that know no kinds.

    A percent counts as its number; a ratio that follows from two amounts is not asked for.
    """
    for row in lines_of(path):
        stated = [one for one in row["quantities"] if one["kind"] != "ratio"]
        ratios = [one for one in row["quantities"] if one["kind"] == "ratio"]
        values = [(one["lo"], one["hi"]) for one in stated or ratios if one.get("pct") is None]
        percents = (one["pct"] for one in ratios if one.get("pct") is not None)
        values += [(min(ends), max(ends)) for ends in map(_ends, percents)]
        yield row["text"], Counter((to_four(low), to_four(high)) for low, high in values)


def _ends(percent: float | list[float]) -> list[float]:
    return percent if isinstance(percent, list) else [percent]


# ---- NewsQuant


def newsquant_cases(path: Path = DATASETS / "newsquant/NewsQuant.json") -> list[Case]:
    """590 sentences of news; the value of each amount counts, a range by both ends."""
    return [
        Case(
            row["text"],
            Counter(_news_value(str(quantity["value"])) for quantity in row["quantities"]),
            Counter(_stated_values(row["text"])),
        )
        for row in json.loads(path.read_text("utf-8"))
    ]


def _news_value(value: str) -> tuple[float, float]:
    range_ = re.fullmatch(r"(-?[\d.]+)\s*-\s*(-?[\d.]+)", value)
    low, high = range_.groups() if range_ else (value, value)
    return to_four(float(low)), to_four(float(high))


def to_four(value: float) -> float:
    """A value to four places that count."""
    return float(f"{value:.4g}")


def _stated_values(text: str) -> Iterator[tuple[float, float]]:
    """The values as the words state them: a change by its two levels, 3 times less as 3."""
    for quantity in find_quantities(text, every=True):
        if "two_levels" in quantity.flags:
            before, after = quantity.sides
            yield to_four(before.low), to_four(after.low)
        elif "times_less" in quantity.flags:
            yield to_four(1 / quantity.high), to_four(1 / quantity.low)
        else:
            for stated in quantity.sides or (quantity,):
                yield to_four(stated.low), to_four(stated.high)


# ---- Recognizers-Text


def recognizer_rows(name: str) -> list[dict[str, Any]]:
    """The cases of one specification file of Recognizers-Text."""
    path = DATASETS / "recognizers-text-specs" / f"{name}.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8-sig"))
    return rows


def number_case(row: dict[str, Any]) -> Case:
    """Every number by its value; a range of ours counts as its two ends."""
    expected = (rounded(float(result["Resolution"]["value"])) for result in row["Results"])
    found = (
        value
        for quantity in find_quantities(row["Input"], every=True)
        for stated in quantity.sides or (quantity,)
        for value in {rounded(stated.low), rounded(stated.high)}
    )
    return Case(row["Input"], Counter((value,) for value in expected), Counter((v,) for v in found))


def percent_case(row: dict[str, Any]) -> Case:
    """Every percentage by its value."""
    expected = (result["Resolution"]["value"].rstrip("%") for result in row["Results"])
    found = (
        f"{quantity.low:g}"
        for quantity in find_quantities(row["Input"], every=True)
        if quantity.kind == "percent"
    )
    return Case(row["Input"], Counter((value,) for value in expected), Counter((v,) for v in found))


_SYMBOLS = {"ton": "t", "metric ton": "t", "megabit": "megabit"}
_NOT_DIMENSIONS = frozenset(("money", "people", "time", "percent", "temperature", "frequency"))


def dimension_case(row: dict[str, Any]) -> Case:
    """Every measured size by value and unit; a range counts by its upper end, as there."""
    expected = (
        (rounded(float(result["Resolution"]["value"])), _symbol(result["Resolution"]["unit"]))
        for result in row["Results"]
        if result["Resolution"].get("value") is not None
    )
    found = (
        (rounded(stated.high), _symbol(stated.unit.split("/day")[0]))
        for quantity in find_quantities(row["Input"], every=True)
        for stated in quantity.sides or (quantity,)
        if stated.unit and stated.kind == "absolute" and stated.dimension not in _NOT_DIMENSIONS
    )
    return Case(row["Input"], Counter(expected), Counter(found))


def _symbol(name: str) -> str:
    from claims.language.quantities.units import unit_at

    if name in UNITS:
        return _SYMBOLS.get(name, name)
    lowered = name.lower()
    for words in (lowered, f"{lowered}s", lowered.replace(" per ", "s per ")):
        found = unit_at([*words.split(), ""], 0, digits=False)
        if found and found[1] == len(words.split()):
            return _SYMBOLS.get(found[0].symbol, found[0].symbol)
    return _SYMBOLS.get(lowered, lowered)


def range_case(row: dict[str, Any]) -> Case:
    """Every range by its ends, open where there is none; whether an end belongs to it is left."""
    expected: Found = Counter()
    for result in row["Results"]:
        low, high = result["Resolution"]["value"][1:-1].split(",")
        if low != high:
            expected[low and rounded(float(low)), high and rounded(float(high))] += 1
    found: Found = Counter()
    for quantity in find_quantities(row["Input"], every=True):
        low, high = rounded(quantity.low), rounded(quantity.high)
        if low != high:
            found[low, high] += 1
        elif quantity.bound != "exact":
            found[(low, "") if quantity.bound == "lower" else ("", high)] += 1
    return Case(row["Input"], expected, found)


# ---- MeasEval


def measeval_spans(split: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Paragraphs of science papers with the spans of their quantities."""
    folder = DATASETS / "measeval/data" / split
    for path in sorted((folder / "text").glob("*.txt")):
        table = folder / "tsv" / f"{path.stem}.tsv"
        spans: set[tuple[int, int]] = set()
        if table.exists():
            with table.open(encoding="utf-8", newline="") as rows:
                spans = {
                    (int(row["startOffset"]), int(row["endOffset"]))
                    for row in csv.DictReader(rows, delimiter="\t")
                    if row["annotType"] == "Quantity"
                }
        yield path.read_text("utf-8"), sorted(spans)
