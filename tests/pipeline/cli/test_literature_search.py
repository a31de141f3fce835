"""`retrograde evidence search`, as a curator sees it."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID, TITLE
from tests.pipeline.bibliography.stub import Catalogues, Reply, data
from tests.pipeline.cli.conftest import STUDY, Command

FILE = Path("data/evidence/backward-running/doe-2019.toml")


def stood(path: Path) -> dict[str, object]:
    study: dict[str, object] = tomllib.loads(path.read_text("utf-8"))["study"]
    return study


class TestSearch:
    """Candidates, and what becomes of them."""

    def test_each_paper_is_listed_once_with_who_found_it(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("search", "loaf on stairs")
        assert ended.code == 0
        assert ended.out == (
            f"  1. {TITLE}\n"
            "     Doe JR, Bäcker-Løv O, The Stairs Group (2019)\n"
            f"     Journal of Invented Steps 12(3):45-67 · doi {DOI} · PMID {PMID} · "
            "found by Crossref, PubMed, Europe PMC, OpenAlex\n"
        )
        assert ended.err == "1 candidate; next: the same with --add NUMBER\n"
        assert not Path("data").exists()

    def test_what_the_library_has_is_marked(
        self, library: Path, stocked: Catalogues, evidence: Command
    ) -> None:
        known = answers.crossref_work(DOI="10.5555/LOAVES", title=["Loaves"])
        stocked.on("Crossref/works", data(answers.crossref_list(answers.crossref_work(), known)))
        ended = evidence("search", "loaf")
        lines = [line for line in ended.out.splitlines() if "in the library as roe-2002" in line]
        assert len(lines) == 1
        assert "10.5555/LOAVES" in lines[0]

    def test_as_json_it_is_a_line_a_candidate(self, stocked: Catalogues, evidence: Command) -> None:
        ended = evidence("search", "loaf", "--json")
        (row,) = map(json.loads, ended.out.splitlines())
        assert (row["number"], row["doi"], row["in_library"]) == (1, DOI, None)
        assert row["retracted"] is False
        assert row["listed_by"] == ["Crossref", "PubMed", "Europe PMC", "OpenAlex"]

    def test_a_retracted_candidate_is_marked(self, stocked: Catalogues, evidence: Command) -> None:
        work = answers.openalex_work(is_retracted=True)
        stocked.on("OpenAlex/works", data(answers.openalex(work)))
        assert "     RETRACTED · Journal" in evidence("search", "loaf").out

    def test_a_catalogue_that_fails_is_named_and_the_rest_listed(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        stocked.on("PubMed/esearch.fcgi", Reply(status=429))
        ended = evidence("search", "loaf")
        assert ended.code == 3
        assert TITLE in ended.out
        assert "warning: PubMed asks for a pause (429); its papers are missing above" in ended.err

    def test_nothing_found_is_said(self, catalogues: Catalogues, evidence: Command) -> None:
        catalogues.on("Crossref", data(answers.crossref_list()))
        catalogues.on("PubMed", data(answers.pubmed_ids()))
        catalogues.on("Europe PMC", data(answers.europe_pmc()))
        catalogues.on("OpenAlex", data(answers.openalex()))
        ended = evidence("search", "loaf")
        assert (ended.code, ended.out, ended.err) == (0, "", "0 candidates\n")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("  ",), "TEXT is a few words"),
            (("x" * 400,), "TEXT is a few words"),
            (("loaf", "--add", "9"), "there is no candidate 9; nothing was written"),
            (("loaf", "--add", "0"), "0 is not in the range"),
            (("loaf", "--add", "1", "--json"), "--json lists, --add writes"),
        ],
    )
    def test_wrong_usage_is_named(
        self, stocked: Catalogues, evidence: Command, arguments: tuple[str, ...], said: str
    ) -> None:
        ended = evidence("search", *arguments)
        assert ended.code == 2
        assert said in ended.err
        assert not Path("data").exists()


class TestAdding:
    """A candidate becomes a file after a yes, and not before."""

    @pytest.fixture
    def answering(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    def test_a_yes_writes(
        self, stocked: Catalogues, evidence: Command, answering: Callable[[str], None]
    ) -> None:
        answering("y\n")
        ended = evidence("search", "loaf", "--add", "1")
        assert ended.code == 0
        assert f"write {FILE}? [y/N]" in ended.err
        assert stood(FILE)["pmid"] == PMID

    @pytest.mark.parametrize("said", ["n\n", "\n"])
    def test_anything_else_does_not(
        self,
        stocked: Catalogues,
        evidence: Command,
        answering: Callable[[str], None],
        said: str,
    ) -> None:
        answering(said)
        ended = evidence("search", "loaf", "--add", "1")
        assert ended.code == 0
        assert ended.err.endswith("nothing was written\n")
        assert not Path("data").exists()

    def test_where_nobody_can_answer_it_says_how(
        self, stocked: Catalogues, evidence: Command, answering: Callable[[str], None]
    ) -> None:
        answering("")
        ended = evidence("search", "loaf", "--add", "1")
        assert ended.code == 1
        assert "nobody answered; nothing was written.\n  fix: answer y, or pass --yes" in ended.err
        assert not Path("data").exists()

    def test_yes_beforehand_does_not_ask(self, stocked: Catalogues, evidence: Command) -> None:
        ended = evidence("search", "loaf", "--add", "1", "--add", "1", "--yes")
        assert ended.code == 0
        assert "?" not in ended.err
        assert FILE.exists()

    def test_a_dry_run_prints_and_neither_asks_nor_writes(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("search", "loaf", "--add", "1", "--dry-run", "--yes")
        assert ended.code == 0
        assert 'key = "doe-2019"' in ended.out
        assert not FILE.exists()

    def test_what_the_library_has_is_not_added(
        self, library: Path, stocked: Catalogues, evidence: Command
    ) -> None:
        library.write_text(STUDY.replace("10.5555/loaves", DOI), "utf-8")
        ended = evidence("search", "loaf", "--add", "1", "--yes")
        assert ended.code == 1
        assert "is in the library already, as roe-2002" in ended.err

    def test_a_candidate_that_no_number_leads_to_is_taken_as_it_was_listed(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", Reply(status=404))
        stocked.on("Crossref/works", data(answers.crossref_list()))
        stocked.on("Europe PMC/search", data(answers.europe_pmc()))
        assert evidence("search", "loaf", "--add", "1", "--yes").code == 0
        assert stood(FILE)["doi"] == DOI

    def test_a_candidate_without_any_number_cannot_be_added(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        bare = answers.openalex_work(doi=None, ids={}, display_name="No number")
        stocked.on("OpenAlex/works", data(answers.openalex(bare)))
        for name in ("Crossref/works", "PubMed/esearch.fcgi", "Europe PMC/search"):
            stocked.on(name, Reply(status=500))
        ended = evidence("search", "loaf", "--add", "1", "--yes")
        assert ended.code == 2
        assert "“No number” has neither a DOI nor a PubMed id" in ended.err
