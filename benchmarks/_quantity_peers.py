"""Other readers of quantities, where they are installed, behind one face: a text in, its values out.

`pip install 'retrograde[peers]'` brings quantulum3 and the Python port of Recognizers-Text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple


class Reading(NamedTuple):
    """An interval of values in characters `start:end`."""

    start: int
    end: int
    low: float
    high: float


Read = Callable[[str], list[Reading]]


class Peer(NamedTuple):
    """A reader by its name; `read` is None where its package is not installed."""

    name: str
    package: str
    read: Read | None


@cache
def peers() -> list[Peer]:
    """Every peer, installed or not."""
    return [
        Peer(name, package, make() if find_spec(module) else None)
        for name, package, module, make in (
            ("quantulum3", "quantulum3", "quantulum3", _quantulum3),
            (
                "Recognizers-Text",
                "recognizers-text-number 'emoji<2'",
                "recognizers_number",
                _recognizers,
            ),
        )
    ]


def _quantulum3() -> Read:
    parser: Any = import_module("quantulum3.parser")

    def read(text: str) -> list[Reading]:
        return [_around(one.span, one.value, one.uncertainty or 0.0) for one in parser.parse(text)]

    return read


def _around(span: tuple[int, int], value: float, uncertainty: float) -> Reading:
    return Reading(span[0], span[1], value - uncertainty, value + uncertainty)


def _recognizers() -> Read:
    numbers: Any = import_module("recognizers_number")
    culture = import_module("recognizers_text").Culture.English
    models = (numbers.recognize_percentage, numbers.recognize_number)

    def read(text: str) -> list[Reading]:
        found: list[Reading] = []
        for model in models:
            # The number inside a percentage is no second one.
            found += [one for one in _values(model(text, culture)) if not _overlaps(one, found)]
        return sorted(found)

    return read


def _values(results: list[Any]) -> Iterator[Reading]:
    for result in results:
        stated = (result.resolution or {}).get("value")
        value = _number(stated.rstrip("%")) if isinstance(stated, str) else None
        if value is not None:
            yield Reading(result.start, result.end + 1, value, value)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _overlaps(one: Reading, others: list[Reading]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
