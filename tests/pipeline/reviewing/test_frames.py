"""What a person says of a frame outlives another reading of the same words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.records import Frame
from claims.topics import load_topic
from pipeline.errors import PipelineError
from pipeline.reviewing.frames import MARK, as_reviewed, decided_on, edited, review_of
from pipeline.reviewing.records import FrameReview, Signed

TEXT = "honestly backward running strengthens your back and core two times more, ask Bo"
TOPIC = load_topic("backward-running")
TEXTS = {"caption": TEXT}


def frame(quote: str = "strengthens your back and core two times more", **values: Any) -> Frame:
    start = TEXT.index(quote)
    whole: dict[str, Any] = {
        "field": "caption",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "activity": "backward_running",
        "outcome": "muscle_strength:back",
        "direction": "increase",
        "magnitude_kind": "ratio",
        "ratio_low": 2.0,
        "ratio_high": 2.0,
        "ratio_alternatives": ((3.0, 3.0),),
        "rules": ("strengthens",),
    } | values
    return Frame(**whole)


def review(read: Frame, *frames: Frame, decision: Any = "override") -> FrameReview:
    signed = Signed("Ada Reader", datetime(2026, 11, 24, tzinfo=UTC))
    return FrameReview("p", TOPIC.slug, decision, signed, read, frames, "old-version", id="r-1")


def test_a_frame_that_nobody_looked_at_stays() -> None:
    assert as_reviewed([frame()], [], TEXTS) == (frame(),)


def test_a_frame_that_a_person_agreed_with_stays_as_it_is_read_now() -> None:
    agreed = review(frame(), frame(), decision="agree")
    now = replace(frame(), hedged=True)
    assert as_reviewed([now], [agreed], TEXTS) == (now,)


def test_what_a_person_changed_is_changed_and_the_rest_is_read_anew() -> None:
    mended = review(frame(), replace(frame(), outcome="posture"))
    (told,) = as_reviewed([replace(frame(), hedged=True)], [mended], TEXTS)
    assert (told.outcome, told.hedged, told.start) == ("posture", True, frame().start)
    assert told.rules == ("strengthens", f"{MARK}r-1")


@pytest.mark.parametrize(
    "quote", ["strengthens your back", "backward running strengthens your back and core"]
)
def test_another_cut_of_the_same_words_is_still_the_same_frame(quote: str) -> None:
    if quote == "strengthens your back":
        now = frame(quote)
        assert as_reviewed([now], [review(frame(), decision="not_a_claim")], TEXTS) == ()
    else:
        read = frame("strengthens your back and core")
        assert as_reviewed([frame(quote)], [review(read)], TEXTS) == ()


def test_other_words_another_field_or_another_outcome_are_another_frame() -> None:
    gone = review(frame("strengthens your back"), decision="not_a_claim")
    for other in (
        frame("two times more"),
        replace(frame(), field="transcript"),
        replace(frame(), outcome="posture"),
        replace(frame(), personal=True),
    ):
        assert as_reviewed([other], [gone], TEXTS) == (other,)


def test_an_answer_that_was_mended_in_the_rules_needs_no_review_any_more() -> None:
    mended = review(frame(), replace(frame(), outcome="posture"))
    right = replace(frame(), outcome="posture")
    assert as_reviewed([right], [mended], TEXTS) == (right,)


def test_one_frame_becomes_the_claims_that_its_words_hold() -> None:
    parts = [replace(frame(), outcome=f"muscle_strength:{part}") for part in ("back", "core")]
    told = as_reviewed([frame()], [review(frame(), *parts, decision="split")], TEXTS)
    assert [one.outcome for one in told] == ["muscle_strength:back", "muscle_strength:core"]


def test_words_chosen_by_a_person_are_found_wherever_they_stand_now() -> None:
    wanted = frame("back and core")
    later = {"caption": f"update: {TEXT}"}
    (told,) = as_reviewed([frame()], [review(frame(), wanted)], later)
    assert later["caption"][told.start : told.end] == "back and core" == told.quote
    (kept,) = as_reviewed([frame()], [review(frame(), wanted)], {"caption": "edited away"})
    assert kept.quote == frame().quote


def test_two_frames_corrected_into_one_are_one() -> None:
    core = replace(frame(), outcome="muscle_strength:core")
    mended = review(core, replace(core, outcome="muscle_strength:back"))
    told = as_reviewed([frame(), core], [mended], TEXTS)
    assert len(told) == 1


def test_a_corrected_frame_knows_its_review() -> None:
    mended = review(frame(), replace(frame(), outcome="posture"))
    (told,) = as_reviewed([frame()], [mended], TEXTS)
    assert decided_on(told, [mended]) is mended
    assert decided_on(frame(), [mended]) is None
    assert review_of(frame(), [mended]) is mended


def test_values_are_typed_as_they_are_called() -> None:
    told = edited(
        frame(),
        ["outcome = knee_load", "direction=decrease", "hedged=true", "quote=back and core"],
        TOPIC,
        TEXT,
    )
    assert (told.outcome, told.direction, told.hedged) == ("knee_load", "decrease", True)
    assert TEXT[told.start : told.end] == "back and core"


def test_an_outcome_of_the_list_needs_no_words_of_its_own() -> None:
    other = replace(frame(), outcome="other", outcome_text="a warm glow")
    assert edited(other, ["outcome=posture"], TOPIC, TEXT).outcome_text is None


def test_a_size_that_is_taken_away_goes_whole() -> None:
    told = edited(frame(), ["magnitude_kind=none"], TOPIC, TEXT)
    assert (told.ratio_low, told.ratio_high, told.ratio_alternatives) == (None, None, ())


def test_a_size_that_is_stated_anew_has_no_other_reading() -> None:
    told = edited(frame(), ["ratio_low=3", "ratio_high=3"], TOPIC, TEXT)
    assert (told.ratio_low, told.ratio_alternatives) == (3.0, ())


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("knee_load", "not field=value"),
        ("start=3", "not field=value"),
        ("outcome=knee_lode", "outcome = 'knee_lode' is unknown"),
        ("direction=up", "direction = 'up' is unknown"),
        ("activity=flying", "activity = 'flying' is unknown"),
        ("hedged=maybe", "hedged = 'maybe' is unknown"),
        ("direction=none", "direction cannot be empty"),
        ("ratio_low=0", "ratio_low = '0' is not a number"),
        ("ratio_low=nan", "ratio_low = 'nan' is not a number"),
        ("ratio_low=much", "ratio_low = 'much' is not a number"),
        ("ratio_low=9", "ratio_low = 9.0 and ratio_high = 2.0 are no range"),
        ("ratio_low=none", "ratio_low = None and ratio_high = 2.0 are no range"),
        ("outcome=other", "without the words for it"),
        ("quote=words that nobody said", "is not in the caption of the post"),
    ],
)
def test_a_value_that_no_frame_can_have_is_refused_by_name(typed: str, problem: str) -> None:
    with pytest.raises(PipelineError) as refused:
        edited(frame(), [typed], TOPIC, TEXT)
    assert problem in refused.value.problem
    assert refused.value.fix


def test_a_size_and_its_kind_go_together() -> None:
    bare = replace(frame(), magnitude_kind=None, ratio_low=None, ratio_high=None)
    with pytest.raises(PipelineError, match="without magnitude_kind"):
        edited(bare, ["ratio_low=2", "ratio_high=3"], TOPIC, TEXT)
    with pytest.raises(PipelineError, match="without ratio_low"):
        edited(bare, ["magnitude_kind=percent"], TOPIC, TEXT)
