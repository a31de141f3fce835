"""The plain text of a little HTML, as posts carry it: its breaks stay, its marks go."""

from __future__ import annotations

import re
from html import unescape

_BREAKS = {"br": "\n", "li": "\n", "div": "\n", "p": "\n\n", "blockquote": "\n\n"}
_UNSEEN = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
# A value in quotes may hold what looks like the end of the tag.
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>")
_SPACES = re.compile(" {2,}| +(?=\n)|(?<=\n) +")


def plain_text(markup: str | None) -> str | None:
    """The words of some HTML; None where there are none."""
    if not markup:
        return None
    seen = _UNSEEN.sub("", markup) if "<s" in markup.lower() or "<!--" in markup else markup
    words = unescape(_TAG.sub(_break, seen))
    return _SPACES.sub(_one_or_none, words).strip() or None


def _break(tag: re.Match[str]) -> str:
    return "" if tag[0].startswith("</") else _BREAKS.get(tag[1].lower(), "")


def _one_or_none(spaces: re.Match[str]) -> str:
    text, end = spaces.string, spaces.end()
    inside = spaces.start() > 0 and text[spaces.start() - 1] != "\n"
    return " " if inside and end < len(text) and text[end] != "\n" else ""
