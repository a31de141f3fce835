"""No secret is kept: not in payloads, not in what could not be read."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import redaction
from scrapers.formats import retrograde
from scrapers.reading import ItemReader
from scrapers.records import Broken, Capture
from scrapers.redaction import (
    SECRET_NAMES,
    SIGNING_PARAMETERS,
    may_hold_secrets,
    redact,
    redact_broken,
)
from tests.scrapers.fixtures.invent import SIGNATURE, TOKEN, captured, web_video

NOW = datetime(2026, 11, 1, tzinfo=UTC)
SECRET = "S3cretS3cretS3cret0000"  # noqa: S105 - invented

KEYS = sorted(
    SECRET_NAMES
    | {"msToken", "access_token", "Set-Cookie", "cookies", "Authorization", "X-Bogus", "odinId"}
    | {"verifyFp", "client_secret", "password", "api_key", "tt_chain_token", "X-MS-TOKEN"}
)
PARAMETERS = sorted({*KEYS, *SIGNING_PARAMETERS, "X-Amz-Signature", "Policy", "Signature"})


def as_read(line: str) -> Capture | Broken:
    """What our own format makes of a line."""
    reading = ItemReader("retrograde", retrograde.read_item, NOW, "import").read_one(
        1, line.encode()
    )
    assert isinstance(reading, Capture | Broken)
    return reading


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "value", [SECRET, [SECRET], {"name": "sid", "value": SECRET}, [[{"deep": SECRET}]]]
)
def test_the_value_of_a_secret_key_goes_whatever_it_is(key: str, value: object) -> None:
    item = {"platform": "tiktok", "id": "1", "more": {key: value, "after": "kept"}}
    cleaned = redact(json.dumps(item))
    assert SECRET not in cleaned
    assert json.loads(cleaned)["more"] == {key: "removed", "after": "kept"}


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x?a=1&{name}={secret}&b=2",
        "https://example.org/x?{name}={secret}",
        "https://example.org/x#{name}={secret}",
        "https://example.org/x?next=https%3A%2F%2Fe.org%3F{name}%3D{secret}%26b%3D2",
        "https://example.org/x?n=https%253A%252F%252Fe.org%253F{name}%253D{secret}",
        "https://example.org/x?a=1&amp;{name}={secret}",
    ],
)
def test_a_parameter_that_signs_loses_its_value(name: str, address: str) -> None:
    line = json.dumps({"url": address.format(name=name, secret=SECRET)})
    assert may_hold_secrets(line.encode(), json.loads(line))
    cleaned = redact(line)
    assert SECRET not in cleaned
    assert json.loads(cleaned)["url"].startswith("https://example.org/x")
    assert "b=2" not in address or json.loads(cleaned)["url"].endswith(("b=2", "b%3D2"))


def test_separators_hidden_in_escapes_are_seen() -> None:
    line = r'{"url": "https:\/\/example.org\/x?a=1\u0026msToken\u003d' + SECRET + '"}'
    assert SECRET not in redact(line)
    line = r'{"ms\u0054oken": "' + SECRET + '"}'
    assert SECRET not in redact(line)
    assert may_hold_secrets(line.encode(), json.loads(line))


def test_json_inside_a_json_string_is_cleaned_too() -> None:
    inside = json.dumps({"msToken": SECRET, "kept": 1})
    deeper = json.dumps({"level": json.dumps({"level": inside})})
    assert SECRET not in redact(deeper)
    assert may_hold_secrets(deeper.encode(), json.loads(deeper))
    kept = json.loads(json.loads(json.loads(redact(deeper))["level"])["level"])
    assert kept == {"msToken": "removed", "kept": 1}


@pytest.mark.parametrize(
    "text",
    [
        f"https://user:{SECRET}@example.org/x",
        f"Bearer {SECRET}",
        f"https://cdn.example.org/{'0a' * 16}/66b0c1d2/video/tos/x",
    ],
)
def test_passwords_bearers_and_signed_paths_go(text: str) -> None:
    line = json.dumps({"note": text})
    assert may_hold_secrets(line.encode(), json.loads(line))
    assert SECRET not in redact(line)
    assert "66b0c1d2" not in redact(line)


def test_the_request_that_fetched_an_item_loses_all_its_parameters() -> None:
    line = json.dumps({"source_url": f"https://e.org/api/preload/?x={SECRET}#y", "n": 1})
    assert json.loads(redact(line)) == {"source_url": "https://e.org/api/preload/", "n": 1}


def test_all_else_stays_byte_for_byte() -> None:
    line = (
        '{ "a" : 1.50, "a":1e3 ,"u": "Caf\\u00e9 \\/ 🏃",\t"msToken" : "x", "z":[ 1 , {"b":null} ]}'
    )
    assert redact(line) == line.replace('"x"', '"removed"')


@pytest.mark.parametrize(
    "harmless",
    [
        '{"signature": "Coach. Cookie lover."}',
        '{"secret": false, "cookies": null}',
        '{"caption": "the token runner: 8 miles = 16 miles, a policy of mine; bearer of news"}',
        '{"url": "https://www.tiktok.com/@invented/video/7669746869855911936"}',
        '{"url": "https://www.youtube.com/watch?v=abc&t=12"}',
        '{"caption": "user@example.org says http://example.org/x: @you"}',
    ],
)
def test_what_is_no_secret_stays(harmless: str) -> None:
    assert redact(harmless) == harmless


def test_redacting_twice_changes_nothing() -> None:
    line = json.dumps(captured(web_video(0), 0))
    once = redact(line)
    assert redact(once) == once


def test_a_captured_item_keeps_no_secret_anywhere() -> None:
    cleaned = redact(json.dumps(captured(web_video(0), 0)))
    for secret in (TOKEN, SIGNATURE, "7300000000000000001", "Mozilla", "66b0c1d2"):
        assert secret not in cleaned
    assert "Coach. I run backwards." in cleaned


@pytest.mark.parametrize(
    "broken",
    [
        f'{{"msToken": "{SECRET}',
        f'{{"msToken": "{SECRET}", "id": 1',
        f'{{"a": "b"c", "msToken": "{SECRET}"}}',
        f"{{'msToken': '{SECRET}', 'id': 1}}",
        f"{{msToken: {SECRET}}}",
        f'"msToken": {{"value": "{SECRET}"',
        f"Cookie: a=b; sessionid={SECRET}; c={SECRET}",
        f"Authorization: Bearer {SECRET} {SECRET}",
        f"GET /x?msToken={SECRET}&b=1 HTTP/1.1",
        f"User-Agent: Mozilla/5.0 ({SECRET})",
        rf"{{\"msToken\": \"{SECRET}\"",
        rf"x?a=1\u0026msToken\u003d{SECRET}",
        f'{{"cookies": [{{"name": "x", "value": "{SECRET}"',
    ],
)
def test_a_line_that_is_no_json_keeps_no_secret(broken: str) -> None:
    assert SECRET not in redact_broken(broken)
    reading = as_read(broken)
    assert isinstance(reading, Broken)
    assert SECRET not in reading.body
    assert SECRET not in reading.problem


def test_a_broken_line_keeps_what_is_harmless() -> None:
    assert redact_broken('{"platform": "tiktok", "caption": "oh: my knees"') == (
        '{"platform": "tiktok", "caption": "oh: my knees"'
    )


def test_a_value_that_breaks_an_item_is_cleaned_before_it_is_shown() -> None:
    line = json.dumps({"platform": "x", "id": "1", "kind": f"https://e.org/?msToken={SECRET}"})
    reading = as_read(line)
    assert isinstance(reading, Broken)
    assert SECRET not in reading.problem + reading.body


def test_a_key_of_any_length_is_looked_at_and_not_remembered() -> None:
    long = "x" * 1_000_000
    assert SECRET not in redact(json.dumps({long + "token": SECRET}))
    item: dict[str, object] = {long: "y", "a short one": "z"}
    assert not may_hold_secrets(json.dumps(item).encode(), item)
    assert "a short one" in redaction._harmless_keys
    assert long not in redaction._harmless_keys


def test_a_nested_bomb_below_a_secret_key_is_cut_off() -> None:
    assert SECRET not in redact('{"cookies": ' + "[" * 100_000 + SECRET)


scalars = st.none() | st.booleans() | st.integers(0, 99) | st.text(max_size=12)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
addresses = st.builds(
    "https://e.org/{}?a=1{}{}={}".format,
    st.sampled_from(["x", "@you/video/1", ""]),
    st.sampled_from(["&", "&amp;"]),
    st.sampled_from(PARAMETERS),
    st.just(SECRET),
)


@st.composite
def items_with_secrets(draw: st.DrawFn) -> dict[str, object]:
    """An item of our format with a secret somewhere in it."""
    place = draw(st.sampled_from(["url", "caption", "author_name", "extra"]))
    hidden: object = draw(addresses)
    if draw(st.booleans()):
        key = draw(st.sampled_from(KEYS))
        hidden = {draw(st.sampled_from([key, key.upper(), key.lower()])): SECRET}
    for _ in range(draw(st.integers(0, 3))):
        wrap = draw(st.sampled_from(["list", "object", "text"]))
        if wrap == "text":
            hidden = json.dumps({"in": hidden})
        else:
            hidden = [hidden, draw(trees)] if wrap == "list" else {"in": hidden, "by": draw(trees)}
    if place != "extra" and not isinstance(hidden, str):
        place = "extra"
    return {"platform": "tiktok", "id": "1", "more": draw(trees), place: hidden}


@given(items_with_secrets(), st.booleans(), st.sampled_from([None, (", ", ": "), (" ,", " : ")]))
def test_no_secret_survives_reading(
    item: dict[str, object], escaped: bool, separators: tuple[str, str] | None
) -> None:
    line = json.dumps(item, ensure_ascii=escaped, separators=separators)
    reading = as_read(line)
    assert SECRET not in repr(reading)
    if isinstance(reading, Capture):
        assert json.loads(reading.payload).keys() == item.keys()


@given(items_with_secrets(), st.data())
def test_no_secret_survives_in_a_line_that_was_cut_off(
    item: dict[str, object], data: st.DataObject
) -> None:
    line = json.dumps(item)
    reading = as_read(line[: data.draw(st.integers(1, len(line) - 1))])
    assert isinstance(reading, Broken)
    # Half a secret is one too.
    assert SECRET[:12] not in reading.body


@given(items_with_secrets(), st.data())
def test_no_secret_survives_in_a_line_that_lost_a_sign(
    item: dict[str, object], data: st.DataObject
) -> None:
    line = json.dumps(item)
    signs = [place for place, sign in enumerate(line) if sign in '"{}[],:\\']
    place = data.draw(st.sampled_from(signs))
    reading = as_read(line[:place] + line[place + 1 :])
    # Where only JSON inside a string broke, the line is still a capture.
    if isinstance(reading, Broken):
        assert SECRET not in repr(reading)


@given(st.dictionaries(st.text(max_size=10), trees, max_size=4))
def test_an_item_without_secrets_is_left_alone(item: dict[str, object]) -> None:
    line = json.dumps(item)
    if not may_hold_secrets(line.encode(), item):
        assert redact(line) == line


@given(st.text())
def test_any_text_can_be_redacted(text: str) -> None:
    assert redact_broken(redact_broken(text)) == redact_broken(text)
