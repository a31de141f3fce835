"""README.md and CODEBOOK.md of a package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template
from textwrap import fill
from typing import Any

from pipeline.atomic import write_text
from pipeline.publish.cells import SAFE_CELL
from pipeline.publish.claim_review import reviewed_claims
from pipeline.publish.codebook import Column, TableCard
from pipeline.publish.missing import missing
from pipeline.publish.package import INVENTED, REASONS, Package, counted, one_line

README, CODEBOOK = "README.md", "CODEBOOK.md"
WIDTH = 100
_HANGING: dict[str, Any] = {
    "subsequent_indent": "  ",
    "break_long_words": False,
    "break_on_hyphens": False,
}
_QUOTED = _HANGING | {"subsequent_indent": "> ", "initial_indent": ""}
_SPANS = ("first_posted_at", "last_posted_at", "first_observed_at", "last_observed_at")
_TYPES = {
    "text": "text",
    "texts": "list of texts (in CSV a JSON array)",
    "number": "number",
    "count": "whole number",
    "flag": "true or false",
    "day": "date, YYYY-MM-DD",
    "time": "time, UTC, ISO 8601",
}


def write_readme(package: Package, folder: Path) -> None:
    """What it is, how it came about, what is missing, how to cite."""
    write_text(folder / README, readme(package))


def write_codebook(package: Package, folder: Path) -> None:
    """Every column of every table that comes along."""
    write_text(folder / CODEBOOK, codebook_text(package))


def readme(package: Package) -> str:
    """The README; its first line says so where posts were invented."""
    manifest = package.release.manifest
    filled = _template("readme").substitute(
        title=package.title,
        files=_files(package),
        release=package.release.id,
        made_at=manifest["made_at"],
        code_version=manifest["code_version"],
        extraction=manifest["extraction"],
        evidence=manifest["evidence"],
        sha256=manifest["sha256"],
        note=f"\n> {one_line(manifest['note'])}\n" if manifest["note"] else "",
        collected=fill(_collected(package), WIDTH),
        missing="\n".join(fill(f"- {line}", WIDTH, **_HANGING) for line in missing(package)),
        cells=_cells(package),
        citation=fill(package.citation, WIDTH, **_QUOTED),
        contact=_contact(package),
    )
    return f"{INVENTED}\n\n{filled}" if package.release.invented else filled


def _template(name: str) -> Template:
    file = files("pipeline.publish") / f"{name}.template.md"
    return Template(file.read_text(encoding="utf-8"))


def _files(package: Package) -> str:
    formats = ", ".join(package.formats)
    rows = {file.table: file.rows for file in package.files}
    lines = [f"| `{card.name}` | {rows[card.name]:,} | {card.about} |" for card in package.cards]
    table = "\n".join([f"| table, as {formats} | rows | what |", "|---|--:|---|", *lines])
    reviewed = sum(1 for _ in reviewed_claims(package.release))
    if not reviewed:
        return table
    judged = (
        f"{counted(reviewed, 'claim')} a person has judged: each has a `claimreview-*.jsonld`, a "
        "ClaimReview of schema.org, and `reviews` says what was decided on every claim."
    )
    return f"{table}\n\n{fill(judged, WIDTH)}"


def _collected(package: Package) -> str:
    manifest = package.release.manifest
    if not manifest["posts"]:
        return "No post that was collected is about these topics."
    days = [str(manifest[key] or "an unknown day")[:10] for key in _SPANS]
    return (
        f"{counted(manifest['posts'], 'post')} from {', '.join(manifest['platforms'])}, posted "
        f"between {days[0]} and {days[1]} and seen between {days[2]} and {days[3]} (UTC)."
    )


def _cells(package: Package) -> str:
    if "csv" not in package.formats:
        return "The Parquet files hold types of their own; an empty value is a missing one."
    safe = (
        "**Careful:** this export was made with `--raw`. A text that begins with = + - or @ stands "
        "as it was written, and a spreadsheet may run it."
        if package.sharing.raw
        else "A text that begins with = + - or @ would be run by a spreadsheet; here it has an "
        "apostrophe before it. To get it back, take one `'` from the start of every text that "
        f"matches `{SAFE_CELL}`, or export with `--raw`."
    )
    return _template("reading").substitute(cells=fill(safe, WIDTH)).rstrip()


def _contact(package: Package) -> str:
    contact = package.release.manifest["contact"]
    return f"\nQuestions and corrections: {one_line(contact)}." if contact else ""


def codebook_text(package: Package) -> str:
    """The codebook for the tables of this package."""
    lines = [f"# Codebook of {package.title}", ""]
    if package.release.invented:
        lines = [INVENTED, "", *lines]
    lines.append(
        "An empty cell is a missing value; it is never zero. Ratios are ratios: 1.28 is 28 percent "
        "more. What a column may hold is what it held when the release was made."
    )
    for card in package.cards:
        lines += ["", *_table(card, package)]
    return "\n".join(lines) + "\n"


def _table(card: TableCard, package: Package) -> Iterator[str]:
    yield f"## {card.name}"
    yield ""
    lasts = "Never changed." if card.part == "tables" else "Rewritten when a post must be removed."
    yield f"{card.about}. Key: {', '.join(f'`{name}`' for name in card.key)}. {lasts}"
    yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in card.columns:
        yield f"| `{column.name}` | {_TYPES[column.type]} | {_meaning(column, package)} |"


def _meaning(column: Column, package: Package) -> str:
    parts = [column.says.replace("|", "\\|").rstrip(".") + "."]
    if column.values:
        parts.append(f"One of {', '.join(f'`{value}`' for value in column.values)}.")
    if column.refers:
        parts.append(f"Refers to `{column.refers}`.")
    if column.withheld and package.sharing.withholds(column.withheld):
        left = "Empty where it names a person" if column.name == "url" else "Empty"
        parts.append(f"**{left}: withheld; {REASONS[column.withheld]}.**")
    return " ".join(parts)
