"""`retrograde check` as a person and as a script see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claims.errors import ClaimsError
from claims.evidence.library import library_of
from pipeline.cli.check import command as check
from pipeline.errors import PipelineError
from tests.pipeline.making import Ended

Command = Callable[..., Ended]
MILES = "8 miles equals 16 to 24 miles forward"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(check, [str(argument) for argument in arguments], input=stdin)


def test_in_words_the_verdict_comes_first_and_the_caution_last() -> None:
    result = run(MILES)
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.strip()]
    assert lines[0] == f"“{MILES}”"
    assert lines[1].startswith("Exaggerated: ")
    assert "larger · indirect · low certainty · 9 studies, 66 people" in lines[2]
    assert lines[-1].startswith("Caution: ")
    shown = result.stdout
    for part in (
        "indirect: studies measured energy cost, not training worth",
        "What would change this: A trial that compares the training effects",
        "10.1242/jeb.204.10.1805",
        "4 people",
        "TABLE: larger, indirect → exaggerated",
        "by rule; not yet read by a person",
    ):
        assert part in shown


def test_as_json_there_is_one_object_on_one_line() -> None:
    result = run("--json", MILES)
    (line,) = result.stdout.splitlines()
    (claim,) = json.loads(line)["claims"]
    assert claim["verdict"] == "exaggerated"
    assert result.stderr == ""


def test_a_file_gives_one_line_a_sentence_blank_ones_too(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_text(f"\ufeff{MILES}\r\n\nI love tea\n", encoding="utf-8")
    result = run("--file", file, "--json")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["text"] for row in rows] == [MILES, "", "I love tea"]
    assert [len(row["claims"]) for row in rows] == [1, 0, 0]


@pytest.mark.parametrize("arguments", [("-",), ("--file", "-")])
def test_standard_input_is_read(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, "--json", stdin=f"{MILES}\n")
    assert [row["text"] for row in map(json.loads, result.stdout.splitlines())] == [MILES]


def test_no_claim_is_no_error(tmp_path: Path) -> None:
    result = run("I love tea")
    assert result.exit_code == 0
    assert "no claim found" in result.stdout
    assert "What counts as one" in result.stderr
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert run("--file", empty, "--json").exit_code == 0


def test_a_denial_says_what_the_verdict_is_on() -> None:
    lines = run("it is a myth that running backwards improves your balance").stdout.splitlines()
    assert (
        "Partly supported, where the text denies that: Running backward improves balance" in lines
    )


def test_a_personal_result_is_headed_related_evidence() -> None:
    result = run("walking backwards fixed my knee pain, it's gone")
    assert "Related evidence: " in result.stdout
    assert "One person's result gets no verdict" in result.stdout


@pytest.mark.parametrize("arguments", [(), (MILES, "--file", "-")])
def test_one_sentence_or_one_file_is_wanted(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "give one SENTENCE, or --file FILE" in result.stderr


def test_a_line_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_bytes(b"fine\n\xff\xfe\n")
    error = run("--file", file).exception
    assert isinstance(error, PipelineError)
    assert "line 2: byte 1 is not UTF-8" in error.problem


def test_an_unknown_topic_gets_the_nearest() -> None:
    error = run(MILES, "--topic", "backward-runing").exception
    assert isinstance(error, ClaimsError)
    assert "did you mean backward-running?" in error.fix


def test_hostile_text_cannot_repaint_the_terminal() -> None:
    shown = run(f"\x1b[2J{MILES}\u202e").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_studies_near_to_an_untested_claim_are_offered_and_called_that() -> None:
    shown = run("Backward walking triples the load on your Achilles tendon").stdout
    assert "No direct evidence" in shown
    _, _, offered = shown.partition("Related, not matched")
    first = offered.splitlines()[1].strip()
    assert first.startswith("hammer-2022: “Backward running on a negative slope")
    assert "read in its abstract only" in first
    assert first.endswith("shares Achilles, tendon")
    assert offered.index("Steps") > offered.index("hammer-2022")


def test_a_claim_that_studies_measured_is_offered_nothing_beside_them() -> None:
    assert "Related, not matched" not in run(MILES).stdout


SAYS = "running backwards conditions the heart two to three times more than forward running"
HEART = "running-backward-cardio-fitness-increase-than-usual-2-to-3-times"


def reviewed(command: Command, *decision: str) -> None:
    """A decision on the claim, in the newest release."""
    assert command("review", *decision, "--by", "Ada Reader", "--reason", "it is so").code == 0
    assert command("run").code == 0


def review_of(command: Command, sentence: str = SAYS) -> Any:
    (claim,) = command("check", sentence, "--json").rows[0]["claims"]
    assert claim["claim"] == HEART
    return claim["review"]


def test_without_a_store_nobody_has_read_a_verdict(command: Command) -> None:
    assert review_of(command) is None
    assert "not yet read by a person" in command("check", SAYS).out


def test_a_person_who_agreed_is_named(published: Path, command: Command) -> None:
    reviewed(command, "agree", HEART)
    told = review_of(command)
    assert (told["decision"], told["by"], told["holds"]) == ("agree", "Ada Reader", True)
    assert "worked out by rule; reviewed by Ada Reader on " in command("check", SAYS).out


def test_a_person_who_judged_otherwise_is_heard_beside_the_rule(
    published: Path, command: Command
) -> None:
    reviewed(command, "override", HEART, "--verdict", "no_direct_evidence")
    (claim,) = command("check", SAYS, "--json").rows[0]["claims"]
    assert (claim["verdict"], claim["review"]["verdict"]) == ("exaggerated", "no_direct_evidence")
    assert "judges the claim otherwise: no direct evidence, because it is so" in (
        command("check", SAYS).out
    )


def test_the_denial_of_a_reviewed_claim_shows_the_review_of_the_claim(
    published: Path, command: Command
) -> None:
    reviewed(command, "agree", HEART)
    told = review_of(command, f"it's a myth that {SAYS}")
    assert (told["decision"], told["holds"]) == ("agree", True)


def test_a_decision_that_is_no_verdict_is_told_too(published: Path, command: Command) -> None:
    reviewed(command, "not-a-claim", HEART)
    assert review_of(command)["holds"] is False
    assert "not a claim, says Ada Reader on " in command("check", SAYS).out


def test_a_review_of_an_earlier_verdict_says_that_it_changed(
    published: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(command, "agree", HEART)
    library = library_of((), sha256="empty")
    monkeypatch.setattr("claims.evidence.library.load_library", lambda topic: library)
    assert review_of(command)["holds"] is False
    assert "changed since Ada Reader on " in command("check", SAYS).out


@pytest.mark.parametrize("broken", ["", "{", '{"tables": {}}'])
def test_a_release_that_cannot_be_read_keeps_no_sentence_from_its_verdict(
    published: Path, command: Command, broken: str
) -> None:
    for manifest in published.glob("releases/*/release.json"):
        manifest.write_text(broken, "utf-8")
    assert review_of(command) is None
