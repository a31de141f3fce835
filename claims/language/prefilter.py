"""The cheap look in front: texts that hold no word a claim could rest on are not tokenized."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.errors import ClaimsError
from claims.language.classes import word_class
from claims.language.patterns import Pattern, Way, patterns
from claims.language.rows import data_file, read_toml
from claims.language.vocabulary import vocabulary
from claims.language.words import contracted
from claims.topics import Topic

_PRESSURE = re.compile(r"(?<!\d)\d{2,3} ?/ ?\d{2,3}(?!\d)")
_TIME = re.compile(r"\d:\d\d")
_WORD = re.compile(r"[^\W\d_]+")
# "o2", "a1c", "l5": letters and digits that no text has apart.
_CODE = re.compile(r"(?<![^\W_])[^\W\d_]++\d[^\W_]*")
_PART = re.compile(rf"{_CODE.pattern}|{_WORD.pattern}")
_NUMBER_WORDS = word_class("prefilter.number_words")
# "8 miles = 16 forward": a number and a word that holds two amounts equal or compares them.
_EQUATING = word_class("prefilter.equating")
_COMPARING = word_class("prefilter.comparing")
_MEASURED = word_class("prefilter.measured")


# Words of which one must be in a text, and so for each.
Needs = tuple[frozenset[str], ...]


class Prefilter:
    """Whether a text can hold a claim; built from the word lists, so that it never loses one."""

    def __init__(self, topic: Topic) -> None:
        self._written = _written()
        self._needs: dict[str, set[Needs]] = {}
        for phrase in (phrase for named in vocabulary() for phrase in named.words):
            # "runner's knee" and "runners knee"
            for form in {phrase, phrase.replace("'", "")}:
                self._add_phrase(form)
        for pattern in patterns():
            for way in pattern.ways:
                self._add_way(pattern, way)
        self._keys = frozenset(self._needs)
        # The keys that need no other word.
        self._alone = frozenset(key for key, needs in self._needs.items() if () in needs)
        self.usual = {word for phrase in topic.usual_words for word in _WORD.findall(phrase)}

    def _add_phrase(self, phrase: str) -> None:
        words: list[str] = _PART.findall(phrase)
        if not words:
            raise ClaimsError(
                f"data/: {phrase!r} holds no word", "name an outcome by a word of letters"
            )
        # The longest word stands for the phrase; every text with the phrase has it.
        longest = max(words, key=len)
        self._add([longest], [[word] for word in words if word != longest])

    def _add_way(self, pattern: Pattern, way: Way) -> None:
        needed = [choices for choices, operator in way.tokens if not operator]
        near = [pattern.needs_words] if pattern.needs_words else []
        self._add(way.anchors, [choices for choices in needed + near if choices != way.anchors])

    def _add(self, keys: Iterable[str], others: Iterable[Iterable[str]]) -> None:
        """Let any of the keys in a text pass it, if one of each of the others is there too."""
        needs = [need for choices in others if (need := self._letters(choices, sure=True))]
        for key in self._letters(keys, sure=False):
            self._needs.setdefault(key, set()).add(tuple(needs))

    def _letters(self, choices: Iterable[str], *, sure: bool) -> frozenset[str]:
        """The words that show one of the choices; none if one may be there and `sure`ly not seen."""
        found: set[str] = set()
        for choice in choices:
            words = _PART.findall(choice)
            if sure and (not words or choice in contracted()):
                return frozenset()
            # A choice shows by its longest word, however that may be spelled.
            for word in [max(words, key=len)] if words else []:
                found |= {word, *self._written.get(word, ())}
        return frozenset(found)

    def passes(self, text: str) -> bool:
        """Whether the text holds the words that some claim needs, or an equation of amounts."""
        folded = text.casefold()
        words = {*_WORD.findall(folded), *_CODE.findall(folded)}
        if not self._alone.isdisjoint(words):
            return True
        for key in self._keys.intersection(words):
            for needs in self._needs[key]:
                if not any(need.isdisjoint(words) for need in needs):
                    return True
        return self._equates(text, words) or self._measures(text, words)

    def _measures(self, text: str, words: set[str]) -> bool:
        """A number in a unit that is one outcome's own: "108 kg → 97 kg", "148/92 in May", "24:10 to 23:20"."""
        if "/" in text and _PRESSURE.search(text):
            return True
        if ":" in text and len(_TIME.findall(text)) > 1:
            return True
        return not _MEASURED.isdisjoint(words) and any(c.isdigit() for c in text)

    def _equates(self, text: str, words: set[str]) -> bool:
        numbered = not _NUMBER_WORDS.isdisjoint(words) or any(c.isdigit() for c in text)
        if not numbered:
            return False
        compared = not _COMPARING.isdisjoint(words) and not self.usual.isdisjoint(words)
        return "=" in text or not _EQUATING.isdisjoint(words) or compared


def _written() -> dict[str, list[str]]:
    """The other ways in which thumbs write a word, by the word they are read as."""
    found: dict[str, list[str]] = {}
    for variant, word in read_toml(data_file("spellings.toml"))["spelling"].items():
        for part in _WORD.findall(word):
            found.setdefault(part, []).extend(_WORD.findall(variant))
    return found
