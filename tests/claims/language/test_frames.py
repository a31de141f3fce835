"""A frame as JSON, its quote, and what becomes of repeats."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from claims.language.frames import as_json, merged
from claims.records import Frame
from tests.claims.language.reading import one, read

KEYS = {
    *("field", "quote", "start", "end", "activity", "outcome", "outcome_text", "direction"),
    *("magnitude_kind", "ratio_low", "ratio_high", "ratio_alternatives", "value_low", "value_high"),
    *("unit", "bound", "approximate", "comparator", "stance", "hedged", "personal", "flags"),
}
NUMBERS = st.none() | st.floats(0.001, 1e6)
FRAMES = st.builds(
    Frame,
    field=st.just("caption"),
    quote=st.text(max_size=9),
    start=st.integers(0, 500),
    end=st.integers(501, 600),
    activity=st.just("backward_running"),
    outcome=st.sampled_from(("balance", "energy_cost")),
    direction=st.sampled_from(("increase", "decrease")),
    ratio_low=NUMBERS,
    ratio_high=NUMBERS,
    magnitude_kind=st.sampled_from((None, "ratio")),
    personal=st.booleans(),
)


def test_every_key_is_always_there() -> None:
    assert set(as_json(one("it burns calories"))) == KEYS
    assert set(as_json(one("it burns 2-3x more calories"))) == KEYS


@given(FRAMES)
def test_a_frame_survives_json(frame: Frame) -> None:
    row = as_json(frame)
    assert json.loads(json.dumps(row)) == row


def test_numbers_are_short() -> None:
    row = as_json(one("boosts metabolism by 10%"))
    assert (row["ratio_low"], row["ratio_high"]) == (1.1, 1.1)


def test_the_quote_is_the_clause_with_subject_size_and_comparison() -> None:
    text = "Honestly? Running backwards burns 30% more calories than running forward, try it!"
    assert one(text).quote == "Running backwards burns 30% more calories than running forward"


def test_the_quote_is_cut_from_the_text_as_given() -> None:
    text = "it’s way easier on your knees"
    assert one(text).quote == text


@given(st.lists(FRAMES, max_size=12))
def test_merging_keeps_order_and_loses_no_kind_of_claim(frames: list[Frame]) -> None:
    kept = merged(frames)
    places = [(frame.start, frame.end) for frame in kept]
    assert places == sorted(places)
    kinds = {(f.outcome, f.direction, f.personal) for f in frames}
    assert {(f.outcome, f.direction, f.personal) for f in kept} == kinds
    assert len(kept) <= len(frames)


def test_sizes_that_differ_stay_two_claims() -> None:
    frames = read("burns 3x more calories. others say it burns 30% more calories")
    assert [frame.ratio_low for frame in frames] == [3.0, 1.3]
