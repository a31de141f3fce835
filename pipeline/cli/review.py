"""`retrograde review`: what needs a person, and what persons decided."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.options import (
    DEFAULT_TOPIC,
    dry_run_option,
    json_option,
    quiet_option,
    store_option,
    wait_option,
    writing_options,
)
from pipeline.cli.terminal import one_line, plain, say

if TYPE_CHECKING:
    from pipeline.reviewing.deciding import Decided

F = TypeVar("F", bound=Callable[..., Any])
REASONS = ("changed", "boundary", "merge", "doubtful_frame", "new")
SHOWN = 5
topic_option = click.option(
    "--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic of the claims."
)
reason_option = click.option(
    "--for",
    "reasons",
    type=click.Choice(REASONS),
    multiple=True,
    default=REASONS,
    help="Only what waits for this; may be repeated [default: everything].",
)


@click.group(
    short_help="what needs a person, and what persons decided", invoke_without_command=True
)
@reason_option
@topic_option
@dry_run_option
@wait_option
@store_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    reasons: tuple[str, ...],
    topic: str,
    dry_run: bool,
    wait: float,
    store: Path,
) -> None:
    """Go through what needs a person, one after the other, with single letters.

    Without a subcommand it asks on this terminal; the subcommands do the same from a script. A
    review is added to the store, dated and signed; the computed verdict stays as it is beside it.
    """
    if ctx.invoked_subcommand is None:
        from pipeline.cli.review_session import Session

        Session(store, topic, wait, dry_run).go_through(reasons)


@command.command("list", short_help="what needs a person, the most seen first")
@reason_option
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=SHOWN,
    show_default=True,
    help="Items for each reason.",
)
@topic_option
@json_option
@store_option
def list_(reasons: tuple[str, ...], *, limit: int, topic: str, as_json: bool, store: Path) -> None:
    """List what waits for a person, by reason, the most seen first.

    changed: a verdict that is no longer what a person judged. new: nobody judged it. boundary: a
    limit of the rules moved a little gives another verdict. doubtful_frame: the reading itself has
    doubts. merge: two claims that may be one.
    """
    from pipeline.cli.review_words import WAITING, item_lines
    from pipeline.reviewing.queue import desk_of, needs
    from pipeline.store import read_store

    subject, library = subject_of(topic)
    with read_store(store) as opened:
        desk = desk_of(opened, subject, library)
        by_reason = {one: needs(opened, desk, [one]) for one in reasons}  # type: ignore[list-item]
    for reason, found in by_reason.items():
        if not as_json and found:
            click.echo(f"{WAITING[reason]} ({len(found):,})\n")
        for item in found[:limit]:
            if as_json:
                click.echo(json.dumps(item.as_json(), ensure_ascii=False))
            else:
                click.echo(plain("\n".join(item_lines(item))))
    shown = sum(min(limit, len(found)) for found in by_reason.values())
    every = sum(map(len, by_reason.values()))
    say(f"{shown:,} of {every:,} shown. next: retrograde review show SUBJECT")


@command.command(short_help="one claim or mention, with all that was decided on it")
@click.argument("subject")
@topic_option
@json_option
@store_option
def show(subject: str, *, topic: str, as_json: bool, store: Path) -> None:
    """Show a claim with its verdict, steps, mentions and reviews; or one mention with its text."""
    from pipeline.cli import review_words
    from pipeline.reviewing.subjects import is_mention
    from pipeline.store import read_store

    with read_store(store) as opened:
        if is_mention(subject):
            told = review_words.mention(opened, subject)
        else:
            told = review_words.claim(opened, subject_of(topic), subject)
    if as_json:
        click.echo(json.dumps(told.data, ensure_ascii=False, default=str))
    else:
        click.echo(plain("\n".join(told.lines)))


def signed_options(function: F) -> F:
    """Who decides, why, and where it is kept."""
    for option in (
        click.option("--by", required=True, help="Your name, as it shall be published."),
        click.option("--reason", help="Why, in a sentence; published with the release."),
        topic_option,
        writing_options,
    ):
        function = option(function)
    return function


@command.command(short_help="the verdict, or the reading of a mention, is right")
@click.argument("subject")
@signed_options
def agree(subject: str, *, by: str, reason: str | None, **where: Any) -> None:
    """Sign the computed verdict on a claim, or the frame of a mention."""
    _decide(subject, _decided("agree", by, reason), **where)


@command.command(short_help="another verdict, or other values of a mention's frame")
@click.argument("subject")
@click.option("--verdict", help="Of a claim: the verdict that you give.")
@click.option("--set", "edits", multiple=True, help="Of a mention: field=value; may be repeated.")
@signed_options
def override(
    subject: str,
    *,
    verdict: str | None,
    edits: tuple[str, ...],
    by: str,
    reason: str | None,
    **where: Any,
) -> None:
    """Give another verdict beside the computed one, or say what a mention's words mean."""
    _decide(subject, _decided("override", by, reason, verdict=verdict, edits=edits), **where)


@command.command(short_help="a claim is the same as another one")
@click.argument("subject")
@click.option("--into", help="The claim that stands for both.")
@signed_options
def merge(subject: str, *, into: str | None, by: str, reason: str | None, **where: Any) -> None:
    """Tell a claim's mentions as those of another one from the next release on."""
    _decide(subject, _decided("merge", by, reason, into=into), **where)


@command.command(short_help="a mention holds several claims; or take a merge back")
@click.argument("subject")
@click.option(
    "--part",
    "parts",
    multiple=True,
    help="Of a mention: one claim that its words hold, as field=value,field=value; at least two.",
)
@signed_options
def split(
    subject: str, *, parts: tuple[str, ...], by: str, reason: str | None, **where: Any
) -> None:
    """Split a mention into the claims that its words hold; of a claim, take its merge back."""
    _decide(subject, _decided("split", by, reason, parts=parts), **where)


@command.command("not-a-claim", short_help="what was read claims nothing")
@click.argument("subject")
@signed_options
def not_a_claim(subject: str, *, by: str, reason: str | None, **where: Any) -> None:
    """Leave a claim, or one mention, out of the next release; its rows in the store stay."""
    _decide(subject, _decided("not_a_claim", by, reason), **where)


@command.command("export-gold", short_help="reviewed posts as gold rows for the benchmarks")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out/gold"),
    show_default=True,
    help="Folder for posts.jsonl and gold.jsonl.",
)
@topic_option
@dry_run_option
@quiet_option
@store_option
def export_gold(out: Path, *, topic: str, dry_run: bool, quiet: bool, store: Path) -> None:
    """Write every post with a reviewed frame in the form of data/gold.

    The words of the posts are in it: keep it here. For data/gold invent a post that shows the same.
    """
    from claims.topics import load_topic
    from pipeline.reviewing.gold import gold_posts, write_gold
    from pipeline.store import read_store

    with read_store(store) as opened:
        found = list(gold_posts(opened, load_topic(topic)))
    if not dry_run and found:
        write_gold(out, found)
    did = "would write" if dry_run else "wrote"
    if not quiet or dry_run:
        frames = sum(len(one.gold["claims"]) for one in found)
        say(f"{did} {len(found):,} posts with {frames:,} frames to {plain(str(out))}")
    if dry_run or not found:
        say("nothing was written.")
    elif not quiet:
        say(
            "the words of these posts are their authors': do not publish them\n"
            f"next: python -m benchmarks.extraction --reviewed {plain(str(out))}"
        )


def subject_of(topic: str) -> tuple[Any, Any]:
    """A topic and its studies."""
    from pipeline.stages import load_subject

    subject = load_subject([topic])
    return subject.topics[0], subject.libraries[topic]


def _decided(decision: Any, by: str, reason: str | None, **more: Any) -> Decided:
    from pipeline.reviewing.deciding import Decided

    return Decided(decision, by, reason, **more)


def _decide(
    subject: str,
    decided: Decided,
    *,
    topic: str,
    store: Path,
    wait: float,
    dry_run: bool,
    quiet: bool,
) -> None:
    from pipeline.reviewing.signing import sign, would_sign
    from pipeline.store import read_store, write_store

    if dry_run:
        with read_store(store) as opened:
            told = would_sign(opened, subject_of(topic), subject, decided)
        say(f"would keep: {one_line(told)}\nnothing was written.")
        return
    with write_store(store, wait_seconds=wait, must_exist=True) as opened:
        told = sign(opened, subject_of(topic), subject, decided)
    if not quiet:
        say(f"kept: {one_line(told)}\nnext: retrograde run  makes a release that shows it")
