"""A sentence in, verdicts out: reading and judging together, on the shipped library."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

from claims.check import Checked, as_json, check_frame, check_sentence
from claims.evidence.library import load_library
from claims.language.extract import Extractor
from claims.records import Frame, TextFields
from claims.topics import load_topic

TOPIC = load_topic("backward-running")
LIBRARY = load_library("backward-running")
MILES = "8 miles equals 16 to 24 miles forward"


@cache
def reader() -> Extractor:
    return Extractor(TOPIC)


def checked(text: str) -> list[Checked]:
    return check_sentence(text, TOPIC, LIBRARY, reader())


def a_frame(**fields: object) -> Frame:
    base = Frame(
        field="caption",
        quote="running backward burns more calories",
        start=0,
        end=36,
        activity="backward_running",
        outcome="energy_cost",
        direction="increase",
        rules=("a-rule",),
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def test_the_headline_example_end_to_end() -> None:
    (one,) = checked(MILES)
    assert one.verdict is not None
    assert (one.verdict.verdict, one.verdict.directness) == ("exaggerated", "indirect")
    assert one.verdict.factor_low == pytest.approx(1.42, abs=0.01)


def test_the_json_has_the_frame_the_claim_and_the_verdict() -> None:
    (one,) = as_json(MILES, checked(MILES))["claims"]
    frame = ("field", "quote", "start", "end", "activity", "outcome", "direction", "bound", "flags")
    verdict = ("claim", "verdict", "relation", "directness", "certainty", "sentence", "findings")
    assert {*frame, *verdict, "steps", "caution"} <= one.keys()
    assert "rules" not in one
    assert one["quote"] == MILES[one["start"] : one["end"]]
    assert (one["ratio_low"], one["ratio_high"]) == (2.0, 3.0)
    assert "indirect: studies measured" in one["sentence"]
    assert {"finding", "role"} <= one["findings"][0].keys()
    assert {finding["role"] for finding in one["findings"]} == {"for", "against", "context"}
    assert one["steps"][0]["rule"] == "WORDS"
    assert len(one["steps"]) >= 5


@pytest.mark.parametrize("text", ["", "   ", "I love tea", "🏃" * 50, "\x00\x1b[31m", "- - -"])
def test_text_without_a_claim_gives_an_empty_list(text: str) -> None:
    assert as_json(text, checked(text)) == {"text": text, "claims": []}


def test_one_text_with_several_claims_gives_several_verdicts() -> None:
    text = "running backward burns more calories than running forward and builds mental toughness"
    verdicts = {one.frame.outcome: one.shown.verdict for one in checked(text)}
    assert verdicts == {"energy_cost": "supported", "mental_toughness": "no_direct_evidence"}


def test_the_steps_start_at_the_words_and_name_what_read_them() -> None:
    steps = check_frame(a_frame(), TOPIC, LIBRARY).shown.steps
    assert [step.rule for step in steps[:2]] == ["WORDS", "CLAIM"]
    assert "“running backward burns more calories”" in steps[0].text
    assert "a-rule" in steps[0].text


def test_a_denial_is_turned_round_and_keeps_its_claim() -> None:
    said, denied = (
        check_frame(a_frame(stance=stance), TOPIC, LIBRARY) for stance in ("asserts", "denies")
    )
    assert said.claim == denied.claim
    assert (said.shown.verdict, denied.shown.verdict) == ("supported", "contradicted")


def test_a_report_is_judged_like_a_claim() -> None:
    assert check_frame(a_frame(stance="reports"), TOPIC, LIBRARY).shown.verdict == "supported"


def test_a_question_is_not_checkable_but_shows_what_is_known() -> None:
    one = check_frame(a_frame(stance="questions"), TOPIC, LIBRARY)
    assert one.verdict is not None
    assert one.verdict.verdict == "not_checkable"
    assert one.verdict.sentence.startswith("This asks and claims nothing.")
    assert {match.role for match in one.verdict.matches} == {"context"}
    assert one.verdict.steps[-1].rule == "STANCE"


def test_a_personal_result_has_no_verdict_but_related_evidence() -> None:
    one = check_frame(a_frame(personal=True), TOPIC, LIBRARY)
    assert one.verdict is None
    (data,) = as_json("x", [one])["claims"]
    assert [data[key] for key in ("verdict", "relation", "directness", "certainty")] == [None] * 4
    assert data["related"]["verdict"] == "supported"
    assert data["sentence"].startswith("One person's result gets no verdict")
    assert {finding["role"] for finding in data["findings"]} == {"context"}


def test_a_conclusion_always_carries_the_caution() -> None:
    (one,) = as_json(MILES, checked(MILES))["claims"]
    assert one["caution"] == TOPIC.caution


def test_the_same_sentence_gives_the_same_json() -> None:
    first, second = (json.dumps(as_json(MILES, checked(MILES))) for _ in range(2))
    assert first == second


def test_other_topics_judge_by_their_own_studies() -> None:
    vests = load_topic("weighted-vest-walking")
    extractor = Extractor(vests)
    text = "walking with a weighted vest doubles the calories you burn"
    found = extractor.read(TextFields(id="x", fields={"caption": text}))
    assert found
    library = load_library("weighted-vest-walking")
    (one,) = check_sentence(text, vests, library, extractor)
    assert one.shown.verdict == "exaggerated"


def test_a_topic_without_studies_says_that_nothing_was_measured() -> None:
    incline = load_topic("12-3-30")
    found = check_frame(
        a_frame(activity=incline.default_activity), incline, load_library("12-3-30")
    )
    assert found.shown.verdict == "no_direct_evidence"


class TestRelatedStudies:
    """Studies beside a claim that none was matched with."""

    def test_a_claim_outside_the_list_is_offered_studies_but_no_verdict_from_them(self) -> None:
        (one,) = checked("Backward walking triples the load on your Achilles tendon")
        assert one.shown.relation == "untested"
        assert one.related[0].study.key == "hammer-2022"
        assert one.shown.matches == ()
        assert one.shown.verdict == "no_direct_evidence"
        assert not any("hammer" in step.text for step in one.shown.steps)

    def test_a_claim_that_studies_measured_is_offered_none(self) -> None:
        (one,) = checked(MILES)
        assert one.related == ()

    def test_what_was_matched_is_not_offered_again(self) -> None:
        for text in ("It strengthens your core two to three times more", "it is bad for my knees"):
            for one in checked(text):
                assert not {near.study.key for near in one.related} & {
                    match.study for match in one.shown.matches
                }

    def test_the_json_always_has_the_key_and_calls_them_related(self) -> None:
        text = "Backward walking triples the load on your Achilles tendon"
        (one,) = as_json(text, checked(text))["claims"]
        first = one["related_studies"][0]
        assert first["study"] == "hammer-2022"
        assert first["role"] == "related, not matched"
        assert first["words"] == ["Achilles", "tendon"]
        assert first["title"].startswith("Backward running on a negative slope")
        assert as_json(MILES, checked(MILES))["claims"][0]["related_studies"] == []

    def test_the_activity_itself_relates_nothing(self) -> None:
        frame = a_frame(
            quote="running backwards improves flumness",
            outcome="other",
            outcome_text="flumness",
            activity="backward_running",
        )
        assert check_frame(frame, TOPIC, LIBRARY).related == ()

    def test_no_more_than_five_are_offered(self) -> None:
        frame = a_frame(
            quote="muscle oxygen leg gait balance knee heart calories agility sprint",
            outcome="other",
            outcome_text="everything",
        )
        assert 0 < len(check_frame(frame, TOPIC, LIBRARY).related) <= 5
