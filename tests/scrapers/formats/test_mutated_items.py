"""Items that were changed anywhere: each is read, or named with the path that broke."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.records import Broken, Capture, Skipped
from tests.scrapers.fixtures.files import FILES
from tests.scrapers.reads import FIXTURES, captures, read_all, read_line

Place = tuple[str | int, ...]
ODD: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 1e300, 10**400, "", " ", "x", "-1", "NaN", "1.2M", "7.67E+18"),
    *([], {}, [None], [[]], [{}], {"": None}, {"text": 5}, "9" * 4000, "\u0000", "=1+1", "\u202e"),
]
READ = sorted(set(FILES) - {"zeeschuimer_linkedin.ndjson"})
SAMPLES = [
    (c.source, json.loads(c.payload)) for name in READ for c in captures(read_all(FIXTURES / name))
]
PATH = re.compile(r"[\w.\[\]| -]+(?: or [\w.\[\]]+)*: ")


def places(value: Any, under: Place = ()) -> Iterator[Place]:
    """Every place in an item at which something stands."""
    steps: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        steps = enumerate(value)
    for step, part in steps:
        yield (*under, step)
        yield from places(part, (*under, step))


def changed(item: Any, place: Place, value: Any, *, gone: bool) -> Any:
    """The item with something else at a place, or nothing."""
    whole = copy.deepcopy(item)
    holder = whole
    for step in place[:-1]:
        holder = holder[step]
    if gone:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    return whole


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """An item of a fixture with one to three things changed."""
    source, item = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 3))):
        at = list(places(item))
        if at:
            value = draw(st.one_of(st.sampled_from(ODD), st.text(max_size=8), st.integers()))
            item = changed(item, draw(st.sampled_from(at)), value, gone=draw(st.booleans()))
    return source, item


@settings(max_examples=400)
@given(mutated())
def test_a_mutated_item_is_read_or_named_with_its_path(made: tuple[str, Any]) -> None:
    source, item = made
    reading = read_line(source, json.dumps(item))
    if isinstance(reading, Broken):
        assert PATH.match(reading.problem), reading.problem
    else:
        assert isinstance(reading, Capture | Skipped)
        assert isinstance(reading, Capture) or reading.reason


@pytest.mark.parametrize("name", READ)
def test_every_single_thing_may_be_missing_or_null(name: str) -> None:
    for capture in captures(read_all(FIXTURES / name))[:1]:
        item = json.loads(capture.payload)
        for place in places(item):
            for gone in (True, False):
                line = json.dumps(changed(item, place, None, gone=gone))
                assert isinstance(read_line(capture.source, line), Capture | Broken | Skipped)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([name for name in READ if name.endswith((".csv", ".ndjson", ".jsonl"))]),
    st.integers(1, 40),
    st.binary(min_size=1, max_size=30),
)
def test_junk_on_one_line_costs_no_line_before_it(
    tmp_path: Path, name: str, at: int, junk: bytes
) -> None:
    lines = (FIXTURES / name).read_bytes().splitlines(keepends=True)
    place = 1 + at % len(lines)
    path = tmp_path / name
    path.write_bytes(
        b"".join([*lines[:place], b" ".join(junk.splitlines()) + b"\n", *lines[place:]])
    )
    source = captures(read_all(FIXTURES / name))[0].source
    found = captures(read_all(path, format_name=source))
    whole = captures(read_all(FIXTURES / name))
    kept = {capture.sha256 for capture in found}
    # A row of several lines is torn where the junk falls into it.
    assert len(kept & {capture.sha256 for capture in whole}) >= len(whole) - 1
