"""Rows of a table, however its cells are written, and what a slip in one costs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import tables
from scrapers.elements import Element
from scrapers.tables import TableReader, rows_of, separator_of


def rows(content: bytes | str) -> list[Element]:
    """The rows of a table with this content."""
    body = content.encode() if isinstance(content, str) else content
    return list(TableReader(io.BytesIO(body)).read())


def cells(content: bytes | str) -> list[dict[str, str] | str]:
    """Each row as its filled cells, or as what is wrong with it."""
    return [row.problem or json.loads(row.body) for row in rows(content)]


def test_a_row_is_its_filled_cells_under_their_columns() -> None:
    assert cells("id,body,note\n1,hello,\n2,,x\n") == [
        {"id": "1", "body": "hello"},
        {"id": "2", "note": "x"},
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_may_be_parted_by_any_of_three_signs(separator: str) -> None:
    header, row = separator.join(["id", "body"]), separator.join(["1", "a"])
    assert cells(f"{header}\n{row}\n") == [{"id": "1", "body": "a"}]
    assert separator_of(header) == separator


def test_lines_and_quotes_inside_a_cell_belong_to_it() -> None:
    assert cells('id,body\n1,"two\nlines, ""quoted"""\n2,b\n') == [
        {"id": "1", "body": 'two\nlines, "quoted"'},
        {"id": "2", "body": "b"},
    ]


def test_a_mark_at_the_start_and_nul_inside_are_no_part_of_a_table() -> None:
    assert cells(b"\xef\xbb\xbfid,body\r\n1,a\0b\r\n") == [{"id": "1", "body": "ab"}]


def test_a_row_knows_the_line_it_starts_in() -> None:
    found = rows('\nid,body\n\n1,"a\nb"\n2,c\n')
    assert [row.line for row in found] == [4, 6]


def test_a_quote_that_closes_nowhere_costs_its_own_line() -> None:
    found = cells('id,body\n1,a\n2,"open\n3,c\n4,d\n')
    assert found[0] == {"id": "1", "body": "a"}
    assert found[1] == "no row of a table: unexpected end of data"
    assert found[2:] == [{"id": "3", "body": "c"}, {"id": "4", "body": "d"}]


def test_two_open_quotes_cost_two_lines() -> None:
    found = cells('id,body\n1,"a\n2,b\n3,"c\n4,d\n5,e\n')
    good = [row for row in found if isinstance(row, dict)]
    assert [row["id"] for row in good] == ["2", "4", "5"]


def test_an_inch_is_no_quote() -> None:
    assert cells('id,body\n1,5" pipe\n2,6" pipe\n') == [
        {"id": "1", "body": '5" pipe'},
        {"id": "2", "body": '6" pipe'},
    ]


def test_a_row_of_another_length_says_so() -> None:
    assert cells("id,body\n1\n2,b,c\n3,d\n") == [
        "1 cells in this row, 2 columns above it",
        "3 cells in this row, 2 columns above it",
        {"id": "3", "body": "d"},
    ]


def test_a_byte_that_is_no_text_costs_its_row() -> None:
    found = cells(b"id,body\n1,\xff\n2,b\n")
    assert found == ["not UTF-8: byte 0xff at offset 2", {"id": "2", "body": "b"}]


def test_the_search_for_a_closing_quote_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_LINES_IN_ROW", 3)
    found = cells('id,body\n1,"a\nb\nc\nd"\n2,e\n')
    assert found[-1] == {"id": "2", "body": "e"}
    assert all(isinstance(row, str) for row in found[:-1])


@pytest.mark.parametrize("content", ["", "\n\n", "id,body\n", '"id,body', '"', "\0"])
def test_a_table_without_rows_has_none(content: str) -> None:
    assert cells(content) == []


def test_other_encodings_of_unicode_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("id,body\n1,rückwärts 🏃\n", encoding="utf-16")
    assert [json.loads(row.body) for row in rows_of(path)] == [{"id": "1", "body": "rückwärts 🏃"}]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_comes_back(written: list[tuple[str, ...]], sign: str) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=sign, lineterminator="\n")
    writer.writerow(["id", "body", "note"])
    writer.writerows([("x" + first, *rest) for first, *rest in written])
    expected = [
        {
            key: cell
            for key, cell in zip(("id", "body", "note"), ("x" + a, b, c), strict=True)
            if cell
        }
        for a, b, c in written
    ]
    assert cells(table.getvalue()) == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_problems(junk: bytes) -> None:
    for row in rows(b"id,body\n1,a\n" + junk):
        assert row.problem or isinstance(json.loads(row.body), dict)


@given(st.lists(st.sampled_from(['1,"a', "2,b", 'c"', '"3","d"', "", "4"]), max_size=30))
def test_a_broken_row_costs_no_whole_one_after_it(lines: list[str]) -> None:
    found = rows("id,body\n" + "\n".join([*lines, "9,last"]))
    assert json.loads(found[-1].body) == {"id": "9", "body": "last"}
    assert [row.line for row in found] == sorted({row.line for row in found})
