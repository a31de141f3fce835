"""The sentence of a claim reads well for every outcome, direction, comparator and size."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from claims.keys import claim_of
from claims.language.rows import data_file, read_toml
from claims.language.vocabulary import good_directions
from claims.records import Frame
from claims.topics import load_topic, topic_slugs

TOPIC = load_topic("backward-running")
BASE = Frame("caption", "q", 0, 1, "backward_running", "energy_cost", "increase")
UP = {"magnitude_kind": "ratio", "ratio_low": 2.0, "ratio_high": 3.0}
HALF = {"magnitude_kind": "ratio", "ratio_low": 0.5, "ratio_high": 0.5}
POUNDS = {"magnitude_kind": "absolute", "value_low": 12.0, "value_high": 12.0, "unit": "lb"}


def sentence(**changes: object) -> str:
    return claim_of(replace(BASE, **changes), TOPIC).sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (
            {**UP, "comparator": "usual"},
            "Running backward burns 2 to 3 times as many calories as running forward",
        ),
        (
            {**UP, "magnitude_kind": "equivalence", "comparator": "usual"},
            "A mile run backward is worth 2 to 3 miles forward",
        ),
        ({"comparator": "usual"}, "Running backward burns more calories than running forward"),
        ({}, "Running backward burns calories"),
        (
            {"outcome": "knee_load", "direction": "decrease", "comparator": "usual"},
            "Running backward is easier on the knees than running forward",
        ),
        (
            {"outcome": "knee_load", "direction": "decrease", "comparator": "usual", **HALF},
            "Running backward cuts knee load to half that of running forward",
        ),
        (
            {"outcome": "impact_load", "comparator": "usual", **UP},
            "Running backward has 2 to 3 times the impact of running forward",
        ),
        (
            {"outcome": "muscle_strength:core", **UP},
            "Running backward strengthens the core 2 to 3 times as much",
        ),
        (
            {"outcome": "body_weight", "direction": "decrease", "bound": "upper", **POUNDS},
            "Running backward lowers body weight by up to 12 lb",
        ),
        (
            {"outcome": "balance", "direction": "no_difference", "comparator": "usual"},
            "Running backward makes no difference to balance compared with running forward",
        ),
        (
            {"outcome": "balance", "comparator": "none"},
            "Running backward improves balance, compared with before or with not doing it",
        ),
        ({"outcome": "other", "outcome_text": "mood"}, "Running backward increases mood"),
        (
            {"outcome": "muscle_strength", "activity": "backward_walking"},
            "Walking backward strengthens muscles",
        ),
    ],
)
def test_a_sentence(changes: dict[str, object], wanted: str) -> None:
    assert sentence(**changes) == wanted


def test_every_outcome_reads_in_every_direction_and_size() -> None:
    outcomes = [*good_directions(), "other"]
    directions = ("increase", "decrease", "no_difference", "unspecified")
    comparators = ("usual", "none", "other", "unspecified")
    for outcome, direction, comparator, size in product(
        outcomes, directions, comparators, ({}, UP, HALF, POUNDS)
    ):
        text = sentence(outcome=outcome, direction=direction, comparator=comparator, **size)
        assert text.startswith("Running backward ")
        assert not {"{", "}", "  ", "_", "None"} & {
            text[i : i + n] for n in (1, 2, 4) for i in range(len(text))
        }
        assert text == text.strip()
        assert ("running forward" in text) == (comparator == "usual")


def test_up_and_down_never_read_the_same() -> None:
    for outcome in good_directions():
        for comparator in ("usual", "unspecified"):
            up = sentence(outcome=outcome, direction="increase", comparator=comparator)
            down = sentence(outcome=outcome, direction="decrease", comparator=comparator)
            assert up != down, outcome


def test_every_topic_and_activity_makes_sentences() -> None:
    for slug in topic_slugs():
        topic = load_topic(slug)
        for activity in topic.activities:
            for kind in ("ratio", "equivalence"):
                frame = replace(BASE, activity=activity.key, comparator="usual", **UP)  # type: ignore[arg-type]
                text = claim_of(replace(frame, magnitude_kind=kind), topic).sentence
                assert "2 to 3" in text


def test_one_mile_is_said_in_the_singular() -> None:
    text = sentence(magnitude_kind="equivalence", ratio_low=1.0, ratio_high=1.0)
    assert text == "A mile run backward is worth 1 mile forward"


def test_every_outcome_has_the_phrases_that_sentences_need() -> None:
    needed = {"noun", "increases", "increases_more", "decreases", "decreases_more", "as_much"}
    for row in read_toml(data_file("outcomes.toml"))["outcome"]:
        assert needed <= set(row), row["key"]
        assert "{size}" in row["as_much"]


def test_a_size_in_a_unit_is_said_as_a_change_by_it() -> None:
    text = sentence(
        magnitude_kind="absolute", value_low=219, value_high=219, unit="kcal", comparator="usual"
    )
    assert text.endswith("by 219 kcal compared with running forward")


def test_two_levels_are_said_by_their_difference_not_their_ratio() -> None:
    text = sentence(
        outcome="heart_rate",
        direction="decrease",
        magnitude_kind="absolute",
        ratio_low=0.93,
        ratio_high=0.93,
        value_low=5,
        value_high=5,
        unit="bpm",
    )
    assert text == "Running backward lowers heart rate by 5 bpm"


def test_a_percent_too_small_for_times_is_a_few_percent() -> None:
    text = sentence(
        outcome="body_fat",
        direction="decrease",
        magnitude_kind="percent",
        ratio_low=0.976,
        ratio_high=0.976,
    )
    assert text == "Running backward lowers body fat by a few percent"
