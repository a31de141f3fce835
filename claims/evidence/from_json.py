"""Studies from a JSON list into study files, as often as one likes.

What the JSON says is taken over; what only curators say (how to cite, overlap, settings, who
reviewed it) is kept from a file that is already there.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from claims.errors import ClaimsError
from claims.evidence.reader import read_study
from claims.evidence.writer import study_text
from claims.records import Finding, Study

Record = TypeVar("Record", Study, Finding)

# JSON key → field; every other JSON key has the field's own name.
_STUDY_NAMES = {
    "id": "key",
    "topic": "evidence_topic",
    "n": "people",
    "n_female": "female",
    "n_male": "male",
    "verified": "read_as",
    "verified_note": "read_note",
    "count_in_verdicts": "counts",
}
_FINDING_NAMES = {
    "effect_value": "value",
    "effect_low": "low",
    "effect_high": "high",
    "effect_unit": "unit",
    "as_read": "as_printed",
}
_CURATED = {
    Study: (
        "cite_as",
        "population_group",
        "overlap",
        "retracted",
        "retraction_checked_on",
        "reviewed_by",
    ),
    Finding: ("setting", "parts", "net_ratio"),
}


def studies_from_json(name: str, text: str) -> tuple[Study, ...]:
    """The studies of a JSON file, `{"studies": [...]}` or a bare list."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ClaimsError(
            f"{name}: line {error.lineno}: {error.msg}.", "pass a JSON file of studies"
        ) from error
    rows = data.get("studies") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise ClaimsError(f"{name}: there is no list of studies in it.", 'put it under "studies"')
    return tuple(_study(name, number, row) for number, row in enumerate(rows, 1))


def files_from_json(name: str, text: str, folder: Path) -> Iterator[tuple[str, str]]:
    """File name and content of each study, with what the files already there say beyond the JSON."""
    for study in studies_from_json(name, text):
        path = folder / f"{study.key}.toml"
        existing = read_study(str(path), path.read_text("utf-8")).study if path.exists() else None
        yield path.name, study_text(with_curation(study, existing))


def with_curation(study: Study, existing: Study | None) -> Study:
    """The study with what curators had already written about it."""
    if existing is None:
        return study
    known = {finding.id: finding for finding in existing.findings}
    findings = tuple(_kept(finding, known.get(finding.id)) for finding in study.findings)
    return dataclasses.replace(_kept(study, existing), findings=findings)


def _kept(new: Record, old: Record | None) -> Record:
    if old is None:
        return new
    return dataclasses.replace(new, **{name: getattr(old, name) for name in _CURATED[type(new)]})


def _study(name: str, number: int, row: Mapping[str, Any]) -> Study:
    place = f"{name}: study {number} ({row.get('id', 'no id')})"
    head = _fields(place, row, Study, _STUDY_NAMES)
    findings = tuple(
        Finding(**_fields(f"{place}: {found.get('id', 'finding')}", found, Finding, _FINDING_NAMES))
        for found in row.get("findings", ())
    )
    return Study(**{"authors": ()} | head | {"findings": findings})


def _fields(
    place: str, row: Mapping[str, Any], record: type, names: Mapping[str, str]
) -> dict[str, Any]:
    fields = {field.name: field for field in dataclasses.fields(record)}
    values = {
        names.get(key, key): tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
        if value is not None and key != "findings"
    }
    if unknown := values.keys() - fields.keys():
        raise ClaimsError(
            f"{place}: no field for {', '.join(sorted(unknown))}.",
            "rename the key to a field of the study files, or remove it",
        )
    needed = {n for n, f in fields.items() if f.default is dataclasses.MISSING} - {
        "findings",
        "authors",
    }
    if missing := needed - values.keys():
        raise ClaimsError(f"{place}: {', '.join(sorted(missing))} missing.", "add it to the JSON")
    return values
