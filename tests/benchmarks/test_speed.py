"""The feeds that speed is measured on."""

from __future__ import annotations

from benchmarks._speed import mixed
from claims.records import TextFields


def posts(name: str, count: int) -> list[TextFields]:
    return [TextFields(f"{name}{number}", {"caption": name}) for number in range(count)]


def test_one_post_in_five_of_a_mixed_feed_is_on_the_topic() -> None:
    feed = mixed(posts("topic", 3), posts("other", 50))
    assert [post.fields["caption"] for post in feed].count("topic") == 3
    assert len(feed) == 15


def test_a_mixed_feed_leaves_posts_of_the_topic_out_where_others_are_few() -> None:
    feed = mixed(posts("topic", 9), posts("other", 11))
    assert [post.fields["caption"] for post in feed] == ["topic"] * 2 + ["other"] * 8
