"""Freezing a release: what is in it, and that nothing can make half of one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import PipelineError
from pipeline.publish.codebook import ARROW_TYPES, codebook
from pipeline.publish.freeze import half_made, next_release_id
from pipeline.publish.parquet import file_sha256
from pipeline.publish.release import Release, open_release, release_ids
from pipeline.settings import Settings
from pipeline.stages import (
    Subject,
    load_subject,
    must_be_current,
    run_extract,
    run_match,
    run_publish,
    silence,
)
from pipeline.store import Store, write_store
from tests.pipeline.collection import ON_TOPIC
from tests.pipeline.making import LONG_ID, Row, folder_hash, table

# What a second freezing of the same store may differ in: the ledger, and the name of the release.
OF_THE_RUN = ("runs", "run_counts")
CONTENT = {name for name, card in codebook().items() if card.part == "content"}


@pytest.fixture
def opened(published: Path) -> Iterator[Store]:
    with write_store(published) as store:
        yield store


def columns(release: Release, name: str) -> list[tuple[str, Any]]:
    schema = pq.read_schema(release.table_file(name))
    return list(zip(schema.names, schema.types, strict=True))


def rows(release: Release, name: str) -> list[Row]:
    return table(release.connection(), name)


@pytest.mark.parametrize("name", codebook())
def test_a_table_has_the_columns_of_the_codebook(release: Release, name: str) -> None:
    card = codebook()[name]
    said = [(column.name, ARROW_TYPES[column.type]) for column in card.columns]
    assert columns(release, name) == said
    assert release.table_file(name).parent.name == card.part


def test_the_codebook_describes_every_table_and_no_other(release: Release) -> None:
    assert set(release.manifest["tables"]) == set(codebook())


@pytest.mark.parametrize("name", codebook())
def test_the_key_of_a_table_tells_its_rows_apart(release: Release, name: str) -> None:
    key = codebook()[name].key
    found = [tuple(row[column] for column in key) for row in rows(release, name)]
    assert len(set(found)) == len(found)


def test_the_manifest_names_rows_and_sums_of_every_file(release: Release) -> None:
    for name, facts in release.manifest["tables"].items():
        file = release.folder / facts["file"]
        assert file_sha256(file) == facts["sha256"]
        assert len(rows(release, name)) == facts["rows"]
    files = {path for path in release.folder.rglob("*") if path.is_file()}
    assert len(files) == len(release.manifest["tables"]) + 1


def test_the_manifest_says_what_a_page_must_say_of_the_release(release: Release) -> None:
    manifest = release.manifest
    assert (manifest["posts"], manifest["invented_posts"]) == (ON_TOPIC, 0)
    assert manifest["platforms"] == ["mastodon", "tiktok"]
    assert manifest["topics"] == ["backward-running"]
    assert manifest["first_observed_at"] == "2026-11-01T12:00:00+00:00"
    assert manifest["last_observed_at"] >= "2026-11-03T12:00:00+00:00"
    assert (manifest["contact"], manifest["quote_from_views"]) == ("", 1000)
    assert len(manifest["sha256"]) == 64
    assert not release.invented


def test_only_posts_of_the_topic_are_released(release: Release) -> None:
    posts = rows(release, "posts")
    assert len(posts) == ON_TOPIC
    assert not any("running back is" in (post["caption"] or "") for post in posts)
    keys = {post["post_key"] for post in posts}
    for name in ("post_tags", "sightings", "mentions"):
        assert {row["post_key"] for row in rows(release, name)} <= keys
    authors = {row["author_key"] for row in rows(release, "authors")}
    assert authors == {post["author_key"] for post in posts}


def test_long_ids_and_missing_counters_come_through(release: Release) -> None:
    (video,) = [post for post in rows(release, "posts") if post["id"] == LONG_ID]
    # Not the counters of lines that name no time, though they came in last.
    assert (video["views"], video["count_quantum"]) == (1_200_000, 100_000)
    assert video["counts_observed_at_source"] == "platform"
    assert video["shares"] is None
    (toot,) = [post for post in rows(release, "posts") if post["platform"] == "mastodon"]
    assert (toot["views"], toot["likes"]) == (None, 3)
    (denial,) = [post for post in rows(release, "posts") if post["views"] == 0]
    assert "no, running" in denial["caption"]


def test_every_mention_has_its_claim_and_every_finding_its_study(release: Release) -> None:
    claims = {row["claim"] for row in rows(release, "claims")}
    findings = {row["finding"]: row["study"] for row in rows(release, "findings")}
    studies = {row["study"] for row in rows(release, "studies")}
    assert set(findings.values()) <= studies
    evidence = rows(release, "claim_evidence")
    assert {row["claim"] for row in evidence} == claims
    for row in evidence:
        assert row["finding"] is None or findings[row["finding"]] == row["study"]
    for name in ("mentions", "claim_days", "steps"):
        assert {row["claim"] for row in rows(release, name)} == claims


def test_the_counts_of_a_claim_add_up(release: Release) -> None:
    mentions = rows(release, "mentions")
    for claim in rows(release, "claims"):
        own = [row for row in mentions if row["claim"] == claim["claim"]]
        assert claim["mentions"] == len(own)
        assert claim["posts"] == len({row["post_key"] for row in own})
        said = ("asserted", "denied", "questioned", "reported")
        assert sum(claim[name] for name in said) == len(own)
        assert claim["first_seen_at"] == min(row["seen_at"] for row in own)
    denied = [claim for claim in rows(release, "claims") if claim["denied"]]
    assert all(claim["first_denied_at"] for claim in denied)
    assert denied


def test_the_outcome_list_goes_with_the_release(release: Release) -> None:
    outcomes = {row["outcome"]: row for row in rows(release, "outcomes")}
    assert outcomes["energy_cost"]["label"] == "Energy cost / calories"
    assert outcomes["knee_load"]["good_direction"] == "decrease"


def test_freezing_an_unchanged_store_again_gives_the_same_bytes(
    opened: Store, subject: Subject
) -> None:
    first = open_release(opened.directory)
    second = run_publish(opened, subject)
    assert second.id == f"{first.id}.2"
    for name in set(codebook()) - {*OF_THE_RUN, "claim_evidence"}:
        same = first.table_file(name).read_bytes() == second.table_file(name).read_bytes()
        assert same, name
    columns = "* EXCLUDE (release)"
    assert table(second.connection(), "claim_evidence", columns) == table(
        first.connection(), "claim_evidence", columns
    )
    assert {row["release"] for row in rows(second, "claim_evidence")} == {second.id}


def test_a_run_on_an_unchanged_store_changes_no_mention_claim_or_verdict(
    opened: Store, subject: Subject
) -> None:
    names = ("readings", "mentions", "verdicts", "posts", "captures", "sightings")
    before = {name: table(opened.connection, name) for name in names}
    run_extract(opened, subject.topics)
    run_match(opened, subject)
    run_publish(opened, subject)
    assert {name: table(opened.connection, name) for name in names} == before


def test_a_release_that_fails_leaves_the_last_as_it_was(
    opened: Store, subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_release(opened.directory)
    kept = folder_hash(before.folder)

    def fail(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pipeline.publish.freeze.sync_tree", fail)
    with pytest.raises(OSError, match="Input/output"):
        run_publish(opened, subject)
    assert open_release(opened.directory).id == before.id
    assert folder_hash(before.folder) == kept
    assert half_made(opened.releases) == []
    assert release_ids(opened.directory) == [before.id]


def test_what_a_killed_publish_left_is_never_opened_and_cleared_away(
    opened: Store, subject: Subject
) -> None:
    first = open_release(opened.directory)
    left = opened.releases / ".2026-01-01.making"
    left.mkdir()
    (left / "release.json").write_text(json.dumps(first.manifest), encoding="utf-8")
    assert release_ids(opened.directory) == [first.id]
    with pytest.raises(PipelineError, match=r"there is no release \.2026-01-01\.making"):
        open_release(opened.directory, left.name)
    run_publish(opened, subject)
    assert not left.exists()


def test_ids_count_up_within_a_day_and_step_over_what_is_there(tmp_path: Path) -> None:
    day = date(2026, 3, 14)
    taken = tmp_path / "releases"
    assert next_release_id(tmp_path, day) == "2026-03-14"
    (taken / "2026-03-14").mkdir(parents=True)
    assert next_release_id(tmp_path, day) == "2026-03-14.2"
    (taken / "2026-03-14.2").mkdir()
    assert next_release_id(tmp_path, day) == "2026-03-14.3"


def test_posts_that_are_not_read_stop_a_release(imported: Path, subject: Subject) -> None:
    with write_store(imported) as store, pytest.raises(PipelineError) as refused:
        run_publish(store, subject)
    assert "14 posts are not yet read for backward-running" in refused.value.problem
    assert "retrograde run" in refused.value.fix
    assert release_ids(imported) == []


def test_verdicts_that_are_out_of_date_stop_a_release(opened: Store, subject: Subject) -> None:
    opened.connection.execute("UPDATE verdicts SET verdict_json = '{}' WHERE claim LIKE '%knee%'")
    with pytest.raises(PipelineError) as refused:
        must_be_current(opened, subject)
    assert "1 verdicts of backward-running are missing or out of date" in refused.value.problem
    assert "knee" in refused.value.problem
    assert "retrograde match" in refused.value.fix


def test_a_topic_that_nobody_speaks_of_gives_an_empty_release_that_says_so(opened: Store) -> None:
    other = load_subject(["weighted-vest-walking"])
    run_extract(opened, other.topics)
    run_match(opened, other)
    assert "no post in the store is about weighted-vest-walking" in (silence(opened, other) or "")
    release = run_publish(opened, other)
    assert (release.manifest["posts"], release.manifest["tables"]["claims"]["rows"]) == (0, 0)


def test_a_store_without_posts_gives_no_release(tmp_path: Path, subject: Subject) -> None:
    with (
        write_store(tmp_path / "empty") as store,
        pytest.raises(PipelineError, match="holds no post") as refused,
    ):
        run_publish(store, subject)
    assert "retrograde import FILE" in refused.value.fix


def test_a_release_that_would_say_the_same_is_not_made_again(
    opened: Store, subject: Subject
) -> None:
    first = run_publish(opened, subject)
    assert run_publish(opened, subject, only_if_changed=True).id == first.id
    assert not list(opened.releases.glob(".*"))
    opened.connection.execute("DELETE FROM sightings")
    assert run_publish(opened, subject, only_if_changed=True).id != first.id


def test_note_and_settings_are_kept_in_the_release(opened: Store, subject: Subject) -> None:
    settings = Settings(contact="desk@example.org", quote_from_views=5)
    made = run_publish(opened, subject, note='a "new" study\n', settings=settings)
    again = open_release(opened.directory, made.id)
    assert again.manifest["note"] == 'a "new" study\n'
    assert (again.manifest["contact"], again.manifest["quote_from_views"]) == (
        "desk@example.org",
        5,
    )


def test_the_hash_of_a_release_is_that_of_its_citable_tables(
    opened: Store, subject: Subject
) -> None:
    first = open_release(opened.directory)
    second = run_publish(opened, subject)
    assert first.manifest["sha256"] != second.manifest["sha256"]
    tables = set(codebook()) - CONTENT
    assert {Path(first.manifest["tables"][name]["file"]).parts[0] for name in tables} == {"tables"}
