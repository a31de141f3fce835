"""Captures to posts: longest text, newest other fields, tags united.

The same captures give the same post whatever order they came in.
"""

from __future__ import annotations

import duckdb

# A time that is only the time of import says nothing of what is newer, so any stated time beats it.
_NEWER = "(observed_at_source <> 'import', observed_at, sha256)"
_LONGEST_CAPTION = f"(length(caption), {_NEWER})"
_LONGEST_SCREEN = f"(length(screen_text), {_NEWER})"
# A machine translation is not what was said; it counts only where nothing better came.
_BEST_TRANSCRIPT = (
    f"(coalesce(transcript_source, '') <> 'machine_translation', length(transcript), {_NEWER})"
)
# NULL is the greatest of all inside a comparison, hence the coalesce.
_BEST_TIME = f"(coalesce(created_at_source, '') = 'platform', {_NEWER})"
# A line of counters states no kind and gets a guessed one; one that shows the post knows better.
_BEST_KIND = (
    f"(kind = 'comment', coalesce(caption, transcript, screen_text, url) IS NOT NULL, {_NEWER})"
)


def _newest(column: str) -> str:
    return f"arg_max({column}, {_NEWER}) FILTER ({column} IS NOT NULL) AS {column}"


# Scheduled posts differ by a day or two; further off, somebody wrote one of the two.
DOUBTFUL_SECONDS = 7 * 24 * 3600

# What belongs together is taken from one capture, so that no text gets another's source.
_MERGE = f"""
    WITH merged AS (
        SELECT
            post_key,
            any_value(platform) AS platform,
            any_value(id) AS id,
            arg_max(kind, {_BEST_KIND}) AS kind,
            {_newest("url")},
            {_newest("author_key")},
            arg_max({{'at': created_at, 'source': created_at_source}}, {_BEST_TIME})
                FILTER (created_at IS NOT NULL) AS created,
            arg_max(caption, {_LONGEST_CAPTION}) FILTER (caption IS NOT NULL) AS caption,
            arg_max({{'words': transcript, 'source': transcript_source}}, {_BEST_TRANSCRIPT})
                FILTER (transcript IS NOT NULL) AS spoken,
            arg_max(screen_text, {_LONGEST_SCREEN})
                FILTER (screen_text IS NOT NULL) AS screen_text,
            {_newest("lang")},
            {_newest("duration_s")},
            {_newest("parent_key")},
            bool_or(invented) AS invented,
            arg_max(sha256, {_NEWER}) AS sha256,
            min(observed_at) AS first_observed_at,
            max(observed_at) AS last_observed_at,
            max(id_at) AS id_at
        FROM chosen GROUP BY post_key
    ),
    placed AS (
        SELECT post_key, tag, min(place) AS place FROM (
            SELECT post_key, unnest(tags) AS tag, generate_subscripts(tags, 1) AS place FROM chosen
        ) GROUP BY post_key, tag
    ),
    united AS (
        SELECT post_key, list(tag ORDER BY place, tag) AS tags FROM placed GROUP BY post_key
    )
    SELECT merged.* EXCLUDE (created, spoken),
        created.at AS created_at, created.source AS created_at_source,
        CASE WHEN created.source = 'platform' AND id_at IS NOT NULL
            THEN abs(epoch(created.at) - epoch(id_at)) > {DOUBTFUL_SECONDS} END AS id_time_differs,
        spoken.words AS transcript, spoken.source AS transcript_source,
        coalesce(tags, []) AS tags,
        sha256(concat_ws(chr(31), coalesce(caption, ''), coalesce(spoken.words, ''),
            coalesce(spoken.source, ''), coalesce(screen_text, ''), coalesce(lang, ''),
            array_to_string(coalesce(tags, []), ' '))) AS text_sha256
    FROM merged LEFT JOIN united USING (post_key)
"""
_TAG_ROWS = (
    "SELECT post_key, unnest(tags) AS tag, generate_subscripts(tags, 1) AS place FROM merged_posts"
)


def merge_new(connection: duckdb.DuckDBPyConnection) -> int:
    """Insert posts of the relation `batch` that the store has never seen; the rest go stale."""
    connection.execute("CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM batch")
    _materialise(connection)
    new = connection.execute(
        "INSERT INTO posts BY NAME SELECT * EXCLUDE (tags) FROM merged_posts "
        "ON CONFLICT DO NOTHING RETURNING post_key"
    ).fetchall()
    connection.execute("CREATE OR REPLACE TEMP TABLE new_posts (post_key VARCHAR)")
    if new:
        connection.execute("INSERT INTO new_posts SELECT unnest(?)", [[row[0] for row in new]])
    connection.execute(
        f"INSERT INTO post_tags SELECT * FROM ({_TAG_ROWS}) "
        "WHERE post_key IN (SELECT post_key FROM new_posts)"
    )
    connection.execute(
        "INSERT INTO stale_posts SELECT DISTINCT post_key FROM batch "
        "WHERE post_key NOT IN (SELECT post_key FROM new_posts)"
    )
    return len(new)


def merge_stale(connection: duckdb.DuckDBPyConnection) -> int:
    """Merge again every post that got a further capture; call inside a transaction."""
    stale = "(SELECT post_key FROM stale_posts)"
    row = connection.execute("SELECT count(DISTINCT post_key) FROM stale_posts").fetchone()
    if not row or not row[0]:
        return 0
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW chosen AS SELECT * FROM captures WHERE post_key IN {stale}"
    )
    _materialise(connection)
    for table in ("posts", "post_tags"):
        connection.execute(f"DELETE FROM {table} WHERE post_key IN {stale}")
    connection.execute("INSERT INTO posts BY NAME SELECT * EXCLUDE (tags) FROM merged_posts")
    connection.execute(f"INSERT INTO post_tags {_TAG_ROWS}")
    connection.execute("DELETE FROM stale_posts")
    return int(row[0])


def _materialise(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE merged_posts AS {_MERGE}")
