"""The rules on sizes, nulls, copies and readings, by their id: a test that fails without each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.evidence.verdict import judge, would_change
from claims.records import Claim, Match, Study, Verdict
from tests.claims.evidence.build import TOPIC, a_claim, a_finding, a_library, a_study, training


def judged(claim: Claim, *studies: Study) -> Verdict:
    return judge(claim, a_library(*studies), TOPIC)


def steps_of(verdict: Verdict, rule: str) -> list[str]:
    return [step.text for step in verdict.steps if step.rule == rule]


def match_of(verdict: Verdict, finding: str) -> Match:
    (match,) = [match for match in verdict.matches if match.finding == finding]
    return match


ENERGY = a_study("energy-2001", a_finding(ratio=1.3))


class TestBasis:
    def test_a_claim_per_minute_is_judged_at_a_speed_of_ones_own_choice(self) -> None:
        claim = a_claim(ratio=1.25, comparator="usual")
        assert judged(claim, ENERGY).verdict == "supported"
        per_minute = a_claim(ratio=1.25, comparator="usual", flags=("per_time",))
        verdict = judged(per_minute, ENERGY)
        assert (verdict.verdict, verdict.directness) == ("exaggerated", "indirect")
        assert verdict.measured_low == pytest.approx(1.3 * 0.65)
        assert verdict.measured_high == pytest.approx(1.3 * 0.80)
        assert any("an inference" in text for text in steps_of(verdict, "BASIS"))

    def test_per_minute_without_a_size_the_direction_is_open(self) -> None:
        verdict = judged(a_claim(comparator="usual", flags=("per_time",)), ENERGY)
        assert (verdict.verdict, verdict.relation) == ("partly_supported", "mixed")
        assert "0.85 to 1.04 times" in verdict.sentence

    @pytest.mark.parametrize(
        ("ratio", "relation", "verdict"),
        [(1.2, "opposite", "no_direct_evidence"), (1.6, "agrees", "partly_supported")],
    )
    def test_beyond_one_on_either_side_it_has_a_direction(
        self, ratio: float, relation: str, verdict: str
    ) -> None:
        study = a_study("a-1", a_finding(ratio=ratio))
        found = judged(a_claim(comparator="usual", flags=("per_time",)), study)
        assert (found.relation, found.verdict) == (relation, verdict)
        assert "indirect: studies measured one speed" in found.sentence
        assert found.certainty is not None

    def test_without_speeds_a_claim_per_minute_is_judged_at_one_speed_and_says_so(self) -> None:
        claim = a_claim(ratio=1.25, comparator="usual", flags=("per_time",))
        other = replace(TOPIC, usual_contrasts=("vest_vs_no_vest",))
        vest = a_study("vest-1", a_finding(contrast="vest_vs_no_vest", ratio=1.3))
        verdict = judge(claim, a_library(vest), other)
        assert verdict.verdict == "supported"
        assert any("judged at one speed" in text for text in steps_of(verdict, "BASIS"))

    def test_a_bout_says_nothing_directly_of_a_whole_day(self) -> None:
        verdict = judged(a_claim(flags=("per_day",)), ENERGY)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        assert "indirect: studies measured one bout, not a whole day" in verdict.sentence
        assert "over whole days" in would_change(a_claim(flags=("per_day",)), verdict, TOPIC)

    def test_with_practice_one_form_against_the_other_has_no_vote(self) -> None:
        row = a_finding(contrast="pre_post", effect_kind="training", direction="decrease")
        studies = ENERGY, a_study("practice-1", row)
        claim = a_claim(direction="decrease")
        assert judged(claim, *studies).verdict == "contradicted"
        practised = a_claim(direction="decrease", flags=("with_practice",))
        verdict = judged(practised, *studies)
        assert (verdict.verdict, verdict.relation) == ("partly_supported", "agrees")
        assert any("time before practice" in text for text in steps_of(verdict, "HABITUATION"))
        against_usual = a_claim(direction="decrease", comparator="usual", flags=("with_practice",))
        assert judged(against_usual, *studies).verdict == "contradicted"

    def test_sizes_at_unmatched_speeds_are_not_compared(self) -> None:
        slow = a_study("slow-2001", a_finding(ratio=2.0, basis="self_selected_speed"))
        verdict = judged(a_claim(ratio=2.0), ENERGY, slow)
        assert verdict.measured_high == pytest.approx(1.3)
        assert any("slow-2001.f1" in text for text in steps_of(verdict, "BASIS"))


class TestTolerance:
    def test_of_a_change_in_percent_a_tenth_is_a_tenth_of_the_change(self) -> None:
        row = training("body_fat", direction="decrease", value=-4, unit="percent")
        study = a_study("fat-1", row)
        near, far = (
            judged(a_claim("body_fat", direction="decrease", ratio=ratio), study)
            for ratio in (0.957, 0.91)
        )
        assert (near.relation, far.relation) == ("within", "larger")
        assert any("widens the change alone" in text for text in steps_of(far, "TOLERANCE"))

    def test_of_no_difference_it_is_a_tenth_of_the_whole(self) -> None:
        row = training("agility_speed", contrast="backward_vs_forward", direction="no_difference")
        claim = a_claim("agility_speed", ratio=1.05, comparator="usual")
        found = judged(claim, a_study("null-1", row))
        assert found.relation == "within"
        assert steps_of(found, "TOLERANCE") == []


class TestGrossNet:
    def test_the_net_reading_is_counted_and_said(self) -> None:
        table = a_study("table-2001", a_finding(ratio=1.395, net_ratio=1.52))
        verdict = judged(a_claim(ratio=1.6), table)
        assert verdict.measured_high == pytest.approx(1.52)
        assert verdict.verdict == "supported"
        (step,) = steps_of(verdict, "GROSS_NET")
        assert "1.52" in step
        without = judged(a_claim(ratio=1.6), a_study("table-2001", a_finding(ratio=1.395)))
        assert without.verdict == "exaggerated"


class TestVo2ToKcal:
    OXYGEN = a_study("oxygen-2001", a_finding("vo2", ratio=1.2))

    def test_oxygen_uptake_stands_for_calories_directly(self) -> None:
        verdict = judged(a_claim(ratio=1.2), self.OXYGEN)
        assert (verdict.verdict, verdict.directness) == ("supported", "direct")
        assert any("5 kcal a litre" in text for text in steps_of(verdict, "VO2_TO_KCAL"))

    def test_and_is_as_indirect_as_calories_for_worth_in_training(self) -> None:
        claim = a_claim(ratio=1.2, magnitude_kind="equivalence", comparator="usual")
        verdict = judged(claim, self.OXYGEN)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")


class TestCeiling:
    def test_a_heart_rate_cannot_double(self) -> None:
        heart = a_study(
            "heart-2001", a_finding("heart_rate", ratio=1.15, raw_comparator=146, raw_index=168)
        )
        verdict = judged(a_claim("heart_rate", ratio=2.0), heart)
        (step,) = steps_of(verdict, "CEILING")
        assert "2 times 146 is 292 beats/min, which is impossible" in step
        assert not steps_of(judged(a_claim("heart_rate", ratio=1.2), heart), "CEILING")


class TestSmdAndOdds:
    def test_a_standardised_difference_has_no_ratio(self) -> None:
        smd = a_study(
            "smd-2001", training("body_fat", direction="decrease", value=-1.2, unit="SMD")
        )
        verdict = judged(a_claim("body_fat", direction="decrease", ratio=0.5), smd)
        assert verdict.relation == "agrees"
        assert verdict.verdict == "partly_supported"
        assert verdict.measured_low is None
        assert steps_of(verdict, "SMD")

    def test_odds_are_not_times_as_likely(self) -> None:
        odds = a_study(
            "odds-2001",
            a_finding("injury_risk", effect_kind="association", value=12.6, unit="odds ratio"),
        )
        verdict = judged(a_claim("injury_risk", ratio=12.6), odds)
        assert verdict.measured_low is None
        assert steps_of(verdict, "ODDS")


class TestNull:
    def test_a_small_null_result_does_not_refute(self) -> None:
        null = a_study("null-2001", a_finding("lactate", direction="no_difference"))
        verdict = judged(a_claim("lactate", comparator="usual"), null)
        assert (verdict.verdict, verdict.relation) == ("no_direct_evidence", "no_effect_found")
        assert "does not show that there is none" in verdict.sentence

    def test_nor_does_it_show_equality(self) -> None:
        null = a_study("null-2001", a_finding("lactate", direction="no_difference"))
        same = a_claim("lactate", direction="no_difference", comparator="usual")
        assert judged(same, null).verdict == "partly_supported"

    def test_a_large_randomised_one_does_both(self) -> None:
        null = a_study(
            "null-2001",
            training("bone_density", direction="no_difference", contrast="vest_vs_no_vest"),
            design_class="rct",
            people=150,
        )
        verdict = judged(a_claim("bone_density"), null)
        assert (verdict.verdict, verdict.relation) == ("contradicted", "no_effect_found")
        same = a_claim("bone_density", direction="no_difference")
        assert judged(same, null).verdict == "supported"

    def test_but_not_against_another_randomised_trial(self) -> None:
        null = a_study(
            "null-2001",
            training("bone_density", direction="no_difference", contrast="vest_vs_no_vest"),
            design_class="rct",
            people=150,
        )
        gain = a_study("gain-2001", training("bone_density"), design_class="rct", people=20)
        assert judged(a_claim("bone_density"), null, gain).verdict == "partly_supported"

    def test_it_is_named(self) -> None:
        row = a_finding("lactate", direction="no_difference", significant=False)
        assert steps_of(judged(a_claim("lactate"), a_study("null-2001", row)), "NULL")


class TestDuplicate:
    def test_overlapping_studies_have_one_vote(self) -> None:
        up = [a_study(f"up-{n}", training("balance"), overlap="one-sample") for n in (1, 2, 3)]
        down = a_study("down-1", training("balance", direction="decrease"))
        verdict = judged(a_claim("balance"), *up, down)
        assert verdict.relation == "mixed"
        assert steps_of(verdict, "DUPLICATE")

    def test_a_group_that_disagrees_votes_mixed(self) -> None:
        up = a_study("up-1", training("balance"), overlap="one-sample")
        down = a_study("down-1", training("balance", direction="decrease"), overlap="one-sample")
        assert judged(a_claim("balance"), up, down).relation == "mixed"

    def test_its_people_are_counted_once(self) -> None:
        studies = [a_study(f"up-{n}", training("balance"), overlap="g", people=n) for n in (30, 50)]
        assert judged(a_claim("balance"), *studies).people == 50

    def test_a_copy_does_not_count(self) -> None:
        copy = a_study("copy-1", a_finding(), counts=False, duplicate_of="energy-2001")
        verdict = judged(a_claim(), copy)
        assert verdict.relation == "untested"
        assert any("a copy of energy-2001" in text for text in steps_of(verdict, "DUPLICATE"))

    def test_nor_does_an_opinion_which_says_that_it_is_one(self) -> None:
        said = a_finding(ratio=5.0, effect_kind="inference")
        opinion = a_study("coach-1", said, counts=False, design_class="opinion")
        measured = a_study("energy-2001", a_finding(ratio=1.3))
        alone, beside = judged(a_claim(), opinion), judged(a_claim(), measured, opinion)
        assert (alone.relation, alone.studies) == ("untested", 0)
        assert beside.measured_high == 1.3
        (match,) = [one for one in beside.matches if one.study == "coach-1"]
        assert match.role == "context"
        told = "OPINION: not counted: an expert's opinion, not a measurement"
        assert told in match.reasons_against
        assert steps_of(alone, "OPINION")

    def test_nor_does_a_retracted_paper(self) -> None:
        verdict = judged(a_claim(), a_study("gone-1", a_finding(), retracted=True))
        assert verdict.relation == "untested"
        assert steps_of(verdict, "RETRACTED")


class TestHabituation:
    PRACTISED = a_study(
        "practice-2001",
        a_finding(direction="decrease", contrast="pre_post", effect_kind="training", ratio=0.81),
    )

    def test_practice_makes_the_measured_ratio_an_upper_estimate(self) -> None:
        (step,) = steps_of(judged(a_claim(), ENERGY, self.PRACTISED), "HABITUATION")
        assert "19 %" in step
        assert "practice-2001.f1" in step

    def test_it_is_silent_where_nobody_saw_it(self) -> None:
        assert not steps_of(judged(a_claim(), ENERGY), "HABITUATION")


class TestReading:
    def test_both_readings_are_judged_and_a_difference_is_said(self) -> None:
        claim = a_claim(ratio=2.3, ratio_alternatives=((1.3, 1.3),))
        verdict = judged(claim, ENERGY)
        assert verdict.verdict == "exaggerated"
        assert "it depends on the reading" in verdict.sentence
        assert any("supported" in text for text in steps_of(verdict, "READING"))

    def test_where_both_say_the_same_nothing_depends_on_it(self) -> None:
        verdict = judged(a_claim(ratio=2.0, ratio_alternatives=((3.0, 3.0),)), ENERGY)
        assert "depends" not in verdict.sentence
        assert steps_of(verdict, "READING")
