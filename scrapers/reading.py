"""From the bytes of one item to its capture, or to the reason why there is none."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from scrapers.elements import Element
from scrapers.fields import Item, Unmapped, Unwanted
from scrapers.files import LONGEST_LINE
from scrapers.records import (
    Author,
    Broken,
    Capture,
    Coverage,
    Post,
    Reading,
    Sighting,
    Skipped,
    TagSighting,
)
from scrapers.redaction import may_hold_secrets, redact, redact_broken
from scrapers.times import time_in_name

KEPT_BYTES = 64 * 1024

# A page that is fetched was seen when it came, which the platform vouches for as for its own times.
SeenAtSource = Literal["platform", "file", "import"]

# What JSON may say and a store may not hold: NUL, and one half of a surrogate pair.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|(?P<nul>u0000)|.)",
    re.DOTALL,
)
_TROUBLE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


@dataclass(slots=True)
class Received:
    """An item as it came in, secrets gone; `seen_at` stands in where it names no time itself."""

    # Not frozen: one is made and dropped for every item, and freezing doubles the price.

    source: str
    payload: str
    sha256: str
    seen_at: datetime
    seen_at_source: SeenAtSource

    def capture(
        self,
        *,
        observed_at: datetime | None = None,
        post: Post | None = None,
        author: Author | None = None,
        sighting: Sighting | None = None,
        tag_sighting: TagSighting | None = None,
        coverage: Coverage | None = None,
    ) -> Capture:
        """The capture of this item with what was read from it."""
        return Capture(
            self.source,
            self.payload,
            self.sha256,
            observed_at or self.seen_at,
            "platform" if observed_at else self.seen_at_source,
            post,
            author,
            (sighting,) if sighting else (),
            (tag_sighting,) if tag_sighting else (),
            (coverage,) if coverage else (),
        )


ToCapture = Callable[[Item, Received], Capture]


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the items of one file: the source they are from, how they map, when they were seen."""

    source: str
    to_capture: ToCapture
    seen_at: datetime
    seen_at_source: SeenAtSource

    def read(self, elements: Iterable[Element]) -> Iterator[Reading]:
        """One reading for each element; one that is broken does not cost the next."""
        for line, body, problem in elements:
            yield self.read_one(line, body, problem)

    def read_one(self, line: int, body: bytes, problem: str | None = None) -> Reading:
        """What one item turns into."""
        if len(body) > LONGEST_LINE:
            problem = f"the item is longer than {LONGEST_LINE >> 20} MiB"
        if problem:
            return self._unread(line, body, problem)
        try:
            payload = body.decode()
            item = load(payload)
            if may_hold_secrets(body, item):
                payload = redact(payload)
                body = payload.encode()
                item = load(payload)
        except UnicodeDecodeError as error:
            bad = f"{body[error.start]:#04x}"
            return self._unread(line, body, f"not UTF-8: byte {bad} at offset {error.start}")
        except RecursionError:
            return self._unread(line, body, "not readable: brackets nested too deeply")
        except ValueError as error:
            return self._unread(line, body, f"not JSON: {_syntax(error)}")
        return self._mapped(line, payload, item, hashlib.sha256(body).hexdigest())

    def _mapped(self, line: int, payload: str, item: object, sha256: str) -> Reading:
        try:
            if not isinstance(item, dict):
                raise Unmapped("item", item, "is not an object")
            received = Received(self.source, payload, sha256, self.seen_at, self.seen_at_source)
            return self.to_capture(item, received)
        except Unmapped as trouble:
            # Kept whole, however long: once the path is mended it is read again.
            return Broken(self.source, line, trouble.problem, payload, sha256)
        except Unwanted as unwanted:
            return Skipped(self.source, line, unwanted.reason)

    def _unread(self, line: int, body: bytes, problem: str) -> Broken:
        """An item that is no JSON: its start, rid of all that may be a secret."""
        start = redact_broken(body[:KEPT_BYTES].decode(errors="replace"))
        kept = start.encode("utf-8", "replace")[:KEPT_BYTES].decode("utf-8", "ignore")
        return Broken(self.source, line, problem, kept, hashlib.sha256(kept.encode()).hexdigest())


def item_reader(source: str, to_capture: ToCapture, path: Path, now: datetime) -> ItemReader:
    """A reader whose items were seen at the time in the file's name, or else are seen now."""
    named = time_in_name(path.name)
    if named and named <= now + timedelta(days=1):
        return ItemReader(source, to_capture, named, "file")
    return ItemReader(source, to_capture, now, "import")


def load(payload: str) -> object:
    """Strict JSON; NUL goes and half a surrogate pair becomes a replacement character."""
    if _TROUBLE.search(payload):
        payload = _ESCAPE.sub(_storable, payload)
    return _DECODER.decode(payload)


def _storable(escape: re.Match[str]) -> str:
    if escape["half"]:
        return r"\ufffd"
    return "" if escape["nul"] else escape[0]


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _syntax(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    message = str(error)
    return "a number of thousands of digits" if "digits" in message else message
