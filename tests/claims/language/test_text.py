"""Cleaning that keeps offsets: links, mentions, hashtags, look-alike and unseen characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language.text import Text, clean, plain, split_hashtag
from tests.growth import grows_in_step

WORDS = frozenset(
    {
        "running",
        "backwards",
        "backward",
        "run",
        "daily",
        "walk",
        "retro",
        "back",
        "wards",
        "the",
        "ad",
    }
)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("16–24", "16-24"),
        ("16—24", "16-24"),
        ("−5", "-5"),
        ("it’s", "it's"),
        ("“30%”", '"30%"'),
        ("３０％", "30%"),
        ("８　ｍｉｌｅｓ", "8 miles"),
        ("8\u00a0miles", "8 miles"),
        ("8\u2009miles", "8 miles"),
        ("2\u200b0", "2 0"),
        ("\u202e30\u202c", " 30 "),
        ("a\rb", "a\nb"),
        ("a\x00b\tc", "a b c"),
        ("1️⃣ go", "    go"),
        ("#️⃣", "   "),
        ("¼∼2", "¼~2"),
        ("\ud800 ok", "\ud800 ok"),
        ("plain", "plain"),
    ],
)
def test_look_alikes_become_plain_one_for_one(given: str, read: str) -> None:
    assert plain(given) == read
    assert len(read) == len(given)


def test_plain_text_is_given_back_as_it_is() -> None:
    text = "so i ran 8 miles"
    assert plain(text) is text


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("see https://a.b/c?d=5km now", "see" + " " * 21 + "now"),
        ("see WWW.a.b now", "see         now"),
        ("@bestie us on saturday", "        us on saturday"),
        ("hi @a.b!", "hi     !"),
        ("me@home.org", "me@home.org"),
        ("awww.so cute", "awww.so cute"),
    ],
)
def test_links_and_mentions_are_blanked(given: str, read: str) -> None:
    assert clean(given).cleaned == read


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("RunningBackwards", ("Running", "Backwards")),
        ("runningbackwardsdaily", ("running", "backwards", "daily")),
        ("run", ("run",)),
        ("backwards", ("backwards",)),
        ("runningx", ()),
        ("10ksteps", ()),
        ("run_daily", ()),
        ("", ()),
        ("ß" * 5, ()),
        ("run" * 40, ()),
    ],
)
def test_a_hashtag_is_split_only_where_words_spell_it_whole(
    tag: str, parts: tuple[str, ...]
) -> None:
    assert split_hashtag(tag, WORDS) == parts


def test_the_longest_words_are_taken() -> None:
    assert split_hashtag("backwards", {"back", "wards", "backwards"}) == ("backwards",)


def test_split_hashtags_lead_back_to_their_letters() -> None:
    text = "try #RunningBackwards and #runningbackwardsdaily #5k @me now"
    read = clean(text, words=WORDS)
    assert read.cleaned == "try  Running Backwards and  running backwards daily #5k     now"
    for word in ("try", "Running", "Backwards", "running", "backwards", "daily", "#5k", "now"):
        start = read.cleaned.index(word)
        assert read.quote(start, start + len(word)) == word
    start = read.cleaned.index("running")
    assert read.quote(start, start + len("running backwards daily")) == "runningbackwardsdaily"


def test_without_words_hashtags_stay() -> None:
    assert clean("#runningbackwards").cleaned == "#runningbackwards"


def test_a_tag_that_no_word_spells_stays_and_shifts_nothing() -> None:
    read = clean("#zzz #runningdaily end", words=WORDS)
    assert read.cleaned == "#zzz  running daily end"
    assert read.quote(read.cleaned.index("end"), len(read.cleaned)) == "end"


def test_an_empty_span_is_empty() -> None:
    assert Text("abc", "abc").span(1, 1) == (1, 1)
    assert Text("abc", "abc").quote(2, 1) == ""


TAGS = ("#runningbackwardsdaily", "#RunDaily", "#x", "#", "##run", "#ad", "@me", "https://a.b/c")
SIGNS = (" ", "\n", "8 miles", "🏃‍♂️", "１", "–", "\u200b", "\ud800", "1️⃣", "the", "run")
PIECES = st.lists(st.sampled_from((*TAGS, *SIGNS)), max_size=20)


@given(PIECES)
@settings(max_examples=300)
def test_every_cleaned_letter_leads_to_itself_or_its_look_alike(pieces: list[str]) -> None:
    text = "".join(pieces)
    read = clean(text, words=WORDS)
    known = plain(text)
    assert len(read.cleaned) >= len(text)
    for index, letter in enumerate(read.cleaned):
        if letter != " ":
            assert known[read.position(index)] == letter


@given(PIECES)
def test_places_never_go_backward(pieces: list[str]) -> None:
    read = clean("".join(pieces), words=WORDS)
    places = [read.position(index) for index in range(len(read.cleaned))]
    assert places == sorted(places)
    assert all(0 <= place < max(len(read.original), 1) for place in places)


@given(st.text(alphabet=st.characters(codec=None)), st.data())
def test_any_span_of_the_cleaned_text_is_a_span_of_the_original(
    text: str, data: st.DataObject
) -> None:
    read = clean(text, words=WORDS)
    end = data.draw(st.integers(0, len(read.cleaned)))
    start = data.draw(st.integers(0, end))
    first, last = read.span(start, end) if read.cleaned else (0, 0)
    assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["#run ", "#runningbackwardsdaily ", "#", "@", "@.", "https://", "www.", "\u200d", "1️⃣", "#ad"],
)
def test_cleaning_takes_time_in_step_with_the_length(piece: str) -> None:
    assert grows_in_step(lambda text: clean(text, words=WORDS), piece, length=20_000)
