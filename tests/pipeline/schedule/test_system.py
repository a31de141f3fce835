"""Text for cron and systemd: whole paths, nothing that either would misread."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.schedule import system
from pipeline.schedule.times import read_time
from pipeline.schedule.timetable import Entry
from tests.pipeline.schedule.keeper import BACKWARD, VEST

ENTRIES = (
    Entry(BACKWARD, (read_time("daily 06:00"), read_time("every 12 hours"))),
    Entry(VEST, (read_time("weekly monday 07:30"),)),
)
ODD = Path('/data/50% of $HOME/it\'s "here"')


def cron_lines(store: Path, folder: Path = Path("/here")) -> list[str]:
    text = system.crontab(ENTRIES, store=store, folder=folder)
    return [line for line in text.splitlines() if line[0] not in "#C"]


def test_cron_has_a_line_for_each_time() -> None:
    lines = cron_lines(Path("/store"))
    assert [line.split(" cd ")[0] for line in lines] == [
        "0 6 * * *",
        "0 */12 * * *",
        "30 7 * * mon",
    ]
    assert all(line.endswith("--store /store --wait 30m --quiet") for line in lines)


def test_in_cron_an_odd_path_is_one_word_and_a_percent_does_not_end_the_line() -> None:
    line = cron_lines(ODD, folder=ODD)[0]
    assert "%" not in line.replace(r"\%", "")
    # What cron hands to the shell.
    words = shlex.split(line.replace(r"\%", "%"))
    assert words.count(str(ODD)) == 2


def test_systemd_has_a_service_and_a_timer_for_each_topic() -> None:
    text = system.units(ENTRIES, store=Path("/store"), folder=Path("/here"))
    heads = [line for line in text.splitlines() if line.startswith("# ~/.config")]
    assert [head.rsplit("/", 1)[1] for head in heads] == [
        f"retrograde-{topic}.{kind}" for topic in (BACKWARD, VEST) for kind in ("service", "timer")
    ]
    assert text.count("OnCalendar=") == 3
    assert "OnCalendar=Mon *-*-* 7:30:00 UTC" in text
    assert "WorkingDirectory=/here\n" in text


def test_each_block_of_systemd_is_a_unit_file() -> None:
    text = system.units(ENTRIES[1:], store=Path("/store"), folder=Path("/here"))
    service, timer = (block.split("\n", 1)[1] for block in text.split("# ~/.config")[1:])
    for block, sections in ((service, ["Unit", "Service"]), (timer, ["Unit", "Timer", "Install"])):
        unit = configparser.ConfigParser(interpolation=None)
        unit.read_string(block)
        assert unit.sections() == sections


def test_systemd_itself_finds_no_fault(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("no systemd-analyze on this machine")
    text = system.units(ENTRIES, store=ODD, folder=tmp_path)
    files = []
    for block in text.split("# ~/.config/systemd/user/")[1:]:
        name, unit = block.split("\n", 1)
        files.append(tmp_path / name)
        files[-1].write_text(unit, encoding="utf-8")
    ended = subprocess.run(
        [verify, "verify", *files], capture_output=True, text=True, check=False, timeout=60
    )
    # Of a machine's other units it speaks too; a machine without systemd running lacks some.
    assert "retrograde" not in ended.stdout + ended.stderr


def test_in_systemd_an_odd_path_is_quoted_as_systemd_reads_it() -> None:
    text = system.units(ENTRIES, store=ODD, folder=ODD)
    assert r'"/data/50%% of $$HOME/it' + "'" + r's \"here\""' in text
    assert "WorkingDirectory=/data/50%% of $HOME" in text


@pytest.mark.parametrize("told", [system.crontab, system.units])
@pytest.mark.parametrize("path", ["/a\nb", "/a\x1bb"])
def test_a_path_that_neither_can_be_given_is_refused(told: object, path: str) -> None:
    assert callable(told)
    with pytest.raises(PipelineError, match="neither cron nor systemd"):
        told(ENTRIES, store=Path(path), folder=Path("/here"))


def test_the_program_is_the_installed_one_or_else_this_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert system.program() == [str(tmp_path / "python"), "-m", "pipeline.cli"]
    (tmp_path / "retrograde").touch()
    assert system.program() == [str(tmp_path / "retrograde")]
