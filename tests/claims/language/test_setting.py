"""Which activity a claim speaks of, and what it compares with."""

from __future__ import annotations

import pytest

from claims.records import TextFields
from tests.claims.language.reading import extractor, one, read


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("running backwards burns calories", "backward_running"),
        ("retro walking burns calories", "backward_walking"),
        ("run the whole thing backwards, it burns calories", "backward_running"),
        ("walking on the treadmill backwards burns calories", "backward_walking"),
        ("going backwards burns calories", "backward_locomotion"),
        ("it burns calories", "backward_locomotion"),
        ("it's 1.3x the cost of walking forward", "backward_walking"),
        ("backpedaling burns calories", "backward_running"),
    ],
)
def test_the_activity_is_the_one_the_text_names(text: str, activity: str) -> None:
    assert {frame.activity for frame in read(text, hashtags=())} == {activity}


def test_a_hashtag_names_the_activity_where_the_words_do_not() -> None:
    assert one("it burns calories").activity == "backward_running"
    frames = read("it burns calories #retrowalking", hashtags=())
    assert [frame.activity for frame in frames] == ["backward_walking"]


def test_the_nearest_activity_counts_where_two_are_named() -> None:
    text = "running backwards burns calories. walking backwards improves balance"
    assert [frame.activity for frame in read(text)] == ["backward_running", "backward_walking"]


def test_the_caption_names_the_activity_of_the_transcript() -> None:
    post = TextFields("t", {"caption": "retro walking", "transcript": "it burns calories"})
    (frame,) = extractor().read(post)
    assert (frame.field, frame.activity) == ("transcript", "backward_walking")


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("burns more calories than running forward", "usual"),
        ("burns more calories than a normal run", "usual"),
        ("burns more calories than jogging", "usual"),
        ("compared to forward walking it burns more calories", "usual"),
        ("works your quads more than squats", "other"),
        ("harder than a spin class, running backwards", "other"),
        ("my balance is better than last year", "none"),
        ("my knee pain is gone", "none"),
        ("burns more calories", "unspecified"),
        ("easier on the knees", "unspecified"),
        ("makes you a better forward runner", "unspecified"),
    ],
)
def test_what_it_is_compared_with(text: str, comparator: str) -> None:
    assert {frame.comparator for frame in read(text)} == {comparator}


def test_the_comparison_belongs_to_the_claim_beside_it() -> None:
    text = "it loads the quads more than ordinary walking, and it may improve balance"
    assert [frame.comparator for frame in read(text)] == ["usual", "unspecified"]


def test_a_heading_sets_the_comparison_for_what_follows() -> None:
    frames = read(
        "Retro walking vs. regular walking:\n78 percent more oxygen\n47 percent higher HR"
    )
    assert [frame.comparator for frame in frames] == ["usual", "usual"]


@pytest.mark.parametrize(
    "text",
    ["creatine builds muscle", "squats strengthen your glutes", "run it back for more cardio"],
)
def test_another_subject_takes_its_claim_with_it(text: str) -> None:
    assert read(text, hashtags=()) == ()


def test_another_activity_in_a_post_on_the_topic_takes_only_its_own_claim() -> None:
    text = "running backwards burns calories but creatine builds muscle"
    assert [frame.outcome for frame in read(text)] == ["energy_cost"]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "Great cardio but it did zilch for my glutes",
            ["cardio_fitness", "muscle_activation:glutes"],
        ),
        ("did this for 2 months, knee pain gone", ["pain:knee"]),
        ("Strawberries prevent diabetes", []),
        ("Bottled nature helps ease back pain", []),
        ("The Incredible Balance of Nations", []),
        ("squats fixed my knee pain", []),
    ],
)
def test_a_post_that_names_no_activity_may_only_reply(text: str, outcomes: list[str]) -> None:
    assert [frame.outcome for frame in read(text, hashtags=())] == outcomes


def test_naming_the_usual_form_shows_what_a_reply_is_about() -> None:
    text = "the new machine builds leg strength more than a standard forward treadmill"
    assert [frame.comparator for frame in read(text, hashtags=())] == ["usual"]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("it burns more calories than my boring old jog", "usual"),
        ("twice the effort of running face on", "usual"),
        ("heart rate goes up by 15 beats when you turn around", "usual"),
        ("it burns the same calories backwards and forwards", "usual"),
        ("it works the quads more than going to the gym", "other"),
        ("reduced knee pain versus usual physio alone", "other"),
        ("no it does not improve balance, been doing it since I was 9", "unspecified"),
        ("it might be helping my hips too", "unspecified"),
        ("lost 12 lb since Easter", "none"),
    ],
)
def test_the_other_side_goes_by_many_names(text: str, comparator: str) -> None:
    assert {frame.comparator for frame in read(text)} == {comparator}


def test_a_list_is_compared_by_its_head_or_its_foot() -> None:
    foot = "Calves: 2x the work\nQuads: 3x the work\nAll vs. normal running"
    head = "Compared with forward running:\n- 30% more calories\n- 20% lower knee load"
    for text in (foot, head):
        assert [frame.comparator for frame in read(text)] == ["usual", "usual"]


def test_words_that_say_one_thing_twice_share_their_comparison() -> None:
    frame = one("backward running makes you faster and more agile than forward running training")
    assert (frame.outcome, frame.comparator) == ("agility_speed", "usual")
