"""HTML of posts as plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.markup import plain_text


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ('<a href="x">#<span>tag</span></a>', "#tag"),
        ("2 &lt; 3 &amp; 4&nbsp;km", "2 < 3 & 4\xa0km"),
        ("<script>alert(1)</script>run", "run"),
        ("<style>p{}", None),
        ("<!-- a > b -->run", "run"),
        ('<a title="a > b">run</a>', "run"),
        ("<P>a</P><BR/>b  c \n d", "a\nb c\nd"),
        ("a <b", "a <b"),
        ("<p> </p>", None),
        ("", None),
        (None, None),
    ],
)
def test_words_stay_and_marks_go(markup: str | None, words: str | None) -> None:
    assert plain_text(markup) == words


@pytest.mark.parametrize(
    "hostile", ['<a "', "<", "<script", "<!--", "<a '\"", " \n", "<script>", "&lt", " "]
)
def test_hostile_markup_takes_no_time_to_speak_of(hostile: str) -> None:
    began = time.monotonic()
    plain_text(hostile * 100_000)
    assert time.monotonic() - began < 5


@given(st.text(alphabet="<>/ab pr&;!-\"'="))
def test_nothing_breaks_it(markup: str) -> None:
    assert plain_text(markup) != ""
