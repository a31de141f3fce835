"""Topics: loading by slug, what belongs to one, and errors that name the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.records import TextFields
from claims.topics import load_topic, read_topic, topic_slugs

TOPIC = load_topic("backward-running")


def post(caption: str, *hashtags: str) -> TextFields:
    return TextFields("t", {"caption": caption}, hashtags=hashtags)


def test_the_first_topic_is_shipped_and_frozen() -> None:
    assert "backward-running" in topic_slugs()
    assert TOPIC is load_topic("backward-running")
    with pytest.raises(AttributeError):
        TOPIC.slug = "other"  # type: ignore[misc]


@pytest.mark.parametrize("slug", topic_slugs())
def test_every_shipped_topic_loads_and_knows_its_own_tags(slug: str) -> None:
    topic = load_topic(slug)
    assert topic.slug == slug
    assert topic.activity(topic.default_activity).label
    assert topic.holds(post("", next(iter(topic.hashtags))))


def test_an_unknown_topic_names_the_nearest_and_all() -> None:
    with pytest.raises(ClaimsError) as caught:
        load_topic("backwards-runing")
    assert "'backwards-runing'" in caught.value.problem
    assert caught.value.fix.startswith("did you mean backward-running?")
    with pytest.raises(ClaimsError) as caught:
        load_topic("zzz")
    assert "backward-running" in caught.value.fix


@pytest.mark.parametrize(
    "given",
    [
        post("nice", "RunningBackwards"),
        post("nice", "#retrowalking"),
        post("nice #reverserunning!"),
        post("I ran the whole mile backwards"),
        post("backward-walking for beginners"),
        post("going in reverse today"),
        TextFields("t", {"transcript": "we run five miles backwards"}),
    ],
)
def test_a_post_of_the_topic(given: TextFields) -> None:
    assert TOPIC.holds(given)


@pytest.mark.parametrize(
    "given",
    [
        post("nice run", "running"),
        post("he wears his hat backwards"),
        post("our running back, backwards compatible"),
        post("#runningbackwardsandforwards"),
        post(""),
        TextFields("t", {}),
    ],
)
def test_a_post_of_something_else(given: TextFields) -> None:
    assert not TOPIC.holds(given)


def test_another_meaning_does_not_hide_the_topic_beside_it() -> None:
    assert TOPIC.holds(post("a running back who trains by running backwards"))


def test_the_activity_of_a_post_that_names_none() -> None:
    assert TOPIC.unnamed_activity == "backward_locomotion"
    assert load_topic("weighted-vest-walking").unnamed_activity == "weighted_vest_walking"


def test_an_unknown_activity_names_the_known_ones() -> None:
    with pytest.raises(ClaimsError) as caught:
        TOPIC.activity("swimming")
    assert "backward_running" in caught.value.fix


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "', 'nome = "', "name = None"),
        ('default_activity = "backward_running"', 'default_activity = "hopping"', "'hopping'"),
        ('modality = "walking"', "modality = 3", "modality = 3"),
        ("hashtags = [", "hashtags = 5\nx = [", "hashtags = 5"),
        ('slug = "', 'slug = "\n', "line 2"),
    ],
)
def test_a_broken_topic_file_names_file_and_value(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    source = Path(__file__).parents[2] / "data" / "topics" / "backward-running.toml"
    broken = tmp_path / "mine.toml"
    broken.write_text(source.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ClaimsError) as caught:
        read_topic(broken)
    assert named in caught.value.problem
    assert caught.value.fix
