"""The export package: whole or not there, and never what it should not be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.errors import PipelineError
from pipeline.ledger import ledger_run
from pipeline.publish import exports, package_words
from pipeline.publish.cells import Sharing
from pipeline.publish.codebook import codebook
from pipeline.publish.exports import Wanted, export_release, plan, stream_table, tables_of
from pipeline.publish.parquet import file_sha256
from pipeline.publish.release import Release, open_release
from pipeline.publish.sums import read_sums
from pipeline.removal import remove_posts
from pipeline.store import write_store
from tests.pipeline.collection import GONE_KEY
from tests.pipeline.making import folder_hash
from tests.pipeline.publish.packages import WRITTEN, cells, restate, words

ALL = Sharing(with_text=True, with_handles=True)


def test_files_lie_at_out_release_table_format(export: Callable[..., Path], tmp_path: Path) -> None:
    folder = export("claim_evidence", "claims", formats=("csv", "parquet"))
    assert folder.parent == tmp_path / "out"
    assert folder.name == open_release(tmp_path / "store").id
    assert {path.name for path in folder.iterdir()} == WRITTEN | {
        "claim_evidence.csv",
        "claim_evidence.parquet",
        "claims.csv",
        "claims.parquet",
    }
    assert list((tmp_path / "out").iterdir()) == [folder]


def test_everything_is_every_table_but_that_of_people(
    export: Callable[..., Path], release: Release
) -> None:
    tables = {path.stem for path in export().glob("*.csv")}
    assert tables == set(codebook()) - {"authors"}
    assert tables_of(release, ALL)[0] == "claim_evidence"
    assert set(tables_of(release, ALL)) == set(codebook())


def test_the_sums_are_those_of_the_files(export: Callable[..., Path]) -> None:
    folder = export(formats=("csv", "parquet"))
    sums = read_sums(folder)
    assert sums.keys() == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert all(file_sha256(folder / name) == digest for name, digest in sums.items())


def test_an_interrupted_export_leaves_no_half_package(
    export: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stop(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exports, "write_sums", stop)
    with pytest.raises(KeyboardInterrupt):
        export()
    assert list((tmp_path / "out").iterdir()) == []


def test_an_export_again_replaces_the_package_whole(
    export: Callable[..., Path], tmp_path: Path
) -> None:
    first = folder_hash(export("claims", "studies"))
    assert folder_hash(export("claims", "studies")) == first
    folder = export("claims")
    assert not (folder / "studies.csv").exists()
    assert list((tmp_path / "out").iterdir()) == [folder]


def test_an_export_that_fails_leaves_the_earlier_package(
    export: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export("claims")
    before = folder_hash(folder)
    monkeypatch.setattr(exports, "must_be_unchanged", refuse)
    with pytest.raises(PipelineError, match="no"):
        export()
    assert folder_hash(folder) == before


def refuse(*arguments: Any) -> None:
    raise PipelineError("no", "no")


@pytest.mark.parametrize("change", ["note.txt", "claims.csv", "a folder", "no sums"])
def test_what_no_export_wrote_is_not_replaced(export: Callable[..., Path], change: str) -> None:
    folder = export("claims")
    if change == "a folder":
        (folder / "notebooks").mkdir()
    elif change == "no sums":
        (folder / "SHA256SUMS").unlink()
    else:
        with (folder / change).open("a", encoding="utf-8") as out:
            out.write("mine")
    before = folder_hash(folder)
    with pytest.raises(PipelineError, match="an export would replace it") as refused:
        export("claims")
    assert "-o DIR" in refused.value.fix
    assert folder_hash(folder) == before


def test_a_folder_that_cannot_be_made_is_named(published: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(PipelineError, match="cannot be written: ") as refused:
        export_release(published, open_release(published), tmp_path / "out", Wanted(("claims",)))
    assert "-o DIR" in refused.value.fix


def test_a_damaged_table_is_not_passed_on(
    export: Callable[..., Path], published: Path, tmp_path: Path
) -> None:
    file = open_release(published).table_file("claims")
    file.write_bytes(file.read_bytes()[:-8] + b"damaged!")
    with pytest.raises(PipelineError, match="its checksum differs") as refused:
        export("claims")
    assert str(file) in refused.value.problem
    file.unlink()
    with pytest.raises(PipelineError, match="its checksum differs"):
        export("claims")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_post_removed_during_an_export_does_not_leave_with_it(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = package_words.write_readme

    def remove_meanwhile(*arguments: Any) -> None:
        with write_store(published) as opened, ledger_run(opened, "purge") as run:
            remove_posts(opened, run, [GONE_KEY], reason="requested")
        write(*arguments)

    monkeypatch.setattr(exports, "write_readme", remove_meanwhile)
    with pytest.raises(PipelineError, match="while it was being exported") as refused:
        export_release(published, open_release(published), tmp_path / "out", Wanted(("posts",)))
    assert "again" in refused.value.fix
    monkeypatch.setattr(exports, "write_readme", write)
    folder = export_release(
        published, open_release(published), tmp_path / "out", Wanted(("posts",))
    )
    assert GONE_KEY not in set(cells(folder / "posts.csv")["post_key"])
    said = words(folder)
    assert "Posts were removed from this release after it was made" in said


def test_a_removal_that_is_only_begun_stops_an_export_too(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.removal._refresh_manifest", lambda *arguments: None)
    write = package_words.write_readme

    def remove_meanwhile(*arguments: Any) -> None:
        with write_store(published) as opened, ledger_run(opened, "purge") as run:
            remove_posts(opened, run, [GONE_KEY], reason="requested")
        write(*arguments)

    monkeypatch.setattr(exports, "write_readme", remove_meanwhile)
    with pytest.raises(PipelineError, match="while it was being exported"):
        export_release(published, open_release(published), tmp_path / "out", Wanted(("posts",)))


def test_a_package_that_cannot_take_its_place_lets_the_earlier_back(
    export: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export("claims")
    before = folder_hash(folder)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.suffix == ".making":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        export("claims", "studies")
    assert folder_hash(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


def test_an_older_release_with_fewer_columns_is_exported_as_it_is(
    export: Callable[..., Path], published: Path
) -> None:
    held = open_release(published)
    file = held.table_file("claims")
    pq.write_table(pq.read_table(file).drop_columns(["would_change"]), file)
    tables = held.manifest["tables"]
    claims = tables["claims"] | {"sha256": file_sha256(file)}
    restate(held, tables=tables | {"claims": claims})
    folder = export("claims")
    assert "would_change" not in cells(folder / "claims.csv").columns
    assert "would_change" not in (folder / "CODEBOOK.md").read_text(encoding="utf-8")


@pytest.fixture
def stream(release: Release) -> Callable[..., bytes]:
    def run(table: str, format_: str = "csv", **sharing: bool) -> bytes:
        out = BytesIO()
        stream_table(release, Wanted((table,), (format_,), Sharing(**sharing)), out)
        return out.getvalue()

    return run


@pytest.mark.parametrize("format_", ["csv", "parquet"])
@pytest.mark.parametrize("table", ["claim_evidence", "posts"])
def test_a_stream_holds_what_the_file_holds(
    export: Callable[..., Path], stream: Callable[..., bytes], table: str, format_: str
) -> None:
    folder = export(table, formats=(format_,))
    streamed, filed = stream(table, format_), (folder / f"{table}.{format_}").read_bytes()
    if format_ == "csv":
        assert streamed == filed
    else:
        assert pq.read_table(BytesIO(streamed)).equals(pq.read_table(BytesIO(filed)))


class Closed(BytesIO):
    """A stream whose reader has gone away."""

    def write(self, data: Any) -> int:
        raise BrokenPipeError(32, "Broken pipe")


def test_a_stream_that_nobody_reads_ends_as_such(release: Release) -> None:
    with pytest.raises(BrokenPipeError):
        stream_table(release, Wanted(("claim_evidence",)), Closed())


def test_a_plan_writes_nothing_and_counts_rows(release: Release, tmp_path: Path) -> None:
    package = plan(release, Wanted(("claims", "posts"), ("csv", "parquet")))
    assert [file.name for file in package.files] == [
        "claims.csv",
        "claims.parquet",
        "posts.csv",
        "posts.parquet",
    ]
    assert package.files[2].rows == release.manifest["posts"]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(autouse=True)
def _no_file_is_left_in_the_release(release: Release) -> Iterator[None]:
    before = folder_hash(release.folder)
    yield
    assert folder_hash(release.folder) == before
