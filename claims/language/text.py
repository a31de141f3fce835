"""Cleaning that keeps offsets, and sentences as captions and speech-to-text have them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from claims.language.sentences import sentences

__all__ = ["Text", "clean", "plain", "sentences", "split_hashtag"]

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u02bc\u02bb\uff07\u00b4"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\t\x0b\x0c\x1c\x1d\x1e\x1f\x00"
)
# Zero-width characters, direction marks, variation selectors, soft hyphen: they show as nothing.
_UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"
)
_LINES = "\r\x85\u2028\u2029"
_SIGNS = {
    "\uff05": "%",
    "\u066a": "%",
    "\u2215": "/",
    "\u2044": "/",
    "\u223c": "~",
    "\u223f": "~",
    "\u02dc": "~",
}

_PLAIN: dict[int, str] = {
    **{ord(c): "-" for c in _HYPHENS},
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): '"' for c in _QUOTES},
    **{ord(c): " " for c in _SPACES + _UNSEEN},
    **{ord(c): "\n" for c in _LINES},
    **{
        0xFF01 + i: chr(0x21 + i)
        for i in range(94)
        if chr(0xFF01 + i) not in _HYPHENS + _APOSTROPHES
    },
    **{ord(c): sign for c, sign in _SIGNS.items()},
}
_KEYCAP = re.compile("[0-9#*][\ufe0e\ufe0f]?\u20e3")
_LINK = re.compile(r"(?<!\w)(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@])@[\w.]*\w")
_HASHTAG = re.compile(r"(?<![\w#&])#(\w+)")
_LONGEST_HASHTAG = 60
# Quotation marks around a word or two only point at them: it "strengthens" your quads.
_POINTED_AT = re.compile(r"\"([^\W\d_][\w'-]*(?: [\w'-]+)?)\"(?!\w)")


def plain(text: str) -> str:
    """One character for one: dashes, quotes, full-width forms, odd spaces and unseen characters
    become their plain kin, keycap emoji become spaces, so every offset stays true."""
    if text.isascii() and "\r" not in text and "\t" not in text and "\x00" not in text:
        return text
    if "\u20e3" in text:
        text = _KEYCAP.sub(lambda found: " " * len(found.group()), text)
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as given and as read; `span` leads from offsets of `cleaned` back to `original`."""

    original: str
    cleaned: str
    # Where a run copied from the original begins: in the cleaned text, and in the original.
    _cleaned_starts: tuple[int, ...] = (0,)
    _original_starts: tuple[int, ...] = (0,)

    def position(self, index: int) -> int:
        """The place in the original of the character at `index` of the cleaned text."""
        run = bisect_right(self._cleaned_starts, index) - 1
        return self._original_starts[run] + index - self._cleaned_starts[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that `cleaned[start:end]` was read from."""
        first = self.position(start)
        return (first, first) if end <= start else (first, self.position(end - 1) + 1)

    def quote(self, start: int, end: int) -> str:
        """The exact words of the original behind `cleaned[start:end]`."""
        first, last = self.span(start, end)
        return self.original[first:last]


def clean(text: str, *, words: Collection[str] = ()) -> Text:
    """Blank links, mentions and quotation marks around a word, and split hashtags that `words`
    spell whole."""
    read = plain(text)
    if '"' in read:
        read = _POINTED_AT.sub(r" \1 ", read)
    if "://" in read or "www." in read.casefold():
        read = _LINK.sub(_blank, read)
    if "@" in read:
        read = _MENTION.sub(_blank, read)
    if "#" not in read or not words:
        return Text(text, read)
    return _split_hashtags(text, read, frozenset(word.casefold() for word in words))


def _blank(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())


def _split_hashtags(original: str, read: str, words: frozenset[str]) -> Text:
    pieces: list[str] = []
    cleaned_starts, original_starts = [0], [0]
    done = length = 0
    for tag in _HASHTAG.finditer(read):
        parts = split_hashtag(tag.group(1), words)
        if not parts:
            continue
        pieces += (read[done : tag.start()], " ")
        length += tag.start() - done + 1
        done = tag.start() + 1
        for part in parts[:-1]:
            pieces += (read[done : done + len(part)], " ")
            done, length = done + len(part), length + len(part) + 1
            # The added space stands for the first letter of the part that follows it.
            cleaned_starts += (length - 1, length)
            original_starts += (done, done)
    pieces.append(read[done:])
    return Text(original, "".join(pieces), tuple(cleaned_starts), tuple(original_starts))


def split_hashtag(tag: str, words: Collection[str]) -> tuple[str, ...]:
    """The words a hashtag is made of, the longest first; empty where `words` cannot spell it."""
    if len(tag) > _LONGEST_HASHTAG or not tag.isalpha():
        return ()
    folded = tag.casefold()
    if len(folded) != len(tag):
        return ()
    # ends[i] is where the word that starts at i ends, in the best split of folded[i:].
    ends: dict[int, int] = {len(tag): len(tag)}
    for start in range(len(tag) - 1, -1, -1):
        for end in range(len(tag), start, -1):
            if end in ends and folded[start:end] in words:
                ends[start] = end
                break
    return tuple(_walk(tag, ends)) if 0 in ends else ()


def _walk(tag: str, ends: dict[int, int]) -> Iterator[str]:
    start = 0
    while start < len(tag):
        yield tag[start : ends[start]]
        start = ends[start]
