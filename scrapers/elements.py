"""The objects of a large JSON document one by one, each exactly as it stands there.

A file may be one object, a list, several documents after one another, or pages that hold lists of
items; it is never held in memory whole, and an item that is broken inside does not cost the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple

CHUNK_BYTES = 256 * 1024
LONGEST_ELEMENT = 32 * 1024 * 1024

# A quote that closes nowhere in the bytes at hand is the last alternative: more must be read.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|"', re.DOTALL)
_BETWEEN = b" \t\r\n,[]\x1e\xef\xbb\xbf"
_LONG = 1024
# Pages lie near the top of a document; brackets beyond are counted and no more.
_KNOWN_LEVELS = 16
_QUOTE = ord('"')


class Element(NamedTuple):
    """One object of a document with the line it starts in; `problem` where it has no end."""

    line: int
    body: bytes
    problem: str | None = None


@dataclass(slots=True)
class ElementReader:
    """Cuts objects out of JSON as it comes in.

    An object is a page, and its items are cut out instead, once one of its lists lies at one of
    the paths of `pages`, e.g. ("data", "videos").
    """

    pages: Collection[tuple[str, ...]]
    _buffer: bytes = b""
    _at: int = 0
    # Lines are counted up to here.
    _line: int = 1
    _counted: int = 0
    # How many brackets are open at `_at`, and the keys that the outer ones stand under.
    _depth: int = 0
    _path: list[str] = field(default_factory=list)
    _key: str = ""
    # Whether an object that opens at `_at` is an item, and not something inside one.
    _between: bool = True
    # Where the item at hand starts in the buffer, and how many brackets lie around it.
    _start: int | None = None
    _around: int = 0
    # How many brackets lie around the page at hand, and around the items of its list.
    _page: int | None = None
    _in_list: int | None = None

    def read(self, file: IO[bytes]) -> Iterator[Element]:
        """Every object of the file."""
        size = CHUNK_BYTES
        while chunk := file.read(size):
            before = self._at
            self._buffer += chunk
            yield from self._cut()
            # A long string is looked at again from its start: read more each time.
            size = CHUNK_BYTES if self._at > before else size * 2
            self._forget()
            if len(self._buffer) > LONGEST_ELEMENT:
                break
        yield from self._rest()

    def _cut(self) -> Iterator[Element]:
        for token in _TOKEN.finditer(self._buffer, self._at):
            written = token[0]
            if written == b'"':
                return
            if self._between:
                yield from self._stray(token.start())
            if written[0] != _QUOTE:
                yield from self._turn(written, token.start(), token.end())
            elif self._between:
                yield Element(self._line_of(token.start()), written)
            else:
                self._key = written[1:-1].decode("utf-8", "replace") if len(written) < _LONG else ""
            self._at = token.end()

    def _turn(self, bracket: bytes, start: int, end: int) -> Iterator[Element]:
        if bracket in b"{[":
            self._enter(bracket, start)
        elif self._depth:
            yield from self._leave(end)
        expects_item = self._page is None or self._in_list == self._depth
        self._between = self._start is None and expects_item

    def _enter(self, bracket: bytes, start: int) -> None:
        if self._between and (bracket == b"{" or self._in_list is not None):
            self._start, self._around = start, self._depth
        if self._depth < _KNOWN_LEVELS:
            self._path[self._depth :] = [self._key]
        self._depth += 1
        if bracket == b"[" and self._is_page_list():
            # What was taken for an item is a page: let go of it, its items come one by one.
            self._page = self._around if self._page is None else self._page
            self._in_list, self._start = self._depth, None

    def _leave(self, end: int) -> Iterator[Element]:
        self._depth -= 1
        if self._start is not None and self._depth <= self._around:
            yield Element(self._line_of(self._start), self._buffer[self._start : end])
            self._start = None
        if self._in_list is not None and self._depth < self._in_list:
            self._in_list = None
        if self._page is not None and self._depth <= self._page:
            self._page = None

    def _is_page_list(self) -> bool:
        first = self._around if self._start is not None else self._page
        if first is None or self._in_list is not None or self._depth > _KNOWN_LEVELS:
            return False
        return tuple(self._path[first + 1 : self._depth]) in self.pages

    def _stray(self, start: int) -> Iterator[Element]:
        """What lies between two items and is neither comma nor space."""
        between = self._buffer[self._at : start]
        if stray := between.strip(_BETWEEN):
            yield Element(self._line_of(self._at + between.find(stray)), stray)

    def _line_of(self, place: int) -> int:
        self._line += self._buffer.count(b"\n", self._counted, place)
        self._counted = place
        return self._line

    def _forget(self) -> None:
        """Let go of what was read, up to the object at hand."""
        done = self._at if self._start is None else self._start
        self._line_of(done)
        self._buffer = self._buffer[done:]
        self._at -= done
        self._counted = 0
        if self._start is not None:
            self._start = 0

    def _rest(self) -> Iterator[Element]:
        if self._start is not None:
            body = self._buffer[self._start :]
            problem = "the file ends inside this item"
            if len(body) > LONGEST_ELEMENT:
                problem = f"this item has no end within {LONGEST_ELEMENT >> 20} MiB"
            yield Element(self._line_of(self._start), body, problem)
        elif self._depth:
            problem = f"the file was cut off: {self._depth} brackets are still open"
            yield Element(self._line_of(self._at), self._buffer[self._at :], problem)
        else:
            yield from self._stray(len(self._buffer))
