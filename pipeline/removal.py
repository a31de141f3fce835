"""Removing posts for good: from the store and from the content of every release.

Claims, verdicts, counts and the checksums of citable tables stay; what remains of the post is a
tombstone of a hash, a reason and a time.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import duckdb
import pyarrow.parquet as pq

from pipeline.atomic import sync_folder, write_text
from pipeline.ingest import removed_key
from pipeline.ledger import Run
from pipeline.publish.codebook import codebook
from pipeline.publish.freeze import half_made
from pipeline.publish.parquet import COMPRESSION, file_sha256, quoted
from pipeline.publish.release import MANIFEST, Release, open_release, release_ids
from pipeline.store import Store

REASONS = ("deleted_on_platform", "requested", "retention")
_BY_POST = (
    *("captures", "posts", "post_tags", "sightings", "stale_posts", "readings", "mentions"),
    "frame_reviews",
)
# A shorter one could be any number.
_TELLING_ID = 6
_GONE = "(SELECT unnest(getvariable('gone')))"


def known_posts(store: Store, keys: Sequence[str]) -> list[str]:
    """Those of the keys that the store or any of its releases holds."""
    found = _held(store.connection, "posts", keys)
    for release_id in release_ids(store.directory):
        connection = open_release(store.directory, release_id).connection()
        found |= _held(connection, "posts", keys)
        connection.close()
    return sorted(found)


def posts_by(store: Store, authors: Sequence[str]) -> list[str]:
    """Keys of the posts of these authors, in the store or any of its releases."""
    found = _of_authors(store.connection, authors)
    for release_id in release_ids(store.directory):
        connection = open_release(store.directory, release_id).connection()
        found |= _of_authors(connection, authors)
        connection.close()
    return sorted(found)


def posts_from(store: Store, sources: Sequence[str]) -> list[str]:
    """Keys of the posts that any of these sources showed, whoever else did."""
    return _column(
        store.connection,
        "SELECT DISTINCT post_key FROM captures WHERE source IN (SELECT unnest(?)) ORDER BY 1",
        sources,
    )


def _of_authors(connection: duckdb.DuckDBPyConnection, authors: Sequence[str]) -> set[str]:
    query = "SELECT post_key FROM posts WHERE author_key IN (SELECT unnest(?))"
    return set(_column(connection, query, authors))


def _column(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[str]) -> list[str]:
    return [row[0] for row in connection.execute(query, [list(values)]).fetchall()]


def remove_posts(store: Store, run: Run, keys: Sequence[str], *, reason: str) -> None:
    """Remove posts everywhere; releases first, so that a crash between leaves the store to ask."""
    for folder in half_made(store.releases):
        shutil.rmtree(folder)
    for release_id in release_ids(store.directory):
        _remove_from_release(open_release(store.directory, release_id), keys)
    with store.transaction() as connection:
        _remove_from_store(connection, run, keys, reason)
    # The log of changes still holds what was written since the last checkpoint.
    store.connection.execute("CHECKPOINT")
    for key in keys:
        run.count(_platform(key), "posts_removed", reason=reason)


def _held(connection: duckdb.DuckDBPyConnection, table: str, keys: Iterable[str]) -> set[str]:
    rows = connection.execute(
        f"SELECT DISTINCT post_key FROM {table} WHERE post_key IN (SELECT unnest(?))", [list(keys)]
    ).fetchall()
    return {row[0] for row in rows}


def _platform(key: str) -> str:
    return key.partition(":")[0]


def _remove_from_store(
    connection: duckdb.DuckDBPyConnection, run: Run, keys: Sequence[str], reason: str
) -> None:
    now = datetime.now(UTC)
    for key in keys:
        connection.execute(
            "INSERT INTO tombstones VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [removed_key(key), _platform(key), reason, now, run.name],
        )
    connection.execute("SET VARIABLE gone = ?", [list(keys)])
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE leaving AS "
        f"SELECT DISTINCT author_key FROM captures WHERE post_key IN {_GONE}"
    )
    connection.execute(
        "DELETE FROM payloads WHERE "
        f"capture IN (SELECT capture FROM captures WHERE post_key IN {_GONE}) "
        f"OR sha256 IN (SELECT sha256 FROM sightings WHERE post_key IN {_GONE})"
    )
    # A broken line may be of the same post; no record says so, only the id in its text.
    if pattern := _any_id(keys):
        connection.execute("DELETE FROM quarantine WHERE regexp_matches(body, ?)", [pattern])
        _forget_requests(connection, keys, pattern)
    for table in _BY_POST:
        connection.execute(f"DELETE FROM {table} WHERE post_key IN {_GONE}")
    # An author with no post left is nobody's business any more.
    connection.execute(
        "DELETE FROM authors WHERE author_key IN (SELECT author_key FROM leaving) AND author_key "
        "NOT IN (SELECT author_key FROM captures WHERE author_key IS NOT NULL)"
    )


def _forget_requests(
    connection: duckdb.DuckDBPyConnection, keys: Iterable[str], pattern: str
) -> None:
    """What was asked about a post names it; that something was asked and what it cost stays."""
    connection.execute(
        "DELETE FROM waiting_requests "
        "WHERE list_has_any(string_split(json_extract_string(request, '$.about'), ','), ?)",
        [[key.partition(":")[2] for key in keys]],
    )
    for column in ("part", "reason"):
        connection.execute(
            f"UPDATE sent_requests SET {column} = 'removed' WHERE regexp_matches({column}, ?)",
            [pattern],
        )


def _any_id(keys: Iterable[str]) -> str | None:
    ids = [native for key in keys if len(native := key.partition(":")[2]) >= _TELLING_ID]
    return rf"(?:^|[^\w-])(?:{'|'.join(map(re.escape, ids))})(?:[^\w-]|$)" if ids else None


def _remove_from_release(release: Release, keys: Sequence[str]) -> None:
    names = [name for name, card in codebook().items() if card.part == "content"]
    # Authors go by the posts that are left, so after posts.
    tables = sorted(
        set(names) & set(release.manifest["tables"]), key=lambda name: name == "authors"
    )
    connection = release.connection()
    connection.execute("SET VARIABLE gone = ?", [list(keys)])
    changed = [table for table in tables if _rewrite_without(connection, release, table)]
    connection.close()
    if changed or _is_out_of_date(release, tables):
        _refresh_manifest(release, tables)


def _rewrite_without(connection: duckdb.DuckDBPyConnection, release: Release, table: str) -> bool:
    columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    if "post_key" in columns:
        leaves = f"post_key IN {_GONE}"
    else:
        leaves = "author_key NOT IN (SELECT author_key FROM posts WHERE author_key IS NOT NULL)"
    if not connection.execute(f"SELECT 1 FROM {table} WHERE {leaves} LIMIT 1").fetchone():
        return False
    file = release.table_file(table)
    beside = file.with_suffix(".tmp")
    connection.execute(
        f"COPY (SELECT * FROM {table} WHERE NOT ({leaves})) "
        f"TO '{quoted(beside)}' (FORMAT parquet, COMPRESSION {COMPRESSION})"
    )
    sync_folder(beside)
    beside.replace(file)
    sync_folder(file.parent)
    return True


def _is_out_of_date(release: Release, tables: Iterable[str]) -> bool:
    """Whether an earlier removal was cut off between the tables and the manifest."""
    return any(
        release.manifest["tables"][table]["sha256"] != file_sha256(release.table_file(table))
        for table in tables
    )


def _refresh_manifest(release: Release, tables: Iterable[str]) -> None:
    facts = dict(release.manifest["tables"])
    for table in tables:
        file = release.table_file(table)
        rows = pq.read_metadata(file).num_rows
        facts[table] = facts[table] | {"rows": rows, "sha256": file_sha256(file)}
    manifest = release.manifest | {
        "tables": facts,
        "content_changed_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_text(release.folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
