"""Tables of a release as Parquet files, with their rows and checksums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = "zstd"


@dataclass(slots=True)
class TableWriter:
    """Writes tables into `folder / part` and remembers what it wrote."""

    cursor: duckdb.DuckDBPyConnection
    folder: Path
    rows: dict[str, tuple[Path, int]] = field(default_factory=dict)

    def write_query(self, part: str, name: str, query: str) -> Path:
        """Stream a query's rows into a file, in the query's order."""
        file = self._file(part, name)
        copied = self.cursor.execute(
            f"COPY ({query}) TO '{quoted(file)}' (FORMAT parquet, COMPRESSION {COMPRESSION})"
        ).fetchone()
        self.rows[name] = (file, int(copied[0]) if copied else 0)
        return file

    def write_rows(self, part: str, name: str, table: pa.Table) -> Path:
        """Write an Arrow table."""
        file = self._file(part, name)
        pq.write_table(table, file, compression=COMPRESSION)
        self.rows[name] = (file, table.num_rows)
        return file

    def manifest(self) -> dict[str, dict[str, Any]]:
        """File, rows and SHA-256 of every table, by name."""
        return {
            name: {
                "file": file.relative_to(self.folder).as_posix(),
                "rows": count,
                "sha256": file_sha256(file),
            }
            for name, (file, count) in sorted(self.rows.items())
        }

    def _file(self, part: str, name: str) -> Path:
        folder = self.folder / part
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.parquet"


def quoted(file: Path) -> str:
    """A path inside single quotes of SQL."""
    return str(file).replace("'", "''")


def file_sha256(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
