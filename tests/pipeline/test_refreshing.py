"""What is due is asked for again; what is gone, and what nobody answers for in time, goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.publish.release import open_release, release_ids
from pipeline.refreshing import Refreshed, questions, quota_kept, refresh
from pipeline.retention import held, left_in_releases, rules, standings
from pipeline.rounds import begin, utc_now
from pipeline.stages import Subject, run_extract, run_match, run_publish
from scrapers.platform import known_platforms
from tests.loopback import as_json, serving
from tests.pipeline.making import Ended, write_lines
from tests.pipeline.research import PLATFORM, Collection, age
from tests.pipeline.sites import MANNER
from tests.scrapers.platforms.samples.tiktok_research import video

Command = Callable[..., Ended]


def refreshed(research: Collection, url: str | None = None) -> Refreshed:
    return refresh(
        research.store,
        servers=lambda platform: (url or research.url,),
        manner=MANNER,
        progress=lambda subject, done: None,
        now=utc_now(),
    )


def overdue(research: Collection) -> dict[str, int]:
    found = standings(research.store, now=utc_now())
    return {one.source: one.overdue for one in found if one.overdue}


def test_every_source_with_a_duty_has_its_rule() -> None:
    found = {name: (rule.retention_days, rule.refresh_days) for name, rule in rules().items()}
    assert found["tiktok_research"] == (15, 10)
    assert found["research_api"] == (15, 10)
    assert found["youtube"] == (30, 25)
    assert all(0 < early < days for days, early in found.values())
    named = {name for name, one in known_platforms().items() if one.card.retention_days}
    assert named <= found.keys()


def test_what_is_due_is_seen_anew_and_what_is_not_is_left_alone(research: Collection) -> None:
    research.run()
    assert refreshed(research).due == 0
    age(research, 11, "kind = 'video'")
    research.api.videos[3]["view_count"] = 2_000_000
    done = refreshed(research)
    assert (done.due, done.gone, done.overdue, done.still_due) == (7, 0, 0, 0)
    assert all(one.ending == "done" for one in done.results)
    views = research.rows("SELECT max(views) FROM sightings")
    assert views == [(2_000_000,)]
    assert research.rows("SELECT stage, ending FROM runs ORDER BY started_at DESC LIMIT 1") == [
        ("refresh", "done")
    ]


def test_what_is_gone_goes_everywhere_with_the_comments_under_it(
    research: Collection, subject: Subject
) -> None:
    research.run()
    run_extract(research.store, subject.topics)
    run_match(research.store, subject)
    run_publish(research.store, subject)
    age(research, 11)
    gone = research.api.videos.pop(0)
    done = refreshed(research)
    assert (done.gone, done.overdue) == (4, 0)
    left = {str(one["id"]) for one in research.api.videos}
    assert research.ids("video") == left
    assert research.ids("comment") == set()
    stones = research.rows("SELECT DISTINCT reason FROM tombstones")
    assert stones == [("deleted_on_platform",)]
    (release,) = release_ids(research.store.directory)
    connection = open_release(research.store.directory, release).connection()
    ids = {row[0] for row in connection.execute("SELECT id FROM posts").fetchall()}
    connection.close()
    assert str(gone["id"]) not in ids
    assert left_in_releases(research.store) == {release: 0}
    bodies = str(research.rows("SELECT body FROM payloads"))
    assert str(gone["id"]) not in bodies


def test_what_nobody_answers_for_in_time_goes(research: Collection) -> None:
    research.run()
    age(research, 16)
    assert overdue(research) == {"tiktok_research": 10}
    research.api.refuses = lambda path, body: as_json({}, 500)
    done = refreshed(research)
    assert (done.gone, done.overdue, done.still_due) == (0, 10, 0)
    assert research.rows("SELECT count(*) FROM posts") == [(0,)]
    assert research.rows("SELECT DISTINCT reason FROM tombstones") == [("retention",)]
    assert overdue(research) == {}
    ending, reason = research.rows("SELECT ending, reason FROM runs WHERE stage = 'refresh'")[0]
    assert ending == "partial"
    assert "500" in reason


def test_a_dead_line_of_our_own_removes_nothing(research: Collection) -> None:
    research.run()
    age(research, 16)
    with serving(research.api) as server:
        nobody = server.url
    done = refreshed(research, nobody)
    assert (done.overdue, done.still_due) == (0, 10)
    assert research.rows("SELECT count(*) FROM posts") == [(10,)]
    assert [one.ending for one in done.results] == ["partial"]


def test_comments_are_listed_again_and_one_that_is_not_goes_when_its_time_is_up(
    research: Collection,
) -> None:
    research.run()
    (under,) = research.api.comments.values()
    missing = under.pop()
    age(research, 11)
    done = refreshed(research)
    assert (done.due, done.gone, done.overdue, done.still_due) == (10, 0, 0, 1)
    age(research, 5, f"id = '{missing['id']}'")
    done = refreshed(research)
    assert (done.gone, done.overdue, done.still_due) == (0, 1, 0)
    assert len(research.ids("comment")) == 2


def test_what_ought_to_be_asked_for_may_wait_until_it_can_be(
    research: Collection,
) -> None:
    research.run()
    research.store.connection.execute("UPDATE captures SET source = 'tiktok_web'")
    age(research, 400)
    assert {one.goes_at for one in held(research.store.connection)} == {None}
    research.api.refuses = lambda path, body: as_json({}, 500)
    done = refreshed(research)
    assert (done.overdue, done.still_due) == (0, 10)
    assert overdue(research) == {"tiktok_web": 10}


def test_the_oldest_deadline_is_asked_about_first(research: Collection) -> None:
    research.run()
    age(research, 11, "kind = 'video'")
    oldest = max(research.ids("video"))
    age(research, 2, f"id = '{oldest}'")
    assert held(research.store.connection)[0].id == oldest
    (asked,) = questions(research.store.connection, servers=lambda one: (), now=utc_now())
    assert asked.requests[0].about == oldest
    assert len(asked.requests) > 1


def test_refreshing_spends_what_is_kept_for_it_and_no_more(research: Collection) -> None:
    research.run()
    now = utc_now()
    kept = quota_kept(research.store.connection, PLATFORM, now=now)
    # What collecting has spent is no part of it.
    assert kept == {"requests": 100, "records": 10_000}
    age(research, 11, "kind = 'video'")
    with ledger_run(research.store, "refresh") as run:
        research.store.connection.execute(
            "INSERT INTO quota_spent VALUES ('tiktok_research', 'requests', 100, ?, ?)",
            [now, run.name],
        )
    asked = len(research.api.bodies)
    done = refreshed(research)
    assert len(research.api.bodies) == asked
    assert done.still_due == 7
    assert "quota" in done.results[0].reason


def test_what_a_refresh_left_is_not_gone_on_with(research: Collection) -> None:
    research.run()
    age(research, 11, "kind = 'video'")
    with ledger_run(research.store, "refresh") as run:
        (asked,) = questions(
            research.store.connection, servers=lambda one: (research.url,), now=utc_now()
        )
        this = begin(research.store, run, _round(asked), asked.requests)
    assert refreshed(research).still_due == 0
    rounds = dict(research.rows("SELECT round, ending FROM rounds WHERE topic = ''"))
    assert rounds.pop(this.name) == "given_up"
    assert set(rounds.values()) == {"done"}
    assert research.rows("SELECT count(*) FROM waiting_requests") == [(0,)]


def _round(asked: Any) -> Any:
    from pipeline.rounds import Round

    return Round("2026-11-01T00-00-00Z-killed", asked.platform, "", asked.plan, True)


def test_a_refresh_is_no_collection(research: Collection) -> None:
    research.run()
    research.store.connection.execute("DELETE FROM coverage")
    age(research, 11)
    refreshed(research)
    assert research.rows("SELECT count(*) FROM coverage") == [(0,)]


def test_imported_pages_of_the_api_are_under_its_rule_too(
    research: Collection, tmp_path: Path
) -> None:
    known = research.api.videos[2]
    file = write_lines(tmp_path / "page.ndjson", [video(id=known["id"])])
    (source,) = recognise([file])
    with ledger_run(research.store, "import") as run:
        import_source(research.store, run, source, progress=lambda subject, done: None)
    age(research, 11)
    (post,) = held(research.store.connection)
    assert post.source == "research_api"
    done = refreshed(research)
    assert (done.due, done.gone, done.still_due) == (1, 0, 0)


def test_invented_posts_are_held_as_long_as_anybody_likes(research: Collection) -> None:
    research.run()
    age(research, 400)
    research.store.connection.execute("UPDATE captures SET invented = true")
    assert held(research.store.connection) == []
