"""What pages ask of a release, asked of the sample release."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from dashboard.data.claims import (
    ClaimFilter,
    claims,
)
from dashboard.data.scope import Scope
from dashboard.data.source import Source, open_source, read_status
from dashboard.data.subjects import outcome_labels, platforms, topics
from dashboard.data.trends import gaps, overview, tag_counters, tags, weeks
from pipeline.publish import PipelineError
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import GAP, TOPIC

ALL = Scope(TOPIC)
MILE = "mile-worth-two-to-three"


# The release


def test_without_releases_there_is_nothing_to_open(tmp_path: Path) -> None:
    assert open_source(tmp_path, None) is None


def test_the_current_release_is_opened_unless_another_is_asked_for(store: Path) -> None:
    newest, older = open_source(store, None), open_source(store, "2026-08-12")
    assert newest is not None
    assert older is not None
    assert (newest.release.id, newest.is_current) == (RELEASE, True)
    assert (older.release.id, older.is_current) == ("2026-08-12", False)


def test_an_unknown_release_opens_the_current_one(store: Path) -> None:
    opened = open_source(store, "1999-01-01")
    assert opened is not None
    assert opened.release.id == RELEASE


def test_a_pointer_to_a_release_that_is_gone_is_told(tmp_path: Path) -> None:
    write_release(tmp_path, release="2026-08-12")
    shutil.rmtree(write_release(tmp_path))
    with pytest.raises(PipelineError, match="there is no release 2026-08-19"):
        open_source(tmp_path, None)


def test_a_release_made_anew_on_the_same_day_is_read_anew(tmp_path: Path) -> None:
    assert people_of(write_release(tmp_path)) == {0, 7, 14}
    shutil.rmtree(tmp_path / "releases")
    folder = write_release(tmp_path, changes={"people": 99})
    manifest = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    manifest["made_at"] = "2026-08-19T14:00:00+00:00"
    (folder / "release.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert people_of(folder) == {99}


def people_of(folder: Path) -> set[int]:
    """The column `people` of every claim of a release."""
    opened = open_source(folder.parents[1], None)
    assert opened is not None
    return {row.people for row in claims(opened, ALL, ClaimFilter())}


def test_several_readers_ask_at_once(source: Source) -> None:
    found: list[int] = []
    threads = [
        Thread(target=lambda: found.append(len(claims(source, ALL, ClaimFilter()))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 8


def test_the_status_of_a_store_without_runs_is_empty(store: Path) -> None:
    assert read_status(store) == {}


@pytest.mark.parametrize("written", ["{", "[]", ""])
def test_a_broken_status_is_no_status(tmp_path: Path, written: str) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "status.json").write_text(written, encoding="utf-8")
    assert read_status(tmp_path) == {}


# Subjects and trends


def test_topics_outcomes_and_platforms_are_named(source: Source) -> None:
    (topic,) = topics(source)
    assert (topic.topic, topic.name) == (TOPIC, "Backward running")
    assert outcome_labels(source)["heart_rate"] == "Heart rate"
    assert platforms(source, TOPIC) == ["bluesky", "mastodon", "tiktok", "youtube"]


def test_an_overview_adds_up_what_is_in_scope(source: Source) -> None:
    whole, part = overview(source, ALL), overview(source, Scope(TOPIC, "tiktok"))
    assert whole.posts == 71
    assert 0 < part.posts < whole.posts
    assert part.platforms == ["tiktok"]


def test_an_overview_of_nothing_is_empty(source: Source) -> None:
    nothing = overview(source, Scope(TOPIC, until=date(2020, 1, 1)))
    assert (nothing.posts, nothing.platforms, nothing.first_day) == (0, [], None)


def test_days_count_in_full_at_both_ends(source: Source) -> None:
    day = Scope(TOPIC, since=date(2026, 6, 1), until=date(2026, 6, 1))
    assert overview(source, day).posts == 1


def test_weeks_of_all_lines_add_up_to_the_overview(source: Source) -> None:
    assert sum(week.posts for week in weeks(source, ALL, "all")) == 71
    by_platform = weeks(source, ALL, "platform")
    assert sum(week.posts for week in by_platform) == 71
    assert {week.series for week in by_platform} == set(platforms(source, TOPIC))
    assert all(week.week.weekday() == 0 for week in by_platform)


def test_weeks_of_hashtags_are_those_asked_for(source: Source) -> None:
    found = weeks(source, ALL, "tag", ("retrowalking",))
    assert {week.series for week in found} == {"retrowalking"}


def test_platforms_without_views_have_none_and_not_zero(source: Source) -> None:
    by_platform = {week.series: week for week in weeks(source, ALL, "platform")}
    assert by_platform["mastodon"].views is None
    assert by_platform["tiktok"].views


def test_the_most_used_hashtag_stands_first(source: Source) -> None:
    used = tags(source, TOPIC)
    assert [tag.posts for tag in used] == sorted((tag.posts for tag in used), reverse=True)
    assert len(used) == 3


def test_days_on_end_are_one_gap_with_its_reason(source: Source) -> None:
    off, partial = gaps(source, ALL)
    assert (off.platform, off.status, off.note) == ("mastodon", "off", "server away")
    assert (off.first_day, off.last_day) == GAP
    assert (partial.status, partial.first_day) == ("partial", date(2026, 7, 20))


def test_gaps_of_another_platform_are_not_told(source: Source) -> None:
    assert gaps(source, Scope(TOPIC, "tiktok")) == []


def test_a_hashtag_s_counter_knows_its_first_and_last_sighting(source: Source) -> None:
    (counter,) = tag_counters(source, TOPIC, None)
    assert (counter.first_views, counter.views) == (1_000_000, 1_200_000)
    assert (counter.posts, counter.count_quantum) == (None, 100_000)
    assert tag_counters(source, TOPIC, "bluesky") == []
