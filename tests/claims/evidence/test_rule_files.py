"""The data files of the rules: what they must hold, and what a mistake in them says."""

from __future__ import annotations

from importlib.resources import files

import pytest

from claims.errors import ClaimsError
from claims.evidence.library import load_library
from claims.evidence.outcomes import load_outcomes, part_of, read_outcomes
from claims.evidence.rules import load_rules, read_rules
from claims.evidence.subject import activity_judged, activity_measured
from claims.topics import Activity, Topic, load_topic, topic_slugs
from tests.claims.evidence.build import TOPIC

RULES = (files("data") / "verdict_rules.toml").read_text("utf-8")
OUTCOMES = """
[[outcome]]
key = "sleep"
label = "Sleep"

[[outcome]]
key = "muscle_activation:neck"
label = "Neck"
"""


def test_a_missing_key_of_the_rules_is_named() -> None:
    with pytest.raises(ClaimsError, match=r"verdict_rules\.toml: the key 'tolerance' is missing"):
        read_rules(RULES.replace("tolerance = 1.10", "toleranse = 1.10"))


def test_an_unknown_key_of_a_row_is_named_with_its_row() -> None:
    with pytest.raises(ClaimsError, match=r"\[\[modality\]\].*covrs") as raised:
        read_rules(RULES.replace('covers = ["running"]', 'covrs = ["running"]', 1))
    assert "compare it with the other [[modality]] rows" in raised.value.fix


def test_a_new_modality_is_one_row() -> None:
    row = '\n[[modality]]\nkey = "hopping"\ncovers = ["running"]\nsays = "hopping"\n'
    assert read_rules(RULES + row).modalities["hopping"].covers == ("running",)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("energy_cost", "acute"),
        ("muscle_activation:core", "acute"),
        ("muscle_strength:core", "training"),
        ("injury_risk", "risk"),
        ("other", "training"),
    ],
)
def test_what_a_claim_speaks_of_follows_from_its_outcome(outcome: str, kind: str) -> None:
    assert load_rules().claim_kind(outcome) == kind


def test_every_word_in_the_rules_is_used_by_a_study_or_kept_for_one() -> None:
    rules, library = load_rules(), load_library()
    findings = library.findings.values()
    assert {f.contrast for f in findings} <= set(rules.contrasts)
    assert {f.modality for f in findings} <= set(rules.modalities)
    assert {s.design_class for s in library.studies.values()} | {"opinion"} == set(rules.designs)
    assert {f.setting for f in findings} - {None} == set(rules.settings)


def test_a_muscles_strength_borrows_the_part_of_its_activity() -> None:
    outcomes = read_outcomes(OUTCOMES)
    assert outcomes.knows("muscle_strength:neck")
    assert not outcomes.knows("muscle_strength:toe")
    assert part_of("muscle_strength:neck") == "neck"
    assert part_of("sleep") is None
    (context,) = outcomes.stand_ins_for("muscle_strength:neck")
    assert (context.when, context.use) == ("context", "muscle_activation:neck")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('for = "sleep"\nwhen = "always"\nuse = "nap"\nsays = "naps"', "sleep -> nap"),
        ('for = "sleep"\nwhen = "always"\nuse = "sleep"', "has no 'says'"),
    ],
)
def test_a_broken_stand_in_is_named(row: str, problem: str) -> None:
    with pytest.raises(ClaimsError) as raised:
        read_outcomes(f"{OUTCOMES}\n[[stand_in]]\n{row}\n")
    assert problem in raised.value.problem
    assert raised.value.problem.startswith("data/outcomes.toml")


def test_every_shipped_stand_in_names_outcomes_on_the_list() -> None:
    outcomes = load_outcomes()
    assert len(outcomes.stand_ins) >= 10
    assert {row.when for row in outcomes.stand_ins} == {
        "same_quantity",
        "equivalence",
        "ratio",
        "always",
        "context",
    }


@pytest.mark.parametrize("slug", topic_slugs())
def test_every_shipped_topic_can_be_judged(slug: str) -> None:
    topic = load_topic(slug)
    for activity in topic.activities:
        judged = activity_judged(activity.key, topic)
        assert judged.modality != "any"
    topics = {study.evidence_topic for study in load_library(slug).studies.values()}
    assert topics <= set(topic.evidence_topics)


def test_a_default_activity_that_is_none_of_the_topics_is_named() -> None:
    broken = Topic(
        slug="hops",
        name="Hops",
        subject="hopping",
        hashtags=frozenset(),
        default_activity="skipping",
        usual="walking",
        evidence_topics=(),
        usual_contrasts=(),
        caution="c",
        activities=(Activity("hopping", "hopping", "walking", "any"),),
    )
    with pytest.raises(ClaimsError, match="default_activity = 'skipping'") as raised:
        activity_judged("hopping", broken)
    assert "hopping" in raised.value.fix


def test_the_activity_of_a_modality_is_found_where_there_is_one() -> None:
    walked = activity_measured("walking", TOPIC)
    assert walked is not None
    assert walked.label == "walking backward"
    assert activity_measured("daily life", TOPIC) is None
