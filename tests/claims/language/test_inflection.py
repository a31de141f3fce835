"""Verb forms: regular, irregular and doubled."""

from __future__ import annotations

import pytest

from claims.language.inflection import ceased_forms, verb_forms


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("boost", {"boost", "boosts", "boosting", "boosted", "boostin"}),
        ("fix", {"fix", "fixes", "fixing", "fixed", "fixin"}),
        ("cut", {"cut", "cuts", "cutting", "cuttin"}),
        ("build up", {"build up", "builds up", "building up", "built up", "buildin up"}),
        ("relieve", {"relieve", "relieves", "relieving", "relieved", "relievin"}),
        ("fry", {"fry", "fries", "frying", "fried", "fryin"}),
        ("drop", {"drop", "drops", "dropping", "dropped", "droppin"}),
        ("do wonders for", {"do wonders for", "does wonders for", "doing wonders for"}),
        ("free", {"free", "frees", "freeing", "freed"}),
    ],
)
def test_the_forms_of_a_verb(phrase: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(phrase))


def test_each_form_knows_its_tense() -> None:
    assert verb_forms("take off") == {
        "take off": "base",
        "takes off": "s",
        "taking off": "ing",
        "took off": "past",
        "taken off": "past",
        "takin off": "ing",
    }


def test_a_verb_whose_past_is_its_base_stays_base() -> None:
    assert verb_forms("hit")["hit"] == "base"


def test_the_ways_to_say_that_something_is_done_no_more() -> None:
    forms = set(ceased_forms("play up"))
    assert {"don't play up", "no longer plays up", "hasn't played up"} <= forms
    assert {"stopped playing up", "plays up less", "isn't playing up"} <= forms
    assert "plays up" not in forms


@pytest.mark.parametrize(
    ("verb", "form"),
    [("shake", "never shook"), ("swell", "hasn't swelled"), ("bite", "haven't bitten")],
)
def test_what_is_done_no_more_knows_irregular_verbs(verb: str, form: str) -> None:
    assert form in ceased_forms(verb)
