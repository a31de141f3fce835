"""The rows of data/: read once, checked whole, and named by file and line when one is wrong."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from claims.errors import ClaimsError

Sense = Literal[
    "more",
    "less",
    "better",
    "worse",
    "same",
    "works",
    "strengthens",
    "fixes",
    "spares",
    "loads",
    "hurts",
    "burns",
    "gains",
    "loosens",
    "great",
    "tightens",
    "tires",
]
SENSES: frozenset[Sense] = frozenset(get_args(Sense))
CUE_KINDS = frozenset(
    [
        "direction",
        "hedge",
        "negation_pre",
        "negation_post",
        "negation_pseudo",
        "terminator",
        "debunk_pre",
        "debunk_post",
        "no_effect",
        "attribution",
        "attribution_post",
        "question",
        "question_start",
        "question_pseudo",
        "personal",
        "personal_pseudo",
        "comparator_none",
        "comparator_other",
        "mock_pre",
        "mock_post",
        "joke",
        "instruction",
        "wish",
        "story",
        "other_activity",
        "per_time",
        "per_day",
        "with_practice",
        "same_speed",
    ]
)
_FORMS = frozenset(("verb", "phrase", "ceased"))
_SIDES = frozenset(("left", "right", "either"))
_CUE_KEYS = frozenset(["id", "kind", "words", "weak", "yes", "no", "sense", "form", "side", "of"])


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of data/cues: words that steer how a claim is read."""

    id: str
    kind: str
    words: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    weak: frozenset[str] = frozenset()
    senses: tuple[Sense, ...] = ()
    form: str = "phrase"
    side: str = "right"
    # The only outcomes that words of direction speak of: "longer" is more of a stride alone.
    outcomes: frozenset[str] = frozenset()


def data_file(*names: str) -> Traversable:
    """A file of the shipped data folder."""
    return files("data").joinpath(*names)


def data_folder(name: str, suffix: str) -> list[Traversable]:
    """The files of a data folder with that suffix, by name."""
    found = [file for file in data_file(name).iterdir() if file.name.endswith(suffix)]
    return sorted(found, key=lambda file: file.name)


def read_toml(file: Traversable) -> dict[str, Any]:
    """A TOML file as a table; broken syntax is named by its place."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ClaimsError(
            f"data/{_name(file)}: {error}", "mend the line; every table is [[name]] and key = value"
        ) from error


def read_cues(file: Traversable) -> tuple[Cue, ...]:
    """The [[cue]] rows of one file."""
    return tuple(_cue(row, file) for row in read_toml(file).get("cue", ()))


@cache
def cues() -> tuple[Cue, ...]:
    """All rows of data/cues."""
    return tuple(cue for file in data_folder("cues", ".toml") for cue in read_cues(file))


def _cue(row: Mapping[str, Any], file: Traversable) -> Cue:
    place = place_of(row, file)
    unknown = sorted(set(row) - _CUE_KEYS)
    if unknown:
        raise ClaimsError(
            f"{place}: unknown key {unknown[0]!r}", f"known keys: {listed(_CUE_KEYS)}"
        )
    kind = chosen(row, "kind", CUE_KINDS, place)
    words = texts(row, "words", place)
    if not words:
        raise ClaimsError(f"{place}: no words", 'add words = ["…"]')
    return Cue(
        id=str(row.get("id", "")),
        kind=kind,
        words=words,
        yes=texts(row, "yes", place),
        no=texts(row, "no", place),
        weak=frozenset(texts(row, "weak", place)),
        senses=_senses(row, place),
        form=chosen(row, "form", _FORMS, place, default="phrase"),
        side=chosen(row, "side", _SIDES, place, default="right"),
        outcomes=frozenset(texts(row, "of", place)),
    )


def _senses(row: Mapping[str, Any], place: str) -> tuple[Sense, ...]:
    given = row.get("sense", ())
    named: list[Any] = [given] if isinstance(given, str) else list(given)
    for sense in named:
        if sense not in SENSES:
            raise ClaimsError(f"{place}: sense {sense!r} is unknown", f"choose of {listed(SENSES)}")
    return tuple(named)


def json_lines(file: Traversable) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with their line numbers."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        place = f"data/{_name(file)} line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ClaimsError(f"{place}: {error}", "one JSON object a line") from error
        if not isinstance(row, dict):
            raise ClaimsError(f"{place}: {line[:60]!r} is no object", "one JSON object a line")
        yield number, row


def texts(row: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    """A list of texts of a row, empty where the key is missing."""
    given = row.get(key, [])
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise ClaimsError(f"{place}: {key} = {given!r}", f'{key} is a list of texts: ["…", "…"]')
    return tuple(given)


def chosen(
    row: Mapping[str, Any], key: str, known: frozenset[str], place: str, *, default: str = ""
) -> str:
    """A text of a row that must be one of the known ones."""
    given = row.get(key, default)
    if given not in known:
        raise ClaimsError(f"{place}: {key} {given!r} is unknown", f"choose of {listed(known)}")
    return str(given)


def listed(known: Iterable[str]) -> str:
    """The names in order, for a message."""
    return ", ".join(sorted(known))


def place_of(row: Mapping[str, Any], file: Traversable) -> str:
    """File and line of a TOML row, found by its id or key."""
    name = row.get("id") or row.get("key") or row.get("text")
    if not isinstance(name, str) or not name:
        raise ClaimsError(f"data/{_name(file)}: a row has no id", 'give every row id = "…"')
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [n for n, line in enumerate(lines, 1) if line.partition("=")[2].strip() == f'"{name}"']
    where = f" line {found[0]}" if found else ""
    return f"data/{_name(file)}{where} ({name})"


def _name(file: Traversable) -> str:
    parts = str(file).replace("\\", "/").split("/data/")
    return parts[-1] if len(parts) > 1 else file.name
