"""Items cut out of an answer: exactly as they stand, and the same as from a file."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.elements import ElementReader
from scrapers.slices import slice_at, slices

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)
PAGES = [("data", "videos")]


@pytest.mark.parametrize(
    ("text", "pages", "found"),
    [
        ('[{"a": 1},\n {"b":2}]', [], ['{"a": 1}', '{"b":2}']),
        (' {"a": 1} \n', [], ['{"a": 1}']),
        ("[]", [], []),
        ('{"data":{"videos":[{"id":1}]}}', PAGES, ['{"id":1}']),
        ('{"data":{"videos":[]},"error":{}}', PAGES, []),
        ('{"videos":[{"id":1}]}', [*PAGES, ("videos",)], ['{"id":1}']),
        ('{"x":{"videos":[1]},"data" : { "a":"}", "videos" : [ {"id":1} , {"id":2} ] } }', PAGES,
         ['{"id":1}', '{"id":2}']),
        ('{"data":[{"videos":[1]}]}', PAGES, ['{"data":[{"videos":[1]}]}']),
        ('{"data":{"videos":{"id":1}}}', PAGES, ['{"data":{"videos":{"id":1}}}']),
        ('[7320768196569599275, "x"]', [], ["7320768196569599275", '"x"']),
    ],
)  # fmt: skip
def test_items_are_cut_out_as_they_stand(text: str, pages: Any, found: list[str]) -> None:
    assert list(slices(text, pages)) == found


@given(st.lists(OBJECTS), st.sampled_from([None, 1]), st.booleans())
def test_an_answer_gives_what_a_file_of_it_gives(
    items: list[Any], indent: int | None, page: bool
) -> None:
    whole = {"cursor": "x", "data": {"more": [], "videos": items}} if page else items
    text = json.dumps(whole, indent=indent)
    pages = PAGES if page else []
    as_file = [one.body.decode() for one in ElementReader(pages).read(BytesIO(text.encode()))]
    found = list(slices(text, pages))
    assert found == as_file
    assert [json.loads(one) for one in found] == items


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("a",), '{ "b" : [1,  2]}'),
        (("a", "b"), "[1,  2]"),
        (("c",), '"}"'),
        (("a", "c"), None),
        (("c", "d"), None),
        ((), '{"a" : { "b" : [1,  2]}, "c":"}"}'),
    ],
)
def test_a_value_is_cut_out_as_it_stands(path: tuple[str, ...], found: str | None) -> None:
    assert slice_at('{"a" : { "b" : [1,  2]}, "c":"}"}', path) == found
