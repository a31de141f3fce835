"""The language of short posts: others are told apart, English ones are never lost."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language.identify import Language, language_of, share_of_others
from tests.demo import POSTS as DEMO

HERE = Path(__file__).parent
BY_LANGUAGE: dict[str, list[str]] = tomllib.loads(
    (HERE / "posts_by_language.toml").read_text("utf-8")
)
OTHERS = [(code, text) for code, texts in BY_LANGUAGE.items() if code != "en" for text in texts]
GOLD = Path(__file__).parents[3] / "data" / "gold"


def texts_of(post: dict[str, Any]) -> str:
    return "\n".join(post[k] for k in ("caption", "transcript", "screen_text") if post.get(k))


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_a_post_in_another_language_is_told_as_that_language(code: str, text: str) -> None:
    found = language_of(text)
    assert (found.code, found.source) == (code, "identified")


@pytest.mark.parametrize("text", BY_LANGUAGE["en"])
def test_a_slangy_english_post_is_never_called_another_language(text: str) -> None:
    assert language_of(text).code in ("en", "und")


def test_no_english_post_of_the_gold_sets_is_called_another_language() -> None:
    rows = [
        json.loads(line)
        for file in sorted(GOLD.glob("*/posts.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    english = [texts_of(row) for row in rows if row.get("lang") in (None, "en")]
    found = [language_of(text).code for text in english]
    assert len(found) > 400
    assert set(found) == {"en", "und"}
    assert found.count("und") / len(found) < 0.05


def test_the_demo_is_recognised_without_what_its_platforms_say() -> None:
    stated = [
        (post.get("lang") or "en", texts_of(post))
        for post in DEMO.values()
        if post.get("kind") in ("video", "post", "comment") and texts_of(post)
    ]
    wrong = [
        (code, text)
        for code, text in stated
        if language_of(text).code not in ((code,) if code != "en" else ("en", "und"))
    ]
    # One Spanish post carries a longer English transcript.
    assert [code for code, _ in wrong] == ["es"]


@pytest.mark.parametrize(
    ("stated", "code"),
    [("de", "de"), ("en-US", "en"), ("pt_BR", "pt"), ("EN", "en"), ("eng", "en"), (" fr ", "fr")],
)
def test_what_the_platform_says_is_taken(stated: str, code: str) -> None:
    text = "running backwards burns more calories"
    assert language_of(text, stated) == Language(code, 1.0, "stated")


@pytest.mark.parametrize("stated", [None, "", "und", "un", "UNK", "zxx", "mul", "  "])
def test_a_platform_that_does_not_know_is_not_believed(stated: str | None) -> None:
    found = language_of("meine Knie tun nicht mehr weh seit ich rückwärts gehe", stated)
    assert (found.code, found.source) == ("de", "identified")


@pytest.mark.parametrize(
    "text",
    ["", " ", "🔥🔥🔥", "#runningbackwards #cardio", "12-3-30", "First!", "@anna https://x.test/a"],
)
def test_too_few_words_leave_the_language_unknown(text: str) -> None:
    assert language_of(text) == Language("und", 0.0, "too_short")


def test_hashtags_links_and_names_do_not_make_a_post_english() -> None:
    text = "bzdura, to nic nie daje #running #backwards #cardio @thefitgirl https://example.org/how"
    assert language_of(text).code == "pl"


def test_three_letters_of_another_script_are_enough() -> None:
    assert language_of("すごい").code == "ja"


def test_the_share_of_other_languages_is_counted_on_a_sample() -> None:
    texts = [text for texts in BY_LANGUAGE.values() for text in texts]
    every = share_of_others(texts)
    assert (every.sampled, every.others) == (len(texts), len(OTHERS))
    few = share_of_others(texts, most=30)
    assert few.sampled == 30
    assert few.low < len(OTHERS) / len(texts) < few.high
    assert few.high - few.low > every.high - every.low


def test_the_sample_does_not_depend_on_the_order() -> None:
    texts = [text for texts in BY_LANGUAGE.values() for text in texts]
    assert share_of_others(texts, most=20) == share_of_others(reversed(texts), most=20)


def test_none_found_among_few_is_not_none_among_all() -> None:
    found = share_of_others(["walking backwards is good for you"] * 10)
    assert (found.others, found.low) == (0, 0.0)
    assert 0.2 < found.high < 0.4
    nothing = share_of_others([])
    assert (nothing.sampled, nothing.low, nothing.high) == (0, 0.0, 1.0)


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_language_and_a_confidence(text: str) -> None:
    found = language_of(text)
    assert 0.0 <= found.confidence <= 1.0
    assert found.code
    assert language_of(text) == found


def test_lone_surrogates_and_a_megabyte_are_taken() -> None:
    assert language_of("\ud800" * 5 + " walking backwards is good for you").code == "en"
    assert language_of("walking backwards is good for your knees " * 25_000).code == "en"
