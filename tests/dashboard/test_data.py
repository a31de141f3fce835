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
    claim,
    claims,
    facets,
    nearest,
    releases_with,
    spread,
    steps,
)
from dashboard.data.coverage import coverage, removals
from dashboard.data.posts import mentions, most_seen, quotable, reach, unquoted
from dashboard.data.readings import readings
from dashboard.data.scope import Scope
from dashboard.data.source import Source, open_source, read_status
from dashboard.data.studies import claims_met, evidence, findings, studies, study
from dashboard.data.subjects import outcome_labels, platforms, topics
from dashboard.data.trends import gaps, overview, tag_counters, tags, weeks
from pipeline.publish import PipelineError
from tests.dashboard.sample_release import RELEASE, write_release
from tests.dashboard.sample_rows import GAP, HOSTILE, SENTENCES, TOPIC

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


# Claims


def test_claims_come_with_the_mentions_in_scope(source: Source) -> None:
    whole = {row.claim: row.mentions for row in claims(source, ALL, ClaimFilter())}
    part = {
        row.claim: row.mentions for row in claims(source, Scope(TOPIC, "tiktok"), ClaimFilter())
    }
    assert set(whole) == set(SENTENCES)
    assert sum(whole.values()) == 71
    assert all(part[claim] <= whole[claim] for claim in part)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ClaimFilter(verdict="contradicted"), {"lowers-heart-rate"}),
        (ClaimFilter(outcome="knee_load"), {"easier-on-knees"}),
        (ClaimFilter(relation="untested"), {"mental-fortitude"}),
        (ClaimFilter(search="KNEES"), {"easier-on-knees"}),
        (ClaimFilter(search="heart times"), {"heart-two-to-three"}),
        (ClaimFilter(search="calories"), {MILE}),  # the name of its outcome
        (ClaimFilter(search="  mile  "), {MILE}),
        (ClaimFilter(search="zebra"), set()),
        (ClaimFilter(search="'; DROP TABLE claims; --"), set()),
        (ClaimFilter(search="%"), set()),
    ],
)
def test_claims_are_found_by_every_filter(
    source: Source, wanted: ClaimFilter, found: set[str]
) -> None:
    assert {row.claim for row in claims(source, ALL, wanted)} == found


def test_claims_have_three_orders(source: Source) -> None:
    by_mentions = claims(source, ALL, ClaimFilter())
    newest = claims(source, ALL, ClaimFilter(), order="newest")
    latest = claims(source, ALL, ClaimFilter(), order="latest")
    assert by_mentions[0].claim == MILE
    assert newest[0].first_seen_at == max(row.first_seen_at for row in newest)
    assert latest[0].last_seen_at == max(row.last_seen_at for row in latest)


def test_facets_count_claims(source: Source) -> None:
    assert facets(source, TOPIC, "verdict")["exaggerated"] == 2


def test_a_claim_is_found_by_its_key_and_only_by_it(source: Source) -> None:
    row = claim(source, MILE)
    assert row is not None
    assert row.sentence == SENTENCES[MILE]
    assert claim(source, "mile") is None


def test_the_nearest_claims_to_a_misspelt_key_come_first(source: Source) -> None:
    assert nearest(source, "mile-worth-two-to-thre")[0].claim == MILE
    assert nearest(source, "zzzzzzzz") == []


def test_other_releases_with_a_claim_are_known(source: Source) -> None:
    assert releases_with(source, MILE) == ["2026-08-12"]
    assert releases_with(source, "nothing") == []


def test_steps_come_in_order(source: Source) -> None:
    assert [step.rule for step in steps(source, MILE)][:2] == ["WORDS", "QUANTITIES"]


def test_the_spread_of_a_claim_adds_up_to_its_mentions(source: Source) -> None:
    row = claim(source, MILE)
    assert row is not None
    assert sum(week.mentions for week in spread(source, MILE)) == row.mentions


# Posts


def test_mentions_hold_the_words_of_their_span(source: Source) -> None:
    for row in mentions(source, MILE, limit=50):
        assert row.text[row.quote_start : row.quote_end] in row.text
        assert row.text[row.quote_start : row.quote_end]


def test_the_most_seen_mention_stands_first_and_parts_follow_one_another(source: Source) -> None:
    whole = mentions(source, MILE, limit=50)
    assert whole[0].post.caption == HOSTILE
    assert whole == mentions(source, MILE, limit=3) + mentions(source, MILE, limit=50, skip=3)
    assert len(whole) == quotable(source, MILE)


def test_posts_that_few_saw_are_counted_and_not_quoted(tmp_path: Path) -> None:
    write_release(tmp_path, invented=False)
    real = open_source(tmp_path, None)
    assert real is not None
    limits = reach(real)
    quoted = mentions(real, MILE, limit=50)
    for row in quoted:
        seen = (row.post.views or 0) >= limits["from_views"]
        assert seen or (row.post.likes or 0) >= limits["from_likes"]
    rest = unquoted(real, MILE)
    assert rest
    assert sum(one.posts for one in rest) + len(quoted) == 11


def test_invented_posts_are_all_quoted(source: Source) -> None:
    assert unquoted(source, MILE) == []
    assert quotable(source, MILE) == 11


def test_the_most_seen_post_of_each_platform_is_of_those_that_show_views(source: Source) -> None:
    found = most_seen(source, ALL)
    assert [post.platform for post in found] == ["tiktok", "youtube"]
    assert found[0].views == 258_000
    assert [post.platform for post in most_seen(source, Scope(TOPIC, "tiktok"))] == ["tiktok"]


# Studies, coverage, readings


def test_evidence_puts_findings_with_a_size_first(source: Source) -> None:
    found = evidence(source, MILE)
    assert [one.finding.finding for one in found] == ["lab-1994.f1", "lab-2001.f1"]
    assert found[0].study.reviewed_by == "A. Reader"
    assert evidence(source, "mental-fortitude") == []


def test_the_library_knows_its_studies_and_what_they_meet(source: Source) -> None:
    assert len(studies(source, TOPIC)) == 3
    assert len(findings(source, TOPIC)) == 6
    row = study(source, TOPIC, "lab-1994")
    assert row is not None
    assert row.people == 10
    assert study(source, TOPIC, "nobody-1900") is None
    assert {met.claim for met in claims_met(source, "lab-1994")} == {
        MILE,
        "heart-two-to-three",
        "lowers-heart-rate",
    }


def test_coverage_and_removals_are_told_newest_first(source: Source) -> None:
    days = coverage(source)
    assert days[0].day > days[-1].day
    (removed,) = removals(source)
    assert (removed.platform, removed.posts) == ("tiktok", 1)


def test_readings_are_counted_by_platform_and_outcome(source: Source) -> None:
    assert [(one.platform, one.outcome, one.posts) for one in readings(source, TOPIC)] == [
        ("bluesky", "no_claim", 7),
        ("tiktok", "claims", 20),
    ]
