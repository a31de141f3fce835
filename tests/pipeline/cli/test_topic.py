"""`retrograde topic`: what there is, what is wrong with it, and the start of a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims import topic_files
from claims.errors import ClaimsError
from pipeline.cli.topic import command
from pipeline.errors import PipelineError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def test_topics_are_listed_with_their_studies() -> None:
    lines = run("list").stdout.splitlines()
    assert "backward-running: Backward running; " in "\n".join(lines)
    assert lines == sorted(lines)


def test_a_topic_is_shown_whole() -> None:
    shown = run("show", "weighted-vest-walking").stdout
    for part in (
        "#weightedvest",
        "walking without the vest",
        "studies: weighted-vest",
        "caution: A",
    ):
        assert part in shown


def test_an_unknown_topic_names_the_nearest() -> None:
    failed = run("show", "weighted-vest").exception
    assert isinstance(failed, ClaimsError)
    assert "did you mean weighted-vest-walking?" in failed.fix


def test_no_mistakes_are_said_on_stderr() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no mistakes" in result.stderr


def test_mistakes_end_with_exit_code_one(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = ClaimsError("data/topics/a.toml: no \x1b[31mhashtags", "add some")
    monkeypatch.setattr(topic_files, "topic_faults", lambda: (fault,))
    result = run("check")
    assert (result.exit_code, result.stderr) == (1, "1 mistake\n")
    assert result.stdout == "data/topics/a.toml: no \\x1b[31mhashtags\n  fix: add some\n"


def test_a_new_topic_is_written_once(tmp_path: Path) -> None:
    result = run("new", "sled-pulling", "--root", str(tmp_path / "topics"))
    file = tmp_path / "topics" / "sled-pulling.toml"
    assert result.exit_code == 0
    assert f"wrote {file}" in result.stderr
    before = file.read_text("utf-8")
    again = run("new", "sled-pulling", "--root", str(tmp_path / "topics")).exception
    assert isinstance(again, PipelineError)
    assert file.read_text("utf-8") == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = run("new", "sled-pulling", "--root", str(tmp_path / "topics"), "--dry-run")
    assert 'slug = "sled-pulling"' in result.stdout
    assert not (tmp_path / "topics").exists()
