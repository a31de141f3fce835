"""Small words by what they do in a sentence: the lists of data/grammar.toml."""

from __future__ import annotations

from functools import cache

from claims.errors import ClaimsError
from claims.language.rows import data_file, read_toml


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = read_toml(data_file("grammar.toml"))
    return {
        f"{room}.{name}": frozenset(words)
        for room, lists in table.items()
        for name, words in lists.items()
    }


def word_class(name: str) -> frozenset[str]:
    """The words of one list, by table and name."""
    if name not in _lists():
        raise ClaimsError(
            f"data/grammar.toml: no list {name}", 'add it under its table as name = ["…"]'
        )
    return _lists()[name]


def word_lists(table: str) -> dict[str, frozenset[str]]:
    """The lists of one table, by name."""
    return {
        name.partition(".")[2]: words
        for name, words in _lists().items()
        if name.partition(".")[0] == table
    }
