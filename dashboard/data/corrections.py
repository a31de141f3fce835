"""What earlier releases said that was wrong; a release of before there were any corrects nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.data.source import Source, columns


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction: a row of `corrections`."""

    correction: str
    corrected_on: date
    said: str
    says: str
    why: str
    of_claims: list[str]
    of_studies: list[str]
    in_releases: list[str]
    told_by: str | None


def corrections(source: Source) -> list[CorrectionRow]:
    """Every correction, the newest first."""
    return _ask(source, "true")


def corrections_of(
    source: Source, about: Literal["claims", "studies"], key: str
) -> list[CorrectionRow]:
    """Those that concern one claim or one study, the newest first."""
    return _ask(source, f"list_contains(of_{about}, $key)", key=key)


def _ask(source: Source, where: str, **values: str) -> list[CorrectionRow]:
    if "corrections" not in source.release.manifest["tables"]:
        return []
    return source.ask(
        CorrectionRow,
        f"SELECT {columns(CorrectionRow)} FROM corrections WHERE {where} "
        "ORDER BY corrected_on DESC, correction DESC",
        **values,
    )
