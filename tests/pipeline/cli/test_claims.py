"""`retrograde claims`: one line a post, in order, and what happens to a line that is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claims.errors import ClaimsError
from pipeline.cli.claims import Malformed, command, parse_line
from pipeline.errors import PipelineError

POSTS = [
    {"id": "a", "caption": "8 miles backward equals 16 to 24 miles forward"},
    {"id": 7, "caption": "nice shoes", "transcript": "", "views": 12},
    {"id": "c", "transcript": "it burns calories", "hashtags": ["runningbackwards"]},
    {"id": "d", "caption": "correr hacia atrás quema calorías", "lang": "es"},
    {"id": "e", "screen_text": "running backwards: less knee pain", "caption": None},
]


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=stdin)


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def told(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    file = tmp_path / "posts.ndjson"
    file.write_text(lines(*POSTS), encoding="utf-8")
    return file


def test_one_line_a_post_in_the_order_and_with_the_ids_given(posts: Path) -> None:
    result = run(posts)
    assert result.exit_code == 0
    rows = told(result)
    assert [row["id"] for row in rows] == ["a", 7, "c", "d", "e"]
    assert [len(row["claims"]) for row in rows] == [1, 0, 1, 0, 1]
    assert all(set(row) == {"id", "claims"} for row in rows)
    assert rows[4]["claims"][0]["field"] == "screen_text"
    assert result.stderr == "posts read: 5; claims: 3\n"


def test_a_file_out_is_whole_or_not_there(posts: Path, tmp_path: Path) -> None:
    out = tmp_path / "frames.ndjson"
    result = run(posts, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(out.read_text("utf-8").splitlines()) == len(POSTS)
    assert list(tmp_path.glob("*.part")) == []


def test_reading_twice_gives_the_same_bytes(posts: Path) -> None:
    assert run(posts).stdout == run(posts).stdout


def test_a_dash_reads_standard_input() -> None:
    result = run("-", stdin=lines(POSTS[0]))
    assert told(result)[0]["claims"][0]["ratio_high"] == 3.0


def test_explain_adds_the_rows_and_what_became_of_the_post(posts: Path) -> None:
    rows = told(run(posts, "--explain"))
    assert [row["outcome"] for row in rows] == [
        "claims",
        "off_topic",
        "claims",
        "other_language",
        "claims",
    ]
    assert rows[0]["claims"][0]["rules"] == ["equivalence"]


def test_explain_shows_what_the_learned_filter_makes_of_a_post(posts: Path) -> None:
    scores = [row["filter"] for row in told(run(posts, "--explain"))]
    assert all(0 <= score["claim"] <= 1 and score["reasons"] for score in scores)
    assert scores[0]["claim"] > scores[1]["claim"]
    assert "filter" not in told(run(posts))[0]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "x"', "not JSON: Expecting ',' delimiter at character 11"),
        ("[1, 2]", "[1, 2] is no object"),
        ('{"caption": "a"}', "id is null"),
        ('{"id": {"a": 1}}', 'id is {"a": 1}'),
        ('{"id": "x", "caption": 5}', "caption is 5, not a text"),
        ('{"id": "x", "hashtags": "tag"}', 'hashtags is "tag"'),
        ('{"id": "x", "hashtags": [3]}', "hashtags is [3]"),
    ],
)
def test_a_line_that_is_no_post_is_named_and_left_out(line: str, reason: str) -> None:
    result = run("-", stdin=f"{lines(POSTS[1])}{line}\n\n{lines(POSTS[2])}")
    assert result.exit_code == 3
    assert [row["id"] for row in told(result)] == [7, "c"]
    assert f"-: line 2: {reason}" in result.stderr
    assert "lines left out: 1" in result.stderr


def test_bytes_that_are_no_utf8_are_named() -> None:
    result = run("-", stdin=b'{"id": "x", "caption": "\xff"}\n')
    assert result.exit_code == 3
    assert "byte 25 is not UTF-8" in result.stderr


def test_what_is_nested_too_deep_is_named() -> None:
    with pytest.raises(Malformed, match="nested too deep"):
        parse_line(b"[" * 100_000)


def test_hostile_text_in_a_message_cannot_paint_the_terminal() -> None:
    result = run("-", stdin='{"id": "x", "caption": ["\\u001b[31m\\u202e"]}\n')
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_half_a_character_is_kept_as_its_escape() -> None:
    result = run("-", stdin='{"id": "\\ud800", "caption": "running backwards burns calories"}\n')
    assert result.exit_code == 0
    assert result.stdout.startswith('{"id": "\\ud800"')


def test_offsets_are_code_points_of_the_field_as_given() -> None:
    caption = "🔥🔥 running backwards’ magic: it burns calories 🔥"
    (row,) = told(run("-", stdin=lines({"id": "x", "caption": caption})))
    (frame,) = row["claims"]
    assert caption[frame["start"] : frame["end"]] == frame["quote"] == "it burns calories"


def test_a_missing_file_and_an_unknown_topic_name_the_way_out(tmp_path: Path) -> None:
    missing = run(tmp_path / "none.ndjson")
    assert isinstance(missing.exception, PipelineError)
    assert "none.ndjson" in missing.exception.problem
    unknown = run("-", "--topic", "knitting", stdin="")
    assert isinstance(unknown.exception, ClaimsError)
    assert "backward-running" in unknown.exception.fix


def test_no_posts_give_no_lines() -> None:
    result = run("-", stdin="")
    assert (result.exit_code, result.stdout) == (0, "")


def test_lines_of_our_own_format_that_are_no_posts_are_passed_over() -> None:
    others = [
        {"kind": "note", "text": "Invented."},
        {"kind": "tag", "platform": "tiktok", "id": "runbackwards", "views": "471K"},
        {"kind": "coverage", "platform": "tiktok", "id": "2026-08-03", "status": "off"},
    ]
    result = run("-", stdin=lines(*others, POSTS[0]))
    assert result.exit_code == 0
    assert [row["id"] for row in told(result)] == ["a"]
