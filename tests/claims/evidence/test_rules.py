"""Every rule of the verdict chain, by its id: a test that fails without it."""

from __future__ import annotations

import pytest

from claims.evidence.verdict import judge, judge_modality
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


class TestOutcome:
    def test_another_outcome_is_not_evidence(self) -> None:
        balance = a_study("balance-2001", training("balance"))
        assert judged(a_claim("posture"), balance).relation == "untested"

    def test_an_equivalence_is_indirect_and_says_what_was_measured(self) -> None:
        claim = a_claim(ratio=(2.0, 3.0), magnitude_kind="equivalence", comparator="usual")
        verdict = judged(claim, ENERGY)
        assert (verdict.verdict, verdict.directness) == ("exaggerated", "indirect")
        assert "indirect: studies measured energy cost, not training worth" in verdict.sentence
        assert "nothing shows that running backward is worth 2 to 3 times" in verdict.sentence
        assert not match_of(verdict, "energy-2001.f1").direct

    def test_heart_rate_stands_in_for_a_sized_claim_on_fitness_only(self) -> None:
        heart = a_study("heart-2001", a_finding("heart_rate", ratio=1.15))
        sized = judged(a_claim("cardio_fitness", ratio=2.0, comparator="usual"), heart)
        assert (sized.verdict, sized.directness) == ("exaggerated", "indirect")
        unsized = judged(a_claim("cardio_fitness", comparator="usual"), heart)
        assert unsized.relation == "untested"
        assert match_of(unsized, "heart-2001.f1").role == "context"

    def test_a_gain_over_ones_own_start_takes_no_stand_in(self) -> None:
        heart = a_study("heart-2001", a_finding("heart_rate", ratio=1.15))
        claim = a_claim("cardio_fitness", ratio=1.05, comparator="none")
        assert judged(claim, heart).relation == "untested"

    def test_muscle_activity_is_not_strength(self) -> None:
        emg = a_study("emg-2001", a_finding("muscle_activation:back"))
        verdict = judged(a_claim("muscle_strength:back"), emg)
        assert verdict.verdict == "no_direct_evidence"
        assert "muscle activity during a bout, not strength" in verdict.sentence

    def test_one_muscle_is_not_another(self) -> None:
        emg = a_study("emg-2001", a_finding("muscle_activation:quadriceps"))
        assert judged(a_claim("muscle_activation:core"), emg).relation == "untested"

    def test_strength_counts_for_the_muscle_it_was_measured_in(self) -> None:
        knee = a_study("knee-2001", training("muscle_strength", parts=("quadriceps",)))
        assert judged(a_claim("muscle_strength:quadriceps"), knee).relation == "agrees"
        assert judged(a_claim("muscle_strength:core"), knee).relation == "untested"


class TestContrast:
    UNTRAINED = a_study("none-2001", training(contrast="backward_vs_no_training"))

    def test_against_the_usual_form_only_that_contrast_is_direct(self) -> None:
        verdict = judged(a_claim("agility_speed", comparator="usual"), self.UNTRAINED)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        assert "not against running forward" in verdict.sentence
        assert steps_of(verdict, "CONTRAST")

    @pytest.mark.parametrize("comparator", ["unspecified", "none"])
    def test_that_it_does_something_is_direct_with_any_control_group(self, comparator: str) -> None:
        verdict = judged(a_claim("agility_speed", comparator=comparator), self.UNTRAINED)
        assert (verdict.verdict, verdict.directness) == ("supported", "direct")

    @pytest.mark.parametrize(
        "contrast", ["pre_post", "association", "various", "backward_vs_mixed_control", "other"]
    )
    def test_own_baseline_association_and_mixtures_are_indirect(self, contrast: str) -> None:
        verdict = judged(a_claim("agility_speed"), a_study("a-1", training(contrast=contrast)))
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")

    def test_another_device_is_indirect(self) -> None:
        verdict = judged(a_claim("agility_speed"), a_study("a-1", training(setting="sled")))
        assert verdict.directness == "indirect"
        assert "sled" in verdict.sentence

    def test_no_difference_between_two_trained_groups_is_no_vote_on_a_gain(self) -> None:
        null = a_study("null-2001", training(direction="no_difference"))
        verdict = judged(a_claim("agility_speed"), null, self.UNTRAINED)
        assert verdict.verdict == "supported"
        assert match_of(verdict, "null-2001.f1").role == "context"

    def test_it_is_a_vote_on_being_better_than_the_usual_form(self) -> None:
        null = a_study("null-2001", training(direction="no_difference"))
        verdict = judged(a_claim("agility_speed", comparator="usual"), null)
        assert verdict.relation == "no_effect_found"

    def test_what_nobody_compared_with_has_no_evidence(self) -> None:
        verdict = judged(a_claim(comparator="other", ratio=4.0), ENERGY)
        assert verdict.verdict == "no_direct_evidence"
        assert "compares running backward with what the claim names" in verdict.sentence

    def test_another_contrast_votes_only_where_there_is_no_better_one(self) -> None:
        before_after = a_study("pre-2001", training(contrast="pre_post", direction="decrease"))
        verdict = judged(a_claim("agility_speed"), before_after, self.UNTRAINED)
        assert verdict.verdict == "supported"
        assert match_of(verdict, "pre-2001.f1").role == "context"


class TestModality:
    WALKED = a_study("walk-2001", training("balance", modality="walking"))

    def test_walking_evidence_for_a_running_claim_is_indirect(self) -> None:
        verdict = judged(a_claim("balance"), self.WALKED)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        assert verdict.sentence.startswith("Walking backward")
        assert "indirect: studies measured walking, not running" in verdict.sentence

    def test_and_direct_for_a_walking_claim(self) -> None:
        verdict = judged(a_claim("balance", activity="backward_walking"), self.WALKED)
        assert (verdict.verdict, verdict.directness) == ("supported", "direct")

    def test_mixed_training_votes_for_both_and_is_direct_for_neither(self) -> None:
        both = a_study("both-2001", training("balance", modality="walking+running"))
        for activity in ("backward_running", "backward_walking"):
            verdict = judged(a_claim("balance", activity=activity), both)
            assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        with_walking = judged(a_claim("balance", activity="backward_walking"), both, self.WALKED)
        assert len({m.study for m in with_walking.matches if m.role == "for"}) == 2

    def test_water_is_indirect_for_land(self) -> None:
        water = a_study("water-2001", a_finding("lactate", setting="water"))
        assert judged(a_claim("lactate"), water).directness == "indirect"

    def test_an_unnamed_activity_is_judged_as_the_topics_default(self) -> None:
        claim = a_claim("balance", activity="backward_locomotion")
        assert judged(claim, self.WALKED).directness == "indirect"

    def test_a_line_by_modality_uses_that_modality_alone(self) -> None:
        library = a_library(self.WALKED)
        claim = a_claim("balance")
        running = judge_modality(claim, library, TOPIC, modality="running")
        assert running.verdict == "no_direct_evidence"
        walking = judge_modality(claim, library, TOPIC, modality="walking")
        assert walking.relation == "agrees"


class TestEffectKind:
    def test_an_acute_effect_is_indirect_for_a_training_claim(self) -> None:
        bout = a_study("bout-2001", a_finding("cognition", effect_kind="acute"))
        verdict = judged(a_claim("cognition"), bout)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        assert "what happens during one bout, not what training changes" in verdict.sentence

    def test_and_training_for_an_acute_one(self) -> None:
        trained = a_study("trained-2001", a_finding("heart_rate", effect_kind="training"))
        assert judged(a_claim("heart_rate"), trained).directness == "indirect"


class TestPopulation:
    def test_patients_are_another_population_for_people_in_general(self) -> None:
        patients = a_study("ill-2001", training("balance"), population_group="patients")
        verdict = judged(a_claim("balance"), patients)
        assert (verdict.verdict, verdict.directness) == ("partly_supported", "indirect")
        assert "not people in general" in verdict.sentence

    def test_but_not_for_a_claim_on_what_only_patients_have(self) -> None:
        patients = a_study("ill-2001", training("pain:knee"), population_group="patients")
        assert judged(a_claim("pain:knee"), patients).directness == "direct"

    def test_children_and_athletes_are_said(self) -> None:
        boys = a_study("boys-2001", training("agility_speed"), population_group="children")
        verdict = judged(a_claim("agility_speed"), boys)
        assert verdict.directness == "direct"
        assert "children or teenagers" in verdict.sentence
        assert any("children" in text for text in steps_of(verdict, "POPULATION"))
