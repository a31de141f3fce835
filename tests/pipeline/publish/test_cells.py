"""Cells of a CSV file: any text survives, none runs, and names can be taken out of it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine import connect
from pipeline.publish.cells import Sharing, csv_query, parquet_query
from pipeline.publish.codebook import TableCard, codebook
from pipeline.publish.formats import FORMATS, Copy
from tests.pipeline.publish.packages import unsafe

# What JSON may hold and importers let through: all but NUL and half characters.
ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
RISKY = st.builds(
    "".join, st.tuples(st.text("'", max_size=3), st.sampled_from("=+-@\t\r\n＝＋－＠\"',"), ANY)
)
TEXTS = st.lists(st.one_of(ANY, RISKY), min_size=1, max_size=8)
POSTS = codebook()["posts"]


def card(*names: str) -> TableCard:
    columns = tuple(column for column in POSTS.columns if column.name in names)
    return TableCard("posts", "About", "content", ("post_key",), columns)


def as_csv(texts: list[str | None], sharing: Sharing, column: str = "caption") -> pd.DataFrame:
    connection = connect()
    keys = [f"tiktok:{place}" for place in range(len(texts))]
    connection.register("posts", pa.table({"post_key": keys, column: pa.array(texts, pa.string())}))
    with TemporaryDirectory() as name:
        file = Path(name) / "posts.csv"
        FORMATS["csv"](connection, card("post_key", column), Copy(file, file, sharing))
        raw = file.read_bytes()
    return pd.read_csv(BytesIO(raw), dtype="string", keep_default_na=False, na_values=[""])


@settings(max_examples=60)
@given(TEXTS)
def test_any_text_comes_back_as_it_was_and_none_runs(texts: list[str]) -> None:
    read = as_csv(list(texts), Sharing(with_text=True, with_handles=True))["caption"]
    assert [unsafe("" if pd.isna(cell) else cell) for cell in read] == texts
    assert not any(re.match(r"[=+\-@\t\r\n＝＋－＠]", cell) for cell in read.dropna())


@settings(max_examples=30)
@given(TEXTS)
def test_raw_text_comes_back_untouched(texts: list[str]) -> None:
    sharing = Sharing(with_text=True, with_handles=True, raw=True)
    read = as_csv(list(texts), sharing)["caption"]
    assert ["" if pd.isna(cell) else cell for cell in read] == texts


@settings(max_examples=30)
@given(TEXTS)
def test_without_handles_no_name_after_an_at_is_left_and_no_place_moves(texts: list[str]) -> None:
    read = as_csv(list(texts), Sharing(with_text=True))["caption"]
    for before, cell in zip(texts, read, strict=True):
        after = unsafe("" if pd.isna(cell) else cell)
        assert len(after) == len(before)
        assert not re.search(r"@[^\W_]", after, re.ASCII)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("thanks @ada.runs!", "thanks @________!"),
        ("@ada and @ada.runs and @ada", "@___ and @________ and @___"),
        ("ask @coach@fit.example.", "ask @_____@___________."),
        ("写 @走る人_1 だ", "写 @_____ だ"),
        ("8 @ 5 km/h, a@b", "8 @ 5 km/h, a@_"),
        ("no name here", "no name here"),
        ("", None),
    ],
)
def test_names_become_lines_of_their_length(said: str, left: str | None) -> None:
    (cell,) = as_csv([said], Sharing(with_text=True))["caption"]
    assert (None if pd.isna(cell) else unsafe(cell)) == left


@pytest.mark.parametrize(
    ("url", "stays"),
    [
        ("https://www.youtube.com/watch?v=jYG_jp74QqQ", True),
        ("https://youtu.be/jYG_jp74QqQ", True),
        ("https://www.instagram.com/reel/C0ffee/", True),
        ("https://www.reddit.com/r/running/comments/1abc/eight_miles/", True),
        ("https://x.com/i/status/123", True),
        ("https://www.youtube.com/watch?v=jYG_jp74QqQ&ab_channel=AdaRuns", False),
        ("https://www.youtube.com/@ada/shorts", False),
        ("https://www.tiktok.com/@ada.runs/video/732", False),
        ("https://bsky.app/profile/ada.example/post/3k", False),
        ("https://x.com/ada/status/123", False),
        ("https://fit.example/@ada/115", False),
        ("https://evil.example/https://youtu.be/jYG", False),
        ("javascript:alert(1)//https://youtu.be/jYG", False),
    ],
)
def test_an_address_stays_where_its_form_can_name_nobody(url: str, *, stays: bool) -> None:
    (cell,) = as_csv([url], Sharing(), "url")["url"]
    assert cell == url if stays else pd.isna(cell)
    (asked,) = as_csv([url], Sharing(with_handles=True), "url")["url"]
    assert asked == url


def test_missing_is_empty_and_what_is_empty_is_not_made_more() -> None:
    read = as_csv([None, "", "text"], Sharing(with_text=True, with_handles=True))["caption"]
    assert read.isna().tolist() == [True, True, False]


def test_what_is_withheld_keeps_its_column_and_its_type() -> None:
    connection = connect()
    held = {"post_key": ["tiktok:1"], "caption": ["words"], "views": pa.array([3], pa.int64())}
    connection.register("posts", pa.table(held))
    said = connection.sql(parquet_query(card(*held), Sharing())).to_arrow_table()
    assert said.schema.equals(pa.table(held).schema)
    assert said.to_pylist() == [{"post_key": "tiktok:1", "caption": None, "views": 3}]
    assert "words" not in str(connection.execute(csv_query(card(*held), Sharing())).fetchall())
