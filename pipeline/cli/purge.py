"""`retrograde purge`: remove posts for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pipeline.cli.options import writing_options
from pipeline.cli.terminal import one_line, say

if TYPE_CHECKING:
    from pipeline.store import Store


@click.command(short_help="remove posts for good, earlier releases included")
@click.option("--post", "posts", multiple=True, help="platform:id; repeatable.")
@click.option("--author", "authors", multiple=True, help="platform:author: all of their posts.")
@click.option(
    "--source", "sources", multiple=True, help="Platform or format: all posts that it showed."
)
@click.option(
    "--reason",
    type=click.Choice(["deleted_on_platform", "requested", "retention"]),
    default="requested",
    show_default=True,
    help="Kept on the tombstone.",
)
@writing_options
def command(
    posts: tuple[str, ...],
    authors: tuple[str, ...],
    sources: tuple[str, ...],
    reason: str,
    *,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Remove posts from the store and from the content of every release.

    Claims, verdicts and counts of earlier releases stay; the post cannot be imported again.
    """
    from pipeline.store import read_store

    named = Named(posts, authors, sources)
    if not any(named):
        raise click.UsageError("name what is to go: --post, --author or --source")
    if dry_run:
        with read_store(store) as opened:
            known, unknown = named.found(opened)
        say(f"would remove {len(known):,} posts, earlier releases included.")
        say("nothing was written.")
    else:
        known, unknown = _remove(named, reason, store=store, wait=wait)
    for key in unknown:
        say(f"not in the store: {one_line(key)}")
    if known and not dry_run and not quiet:
        say(f"purge: {len(known):,} posts removed\nnext: retrograde run")
    return 0 if known else 1


class Named(NamedTuple):
    """What a person says is to go."""

    posts: tuple[str, ...]
    authors: tuple[str, ...]
    sources: tuple[str, ...]

    def found(self, store: Store) -> tuple[list[str], list[str]]:
        """Keys of the posts that are meant, and the names that nothing answers to."""
        from pipeline.removal import known_posts, posts_by, posts_from

        known = set(known_posts(store, self.posts))
        unknown = sorted(set(self.posts) - known)
        for find, names in ((posts_by, self.authors), (posts_from, self.sources)):
            for name in names:
                keys = find(store, [name])
                known.update(keys)
                unknown += [] if keys else [name]
        return sorted(known), unknown


def _remove(named: Named, reason: str, *, store: Path, wait: float) -> tuple[list[str], list[str]]:
    from pipeline.ledger import ledger_run
    from pipeline.removal import remove_posts
    from pipeline.store import write_store

    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        known, unknown = named.found(opened)
        if known:
            # The ledger is published: it must not keep the keys that are to be forgotten.
            with ledger_run(opened, "purge", command=f"purge --reason {reason}") as run:
                remove_posts(opened, run, known, reason=reason)
    return known, unknown
