"""One study file into one Study, or into the list of what is wrong with it."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from claims.records import Finding, Study


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing a curator must mend, with the file, the key, the value and the way."""

    file: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A file as read: a study if it has the right shape, and the faults found on the way."""

    name: str
    study: Study | None
    faults: tuple[Fault, ...]


STUDY_KEYS = {f.name: str(f.type) for f in dataclasses.fields(Study) if f.name != "findings"}
FINDING_KEYS = {f.name: str(f.type) for f in dataclasses.fields(Finding)}
STUDY_NEEDS = ("key", "evidence_topic", "title", "design", "design_class", "read_as")
FINDING_NEEDS = ("id", "outcome", "statement", "modality", "contrast", "effect_kind")


def read_study(name: str, text: str) -> StudyFile:
    """Parse one file; every fault of its shape is reported at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault(name, f"not valid TOML: {error}", "mend that line, or copy the file anew")
        return StudyFile(name, None, (fault,))
    faults = list(_shape_faults(name, data))
    if faults:
        return StudyFile(name, None, tuple(faults))
    findings = tuple(_record(Finding, row) for row in data.get("finding", ()))
    head = {"authors": (), "findings": findings} | data["study"]
    return StudyFile(name, _record(Study, head), ())


def _record(record: Any, row: Mapping[str, Any]) -> Any:
    return record(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})


def _shape_faults(name: str, data: Mapping[str, Any]) -> Iterable[Fault]:
    for table in data.keys() - {"study", "finding"}:
        yield Fault(name, f"unknown table [{table}]", "a file has one [study] and its [[finding]]s")
    if not isinstance(data.get("study"), dict):
        yield Fault(name, "no [study] table", "retrograde evidence new KEY writes a skeleton")
        return
    yield from _row_faults(name, "study", data["study"], keys=STUDY_KEYS, needs=STUDY_NEEDS)
    findings = data.get("finding", [])
    if not isinstance(findings, list):
        yield Fault(name, "[finding] is a single table", "write [[finding]], with two brackets")
        return
    for number, row in enumerate(findings, 1):
        place = f"finding {number} ({row.get('id', 'no id')})"
        yield from _row_faults(name, place, row, keys=FINDING_KEYS, needs=FINDING_NEEDS)


def _row_faults(
    name: str,
    place: str,
    row: Mapping[str, Any],
    *,
    keys: Mapping[str, str],
    needs: tuple[str, ...],
) -> Iterable[Fault]:
    for need in needs:
        if need not in row:
            yield Fault(name, f"{place}: {need} is missing", f"add the line {need} = …")
    for key, value in row.items():
        if key not in keys:
            yield Fault(name, f"{place}: unknown key {key!r}", nearest(key, keys))
        elif problem := _type_problem(keys[key], value):
            yield Fault(name, f"{place}: {key} = {value!r} is not {problem}", f"write {problem}")


def nearest(word: str, known: Iterable[str]) -> str:
    """What the writer may have meant, and what is known."""
    known = list(known)
    meant = get_close_matches(word, known, n=1, cutoff=0.6)
    listed = ", ".join(known) if len(known) <= 20 else f"{len(known)} others"
    return f"did you mean {meant[0]!r}?" if meant else f"known: {listed}"


def _type_problem(annotation: str, value: object) -> str | None:
    """What the value should have been, or None where it is right."""
    if "tuple" in annotation:
        right = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if right else 'a list of texts, such as ["Doe J", "Roe R"]'
    if "bool" in annotation:
        return None if isinstance(value, bool) else "true or false"
    if isinstance(value, bool):
        return "a number" if "str" not in annotation else "a text in quotes"
    if "int" in annotation:
        return None if isinstance(value, int) else "a whole number"
    if "float" in annotation:
        return None if isinstance(value, int | float) else "a number"
    return None if isinstance(value, str) else "a text in quotes"
