"""The pipeline: a blank English tokenizer and one component that marks every known phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex

from claims.language.inflection import verb_forms
from claims.language.pattern_matcher import PatternMatcher
from claims.language.rows import Cue, cues, data_file, read_toml
from claims.language.vocabulary import Measure, Noun, Part, vocabulary
from claims.topics import Topic

MARKS = "lexicon"
_FACTORY = "retrograde_lexicon"
# Beyond spaCy's own: 20-30%, 2-3x, 8=16, 5->8, word…word.
_INFIXES = (r"(?<=[0-9])[-+=~](?=[0-9])", r"(?<=[0-9])(?=x\b)-", r"[=\u2192\u2026|]", r"->")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
# Half a character: JSON can hold one, no tokenizer takes it.
_SURROGATE = re.compile("[\ud800-\udfff]")
# Nothing here but tokens and phrases: memory grows with the text alone.
_LONGEST_TEXT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Concept:
    """What a marked phrase is: its kind, the row it comes from, and the tense of a verb form."""

    kind: str
    name: str
    meaning: Measure | Part | Noun | Cue | None = None
    weak: bool = False
    tense: str = ""


def spaced(text: str) -> str:
    """The text with hyphens between letters as spaces, so that "low-impact" reads as two words."""
    text = _HYPHEN.sub(" ", text) if "-" in text else text
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


class Lexicon:
    """Marks every phrase of the word lists in `doc.spans["lexicon"]`; labels lead to concepts."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self.concepts: dict[int, Concept] = {}

    def __call__(self, doc: Doc) -> Doc:
        doc.spans[MARKS] = [Span(doc, start, end, label) for label, start, end in self.matcher(doc)]
        return doc

    def add(self, concept: Concept, phrases: list[str]) -> None:
        """Add the phrases of one concept."""
        label = f"{concept.kind}:{concept.name}:{len(self.concepts)}"
        docs = [self.nlp.make_doc(spaced(form)) for phrase in phrases for form in _spoken(phrase)]
        self.matcher.add(label, docs)
        self.concepts[self.nlp.vocab.strings[label]] = concept


def _spoken(phrase: str) -> set[str]:
    """The phrase, and as thumbs type it: without apostrophes."""
    return {phrase, phrase.replace("'", "")}


@Language.factory(_FACTORY)
def _create(nlp: Language, name: str) -> Lexicon:
    return Lexicon(nlp)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The spaCy pipeline of a topic, and its two components."""

    nlp: Language
    lexicon: Lexicon
    patterns: PatternMatcher


@cache
def pipeline(topic: Topic) -> Pipeline:
    """The pipeline of a topic, built once."""
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_TEXT
    tokenizer: Any = nlp.tokenizer
    infixes = (*(nlp.Defaults.infixes or ()), *_INFIXES)
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    for variant, word in read_toml(data_file("spellings.toml"))["spelling"].items():
        nlp.vocab[variant].norm_ = word
    lexicon: Any = nlp.add_pipe(_FACTORY)
    for concept, phrases in _concepts(topic):
        lexicon.add(concept, phrases)
    matcher: Any = nlp.add_pipe("retrograde_patterns")
    return Pipeline(nlp, lexicon, matcher)


def _concepts(topic: Topic) -> Iterator[tuple[Concept, list[str]]]:
    for named in vocabulary():
        strong = [word for word in named.words if word not in named.weak]
        weak = [word for word in named.words if word in named.weak]
        if strong:
            yield Concept("target", type(named.meaning).__name__, named.meaning), strong
        if weak:
            yield Concept("target", "weak", named.meaning, weak=True), weak
    for cue in cues():
        yield from _cue_concepts(cue)
    yield from _topic_concepts(topic)


def _cue_concepts(cue: Cue) -> Iterator[tuple[Concept, list[str]]]:
    if cue.form != "verb":
        strong = [word for word in cue.words if word not in cue.weak]
        yield Concept(cue.kind, cue.id, cue), strong
        if cue.weak:
            yield Concept(cue.kind, cue.id, cue, weak=True), sorted(cue.weak)
        return
    tenses: dict[str, list[str]] = {}
    for phrase in cue.words:
        for form, tense in verb_forms(phrase).items():
            tenses.setdefault(tense, []).append(form)
    for tense, forms in tenses.items():
        yield Concept(cue.kind, cue.id, cue, tense=tense), forms


def _topic_concepts(topic: Topic) -> Iterator[tuple[Concept, list[str]]]:
    for activity in topic.activities:
        joined = [word.replace(" ", "") for word in activity.words if " " in word]
        yield Concept("activity", activity.key), [*activity.words, *joined]
        if activity.verbs:
            yield Concept("activity_verb", activity.key), list(activity.verbs)
            yield Concept("activity_manner", activity.key), list(activity.manner)
    yield Concept("usual", "usual"), list(topic.usual_words)
    yield Concept("usual_after_than", "usual"), list(topic.usual_after_than)
    if topic.other_meanings:
        yield Concept("other_meaning", "other"), list(topic.other_meanings)
