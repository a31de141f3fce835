"""Marks and sentences: what the pipeline finds before anything is read."""

from __future__ import annotations

from claims.language.lexicon import Concept, Lexicon, Mark, pipeline
from claims.language.parse import longest
from claims.language.words import tokenizer
from tests.claims.language.reading import parsed, topic


def kinds(text: str) -> set[tuple[str, str]]:
    """Kind and words of each mark."""
    found = parsed(text)
    marks = (mark for marks in found.marks.values() for mark in marks)
    return {(m.concept.kind, " ".join(found.words[m.start : m.end])) for m in marks}


def test_phrases_are_marked_by_kind_from_the_left_the_shorter_first() -> None:
    lexicon = Lexicon(tokenizer())
    back, pain = Concept("target", "back"), Concept("target", "back pain")
    lexicon.add(back, ["back"])
    lexicon.add(pain, ["back pain"])
    lexicon.add(Concept("hedge", "may"), ["may"])
    marks = lexicon.marks(["back", "pain", "may", "back"])
    assert marks["target"] == [Mark(0, 1, back), Mark(0, 2, pain), Mark(3, 4, back)]
    assert [mark.start for mark in marks["hedge"]] == [2]


def test_rows_with_the_same_words_keep_the_order_of_their_files() -> None:
    names = [f"row-{number}" for number in range(20)]
    lexicon = Lexicon(tokenizer())
    for name in names:
        lexicon.add(Concept("direction", name), ["boosts"])
    assert [mark.concept.name for mark in lexicon.marks(["boosts"])["direction"]] == names


def test_a_parted_verb_is_marked_only_where_its_tail_stands_in_the_text() -> None:
    lexicon = Lexicon(tokenizer())
    lexicon.add(Concept("parted", "waking", tail=("up",)), ["wakes"])
    assert "parted" not in lexicon.marks(["wakes", "the", "quads"])
    assert len(lexicon.marks(["wakes", "the", "quads", "up"])["parted"]) == 1


def test_a_row_that_names_its_words_twice_marks_them_once() -> None:
    lexicon = Lexicon(tokenizer())
    lexicon.add(Concept("target", "knee"), ["runner's knee", "runner's knee"])
    assert len(lexicon.marks(["runner", "'s", "knee"])["target"]) == 1


def test_verb_forms_are_marked_with_their_tense() -> None:
    marks = parsed("it boosted my balance").marks["direction"]
    assert {mark.concept.tense for mark in marks} == {"past"}


def test_phrases_are_found_without_their_apostrophe() -> None:
    assert ("pain", "runners knee") not in kinds("runners knee")
    assert ("target", "runners knee") in kinds("runners knee")
    assert ("target", "runner 's knee") in kinds("runner's knee")


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
