"""Which format a file has: each is asked, and a file of no known one gets a report."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from scrapers.errors import SourceError
from scrapers.files import head_of
from scrapers.format import Format, Sniff, known_formats
from scrapers.records import Reading
from scrapers.samples import SEPARATED, items_in, missing_paths
from scrapers.signatures import SIGNATURES

__all__ = ["Format", "read_file", "sniff"]

MOST_NAMED = 8
LEAST_SHARE = 0.5


def sniff(path: Path, name: str | None = None) -> Format:
    """The format of a file; `name` says it instead of having it recognised."""
    head = head_of(path)
    if name is not None:
        return _named(name)
    claims = [(known.module.claims_file(head, path.name), known) for known in _formats()]
    whole = [(claim, known) for claim, known in claims if not claim.missing]
    if not whole:
        raise _unknown(path, head, [(known.card.title, claim) for claim, known in claims])
    # Of two that fit, the one that asks for more is the closer.
    claim, known = max(whole, key=lambda pair: len(pair[0].required))
    if claim.refusal:
        raise SourceError(f"{path}: {known.card.title}, but {claim.refusal}.", _what_is_read())
    return known


def read_file(path: Path, *, format: str | None = None, now: datetime) -> Iterator[Reading]:  # noqa: A002 - the word of the command line
    """Every item of a file; `now` is when it was seen where neither item nor file name says."""
    return sniff(path, format).module.read(path, now=now)


def _formats() -> Iterable[Format]:
    return known_formats().values()


def _named(name: str) -> Format:
    if known := known_formats().get(name):
        return known
    names = list(known_formats())
    close = difflib.get_close_matches(name, names, n=1)
    hint = f"Did you mean {close[0]}? " if close else ""
    raise SourceError(f"unknown format {name!r}.", f"{hint}The formats are {', '.join(names)}.")


def _what_is_read() -> str:
    titles = ", ".join(f"{known.card.title} ({known.name})" for known in _formats())
    return (
        f"Formats that are read: {titles}; name one with --format if the file is one after all. "
        "Anything else can be written as Retrograde NDJSON: one JSON object a line, with at least "
        "platform and id."
    )


def _unknown(path: Path, head: bytes, claims: list[tuple[str, Sniff]]) -> SourceError:
    items = items_in(head)
    unread = [
        (signature.title, Sniff(signature.required, missing_paths(items, signature.required)))
        for signature in SIGNATURES
    ]
    title, best = max(claims + unread, key=lambda claim: _likeness(claim[1]))
    if _likeness(best)[0] < LEAST_SHARE:
        return SourceError(f"{path}: {_description(head)}", _what_is_read())
    if not best.missing:
        problem = f"looks like {title}, which is not read yet."
    else:
        problem = (
            f"looks like {title}; {len(best.missing)} of {len(best.required)} required paths "
            f"missing: {_listed(best.missing)}."
        )
    return SourceError(f"{path}: {problem}", _what_is_read())


def _likeness(claim: Sniff) -> tuple[float, int]:
    # One path of two or three is chance, not likeness.
    share = claim.found / len(claim.required) if claim.found > 1 else 0.0
    return share, claim.found


def _description(head: bytes) -> str:
    start = head[:4096].decode("utf-8", "replace").strip("\ufeff \t\r\n")
    if start.startswith("<"):
        return "a web page or XML, not a file of posts."
    items = items_in(head)
    if items and any(items):
        keys = [key for key in items[0] if not key.startswith(SEPARATED)]
        return f"no format that is known; its keys are {_listed(keys)}."
    if start[:1] in ("{", "["):
        return "JSON that holds no item in its beginning."
    return f"no format that is known; it begins with {start[:60]!r}."


def _listed(names: Iterable[str]) -> str:
    shown = [name.replace("|", " or ") for name in names]
    rest = len(shown) - MOST_NAMED
    return ", ".join(shown[:MOST_NAMED]) + (f" and {rest} more" if rest > 0 else "")
