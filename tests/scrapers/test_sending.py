"""Secrets go in at the last moment and to the right server; private addresses are refused."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import sending
from scrapers.errors import SourceError
from scrapers.platform import Answer, Request
from scrapers.sending import PrivateAddressError, filled, is_public, redirected
from tests.scrapers.counting import NOW, SERVER

SERVERS = (SERVER,)


def request(body: str | None = None, *secrets: str, **headers: str) -> Request:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Request(f"{SERVER}/x", "items", "p", "POST", named, body, secrets)


def test_secrets_take_their_places() -> None:
    asked = request(
        None, "KEY", "ID", Authorization="Bearer ${KEY}", Other="Basic ${base64:ID:KEY}"
    )
    headers, body = filled(asked, {"KEY": "s3cret", "ID": "me"}, servers=SERVERS)
    assert headers["Authorization"] == "Bearer s3cret"
    assert base64.b64decode(headers["Other"].removeprefix("Basic ")) == b"me:s3cret"
    assert body == b""


def test_only_the_secrets_that_a_request_names_are_put_in() -> None:
    # What a server gave to go on with may hold such a word too.
    asked = request('{"search_id":"${RETROGRADE_OTHER_SECRET}"}', "KEY", Authorization="${KEY}")
    secrets = {"KEY": "k", "RETROGRADE_OTHER_SECRET": "never"}
    assert b"never" not in filled(asked, secrets, servers=SERVERS)[1]


def test_a_secret_that_looks_like_a_place_is_no_place() -> None:
    asked = request(None, "A", "B", X="${A}")
    assert filled(asked, {"A": "${B}", "B": "b"}, servers=SERVERS)[0] == {"X": "${B}"}


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_password_with_any_signs_stays_one_value(secret: str) -> None:
    as_json = filled(request('{"password":"${K}"}', "K"), {"K": secret}, servers=SERVERS)[1]
    assert json.loads(as_json) == {"password": secret}
    form = request("a=1&k=${K}&b=2", "K", Content_Type="application/x-www-form-urlencoded")
    sent = filled(form, {"K": secret}, servers=SERVERS)[1].decode()
    assert sent.count("&") == 2
    assert sent.startswith("a=1&k=")


@pytest.mark.parametrize("secret", ["a\nX-Other: b", "a\r", "\x00"])
def test_a_secret_that_would_break_a_header_is_refused_and_not_shown(secret: str) -> None:
    with pytest.raises(SourceError) as refused:
        filled(request(None, "K", A="${K}"), {"K": secret}, servers=SERVERS)
    assert secret not in refused.value.problem


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/x", "http://server.example/x", "https://server.example:444/x",
     "https://server.example@evil.example/x", "https://server.example.evil.example/x"],
)  # fmt: skip
def test_secrets_go_to_the_servers_of_the_plan_only(url: str) -> None:
    asked = Request(url, "items", "p", headers=(("A", "${K}"),), secrets=("K",))
    with pytest.raises(SourceError, match="no server that the secrets"):
        filled(asked, {"K": "k"}, servers=SERVERS)
    # Without one, any server may be asked.
    filled(Request(url, "items", "p"), {"K": "k"}, servers=SERVERS)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False),
        ("10.0.0.1", False), ("172.16.9.9", False), ("192.168.1.1", False), ("100.64.0.1", False),
        ("169.254.169.254", False), ("240.0.0.1", False), ("224.0.0.1", False), ("::1", False),
        ("255.255.255.255", False),
        ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("::ffff:93.184.216.34", True), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False),
    ],
)  # fmt: skip
def test_public_is_what_the_whole_world_can_reach(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_name_that_leads_inside_is_refused_unless_it_was_named() -> None:
    async def look_up(allowed: Any) -> Any:
        return await sending.PublicResolver(allowed).resolve("localhost", 8080)

    with pytest.raises(PrivateAddressError, match="localhost:8080 is in a private network"):
        asyncio.run(look_up([("localhost", 8081)]))
    assert asyncio.run(look_up([("localhost", 8080)]))


def test_named_hosts_are_the_plans_and_the_proxys(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies = {"https": "http://proxy.example:3128", "no": "localhost"}
    monkeypatch.setattr(sending, "getproxies", lambda: proxies)
    named = sending.named_hosts(["http://127.0.0.1:8080", "https://a.example"])
    assert named == {("127.0.0.1", 8080), ("a.example", 443), ("proxy.example", 3128)}


def moved(place: str, status: int = 302, method: Any = "GET") -> str | None:
    asked = Request(f"{SERVER}/a/b", "items", "p", method)
    return redirected(asked, Answer(status, {"location": place}, b"", NOW, asked.url))


def test_a_redirect_is_followed_on_the_same_server_only() -> None:
    assert moved("/c") == f"{SERVER}/c"
    assert moved("c") == f"{SERVER}/a/c"
    assert moved(f"{SERVER}/c?d") == f"{SERVER}/c?d"
    for elsewhere in ("https://other.example/", "//other.example/", "http://server.example/c",
                      "file:///etc/passwd", "http://169.254.169.254/"):  # fmt: skip
        assert moved(elsewhere) is None
    assert moved("/c", 200) is None
    assert moved("/c", 307, "POST") is None
    assert moved("") is None
