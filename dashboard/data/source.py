"""A release opened for reading, and the one way to ask it something."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from pipeline.publish.release import Release, open_release, release_ids

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Source:
    """One release, which one readers get by default, and which others there are, oldest first."""

    release: Release
    current: str
    ids: tuple[str, ...]

    @property
    def store(self) -> Path:
        return self.release.folder.parents[1]

    @property
    def is_current(self) -> bool:
        return self.release.id == self.current

    def ask(self, record: Callable[..., Row], query: str, **values: Any) -> list[Row]:
        """The rows of a query, each made into a record from its columns in order."""
        cursor = _connection(self.release.folder, self.release.manifest["made_at"]).cursor()
        try:
            found = cursor.execute(query, values or None).fetchall()
        finally:
            cursor.close()
        return [record(*cells) for cells in found]

    def in_release(self, release: str) -> Source:
        """The same store, read at another release."""
        return Source(open_release(self.store, release), self.current, self.ids)


def open_source(store: Path, release: str | None) -> Source | None:
    """The release asked for, else the current one; None where there is none at all."""
    ids = tuple(release_ids(store))
    if not ids:
        return None
    current = open_release(store)
    chosen = open_release(store, release) if release in ids else current
    return Source(chosen, current.id, ids)


def read_status(store: Path) -> Mapping[str, Any]:
    """releases/status.json, which every run rewrites; empty before the first run."""
    try:
        found = json.loads((store / "releases" / "status.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def columns(row: type, prefix: str = "") -> str:
    """The fields of a record as the columns of a query."""
    return ", ".join(f"{prefix}{field.name}" for field in fields(row))


# Keyed by the moment of making too: a store can be emptied and filled again on one day.
@lru_cache(maxsize=4)
def _connection(folder: Path, made_at: str) -> duckdb.DuckDBPyConnection:
    return open_release(folder.parents[1], folder.name).connection()
