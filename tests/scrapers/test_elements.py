"""Objects come out of large JSON one by one, exactly as they stand, in little memory."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import elements
from scrapers.elements import Element, ElementReader

PAGES = (("data", "videos"), ("videos",))


def cut(document: bytes) -> list[Element]:
    """The objects of a document."""
    return list(ElementReader(PAGES).read(io.BytesIO(document)))


@pytest.mark.parametrize(
    ("document", "bodies"),
    [
        (b'{"a":1}', [b'{"a":1}']),
        (b'[{"a":1},{"b":[{"c":2}]}]', [b'{"a":1}', b'{"b":[{"c":2}]}']),
        (b'{"a":1}{"b":2}\n{"c":3}', [b'{"a":1}', b'{"b":2}', b'{"c":3}']),
        (b'{"data":{"videos":[{"a":1},{"b":2}],"cursor":9}}', [b'{"a":1}', b'{"b":2}']),
        (b'{"cursor":9,"videos":[{"a":"}]"}]}', [b'{"a":"}]"}']),
        (b'[{"videos":[{"a":1}]},{"videos":[{"b":2}]}]', [b'{"a":1}', b'{"b":2}']),
        (b'{"data":{"videos":[{"a":1}]}} {"b":2}', [b'{"a":1}', b'{"b":2}']),
        (b'{"data":{"videos":[]}}', []),
        (b'{"error":{"code":"bad"},"data":{}}', [b'{"error":{"code":"bad"},"data":{}}']),
        (b'{"more":{"videos":[{"a":1}]}}', [b'{"more":{"videos":[{"a":1}]}}']),
        (b'{"videos":[{"videos":[{"a":1}]}]}', [b'{"videos":[{"a":1}]}']),
        (b'{"videos":[[{"a":1}],{"b":2}]}', [b'[{"a":1}]', b'{"b":2}']),
        (b'[[{"a":1}]]', [b'{"a":1}']),
        (b"[]", []),
        (b" \n", []),
        (b"\xef\xbb\xbf[{}]", [b"{}"]),
        (rb'{"a":"\"{\\"}', [rb'{"a":"\"{\\"}']),
        (b"]]}{}", [b"{}"]),
    ],
)
def test_objects_come_out_as_they_stand(document: bytes, bodies: list[bytes]) -> None:
    found = cut(document)
    assert [element.body for element in found] == bodies
    assert all(element.problem is None for element in found)


def test_what_is_no_object_comes_out_too() -> None:
    assert [e.body for e in cut(b'[1, {"a":1}, "x", null]')] == [b"1", b'{"a":1}', b'"x"', b"null"]
    assert [e.body for e in cut(b'{"videos":[7,{"a":1}]}')] == [b"7", b'{"a":1}']
    assert [e.body for e in cut(b"garbage")] == [b"garbage"]


def test_an_object_broken_inside_does_not_cost_the_next() -> None:
    found = cut(b'[{"a" 1},{"b":,},{"c":3}]')
    assert [element.body for element in found] == [b'{"a" 1}', b'{"b":,}', b'{"c":3}']


def test_objects_know_the_line_they_start_in() -> None:
    document = json.dumps({"data": {"videos": [{"a": 1}, {"b": [2]}]}}, indent=1).encode()
    assert [element.line for element in cut(document)] == [4, 7]
    assert [element.line for element in cut(b'{"a":1}\n\n{"b":2}\n{"c":3}')] == [1, 3, 4]


def test_a_document_that_was_cut_off_says_so_and_keeps_the_rest() -> None:
    found = cut(b'{"data":{"videos":[{"a":1},{"b":2')
    assert found[0] == Element(1, b'{"a":1}')
    assert found[1].body == b'{"b":2'
    assert found[1].problem == "the file ends inside this item"
    assert cut(b'[{"a":1},')[1].problem == "the file was cut off: 1 brackets are still open"
    assert cut(b'{"data":{"videos":[')[0].problem == (
        "the file was cut off: 3 brackets are still open"
    )
    assert cut(b'{"a":"never closed')[0].problem == "the file ends inside this item"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_where_the_chunks_end_makes_no_difference(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = b'[{"data":{"videos":[{"a":"x\\"]}"},\n{"b":[1,{"c":"\xc3\xbc"}]}]}},\n3,{"d":4}]'
    expected = cut(document)
    monkeypatch.setattr(elements, "CHUNK_BYTES", size)
    assert cut(document) == expected
    assert [element.line for element in expected] == [1, 2, 3, 3]


def test_an_object_without_end_is_given_up_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "LONGEST_ELEMENT", 1 << 20)
    found = cut(b'{"a":1}' + b'{"b":"' + b"x" * (3 << 20))
    assert [element.problem for element in found] == [
        None,
        "this item has no end within 1 MiB",
    ]


def test_a_long_string_does_not_cost_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "CHUNK_BYTES", 1024)
    monkeypatch.setattr(elements, "LONGEST_ELEMENT", 1 << 20)
    long = b'{"a":"' + b"x" * (900 << 10) + b'"}'
    found = cut(long + b'{"b":2}' * 100_000)
    assert len(found) == 100_001
    assert all(element.problem is None for element in found)


@pytest.mark.parametrize("bomb", [b"[", b'{"a":', b'{"videos":[', b"]"])
def test_a_bomb_of_brackets_takes_no_depth(bomb: bytes) -> None:
    assert len(cut(bomb * 100_000)) <= 1


class Endless(io.BytesIO):
    """A page of very many items that is made while it is read."""

    def __init__(self, items: int) -> None:
        super().__init__()
        self._parts = self._page(items)

    @staticmethod
    def _page(items: int) -> Iterator[bytes]:
        yield b'{"data":{"videos":['
        for _ in range(items // 1_000):
            yield b",".join([b'{"id":1,"text":"' + b"y" * 200 + b'"}'] * 1_000) + b","
        yield b"{}]}}"

    def read(self, size: int | None = -1) -> bytes:
        return next(self._parts, b"")


def test_a_large_document_is_read_in_little_memory() -> None:
    tracemalloc.start()
    count = sum(1 for _ in ElementReader(PAGES).read(Endless(50_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 50_001
    assert peak < 8 << 20


objects = st.dictionaries(
    st.sampled_from(["a", "b", "data", "videos"]),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=6),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
        ),
        max_leaves=4,
    ),
    max_size=3,
).filter(lambda item: not {"data", "videos"} & item.keys())


@given(st.lists(objects, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_whatever_is_listed_comes_back(
    items: list[dict[str, object]], indent: int | None, as_page: bool
) -> None:
    document = {"data": {"cursor": 1, "videos": items}} if as_page else items
    written = json.dumps(document, indent=indent).encode()
    assert [json.loads(element.body) for element in cut(written)] == items


@given(st.binary())
def test_any_bytes_can_be_cut(document: bytes) -> None:
    for element in cut(document):
        assert element.line >= 1
