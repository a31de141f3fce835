"""`retrograde evidence retractions`, as a curator sees it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.stub import Catalogues, Reply, data
from tests.pipeline.cli.conftest import STUDY, Command


def stood(path: Path) -> dict[str, object]:
    study: dict[str, object] = tomllib.loads(path.read_text("utf-8"))["study"]
    return study


class TestRetractions:
    """Crossref's word, written into the files."""

    @pytest.fixture
    def gone(self, catalogues: Catalogues) -> Catalogues:
        work = answers.crossref_work(
            DOI="10.5555/loaves", **{"updated-by": [answers.update("retraction", 2021, 3, 4)]}
        )
        catalogues.on("Crossref/works", data(answers.crossref_list(work)))
        return catalogues

    def test_a_retraction_is_written_with_its_day_and_nothing_else_changes(
        self, library: Path, gone: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("retractions")
        assert ended.code == 0
        assert ended.out.startswith("roe-2002 (doi 10.5555/loaves): RETRACTED: retraction, of")
        assert "1 retracted study among 1 that Crossref lists" in ended.err
        assert "changed 1 file" in ended.err
        text = library.read_text("utf-8")
        kept = [line for line in text.splitlines() if not line.startswith("retract")]
        assert kept == STUDY.splitlines()
        assert stood(library)["retracted"] is True
        assert "RETRACTED" in evidence("list", "--root", "data/evidence").out

    def test_asking_twice_on_one_day_changes_nothing(
        self, library: Path, gone: Catalogues, evidence: Command
    ) -> None:
        evidence("retractions")
        before = library.read_bytes()
        assert "changed 0 files" in evidence("retractions").err
        assert library.read_bytes() == before

    def test_a_dry_run_says_so_and_writes_nothing(
        self, library: Path, gone: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("retractions", "--dry-run")
        assert "RETRACTED" in ended.out
        assert "would change 1 file" in ended.err
        assert library.read_text("utf-8") == STUDY

    def test_as_json_it_is_a_line_a_study(
        self, library: Path, gone: Catalogues, evidence: Command
    ) -> None:
        (row,) = map(json.loads, evidence("retractions", "--json").out.splitlines())
        assert (row["study"], row["retracted"], row["listed"]) == ("roe-2002", True, True)

    @pytest.mark.parametrize(
        "reply", [Reply(status=500), Reply(b"{"), data({}), Reply(b"<html>", kind="text/html")]
    )
    def test_a_crossref_that_fails_leaves_every_file_as_it_was(
        self, library: Path, catalogues: Catalogues, evidence: Command, reply: Reply
    ) -> None:
        catalogues.on("Crossref", reply)
        ended = evidence("retractions")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith("error: Crossref ")
        assert library.read_text("utf-8") == STUDY

    def test_a_doi_that_crossref_does_not_list_is_named_and_not_dated(
        self, library: Path, catalogues: Catalogues, evidence: Command
    ) -> None:
        catalogues.on("Crossref/works", data(answers.crossref_list()))
        ended = evidence("retractions")
        assert ended.code == 0
        assert "Crossref does not list this DOI" in ended.out
        assert "1 that it does not list" in ended.err
        assert library.read_text("utf-8") == STUDY

    def test_a_folder_that_is_not_there_is_named(
        self, catalogues: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("retractions")
        assert ended.code == 1
        assert "data/evidence: there is no such folder" in ended.err
        assert "--root" in ended.err

    def test_a_broken_file_stops_it_before_anything_is_asked(
        self, library: Path, catalogues: Catalogues, evidence: Command
    ) -> None:
        library.with_name("half.toml").write_text("[study\n", "utf-8")
        ended = evidence("retractions")
        assert ended.code == 1
        assert "half.toml" in ended.err
        assert catalogues.questions == []
