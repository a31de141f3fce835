"""Holds JSON-LD against the extract of the schema.org vocabulary in schema_org.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

VOCABULARY: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "schema_org.toml").read_text("utf-8")
)
CONTEXT = "https://schema.org"


def complaints(data: Any) -> list[str]:
    """Everything that a document of schema.org could not hold; none for a valid one."""
    context = data.get("@context") if isinstance(data, dict) else None
    found = [] if context == CONTEXT else [f"@context is {context!r}"]
    return found + list(_thing(data, "document"))


def _thing(data: Any, place: str) -> Iterator[str]:
    kind = data.get("@type") if isinstance(data, dict) else None
    if kind not in VOCABULARY:
        yield f"{place}: @type {kind!r} is not in the vocabulary"
        return
    properties = _properties(str(kind))
    for name, value in data.items():
        if name.startswith("@"):
            continue
        if name not in properties:
            yield f"{place}: {kind} has no property {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value(one, properties[name], f"{place}.{name}")


def _value(value: Any, expected: list[str], place: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _thing(value, place)
        if not set(expected) & set(_kinds(str(value.get("@type")))):
            yield f"{place}: a {value.get('@type')} where {', '.join(expected)} is expected"
        return
    fits = {
        "Text": isinstance(value, str),
        "Number": isinstance(value, int | float),
        "URL": isinstance(value, str) and value.startswith(("https://", "http://")),
        "Date": _is_date(value),
    }
    if not any(fits.get(kind, False) for kind in expected) or value in ("", None):
        yield f"{place}: {value!r} is none of {', '.join(expected)}"


def _is_date(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _kinds(kind: str) -> list[str]:
    """The type and those above it."""
    above = VOCABULARY.get(kind, {}).get("above")
    return [kind, *(_kinds(above) if above else [])]


def _properties(kind: str) -> dict[str, list[str]]:
    return {
        name: expected
        for each in _kinds(kind)
        for name, expected in VOCABULARY[each].items()
        if name != "above"
    }
