"""A release: a frozen, hashed folder of Parquet tables that everything downstream reads.

RELEASE/release.json   what it is, how it was made, rows and checksums of every table
RELEASE/tables/        claims, verdicts, evidence, aggregates: citable, never changed
RELEASE/content/       posts, mentions, sightings: rewritten when a duty to delete says so
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pipeline.engine import connect
from pipeline.errors import PipelineError
from pipeline.publish.parquet import quoted

if TYPE_CHECKING:
    import pandas as pd

CURRENT = "CURRENT"
MANIFEST = "release.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Release:
    """One release on disk; `manifest` is its release.json."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.manifest["release"])

    @property
    def invented(self) -> bool:
        """Whether any of its posts were written for demonstration."""
        return bool(self.manifest["invented_posts"])

    def table_file(self, table: str) -> Path:
        """Where a table lies; an unknown name is a KeyError."""
        return self.folder / str(self.manifest["tables"][table]["file"])

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A new in-memory connection with a view for each table; use `.cursor()` per thread."""
        connection = connect()
        for table in self.manifest["tables"]:
            file = quoted(self.table_file(table))
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{file}')")
        return connection

    def frame(self, table: str) -> pd.DataFrame:
        """One table as a pandas frame; a count with gaps comes as a float, as pandas has it."""
        import pandas as pd  # a second to import, and most readers of a release need none of it

        return pd.read_parquet(self.table_file(table))


def open_release(store: Path | str = "data/store", release: str | None = None) -> Release:
    """Open a release of a store by its id, by default the newest."""
    folder = Path(store) / "releases"
    chosen = release or _current(folder)
    if chosen not in release_ids(store):
        raise PipelineError(
            f"there is no release {chosen} in {folder}; known: {', '.join(release_ids(store))}",
            "choose one of these, or make one with  retrograde publish",
        )
    return _open(folder / chosen)


def release_ids(store: Path | str) -> list[str]:
    """The releases of a store, oldest first."""
    found = [path.parent.name for path in (Path(store) / "releases").glob(f"*/{MANIFEST}")]
    # A dot marks one that is still being made, or that a killed run left half made.
    return sorted((name for name in found if not name.startswith(".")), key=release_order)


def release_order(release: str) -> tuple[str, int]:
    """Sorts 2026-03-14.10 after 2026-03-14.2."""
    day, _, number = release.partition(".")
    return day, int(number) if number.isdigit() else 1


def _current(folder: Path) -> str:
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise PipelineError(
            f"there is no release in {folder}",
            "retrograde init --demo && retrograde run  makes one from invented posts; "
            "retrograde run  makes one from the posts you imported",
        ) from None


def _open(folder: Path) -> Release:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"{folder / MANIFEST} cannot be read: {error}",
            "restore the folder from a backup, or make a new release with  retrograde publish",
        ) from None
    if manifest.get("format", 0) > FORMAT:
        raise PipelineError(
            f"release {folder.name} has format {manifest['format']}, made by Retrograde "
            f"{manifest.get('code_version')}; this version reads formats up to {FORMAT}",
            "update Retrograde",
        )
    return Release(folder, manifest)
