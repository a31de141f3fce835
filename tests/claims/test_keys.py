"""The claim key: what merges, what never does, and ids that last."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.keys import bucket, claim_of, mention_id, size_words
from claims.language.vocabulary import good_directions
from claims.records import Claim, Frame
from claims.topics import load_topic

TOPIC = load_topic("backward-running")
BASE = Frame("caption", "it does", 0, 7, "backward_running", "energy_cost", "increase")
RATIO = replace(BASE, magnitude_kind="ratio", ratio_low=2.0, ratio_high=3.0)
RATIOS = st.floats(0.01, 100)
FRAMES = st.builds(
    Frame,
    field=st.just("caption"),
    quote=st.just("q"),
    start=st.integers(0, 9),
    end=st.integers(10, 19),
    activity=st.sampled_from([activity.key for activity in TOPIC.activities]),
    outcome=st.sampled_from(sorted(good_directions())),
    direction=st.sampled_from(("increase", "decrease", "no_difference", "unspecified")),
    comparator=st.sampled_from(("usual", "none", "other", "unspecified")),
    stance=st.sampled_from(("asserts", "denies", "questions", "reports")),
    hedged=st.booleans(),
    personal=st.booleans(),
    bound=st.sampled_from(("exact", "lower", "upper")),
)


def claim(frame: Frame) -> Claim:
    return claim_of(frame, TOPIC)


def sized(frame: Frame, low: float, high: float) -> Frame:
    return replace(frame, magnitude_kind="ratio", ratio_low=low, ratio_high=high)


@pytest.mark.parametrize(
    ("frame", "slug"),
    [
        (RATIO, "running-backward-energy-cost-increase-2-to-3-times"),
        (
            replace(RATIO, comparator="usual"),
            "running-backward-energy-cost-increase-than-usual-2-to-3-times",
        ),
        (replace(RATIO, bound="upper"), "running-backward-energy-cost-increase-up-to-2-to-3-times"),
        (
            replace(BASE, outcome="muscle_strength:core", activity="backward_walking"),
            "walking-backward-muscle-strength-core-increase",
        ),
        (
            replace(BASE, outcome="other", outcome_text="sleep"),
            "running-backward-other-sleep-increase",
        ),
        (
            replace(BASE, magnitude_kind="absolute", value_low=300, value_high=400, unit="kcal/h"),
            "running-backward-energy-cost-increase-300-to-400-kcal-per-h",
        ),
        (
            replace(RATIO, magnitude_kind="equivalence", comparator="usual"),
            "running-backward-energy-cost-increase-than-usual-worth-2-to-3-times",
        ),
        (sized(BASE, 1.3, 1.3), "running-backward-energy-cost-increase-1.3-times"),
    ],
)
def test_slugs_read_as_words(frame: Frame, slug: str) -> None:
    assert claim(frame).slug == slug


@given(FRAMES, st.none() | st.tuples(RATIOS, RATIOS))
def test_a_denial_joins_the_claim_it_denies(
    frame: Frame, ratio: tuple[float, float] | None
) -> None:
    frame = sized(frame, *sorted(ratio)) if ratio else frame
    said = {
        claim(replace(frame, stance=stance, hedged=hedged, personal=personal)).slug
        for stance in ("asserts", "denies", "questions", "reports")
        for hedged in (True, False)
        for personal in (True, False)
    }
    assert len(said) == 1


@given(FRAMES, FRAMES)
def test_frames_that_say_different_things_never_merge(one: Frame, other: Frame) -> None:
    names = ("activity", "outcome", "direction", "comparator")
    differs = any(getattr(one, name) != getattr(other, name) for name in names)
    assert (claim(one).slug != claim(other).slug) == differs


@given(FRAMES, RATIOS, RATIOS)
def test_other_sizes_never_merge(frame: Frame, one: float, other: float) -> None:
    assume(abs(math.log2(one / other)) > 1 / 8)
    assert claim(sized(frame, one, one)).slug != claim(sized(frame, other, other)).slug


@given(FRAMES, RATIOS)
def test_a_reversed_comparison_never_merges(frame: Frame, ratio: float) -> None:
    assume(abs(math.log2(ratio)) > 1 / 8)
    assert claim(sized(frame, ratio, ratio)).slug != claim(sized(frame, 1 / ratio, 1 / ratio)).slug


@given(RATIOS)
def test_a_bucket_is_named_by_a_number_inside_it(ratio: float) -> None:
    words = size_words(sized(BASE, ratio, ratio))
    assert bucket(float(words.removesuffix(" times"))) == bucket(ratio)


@given(RATIOS, RATIOS)
def test_sizes_share_a_name_exactly_where_they_share_a_bucket(one: float, other: float) -> None:
    names = {size_words(sized(BASE, ratio, ratio)) for ratio in (one, other)}
    assert (len(names) == 1) == (bucket(one) == bucket(other))


def test_near_sizes_are_one_claim() -> None:
    assert claim(sized(BASE, 1.3, 1.3)).slug == claim(sized(BASE, 1.333, 1.333)).slug
    percent = replace(sized(BASE, 1.3, 1.3), magnitude_kind="percent")
    assert claim(percent).slug == claim(sized(BASE, 1.3, 1.3)).slug


@pytest.mark.parametrize("flag", ["per_time", "per_day", "with_practice"])
def test_a_claim_on_another_basis_is_another_claim(flag: str) -> None:
    counted = claim(replace(RATIO, flags=(flag,)))
    assert counted.slug == f"{claim(RATIO).slug}-{flag.replace('_', '-')}"
    assert counted.sentence.startswith(claim(RATIO).sentence)
    assert counted.sentence != claim(RATIO).sentence


def test_the_bound_is_part_of_the_size() -> None:
    slugs = {claim(replace(RATIO, bound=bound)).slug for bound in ("exact", "lower", "upper")}
    assert len(slugs) == 3


def test_a_size_keeps_no_size_apart() -> None:
    assert claim(BASE).slug != claim(RATIO).slug


def test_zero_and_below_have_a_name_too() -> None:
    assert size_words(sized(BASE, 0, 0)) == "0 times"
    assert claim(sized(BASE, -1, -1)).slug != claim(sized(BASE, 1, 1)).slug


def test_the_claim_keeps_the_stated_sizes() -> None:
    made = claim(sized(BASE, 1.28, 1.31))
    assert (made.ratio_low, made.ratio_high) == (1.28, 1.31)
    assert (made.topic, made.activity) == ("backward-running", "backward_running")


@given(st.text(max_size=20), FRAMES)
def test_an_id_lasts_and_tells_post_span_and_frame_apart(post: str, frame: Frame) -> None:
    key = mention_id(post, frame)
    assert key.startswith("m-")
    assert key == mention_id(post, replace(frame, rules=("another-row",)))
    assert key != mention_id(post + "x", frame)
    assert key != mention_id(post, replace(frame, start=frame.start + 20))
    assert key != mention_id(post, replace(frame, hedged=not frame.hedged))
