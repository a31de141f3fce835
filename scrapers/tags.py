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
CLOSING = "\"'`.,;:!?)]}>…”“„‟’‘‚‛»«›‹、。，；：！？）」』】》~*|\\/"


@lru_cache(maxsize=65_536)
def clean_tag(written: str) -> str:
    """One hashtag in its only form; empty where nothing is left of it."""
    tag = written.strip().lstrip("#＃").rstrip(CLOSING).strip()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold())


def tags_in(text: str) -> list[str]:
    """The hashtags that a text carries, as written, without #."""
    if "#" not in text and "＃" not in text:
        return []
    if "://" in text:
        text = _LINK.sub(" ", text)
    runs = _RUN.findall(text)
    # "#1" is a rank, not a tag.
    return [tag for run in runs for tag in _MARKS.split(run) if tag and not tag.isdigit()]


def all_tags(structured: Iterable[str], text: str | None) -> tuple[str, ...]:
    """The union of a platform's own list and the text: lists repeat, and some are missing."""
    written = [*structured, *(tags_in(text) if text else ())]
    return tuple(dict.fromkeys(tag for tag in map(clean_tag, written) if tag))
