"""What the claim filter looks at: stable hashes, cues of any topic, vectors of fixed length."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import features as module
from claims.language.features import (
    BUCKETS,
    CUES,
    WIDTH,
    FeatureReader,
    bucket,
    counted,
    cue_vector,
    hashed,
    vector,
    words_of,
)
from claims.topics import load_topic

BACKWARD = FeatureReader(load_topic("backward-running"))
VEST = FeatureReader(load_topic("weighted-vest-walking"))
EVEN = np.ones(BUCKETS)

# FNV-1a, folded: weights are of use only while these stay.
KNOWN_BUCKETS = [14497, 26144, 21396, 9650]
KNOWN_LETTERS = [38315, 21299, 50206]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Burns 40% MORE", ["burns", "0", "%", "more"]),
        ("it doesn’t, @anna.b!", ["it", "doesn't", "!"]),
        ("see https://example.org/a?b=1 ok", ["see", "httplink", "ok"]),
        ("#RetroWalking 12-3-30", ["#", "retrowalking", "0"]),
        ("", []),
    ],
)
def test_words_are_small_letters_without_names_and_numbers(text: str, words: list[str]) -> None:
    found = [word for word in words_of(text) if word != "b"]
    assert [word for word in found if word != "."] == words


def test_hashes_are_those_that_the_weights_were_learned_with() -> None:
    assert [bucket(word) for word in ("burns", "more calories", "", "ü🔥")] == KNOWN_BUCKETS
    assert BACKWARD.read("no").letter_buckets.tolist() == KNOWN_LETTERS


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_no_feature_depends_on_the_hash_seed(seed: str) -> None:
    code = (
        "from claims.language.features import *; from claims.topics import load_topic;"
        "f = FeatureReader(load_topic('12-3-30')).read('12-3-30 burns more fat, doctors say');"
        "print(f.word_buckets.tolist(), f.letter_buckets.sum(), sorted(f.cues.items()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    found = FeatureReader(load_topic("12-3-30")).read("12-3-30 burns more fat, doctors say")
    expected = (found.word_buckets.tolist(), found.letter_buckets.sum(), sorted(found.cues.items()))
    assert run.stdout.strip() == " ".join(map(str, expected))


def test_cues_count_what_stands_in_a_text() -> None:
    cues = BACKWARD.read(
        "Studies show running backwards burns 40% more calories than jogging?"
    ).cues
    assert cues["science"] == 1
    assert cues["numbers"] == cues["percent"] == cues["asks"] == 1
    assert min(cues["outcome"], cues["effect"], cues["compares"], cues["usual form"]) >= 1
    assert cues["activity and outcome"] == cues["outcome and number"] == 1
    assert not cues["sells"]


def test_the_words_of_a_topic_are_cues_under_that_topic_alone() -> None:
    text = "my weighted vest walk #weightedvest"
    assert VEST.read(text).cues["activity"]
    assert VEST.read(text).cues["activity tag"]
    assert not BACKWARD.read(text).cues["activity"]
    assert BACKWARD.read("the running back scored").cues["another meaning"]


def test_every_cue_that_can_be_counted_has_a_column() -> None:
    named = {name for reader in (BACKWARD, VEST) for _, name in _phrases(reader)}
    assert named <= set(CUES)
    assert set(module._MARKS.values()) <= set(CUES)
    assert len(set(CUES)) == len(CUES)


def _phrases(reader: FeatureReader) -> list[module.Phrase]:
    return [phrase for phrases in reader._by_first.values() for phrase in phrases]


def test_runs_of_letters_belong_to_the_word_they_begin_in() -> None:
    found = BACKWARD.read("hi you")
    assert len(found.letter_buckets) == len(found.letter_owners)
    # " hi you ": three letters from each of 6 places, four from 5, five from 4; 3 places in "hi".
    assert found.letter_owners.tolist() == [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1]


def test_words_and_letters_have_the_same_fixed_length_whatever_the_text() -> None:
    for text in ("burn", "burns more calories " * 40):
        found = BACKWARD.read(text)
        for part in (found.word_buckets, found.letter_buckets):
            values = hashed(part, EVEN).values
            assert float(values @ values) == pytest.approx(0.49)


def test_rare_buckets_weigh_more() -> None:
    found = BACKWARD.read("the calories")
    rarity = EVEN.copy()
    rarity[bucket("calories")] = 5.0
    weighed = dict(zip(*_pairs(hashed(found.word_buckets, rarity)), strict=True))
    assert weighed[bucket("calories")] > 4 * weighed[bucket("the")]


def _pairs(part: module.Vector) -> tuple[list[int], list[float]]:
    return part.columns.tolist(), part.values.tolist()


def test_a_cue_more_is_worth_less_than_the_first() -> None:
    one, two = (BACKWARD.read(text) for text in ("me", "me me"))
    first, second = (dict(zip(*_pairs(counted(one.cues)), strict=True)) for one in (one, two))
    column = BUCKETS + CUES.index("first person")
    assert first[column] < second[column] < 2 * first[column]


def test_the_cue_vector_has_the_same_values_from_column_0() -> None:
    found = BACKWARD.read("running backwards burns fat")
    assert (cue_vector(found).columns + BUCKETS).tolist() == counted(found.cues).columns.tolist()
    assert cue_vector(found).columns.max() < len(CUES)


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_finite_vector_inside_the_width(text: str) -> None:
    found = vector(BACKWARD.read(text), EVEN)
    assert len(found.columns) == len(found.values)
    assert np.isfinite(found.values).all()
    assert not len(found.columns) or (found.columns.min() >= 0 and found.columns.max() < WIDTH)


def test_a_long_text_is_read_to_its_first_part() -> None:
    long = "walking backwards is good " * 100_000
    assert len(words_of(long)) < module.LONGEST
