"""`retrograde export`: tables of a release, for others to rerun and cite."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import dry_run_option, quiet_option, store_option
from pipeline.cli.terminal import plain, say

if TYPE_CHECKING:
    from pipeline.publish.cells import Sharing
    from pipeline.publish.exports import Wanted
    from pipeline.publish.release import Release

STDOUT = Path("-")
ALL = "all"
REMINDER = (
    "the words of posts are in this export: they belong to their authors, lead to them, and each "
    "platform's terms say what may be passed on"
)


@click.command(short_help="tables of a release, for others to rerun and cite")
@click.option("--tables", default=ALL, show_default=True, help="Names, separated by commas.")
@click.option(
    "--format",
    "formats",
    type=click.Choice(["csv", "parquet"]),
    multiple=True,
    default=("csv",),
    show_default=True,
    help="May be repeated.",
)
@click.option("--release", "release_id", help="Release [default: the newest].")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder to write OUT/RELEASE/ into; - writes one table to stdout.",
)
@click.option("--with-text", is_flag=True, help="Export the words of posts.")
@click.option("--with-handles", is_flag=True, help="Export who wrote them.")
@click.option("--with-pictures", is_flag=True, help="Add each claim's picture as an SVG file.")
@click.option("--raw", is_flag=True, help="Leave CSV cells as they are, formulas included.")
@dry_run_option
@quiet_option
@store_option
def command(
    tables: str,
    formats: tuple[str, ...],
    release_id: str | None,
    out: Path,
    *,
    with_text: bool,
    with_handles: bool,
    with_pictures: bool,
    raw: bool,
    dry_run: bool,
    quiet: bool,
    store: Path,
) -> None:
    """Write tables of a release with codebook, README, descriptor and checksums.

    Text of posts and names of people stay out unless asked for; a column that stays out is there,
    empty, and the README says why.
    """
    from pipeline.publish.cells import Sharing
    from pipeline.publish.exports import Wanted, export_release
    from pipeline.publish.release import open_release

    release = open_release(store, release_id)
    sharing = Sharing(with_text=with_text, with_handles=with_handles, raw=raw)
    names, kinds = _names(tables, release), tuple(dict.fromkeys(formats))
    wanted = Wanted(names, kinds, sharing, pictures=with_pictures)
    if not quiet:
        _warn(release, sharing)
    if out == STDOUT and not dry_run:
        _to_stdout(release, wanted)
        return
    if dry_run or not quiet:
        _describe(release, wanted, out, dry_run=dry_run)
    if dry_run:
        say("nothing was written.")
        return
    folder = export_release(store, release, out, wanted)
    if not quiet:
        size = sum(file.stat().st_size for file in folder.iterdir())
        say(f"{plain(str(folder))}/  {size / 1e6:,.1f} MB\nnext: read README.md there first")


def _names(tables: str, release: Release) -> tuple[str, ...]:
    if tables == ALL:
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in tables.split(",") if name.strip()))
    known = list(release.manifest["tables"])
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f" did you mean {near[0]}?" if near else ""
            raise click.BadParameter(
                f"release {release.id} has no table {name!r};{hint} known: {', '.join(known)}",
                param_hint="--tables",
            )
    if not names:
        raise click.BadParameter("names no table", param_hint="--tables")
    return names


def _warn(release: Release, sharing: Sharing) -> None:
    from pipeline.publish.package import INVENTED

    if release.invented:
        say(INVENTED)
    if sharing.with_text:
        say(REMINDER)


def _to_stdout(release: Release, wanted: Wanted) -> None:
    from pipeline.publish.exports import stream_table

    if len(wanted.tables) != 1 or len(wanted.formats) != 1:
        raise click.UsageError("-o - writes one table in one format, e.g. --tables claim_evidence")
    sys.stdout.flush()
    stream_table(release, wanted, sys.stdout.buffer)


def _describe(release: Release, wanted: Wanted, out: Path, *, dry_run: bool) -> None:
    from pipeline.publish.exports import plan

    package = plan(release, wanted)
    would = "would write" if dry_run else "writing"
    where = "stdout" if out == STDOUT else plain(str(out / release.id))
    say(f"{would} release {release.id} to {where}:")
    for file in package.files:
        say(f"  {file.name}  {file.rows:,} rows")
    if out != STDOUT:
        say("  README.md CODEBOOK.md datapackage.json SHA256SUMS")
