"""What waits for a person, why, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from claims.evidence.library import library_of
from pipeline.reviewing.doubts import doubtful_frames
from pipeline.reviewing.queue import Reach, needs
from pipeline.stages import Subject, run_match
from pipeline.store import Store
from tests.pipeline.reviewing.conftest import HEART, MILES, Signs, again, desk, mention_of

REASONS: list[Any] = ["changed", "boundary", "merge", "doubtful_frame", "new"]


def waiting(store: Store, subject: Subject, reason: Any) -> list[str]:
    return [item.subject for item in needs(store, desk(store, subject), [reason])]


def test_new_claims_come_the_most_seen_first(judged: Store, subject: Subject) -> None:
    items = needs(judged, desk(judged, subject), ["new"])
    seen = [item.reach.views or 0 for item in items]
    assert seen == sorted(seen, reverse=True)
    assert items[0].subject == MILES
    assert items[0].reach.views == 1_200_000


def test_what_shows_no_views_comes_by_how_often_it_is_said() -> None:
    order = [Reach(1, 1, 10), Reach(2, 3), Reach(1, 1), Reach(1, 1, 0)]
    assert sorted(order, key=lambda reach: reach.order)[:2] == [Reach(1, 1, 10), Reach(2, 3)]


def test_a_judged_claim_waits_no_longer_and_a_merged_one_neither(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    signs("merge", HEART, into=MILES)
    assert {MILES, HEART}.isdisjoint(waiting(judged, subject, "new"))


def test_a_verdict_that_moved_waits_for_who_judged_it(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("agree", MILES)
    assert waiting(judged, subject, "changed") == []
    (topic,) = subject.topics
    nothing_known = Subject(subject.topics, {topic.slug: library_of((), sha256="empty")})
    run_match(judged, nothing_known)
    (item,) = needs(judged, desk(judged, nothing_known), ["changed"])
    assert item.subject == MILES
    assert (
        item.why == "Ada Reader judged it when the rules said exaggerated, now no direct evidence"
    )


def test_two_readings_of_the_words_make_a_frame_doubtful_until_a_person_decides(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    doubtful = {doubt.mention: doubt for doubt in doubtful_frames(judged, subject.topics[0])}
    heart = mention_of(judged, HEART)
    assert doubtful[heart].why == "the words may mean 2 to 3 or 3 to 4 times"
    signs("agree", heart)
    after = [doubt.mention for doubt in doubtful_frames(judged, subject.topics[0])]
    assert after == [mention for mention in doubtful if mention != heart]


def test_the_most_seen_doubt_comes_first(judged: Store, subject: Subject) -> None:
    views = [doubt.views or 0 for doubt in doubtful_frames(judged, subject.topics[0])]
    assert views
    assert views == sorted(views, reverse=True)


@pytest.mark.parametrize("reason", REASONS)
def test_every_item_says_why_and_by_which_name_it_goes(
    judged: Store, subject: Subject, reason: Any
) -> None:
    for item in needs(judged, desk(judged, subject), [reason]):
        row = item.as_json()
        assert row["reason"] == reason
        assert row["why"]
        assert row["subject"]
        assert {"views", "posts", "mentions", "verdict", "sentence", "topic"} <= row.keys()


def test_a_pair_is_proposed_until_a_person_tells_the_two_apart(
    judged: Store, subject: Subject, signs: Signs
) -> None:
    signs("override", mention_of(judged, HEART), edits=("comparator=unspecified",))
    again(judged, subject)
    (first,) = needs(judged, desk(judged, subject), ["merge"])
    assert first.other == HEART
    assert "does not say what it compares with" in first.why
    signs("merge", first.subject, into=first.other)
    assert first.subject not in waiting(judged, subject, "merge")
    signs("split", first.subject)
    assert first.subject not in waiting(judged, subject, "merge")
