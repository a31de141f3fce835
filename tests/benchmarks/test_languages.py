"""The table of languages on a handful of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import languages


def test_texts_are_called_by_what_they_are() -> None:
    texts = [
        ("en", "walking backwards is good for your knees"),
        ("en", "#fyp"),
        ("de", "meine Knie tun nicht mehr weh seit ich rückwärts gehe"),
        ("nl", "meine Knie tun nicht mehr weh seit ich rückwärts gehe"),
    ]
    kinds = [kind for kind, _ in languages.verdicts(texts)]
    assert kinds == ["English", "unknown", "other", "misnamed"]


def test_posts_are_read_with_what_is_stated_and_counters_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "posts.ndjson"
    rows = [
        {"kind": "video", "lang": "es", "caption": "hola", "transcript": "a todos"},
        {"kind": "post", "caption": "hi"},
        {"views": 3, "caption": "a later sighting"},
        {"kind": "tag"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert languages.posts_of([file]) == [("es", "hola\na todos"), ("en", "hi")]


def test_a_miss_is_listed_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    languages.report("toy", [("fr", "this is plain English all through")], wrong=True)
    told = capsys.readouterr().out
    assert "called English: 'this is plain" in told
    assert "0.000 kept" in told


def test_no_english_text_is_lost_in_the_smoke_run(capsys: pytest.CaptureFixture[str]) -> None:
    languages.main(["--smoke"])
    rows = [line for line in capsys.readouterr().out.splitlines() if ": English" in line]
    assert len(rows) == 3
    assert all("1.000 kept as it is" in row for row in rows)
