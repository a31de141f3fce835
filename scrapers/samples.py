"""A few items from the beginning of a file, whole or cut off, by which its format is told."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scrapers.fields import Item

MOST_LINES = 50
MOST_ITEMS = 50
# A table's separator counts as one of its paths: two tools differ in little else.
SEPARATED = "separated by "

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],]', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}


@lru_cache(maxsize=4)
def items_in(head: bytes) -> tuple[Item, ...]:
    """The objects that a file begins with; for a table its first row, by column."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")
    found = list(_objects(map(_parsed, text.splitlines()[:MOST_LINES])))
    if not found and text.lstrip()[:1] in ("{", "["):
        found = list(_objects([_parsed(text) or _parsed(closed(text))]))
    if not found:
        found = _first_row(text)
    return tuple(found[:MOST_ITEMS])


def missing_paths(items: Iterable[Item], required: Sequence[str]) -> tuple[str, ...]:
    """The required paths that no single item has: those of the item that lacks the fewest."""
    lacking = [tuple(path for path in required if not has_path(item, path)) for item in items]
    return min(lacking, key=len, default=tuple(required))


def has_path(item: Item, path: str) -> bool:
    """Whether an item has a dotted path; `a|b` is either, and `a.b` and `a/b` may be flat keys."""
    return any(_has(item, choice) for choice in path.split("|"))


def _has(item: object, path: str) -> bool:
    if isinstance(item, list):
        item = item[0] if item else None
    if not isinstance(item, dict):
        return False
    if path in item or path.replace(".", "/") in item:
        return True
    first, _, rest = path.partition(".")
    return bool(rest) and _has(item.get(first), rest)


def closed(text: str) -> str:
    """JSON that was cut off anywhere, ended after its last whole value."""
    stack: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in _CLOSING:
            stack.append(sign)
        elif sign in ("}", "]"):
            if not stack:
                break
            stack.pop()
        elif sign != ",":
            continue
        end = token.start() if sign == "," else token.end()
    return text[:end] + "".join(_CLOSING[bracket] for bracket in reversed(stack))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(values: Iterable[object]) -> Iterable[Item]:
    for value in values:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item


def _first_row(text: str) -> list[Item]:
    lines = text.splitlines()[:MOST_LINES]
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    if not lines or delimiter not in lines[0]:
        return []
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []
    first = rows[1] if len(rows) > 1 else []
    first += [""] * (len(rows[0]) - len(first))
    return [{f"{SEPARATED}{delimiter}": "", **dict(zip(rows[0], first, strict=False))}]
