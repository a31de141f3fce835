"""A verdict is called close where a limit moved a little would make it another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.evidence.library import load_library
from claims.evidence.nearness import near_limits
from claims.evidence.rules import load_rules
from claims.evidence.verdict import judge
from claims.records import Claim
from claims.topics import load_topic

TOPIC = load_topic("backward-running")
LIBRARY = load_library("backward-running")


def claim(ratio: float, **change: object) -> Claim:
    whole = Claim(
        slug="c",
        topic=TOPIC.slug,
        activity="backward_running",
        outcome="energy_cost",
        direction="increase",
        comparator="usual",
        sentence="C",
        magnitude_kind="ratio",
        ratio_low=ratio,
        ratio_high=ratio,
    )
    return replace(whole, **change)  # type: ignore[arg-type]


def edge() -> float:
    """The largest size that the tolerance lets pass."""
    measured = judge(claim(2.0), LIBRARY, TOPIC).measured_high
    assert measured is not None
    return measured * load_rules().tolerance


@pytest.mark.parametrize(("beyond", "moved_to"), [(0.99, 1.05), (1.01, 1.15)])
def test_a_size_beside_the_tolerance_is_close(beyond: float, moved_to: float) -> None:
    stated = claim(edge() * beyond)
    (near,) = [one for one in near_limits(stated, LIBRARY, TOPIC) if one.limit == "tolerance"]
    assert (near.stands_at, near.moved_to) == (1.1, moved_to)
    assert near.verdict != judge(stated, LIBRARY, TOPIC).verdict


@pytest.mark.parametrize("ratio", [1.3, 3.0])
def test_a_size_far_from_every_limit_is_not(ratio: float) -> None:
    assert near_limits(claim(ratio), LIBRARY, TOPIC) == ()


def test_a_claim_without_a_size_hangs_on_no_limit_of_size() -> None:
    bare = claim(2.0, magnitude_kind=None, ratio_low=None, ratio_high=None)
    rules = replace(load_rules(), near={"tolerance": (1.0, 99.0), "inside": (0.0, 1.0)})
    assert near_limits(bare, LIBRARY, TOPIC, rules=rules) == ()
    assert near_limits(claim(2.0), LIBRARY, TOPIC, rules=rules) != ()


def test_every_limit_that_is_moved_is_a_limit_of_the_rules() -> None:
    rules = load_rules()
    assert rules.near
    for name, places in rules.near.items():
        stands_at = getattr(rules, name)
        assert min(places) < stands_at < max(places), name
