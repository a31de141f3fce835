"""Words: cut as spaCy cuts the whole text, in their normal form, with the characters they cover."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language.words import contracted, spaced, tokenizer
from tests.claims.language.reading import parsed

PIECES = st.sampled_from(
    (
        *(
            " ",
            "  ",
            "\n",
            "\t",
            "\xa0",
            "don't",
            "can't.",
            "(it's",
            "u.s.",
            # Glued to a contraction, spaCy cuts a face one way or the other by what stood before.
            " :) ",
            "20-30%",
            "5->8",
        ),
        *("8=16", "2-3x", "a.m.", "wow!!", "knees,", "…", "🔥", "https://x.test/a?b", "isn’t", "-"),
    )
)
TEXTS = st.one_of(st.text(max_size=80).map(spaced), st.lists(PIECES, max_size=25).map("".join))


@pytest.mark.parametrize(
    ("text", "forms"),
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
def test_words_are_read_in_their_normal_form(text: str, forms: list[str]) -> None:
    assert parsed(text).words == forms


@given(TEXTS)
@settings(max_examples=300)
def test_cut_run_by_run_a_text_has_the_words_that_it_has_as_a_whole(text: str) -> None:
    assert tuple(zip(*tokenizer().words(text), strict=True)) == tokenizer().cut(text)


def test_words_whose_letters_a_contraction_hides_are_known() -> None:
    assert {"not", "will", "do", "can"} <= contracted()
    assert not {"knee", "shape", "fat"} & contracted()


def test_hyphens_between_letters_become_spaces_of_one_character() -> None:
    assert spaced("low-impact 20-30%") == "low impact 20-30%"


def test_half_a_character_is_replaced_and_offsets_stay() -> None:
    assert spaced("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
