"""The words of data/quantities.toml, as sets and phrases."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from claims.errors import ClaimsError
from claims.language.quantities.tokens import Phrases

_FILE = "data/quantities.toml"


def read_toml(text: str) -> dict[str, dict[str, Any]]:
    """The file's tables, or an error that names the file and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ClaimsError(f"{_FILE} is not TOML: {error}", "mend that line of the file") from error


_ROWS = read_toml(files("data").joinpath("quantities.toml").read_text("utf-8"))


def word_set(table: str, name: str) -> frozenset[str]:
    """The row of a table as a set."""
    return frozenset(row(table, name))


def phrases(table: str, *names: str) -> Phrases:
    """Rows of a table as phrases that mean the name of their row."""
    return Phrases((phrase, name) for name in names for phrase in row(table, name))


def rows(table: str) -> tuple[str, ...]:
    """The names of the rows of a table."""
    return tuple(_table(table))


def number_table(table: str) -> dict[str, float]:
    """A table of words with the number that each one stands for."""
    return {word: float(value) for word, value in _table(table).items()}


def row(table: str, name: str) -> list[str]:
    """One row of a table, as it stands in the file."""
    try:
        return list(_table(table)[name])
    except KeyError as error:
        raise ClaimsError(
            f"{_FILE}: table [{table}] has no row {name}",
            f"add the row {name} = [...] to [{table}]",
        ) from error


def _table(table: str) -> dict[str, Any]:
    try:
        return _ROWS[table]
    except KeyError as error:
        raise ClaimsError(f"{_FILE} has no table [{table}]", f"add the table [{table}]") from error
