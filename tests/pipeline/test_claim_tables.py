"""Frames to rows and back."""

from __future__ import annotations

from dataclasses import fields

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from claims.records import Frame
from pipeline.claim_tables import FRAME_COLUMNS, frame_of, frame_values, mentions, readings
from pipeline.engine import connect, registered
from pipeline.store import Store

NUMBERS = st.one_of(st.none(), st.floats(0.01, 1e6, allow_nan=False))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
FRAMES = st.builds(
    Frame,
    field=st.sampled_from(["caption", "transcript", "screen_text"]),
    quote=WORDS,
    start=st.integers(0, 10_000),
    end=st.integers(0, 10_000),
    activity=st.just("backward_running"),
    outcome=WORDS,
    direction=st.sampled_from(["increase", "decrease", "no_difference", "unspecified"]),
    outcome_text=st.one_of(st.none(), WORDS),
    magnitude_kind=st.sampled_from([None, "ratio", "percent", "equivalence", "absolute"]),
    ratio_low=NUMBERS,
    ratio_high=NUMBERS,
    ratio_alternatives=st.lists(st.tuples(st.floats(1, 9), st.floats(1, 9)), max_size=2).map(tuple),
    value_low=NUMBERS,
    value_high=NUMBERS,
    unit=st.sampled_from([None, "kg", "mile"]),
    bound=st.sampled_from(["exact", "lower", "upper"]),
    approximate=st.booleans(),
    comparator=st.sampled_from(["usual", "none", "other", "unspecified"]),
    stance=st.sampled_from(["asserts", "denies", "questions", "reports"]),
    hedged=st.booleans(),
    personal=st.booleans(),
    flags=st.lists(WORDS, max_size=2).map(tuple),
    rules=st.lists(WORDS, max_size=2).map(tuple),
)


def test_every_field_of_a_frame_has_a_column() -> None:
    renamed = {"start": "quote_start", "end": "quote_end"}
    assert {renamed.get(field.name, field.name) for field in fields(Frame)} == set(FRAME_COLUMNS)


@given(FRAMES)
def test_a_frame_survives_the_way_through_a_row(frame: Frame) -> None:
    row = dict(zip(FRAME_COLUMNS, frame_values(frame), strict=True))
    back = frame_of(row)
    assert back == frame
    assert back.rules == frame.rules


@given(st.lists(FRAMES, max_size=3))
def test_frames_survive_the_way_through_arrow_and_duckdb(frames: list[Frame]) -> None:
    rows = mentions(
        ((f"m-{place}", "tiktok:1", "topic", "claim"), frame, ("version", "run"))
        for place, frame in enumerate(frames)
    )
    connection = connect()
    with registered(connection, rows):
        result = connection.execute("SELECT * FROM batch ORDER BY mention")
        names = [column[0] for column in result.description]
        found = [frame_of(dict(zip(names, row, strict=True))) for row in result.fetchall()]
    assert found == frames


def test_the_tables_have_the_columns_of_the_store(store: Store) -> None:
    for name, rows in (("mentions", mentions([])), ("readings", readings([]))):
        columns = store.connection.execute(f"DESCRIBE {name}").fetchall()
        assert set(rows.column_names) == {column[0] for column in columns}
        assert isinstance(rows, pa.Table)
        assert rows.num_rows == 0
