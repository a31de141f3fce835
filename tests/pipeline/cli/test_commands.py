"""The command line as its user meets it: endings, errors, the way from nothing to a release."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import COMMANDS
from pipeline.cli.summaries import SUMMARIES
from pipeline.errors import PipelineError
from pipeline.publish.release import open_release, release_ids
from pipeline.settings import FILE, TEMPLATE
from tests.pipeline.collection import GONE_KEY, write_collection
from tests.pipeline.making import Ended, retrograde

Command = Callable[..., Ended]
COLOUR = re.compile("\x1b|\x9b")


def raising(error: BaseException) -> Callable[..., Any]:
    def fail(*arguments: Any, **options: Any) -> None:
        raise error

    return fail


def test_help_names_every_command(command: Command) -> None:
    ended = command("--help")
    assert ended.code == 0
    for name in COMMANDS:
        assert f"  {name} " in ended.out
        assert SUMMARIES[name] in " ".join(ended.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(command: Command, name: str) -> None:
    ended = command(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith("Usage: ")
    assert not COLOUR.search(ended.out)


def test_help_imports_no_database_and_no_language() -> None:
    code = (
        "import sys, pipeline.cli as c\n"
        "try: c.cli.main(['--help'], standalone_mode=False)\n"
        "finally: print(*sorted({'duckdb', 'spacy', 'pandas', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_an_unknown_command_is_wrong_usage(command: Command) -> None:
    ended = command("colect")
    assert ended.code == 2
    assert "colect" in ended.err


def test_from_nothing_to_a_release_in_two_commands(command: Command, tmp_path: Path) -> None:
    begun = command("init", "--demo")
    assert begun.code == 0
    assert "205 invented posts are in the store" in begun.err
    assert (tmp_path / "working" / FILE).read_text(encoding="utf-8") == TEMPLATE
    ran = command("run")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("next: retrograde dashboard\n")
    release = open_release(tmp_path / "store")
    assert release.invented
    assert release.manifest["invented_posts"] == release.manifest["posts"] > 150
    assert not COLOUR.search(begun.err + ran.err)
    endings = {(row["stage"], row["ending"]) for row in command("runs", "--json").rows}
    assert endings == {
        ("import", "done"),
        ("purge", "done"),
        ("extract", "done"),
        ("match", "done"),
        ("publish", "done"),
    }


def test_the_demo_twice_is_the_demo_once(command: Command, tmp_path: Path) -> None:
    command("init", "--demo")
    again = command("init", "--demo")
    assert again.code == 0
    assert "0 invented posts" in again.err
    assert "204 posts" in command("doctor").out


def test_init_leaves_what_exists_alone(command: Command, tmp_path: Path) -> None:
    settings = tmp_path / "working" / FILE
    settings.write_text('contact = "ada@example.org"\n', encoding="utf-8")
    ended = command("init")
    assert ended.code == 0
    assert settings.read_text(encoding="utf-8") == 'contact = "ada@example.org"\n'
    assert "next: retrograde doctor" in ended.err


def test_init_where_nothing_may_be_written_says_so(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = PermissionError(13, "Permission denied")
    monkeypatch.setattr("pipeline.atomic.write_text", raising(denied))
    ended = command("init")
    assert ended.code == 1
    assert f"{FILE} cannot be written: Permission denied" in ended.err
    assert "change to a folder of yours" in ended.err


@pytest.mark.parametrize("name", ["extract", "match", "publish", "run"])
def test_a_stage_without_a_store_names_the_way_to_one(
    command: Command, tmp_path: Path, name: str
) -> None:
    ended = command(name)
    assert ended.code == 1
    assert f"error: there is no store in {tmp_path / 'store'}\n  fix: retrograde init" in ended.err
    assert not (tmp_path / "store").exists()


def test_an_unknown_topic_is_told_the_known_ones(published: Path, command: Command) -> None:
    ended = command("run", "--topic", "backward-runing")
    assert ended.code == 1
    assert "unknown topic 'backward-runing'" in ended.err
    assert "did you mean backward-running?" in ended.err


def test_a_topic_named_twice_is_one(published: Path, command: Command) -> None:
    twice = ("--topic", "backward-running", "--topic", "backward-running")
    assert command("run", *twice).code == 0
    assert open_release(published).manifest["topics"] == ["backward-running"]


def test_broken_evidence_stops_a_run_before_it_writes(
    published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = PipelineError("data/evidence/x.toml: finding 1: people = -3", "correct it")
    monkeypatch.setattr("pipeline.stages.load_library", raising(broken))
    ended = command("run")
    assert ended.code == 1
    assert ended.err == "error: data/evidence/x.toml: finding 1: people = -3\n  fix: correct it\n"
    assert {row["stage"] for row in command("runs", "--json").rows} == {
        "import",
        "extract",
        "match",
        "publish",
    }


def test_a_setting_that_is_wrong_is_named_by_any_command(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RETROGRADE_STORE")
    (tmp_path / "working" / FILE).write_text("stor = 3\n", encoding="utf-8")
    ended = command("runs")
    assert ended.code == 1
    assert "unknown setting 'stor'" in ended.err
    assert "did you mean store?" in ended.err


def test_a_bug_shows_where_it_is_and_asks_for_a_report(
    published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ledger.ledger_rows", raising(ZeroDivisionError("a bug")))
    ended = command("runs")
    assert ended.code == 1
    assert "Traceback" in ended.err
    assert "please report it" in ended.err


def test_codes_in_an_error_reach_no_terminal(
    published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = PipelineError("post \x1b[2J\u202e", "\x07")
    monkeypatch.setattr("pipeline.ledger.ledger_rows", raising(hostile))
    assert not re.search("[\x1b\x07\u202e]", command("runs").err)


def test_ctrl_c_ends_with_130(
    published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ledger.ledger_rows", raising(KeyboardInterrupt()))
    ended = command("runs")
    assert ended.code == 130
    assert "stopped by you" in ended.err


def test_one_run_is_listed_with_all_its_counts(published: Path, command: Command) -> None:
    newest = command("runs").out.split()[0]
    listed = command("runs", newest).out.splitlines()
    assert listed[0] == f"{newest}  done"
    assert any(line.strip().endswith("13 posts") for line in listed[1:])
    (row,) = command("runs", newest, "--json").rows
    assert len(row["counts"]) == len(listed) - 1


def test_a_run_that_never_was_ends_with_1(published: Path, command: Command) -> None:
    ended = command("runs", "2020-01-01T00-00-00Z-import")
    assert ended.code == 1
    assert "there is no run 2020-01-01T00-00-00Z-import" in ended.err
    assert command("runs", "--limit", "0").code == 2


def test_a_ledger_without_runs_names_the_next_command(command: Command) -> None:
    command("init")
    assert "next: retrograde import FILE" in command("runs").err
    assert "nothing is in quarantine" in command("runs", "--quarantine").err


def test_doctor_says_what_is_there_and_where_it_comes_from(
    published: Path, command: Command
) -> None:
    lines = dict(re.findall(r"^(\w+) +(.*)$", command("doctor").out, re.MULTILINE))
    assert re.search(r"14 posts · last run \S+-publish · newest release \d{4}-", lines["store"])
    assert re.search(r"\d+ studies, \d+ findings, \d+ checked by a person", lines["evidence"])
    assert "retrograde" in lines["python"]
    assert f"store = '{published}' (RETROGRADE_STORE)" in command("doctor").out


def test_doctor_without_a_store_names_the_way_to_one(command: Command, tmp_path: Path) -> None:
    ended = command("doctor")
    assert ended.code == 0
    assert "none in" in ended.out
    assert "retrograde init" in ended.out
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "arguments", [("extract",), ("match",), ("publish",), ("run",), ("purge", "--post", GONE_KEY)]
)
def test_quiet_is_quiet(published: Path, command: Command, arguments: tuple[str, ...]) -> None:
    ended = command(*arguments, "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_a_character_that_the_terminal_lacks_is_shown_by_its_code(tmp_path: Path) -> None:
    file = write_collection(tmp_path).rename(tmp_path / "gőz.ndjson")
    assert retrograde("import", file, "--store", tmp_path / "store", "--quiet") == 3
    program = Path(sys.executable).with_name("retrograde")
    done = subprocess.run(
        [program, "runs", "--json", "--store", tmp_path / "store"],
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert rb"g\u0151z.ndjson" in done.stdout


def test_a_reader_that_goes_away_is_no_bug(published: Path) -> None:
    program = Path(sys.executable).with_name("retrograde")
    piped = f"'{program}' runs --json --store '{published}' | head -c 1 > /dev/null"
    done = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_second_run_makes_no_second_release(published: Path, command: Command) -> None:
    ended = command("run")
    assert ended.code == 0
    assert "says all this already" in ended.err
    assert len(release_ids(published)) == 1


def test_posts_about_something_else_still_give_a_release_and_its_tables(
    command: Command, tmp_path: Path
) -> None:
    posts = tmp_path / "cats.ndjson"
    posts.write_text('{"platform": "tiktok", "id": "1", "caption": "my cat"}\n', encoding="utf-8")
    assert command("import", posts).code == 0
    ended = command("run")
    assert ended.code == 0
    assert "warning: no post in the store is about backward-running" in ended.err
    assert command("export", "-o", tmp_path / "out").code == 0
    (readme,) = (tmp_path / "out").glob("*/README.md")
    assert "No post that was collected is about these topics." in readme.read_text("utf-8")
