"""The items of a JSON answer that is held whole, each exactly as it stands there.

What scrapers/elements.py does for files of any length, for one answer and at the speed of the
decoder; the answer must be JSON as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t\r\n]*")


def slices(text: str, pages: Collection[tuple[str, ...]] = ()) -> Iterator[str]:
    """The objects in the first of the lists at `pages` that is there, or else the whole.

    A whole that is a list gives its elements.
    """
    for path in pages:
        place = _value_at(text, path)
        if place is not None and text[place] == "[":
            yield from _elements(text, place)
            return
    start = _after_blank(text, 0)
    if text[start] == "[":
        yield from _elements(text, start)
    else:
        yield text[start:].rstrip(" \t\r\n")


def slice_at(text: str, path: tuple[str, ...]) -> str | None:
    """The value under these keys exactly as it stands there; None where there is none."""
    place = _value_at(text, path)
    return None if place is None else text[place : _end(text, place)]


def _elements(text: str, place: int) -> Iterator[str]:
    place = _after_blank(text, place + 1)
    while text[place] != "]":
        end = _end(text, place)
        yield text[place:end]
        place = _after_blank(text, end)
        if text[place] == ",":
            place = _after_blank(text, place + 1)


def _value_at(text: str, path: tuple[str, ...]) -> int | None:
    """Where the value under these keys begins."""
    place: int | None = _after_blank(text, 0)
    for key in path:
        if place is None or text[place] != "{":
            return None
        place = _value_of(text, place, key)
    return place


def _value_of(text: str, place: int, key: str) -> int | None:
    place = _after_blank(text, place + 1)
    while text[place] != "}":
        name, end = _DECODER.raw_decode(text, place)
        place = _after_blank(text, _after_blank(text, end) + 1)
        if name == key:
            return place
        place = _after_blank(text, _end(text, place))
        if text[place] == ",":
            place = _after_blank(text, place + 1)
    return None


def _end(text: str, place: int) -> int:
    return _DECODER.raw_decode(text, place)[1]


def _after_blank(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place
