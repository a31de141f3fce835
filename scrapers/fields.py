"""Single fields of a platform's JSON: a value of the wrong kind is named with its path."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection

Item = dict[str, object]
"""One decoded JSON object of a platform."""

SHOWN_CHARACTERS = 80
ID_CHARACTERS = 512
# What a spreadsheet makes of a long number.
_ROUNDED = re.compile(r"[0-9][.,][0-9]+[eE]\+[0-9]+")


class Unmapped(Exception):
    """An item that does not map: the path that broke, the value there, and why."""

    def __init__(self, path: str, value: object, why: str) -> None:
        super().__init__(path, value, why)
        self.problem = f"{path}: {shown(value)} {why}"

    def __str__(self) -> str:
        return self.problem


class Missing(Unmapped):
    """An item that lacks what it cannot do without."""

    def __init__(self, path: str) -> None:
        super().__init__(path, None, "")
        self.problem = f"{path}: missing, and nothing can be kept without it"


class Unwanted(Exception):
    """An item that is no post by its nature, with the reason for the count of skips."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def shown(value: object) -> str:
    """A value as a message shows it: short, on one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**40:
        return f"a number of {math.ceil(value.bit_length() * math.log10(2))} digits"
    text = value[: SHOWN_CHARACTERS + 1] if isinstance(value, str) else value
    written = json.dumps(text, ensure_ascii=False)
    return written if len(written) <= SHOWN_CHARACTERS else written[:SHOWN_CHARACTERS] + "…"


def text(item: Item, key: str, under: str = "") -> str | None:
    """A text exactly as given; None where it is missing or blank."""
    value = item.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unmapped(under + key, value, "is not text")
    return value if value and not value.isspace() else None


def identifier(item: Item, key: str, under: str = "") -> str | None:
    """An id as text: from text or from a whole JSON number, never from a rounded one."""
    value = item.get(key)
    if isinstance(value, str):
        value = value.strip()
        if len(value) > ID_CHARACTERS:
            raise Unmapped(under + key, value, f"is too long for an id ({len(value)} characters)")
        return value or None
    if value is None:
        return None
    if isinstance(value, float):
        raise Unmapped(
            under + key, value, "is an id that came as a rounded number; write it as text"
        )
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**40:
        raise Unmapped(under + key, value, "is not an id")
    return str(value)


def required(value: str | None, path: str) -> str:
    """The value, or the complaint that it is missing."""
    if value is None:
        raise Missing(path)
    return value


def number_id(item: Item, keys: Collection[str], under: str = "") -> str:
    """The first of these keys that holds an id, which must be all digits."""
    for key in keys:
        found = identifier(item, key, under)
        if found is None:
            continue
        if _ROUNDED.fullmatch(found):
            raise Unmapped(under + key, found, "is an id that a spreadsheet rounded; export again")
        if not (found.isascii() and found.isdigit()):
            raise Unmapped(under + key, found, "is not an id of this platform, which is all digits")
        return found
    raise Missing(under + " or ".join(keys))


def seconds(item: Item, key: str, under: str = "") -> float | None:
    """A length in seconds; 0, which stands for "no video", is None."""
    value = item.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = _number_from(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise Unmapped(under + key, item[key], "is not a length in seconds")
    return float(value) or None


def _number_from(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def one_of(item: Item, key: str, options: Collection[str]) -> str | None:
    """One of a few words; any other is named beside the known ones."""
    value = text(item, key)
    if value is None or value in options:
        return value
    raise Unmapped(key, value, f"is none of {', '.join(options)}")


def inner(item: Item, key: str, under: str = "") -> Item:
    """A nested object; empty where it is missing."""
    value = item.get(key)
    if isinstance(value, dict):
        return value
    # Some platforms write an empty object as an empty list or text.
    if value is None or value in ("", []):
        return {}
    raise Unmapped(under + key, value, "is not an object")


def inside(item: Item, path: str, under: str = "") -> Item:
    """The object at a dotted path; empty where any step of it is missing."""
    for key in path.split("."):
        item, under = inner(item, key, under), f"{under}{key}."
    return item


def objects(item: Item, key: str, under: str = "") -> list[Item]:
    """A list of objects; empty where it is missing."""
    values = _list(item, key, under)
    for place, value in enumerate(values):
        if not isinstance(value, dict):
            raise Unmapped(f"{under}{key}[{place}]", value, "is not an object")
    return [value for value in values if isinstance(value, dict)]


def texts(item: Item, key: str, under: str = "") -> list[str]:
    """A list of texts; empty where it is missing."""
    values = _list(item, key, under)
    for place, value in enumerate(values):
        if not isinstance(value, str):
            raise Unmapped(f"{under}{key}[{place}]", value, "is not text")
    return [value for value in values if isinstance(value, str)]


def _list(item: Item, key: str, under: str) -> list[object]:
    value = item.get(key)
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        raise Unmapped(under + key, value, "is not a list")
    return value
