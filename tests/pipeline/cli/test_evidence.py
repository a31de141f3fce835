"""`retrograde evidence`: what a curator sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.errors import ClaimsError
from claims.evidence.writer import study_text
from pipeline.cli.evidence import command
from pipeline.errors import PipelineError
from tests.claims.evidence.build import a_finding, a_study


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "backward-running"
    folder.mkdir()
    for key in ("doe-2001", "roe-2002"):
        text = study_text(a_study(key, a_finding(ratio=1.3)))
        (folder / f"{key}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_checking_a_sound_library_says_how_much_there_is() -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "77 studies, 171 findings, no mistakes; 0 checked by a person" in result.stderr


def test_checking_names_every_mistake_at_once_and_exits_1(root: Path) -> None:
    for key, old, new in (
        ("doe-2001", "people = 40", "people = 0"),
        ("roe-2002", "ratio = 1.3", "ratio = 0"),
    ):
        path = root / f"backward-running/{key}.toml"
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    result = run("check", "--root", root)
    assert result.exit_code == 1
    assert "doe-2001.toml: people = 0 is not a number of people" in result.stdout
    assert "roe-2002.toml: roe-2002.f1: ratio = 0 is not above zero" in result.stdout
    assert result.stdout.count("  fix: ") == 2
    assert "2 mistakes" in result.stderr
    lines = run("check", "--root", root, "--json").stdout.splitlines()
    assert {json.loads(line)["file"].rpartition("/")[2] for line in lines} == {
        "doe-2001.toml",
        "roe-2002.toml",
    }


def test_listing_prints_a_line_a_study() -> None:
    result = run("list", "--outcome", "knee_load", "--topic", "backward-running")
    lines = result.stdout.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("flynn-soutas-little-1995: Flynn and Soutas-Little 1995")
    assert all("abstract only" in line for line in lines)
    rows = run("list", "--json", "--topic", "backward-running").stdout.splitlines()
    assert len([json.loads(row)["key"] for row in rows]) == 68


def test_showing_prints_every_finding_as_printed() -> None:
    result = run("show", "wright-weyand-2001")
    assert "as printed: measured 35 +/- 6 % (SEM, N=4)" in result.stdout
    assert json.loads(run("show", "wright-weyand-2001", "--json").stdout)["people"] == 4


def test_a_wrong_name_gets_the_nearest_right_one() -> None:
    missing = run("show", "roos-2013").exception
    assert isinstance(missing, PipelineError)
    assert "did you mean 'roos-2012'?" in missing.fix
    outcome = run("list", "--outcome", "knee_lod").exception
    assert isinstance(outcome, PipelineError)
    assert "'knee_load'" in outcome.fix
    topic = run("list", "--topic", "backward-runing").exception
    assert isinstance(topic, ClaimsError)
    assert "backward-running" in topic.fix


def test_a_new_study_starts_as_a_commented_file(tmp_path: Path) -> None:
    result = run("new", "doe-2001", "--root", tmp_path)
    path = tmp_path / "backward-running/doe-2001.toml"
    assert result.exit_code == 0
    assert str(path) in result.stderr
    assert 'key = "doe-2001"' in path.read_text("utf-8")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    result = run("new", "doe-2001", "--root", tmp_path / "none", "--dry-run")
    assert "nothing was written" in result.stderr
    assert '[study]\nkey = "doe-2001"' in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_study_that_is_there_is_never_overwritten(root: Path) -> None:
    path = root / "backward-running/doe-2001.toml"
    before = path.read_bytes()
    error = run("new", "doe-2001", "--root", root).exception
    assert isinstance(error, PipelineError)
    assert "it was left as it is" in error.problem
    assert path.read_bytes() == before


def test_importing_a_list_twice_writes_once(root: Path, tmp_path: Path) -> None:
    row = {
        "id": "poe-2003",
        "topic": "backward-locomotion",
        "title": "A paper",
        "authors": [],
        "design": "crossover",
        "design_class": "crossover_lab",
        "verified": "abstract",
        "findings": [],
        "n": 12,
        "count_in_verdicts": True,
    }
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps({"studies": [row]}), encoding="utf-8")
    dry = run("import", listed, "--root", root, "--dry-run")
    assert "would write 1 study files" in dry.stderr
    assert not (root / "backward-running/poe-2003.toml").exists()
    assert "wrote 1 study files, 0 unchanged" in run("import", listed, "--root", root).stderr
    assert "wrote 0 study files, 1 unchanged" in run("import", listed, "--root", root).stderr
    assert run("check", "--root", root).exit_code == 0


def test_hostile_text_in_a_file_cannot_repaint_the_terminal(root: Path) -> None:
    study = a_study("doe-2001", title="\x1b[2Jgone")
    (root / "backward-running/doe-2001.toml").write_text(study_text(study), encoding="utf-8")
    assert "\x1b" not in run("show", "doe-2001", "--root", root).stdout
