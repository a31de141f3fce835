"""Who stands behind a claim: asserted, denied, asked, reported; hedged; the speaker's own."""

from __future__ import annotations

import pytest

from tests.claims.language.reading import one, read


@pytest.mark.parametrize(
    "text",
    [
        "running backwards does not burn more calories",
        "it doesn't help your balance",
        "it's a myth that walking backwards burns more calories",
        "there's no evidence it improves posture",
        "I don't think it builds endurance",
        "does nothing for your knees",
        "no easier on the knees than normal running",
        "100 backward steps are NOT equal to 1000 forward steps",
        "walking backwards burns ten times more calories no it does not",
        "Walking backwards melts belly fat. It doesn't.",
        "Running backwards improves posture. No.",
    ],
)
def test_denied(text: str) -> None:
    assert one(text).stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "not only does it burn more calories",
        "I can't believe how many calories walking backward burns",
        "no joke, running backwards improves balance",
        "who knew running backwards burns more calories?",
        "did you know walking backwards burns more calories?",
        "want stronger quads? walk backwards",
        "you've never felt your quads burn until you run backwards",
        "walking backwards every day, lost 9 lbs. no diet",
        "running backwards burns more calories, no equipment needed",
    ],
)
def test_asserted_although_it_looks_denied_or_asked(text: str) -> None:
    assert {frame.stance for frame in read(text)} == {"asserts"}


@pytest.mark.parametrize(
    "text",
    [
        "does running backwards burn more calories?",
        "is walking backwards good for your knees",
        "anyone know if walking backwards helps your balance",
        "My question is whether it actually improves running economy.",
        "how is that good for balance",
    ],
)
def test_asked(text: str) -> None:
    assert one(text).stance == "questions"


def test_a_question_with_its_answer_is_one_claim() -> None:
    assert one("does it burn more calories? yes it does").stance == "asserts"
    assert one("does it burn more calories? nope").stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "my PT says walking backwards is easier on the knees",
        "studies show it improves balance",
        "studies also suggest the glutes work harder walking backwards",
        "according to Harvard it sharpens your memory",
        "apparently it's good for your memory",
        "everyone keeps saying it builds your quads",
        "Walking backwards is good for the brain, says the piece",
    ],
)
def test_reported(text: str) -> None:
    assert one(text).stance == "reports"


def test_a_closing_line_names_the_source_of_a_list() -> None:
    text = "1. Improves balance\n2. Builds stronger shins\nThese are what the websites say, not me."
    assert {frame.stance for frame in read(text)} == {"reports"}


def test_the_speaker_takes_over_after_a_source() -> None:
    text = "she said the impact is lower and I swear my knee pain is gone"
    assert [frame.stance for frame in read(text)] == ["reports", "asserts"]


@pytest.mark.parametrize(
    "text",
    ["it may improve balance", "can help reduce knee pain", "possibly good for your ankles"],
)
def test_hedged(text: str) -> None:
    assert one(text).hedged


@pytest.mark.parametrize("text", ["it improves balance", "since May my balance is better"])
def test_not_hedged(text: str) -> None:
    assert not one(text).hedged


@pytest.mark.parametrize(
    "text",
    [
        "my knee pain is gone",
        "I lost 12 lbs walking backwards",
        "tried it today, burned 250 cal",
        "it helped my balance",
        "did this for 2 months, knee pain gone",
        "resting HR 79 → 70",
    ],
)
def test_personal(text: str) -> None:
    assert one(text).personal


@pytest.mark.parametrize(
    "text",
    [
        "it improves balance",
        "I think it improves balance",
        "it's gonna fix my posture",
        "my athletes get faster",
        "in one trial knee pain dropped from 7.1 to 3.4",
    ],
)
def test_not_personal(text: str) -> None:
    assert not any(frame.personal for frame in read(text))


def test_a_general_claim_and_an_own_result_are_two() -> None:
    frames = read("Backward walking cures knee pain. My knee pain is gone.")
    assert [frame.personal for frame in frames] == [False, True]


def test_a_study_told_at_length_stands_behind_its_results() -> None:
    text = (
        "A 2012 study followed runners for six weeks. The backward group cut their knee pain by 30%. "
        "Their VO2 max rose by 5%. I tried it and my balance improved."
    )
    assert [(f.outcome, f.stance, f.comparator) for f in read(text)] == [
        ("pain:knee", "reports", "none"),
        ("cardio_fitness", "reports", "none"),
        ("balance", "asserts", "none"),
    ]


def test_a_source_before_a_list_stands_behind_its_items() -> None:
    frames = read("What the ads say:\n- burns fat\n- builds muscle\nIt improves balance.")
    assert [frame.stance for frame in frames] == ["reports", "reports", "asserts"]


def test_in_bare_speech_a_source_speaks_until_the_speaker_does() -> None:
    text = (
        "so my trainer says it burns way more calories than running forward and it also strengthens "
        "your quads and um it improves your balance and honestly i love it and my knee pain is gone"
    )
    assert [frame.stance for frame in read(text)] == ["reports", "reports", "reports", "asserts"]


@pytest.mark.parametrize(
    "nothing", ["nothing", "sod all", "naff all", "jack", "absolutely nothing"]
)
@pytest.mark.parametrize("verb", ["does", "did", "has done"])
def test_doing_nothing_for_a_thing_denies_in_every_form(verb: str, nothing: str) -> None:
    assert one(f"it {verb} {nothing} for my posture").stance == "denies"


def test_doing_anything_for_a_thing_is_said_only_to_deny_or_to_ask() -> None:
    assert one("it won't do anything for your posture").stance == "denies"
    assert one("does it do anything for your posture?").stance == "questions"
    assert read("i would do anything for good posture") == ()


def test_a_denial_behind_turns_the_nearest_claim_only() -> None:
    text = (
        "it strengthens your quads and calves and i love it and now does it burn fat no it does not"
    )
    stances = {frame.outcome: frame.stance for frame in read(text)}
    assert stances["muscle_strength:quadriceps"] == "asserts"
    assert stances["body_fat"] == "denies"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Does it fix knee pain? Short answer: nope.", "denies"),
        ("Does it fix knee pain? Honestly, no.", "denies"),
        ("Does it fix knee pain? My physio says yes.", "reports"),
        ("Does it fix knee pain? It blasts nothing.", "denies"),
        ("Does it fix knee pain or is that a myth?", "questions"),
        ("Does it fix knee pain? Yes.", "asserts"),
        ("Does it fix knee pain?\nEDIT: asked my GP, apparently no.", "denies"),
        ("It strengthens the quads. It's not magic.", "asserts"),
    ],
)
def test_what_the_next_breath_makes_of_a_claim(text: str, stance: str) -> None:
    assert one(text).stance == stance


def test_levels_told_with_a_negation_are_no_denial() -> None:
    assert one("resting HR couldn't get below 79 before, 79 → 70 now").stance == "asserts"


def test_could_not_hedges_nothing_and_a_hedge_reaches_its_own_claim() -> None:
    assert not one("couldn't find one study that says it improves balance").hedged
    text = "one it may put around half the stress on your knees and then also number two it improves balance"
    assert {frame.outcome: frame.hedged for frame in read(text)} == {
        "knee_load": True,
        "balance": False,
    }
