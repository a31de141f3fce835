"""A text as parallel lists of tokens, and phrases matched against them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.language.runs import Runs
from claims.language.sentences import ABBREVIATED
from claims.language.text import plain

WORD, NUMBER, CLOCK, SIGN, STOP, JUNK = range(6)

# Empty tokens behind the last: looking this far ahead, or back from the first, finds nothing.
_MARGIN = 12

_TOKEN = re.compile(
    r"((?<!\w)(?:https?://|www\.)\S+|[@#]\w+)"
    r"|((?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)(?=fold)"
    r"|(?<![^\W\d_])(?:[kc]?m|ft|mi)[23](?!\w)|[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(\d{1,3}(?::\d\d){1,2}(?![\d:])(?:\.\d+)?)"
    r"|(\d{1,3}(?:,\d{3})++(?!,?\d)(?:\.\d+)?|(?<![,\d])\d++,\d\d?(?![\d,]|\.\d)"
    r"|\d++(?:\.\d+)?(?:e[+-]?\d{1,3}(?!\w))?|(?<![\w.])\.\d+)"
    r"|(\n|[.!?;\u2026](?=\s|$)|[!?])"
    r"|(\S)"
)
_KINDS = (WORD, JUNK, WORD, CLOCK, NUMBER, STOP, SIGN)
_VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_FRACTION = re.compile("[¼½¾⅐-⅞]|[^¼½¾⅐-⅞]+")
# A space ends every token, and a line is one.
_RUN = re.compile(r"\n|\S+")


Cut = list[tuple[str, int, int, int]]


def _cut(run: str) -> Cut:
    """The tokens of what stands between two spaces: word, start, end and kind."""
    cut: Cut = []
    for found in _TOKEN.finditer(run):
        word, kind = found.group(), _KINDS[found.lastindex or 0]
        if kind == WORD and not word.isascii():
            cut += _around_fractions(word, found.start())
        else:
            cut.append((word, *found.span(), kind))
    return cut


def _around_fractions(word: str, start: int) -> Cut:
    """Split "½cup": fraction signs count as letters to the pattern, but are numbers."""
    cut = []
    for piece in _FRACTION.finditer(word):
        kind = NUMBER if piece.group() in _VULGAR else WORD
        cut.append((piece.group(), start + piece.start(), start + piece.end(), kind))
    return cut


_CUTS = Runs(_cut)


class Tokens:
    """Words in lower case with their offsets; indexing a little out of range gives ""."""

    __slots__ = ("ends", "kinds", "shouts", "size", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = plain(text)
        self.shouts = self.text.isupper()
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[int] = []
        self._read()
        self.size = len(self.words)
        self.words += [""] * _MARGIN
        self.kinds += [STOP] * _MARGIN
        self.starts += [len(text)] * _MARGIN
        self.ends += [len(text)] * _MARGIN

    def _read(self) -> None:
        words, starts, ends, kinds = self.words, self.starts, self.ends, self.kinds
        for run in _RUN.finditer(lower(self.text)):
            begin = run.start()
            for word, start, end, kind in _CUTS[run[0]]:
                if word == "." and self._abbreviates(begin + end):
                    continue
                words.append(word)
                starts.append(begin + start)
                ends.append(begin + end)
                kinds.append(kind)

    def _abbreviates(self, end: int) -> bool:
        """Whether the full stop that ends there belongs to the word before it."""
        short = bool(self.words) and self.words[-1] in ABBREVIATED
        return short and not self.text[end : end + 2].strip().isupper()

    def glued(self, index: int) -> bool:
        """Whether no space stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def is_vulgar(self, index: int) -> bool:
        """Whether the token is one sign for a fraction, as ½."""
        return self.words[index] in _VULGAR

    def stop_before(self, index: int, limit: int) -> int:
        """The first index after the last stop before `index`, at most `limit` tokens back."""
        first = index
        while first > 0 and index - first < limit and self.kinds[first - 1] != STOP:
            first -= 1
        return first

    def stop_after(self, index: int, limit: int) -> int:
        """The index of the next stop from `index` on, at most `limit` tokens ahead."""
        last = index
        while last < self.size and last - index < limit and self.kinds[last] != STOP:
            last += 1
        return last


def lower(text: str) -> str:
    """Lower case, one character for one."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


class Phrases:
    """Rows of words with a meaning each, found at a place in a list of words, longest first."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        self._by_last: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, meaning in rows:
            words = phrase.split()
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append((words, meaning))
        for index in (self._by_first, self._by_last):
            for same in index.values():
                same.sort(key=lambda row: -len(row[0]))

    @property
    def openings(self) -> frozenset[str]:
        """The words that a phrase can begin with."""
        return frozenset(self._by_first)

    def at(self, words: list[str], index: int) -> tuple[int, str] | None:
        """The index behind the longest phrase that starts at `index`, and its meaning."""
        for phrase, meaning in self._by_first.get(words[index], ()):
            if len(phrase) == 1 or words[index : index + len(phrase)] == phrase:
                return index + len(phrase), meaning
        return None

    def before(self, words: list[str], index: int) -> tuple[int, str] | None:
        """The start of the longest phrase that ends just before `index`, and its meaning."""
        for phrase, meaning in self._by_last.get(words[index - 1], ()):
            start = index - len(phrase)
            if start >= 0 and words[start:index] == phrase:
                return start, meaning
        return None
