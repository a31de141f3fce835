"""Flat fields become nested ones again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.flattened import DEEPEST, nested
from tests.scrapers.fixtures.datasets import flat


@pytest.mark.parametrize("sign", [".", "/"])
def test_dots_and_slashes_are_levels_and_numbers_are_places(sign: str) -> None:
    item = {"a": 1, f"b{sign}c": "x", f"d{sign}10{sign}e": 3, f"d{sign}2{sign}e": 2}
    assert nested(item) == {"a": 1, "b": {"c": "x"}, "d": [{"e": 2}, {"e": 3}]}


def test_an_item_that_was_never_flat_is_the_same_object() -> None:
    item: dict[str, object] = {"a": {"b.c": 1}}
    assert nested(item) is item


def test_empty_cells_make_no_places() -> None:
    assert nested({"a/0/name": "", "a/1/name": None, "b": "x"}) == {"b": "x"}


@pytest.mark.parametrize("keys", [("a", "a/b"), ("a/b", "a")])
def test_of_a_value_and_its_parts_the_parts_stay(keys: tuple[str, str]) -> None:
    item: dict[str, object] = {key: "whole" if key == "a" else "part" for key in keys}
    assert nested(item) == {"a": {"b": "part"}}


def test_a_place_beyond_all_sense_costs_no_memory() -> None:
    assert nested({"a/99999999/b": 1}) == {"a": [{"b": 1}]}
    assert nested({"a/999999999999/b": 1}) == {"a": {"999999999999": {"b": 1}}}


def test_a_name_of_thousands_of_parts_is_cut_off() -> None:
    value: Any = nested({"/".join("a" * 5_000): 1})
    depth = 0
    while isinstance(value, dict):
        (value,) = value.values()
        depth += 1
    assert depth == DEEPEST + 1


LEAF = st.one_of(st.integers(), st.text("xyz", min_size=1), st.booleans())
NAME = st.text("abc", min_size=1, max_size=3)
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(NAME, inner, min_size=1)
    ),
    max_leaves=8,
)


@given(st.dictionaries(NAME, TREE, min_size=1), st.sampled_from("./"))
def test_what_was_flattened_comes_back(item: dict[str, Any], sign: str) -> None:
    assert nested(flat(item, sign)) == item


@given(st.dictionaries(st.text("a0/.", max_size=6), LEAF))
def test_any_names_give_some_item(item: dict[str, Any]) -> None:
    assert json.dumps(nested(item))
