"""Items are found whether each has a line or all lie in one document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.items import items_of
from scrapers.records import Broken, Capture
from tests.scrapers.fixtures.invent import captured, retrograde_lines, web_video
from tests.scrapers.reads import captures, read_all

PAGES = (("data", "videos"),)


def bodies(folder: Path, content: str, pages: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    """The items of a file with this content."""
    path = folder / "file.json"
    path.write_text(content)
    return [element.body.decode() for element in items_of(path, pages)]


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1}\n{"b": 2}\n',
        '{"a": 1}\n\n  {"b": 2}',
        '[{"a": 1}, {"b": 2}]',
        '[\n{"a": 1},\n{"b": 2}\n]',
        '{"a": 1},\n{"b": 2},',
        '\ufeff[{"a": 1}]\n[{"b": 2}]',
    ],
)
def test_two_objects_are_two_items_however_they_are_laid_out(tmp_path: Path, content: str) -> None:
    assert bodies(tmp_path, content) == ['{"a": 1}', '{"b": 2}']
    assert bodies(tmp_path, content, PAGES) == ['{"a": 1}', '{"b": 2}']


@pytest.mark.parametrize(
    "content",
    [
        '{"data": {"videos": [{"a": 1}, {"b": 2}]}}',
        '{"data": {"videos": [{"a": 1}]}}\n{"data": {"videos": [{"b": 2}]}}',
        '{"data": {"videos": [\n{"a": 1},\n{"b": 2}\n]}}',
        '{\n"data": {"videos": [{"a": 1}, {"b": 2}]}\n}',
    ],
)
def test_a_page_gives_its_items_however_it_is_laid_out(tmp_path: Path, content: str) -> None:
    assert bodies(tmp_path, content, PAGES) == ['{"a": 1}', '{"b": 2}']


def test_a_broken_line_swallows_no_other(tmp_path: Path) -> None:
    content = '{"a": 1}\n{"data": {"videos": [{"b\n{"c": 3}'
    assert bodies(tmp_path, content) == content.split("\n")
    assert bodies(tmp_path, content, PAGES) == ['{"a": 1}', '{"b', '{"c": 3}']


def test_our_own_format_may_be_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    for indent in (None, 2):
        path.write_text(json.dumps(retrograde_lines(), indent=indent))
        assert len(captures(read_all(path))) == len(retrograde_lines())


def test_a_list_with_a_broken_item_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    path.write_text(
        '[\n{"platform": "tiktok", "id": "1"},\n{"platform" "x"},\n{"platform": "x", "id": "2"}]'
    )
    first, second, third = read_all(path)
    assert isinstance(second, Broken)
    assert second.line == 3
    assert isinstance(first, Capture)
    assert isinstance(third, Capture)


def test_captures_may_be_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "captured.json"
    path.write_text(json.dumps([captured(web_video(n), n) for n in range(3)], indent=1))
    assert len(captures(read_all(path))) == 3
