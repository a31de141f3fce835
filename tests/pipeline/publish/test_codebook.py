"""The codebook: whole, in plain words, and the type of every column."""

from __future__ import annotations

from typing import get_args

import pyarrow as pa
import pytest

from claims.records import (
    Bound,
    Certainty,
    Comparator,
    Direction,
    Directness,
    FieldName,
    MagnitudeKind,
    Relation,
    Stance,
    VerdictWord,
)
from pipeline.publish.codebook import ARROW_TYPES, TableCard, codebook
from pipeline.publish.release import Release
from pipeline.store import Store
from scrapers.records import Kind, TranscriptSource

COLUMNS = [(name, column) for name, card in codebook().items() for column in card.columns]
# Tables of a release that go by the name of a table of the store, and mean the same.
SAME = {"tag_sightings", "coverage", "post_tags", "sightings", "mentions"}


@pytest.mark.parametrize("card", codebook().values(), ids=codebook())
def test_a_table_says_what_a_row_is_and_what_tells_rows_apart(card: TableCard) -> None:
    names = [column.name for column in card.columns]
    assert card.about
    assert not card.about.endswith(".")
    assert card.part in ("tables", "content")
    assert set(card.key) <= set(names)
    assert card.key
    assert len(set(names)) == len(names)


def test_every_column_says_what_it_means_and_has_a_known_type() -> None:
    for table, column in COLUMNS:
        assert column.says.strip(), f"{table}.{column.name}"
        assert column.type in ARROW_TYPES, f"{table}.{column.name}"


def test_a_name_keeps_to_one_type() -> None:
    types: dict[str, set[str]] = {}
    for _, column in COLUMNS:
        types.setdefault(column.name, set()).add(column.type)
    # A mention is personal; of a claim it is counted how many are.
    assert {name for name, kinds in types.items() if len(kinds) > 1} == {"personal"}


def test_times_days_and_counts_are_named_as_such() -> None:
    for table, column in COLUMNS:
        place = f"{table}.{column.name}"
        assert column.name.endswith("_at") == (column.type == "time"), place
        names_a_day = column.name == "day" or column.name.endswith("_on")
        assert names_a_day == (column.type == "day"), place


@pytest.mark.parametrize("name", sorted(SAME))
def test_a_column_that_comes_from_the_store_is_still_called_so(store: Store, name: str) -> None:
    there = {row[0] for row in store.connection.execute(f"DESCRIBE {name}").fetchall()}
    added = {"platform", "created_at", "seen_at"} if name == "mentions" else set()
    assert {column.name for column in codebook()[name].columns} - added <= there


def test_a_column_that_refers_points_at_one_that_is_there() -> None:
    there = {f"{table}.{column.name}": column.type for table, column in COLUMNS}
    for _, column in COLUMNS:
        assert column.refers is None or there[column.refers] == column.type


def test_only_known_values_stand_where_the_codebook_lists_them(release: Release) -> None:
    for table, column in COLUMNS:
        if column.values:
            found = set(release.frame(table)[column.name].dropna())
            assert found <= set(column.values), f"{table}.{column.name}"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("claims.verdict", VerdictWord),
        ("claims.relation", Relation),
        ("claims.directness", Directness),
        ("claims.certainty", Certainty),
        ("claims.direction", Direction),
        ("claims.comparator", Comparator),
        ("claims.magnitude_kind", MagnitudeKind),
        ("claims.bound", Bound),
        ("mentions.stance", Stance),
        ("mentions.field", FieldName),
        ("posts.kind", Kind),
        ("posts.transcript_source", TranscriptSource),
    ],
)
def test_the_values_listed_are_those_of_the_records(place: str, words: object) -> None:
    table, name = place.split(".")
    (column,) = [c for c in codebook()[table].columns if c.name == name]
    assert column.values == get_args(words)


def test_who_wrote_it_and_what_they_wrote_is_marked() -> None:
    withheld = {f"{table}.{column.name}": column.withheld for table, column in COLUMNS}
    assert {place for place, what in withheld.items() if what == "text"} == {
        "posts.caption",
        "posts.transcript",
        "posts.screen_text",
        "mentions.quote",
        "frame_reviews.quote",
        "frame_reviews.reason",
    }
    assert {place for place, what in withheld.items() if what == "handles"} == {
        "posts.url",
        "posts.author_key",
    }
    assert [name for name, card in codebook().items() if card.withheld] == ["authors"]


def test_rows_become_a_table_with_exactly_these_columns() -> None:
    card = codebook()["topics"]
    rows = card.arrow([{"topic": "backward-running", "hashtags": ["a"], "more": 1}])
    assert rows.column_names == [column.name for column in card.columns]
    assert rows.to_pylist()[0] == dict.fromkeys(rows.column_names) | {
        "topic": "backward-running",
        "hashtags": ["a"],
    }
    assert card.arrow([]).schema.field("hashtags").type == pa.list_(pa.string())
