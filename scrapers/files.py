"""Opening what a person hands in: a file that cannot be read says why and what to do."""

from __future__ import annotations

import codecs
import difflib
import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from scrapers.elements import Element
from scrapers.errors import SourceError

HEAD_BYTES = 256 * 1024
# A first line may be longer than that; a format is told from its keys, wherever they are.
LONGEST_HEAD = 16 * 1024 * 1024
LONGEST_LINE = 32 * 1024 * 1024

_PACKED = {
    b"\x1f\x8b": ("compressed with gzip", "gunzip -k {file}"),
    b"PK\x03\x04": ("a ZIP archive (or a spreadsheet)", "unzip {file}"),
    b"BZh": ("compressed with bzip2", "bunzip2 -k {file}"),
    b"\xfd7zXZ": ("compressed with xz", "unxz -k {file}"),
    b"\x28\xb5\x2f\xfd": ("compressed with zstd", "unzstd {file}"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "7z x {file}"),
}
_TABLES = {b"PAR1": "Parquet", b"SQLite format 3": "an SQLite database", b"%PDF": "PDF"}
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class _AsUtf8(io.RawIOBase):
    """A file in a wide encoding, read as if it were UTF-8."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            chunk = self._file.read(io.DEFAULT_BUFFER_SIZE)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes as UTF-8, whatever Unicode encoding it has."""
    try:
        with path.open("rb") as file:
            encoding = _wide_encoding(file.peek(64)[:64])
            yield io.BufferedReader(_AsUtf8(file, encoding)) if encoding else file
    except OSError as error:
        raise _unreadable(path, error) from error


def _wide_encoding(start: bytes) -> str | None:
    for mark, encoding in _WIDE_MARKS:
        if start.startswith(mark):
            return encoding
    # Without a mark: ASCII letters with a zero byte between.
    pairs = max(len(start) // 2, 1)
    if start[1::2].count(0) > 0.6 * pairs and start[::2].count(0) == 0:
        return "utf-16-le"
    if start[::2].count(0) > 0.6 * pairs and start[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def lines(path: Path) -> Iterator[Element]:
    """Each line that holds something, with its number from 1; of one too long, its beginning."""
    with opened(path) as file:
        for number in itertools.count(1):
            line = file.readline(LONGEST_LINE + 1)
            if not line:
                return
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                _skip_rest_of_line(file)
            if line := clean(line):
                yield Element(number, line)


def clean(line: bytes) -> bytes:
    """A line without its end, byte order mark and NUL bytes."""
    line = line.strip()
    if b"\0" in line:
        line = line.replace(b"\0", b"").strip()
    return line.removeprefix(codecs.BOM_UTF8)


def _skip_rest_of_line(file: IO[bytes]) -> None:
    while True:
        rest = file.readline(HEAD_BYTES)
        if not rest or rest.endswith(b"\n"):
            return


def head_of(path: Path) -> bytes:
    """The beginning of a file that can be text, by which its format is told."""
    _must_be_a_file(path)
    with opened(path) as file:
        head = file.read(HEAD_BYTES)
        _must_not_be_packed(path, head)
        if b"\n" not in head.strip():
            head += file.read(LONGEST_HEAD - HEAD_BYTES)
    if not clean(head):
        raise SourceError(f"{path}: the file is empty.", "Export it again, or leave it out.")
    _must_be_text(path, head)
    return head


def _must_be_a_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise SourceError(
                f"{path}: this is a folder, not a file.",
                f"Name the files in it: retrograde import {path}/*",
            )
        if path.exists() and not path.is_file():
            raise SourceError(
                f"{path}: this is a device or a pipe, not a file.",
                "Save the data in a file first, then import that file.",
            )
        if not path.exists():
            raise SourceError(f"{path}: there is no such file.", _nearest(path))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _nearest(path: Path) -> str:
    if not path.parent.is_dir():
        return f"Check the path: there is no folder {path.parent} either."
    names = [other.name for other in path.parent.iterdir()]
    close = difflib.get_close_matches(path.name, names, n=1)
    return f"Did you mean {path.parent / close[0]}?" if close else "Check the path."


def _must_not_be_packed(path: Path, start: bytes) -> None:
    for mark, (what, command) in _PACKED.items():
        if start.startswith(mark):
            raise SourceError(
                f"{path}: the file is {what}.",
                f"Unpack it ({command.format(file=path)}), then import what was in it.",
            )
    for mark, what in _TABLES.items():
        if start.startswith(mark):
            raise SourceError(
                f"{path}: the file is {what}, not text.", "Export it as JSON or NDJSON."
            )


def _must_be_text(path: Path, head: bytes) -> None:
    sample = head[:HEAD_BYTES]
    printable = sample.translate(None, bytes(range(9)) + bytes(range(14, 32)) + b"\x7f")
    if len(printable) < 0.95 * len(sample):
        raise SourceError(
            f"{path}: the file is binary: {len(sample) - len(printable)} of its first "
            f"{len(sample)} bytes are no characters.",
            "Import JSON, NDJSON or CSV as the tool exported it.",
        )
    bad = [line for line in sample.splitlines() if _not_utf8(line)]
    if bad and len(bad) * 2 > len(sample.splitlines()):
        place = sample.find(bad[0]) + _first_bad_byte(bad[0])
        raise SourceError(
            f"{path}: the text is not UTF-8: byte {sample[place]:#04x} at offset {place}.",
            f"Convert it first, e.g. iconv -f WINDOWS-1252 -t UTF-8 {path} > utf8-{path.name}",
        )


def _not_utf8(line: bytes) -> bool:
    return _first_bad_byte(line) >= 0


def _first_bad_byte(line: bytes) -> int:
    try:
        # The head may end inside a character; only what is surely wrong counts.
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError as error:
        return error.start
    return -1


def _unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(f"{path}: cannot be read ({reason}).", "Check its permissions and its disk.")
