"""Sentences: stops, lines, bullets and emoji end them; bare speech is cut at its markers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language.text import sentences
from tests.growth import grows_in_step


def cut(text: str) -> list[str]:
    """The sentences as text."""
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("One thing. Another!", ["One thing.", "Another!"]),
        ("really?? yes", ["really??", "yes"]),
        ("wait... what", ["wait...", "what"]),
        ('He said "it works." Then left.', ['He said "it works."', "Then left."]),
        ("burns fat. less knee pain", ["burns fat.", "less knee pain"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("nobody:\nme: running", ["nobody:", "me: running"]),
    ],
)
def test_stops_and_lines_end_a_sentence(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "it burns 2.5 times more",
        "retro walking vs. regular walking",
        "approx. 20 minutes a day",
        "at 7 p.m. with everybody",
        "Dr. Who ran",
        "10 min. of this",
        "e.g. the calves",
        "1. follow us",
        "use a.b.c.d here",
    ],
)
def test_points_that_end_nothing_do_not_cut(text: str) -> None:
    assert cut(text) == [text]


def test_a_measure_may_end_a_sentence_if_a_new_one_starts() -> None:
    assert cut("We did 10 min. Then we left.") == ["We did 10 min.", "Then we left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Boosts balance & coordination ✔ burns fat ✔ costs $0",
            ["Boosts balance & coordination ✔", "burns fat ✔", "costs $0"],
        ),
        (
            "why is nobody talking 🔥🔥 walk backwards",
            ["why is nobody talking 🔥🔥", "walk backwards"],
        ),
        ("Did you know? 🧠 Walking helps", ["Did you know?", "🧠 Walking helps"]),
        ("1️⃣ flat grass 2️⃣ look back", ["1️⃣ flat grass", "2️⃣ look back"]),
        (
            "better knees • more balance • less pain",
            ["better knees •", "more balance •", "less pain"],
        ),
        ("- one thing\n- another", ["- one thing", "- another"]),
        ("✅ stronger quads\n✅ better balance", ["✅ stronger quads", "✅ better balance"]),
        ("i run 🏃‍♂️ backwards every day", ["i run 🏃‍♂️ backwards every day"]),
        ("retro walking 🆚 regular walking", ["retro walking 🆚 regular walking"]),
        ("which way do you walk ⬅️➡️ tell me", ["which way do you walk ⬅️➡️ tell me"]),
    ],
)
def test_emoji_and_bullets_cut_between_thoughts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


SPEECH = (
    "so the reason i run backwards is number one it burns like thirty percent more calories than "
    "running forward at the same pace number two it's it's way easier on your knees because you're "
    "landing on the balls of your feet and number three um your quads and your calves are just "
    "working double so you know why wouldn't you"
)


def test_bare_speech_is_cut_at_what_speakers_say_between_thoughts() -> None:
    assert [piece.split()[:3] for piece in cut(SPEECH)] == [
        ["so", "the", "reason"],
        ["number", "one", "it"],
        ["number", "two", "it's"],
        ["and", "number", "three"],
        ["so", "you", "know"],
    ]


@pytest.mark.parametrize(
    "marker",
    [
        "and um",
        "so i",
        "plus it",
        "number two",
        "also",
        "and then",
        "which means",
        "anyway",
        "but",
        "okay",
    ],
)
def test_each_marker_cuts_a_long_piece(marker: str) -> None:
    head = "walking in reverse every single morning before breakfast on the old school track by the river"
    tail = "makes my legs feel like new again and stronger"
    assert cut(f"{head} {marker} {tail}") == [head, f"{marker} {tail}"]


def test_short_pieces_are_left_whole() -> None:
    assert len(cut("it is easy so i do it but only on grass")) == 1


def test_so_much_is_no_marker() -> None:
    text = "walking in reverse every single morning before breakfast on the old school track is so much more fun than it looks"
    assert cut(text) == [text]


def test_pieces_keep_a_few_words_at_least() -> None:
    text = "so i " * 30
    assert all(len(piece.split()) >= 4 for piece in cut(text))


ENDS = (".", "!", "?!", "…", "\n", "🔥", "🆚", "1️⃣", "•", "✅", " ", "  ", '."', "vs.", "1.", "a.m.")
THINGS = ("so i", "and um", "word", "ran", "\u200d", "\ud800", "it burns 2.5x", "number two")


@given(st.lists(st.sampled_from((*ENDS, *THINGS)), max_size=40))
@settings(max_examples=400)
def test_sentences_cover_all_but_white_space_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = sentences(text)
    behind = 0
    for start, end in spans:
        assert behind <= start < end <= len(text)
        assert not text[behind:start].strip()
        assert text[start:end] == text[start:end].strip()
        behind = end
    assert not text[behind:].strip()


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_any_characters_give_spans_that_hold(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in sentences(text))


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "..x ",
        "?!",
        "🔥",
        "🔥a ",
        " 🔥",
        "a. ",
        "so i ",
        "1. ",
        "\n",
        "• ",
        "a.b",
        "…",
        '."',
        "1️⃣",
    ],
)
def test_time_grows_in_step_with_the_length(piece: str) -> None:
    assert grows_in_step(sentences, piece, length=20_000)
