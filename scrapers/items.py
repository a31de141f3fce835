"""The items of a JSON file, whether each has a line of its own or all lie in one document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from scrapers.elements import Element, ElementReader
from scrapers.files import HEAD_BYTES, clean, lines, opened

Pages = tuple[tuple[str, ...], ...]


def items_of(path: Path, pages: Pages = ()) -> Iterator[Element]:
    """Each object of a file; `pages` are the paths at which an object holds items instead."""
    with opened(path) as file:
        head = file.read(HEAD_BYTES)
    if _is_document(head, pages):
        with opened(path) as file:
            yield from ElementReader(pages).read(file)
    elif not pages:
        yield from lines(path)
    else:
        # Line by line, so that a broken page cannot swallow the next.
        for line in lines(path):
            for element in ElementReader(pages).read(io.BytesIO(line.body)):
                yield element._replace(line=line.line)


def _is_document(head: bytes, pages: Pages) -> bool:
    """Whether the first line is only the beginning of something."""
    first, newline, _ = clean(head).partition(b"\n")
    first = first.strip()
    if first.startswith(b"[") or first.endswith((b"{", b"[", b",")):
        return True
    # A page may be longer than any line should be.
    return bool(pages) and not newline
