"""Requests as they wait in a store."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scrapers.platform import Request
from scrapers.steps import fingerprint, from_json, to_json

MOMENT = datetime(2026, 3, 14, 6, 0, 12, 345678, UTC)
PLAIN = Request("https://a.example/x", "items", "a part")
WHOLE = Request(
    "https://a.example/x?y=1", "items", "a part", "POST", (("Accept", "a"), ("X", "${K}")), '{"a":1}',
    secrets=("K",), bucket="search", units=100, since=MOMENT, until=MOMENT, cursor="9007199254740993",
    search_id="7320768196569599275", about="at://did/x", kept=False,
)  # fmt: skip


def test_a_request_comes_back_as_it_was() -> None:
    for request in (PLAIN, WHOLE):
        assert from_json(to_json(request)) == request


def test_an_id_stays_text() -> None:
    assert json.loads(to_json(WHOLE))["search_id"] == "7320768196569599275"


@given(st.text(), st.text(), st.lists(st.tuples(st.text(), st.text())), st.none() | st.text())
def test_any_text_comes_back(
    url: str, cursor: str, headers: list[tuple[str, str]], body: str | None
) -> None:
    request = Request(url, "items", "p", headers=tuple(headers), body=body or None, cursor=cursor)
    assert from_json(to_json(request)) == request


def test_what_is_asked_is_told_apart_by_what_is_sent() -> None:
    others = [
        Request("https://a.example/y", "items", "a part"),
        Request("https://a.example/x", "items", "a part", "POST"),
        Request("https://a.example/x", "items", "a part", body="{}"),
        Request("https://a.example/x", "items", "a part", headers=(("a", "b"),)),
        Request("https://a.example/x", "items", "a part", about="1"),
    ]
    assert len({fingerprint(one) for one in (PLAIN, *others)}) == 6
    assert fingerprint(Request("https://a.example/x", "other", "another")) == fingerprint(PLAIN)
