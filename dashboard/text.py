"""Text of posts as a page may show it: nothing that repaints, reverses or names a person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ELLIPSIS = "…"
NAME_HIDDEN = "@[name hidden]"

_KEPT = frozenset("\n\t\u200c\u200d")  # joiners belong to emoji and to several scripts
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_BLANK_LINES = re.compile(r"\n{3,}")
# An @ inside a word is a mail address or a path; one before a word is somebody's name.
_NAME = re.compile(r"(?<![\w@/.])@[\w](?:[\w.\-]*[\w])?(?:@[\w.\-]*\w)?")
_NOT_PRINTED = frozenset({"Cc", "Cf", "Cs", "Co"})


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a post around those that make a claim; `whole` when nothing was left out."""

    before: str
    marked: str
    after: str
    whole: bool


def shown(text: str) -> str:
    """Without control and direction characters, with names of accounts hidden."""
    lines = _LINE_ENDS.sub("\n", text)
    printed = "".join(c for c in lines if c in _KEPT or unicodedata.category(c) not in _NOT_PRINTED)
    return _NAME.sub(NAME_HIDDEN, _BLANK_LINES.sub("\n\n", printed))


def excerpt(text: str, start: int, end: int, *, around: int = 160) -> Excerpt:
    """The words from start to end with what stands around them, cut between words."""
    before, after = shown(text[:start]), shown(text[end:])
    near_before, near_after = _tail(before, around), _head(after, around)
    whole = near_before == before and near_after == after
    return Excerpt(near_before, shown(text[start:end]), near_after, whole)


def opening(text: str, length: int = 280) -> str:
    """The first words of a text, with an ellipsis where it goes on."""
    return _head(shown(text), length)


def _head(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[:length]
    kept = cut.rsplit(None, 1)[0] if re.search(r"\s", cut) else cut
    return f"{kept.rstrip()} {ELLIPSIS}" if kept[-1:].isalnum() else f"{kept.rstrip()}{ELLIPSIS}"


def _tail(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[-length:]
    kept = cut.split(None, 1)[1] if re.search(r"\s\S", cut) else cut
    return f"{ELLIPSIS} {kept}"
