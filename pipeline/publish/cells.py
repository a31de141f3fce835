"""Columns of a release as an export writes them: what is withheld, and cells that are safe.

A spreadsheet runs a cell that starts with = + - or @. Such a cell gets an apostrophe before it, and
so does one that starts with apostrophes and then one of these, so that nothing is ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.publish.codebook import Column, TableCard, Withheld

# The wide forms are the same signs to a Japanese keyboard, and to what it types into.
_SIGNS = r"[=+\-@\t\r\n＝＋－＠]"
_RISKY_CELL = rf"^''*{_SIGNS}"  # inside quotes of SQL
SAFE_CELL = rf"^'+{_SIGNS}"
"""What a cell that was made safe looks like: take one apostrophe away to have it as it was."""
_HANDLE = r"@[\p{L}\p{N}_.\-]*[\p{L}\p{N}_]"
# Addresses of these forms name the post and nobody; any other may name who wrote it.
_NAMELESS_URLS = (
    r"(?:www\.|m\.)?youtube\.com/(?:watch\?v=[\w-]+|shorts/[\w-]+|live/[\w-]+)",
    r"youtu\.be/[\w-]+",
    r"(?:www\.)?instagram\.com/(?:p|reel|tv)/[\w-]+/?",
    r"(?:www\.|old\.)?reddit\.com/(?:r/\w+/)?comments/\w+(?:/[^@]*)?",
    r"redd\.it/\w+",
    r"(?:x|twitter)\.com/i/(?:web/)?status/\d+",
)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What an export may pass on, and whether its cells are made safe for spreadsheets."""

    with_text: bool = False
    with_handles: bool = False
    raw: bool = False

    def withholds(self, what: Withheld | None) -> bool:
        """Whether something so marked in the codebook stays out."""
        return (what == "text" and not self.with_text) or (
            what == "handles" and not self.with_handles
        )

    def changes(self, column: Column) -> bool:
        """Whether the export of a column differs from what the release holds."""
        return self.withholds(column.withheld) or self._masks(column)

    def _masks(self, column: Column) -> bool:
        return column.withheld == "text" and self.with_text and not self.with_handles


def parquet_query(card: TableCard, sharing: Sharing) -> str:
    """The table with its own types."""
    return _select(card, (shared(column, sharing) for column in card.columns))


def csv_query(card: TableCard, sharing: Sharing) -> str:
    """The table as the cells of a CSV file."""
    return _select(card, (_cell(column, sharing) for column in card.columns))


def _select(card: TableCard, values: Iterable[str]) -> str:
    named = (
        f'{value} AS "{column.name}"' for value, column in zip(values, card.columns, strict=True)
    )
    return f"SELECT {', '.join(named)} FROM {card.name}"


def shared(column: Column, sharing: Sharing) -> str:
    """A column, or what of it may be passed on, as SQL."""
    name = f'"{column.name}"'
    if sharing.withholds(column.withheld):
        if column.name == "url":
            nameless = f"regexp_full_match({name}, 'https?://(?:{'|'.join(_NAMELESS_URLS)})')"
            return f"CASE WHEN {nameless} THEN {name} END"
        return "CAST(NULL AS VARCHAR)"
    return _without_handles(name) if sharing.changes(column) else name


def _without_handles(text: str) -> str:
    """Each @name as an @ and as many lines as it had letters, so that places in the text hold."""
    found = f"list_reverse_sort(list_distinct(regexp_extract_all({text}, '{_HANDLE}')))"
    line = "replace(said, handle, '@' || repeat('_', length(handle) - 1))"
    return f"list_reduce(list_prepend({text}, {found}), lambda said, handle: {line})"


def _cell(column: Column, sharing: Sharing) -> str:
    value = shared(column, sharing)
    if column.type == "time":
        seconds = f"strftime({value} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S')"
        fraction = f"strftime({value} AT TIME ZONE 'UTC', '.%f')"
        whole = f"epoch_us({value}) % 1000000 = 0"
        return f"{seconds} || CASE WHEN {whole} THEN '' ELSE {fraction} END || 'Z'"
    if column.type == "texts":
        return f"CAST(to_json({value}) AS VARCHAR)"
    if column.type == "text" and not sharing.raw:
        risky = f"regexp_matches({value}, '{_RISKY_CELL}')"
        return f"CASE WHEN {risky} THEN '''' || {value} ELSE {value} END"
    return value
