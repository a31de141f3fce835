"""What reaches a terminal: talk on stderr, data on stdout, no codes from what others wrote."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.terminal import Progress, one_line, plain, say


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("eight miles, 8–16 × ü 日本 🏃\u200d♀️", "eight miles, 8–16 × ü 日本 🏃\u200d♀️"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[2J\x1b]0;owned\x07", r"\x1b[2J\x1b]0;owned\x07"),
        ("\x9b31mred", r"\x9b31mred"),
        ("abc\rxyz\b", r"abc\rxyz\x08"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("half \ud800", r"half \ud800"),
        ("next\u2028line\u2029", r"next\u2028line\u2029"),
        ("tag \U000e0041", r"tag \U000e0041"),
    ],
)
def test_control_and_direction_characters_are_shown_as_escapes(given_text: str, shown: str) -> None:
    assert plain(given_text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = plain(text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in shown)
    assert plain(shown) == shown
    assert "\n" not in one_line(text)


def test_a_line_break_cannot_forge_a_line_of_ours() -> None:
    assert one_line("bad\n2026-03-14T06-00-12Z-import  done") == (
        "bad\\n2026-03-14T06-00-12Z-import  done"
    )


def test_talk_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    say("next: retrograde run")
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "next: retrograde run\n")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_one_line_in_thirty_seconds(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress()
    for second in range(0, 70, 7):
        clock[0] = second
        progress.show("posts.ndjson", second * 1000)
    progress.end()
    assert capsys.readouterr().err == "posts.ndjson: 35,000\n"


def test_a_terminal_gets_one_line_that_changes_and_is_wiped(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress()
    progress.live = True
    for second in (1, 1.1, 2):
        clock[0] = second
        progress.show("a\x1b", 5)
    progress.end()
    progress.end()
    shown = "a\\x1b: 5"
    assert capsys.readouterr().err == f"{shown}\r{shown}\r{' ' * len(shown)}\r"


def test_quiet_is_quiet(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=True)
    clock[0] = 99
    progress.show("posts.ndjson", 1)
    progress.end()
    assert capsys.readouterr().err == ""
