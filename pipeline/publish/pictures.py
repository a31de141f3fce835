"""The picture of each claim, claimed against measured, as a file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from claims.evidence.drawing import Bar, claimed_against_measured
from pipeline.atomic import write_text
from pipeline.publish.file_names import file_name
from pipeline.publish.release import Release

PREFIX, SUFFIX = "picture-", ".svg"
_BARS = (
    "SELECT claim, role, name, size, low, high, point, interval, measured_in, compared, readings "
    "FROM bars ORDER BY claim, place"
)


def bar_of(*cells: Any) -> Bar:
    """A row of the picture from the columns of `bars`, role to readings."""
    *shown, readings = cells
    return replace(Bar(*shown), readings=tuple((low, high) for low, high in json.loads(readings)))


def pictures(release: Release) -> Iterator[tuple[str, str]]:
    """Each claim of a release with its picture as SVG."""
    with release.connection() as connection:
        rows = connection.execute(_BARS).fetchall()
    for claim, bars in groupby(rows, key=lambda row: row[0]):
        yield claim, claimed_against_measured([bar_of(*cells) for _, *cells in bars])


def write_pictures(release: Release, folder: Path) -> None:
    """One file for each claim."""
    for claim, picture in pictures(release):
        write_text(folder / file_name(PREFIX, claim, SUFFIX), picture + "\n")
