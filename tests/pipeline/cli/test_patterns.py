"""`retrograde patterns`: the rows' own tests, and how a text is read."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from claims.language import examples
from pipeline.cli.patterns import command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_the_rows_pass_their_own_examples() -> None:
    result = run("test")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("examples, 0 failed\n")


def test_a_failing_example_is_named_with_the_command_to_see_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failure = examples.Failure("low-impact", "it is \x1b[31msoft", "a claim read by this row")
    monkeypatch.setattr(examples, "failures", lambda extractor: iter([failure]))
    result = run("test")
    assert result.exit_code == 1
    assert "low-impact: “it is \\x1b[31msoft”: wanted a claim read by this row" in result.stdout
    assert 'retrograde patterns explain "TEXT"' in result.stderr


def test_explain_shows_tokens_quantities_rows_and_frames() -> None:
    shown = run("explain", "Running backward burns 2-3x more calories and makes you faster").stdout
    for part in (
        "running · backward · burns · 2 · - · 3x · more · calories",
        "“2-3x more”: ratio 2 to 3, ratio 2 to 3 (exact, times_more)",
        "“burns”: direction burning-verbs",
        "“makes you faster”: makes-faster",
        "Frames (claims)",
        "“Running backward burns 2-3x more calories”, read by burning-verbs",
        "outcome energy_cost, direction increase",
    ):
        assert part in shown


def test_explain_says_so_when_nothing_is_claimed() -> None:
    assert "Frames (off_topic)" in run("explain", "nice hat").stdout


def test_hostile_text_is_shown_as_escapes() -> None:
    result = run("explain", "it burns calories \x1b[31m\u202e running backwards")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
