"""Merges are proposed for slight differences only; direction, polarity and size veto."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from claims.records import Claim
from claims.topics import load_topic
from pipeline.reviewing.proposals import difference, proposals

TOPIC = load_topic("backward-running")
CLAIM = Claim(
    slug="a",
    topic=TOPIC.slug,
    activity="backward_running",
    outcome="energy_cost",
    direction="increase",
    comparator="usual",
    sentence="A",
    magnitude_kind="ratio",
    ratio_low=2.0,
    ratio_high=3.0,
)
OTHER = replace(CLAIM, outcome="other", outcome_text="leg swelling", magnitude_kind=None)
OTHER = replace(OTHER, ratio_low=None, ratio_high=None)


class AllAlike:
    """A model that thinks everything means the same, as MiniLM does of a claim and its denial."""

    def vectors(self, texts: Sequence[str]) -> Any:
        return np.ones((len(texts), 1), dtype=np.float32)


ALIKE: Any = AllAlike()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"comparator": "unspecified"}, "does not say what it compares with"),
        ({"activity": "backward_locomotion"}, "which form of the activity"),
    ],
)
def test_what_one_claim_leaves_open_is_a_slight_difference(
    change: dict[str, Any], why: str
) -> None:
    found = difference(CLAIM, replace(CLAIM, slug="b", **change), TOPIC)
    assert found is not None
    assert why in found


@pytest.mark.parametrize(
    "change",
    [
        {"direction": "decrease"},
        {"ratio_low": 4.0, "ratio_high": 6.0},
        {"ratio_low": None, "ratio_high": None, "magnitude_kind": None},
        {"magnitude_kind": "equivalence"},
        {"bound": "upper"},
        {"activity": "backward_walking"},
        {"comparator": "none"},
        {"outcome": "heart_rate"},
        {"comparator": "unspecified", "activity": "backward_locomotion"},
        {},
    ],
)
def test_anything_else_is_no_proposal_even_where_a_model_sees_no_difference(
    change: dict[str, Any],
) -> None:
    assert difference(CLAIM, replace(CLAIM, slug="b", **change), TOPIC, ALIKE) is None


def other(text: str, **change: Any) -> Claim:
    return replace(OTHER, slug="b", outcome_text=text, **change)


def test_nearly_the_same_words_for_something_off_the_list_are_proposed() -> None:
    found = difference(OTHER, other("swelling of the legs"), TOPIC)
    assert found == "“leg swelling” and “swelling of the legs” share their words"


@pytest.mark.parametrize("text", ["no leg swelling", "less leg swelling", "leg swelling 2", ""])
def test_words_that_turn_it_round_or_count_otherwise_veto(text: str) -> None:
    assert difference(OTHER, other(text), TOPIC, ALIKE) is None


def test_a_model_may_propose_what_shares_no_word() -> None:
    puffy = other("puffy ankles")
    assert difference(OTHER, puffy, TOPIC) is None
    assert "near in meaning" in str(difference(OTHER, puffy, TOPIC, ALIKE))
    assert difference(OTHER, replace(puffy, direction="decrease"), TOPIC, ALIKE) is None


def test_of_a_pair_the_more_seen_stands_first() -> None:
    open_one = replace(CLAIM, slug="b", comparator="unspecified")
    (pair,) = proposals([CLAIM, replace(CLAIM, slug="c", direction="decrease"), open_one], TOPIC)
    assert (pair.claim, pair.other) == ("a", "b")
