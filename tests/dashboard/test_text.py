"""Text of posts: what is stripped, hidden and cut, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.text import NAME_HIDDEN, excerpt, opening, shown

FORBIDDEN = {"Cc", "Cf", "Cs", "Co"}
KEPT = "\n\t\u200c\u200d"


@given(st.text())
def test_nothing_that_repaints_or_reverses_is_left(text: str) -> None:
    left = {c for c in shown(text) if unicodedata.category(c) in FORBIDDEN and c not in KEPT}
    assert left == set()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"], exclude_characters="@")))
def test_ordinary_text_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_a_right_to_left_override_is_stripped_and_the_letters_stay() -> None:
    assert shown("safe \u202egnp.exe\u202c end") == "safe gnp.exe end"


def test_terminal_codes_lose_their_escape() -> None:
    assert shown("\x1b[31mred\x1b[0m") == "[31mred[0m"


def test_emoji_of_several_parts_hold_together() -> None:
    family = "👨\u200d👩\u200d👧 ❤\ufe0f"
    assert shown(family) == family


def test_line_ends_of_every_kind_are_one_kind() -> None:
    assert shown("a\r\nb\rc\u2028d\n\n\n\n\ne") == "a\nb\nc\nd\n\ne"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("thanks @lumpylaceup!", f"thanks {NAME_HIDDEN}!"),
        ("@a_b-c.d says", f"{NAME_HIDDEN} says"),
        ("by @wren@pavement.example.", f"by {NAME_HIDDEN}."),
        ("(@someone)", f"({NAME_HIDDEN})"),
        ("write to desk@newsroom.example", "write to desk@newsroom.example"),
        ("5 @ 10 km", "5 @ 10 km"),
        ("https://www.tiktok.com/@user/video/1", "https://www.tiktok.com/@user/video/1"),
    ],
)
def test_names_of_accounts_are_hidden(said: str, expected: str) -> None:
    assert shown(said) == expected


def test_a_short_text_is_shown_whole_around_its_claim() -> None:
    found = excerpt("it burns more, they say", 3, 13)
    assert (found.before, found.marked, found.after, found.whole) == (
        "it ",
        "burns more",
        ", they say",
        True,
    )


def test_a_long_text_is_cut_between_words_on_both_sides() -> None:
    text = "one two three four five CLAIM six seven eight nine ten"
    start = text.index("CLAIM")
    found = excerpt(text, start, start + 5, around=12)
    assert found.before == "… four five "
    assert found.marked == "CLAIM"
    assert found.after == " six seven …"
    assert not found.whole


@given(st.text(max_size=300), st.data())
def test_the_marked_words_are_the_words_of_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = excerpt(text, start, end, around=20)
    assert found.marked == shown(text[start:end])
    assert len(found.before) <= 22
    assert len(found.after) <= 22


def test_ten_thousand_letters_without_a_space_are_still_cut() -> None:
    assert len(opening("a" * 10_000)) < 300


def test_an_opening_that_is_the_whole_has_no_ellipsis() -> None:
    assert opening("short") == "short"
