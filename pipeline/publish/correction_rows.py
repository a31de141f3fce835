"""Corrections in a release, and read back from one: none that was published ever goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.corrections import Correction, kept_for_good
from pipeline.publish.release import CURRENT, Release, open_release

TABLE = "corrections"


def correction_rows(store: Path, corrections: Sequence[Correction]) -> Iterator[dict[str, Any]]:
    """One row a correction, with those that the newest release held."""
    for one in kept_for_good(corrections, _published(store)):
        yield {
            "correction": one.key,
            "corrected_on": one.date,
            "said": one.said,
            "says": one.says,
            "why": one.why,
            "of_claims": list(one.claims),
            "of_studies": list(one.studies),
            "in_releases": list(one.releases),
            "told_by": one.told_by,
        }


def _published(store: Path) -> list[Correction]:
    if not (store / "releases" / CURRENT).exists():
        return []
    return corrections_of(open_release(store))


def corrections_of(release: Release) -> list[Correction]:
    """The corrections that a release holds; one of before there were any has none."""
    if TABLE not in release.manifest["tables"]:
        return []
    rows = pq.read_table(release.table_file(TABLE)).to_pylist()
    return [
        Correction(
            key=row["correction"],
            date=row["corrected_on"],
            said=row["said"],
            says=row["says"],
            why=row["why"],
            claims=tuple(row["of_claims"]),
            studies=tuple(row["of_studies"]),
            releases=tuple(row["in_releases"]),
            told_by=row["told_by"],
        )
        for row in rows
    ]
