"""A full disk: a clear sentence, a store that still opens, an earlier release that is intact."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.ledger import ledger_rows
from pipeline.publish.release import open_release, release_ids
from pipeline.store import write_store
from tests.pipeline.making import Ended, folder_hash, line, table, write_lines

Command = Callable[..., Ended]
SIZE_MIB = 24


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few MiB, where the machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount a small disk")
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine mounts no tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, *, leave_kib: int) -> Path:
    """Fill the disk up to a rest."""
    file = disk / "filler"
    with file.open("wb") as out:
        free = shutil.disk_usage(disk).free
        out.write(b"\0" * max(free - leave_kib * 1024, 0))
    return file


def told(ended: Ended) -> None:
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert "is full" in ended.err
    assert "fix: free some space there" in ended.err


def test_an_import_that_fills_the_disk_can_be_completed(
    small_disk: Path, command: Command, tmp_path: Path
) -> None:
    long = "running backwards is hard to compress " * 20
    rows = [line(n, caption=f"{n * 7919} {long} {n}", transcript=str(n) * 400) for n in range(9000)]
    file = write_lines(tmp_path / "posts.ndjson", rows)
    store = small_disk / "store"
    assert (
        command("import", write_lines(tmp_path / "few.ndjson", rows[:10]), "--store", store).code
        == 0
    )
    filler = fill(small_disk, leave_kib=3000)
    told(command("import", file, "--store", store))
    filler.unlink()
    with write_store(store) as opened:
        assert len(table(opened.connection, "posts", "post_key")) in (10, 5000)
        assert len(table(opened.connection, "payloads", "capture")) in (10, 5000)
    shutil.move(store, tmp_path / "larger")
    again = command("import", file, "--store", tmp_path / "larger")
    assert again.code == 0, again.err
    with write_store(tmp_path / "larger") as opened:
        assert len(table(opened.connection, "posts", "post_key")) == 9000
        endings = {row["ending"] for row in ledger_rows(opened, limit=9)}
    assert endings <= {"done", "failed", "killed"}
    assert endings > {"done"}


@pytest.mark.parametrize("leave_kib", [0, 20, 60])
def test_a_release_that_finds_no_room_leaves_the_earlier_one(
    small_disk: Path, command: Command, published: Path, leave_kib: int
) -> None:
    store = small_disk / "store"
    shutil.copytree(published, store)
    before = open_release(store)
    kept = folder_hash(before.folder)
    filler = fill(small_disk, leave_kib=leave_kib)
    told(command("publish", "--store", store))
    assert open_release(store).id == before.id
    assert release_ids(store) == [before.id]
    assert folder_hash(before.folder) == kept
    filler.unlink()
    assert command("publish", "--store", store).code == 0
    assert release_ids(store) == [before.id, f"{before.id}.2"]
    assert not list(before.folder.parent.glob(".*"))
