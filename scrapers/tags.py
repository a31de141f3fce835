"""Hashtags: NFKC, casefolded, without #, each once, in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Where a tag ends inside text: white space, ASCII punctuation but _, general and CJK punctuation.
# Emoji and joiners stay: TikTok takes them into the tag (#honduras🇭🇳).
_END = (
    r"\s!-/:-@\[-^`{-~¡¿«»"
    "\u2010-\u2069\u3000-\u3003\u3008-\u3011\u3014-\u301f"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffd"
)
_RUN = re.compile(rf"(?<![\w/&])[#＃]+[^{_END}]+(?:[#＃]+[^{_END}]+)*")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKS = re.compile("[#＃]+")
# No platform takes a tag half as long.
LONGEST_TAG = 256
CLOSING = "\"'`.,;:!?)]}>…”“„‟’‘‚‛»«›‹、。，；：！？）」』】》~*|\\/"


@lru_cache(maxsize=65_536)
def clean_tag(written: str) -> str:
    """One hashtag in its only form; empty where nothing is left of it."""
    # Normalised first: some signs turn into a space and an accent.
    tag = "".join(unicodedata.normalize("NFKC", written).split()).lstrip("#").rstrip(CLOSING)
    return unicodedata.normalize("NFKC", tag.casefold())


def tags_in(text: str) -> list[str]:
    """The hashtags that a text carries, as written, without #."""
    start = text.find("#") if text.isascii() else _first_mark(text)
    if start < 0:
        return []
    if "://" in text:
        return tags_in(_LINK.sub(" ", text))
    runs = _RUN.findall(text, start)
    # "#1" is a rank, not a tag.
    return [tag for run in runs for tag in _MARKS.split(run) if tag and not tag.isdigit()]


def _first_mark(text: str) -> int:
    mark = _MARKS.search(text)
    return mark.start() if mark else -1


def all_tags(structured: Iterable[str], text: str | None) -> tuple[str, ...]:
    """The union of a platform's own list and the text: lists repeat, and some are missing."""
    written = [*structured, *(tags_in(text) if text else ())]
    named = [clean_tag(tag) for tag in written if len(tag) <= LONGEST_TAG]
    return tuple(dict.fromkeys(tag for tag in named if tag))
