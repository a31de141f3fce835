"""Only what was said counts, in the language in which it was said."""

from __future__ import annotations

import pytest

from scrapers.captions import Track, plain_words, spoken_words


def test_a_translation_is_never_taken() -> None:
    tracks = [Track("MT", "eng-US", "translated words"), Track("MT", "deu-DE", "Wörter")]
    assert spoken_words(tracks, "eng-US") == (None, None)


def test_the_creators_captions_come_before_recognised_speech() -> None:
    tracks = [Track("ASR", "eng-US", "recognised"), Track("LC", "eng-US", "written")]
    assert spoken_words(tracks, "eng-US") == ("written", "creator")
    assert spoken_words(tracks[:1], "eng-US") == ("recognised", "asr")
    assert spoken_words([Track("MU", "eng-US", "uploaded")], "eng-US") == ("uploaded", "creator")


def test_only_the_language_that_was_spoken_counts() -> None:
    tracks = [Track("ASR", "eng-US", "words")]
    assert spoken_words(tracks, "deu-DE") == (None, None)
    assert spoken_words(tracks, None) == (None, None)


@pytest.mark.parametrize("words", [None, "", "  ", 5])
def test_a_track_without_text_is_none(words: object) -> None:
    tracks = [Track("LC", "eng-US", words), Track("ASR", "eng-US", "recognised")]
    assert spoken_words(tracks, "eng-US") == ("recognised", "asr")


def test_times_and_markup_are_no_words() -> None:
    vtt = (
        "WEBVTT\n\n1\n00:00:00.100 --> 00:00:01.500\nthe longest <i>i</i>\n\n"
        "00:01.500 --> 00:02.000 align:start\nhave run\n"
    )
    assert plain_words(vtt) == "the longest i have run"
    srt = "1\n00:00:00,100 --> 00:00:01,500\neight miles\n2\n00:00:02,000 --> 00:00:03,000\n8 x 2"
    assert plain_words(srt) == "eight miles 8 x 2"
    assert plain_words(" plain 12\n13 words ") == "plain 12\n13 words"
