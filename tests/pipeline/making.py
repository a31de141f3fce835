"""Invented posts, captures and stores for the tests of the pipeline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.cli import main
from scrapers.records import Author, Capture, Post, Sighting

Row = dict[str, Any]
SEEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG_ID = "7320768196569599275"  # beyond what a float or JavaScript can hold


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Row]:
        return [json.loads(line) for line in self.out.splitlines()]


def retrograde(*arguments: str | Path) -> int:
    """Run the command line in this process; answer its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["retrograde", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def line(number: int = 1, **fields: Any) -> Row:
    """One line of our own format; what is given overrules, `None` leaves out."""
    row = {
        "platform": "tiktok",
        "id": str(int(LONG_ID) + number),
        "kind": "video",
        "author": f"runner{number}",
        "created_at": "2026-10-20T08:00:00Z",
        "observed_at": "2026-11-01T12:00:00Z",
        "caption": f"running backwards burns more calories, day {number} #runningbackwards",
        "lang": "en",
        "views": 100 + number,
    } | fields
    return {key: value for key, value in row.items() if value is not None}


def write_lines(file: Path, rows: Iterable[Any]) -> Path:
    """A file of posts; text goes in as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def capture(post: Post | None = None, /, **fields: Any) -> Capture:
    """A capture of a post, known by a payload of its own."""
    given: Row = {
        "source": "retrograde",
        "observed_at": SEEN,
        "observed_at_source": "platform",
        "payload": json.dumps([repr(post), repr(fields)]),
    } | fields
    digest = hashlib.sha256(given["payload"].encode("utf-8", "replace")).hexdigest()
    whole: Row = {"post": post, "sha256": digest} | given
    return Capture(**whole)


def post(native_id: str = LONG_ID, **fields: Any) -> Post:
    """A post of TikTok."""
    whole: Row = {"platform": "tiktok", "id": native_id, "kind": "video"} | fields
    return Post(**whole)


def sighting(of: Post, **fields: Any) -> Sighting:
    """What the counters of a post showed."""
    whole: Row = {"post": of.key, "observed_at": SEEN, "source": "retrograde"} | fields
    return Sighting(**whole)


def author(native_id: str = "runner", **fields: Any) -> Author:
    """Somebody on TikTok."""
    whole: Row = {"platform": "tiktok", "id": native_id} | fields
    return Author(**whole)


def table(connection: duckdb.DuckDBPyConnection, name: str, columns: str = "*") -> list[Row]:
    """The rows of a table as dictionaries, in an order that their content alone gives."""
    result = connection.execute(f"SELECT {columns} FROM {name} ORDER BY ALL")
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def folder_hash(folder: Path) -> str:
    """Changes with the name, place or content of any file below."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def without(row: Mapping[str, Any], *names: str) -> Row:
    """A row less some of its columns."""
    return {name: value for name, value in row.items() if name not in names}
