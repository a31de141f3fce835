"""`retrograde evidence new --doi` and `--pmid`, as a curator sees them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.bibliography import asking
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.answers import DOI, PMID, TITLE
from tests.pipeline.bibliography.stub import Catalogues, Reply, data
from tests.pipeline.cli.conftest import Command

FILE = Path("data/evidence/backward-running/doe-2019.toml")


def stood(path: Path) -> dict[str, object]:
    study: dict[str, object] = tomllib.loads(path.read_text("utf-8"))["study"]
    return study


class TestNew:
    """A study file from a number."""

    def test_a_doi_becomes_a_file(self, stocked: Catalogues, evidence: Command) -> None:
        ended = evidence("new", "--doi", f"https://doi.org/{DOI}")
        assert (ended.code, ended.out) == (0, "")
        assert ended.err == (
            f"wrote {FILE}. next: read it, fill the file in, then retrograde evidence check\n"
        )
        study = stood(FILE)
        assert (study["key"], study["title"], study["doi"]) == ("doe-2019", TITLE, DOI)
        assert study["retracted"] is False
        assert len(str(study["retraction_checked_on"])) == 10

    def test_a_pubmed_id_becomes_a_file(self, stocked: Catalogues, evidence: Command) -> None:
        assert evidence("new", "--pmid", PMID).code == 0
        assert stood(FILE)["url"] == f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/"

    def test_the_check_takes_the_file_as_it_is(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        evidence("new", "--doi", DOI)
        ended = evidence("check", "--root", "data/evidence")
        assert ended.code == 0
        assert "1 studies, 0 findings, no mistakes" in ended.err
        shown = evidence("show", "doe-2019", "--root", "data/evidence")
        assert "known, not read" in shown.out

    def test_a_dry_run_prints_the_file_and_writes_none(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        ended = evidence("new", "--doi", DOI, "--dry-run")
        assert ended.code == 0
        assert tomllib.loads(ended.out)["study"]["key"] == "doe-2019"
        assert ended.err == f"would write {FILE}; nothing was written\n"
        assert not FILE.exists()

    def test_a_second_time_is_refused_and_changes_nothing(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        evidence("new", "--doi", DOI)
        before = FILE.read_bytes()
        for arguments in (("--doi", DOI.upper()), ("other-2019", "--doi", DOI), ("--pmid", PMID)):
            ended = evidence("new", *arguments)
            assert ended.code == 1
            assert "is in the library already, as doe-2019" in ended.err
        assert FILE.read_bytes() == before
        assert len(stocked.questions) == 2
        assert list(FILE.parent.iterdir()) == [FILE]

    def test_a_key_and_a_topic_of_ones_own_are_used(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        topic = "weighted-vest-walking"
        assert evidence("new", "wv-doe", "--doi", DOI, "--topic", topic).code == 0
        assert Path(f"data/evidence/{topic}/wv-doe.toml").exists()

    def test_the_contact_of_the_settings_is_named(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        Path("retrograde.toml").write_text('contact = "desk@example.org"\n', "utf-8")
        evidence("new", "--doi", DOI)
        agents = {question.headers["User-Agent"] for question in stocked.questions}
        (agent,) = agents
        assert agent.endswith("(mailto:desk@example.org)")

    def test_without_europe_pmc_the_file_is_written_and_the_lack_is_said(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        stocked.on("Europe PMC/search", Reply(b"<html>", kind="text/html"))
        ended = evidence("new", "--doi", DOI)
        assert ended.code == 3
        assert "warning: Europe PMC answered with a web page" in ended.err
        assert "pmid" not in stood(FILE)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--doi", "steps"), "'steps' is not a DOI"),
            (("--pmid", "PMC12"), "'PMC12' is not a PubMed id"),
            (("--pmid", "0"), "'0' is not a PubMed id"),
            (("--pmid", "12\n"), "is not a PubMed id"),
            (("--doi", DOI, "--pmid", PMID), "not both"),
            ((), "give a KEY"),
        ],
    )
    def test_wrong_usage_asks_nobody(
        self, catalogues: Catalogues, evidence: Command, arguments: tuple[str, ...], said: str
    ) -> None:
        ended = evidence("new", *arguments)
        assert ended.code == 2
        assert said in ended.err
        assert catalogues.questions == []

    @pytest.mark.parametrize(
        ("reply", "said"),
        [
            (Reply(status=404), f"Europe PMC and Crossref list no DOI {DOI}"),
            (Reply(status=429, headers={"Retry-After": "30"}), "pause (429) of 30 seconds"),
            (Reply(status=500), "is in trouble (500)"),
            (Reply(b"<html>", kind="text/html"), "answered with a web page"),
            (Reply(b"[1"), "in a form that is not its own"),
            (data({"message": {}}), "in a form that is not its own"),
        ],
    )
    def test_a_catalogue_that_fails_is_one_sentence_and_nothing_is_written(
        self, stocked: Catalogues, evidence: Command, reply: Reply, said: str
    ) -> None:
        stocked.on(f"Crossref/works/{DOI}", reply)
        stocked.on("Europe PMC/search", data(answers.europe_pmc()))
        ended = evidence("new", "--doi", DOI)
        assert (ended.code, ended.out) == (1, "")
        assert said in ended.err
        problem, fix = ended.err.splitlines()
        assert problem.startswith("error: ")
        assert fix.startswith("  fix: ")
        assert not Path("data").exists()

    def test_without_a_network_it_says_which_catalogue_and_what_to_do(
        self, evidence: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nowhere = dict.fromkeys(asking.ADDRESSES, "http://127.0.0.1:9")
        monkeypatch.setattr(asking, "ADDRESSES", nowhere)
        for arguments, who in (
            (("new", "--doi", DOI), "Crossref"),
            (("new", "--pmid", PMID), "PubMed"),
            (("search", "loaf"), "each of Crossref, PubMed, Europe PMC, OpenAlex"),
        ):
            ended = evidence(*arguments)
            assert ended.code == 1
            assert ended.err.startswith(f"error: {who} cannot be reached from here.\n  fix: check")
            assert "Traceback" not in ended.err
        assert not Path("data").exists()


class TestHostile:
    """Words from outside, in files and on the terminal."""

    BAD = "Steps\"\n[[finding]]\nid = 'x'\n\x1b[2J\u202e<script>alert(1)</script>'''\\"

    def test_no_words_break_out_of_the_file_or_the_terminal(
        self, stocked: Catalogues, evidence: Command
    ) -> None:
        work = answers.crossref_work(
            title=[self.BAD],
            abstract=self.BAD,
            author=[{"family": f"Doe {self.BAD}", "given": self.BAD}],
            **{"container-title": [self.BAD]},
        )
        stocked.on(f"Crossref/works/{DOI}", data(answers.crossref(work)))
        stocked.on("Crossref/works", data(answers.crossref_list(work)))
        listed = evidence("search", "loaf")
        ended = evidence("new", "doe-2019", "--doi", DOI)
        assert ended.code == 0
        text = FILE.read_text("utf-8")
        assert tomllib.loads(text).keys() == {"study"}
        assert stood(FILE)["title"] == "Steps\" [[finding]] id = 'x' [2J '''\\"
        for shown in (text, listed.out, listed.err, ended.err):
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert "<script" not in shown
