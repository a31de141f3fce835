"""A broken item is kept with its reason and never costs the others."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import files, reading
from scrapers.elements import Element
from scrapers.formats import retrograde
from scrapers.reading import KEPT_BYTES, ItemReader, item_reader, load
from scrapers.records import Broken, Capture, Skipped
from tests.scrapers.fixtures import invent
from tests.scrapers.fixtures.files import FILES, FOLDER
from tests.scrapers.reads import NOW, captures, post_of, read_all, read_line

GOOD = {"platform": "tiktok", "id": "1", "caption": "kept"}
READER = ItemReader("retrograde", retrograde.read_item, NOW, "import")


def broken_of(line: str | bytes) -> Broken:
    """How a line breaks."""
    body = line.encode() if isinstance(line, str) else line
    found = READER.read_one(7, body)
    assert isinstance(found, Broken), found
    assert (found.source, found.line) == ("retrograde", 7)
    return found


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"platform": "tiktok", "id": "1"', "not JSON: Expecting ',' delimiter at character 33"),
        ("not json", "not JSON: Expecting value at character 1"),
        ('{"platform": "tiktok", "id": "1"} x', "not JSON: Extra data at character 35"),
        ('{"platform": "tiktok", "id": NaN}', "not JSON: NaN is no number"),
        ('{"platform": "tiktok", "id": "1", "views": Infinity}', "not JSON: Infinity is no number"),
        ("[" * 200_000, "not readable: brackets nested too deeply"),
        ('{"a":' * 200_000, "not readable: brackets nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "not JSON: a number of thousands of digits"),
        ("[1, 2]", "item: a list is not an object"),
        ('"text"', 'item: "text" is not an object'),
        ("null", "item: null is not an object"),
        ("{}", "platform: missing, and nothing can be kept without it"),
        ('{"platform": "tiktok"}', "id: missing, and nothing can be kept without it"),
    ],
)
def test_a_broken_line_says_what_is_wrong(line: str, problem: str) -> None:
    assert broken_of(line).problem == problem


def test_a_line_in_another_encoding_names_the_byte() -> None:
    found = broken_of('{"caption": "Rückwärts"}'.encode("latin-1"))
    assert found.problem == "not UTF-8: byte 0xfc at offset 14"
    assert found.body == '{"caption": "R\ufffdckw\ufffdrts"}'


def test_what_broke_is_kept_and_hashed_as_kept() -> None:
    for line in ('{"platform": "tiktok", "kind": "reel", "id": "1"}', '{"no": "end'):
        found = broken_of(line)
        assert found.body == line
        assert found.sha256 == hashlib.sha256(line.encode()).hexdigest()


def test_of_long_junk_the_beginning_is_kept() -> None:
    cut = json.dumps({"id": "1", "caption": "ü" * KEPT_BYTES}, ensure_ascii=False)[:-5]
    found = broken_of(cut)
    assert len(found.body.encode()) <= KEPT_BYTES
    assert found.body
    assert found.sha256 == hashlib.sha256(found.body.encode()).hexdigest()


def test_an_item_that_does_not_map_yet_is_kept_whole() -> None:
    whole = json.dumps({"id": "1", "caption": "ü" * KEPT_BYTES}, ensure_ascii=False)
    found = broken_of(whole)
    assert found.body == whole
    assert found.sha256 == hashlib.sha256(whole.encode()).hexdigest()


def test_a_line_of_ten_megabytes_is_read() -> None:
    line = json.dumps(GOOD | {"extra": "x" * (10 << 20)})
    found = READER.read_one(1, line.encode())
    assert isinstance(found, Capture)
    assert len(found.payload) == len(line)


def test_a_line_beyond_the_limit_is_named_and_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 1 << 20)
    monkeypatch.setattr(reading, "LONGEST_LINE", 1 << 20)
    path = tmp_path / "posts.ndjson"
    good = json.dumps(GOOD)
    path.write_text(f"{good}\n{json.dumps(GOOD | {'x': 'y' * (2 << 20)})}\n{good}\n")
    first, second, third = read_all(path)
    assert isinstance(second, Broken)
    assert (second.line, second.problem) == (2, "the item is longer than 1 MiB")
    assert len(second.body) <= KEPT_BYTES
    assert isinstance(first, Capture)
    assert isinstance(third, Capture)


def test_nul_goes_and_half_a_character_is_replaced() -> None:
    line = r'{"platform": "tiktok", "id": "1", "caption": "a\u0000b \ud83d c \ud83c\udfc3 \\u0000"}'
    found = read_line("retrograde", line)
    assert isinstance(found, Capture)
    assert found.post is not None
    assert found.post.caption == "ab \ufffd c 🏃 \\u0000"
    assert found.payload == line
    assert found.post.caption.encode()


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r'"\ud83c\udfc3"', "🏃"),
        (r'"\udfc3\ud83c"', "\ufffd\ufffd"),
        (r'"\\ud83c"', "\\ud83c"),
        (r'"\\\ud83c"', "\\\ufffd"),
        (r'"\u0000\u0000x"', "x"),
        (r'"\u00000"', "0"),
        (r'"\ud83c\u0000"', "\ufffd"),
        (r'"\uD83C"', "\ufffd"),
    ],
)
def test_escapes_are_read_as_they_stand(escaped: str, plain: str) -> None:
    assert load(escaped) == plain


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_is_loaded_storable(text: str) -> None:
    loaded = load(json.dumps(text))
    assert isinstance(loaded, str)
    assert "\0" not in loaded
    assert loaded == loaded.encode().decode()
    clean = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert loaded == clean


def test_of_a_key_given_twice_the_last_counts() -> None:
    found = read_line("retrograde", '{"platform": "tiktok", "id": "1", "id": "2"}')
    assert isinstance(found, Capture)
    assert found.post is not None
    assert found.post.id == "2"


def test_a_hash_is_of_the_payload_and_of_nothing_else() -> None:
    line = json.dumps(GOOD, indent=None) + "  "
    later = ItemReader("retrograde", retrograde.read_item, NOW + timedelta(days=9), "file")
    first, second = READER.read_one(1, line.encode()), later.read_one(99, line.encode())
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.sha256 == second.sha256 == hashlib.sha256(line.encode()).hexdigest()
    assert first.payload == line


def test_the_hash_is_of_what_is_left_without_secrets() -> None:
    one = read_line("retrograde", json.dumps(GOOD | {"msToken": "first"}))
    two = read_line("retrograde", json.dumps(GOOD | {"msToken": "second"}))
    assert isinstance(one, Capture)
    assert isinstance(two, Capture)
    assert one.sha256 == two.sha256
    assert "first" not in one.payload


def test_an_element_with_a_problem_of_its_own_is_broken() -> None:
    (found,) = READER.read([Element(3, b'{"platform": "tiktok", "id": "1"}', "it has no end")])
    assert isinstance(found, Broken)
    assert (found.line, found.problem) == (3, "it has no end")


def test_a_kept_payload_reads_the_same_again() -> None:
    for name in set(FILES) - {"zeeschuimer_linkedin.ndjson"}:
        # Items whose moment only the file's name tells do not know it without.
        for capture in captures(read_all(FOLDER / name)):
            again = read_line(capture.source, capture.payload)
            if capture.observed_at_source != "file":
                assert again == capture


def test_one_broken_line_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    bad = ["{", "[" * 5000, '{"platform": "tiktok", "id": 1.5}', "\0\0", "\xff"]
    lines = [line for text in bad for line in (json.dumps(GOOD), text)]
    path.write_bytes("\n".join(lines).encode("latin-1"))
    found = read_all(path)
    assert len(captures(found)) == 5
    assert [item.line for item in found if isinstance(item, Broken)] == [2, 4, 6, 10]


def test_a_time_in_the_files_name_is_when_it_was_seen(tmp_path: Path) -> None:
    seen = datetime(2026, 8, 3, 10, 15, tzinfo=UTC)
    named = tmp_path / "posts_2026-08-03_10-15-00.ndjson"
    reader = item_reader("retrograde", retrograde.read_item, named, NOW)
    assert (reader.seen_at, reader.seen_at_source) == (seen, "file")
    plain = item_reader("retrograde", retrograde.read_item, tmp_path / "posts.ndjson", NOW)
    assert (plain.seen_at, plain.seen_at_source) == (NOW, "import")
    early = item_reader("retrograde", retrograde.read_item, named, seen - timedelta(days=2))
    assert early.seen_at_source == "import"


keys = st.sampled_from(
    sorted(
        {key for line in invent.retrograde_lines() for key in line}
        | set(invent.research_video(0))
        | set(invent.research_comment(1))
        | set(invent.captured({}, 0))
        | set(invent.web_video(0))
        | set(invent.web_comment(0))
        | {"data", "error", "itemId", "count_quantum", "statsV2", "status", "imagePost"}
    )
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(2**53, 2**80)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["1.2M", "tiktok.com", "tiktok.com-comments", "tag", "coverage", "2026-08-03"]
    )
    | st.sampled_from(["7669746869855911936", "2026-08-03T10:15:00Z", "0", "#tag", "-1", "tiktok"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6),
    max_leaves=12,
)


@given(
    st.sampled_from(["retrograde", "research_api", "zeeschuimer"]),
    st.dictionaries(keys, values, max_size=10),
    st.data(),
)
def test_any_item_is_captured_broken_or_skipped(
    source: str, item: dict[str, Any], data: st.DataObject
) -> None:
    whole: dict[str, Any] = {
        "retrograde": data.draw(st.sampled_from(invent.retrograde_lines())),
        "research_api": data.draw(
            st.sampled_from([invent.research_video(0), invent.research_comment(1)])
        ),
        "zeeschuimer": invent.captured(invent.web_video(0), 0),
    }[source]
    if source == "zeeschuimer" and data.draw(st.booleans()):
        whole = whole | {"data": whole["data"] | item}
    found = read_line(source, json.dumps(whole | item))
    assert isinstance(found, Capture | Broken | Skipped)
    if isinstance(found, Capture) and found.post:
        assert repr(found.post).encode()
        assert found.post.created_at is None or found.post.created_at.tzinfo is UTC


@given(st.text())
def test_any_line_is_captured_broken_or_skipped(line: str) -> None:
    for source in ("retrograde", "research_api", "zeeschuimer"):
        found = READER.read_one(1, line.encode("utf-8", "surrogatepass"))
        assert isinstance(found, Capture | Broken | Skipped), source


def test_keys_that_are_not_ours_are_kept_in_the_payload() -> None:
    line = json.dumps(GOOD | {"mood": "fine"})
    found = read_line("retrograde", line)
    assert isinstance(found, Capture)
    assert found.payload == line
    assert post_of("retrograde", GOOD) == found.post
