"""The codebook: every table of a release and every column of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import pyarrow as pa

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "number": pa.float64(),
    "count": pa.int64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "time": pa.timestamp("us", tz="UTC"),
}


Withheld = Literal["text", "handles"]
"""What is exported only when asked for: the words of a post, or who wrote it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type and meaning; what may stand there, and what it points at."""

    name: str
    type: str
    says: str
    values: tuple[str, ...] = ()
    refers: str | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True)
class TableCard:
    """One table: what a row is, what identifies it, its columns in order."""

    name: str
    about: str
    part: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    withheld: Withheld | None = None

    def arrow(self, rows: Iterable[dict[str, Any]]) -> pa.Table:
        """Rows as an Arrow table with exactly these columns; what a row lacks is null."""
        kept = list(rows)
        return pa.table(
            {
                column.name: pa.array(
                    [row.get(column.name) for row in kept], type=ARROW_TYPES[column.type]
                )
                for column in self.columns
            }
        )


@cache
def codebook() -> dict[str, TableCard]:
    """All tables by name, in the order of the file."""
    text = (files("data") / "codebook.toml").read_text(encoding="utf-8")
    return {name: _card(name, entry) for name, entry in tomllib.loads(text).items()}


def _card(name: str, entry: dict[str, Any]) -> TableCard:
    columns = tuple(_column(column, facts) for column, facts in entry["columns"].items())
    key = tuple(entry["key"])
    return TableCard(name, entry["about"], entry["part"], key, columns, entry.get("withheld"))


def _column(name: str, facts: dict[str, Any]) -> Column:
    return Column(name, **facts | {"values": tuple(facts.get("values", ()))})
