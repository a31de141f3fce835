"""Claims, the posts that make them and the studies that meet them, asked of the sample release."""

from __future__ import annotations

from pathlib import Path

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
from dashboard.data.source import Source, open_source
from dashboard.data.studies import claims_met, evidence, findings, studies, study
from tests.dashboard.sample_release import write_release
from tests.dashboard.sample_rows import HOSTILE, SENTENCES, TOPIC

ALL = Scope(TOPIC)
MILE = "mile-worth-two-to-three"


# Claims


def test_claims_come_with_the_mentions_in_scope(source: Source) -> None:
    whole = {row.claim: row.mentions for row in claims(source, ALL, ClaimFilter())}
    part = {
        row.claim: row.mentions for row in claims(source, Scope(TOPIC, "tiktok"), ClaimFilter())
    }
    assert set(whole) == set(SENTENCES)
    assert sum(whole.values()) == 71
    assert all(part[claim] <= whole[claim] for claim in part)


def test_claims_are_told_with_the_platforms_in_scope(source: Source) -> None:
    (whole,) = claims(source, ALL, ClaimFilter(search="mile"))
    (part,) = claims(source, Scope(TOPIC, "tiktok"), ClaimFilter(search="mile"))
    assert whole.platforms == "bluesky mastodon tiktok youtube"
    assert part.platforms == "tiktok"


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
