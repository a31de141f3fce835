"""A text cut into words by spaCy's English rules."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import spacy
from spacy.attrs import NORM, ORTH  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex

from claims.language.rows import data_file, read_toml
from claims.language.runs import Runs

# Beyond spaCy's own: 20-30%, 2-3x, 8=16, 5->8, word…word.
_INFIXES = (r"(?<=[0-9])[-+=~](?=[0-9])", r"(?<=[0-9])(?=x\b)-", r"[=\u2192\u2026|]", r"->")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")
# Half a character: JSON can hold one, no tokenizer takes it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# The runs that spaCy cuts for themselves: one space between two belongs to neither.
_RUN = re.compile(r"(?:(?<=\S) )?+(\S+|\s+)")

Cut = tuple[tuple[str, int, int], ...]


class Words(NamedTuple):
    """The words of a text in their normal form, and the characters each covers."""

    forms: list[str]
    starts: list[int]
    ends: list[int]


class Tokenizer:
    """Cuts texts into words; a run of characters between spaces is always cut alike."""

    def __init__(self) -> None:
        nlp = spacy.blank("en")
        tokenizer: Any = nlp.tokenizer
        infixes = (*(nlp.Defaults.infixes or ()), *_INFIXES)
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        self._spacy = tokenizer
        for variant, word in read_toml(data_file("spellings.toml"))["spelling"].items():
            nlp.vocab[variant].norm_ = word
        self._cuts = Runs(self.cut)

    def words(self, text: str) -> Words:
        """The words of a text."""
        forms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        cuts = self._cuts
        for run in _RUN.finditer(text):
            begin = run.start(1)
            for form, start, end in cuts[run[1]]:
                forms.append(form)
                starts.append(begin + start)
                ends.append(begin + end)
        return Words(forms, starts, ends)

    def cut(self, text: str) -> Cut:
        """The words as spaCy gives them: normal form, start and end of each."""
        return tuple((word.norm_, word.idx, word.idx + len(word)) for word in self._spacy(text))


@cache
def tokenizer() -> Tokenizer:
    """The tokenizer that all topics share."""
    return Tokenizer()


@cache
def contracted() -> frozenset[str]:
    """Words that a text can hold without their letters standing apart: the "not" of "don't"."""
    english: Any = spacy.blank("en").tokenizer
    return frozenset(
        form
        for written, words in english.rules.items()
        for form in (word.get(NORM, word[ORTH]).lower() for word in words)
        if not set(_LETTERS.findall(form)) <= set(_LETTERS.findall(written.lower()))
    )


def spaced(text: str) -> str:
    """The text with hyphens between letters as spaces, so that "low-impact" reads as two words."""
    text = _HYPHEN.sub(" ", text) if "-" in text else text
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
