"""What a package does not hold, and why, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from pipeline.publish.package import REASONS, Package, counted
from scrapers.format import known_formats

# Why a post was not read for claims, in words.
_UNREAD = {
    "other_language": "in a language that is not read",
    "off_topic": "with the words in another meaning; left out",
    "not_in_topic": "no hashtag of the topic, and does not name it; left out",
}


def missing(package: Package) -> Iterator[str]:
    """One sentence a gap."""
    connection = package.release.connection()
    try:
        platforms = ", ".join(package.release.manifest["platforms"])
        yield (
            f"Platforms other than {platforms} are not covered, and of these only what was "
            "collected: the posts are no sample of all posts."
        )
        yield from _withheld(package)
        yield from _gaps(connection)
        yield from _unread(connection)
        yield from _doubtful(connection)
        yield from _removed(connection, package)
        yield from _decided(connection, package)
        yield (
            "A counter that is empty was not shown by the platform or not collected; it is not 0. "
            "`count_quantum` is the step a counter is rounded to."
        )
        yield from _limits(connection)
    finally:
        connection.close()


def _withheld(package: Package) -> Iterator[str]:
    for what, reason in REASONS.items():
        columns = [
            f"`{card.name}.{column.name}`"
            for card, column in package.withheld
            if column.withheld == what
        ]
        if columns:
            yield f"{', '.join(columns)}: withheld, empty here: {reason}."
    if not package.sharing.with_handles and "posts" in package.tables:
        yield (
            "An address that names nobody stands in `posts.url` all the same. The table `authors` "
            "is left out; --with-handles exports it. An id of a post still leads to the post, and "
            "on Bluesky holds the account's technical id."
        )
        if package.sharing.with_text:
            yield "In texts, a name after an @ is a line of the same length."


def _gaps(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT platform, status, count(*), min(day), max(day) FROM coverage "
        "WHERE status <> 'collected' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for platform, status, days, first, last in rows:
        was = "was off" if status == "off" else "got only a part"
        span = f"on {first}" if days == 1 else f"on {days:,} days between {first} and {last}"
        yield f"{platform}: collection {was} {span}."
    if not connection.execute("SELECT 1 FROM coverage LIMIT 1").fetchone():
        yield "On which days collection ran is not known; a day without posts may be a gap."


def _unread(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = connection.execute(
        "SELECT outcome, sum(posts)::BIGINT FROM readings GROUP BY outcome ORDER BY outcome"
    ).fetchall()
    for outcome, posts in rows:
        if why := _UNREAD.get(outcome):
            yield f"{counted(posts, 'post')}: {why}."
    # A file that is imported again meets the same broken items again; a remap mends some.
    broken = connection.execute(
        "SELECT coalesce(sum(greatest(met - mended, 0)), 0)::BIGINT FROM ("
        "SELECT coalesce(max(amount) FILTER (measure = 'quarantined'), 0) AS met, "
        "coalesce(sum(amount) FILTER (measure = 'read_again'), 0) AS mended "
        "FROM run_counts GROUP BY subject)"
    ).fetchall()[0][0]
    if broken:
        yield f"{counted(broken, 'item')}: could not be read; `run_counts` says in which runs."


def _doubtful(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    # An older release does not have the column.
    columns = {row[0] for row in connection.execute("DESCRIBE posts").fetchall()}
    if "id_time_differs" not in columns:
        return
    found = connection.execute("SELECT count(*) FROM posts WHERE id_time_differs").fetchall()[0][0]
    if found:
        yield (
            f"{counted(found, 'post')}: the stated time of posting is more than 7 days from the "
            "time inside the id, so that the post was scheduled, or the row edited or invented; "
            "`posts.id_time_differs` marks it, nothing is left out."
        )


def _removed(connection: duckdb.DuckDBPyConnection, package: Package) -> Iterator[str]:
    rows = connection.execute(
        "SELECT reason, sum(posts)::BIGINT FROM removals GROUP BY reason ORDER BY reason"
    ).fetchall()
    for reason, posts in rows:
        yield f"{counted(posts, 'post')}: removed for good before this release ({reason})."
    if changed := package.release.manifest.get("content_changed_at"):
        yield (
            f"Posts were removed from this release after it was made, last on {changed[:10]}: "
            "posts, mentions and sightings are fewer than the counts in the other tables."
        )


def _decided(connection: duckdb.DuckDBPyConnection, package: Package) -> Iterator[str]:
    """Claims that persons put together or took out; releases of before know no reviews."""
    if "reviews" not in package.release.manifest["tables"]:
        return
    ((count,),) = connection.execute(
        "SELECT count(*) FROM reviews WHERE stands AND decision IN ('merge', 'not_a_claim')"
    ).fetchall()
    if count:
        yield (
            f"{counted(count, 'claim')}: told as another one, or left out, because a person found "
            "so; `reviews` says who and why."
        )


def _limits(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    sources = connection.execute(
        "SELECT source FROM sightings UNION SELECT source FROM tag_sightings ORDER BY source"
    ).fetchall()
    for (source,) in sources:
        if known := known_formats().get(source):
            yield f"{known.card.title}: {known.card.limits}"
