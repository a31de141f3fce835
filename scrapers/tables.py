"""The rows of a CSV file one by one, each as a JSON object of its filled cells.

A row keeps the names of its columns, so that it can be read again without its file. A quote that
is never closed costs its own line and not the rest of the file.
"""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from scrapers.elements import Element
from scrapers.files import LONGEST_LINE, opened

DELIMITERS = ",;\t"
# A cell may hold a few lines; a quote that is open for longer is a slip.
MOST_LINES_IN_ROW = 2_000


def rows_of(path: Path) -> Iterator[Element]:
    """Each row below the header, with the line it starts in."""
    with opened(path) as file:
        yield from TableReader(file).read()


def separator_of(header: str) -> str:
    """The sign between the columns: the most frequent of those that can be one."""
    return max(DELIMITERS, key=header.count)


@dataclass(slots=True)
class TableReader:
    """Cuts rows out of a table as it comes in."""

    file: IO[bytes]
    _header: list[str] = field(default_factory=list)
    _separator: str = ","
    # Lines that were read ahead in search of a closing quote, and the number of the first.
    _ahead: deque[bytes] = field(default_factory=deque)
    _number: int = 1

    def read(self) -> Iterator[Element]:
        """Every row; one that is broken does not cost the next."""
        while lines := self._lines():
            number, text = self._number, b"".join(lines)
            if not text.strip():
                self._forget(1)
            elif not self._header:
                self._read_header(text)
                self._forget(len(lines))
            else:
                yield self._row(number, lines)

    def _row(self, number: int, lines: list[bytes]) -> Element:
        element = self._element(number, b"".join(lines))
        if element.problem and len(lines) > 1:
            # The lines after it are looked at once more, each as the start of a row.
            element = self._element(number, lines[0])
            lines = lines[:1]
        self._forget(len(lines))
        return element

    def _element(self, number: int, line: bytes) -> Element:
        try:
            cells = self._cells(line.decode())
        except UnicodeDecodeError as error:
            bad = f"{line[error.start]:#04x}"
            return Element(number, line, f"not UTF-8: byte {bad} at offset {error.start}")
        except csv.Error as error:
            return Element(number, line, f"no row of a table: {error}")
        if len(cells) != len(self._header):
            problem = f"{len(cells)} cells in this row, {len(self._header)} columns above it"
            return Element(number, line, problem)
        filled = {name: cell for name, cell in zip(self._header, cells, strict=True) if cell}
        return Element(number, json.dumps(filled, ensure_ascii=False).encode())

    def _read_header(self, line: bytes) -> None:
        text = line.decode("utf-8", "replace").removeprefix("\ufeff")
        self._separator = separator_of(text)
        try:
            self._header = self._cells(text)
        except csv.Error:
            self._header = text.split(self._separator)

    def _cells(self, text: str) -> list[str]:
        rows = csv.reader([text], delimiter=self._separator, strict=True)
        return next(rows, [])

    def _lines(self) -> list[bytes]:
        """The next line, with those that follow it inside an open quote."""
        found: list[bytes] = []
        left = LONGEST_LINE
        while left > 0 and len(found) < MOST_LINES_IN_ROW and self._has_line(len(found)):
            line = self._ahead[len(found)]
            found.append(line)
            left -= len(line)
            if _is_closed(line) == (len(found) == 1):
                break
        return found

    def _has_line(self, place: int) -> bool:
        if place < len(self._ahead):
            return True
        line = self.file.readline(LONGEST_LINE + 1).replace(b"\0", b"")
        if line:
            self._ahead.append(line)
        return bool(line)

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._ahead.popleft()
        self._number += count


def _is_closed(line: bytes) -> bool:
    return line.count(b'"') % 2 == 0
