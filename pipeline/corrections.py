"""Corrections: what a release said that was wrong, what is said now, and why."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from claims.evidence.library import load_library
from claims.evidence.reader import Fault, nearest
from pipeline.errors import PipelineError

FILE = "corrections.toml"
SHIPPED = f"data/{FILE}"
LONGEST = 2000
_SLUG = re.compile(r"[\w.]+(-[\w.]+)*")
_RELEASE = re.compile(r"(\d{4}-\d{2}-\d{2})(\.[1-9]\d*)?")
_NEEDED = ("key", "date", "said", "says", "why")
_LISTS = ("claims", "studies", "releases")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry; `releases` are the first and the last that said the wrong thing."""

    key: str
    date: date
    said: str
    says: str
    why: str
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    told_by: str | None = None


def read_corrections(store: Path) -> tuple[Correction, ...]:
    """What the package corrects and what a store corrects, oldest first; any fault stops it."""
    found, faults = check_corrections(_texts(store))
    if faults:
        first, more = faults[0], len(faults) - 1
        rest = f" ({more} more: retrograde corrections check)" if more else ""
        raise PipelineError(f"{first.file}: {first.problem}.{rest}", first.fix)
    return tuple(sorted(found, key=lambda one: (one.date, one.key)))


def check_files(paths: Sequence[Path], store: Path) -> tuple[list[Correction], list[Fault]]:
    """The entries of the named files, or of all that a release would hold, with every fault."""
    return check_corrections([(str(path), _read(path)) for path in paths] or _texts(store))


def check_corrections(
    texts: Sequence[tuple[str, str]],
) -> tuple[list[Correction], list[Fault]]:
    """Every entry that is whole, and every fault of those that are not."""
    found: list[Correction] = []
    faults: list[Fault] = []
    for name, text in texts:
        for place, entry in _entries(name, text, faults):
            problems = [Fault(name, f"{place}: {what}", fix) for what, fix in _problems(entry)]
            faults += problems
            if not problems:
                found.append(_correction(entry))
    faults += _doubled(found)
    return found, faults


def _texts(store: Path) -> list[tuple[str, str]]:
    texts = [(SHIPPED, (files("data") / FILE).read_text("utf-8"))]
    own = store / FILE
    return texts + ([(str(own), _read(own))] if own.exists() else [])


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        problem = f"{path}: byte {error.start + 1} is not UTF-8"
        raise PipelineError(problem, "save the file as UTF-8") from None
    except OSError as error:
        problem = f"{path} cannot be read: {error.strerror}"
        raise PipelineError(problem, "name a file that is there") from None


def _entries(name: str, text: str, faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(name, f"not valid TOML: {error}", "mend that line"))
        return
    for key in data.keys() - {"correction"}:
        faults.append(Fault(name, f"unknown key {key!r}", "an entry opens with [[correction]]"))
    entries = data.get("correction", [])
    if not isinstance(entries, list):
        faults.append(
            Fault(name, "[correction] is a single table", "write [[correction]], two brackets")
        )
        return
    for number, entry in enumerate(entries, 1):
        yield f"correction {number} ({entry.get('key', 'no key')})", entry


Problems = Iterator[tuple[str, str]]


def _problems(entry: Mapping[str, Any]) -> Problems:
    known = [field.name for field in fields(Correction)]
    for name in entry:
        if name not in known:
            yield f"unknown key {name!r}", nearest(name, known)
    missing = [name for name in _NEEDED if name not in entry]
    for name in missing:
        yield f"{name} is missing", f"add the line {name} = …"
    wrong = list(_wrong_types(entry))
    yield from wrong
    if not missing and not wrong:
        yield from _content_problems(entry)


def _wrong_types(entry: Mapping[str, Any]) -> Problems:
    for name, value in entry.items():
        if name == "date":
            # A datetime is a date to Python and a clock time to everybody else.
            if not isinstance(value, date) or isinstance(value, datetime):
                yield f"date = {value!r} is not a day", "write it bare: date = 2026-03-14"
        elif name in _LISTS:
            if not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
                yield f"{name} = {value!r} is not a list of texts", f'write {name} = ["…"]'
        elif not isinstance(value, str):
            yield f"{name} = {value!r} is not a text", "write it in quotes"
        elif problem := _text_problem(value):
            yield f"{name} {problem}", "say it in a sentence or two"


def _text_problem(text: str) -> str | None:
    if not text.strip():
        return "is empty"
    if len(text) > LONGEST:
        return f"has {len(text):,} characters; at most {LONGEST:,} fit on a page"
    odd = [c for c in text if not c.isprintable() and c != "\n"]
    return f"holds {odd[0].encode('unicode_escape').decode()}, which shows nothing" if odd else None


def _content_problems(entry: Mapping[str, Any]) -> Problems:
    if not _SLUG.fullmatch(entry["key"]):
        yield f"key = {entry['key']!r} is not a slug", "use letters, digits, points and hyphens"
    if entry["said"].strip() == entry["says"].strip():
        yield "said and says are the same", "say what was wrong, and what is right"
    if not entry.get("claims") and not entry.get("studies"):
        yield "names no claim and no study", 'add claims = ["…"] or studies = ["…"]'
    for slug in entry.get("claims", ()):
        if not _SLUG.fullmatch(slug):
            yield f"claims: {slug!r} is no key of a claim", "copy it from the address of its page"
    library = load_library().studies
    for key in entry.get("studies", ()):
        if key not in library:
            yield f"studies: there is no study {key!r}", nearest(key, library)
    yield from _release_problems(entry.get("releases", ()), entry["date"])


def _release_problems(releases: Sequence[str], corrected: date) -> Problems:
    if len(releases) > 2:
        yield (
            f"releases names {len(releases)}",
            "name the first and the last that said it, or the only one",
        )
    for release in releases:
        found = _RELEASE.fullmatch(release)
        day = _day(found[1]) if found else None
        if day is None:
            yield f"releases: {release!r} is no release", "write it as 2026-03-14, or 2026-03-14.2"
        elif day > corrected:
            yield (
                f"release {release} is later than the correction of {corrected}",
                "what was corrected before it was published was not said",
            )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _doubled(found: Sequence[Correction]) -> list[Fault]:
    keys = [one.key for one in found]
    return [
        Fault(FILE, f"two corrections have the key {key!r}", "give one of them a key of its own")
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1
    ]


def _correction(entry: Mapping[str, Any]) -> Correction:
    values: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in entry.items()
    }
    return Correction(**values)


def kept_for_good(now: Collection[Correction], before: Collection[Correction]) -> list[Correction]:
    """All that is corrected now, and what an earlier release corrected and no file names now."""
    named = {one.key for one in now}
    every = [*now, *(one for one in before if one.key not in named)]
    return sorted(every, key=lambda one: (one.date, one.key))
