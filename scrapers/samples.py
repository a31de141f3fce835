"""A few items from the beginning of a file, whole or cut off, by which its format is told."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from scrapers.elements import ElementReader
from scrapers.fields import Item
from scrapers.files import clean
from scrapers.items import Pages
from scrapers.tables import separator_of

MOST_LINES = 50
MOST_ITEMS = 50
# A table's separator counts as one of its paths: two tools differ in little else.
SEPARATED = "separated by "

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],]', re.DOTALL)
_CLOSING = {"{": "}", "[": "]"}


@lru_cache(maxsize=2)
def items_in(head: bytes, pages: Pages = ()) -> tuple[Item, ...]:
    """The objects that a file begins with; for a table its first row, by column.

    Where `pages` says at which paths an object holds items, those come instead of the object.
    """
    start = clean(head)
    lines = [line for line in start.splitlines()[:MOST_LINES] if _begins_items(_parsed(line))]
    if lines or start[:1] in (b"{", b"["):
        return tuple(islice(_items(lines or [start], pages), MOST_ITEMS))
    return tuple(_first_row(start.decode("utf-8", "replace")))


def _begins_items(value: object) -> bool:
    return isinstance(value[0] if isinstance(value, list) and value else value, dict)


def _items(documents: Iterable[bytes], pages: Pages) -> Iterator[Item]:
    for document in documents:
        for element in ElementReader(pages).read(io.BytesIO(document)):
            body = element.body.decode("utf-8", "replace")
            item = _parsed(closed(body) if element.problem else body)
            if isinstance(item, dict):
                yield item


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


def _parsed(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _first_row(text: str) -> list[Item]:
    lines = text.splitlines()[:MOST_LINES]
    delimiter = separator_of(lines[0]) if lines else ","
    if not lines or delimiter not in lines[0]:
        return []
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []
    first = rows[1] if len(rows) > 1 else []
    first += [""] * (len(rows[0]) - len(first))
    return [{f"{SEPARATED}{delimiter}": "", **dict(zip(rows[0], first, strict=False))}]
