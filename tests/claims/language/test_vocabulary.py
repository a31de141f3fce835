"""What senses do to outcomes and parts of the body."""

from __future__ import annotations

import pytest

from claims.language.rows import SENSES
from claims.language.vocabulary import (
    Effect,
    Measure,
    Noun,
    Part,
    facet_nouns,
    good_directions,
    vocabulary,
)


def part(key: str) -> Part:
    """A part of the body by its key."""
    for named in vocabulary():
        if isinstance(named.meaning, Part) and named.meaning.key == key:
            return named.meaning
    raise LookupError(key)


@pytest.mark.parametrize(
    ("key", "sense", "outcome", "direction"),
    [
        ("quadriceps", "works", "muscle_activation:quadriceps", "increase"),
        ("quadriceps", "strengthens", "muscle_strength:quadriceps", "increase"),
        ("knees", "spares", "knee_load", "decrease"),
        ("knees", "worse", "knee_load", "increase"),
        ("knees", "fixes", "pain:knee", "decrease"),
        ("back", "strengthens", "muscle_strength:back", "increase"),
        ("back", "better", "pain:back", "decrease"),
        ("heart", "strengthens", "cardio_fitness", "increase"),
        ("heart", "loads", "heart_rate", "increase"),
        ("brain", "works", "cognition", "increase"),
        ("bones", "better", "bone_density", "increase"),
        ("hamstrings", "loosens", "flexibility", "increase"),
    ],
)
def test_a_sense_chooses_the_facet_of_a_part(
    key: str, sense: str, outcome: str, direction: str
) -> None:
    effect = part(key).effect(sense)  # type: ignore[arg-type]
    assert effect is not None
    assert (effect.outcome, effect.direction) == (outcome, direction)


def test_a_sense_that_does_not_fit_says_nothing() -> None:
    assert part("knees").effect("burns") is None
    assert part("bones").effect("burns") is None
    assert Measure("balance").effect("burns") is None
    assert Measure("balance").effect("loads") is None


def test_good_and_bad_follow_the_outcome() -> None:
    pain, balance = Measure("pain:knee", "decrease"), Measure("balance")
    assert pain.effect("better") == Effect("pain:knee", "decrease")
    assert pain.effect("worse") == Effect("pain:knee", "increase")
    assert balance.effect("better") == Effect("balance", "increase")
    assert balance.effect("worse") == Effect("balance", "decrease")
    assert balance.effect("same") == Effect("balance", "no_difference")


def test_words_for_the_lack_of_a_thing_turn_amounts_but_not_good() -> None:
    tightness = Measure("flexibility", "increase", sign=-1)
    assert tightness.effect("less") == Effect("flexibility", "increase")
    assert tightness.effect("more") == Effect("flexibility", "decrease")
    assert tightness.effect("fixes") == Effect("flexibility", "increase")


def test_burning_goes_up_for_calories_and_down_for_fat() -> None:
    directions = {
        named.meaning.outcome: named.meaning.burns
        for named in vocabulary()
        if isinstance(named.meaning, Measure) and named.meaning.burns
    }
    assert directions["energy_cost"] == "increase"
    assert directions["body_fat"] == "decrease"


def test_a_noun_of_a_part_names_its_facet() -> None:
    assert part("knees").measure("load").outcome == "knee_load"
    assert part("shins").measure("pain").outcome == "pain:achilles"
    elbow = part("arms").measure("pain")
    assert (elbow.outcome, elbow.text) == ("other", "arms pain")
    assert facet_nouns()["pain"] == Noun("pain", 1, facet_nouns()["pain"].alone)


def test_every_word_list_names_known_outcomes() -> None:
    known = {*good_directions(), "other"}
    for named in vocabulary():
        if isinstance(named.meaning, Measure):
            assert named.meaning.outcome in known
        if isinstance(named.meaning, Part):
            assert set(named.meaning.facets.values()) <= known


def test_every_part_is_open_to_some_sense() -> None:
    for named in vocabulary():
        if isinstance(named.meaning, Part):
            assert any(named.meaning.effect(sense) for sense in SENSES), named.meaning.key


def test_no_word_is_listed_twice_for_one_meaning() -> None:
    for named in vocabulary():
        assert len(set(named.words)) == len(named.words), named.meaning
