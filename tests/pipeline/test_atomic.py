"""Files that are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.atomic import sync_folder, sync_tree, write_text


def test_a_text_is_replaced_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    file = tmp_path / "CURRENT"
    write_text(file, "2026-03-14\n")
    write_text(file, "2026-03-15\n")
    assert file.read_text(encoding="utf-8") == "2026-03-15\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_that_fails_leaves_the_old_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "CURRENT"
    write_text(file, "2026-03-14\n")

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_text(file, "2026-03-15\n")
    assert file.read_text(encoding="utf-8") == "2026-03-14\n"
    assert list(tmp_path.iterdir()) == [file]


def test_text_that_has_no_encoding_leaves_the_old_text(tmp_path: Path) -> None:
    file = tmp_path / "note"
    write_text(file, "whole\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "half \ud800")
    assert file.read_text(encoding="utf-8") == "whole\n"
    assert list(tmp_path.iterdir()) == [file]


def test_folders_files_and_trees_can_be_flushed(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x", encoding="utf-8")
    sync_tree(tmp_path)
    sync_folder(tmp_path / "a" / "b" / "file")
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")
