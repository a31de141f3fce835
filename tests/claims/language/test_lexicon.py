"""Tokens, marks and sentences: what the pipeline finds before anything is read."""

from __future__ import annotations

import pytest

from claims.language.lexicon import MARKS, pipeline, spaced
from claims.language.parse import longest
from tests.claims.language.reading import parsed, topic


def kinds(text: str) -> set[tuple[str, str]]:
    """Kind and words of each mark."""
    found = parsed(text)
    marks = (mark for marks in found.marks.values() for mark in marks)
    return {(m.concept.kind, " ".join(found.words[m.start : m.end])) for m in marks}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("burns 20-30% more", ["burns", "20", "-", "30", "%", "more"]),
        ("2-3x harder", ["2", "-", "3x", "harder"]),
        ("8=16", ["8", "=", "16"]),
        ("low-impact", ["low", "impact"]),
        ("it doesn't", ["it", "does", "not"]),
        ("it doesnt", ["it", "does", "not"]),
        ("ur quads", ["your", "quads"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert parsed(text).words == words


def test_marks_are_spans_of_the_document() -> None:
    doc = pipeline(topic()).nlp("it burns calories")
    assert [span.text for span in doc.spans[MARKS] if "target" in span.label_] == ["calories"]


def test_verb_forms_are_marked_with_their_tense() -> None:
    marks = parsed("it boosted my balance").marks["direction"]
    assert {mark.concept.tense for mark in marks} == {"past"}


def test_phrases_are_found_without_their_apostrophe() -> None:
    assert ("pain", "runners knee") not in kinds("runners knee")
    assert ("target", "runners knee") in kinds("runners knee")
    assert ("target", "runner 's knee") in kinds("runner's knee")


def test_hyphens_between_letters_become_spaces_of_one_character() -> None:
    assert spaced("low-impact 20-30%") == "low impact 20-30%"


def test_half_a_character_is_replaced_and_offsets_stay() -> None:
    assert spaced("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"


def test_the_longest_mark_at_a_place_is_kept() -> None:
    found = parsed("low back pain").marks["target"]
    assert [(mark.start, mark.end) for mark in longest(found)] == [(0, 3)]


def test_tokens_and_characters_lead_to_each_other() -> None:
    found = parsed("it burns 30% more calories")
    start, end = found.tokens_of(9, 12)
    assert found.words[start:end] == ["30", "%"]
    assert found.characters_of(start, end) == (9, 12)


def test_a_topics_pipeline_is_built_once() -> None:
    assert pipeline(topic()) is pipeline(topic())
