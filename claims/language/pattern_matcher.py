"""The second component: runs the pattern rows whose anchor a text holds."""

from __future__ import annotations

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.language.patterns import Pattern, patterns

MATCHES = "patterns"
WORDS = "words"
# How far before its anchor a match may begin.
_REACH = 9


class Match(NamedTuple):
    """A row and the tokens it matches."""

    pattern: Pattern
    start: int
    end: int


class PatternMatcher:
    """Puts the matches of all rows into `doc.spans["patterns"]`.

    A row costs nothing where none of its anchor words stands, so their number is free to grow.
    """

    def __init__(self, nlp: Language) -> None:
        self.strings = nlp.vocab.strings
        self.words: dict[int, str] = {}
        self.rows: dict[str, list[tuple[Pattern, frozenset[str]]]] = {}
        self.by_label: dict[int, Pattern] = {}
        for pattern in patterns():
            self.by_label[self.strings.add(pattern.id)] = pattern
            for anchor in pattern.anchors:
                self.rows.setdefault(anchor, []).append((pattern, pattern.openings))

    def __call__(self, doc: Doc) -> Doc:
        words = [self._word(norm) for norm in doc.to_array("NORM").tolist()]
        doc.user_data[WORDS] = words
        found = {
            (pattern.id, *span)
            for index, word in enumerate(words)
            for pattern, openings in self.rows.get(word, ())
            if (span := _around(pattern, openings, words, index))
        }
        doc.spans[MATCHES] = [Span(doc, start, end, label) for label, start, end in sorted(found)]
        return doc

    def matches(self, doc: Doc) -> list[Match]:
        """The matches of a document that passed this component, in order."""
        found = [Match(self.by_label[s.label], s.start, s.end) for s in doc.spans[MATCHES]]
        return sorted(found, key=lambda match: match.start)

    def _word(self, norm: int) -> str:
        word = self.words.get(norm)
        if word is None:
            word = self.words[norm] = self.strings[norm]
        return word


def _around(
    pattern: Pattern, openings: frozenset[str], words: list[str], anchor: int
) -> tuple[int, int] | None:
    """The first match that takes in the anchor at that index."""
    for start in range(max(anchor - _REACH, 0), anchor + 1):
        if words[start] in openings:
            end = pattern.match(words, start)
            if end > anchor:
                return start, end
    return None


@Language.factory("retrograde_patterns")
def _create(nlp: Language, name: str) -> PatternMatcher:
    return PatternMatcher(nlp)
