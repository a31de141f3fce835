"""Single fields of a catalogue's answer as plain short text, whatever stands there."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping

LONGEST_LINE = 500
LONGEST_ABSTRACT = 6000
MOST_AUTHORS = 200

# Catalogues mark up titles and abstracts in HTML, JATS and MathML, some of it escaped twice.
_TAGS = (
    "abbr|abstract|alternatives|article-title|b|bold|br|div|em|font|h[1-6]|img|inf|inline-formula|"
    "i|italic|label|li|list|list-item|math|mi|mn|mo|mover|mrow|ms|msqrt|mstyle|msub|msubsup|msup|"
    "mtext|ol|p|sans-serif|sc|scp|script|sec|section|semantics|small|span|strong|style|sub|sup|"
    "svg|title|tt|u|ul|underline|xref|a|iframe|object|embed|ext-link"
)
_TAG = re.compile(rf"</?(?:[a-z]{{2,5}}:)?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Set inline, so that what stands on both sides stays one word: VO<sub>2</sub>max.
_TIGHT = re.compile(r"</?(?:[a-z]{2,5}:)?(?:sub|sup|inf|i|b|em|italic|scp|sc)/?>", re.IGNORECASE)
# Controls, lone surrogates, private and unassigned characters; format characters, such as those
# that reverse a line or allow a hyphen, stand inside words and leave no gap.
_UNSEEN = {"Cc": " ", "Cs": " ", "Co": " ", "Cn": " ", "Cf": ""}
_DOI = re.compile(r"10\.\d{4,9}/[!-~]+")
_BEFORE_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def at(item: object, *path: str | int) -> object:
    """What lies at a path of keys and places, or None where it leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(item, Mapping):
            item = item.get(step)
        elif isinstance(step, int) and isinstance(item, list) and step < len(item):
            item = item[step]
        else:
            return None
    return item


def rows(item: object, *path: str | int) -> list[Mapping[str, object]]:
    """The objects of a list at a path; whatever else stands in it is left out."""
    found = at(item, *path)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def line(value: object, *, longest: int = LONGEST_LINE) -> str | None:
    """A text on one line, without markup or unseen characters; None where there is none."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        value = str(value)
    if not isinstance(value, str):
        return None
    text = _unmarked(value[: 4 * longest])
    seen = "".join(_shown(c) for c in text)
    plain = " ".join(seen.split())
    return (plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…") or None


def lines(values: object) -> tuple[str, ...]:
    """The texts of a list."""
    found = (line(value) for value in values) if isinstance(values, list) else ()
    return tuple(text for text in found if text)


def doi_in(value: object) -> str | None:
    """A DOI, bare, whether it was given so or as an address."""
    if not isinstance(value, str) or len(value) > LONGEST_LINE:
        return None
    bare = _BEFORE_DOI.sub("", value.strip(), count=1)
    return bare if _DOI.fullmatch(bare) else None


def number_in(value: object, *, prefix: str = "") -> str | None:
    """An id of digits, such as a PubMed id, with its prefix if it has one."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    found = re.search(rf"(?:^|/){prefix}([0-9]{{1,12}})/?$", text.strip(), re.IGNORECASE)
    return f"{prefix}{found[1]}" if found else None


def year_in(value: object) -> int | None:
    """A year of print, from a number or from the start of a text."""
    found = re.match(r"(1[5-9]|20)\d\d(?!\d)", str(value).strip())
    return int(found[0]) if found else None


def _shown(character: str) -> str:
    return _UNSEEN.get(unicodedata.category(character), character)


def _unmarked(text: str) -> str:
    for _ in range(2):
        text = _TAG.sub(" ", _TIGHT.sub("", _SCRIPT.sub(" ", html.unescape(text))))
    return text
