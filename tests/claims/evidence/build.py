"""Claims, findings, studies and libraries made by hand, so that a test states all it depends on."""

from __future__ import annotations

from typing import Any

from claims.evidence.library import Library, library_of
from claims.records import Claim, Finding, Study
from claims.topics import Activity, Topic

TOPIC = Topic(
    slug="backward-running",
    name="Backward running",
    subject="running or walking backward",
    hashtags=frozenset(),
    default_activity="backward_running",
    usual="forward running or walking",
    evidence_topics=("backward-locomotion",),
    usual_contrasts=("backward_vs_forward",),
    caution="A flat clear surface.",
    activities=(
        Activity("backward_running", "running backward", "running forward", "running"),
        Activity("backward_walking", "walking backward", "walking forward", "walking"),
        Activity("backward_locomotion", "running or walking backward", "forward", "any"),
    ),
)


def a_claim(outcome: str = "energy_cost", **fields: Any) -> Claim:
    """A claim on running backward; `ratio` sets both ends, or low and high."""
    ratio = fields.pop("ratio", None)
    if ratio is not None:
        low, high = ratio if isinstance(ratio, tuple) else (ratio, ratio)
        fields = {"magnitude_kind": "ratio", "ratio_low": low, "ratio_high": high} | fields
    base: dict[str, Any] = {
        "slug": "a-claim",
        "topic": TOPIC.slug,
        "activity": "backward_running",
        "direction": "increase",
        "comparator": "unspecified",
        "sentence": "A claim.",
    }
    return Claim(outcome=outcome, **(base | fields))


def a_finding(outcome: str = "energy_cost", **fields: Any) -> dict[str, Any]:
    """The fields of a finding; the study gives it its id."""
    base: dict[str, Any] = {
        "statement": "It rose.",
        "modality": "running",
        "contrast": "backward_vs_forward",
        "effect_kind": "acute",
        "direction": "increase",
        "basis": "same_speed",
    }
    return base | {"outcome": outcome} | fields


def a_study(key: str, *findings: dict[str, Any], **fields: Any) -> Study:
    """A study with its findings numbered .f1, .f2, …"""
    base: dict[str, Any] = {
        "evidence_topic": "backward-locomotion",
        "title": f"The paper of {key}",
        "authors": ("Doe J", "Roe R"),
        "year": 2001,
        "design": "crossover",
        "design_class": "crossover_lab",
        "read_as": "abstract",
        "people": 40,
        "quality": "low",
    }
    made = tuple(Finding(id=f"{key}.f{n}", **row) for n, row in enumerate(findings, 1))
    return Study(key=key, findings=made, **(base | fields))


def a_library(*studies: Study) -> Library:
    """A library of these studies."""
    return library_of(studies, sha256="made by hand")


def training(outcome: str = "agility_speed", **fields: Any) -> dict[str, Any]:
    """The fields of a training finding."""
    return a_finding(outcome, **({"effect_kind": "training", "basis": None} | fields))
