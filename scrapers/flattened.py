"""Items whose nested fields were written as flat ones: `authorMeta.name`, `hashtags/0/name`."""

from __future__ import annotations

import re

from scrapers.fields import Item

# Deeper than any export; a name of more parts is hostile and stays what it is.
DEEPEST = 12
_PARTS = re.compile(r"[./]")


def nested(item: Item) -> Item:
    """The item as it was before it was flattened; one that never was comes back unchanged."""
    if not any(_PARTS.search(key) for key in item):
        return item
    root: Item = {}
    for key, value in item.items():
        if value is not None and value != "":
            _place(root, _PARTS.split(key, DEEPEST), value)
    return {key: _with_lists(value) for key, value in root.items()}


def _place(holder: Item, parts: list[str], value: object) -> None:
    for part in parts[:-1]:
        deeper = holder.get(part)
        if not isinstance(deeper, dict):
            # A whole value and its parts under one name: the parts say more.
            deeper = holder[part] = {}
        holder = deeper
    if not isinstance(holder.get(parts[-1]), dict):
        holder[parts[-1]] = value


def _with_lists(value: object) -> object:
    """Objects whose keys are all numbers are lists, in the order of the numbers."""
    if not isinstance(value, dict):
        return value
    inside = {key: _with_lists(part) for key, part in value.items()}
    if inside and all(key.isascii() and key.isdigit() and len(key) < 9 for key in inside):
        return [inside[key] for key in sorted(inside, key=int)]
    return inside
