"""The seam for import formats: one module in scrapers/formats each, found by being there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from scrapers import formats
from scrapers.fields import Item
from scrapers.reading import Received
from scrapers.records import Capture, Reading


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader of the data should know of a format: printed on the Methods page."""

    title: str
    extensions: tuple[str, ...]
    limits: str
    retention: str
    # Days after which a post must have been asked for again or go; None where nothing demands it.
    retention_days: int | None = None


@dataclass(frozen=True, slots=True)
class Sniff:
    """How many of a format's required paths a file has; `refusal` says why one is not read."""

    required: tuple[str, ...]
    missing: tuple[str, ...]
    refusal: str | None = None

    @property
    def found(self) -> int:
        return len(self.required) - len(self.missing)


class FormatModule(Protocol):
    """What a module in scrapers/formats holds."""

    CARD: Card

    def claims_file(self, head: bytes, name: str) -> Sniff:
        """Whether a file that begins so is of this format."""

    def read(self, path: Path, *, now: datetime) -> Iterator[Reading]:
        """Every item of the file, in bounded memory."""

    def read_item(self, item: Item, received: Received) -> Capture:
        """One item; raises Unmapped or Unwanted."""


@dataclass(frozen=True, slots=True)
class Format:
    """An import format by the name that `--format` takes."""

    name: str
    module: FormatModule

    @property
    def card(self) -> Card:
        return self.module.CARD


@cache
def known_formats() -> dict[str, Format]:
    """All formats by name, as the folder holds them."""
    names = sorted(module.name for module in pkgutil.iter_modules(formats.__path__))
    return {name: Format(name, _module(name)) for name in names}


def _module(name: str) -> FormatModule:
    return cast(FormatModule, importlib.import_module(f"scrapers.formats.{name}"))
