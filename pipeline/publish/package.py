"""What an export package holds: tables in formats, from one release, under one rule of sharing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow.parquet as pq

from pipeline.publish.cells import Sharing
from pipeline.publish.codebook import Column, TableCard, codebook
from pipeline.publish.release import Release

INVENTED = "Invented posts for demonstration. Do not quote."
AUTHORS = "Retrograde contributors"
REASONS = {
    "text": "the words of a post are their author's and can be searched; --with-text exports them",
    "handles": "they name people; --with-handles exports them",
}


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One table in one format."""

    table: str
    format: str
    rows: int

    @property
    def name(self) -> str:
        return f"{self.table}.{self.format}"


@dataclass(frozen=True, slots=True)
class Package:
    """A release on its way out."""

    release: Release
    files: tuple[PackageFile, ...]
    sharing: Sharing

    @property
    def name(self) -> str:
        return f"retrograde-{self.release.id}"

    @property
    def title(self) -> str:
        return f"Retrograde release {self.release.id}: {', '.join(self.release.manifest['topics'])}"

    @property
    def tables(self) -> list[str]:
        """The tables of the package, each once."""
        return list(dict.fromkeys(file.table for file in self.files))

    @property
    def formats(self) -> list[str]:
        """The formats of the package, each once."""
        return list(dict.fromkeys(file.format for file in self.files))

    @property
    def cards(self) -> list[TableCard]:
        """What the codebook says of each table."""
        return [self.card(table) for table in self.tables]

    def card(self, table: str) -> TableCard:
        """A table with the columns that this release has of it; an older one may have fewer."""
        there = set(pq.read_schema(self.release.table_file(table)).names)
        card = codebook()[table]
        columns = tuple(column for column in card.columns if column.name in there)
        return replace(card, columns=columns)

    @property
    def withheld(self) -> Iterator[tuple[TableCard, Column]]:
        """The columns that stand there empty, or in part, because nobody asked for them."""
        for card in self.cards:
            for column in card.columns:
                if self.sharing.withholds(column.withheld):
                    yield card, column

    @property
    def citation(self) -> str:
        """How to name this release, with the hash that holds its tables to it."""
        manifest = self.release.manifest
        return (
            f"{AUTHORS}. {self.title}. {manifest['made_at'][:10]}. "
            f"Made with Retrograde {manifest['code_version']}; sha256 {manifest['sha256']}."
        )


def counted(amount: int, noun: str) -> str:
    """1 post, 2 posts, 1,000 posts."""
    return f"{amount:,} {noun}" if amount == 1 else f"{amount:,} {noun}s"


def one_line(text: str) -> str:
    """What somebody wrote, without the line breaks that would end a line of ours."""
    return " ".join(text.split())
