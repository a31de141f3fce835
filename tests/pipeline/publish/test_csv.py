"""CSV files: what pandas reads is what the release holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.publish.codebook import codebook
from pipeline.publish.release import open_release
from tests.pipeline.making import LONG_ID
from tests.pipeline.publish.packages import cells, reader, unsafe


@pytest.mark.parametrize("name", codebook())
def test_what_pandas_reads_is_what_the_release_holds(
    export: Callable[..., Path], published: Path, name: str
) -> None:
    folder = export(with_text=True, with_handles=True)
    said = reader(folder)(name)
    held = pq.read_table(open_release(published).table_file(name))
    assert list(said.columns) == held.column_names
    assert len(said) == held.num_rows
    for column in codebook()[name].columns:
        expected = held.column(column.name).to_pylist()
        found = [None if pd.isna(value) else value for value in said[column.name]]
        assert [alike(value, column.type) for value in found] == [
            None if value in ("", None) else expecting(value, column.type) for value in expected
        ], column.name


def alike(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "texts":
        return json.loads(value)
    if kind in ("time", "day"):
        return value.to_pydatetime()
    return unsafe(value)


def expecting(value: Any, kind: str) -> Any:
    if kind == "day":
        return pd.Timestamp(value, tz="UTC").to_pydatetime()
    return value


def test_csv_is_utf_8_without_a_mark_and_with_one_header(export: Callable[..., Path]) -> None:
    folder = export(with_text=True, with_handles=True)
    for file in folder.glob("*.csv"):
        raw = file.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        first = raw.decode("utf-8").split("\n")[0]
        assert first == ",".join(column.name for column in codebook()[file.stem].columns)


def test_times_are_utc_in_iso_8601_and_ids_are_whole(export: Callable[..., Path]) -> None:
    posts = cells(export("posts") / "posts.csv")
    form = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z")
    times = [c.name for c in codebook()["posts"].columns if c.type == "time"]
    for name in times:
        assert all(form.fullmatch(value) for value in posts[name].dropna())
    assert LONG_ID in set(posts["id"])
    assert posts["views"].isna().any()
    assert "0" in set(posts["views"].dropna())
