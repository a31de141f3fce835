"""`retrograde evidence new`, `search` and `retractions`: papers from library catalogues."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import DEFAULT_TOPIC, dry_run_option, json_option
from pipeline.cli.terminal import one_line, plain, say

if TYPE_CHECKING:
    from pipeline.bibliography.asking import CatalogueError, Enquirer
    from pipeline.bibliography.paper import Paper
    from pipeline.bibliography.shelf import Draft

PARTLY = 3
_FILL_IN = "next: read it, fill the file in, then retrograde evidence check"
new_topic_option = click.option(
    "--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic the study is for."
)
files_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/evidence"),
    show_default=True,
    help="Folder of the study files.",
)


@click.command(short_help="start the file of a new study, by hand or from a DOI or PubMed id")
@click.argument("key", required=False)
@click.option("--doi", help="Fill in what Crossref and Europe PMC list, such as 10.1234/abc.")
@click.option("--pmid", help="Fill in what PubMed lists, with the abstract from Europe PMC.")
@new_topic_option
@files_option
@dry_run_option
def new(
    key: str | None, *, doi: str | None, pmid: str | None, topic: str, root: Path, dry_run: bool
) -> None:
    """Write the commented file of a study; KEY is author-year, such as wright-weyand-2001.

    With --doi or --pmid, title, authors, year, journal and whether it was retracted are filled in,
    KEY may be left out, and the findings wait for whoever reads the paper.
    """
    from claims.topics import load_topic
    from pipeline.bibliography.shelf import Draft

    slug = load_topic(topic).slug
    if doi is not None or pmid is not None:
        paper, failures = _looked_up(doi, pmid, root)
        _write(_draft(paper, root, slug, key=key), dry_run=dry_run)
        _tell(failures, "what it would have added is missing")
        return
    if key is None:
        raise click.UsageError("give a KEY, such as wright-weyand-2001, or --doi, or --pmid.")
    from claims.evidence.skeletons import skeleton_of

    _write(Draft(root / slug / f"{key}.toml", skeleton_of(key, slug)), dry_run=dry_run)


@click.command(short_help="ask library catalogues for papers; nothing is written without a yes")
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, 50), default=15, show_default=True, help="Most to list."
)
@click.option(
    "--add",
    "numbers",
    type=click.IntRange(1),
    multiple=True,
    help="Start the study file of the candidate with this number; asks first. May be repeated.",
)
@click.option("--yes", is_flag=True, help="Do not ask; what --add names is written.")
@new_topic_option
@files_option
@dry_run_option
@json_option
def search(
    text: str,
    *,
    limit: int,
    numbers: tuple[int, ...],
    yes: bool,
    topic: str,
    root: Path,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ask Crossref, PubMed, Europe PMC and OpenAlex for TEXT and list each paper once, best first.

    Says which of them the library has. Exit 3 if a catalogue could not be asked.
    """
    from claims.topics import load_topic
    from pipeline.bibliography.finding import search as search_catalogues
    from pipeline.bibliography.shelf import known_papers
    from pipeline.bibliography.telling import candidate_row, candidate_text

    if as_json and numbers:
        raise click.UsageError("--json lists, --add writes: one at a time.")
    slug, words = load_topic(topic).slug, _words(text)
    found = search_catalogues(words, _enquirer(), limit)
    known = known_papers(root)
    for number, paper in enumerate(found.papers, 1):
        owner = next((known[one] for one in sorted(paper.ids & known.keys())), None)
        if as_json:
            click.echo(json.dumps(candidate_row(number, paper, owner), ensure_ascii=False))
        else:
            click.echo(plain(candidate_text(number, paper, owner)))
    drafts = [_drafted(paper, root, slug) for paper in _chosen(found.papers, numbers)]
    more = "" if drafts or not found.papers else "; next: the same with --add NUMBER"
    say(f"{_count(len(found.papers), 'candidate')}{more}")
    for draft in drafts:
        _write_if_agreed(draft, yes=yes, dry_run=dry_run)
    _tell(found.failures, "its papers are missing above")


@click.command(short_help="ask Crossref which studies were retracted, and write the day into them")
@click.option("--topic", default=None, help="Only the studies of one topic [default: all].")
@files_option
@dry_run_option
@json_option
def retractions(topic: str | None, *, root: Path, dry_run: bool, as_json: bool) -> None:
    """Ask Crossref for notices on every DOI of the library; write `retracted` and the day asked.

    A retracted study is shown and no longer counts. Nothing is written unless Crossref answered
    for every study.
    """
    from claims.topics import load_topic
    from pipeline.bibliography.retraction import standings
    from pipeline.bibliography.shelf import Draft, read_shelf
    from pipeline.bibliography.telling import standing_row, standing_text

    _must_be_there(root)
    today, studies = _today(), read_shelf(root, load_topic(topic).slug if topic else None)
    known = list(standings(studies, _enquirer()))
    changed = [
        Draft(one.study.path, text) for one in known if (text := one.new_text(today)) is not None
    ]
    if not dry_run:
        for draft in changed:
            draft.write(replace=True)
    for one in known:
        if as_json:
            click.echo(json.dumps(standing_row(one), ensure_ascii=False))
        elif told := standing_text(one):
            click.echo(plain(told))
    unknown, gone = sum(not one.listed for one in known), sum(one.withdrawn for one in known)
    did = "would change" if dry_run else "changed"
    say(
        f"asked on {today}: {_count(gone, 'retracted study', 'retracted studies')} among "
        f"{len(known) - unknown} that Crossref lists; {unknown} that it does not list, "
        f"{len(studies) - len(known)} without a DOI; {did} {_count(len(changed), 'file')}"
    )


def _looked_up(
    doi: str | None, pmid: str | None, root: Path
) -> tuple[Paper, Sequence[CatalogueError]]:
    """The paper of a number, unless the library has it: then nobody is asked."""
    from pipeline.bibliography.fields import doi_in
    from pipeline.bibliography.finding import find_by_doi, find_by_pmid
    from pipeline.bibliography.paper import Paper
    from pipeline.bibliography.shelf import refuse_known

    if doi is not None and pmid is not None:
        raise click.UsageError("give --doi or --pmid, not both.")
    bare = doi_in(doi)
    if doi is not None and bare is None:
        raise click.UsageError(f"{doi!r} is not a DOI; write it as 10.1234/abc.")
    if pmid is not None and not re.fullmatch(r"[1-9][0-9]{0,8}", pmid):
        raise click.UsageError(f"{pmid!r} is not a PubMed id; write it as 12345678.")
    refuse_known(Paper(doi=bare, pmid=pmid), root)
    found = find_by_doi(bare, _enquirer()) if bare else find_by_pmid(pmid or "", _enquirer())
    return found.papers[0], found.failures


def _draft(paper: Paper, root: Path, topic: str, *, key: str | None = None) -> Draft:
    from pipeline.bibliography.shelf import draft_of

    return draft_of(paper, root, topic, key=key, on=_today())


def _write(draft: Draft, *, dry_run: bool) -> None:
    where = plain(str(draft.path))
    if dry_run:
        click.echo(draft.text, nl=False)
        say(f"would write {where}; nothing was written")
        return
    draft.write()
    say(f"wrote {where}. {_FILL_IN}")


def _drafted(paper: Paper, root: Path, topic: str) -> Draft:
    """The draft of a candidate, looked up whole where its number leads to a listing."""
    from pipeline.bibliography.asking import NotListed

    try:
        whole, failures = _looked_up(paper.doi, None if paper.doi else paper.pmid, root)
    except NotListed:
        whole, failures = paper, ()
    _tell(failures, "what it would have added is missing", stop=False)
    return _draft(whole, root, topic)


def _write_if_agreed(draft: Draft, *, yes: bool, dry_run: bool) -> None:
    if yes or dry_run or _agreed(f"write {plain(str(draft.path))}?"):
        _write(draft, dry_run=dry_run)
    else:
        say("nothing was written")


def _agreed(question: str) -> bool:
    from pipeline.errors import PipelineError

    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort:
        raise PipelineError(
            "nobody answered; nothing was written.", "answer y, or pass --yes"
        ) from None


def _chosen(papers: Sequence[Paper], numbers: Sequence[int]) -> list[Paper]:
    beyond = [number for number in numbers if number > len(papers)]
    if beyond:
        raise click.UsageError(f"there is no candidate {beyond[0]}; nothing was written.")
    chosen = [papers[number - 1] for number in dict.fromkeys(numbers)]
    for paper in chosen:
        if not paper.ids:
            named = one_line(paper.title or "")
            raise click.UsageError(f"“{named}” has neither a DOI nor a PubMed id to look it up by.")
    return chosen


def _tell(failures: Sequence[CatalogueError], so: str, *, stop: bool = True) -> None:
    for failure in failures:
        problem = plain(failure.problem).removesuffix(".")
        say(f"warning: {problem}; {so}\n  fix: {plain(failure.fix)}")
    if failures and stop:
        raise click.exceptions.Exit(PARTLY)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > 300:
        raise click.UsageError('TEXT is a few words, such as "backward running energy cost".')
    return words


def _enquirer() -> Enquirer:
    from pipeline.bibliography.asking import enquirer_of
    from pipeline.settings import read_settings

    return enquirer_of(read_settings()[0], os.environ)


def _today() -> date:
    return datetime.now(UTC).date()


def _must_be_there(root: Path) -> None:
    from pipeline.errors import PipelineError

    if not root.is_dir():
        raise PipelineError(
            f"{root}: there is no such folder of study files.",
            "run it in the folder that holds data/evidence, or pass --root FOLDER",
        )
