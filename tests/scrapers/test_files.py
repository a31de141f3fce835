"""A file that cannot be read says why and what to do, each case in its own words."""

from __future__ import annotations

import codecs
import gzip
import os
from pathlib import Path

import pytest

from scrapers import files
from scrapers.elements import Element
from scrapers.errors import SourceError
from scrapers.files import clean, head_of, lines, opened

LINE = '{"platform": "tiktok", "id": "1", "caption": "Rückwärts 🏃"}\n'


def trouble(path: Path) -> SourceError:
    """What a file complains of."""
    with pytest.raises(SourceError) as caught:
        head_of(path)
    assert str(path) in caught.value.problem
    assert caught.value.fix
    return caught.value


def file_of(folder: Path, content: bytes, name: str = "posts.ndjson") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    file_of(tmp_path, b"{}", "posts.ndjson")
    error = trouble(tmp_path / "post.ndjson")
    assert "no such file" in error.problem
    assert error.fix == f"Did you mean {tmp_path / 'posts.ndjson'}?"


def test_a_missing_folder_is_said_too(tmp_path: Path) -> None:
    assert "no folder" in trouble(tmp_path / "nowhere" / "posts.ndjson").fix


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    error = trouble(tmp_path)
    assert "this is a folder" in error.problem
    assert f"{tmp_path}/*" in error.fix


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "device or a pipe" in trouble(tmp_path / "pipe").problem


def test_a_path_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(SourceError):
        head_of(Path("x\0y"))
    with pytest.raises(SourceError):
        head_of(Path("x" * 5000))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"{}")
    path.chmod(0)
    assert "Permission denied" in trouble(path).problem


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b" \t\r\n", codecs.BOM_UTF8, b"\xff\xfe", b"\0\0\0"]
)
def test_an_empty_file_is_called_empty(tmp_path: Path, content: bytes) -> None:
    assert "the file is empty" in trouble(file_of(tmp_path, content)).problem


@pytest.mark.parametrize(
    ("content", "what", "command"),
    [
        (gzip.compress(LINE.encode()), "compressed with gzip", "gunzip -k"),
        (b"PK\x03\x04rest", "a ZIP archive", "unzip"),
        (b"BZh91AY", "compressed with bzip2", "bunzip2"),
        (b"\xfd7zXZ\0", "compressed with xz", "unxz"),
        (b"\x28\xb5\x2f\xfd\0", "compressed with zstd", "unzstd"),
    ],
)
def test_a_packed_file_says_how_to_unpack_it(
    tmp_path: Path, content: bytes, what: str, command: str
) -> None:
    error = trouble(file_of(tmp_path, content))
    assert what in error.problem
    assert command in error.fix


@pytest.mark.parametrize(
    ("content", "what"), [(b"PAR1....", "Parquet"), (b"SQLite format 3\0", "SQLite")]
)
def test_a_table_of_another_kind_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in trouble(file_of(tmp_path, content)).problem


def test_a_binary_file_is_called_binary(tmp_path: Path) -> None:
    error = trouble(file_of(tmp_path, bytes(range(256)) * 20))
    assert "the file is binary" in error.problem


def test_a_nul_here_and_there_makes_no_file_binary(tmp_path: Path) -> None:
    assert head_of(file_of(tmp_path, LINE.encode().replace(b"1", b"1\0")))


def test_text_in_another_encoding_names_the_byte(tmp_path: Path) -> None:
    error = trouble(file_of(tmp_path, "Rückwärts\n".encode("latin-1")))
    assert "not UTF-8: byte 0xfc at offset 1" in error.problem
    assert "iconv" in error.fix


def test_one_bad_line_makes_no_file_unreadable(tmp_path: Path) -> None:
    content = LINE.encode() * 3 + "Rückwärts\n".encode("latin-1")
    assert head_of(file_of(tmp_path, content)) == content


def test_a_character_cut_in_two_by_the_head_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "HEAD_BYTES", 5)
    monkeypatch.setattr(files, "LONGEST_HEAD", 5)
    assert head_of(file_of(tmp_path, "abcdü".encode())) == b"abcd\xc3"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_encoding_of_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    path = file_of(tmp_path, (LINE * 2).encode(encoding))
    expected = LINE.strip().encode()
    assert [line.body for line in lines(path)] == [expected, expected]
    assert clean(head_of(path)).startswith(expected)


def test_a_wide_file_that_was_cut_off_is_read_to_its_end(tmp_path: Path) -> None:
    path = file_of(tmp_path, LINE.encode("utf-16")[:-3])
    assert [line.line for line in lines(path)] == [1]


def test_lines_have_their_numbers_and_blank_ones_count(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"\xef\xbb\xbfa\r\n\n  \nb\n\0c\0\n\xef\xbb\xbfd")
    assert list(lines(path)) == [
        Element(1, b"a"),
        Element(4, b"b"),
        Element(5, b"c"),
        Element(6, b"d"),
    ]


def test_a_line_without_end_is_read_in_part_and_the_next_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 10)
    monkeypatch.setattr(files, "HEAD_BYTES", 4)
    path = file_of(tmp_path, b"x" * 50 + b"\nshort\n" + b"y" * 11)
    assert [(line.line, len(line.body)) for line in lines(path)] == [(1, 11), (2, 5), (3, 11)]


def test_a_long_first_line_is_in_the_head_whole(tmp_path: Path) -> None:
    line = b'{"x": "' + b"y" * files.HEAD_BYTES + b'", "platform": "tiktok"}\n'
    assert head_of(file_of(tmp_path, line + line))[: len(line)] == line


def test_a_disk_that_fails_midway_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file_of(tmp_path, LINE.encode())
    with pytest.raises(SourceError, match="Input/output error"), opened(path):
        raise OSError(5, "Input/output error")
