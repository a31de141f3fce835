"""`retrograde purge`: remove posts for good."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import writing_options
from pipeline.cli.terminal import one_line, say


@click.command(short_help="remove posts for good, earlier releases included")
@click.option("--post", "posts", multiple=True, required=True, help="platform:id; repeatable.")
@click.option(
    "--reason",
    type=click.Choice(["deleted_on_platform", "requested", "retention"]),
    default="requested",
    show_default=True,
    help="Kept on the tombstone.",
)
@writing_options
def command(
    posts: tuple[str, ...], reason: str, *, store: Path, wait: float, dry_run: bool, quiet: bool
) -> int:
    """Remove posts from the store and from the content of every release.

    Claims, verdicts and counts of earlier releases stay; the post cannot be imported again.
    """
    from pipeline.removal import known_posts
    from pipeline.store import read_store

    if dry_run:
        with read_store(store) as opened:
            known = known_posts(opened, posts)
        say(f"would remove {len(known):,} posts, earlier releases included.")
        say("nothing was written.")
    else:
        known = _remove(posts, reason, store=store, wait=wait)
    for key in sorted(set(posts) - set(known)):
        say(f"not in the store: {one_line(key)}")
    if known and not dry_run and not quiet:
        say(f"purge: {len(known):,} posts removed\nnext: retrograde run")
    return 0 if known else 1


def _remove(posts: tuple[str, ...], reason: str, *, store: Path, wait: float) -> list[str]:
    from pipeline.ledger import ledger_run
    from pipeline.removal import known_posts, remove_posts
    from pipeline.store import write_store

    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        known = known_posts(opened, posts)
        if known:
            # The ledger is published: it must not keep the keys that are to be forgotten.
            with ledger_run(opened, "purge", command=f"purge --reason {reason}") as run:
                remove_posts(opened, run, known, reason=reason)
    return known
