"""Single values of a study file changed in place, so that a curator's own lines stay as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from claims.errors import ClaimsError
from claims.evidence.writer import toml_value

_BEFORE = re.compile(r"reviewed_by\s*=")
# str.splitlines would also cut at the separators that a title may hold.
_LINE = re.compile(r"[^\n]*\n")
_TABLE = re.compile(r"\s*\[")


def with_study_values(name: str, text: str, values: Mapping[str, object]) -> str:
    """The file with these lines of its [study] table, put in or replaced; nothing else changes."""
    lines = _LINE.findall(text if text.endswith("\n") else text + "\n")
    start, end = _study_lines(lines)
    table = lines[start:end]
    for key, value in values.items():
        table = _with_line(table, key, f"{key} = {toml_value(value)}\n")
    changed = "".join([*lines[:start], *table, *lines[end:]])
    _must_hold(name, text, changed, values)
    return changed


def _study_lines(lines: list[str]) -> tuple[int, int]:
    """From the line after [study] to the line that opens the next table."""
    opened = [index for index, line in enumerate(lines) if line.strip() == "[study]"]
    start = opened[0] + 1 if opened else len(lines)
    tables = (i for i in range(start, len(lines)) if _TABLE.match(lines[i]))
    return start, next(tables, len(lines))


def _with_line(table: list[str], key: str, line: str) -> list[str]:
    stands = [i for i, old in enumerate(table) if re.match(rf"{key}\s*=", old)]
    if stands:
        return [*table[: stands[0]], line, *table[stands[0] + 1 :]]
    # A skeleton has the key as a comment; that is its place.
    meant = [i for i, old in enumerate(table) if re.match(rf"#\s*{key}\s*=", old)]
    if meant:
        return [*table[: meant[0]], line, *table[meant[0] + 1 :]]
    place = next((i for i, old in enumerate(table) if _BEFORE.match(old)), _written(table))
    return [*table[:place], line, *table[place:]]


def _written(table: list[str]) -> int:
    """Where the table ends but for the blank lines after it."""
    count = len(table)
    while count and not table[count - 1].strip():
        count -= 1
    return count


def _must_hold(name: str, before: str, after: str, values: Mapping[str, object]) -> None:
    """A file laid out in a way that lines cannot be changed in is left to its curator."""
    wanted = tomllib.loads(before)
    wanted["study"] = wanted["study"] | dict(values)
    try:
        same = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        told = ", ".join(f"{key} = {toml_value(value)}" for key, value in values.items())
        raise ClaimsError(
            f"{name}: its [study] table cannot be changed line by line.",
            f"write these lines in it by hand: {told}",
        )
