"""A release as files that others can open, check, cite and rerun.

OUT/RELEASE/TABLE.FORMAT with a README, a codebook, a Frictionless descriptor and checksums. All of
it is written beside and renamed, so that no half package ever has the final name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb

from pipeline.atomic import sync_folder, sync_tree
from pipeline.engine import plain_failures
from pipeline.errors import PipelineError
from pipeline.publish.cells import Sharing
from pipeline.publish.claim_review import write_claim_reviews
from pipeline.publish.codebook import codebook
from pipeline.publish.datapackage import write_descriptor
from pipeline.publish.formats import FORMATS, Copy
from pipeline.publish.package import Package, PackageFile
from pipeline.publish.package_words import write_codebook, write_readme
from pipeline.publish.parquet import file_sha256
from pipeline.publish.pictures import write_pictures
from pipeline.publish.release import Release, open_release
from pipeline.publish.streaming import piped
from pipeline.publish.sums import must_be_ours, write_sums

# What a reader wants first, first; the rest in the order of the codebook.
FIRST = ("claim_evidence", "claims", "mentions", "posts", "sightings", "tag_sightings")
_MAKING, _EARLIER = ".making", ".earlier"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an export: tables (none named means all), formats, what to pass on.

    `pictures` adds each claim's picture as a file of its own.
    """

    tables: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv",)
    sharing: Sharing = field(default_factory=Sharing)
    pictures: bool = False


def tables_of(release: Release, sharing: Sharing) -> list[str]:
    """The tables that an export of everything holds, the most wanted first."""
    there = release.manifest["tables"]
    names = [
        name
        for name, card in codebook().items()
        if name in there and not sharing.withholds(card.withheld)
    ]
    return sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))


def plan(release: Release, wanted: Wanted) -> Package:
    """What an export would hold, without writing anything."""
    tables = list(wanted.tables) or tables_of(release, wanted.sharing)
    for name in tables:
        if wanted.sharing.withholds(codebook()[name].withheld):
            raise PipelineError(
                f"{name} is a table of people, which an export leaves out",
                f"leave {name} out of --tables, or ask for people by --with-handles",
            )
    files = tuple(
        PackageFile(name, format_, release.manifest["tables"][name]["rows"])
        for name in tables
        for format_ in wanted.formats
    )
    return Package(release, files, wanted.sharing)


def export_release(store: Path | str, release: Release, out: Path, wanted: Wanted) -> Path:
    """Write the package of a release to OUT/RELEASE; answer with that folder."""
    package = plan(release, wanted)
    final = out / release.id
    making = out / f".{release.id}.{os.getpid()}{_MAKING}"
    must_be_ours(final)
    _clear_leftovers(out, release.id)
    with plain_failures(out), _made_beside(making, out):
        _write_tables(package, making)
        write_claim_reviews(release, making)
        if wanted.pictures:
            write_pictures(release, making)
        write_readme(package, making)
        write_codebook(package, making)
        write_descriptor(package, making)
        write_sums(making)
        must_be_unchanged(store, package)
        sync_tree(making)
        _swap(making, final)
    sync_folder(out)
    return final


def stream_table(release: Release, wanted: Wanted, out: IO[bytes]) -> None:
    """Write one table in one format to a stream, as it is made."""
    ((name,), (format_,)) = wanted.tables, wanted.formats
    package = plan(release, wanted)
    must_be_whole(release, [name])
    with piped(out) as pipe, _connected(release) as connection:
        copy = Copy(release.table_file(name), pipe, wanted.sharing)
        FORMATS[format_](connection, package.card(name), copy)


def must_be_whole(release: Release, tables: Sequence[str]) -> None:
    """Refuse to pass on a table that is not what the release says it is."""
    for name in tables:
        if not _is_whole(release, name):
            raise PipelineError(
                f"{release.table_file(name)} is not what release {release.id} says it is: its "
                "checksum differs",
                "if a removal was cut off, run the same  retrograde purge  again; otherwise "
                "restore the release from a backup",
            )


def must_be_unchanged(store: Path | str, package: Package) -> None:
    """A post that was removed while it was being exported must not leave with the export."""
    release = package.release
    now = open_release(store, release.id).manifest
    content = [card.name for card in package.cards if card.part == "content"]
    # A removal rewrites the tables first and says so afterwards.
    whole = all(_is_whole(release, name) for name in content)
    if not whole or now.get("content_changed_at") != release.manifest.get("content_changed_at"):
        raise PipelineError(
            f"posts were removed from release {release.id} while it was being exported",
            "run the same command again",
        )


def _is_whole(release: Release, name: str) -> bool:
    file = release.table_file(name)
    return file.exists() and file_sha256(file) == release.manifest["tables"][name]["sha256"]


def _write_tables(package: Package, folder: Path) -> None:
    must_be_whole(package.release, package.tables)
    with _connected(package.release) as connection:
        for file in package.files:
            source = package.release.table_file(file.table)
            copy = Copy(source, folder / file.name, package.sharing)
            FORMATS[file.format](connection, package.card(file.table), copy)


@contextmanager
def _connected(release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = release.connection()
    # With more, what is ready too early waits in memory for its turn: gigabytes of it.
    connection.execute("SET threads = 1")
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _made_beside(making: Path, out: Path) -> Iterator[None]:
    try:
        making.mkdir(parents=True)
    except OSError as error:
        raise PipelineError(
            f"{out} cannot be written: {error.strerror}", "choose another folder with -o DIR"
        ) from None
    try:
        yield
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _clear_leftovers(out: Path, release: str) -> None:
    """What exports of this release that were killed have left."""
    for folder in out.glob(f".{release}.*"):
        process = folder.stem.rpartition(".")[2]
        if folder.suffix in (_MAKING, _EARLIER) and not _is_alive(process):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _swap(making: Path, final: Path) -> None:
    """Put a package in its place; an earlier one of ours makes way whole, or comes back."""
    earlier = making.with_suffix(_EARLIER)
    try:
        if final.exists():
            final.rename(earlier)
        making.rename(final)
    except BaseException:
        if earlier.exists() and not final.exists():
            earlier.rename(final)
        raise
    shutil.rmtree(earlier, ignore_errors=True)
