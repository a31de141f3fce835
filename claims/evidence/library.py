"""The study library: read whole or not at all, indexed once, known by the hash of its files."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from claims.errors import ClaimsError
from claims.evidence.faults import library_faults, study_faults
from claims.evidence.outcomes import load_outcomes
from claims.evidence.reader import Fault, StudyFile, read_study
from claims.evidence.rules import load_rules
from claims.records import Finding, Study

Root = Path | Traversable
SHIPPED = "data/evidence"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding beside the study it stands in."""

    study: Study
    finding: Finding


@dataclass(frozen=True, slots=True)
class Library:
    """Studies by key and findings by id; `sha256` changes with any byte of any file."""

    studies: Mapping[str, Study]
    findings: Mapping[str, Finding]
    sha256: str
    by_outcome: Mapping[str, tuple[Evidence, ...]]

    def on(self, outcome: str) -> tuple[Evidence, ...]:
        """Everything measured on one outcome, in the order of the files."""
        return self.by_outcome.get(outcome, ())

    def study_of(self, finding_id: str) -> Study:
        """The study that a finding stands in."""
        return self.studies[finding_id.rpartition(".")[0]]


def load_library(topic: str | None = None, root: Root | None = None) -> Library:
    """Read the studies of one topic's folder, or of all; any fault in any file stops it.

    A topic that nobody has curated studies for has no folder, and an empty library.
    """
    return _shipped(topic) if root is None else _load(topic, root)


@lru_cache(maxsize=8)
def _shipped(topic: str | None) -> Library:
    return _load(topic, _place())


def _place() -> Traversable:
    return files("data") / "evidence"


def _placed(faults: list[Fault], root: Root) -> list[Fault]:
    """Faults by the name of the file that a curator opens: another folder has another name."""
    if root == _place():
        return faults
    return [
        Fault(
            fault.file.replace(SHIPPED, str(root), 1),
            fault.problem.replace(f"{SHIPPED}/", f"{root}/"),
            fault.fix,
        )
        for fault in faults
    ]


def _load(topic: str | None, root: Root) -> Library:
    texts = list(_texts(topic, root))
    studies, faults = _read(texts)
    if faults:
        faults = _placed(faults, root)
        first, more = faults[0], len(faults) - 1
        rest = f" ({more} more: retrograde evidence check)" if more else ""
        raise ClaimsError(f"{first.file}: {first.problem}.{rest}", first.fix)
    return library_of(tuple(studies.values()), sha256=_hash(texts))


def check_library(topic: str | None = None, root: Root | None = None) -> tuple[Fault, ...]:
    """Every fault in every file, for a curator to mend in one go."""
    place = root if root is not None else _place()
    return tuple(_placed(_read(list(_texts(topic, place)))[1], place))


def library_of(studies: tuple[Study, ...], *, sha256: str = "") -> Library:
    """A library of studies already read, such as those frozen in a release."""
    by_outcome: dict[str, list[Evidence]] = defaultdict(list)
    for study in studies:
        for finding in study.findings:
            by_outcome[finding.outcome].append(Evidence(study, finding))
    return Library(
        studies={study.key: study for study in studies},
        findings={finding.id: finding for study in studies for finding in study.findings},
        sha256=sha256,
        by_outcome={outcome: tuple(found) for outcome, found in by_outcome.items()},
    )


def _read(texts: list[tuple[str, str]]) -> tuple[dict[str, Study], list[Fault]]:
    rules, outcomes = load_rules(), load_outcomes()
    named: dict[str, Study] = {}
    faults: list[Fault] = []
    for file in (read_study(name, text) for name, text in texts):
        faults += file.faults
        if file.study is not None:
            named[file.name] = file.study
            faults += (*_name_faults(file), *study_faults(file.name, file.study, rules, outcomes))
    return named, faults + list(library_faults(named))


def _name_faults(file: StudyFile) -> Iterator[Fault]:
    stem = file.name.rpartition("/")[2].removesuffix(".toml")
    if file.study is not None and stem != file.study.key:
        problem = f"key = {file.study.key!r}, but the file is called {stem}.toml"
        yield Fault(file.name, problem, "give both the same name")


def _texts(topic: str | None, root: Root) -> Iterator[tuple[str, str]]:
    for folder in _folders(root):
        if topic is not None and folder.name != topic:
            continue
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                yield f"{SHIPPED}/{folder.name}/{file.name}", _text(folder.name, file)


def _folders(root: Root) -> list[Traversable]:
    folders = [entry for entry in root.iterdir() if entry.is_dir() and entry.name[0] not in "._"]
    return sorted(folders, key=lambda folder: folder.name)


def _text(folder: str, file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ClaimsError(
            f"data/evidence/{folder}/{file.name}: byte {error.start} is not UTF-8.",
            "save the file as UTF-8",
        ) from error


def _hash(texts: list[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in texts:
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()
