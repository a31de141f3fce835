"""Hashtags have one form each, whoever wrote them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.tags import CLOSING, all_tags, clean_tag, tags_in


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("RunningBackwards", "runningbackwards"),
        ("#RunningBackwards", "runningbackwards"),
        ("＃retro", "retro"),
        ("ShadowThread”", "shadowthread"),
        ("tag...", "tag"),
        ("AksaTufanı", "aksatufanı"),
        ("Straße", "strasse"),
        ("ｆｙｐ", "fyp"),
        ("honduras🇭🇳", "honduras🇭🇳"),
        ("under_score_", "under_score_"),
        ("  running backwards ", "runningbackwards"),
        ("#", ""),
        ("", ""),
        ("”", ""),
    ],
)
def test_a_tag_has_one_form(written: str, clean: str) -> None:
    assert clean_tag(written) == clean


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("no tag", []),
        ("one #tag here", ["tag"]),
        ("#fy#cat#fyp", ["fy", "cat", "fyp"]),
        ("me ##catsandribbon", ["catsandribbon"]),
        ("end with #", []),
        ("‘#quoted’ and (#bracket), #comma, #stop.", ["quoted", "bracket", "comma", "stop"]),
        ("#honduras🇭🇳 #fypシ゚viral", ["honduras🇭🇳", "fypシ゚viral"]),
        ("#family👨‍👩‍👧", ["family👨‍👩‍👧"]),
        ("we are #1 and #2026", []),
        ("see https://example.org/#anchor and #real", ["real"]),
        ("https://example.org/page#anchor", []),
        ("don&#39;t", []),
        ("C#minor", []),
        ("＃全角タグ、＃次", ["全角タグ", "次"]),
        ("#tag\nnext line #two", ["tag", "two"]),
    ],
)
def test_a_text_carries_tags(text: str, tags: list[str]) -> None:
    assert tags_in(text) == tags


def test_list_and_text_are_joined_without_repeats_and_in_order() -> None:
    tags = all_tags(["Fitness", "fitness", "", "#Shadow”"], "Go #RunBackwards #FITNESS")
    assert tags == ("fitness", "shadow", "runbackwards")


def test_a_text_alone_is_enough() -> None:
    assert all_tags((), "#a #b") == ("a", "b")
    assert all_tags((), None) == ()


def test_a_tag_of_a_thousand_letters_is_none() -> None:
    assert all_tags(["x" * 1000, "y"], "#" + "z" * 1000) == ("y",)


@given(st.text())
def test_any_tag_is_clean_once_and_for_all(written: str) -> None:
    tag = clean_tag(written)
    assert clean_tag(tag) == tag
    assert not tag.startswith("#")
    assert tag == unicodedata.normalize("NFKC", tag)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_letter_case_never_makes_two_tags(written: str) -> None:
    assert clean_tag(written.casefold()) == clean_tag(written)


@given(st.text())
def test_any_text_gives_tags_without_mark_space_or_repeat(text: str) -> None:
    tags = all_tags((), text)
    assert len(set(tags)) == len(tags)
    for tag in tags:
        assert tag
        assert not any(c.isspace() for c in tag)


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True), st.sampled_from(CLOSING))
def test_closing_punctuation_is_no_part_of_a_tag(word: str, closing: str) -> None:
    assert clean_tag(word + closing) == word
