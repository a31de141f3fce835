"""The cheap look in front: texts that hold no word a claim could rest on are not tokenized."""

from __future__ import annotations

import re

from claims.errors import ClaimsError
from claims.language.classes import word_class
from claims.language.patterns import patterns
from claims.language.rows import data_file, read_toml
from claims.language.vocabulary import vocabulary
from claims.topics import Topic

_PRESSURE = re.compile(r"(?<!\d)\d{2,3} ?/ ?\d{2,3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = word_class("prefilter.number_words")
# "8 miles = 16 forward": a number and a word that holds two amounts equal or compares them.
_EQUATING = word_class("prefilter.equating")
_MEASURED = word_class("prefilter.measured")


class Prefilter:
    """Whether a text can hold a claim; built from the word lists, so that it never loses one."""

    def __init__(self, topic: Topic) -> None:
        phrases = [phrase for named in vocabulary() for phrase in named.words]
        self.needed = {self._rarest(phrase) for phrase in phrases}
        for pattern in patterns():
            for anchor in frozenset().union(*(way.anchors for way in pattern.ways)):
                self.needed |= set(_WORD.findall(anchor))
        for variant, word in read_toml(data_file("spellings.toml"))["spelling"].items():
            if self.needed & set(_WORD.findall(word)):
                self.needed |= set(_WORD.findall(variant))
        self.usual = {word for phrase in topic.usual_words for word in _WORD.findall(phrase)}

    def _rarest(self, phrase: str) -> str:
        # The longest word stands for the phrase; every text with the phrase has it.
        words: list[str] = _WORD.findall(phrase)
        if not words:
            raise ClaimsError(
                f"data/: {phrase!r} holds no word", "name an outcome by a word of letters"
            )
        return max(words, key=len)

    def passes(self, text: str) -> bool:
        """Whether the text holds a word that some claim needs, or an equation of amounts."""
        words = set(_WORD.findall(text.casefold()))
        if not self.needed.isdisjoint(words):
            return True
        return self._equates(text, words) or self._measures(text, words)

    def _measures(self, text: str, words: set[str]) -> bool:
        """A number in a unit that is one outcome's own: "108 kg → 97 kg", "148/92 in May"."""
        if "/" in text and _PRESSURE.search(text):
            return True
        return not _MEASURED.isdisjoint(words) and any(c.isdigit() for c in text)

    def _equates(self, text: str, words: set[str]) -> bool:
        numbered = not _NUMBER_WORDS.isdisjoint(words) or any(c.isdigit() for c in text)
        return (
            numbered
            and ("=" in text or not _EQUATING.isdisjoint(words))
            and not self.usual.isdisjoint(words)
        )
