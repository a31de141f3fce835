"""Removing posts for good: from the store and from the content of every release.

Claims, verdicts, counts and the checksums of citable tables stay; what remains of the post is a
tombstone of a hash, a reason and a time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb
import pyarrow.parquet as pq

from pipeline.atomic import sync_folder, write_text
from pipeline.ingest import removed_key
from pipeline.ledger import Run
from pipeline.publish.codebook import codebook
from pipeline.publish.parquet import COMPRESSION, file_sha256, quoted
from pipeline.publish.release import MANIFEST, Release, open_release, release_ids
from pipeline.store import Store

REASONS = ("deleted_on_platform", "requested", "retention")
_BY_POST = ("captures", "posts", "post_tags", "sightings", "stale_posts", "readings", "mentions")


def known_posts(store: Store, keys: Sequence[str]) -> list[str]:
    """Those of the keys that the store holds."""
    rows = store.connection.execute(
        "SELECT post_key FROM posts WHERE post_key IN (SELECT unnest(?)) ORDER BY post_key",
        [list(keys)],
    ).fetchall()
    return [row[0] for row in rows]


def remove_posts(store: Store, run: Run, keys: Sequence[str], *, reason: str) -> None:
    """Remove posts everywhere; releases first, so that a crash between leaves the store to ask."""
    for release_id in release_ids(store.directory):
        release = open_release(store.directory, release_id)
        for table in _content_tables(release):
            _rewrite_without(release, table, keys)
        _refresh_manifest(release)
    with store.transaction() as connection:
        _remove_from_store(connection, run, keys, reason)
    for key in keys:
        run.count(key.split(":", 1)[0], "posts_removed", reason=reason)


def _remove_from_store(
    connection: duckdb.DuckDBPyConnection, run: Run, keys: Sequence[str], reason: str
) -> None:
    now = datetime.now(UTC)
    for key in keys:
        connection.execute(
            "INSERT INTO tombstones VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [removed_key(key), key.split(":", 1)[0], reason, now, run.name],
        )
    connection.execute(
        "DELETE FROM payloads WHERE capture IN "
        "(SELECT capture FROM captures WHERE post_key IN (SELECT unnest(?)))",
        [list(keys)],
    )
    for table in _BY_POST:
        connection.execute(
            f"DELETE FROM {table} WHERE post_key IN (SELECT unnest(?))", [list(keys)]
        )
    # An author with no post left is nobody's business any more.
    connection.execute("DELETE FROM authors WHERE author_key NOT IN (SELECT author_key FROM posts)")


def _content_tables(release: Release) -> list[str]:
    names = [name for name, card in codebook().items() if card.part == "content"]
    # Authors go by the posts that are left, so after posts.
    return sorted(set(names) & set(release.manifest["tables"]), key=lambda name: name == "authors")


def _rewrite_without(release: Release, table: str, keys: Sequence[str]) -> None:
    connection = release.connection()
    columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    if "post_key" in columns:
        kept = f"SELECT * FROM {table} WHERE post_key NOT IN (SELECT unnest(getvariable('gone')))"
        connection.execute("SET VARIABLE gone = ?", [list(keys)])
    else:
        kept = f"SELECT * FROM {table} WHERE author_key IN (SELECT author_key FROM posts)"
    file = release.table_file(table)
    beside = file.with_suffix(".tmp")
    connection.execute(
        f"COPY ({kept}) TO '{quoted(beside)}' (FORMAT parquet, COMPRESSION {COMPRESSION})"
    )
    connection.close()
    beside.replace(file)
    sync_folder(file.parent)


def _refresh_manifest(release: Release) -> None:
    tables = dict(release.manifest["tables"])
    for name in _content_tables(release):
        file = release.table_file(name)
        rows = pq.read_metadata(file).num_rows
        tables[name] = tables[name] | {"rows": rows, "sha256": file_sha256(file)}
    manifest = release.manifest | {
        "tables": tables,
        "content_changed_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_text(release.folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
