"""Token rows: alternatives, classes, optional tokens, and the anchor that keeps them cheap."""

from __future__ import annotations

import math

import pytest

from claims.language.patterns import Way, patterns
from tests.claims.language.reading import extractor, parsed, read


def way(*tokens: str) -> Way:
    """A way from short tokens: "a|b", "a?", "a*"."""
    made = []
    for token in tokens:
        operator = token[-1] if token[-1] in "?*" else ""
        made.append((frozenset(token.removesuffix(operator).split("|")), operator))
    return Way(tuple(made))


@pytest.mark.parametrize(
    ("tokens", "words", "end"),
    [
        (("a", "b"), "a b c", 2),
        (("a", "b?", "c"), "a c", 2),
        (("a", "b?", "c"), "a b c", 3),
        (("a", "b*", "c"), "a b b b c", 5),
        (("a", "b*", "b"), "a b b", 3),
        (("a", "b*"), "a b b x", 3),
        (("a|z", "b"), "z b", 2),
        (("a", "b"), "a c", -1),
        (("a",), "", -1),
    ],
)
def test_the_longest_match_from_a_place(tokens: tuple[str, ...], words: str, end: int) -> None:
    assert way(*tokens).match(words.split(), 0) == end


def test_the_anchor_is_the_rarest_needed_token() -> None:
    assert way("the|a", "brutal").anchors == {"brutal"}
    assert way("very?", "the", "hard|tough").anchors == {"hard", "tough"}


def test_openings_are_all_words_a_match_can_begin_with() -> None:
    assert way("a?", "b*", "c|d", "e").openings == {"a", "b", "c", "d"}


def test_no_match_is_longer_than_its_way_unless_a_token_repeats() -> None:
    assert way("a", "b?", "c").longest == 3
    assert way("a", "b*", "c").longest == math.inf


def test_no_anchor_is_a_small_word_of_every_text() -> None:
    small = {"the", "a", "and", "to", "of", "is", "it", "you", "i"}
    assert [row.id for row in patterns() for way in row.ways if way.anchors & small] == []


def test_the_rows_that_a_text_matches_are_found() -> None:
    found = [match.pattern.id for match in parsed("it makes you faster").matches]
    assert found == ["makes-faster"]


def test_a_row_gives_its_outcome_and_is_cited() -> None:
    (frame,) = read("running backwards makes you dizzy")
    assert frame.rules[0] == "dizzy"


def test_the_same_text_read_twice_gives_the_same_frames() -> None:
    text = "it makes you faster and burns 30% more calories than jogging"
    assert read(text) == read(text)
    assert extractor().parsed(text).words == extractor().parsed(text).words


def test_every_way_of_a_row_has_an_example() -> None:
    unshown = [
        (row.id, sorted(way.anchors))
        for row in patterns()
        for way in row.ways
        if not any(_matches(way, parsed(text).words) for text in row.yes)
    ]
    assert unshown == []


def _matches(way: Way, words: list[str]) -> bool:
    return any(way.match(words, start) > 0 for start in range(len(words)))


@pytest.mark.parametrize(
    ("text", "read_it"),
    [
        ("i can kneel in church again since walking backwards", True),
        ("you can kneel at the start of a backwards run", False),
    ],
)
def test_an_ability_is_a_result_where_the_sentence_tells_of_a_change(
    text: str, read_it: bool
) -> None:
    assert bool(read(text)) is read_it


def test_i_inside_a_row_makes_the_result_the_speakers_own() -> None:
    (frame,) = read("i don't stoop the way i did before walking backwards")
    assert (frame.outcome, frame.personal) == ("posture", True)


def test_words_told_in_passing_do_not_block_a_row_that_means_them() -> None:
    (frame,) = read("no eyes in the back of your head so running backwards is mad")
    assert frame.outcome == "fall_risk"


def test_a_row_gives_words_another_outcome_than_the_lists() -> None:
    (frame,) = read("fewer niggles since we run backwards")
    assert frame.outcome == "injury_risk"
