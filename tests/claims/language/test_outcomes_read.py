"""Which outcome and direction the many ways of saying it are read as."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, said

UP, DOWN = "increase", "decrease"


@pytest.mark.parametrize(
    ("text", "outcome", "direction"),
    [
        ("running backwards burns calories", "energy_cost", UP),
        ("it torches calories", "energy_cost", UP),
        ("burns fat", "body_fat", DOWN),
        ("melts belly fat", "body_fat", DOWN),
        ("drop pounds walking backwards", "body_weight", DOWN),
        ("great for weight loss", "body_weight", DOWN),
        ("it hits the quads", "muscle_activation:quadriceps", UP),
        ("lights up your glutes", "muscle_activation:glutes", UP),
        ("your calves are on fire", "muscle_activation:calves", UP),
        ("builds the hamstrings", "muscle_strength:hamstrings", UP),
        ("makes your calves stronger", "muscle_strength:calves", UP),
        ("great cardio", "cardio_fitness", UP),
        ("builds endurance", "cardio_fitness", UP),
        ("gets your heart rate up", "heart_rate", UP),
        ("gets the heart pumping", "heart_rate", UP),
        ("easier on the knees", "knee_load", DOWN),
        ("saves your knees", "knee_load", DOWN),
        ("takes the load off your kneecap", "knee_load", DOWN),
        ("puts less stress on the knee joint", "knee_load", DOWN),
        ("bad for your knees", "knee_load", UP),
        ("fixed my knee pain", "pain:knee", DOWN),
        ("cures runner's knee", "pain:knee", DOWN),
        ("helps with shin splints", "pain:achilles", DOWN),
        ("relieves lower back pain", "pain:back", DOWN),
        ("running backwards is low impact", "impact_load", DOWN),
        ("softer landing", "impact_load", DOWN),
        ("prevents injury", "injury_risk", DOWN),
        ("you'll break your neck", "injury_risk", UP),
        ("you will fall", "fall_risk", UP),
        ("running backwards is way harder than forwards", "rpe", UP),
        ("makes you a faster forward runner", "running_economy", UP),
        ("makes you faster and more agile", "agility_speed", UP),
        ("improves your balance", "balance", UP),
        ("better posture", "posture", UP),
        ("no slouching possible, you can't slouch going backwards", "posture", UP),
        ("sharpens your focus", "cognition", UP),
        ("good for your memory", "memory", UP),
        ("builds mental toughness", "mental_toughness", UP),
        ("improves peripheral vision", "peripheral_senses", UP),
        ("loosens tight hamstrings", "flexibility", UP),
        ("more explosive power", "jump_power", UP),
        ("prevents osteoporosis", "bone_density", UP),
        ("reduces brain fog", "cognition", UP),
        ("you sleep better", "other", UP),
        ("lowers your cortisol", "other", DOWN),
    ],
)
def test_a_way_of_saying_it(text: str, outcome: str, direction: str) -> None:
    assert (outcome, direction) in said(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("less pain, better balance and stronger quads", ["other", "balance", "muscle_strength:quadriceps"]),
        ("works your quads, calves and glutes", ["muscle_activation:quadriceps", "muscle_activation:calves", "muscle_activation:glutes"]),
        ("reduces knee and hip pain", ["pain:knee", "other"]),
        ("it protects and strengthens your knees", ["knee_load", "pain:knee"]),
        ("it works your:\n- quads\n- calves", ["muscle_activation:quadriceps", "muscle_activation:calves"]),
        ("benefits of walking backwards:\n✅ balance\n✅ posture", ["balance", "posture"]),
        ("more focus and my posture is way better", ["cognition", "posture"]),
    ],
)  # fmt: skip
def test_lists_are_read_member_by_member(text: str, wanted: list[str]) -> None:
    assert [outcome for outcome, _ in said(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "day 12 of running backwards",
        "I ran 8 miles backwards in 80 minutes",
        "keep your core engaged and walk backwards",
        "bend your knees and land on the balls of your feet",
        "start slow, reduce the treadmill speed",
        "I lost my balance and hit my knee",
        "I love running backwards, it looks silly",
        "a running back with quick feet",
        "trying to lose weight walking backwards, wish me luck",
        "same park, same heart rate strap",
        "",
        "🙃",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert said(text) == []


def test_an_outcome_outside_the_list_keeps_its_words() -> None:
    frame = one("it makes you dizzy")
    assert (frame.outcome, frame.outcome_text) == ("other", "dizziness")


def test_pain_without_a_part_takes_the_part_the_post_speaks_of() -> None:
    text = "Retro walking and knee arthritis.\nAfter six weeks pain dropped from 7.1 to 3.4"
    assert said(text)[-1] == ("pain:knee", "decrease")
