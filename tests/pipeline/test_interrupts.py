"""Ctrl-C and kill in the midst of each stage: what is finished is kept, the rest is done again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.publish.release import open_release, release_ids
from pipeline.store import Store, read_store, write_store
from tests.pipeline.collection import GONE_KEY, write_collection
from tests.pipeline.making import Row, folder_hash, line, retrograde, table, write_lines
from tests.pipeline.processes import run

CONTENT = {
    "payloads": "* EXCLUDE (run, received_at)",
    "captures": "* EXCLUDE (run)",
    "posts": "*",
    "post_tags": "*",
    "sightings": "* EXCLUDE (run)",
    "readings": "* EXCLUDE (run)",
    "mentions": "* EXCLUDE (run)",
    "verdicts": "* EXCLUDE (run)",
}
# In small batches, so that there is a midst.
SMALL = """
from pipeline import extracting, importing, ingest, ledger, matching, merging
import pipeline.publish.freeze, pipeline.removal, pipeline.stages
importing.BATCH_ITEMS = 10
extracting.BATCH_POSTS = 2

def after(calls, module, name, act):
    real = getattr(module, name)
    left = [calls]
    def counted(*arguments, **options):
        left[0] -= 1
        if left[0] < 0:
            act()
        return real(*arguments, **options)
    setattr(module, name, counted)
"""


def content(store: Path) -> dict[str, list[Row]]:
    with read_store(store) as opened:
        return {name: table(opened.connection, name, what) for name, what in CONTENT.items()}


def endings(store: Store) -> list[tuple[str, str]]:
    rows = store.connection.execute("SELECT stage, ending FROM runs ORDER BY started_at, run")
    return [(stage, ending) for stage, ending in rows.fetchall()]


def last_ending(store: Path) -> tuple[str, str]:
    with read_store(store) as opened:
        return endings(opened)[-1]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "posts.ndjson", [line(n % 45) | {"views": n} for n in range(60)])


@pytest.fixture
def clean(tmp_path: Path, posts: Path) -> dict[str, list[Row]]:
    """What an import that nobody disturbed makes."""
    assert retrograde("import", posts, "--store", tmp_path / "clean", "--quiet") == 0
    return content(tmp_path / "clean")


# Between batches, inside the transaction of one, and when the file is read to its end.
PLACES = ["ingest, '_insert'", "ingest, 'merge_new'", "ingest, 'merge_stale'"]


@pytest.mark.parametrize("place", PLACES)
def test_a_kill_in_the_midst_of_an_import_loses_and_doubles_nothing(
    tmp_path: Path, posts: Path, clean: dict[str, list[Row]], place: str
) -> None:
    calls = 0 if "stale" in place else 3
    store = tmp_path / "store"
    ended = run(f"""{SMALL}
after({calls}, {place}, die)
retrograde("import", {str(posts)!r}, "--store", {str(store)!r})
""")
    assert ended.returncode == -9
    kept = content(store)["captures"]
    assert len(kept) == (60 if calls == 0 else 30)
    assert retrograde("import", posts, "--store", store, "--quiet") == 0
    with read_store(store) as opened:
        assert endings(opened) == [("import", "killed"), ("import", "done")]
        assert table(opened.connection, "stale_posts") == []
    assert content(store) == clean


@pytest.mark.parametrize("place", PLACES)
def test_ctrl_c_in_an_import_keeps_the_finished_batches(
    tmp_path: Path, posts: Path, clean: dict[str, list[Row]], place: str
) -> None:
    calls = 0 if "stale" in place else 3
    store = tmp_path / "store"
    ended = run(f"""{SMALL}
after({calls}, {place}, interrupt)
retrograde("import", {str(posts)!r}, "--store", {str(store)!r})
""")
    assert ended.returncode == 130
    assert ended.stdout == ""
    assert "stopped by you" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert last_ending(store) == ("import", "stopped_by_user")
    with read_store(store) as opened:
        counted = opened.connection.execute(
            "SELECT sum(amount) FROM run_counts WHERE measure IN ('posts_new', 'posts_seen')"
        ).fetchall()
    assert counted == [(len(content(store)["captures"]),)]
    assert retrograde("import", posts, "--store", store, "--quiet") == 0
    assert content(store) == clean


STAGES = {
    "extract": "after(2, extracting, '_insert', interrupt)",
    "match": "after(1, matching, 'judge', interrupt)",
    "publish": "after(6, pipeline.publish.freeze.TableWriter, 'write_query', interrupt)",
}


@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_in_a_stage_is_recorded_and_the_next_run_completes_it(
    imported: Path, tmp_path: Path, stage: str
) -> None:
    shutil.copytree(imported, tmp_path / "undisturbed")
    ended = run(f"""{SMALL}
{STAGES[stage]}
retrograde("run", "--store", {str(imported)!r})
""")
    assert ended.returncode == 130, ended.stderr
    assert last_ending(imported) == (stage, "stopped_by_user")
    assert release_ids(imported) == []
    if stage == "extract":
        assert len(content(imported)["readings"]) == 2
    assert not list((imported / "releases").glob(".*"))
    for store in (imported, tmp_path / "undisturbed"):
        assert retrograde("run", "--store", store, "--quiet") == 0
    assert content(imported) == content(tmp_path / "undisturbed")
    assert len(release_ids(imported)) == 1


def test_a_kill_in_the_midst_of_publishing_leaves_the_last_release(published: Path) -> None:
    before = open_release(published)
    kept = folder_hash(before.folder)
    ended = run(f"""{SMALL}
pipeline.stages.must_be_current = lambda *arguments: None
after(0, pipeline.publish.freeze, 'sync_tree', die)
retrograde("publish", "--store", {str(published)!r})
""")
    assert ended.returncode == -9
    assert len(list(before.folder.parent.glob(".*.making"))) == 1
    assert open_release(published).id == before.id
    assert release_ids(published) == [before.id]
    assert folder_hash(before.folder) == kept
    assert retrograde("publish", "--store", published, "--quiet") == 0
    assert open_release(published).id == f"{before.id}.2"
    assert not list(before.folder.parent.glob(".*.making"))


def test_a_kill_between_a_release_and_its_announcement_harms_neither(published: Path) -> None:
    before = open_release(published)
    ended = run(f"""{SMALL}
pipeline.stages.must_be_current = lambda *arguments: None
after(1, pipeline.publish.freeze, 'write_text', die)
retrograde("publish", "--store", {str(published)!r})
""")
    assert ended.returncode == -9
    assert open_release(published).id == before.id
    assert open_release(published, f"{before.id}.2").connection()
    assert retrograde("publish", "--store", published, "--quiet") == 0
    assert open_release(published).id == f"{before.id}.3"


def test_a_kill_in_the_midst_of_a_removal_is_made_good_by_the_next(published: Path) -> None:
    ended = run(f"""{SMALL}
after(1, pipeline.removal, '_rewrite_without', die)
retrograde("purge", "--post", {GONE_KEY!r}, "--store", {str(published)!r})
""")
    assert ended.returncode == -9
    assert retrograde("purge", "--post", GONE_KEY, "--store", published, "--quiet") == 0
    keys = open_release(published).frame("mentions")["post_key"]
    assert GONE_KEY not in set(keys)


def test_a_store_that_a_kill_left_can_be_read_at_once(tmp_path: Path) -> None:
    file = write_collection(tmp_path)
    store = tmp_path / "store"
    run(f"""{SMALL}
after(0, ingest, 'merge_stale', die)
retrograde("import", {str(file)!r}, "--store", {str(store)!r})
""")
    with read_store(store) as opened:
        assert endings(opened) == [("import", "running")]
    with write_store(store) as opened:
        assert len(table(opened.connection, "posts")) > 0
