"""Crossref's word on every study, asked in batches, and what it changes in the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.evidence.reader import read_study
from claims.evidence.writer import study_text
from pipeline.bibliography.asking import CatalogueError, Enquirer
from pipeline.bibliography.paper import Notice
from pipeline.bibliography.retraction import BATCH, SECONDS_BETWEEN, Standing, standings
from pipeline.bibliography.shelf import StudyText, read_shelf, study_text_of
from pipeline.bibliography.telling import standing_row, standing_text
from tests.claims.evidence.build import a_finding, a_study
from tests.pipeline.bibliography import answers
from tests.pipeline.bibliography.stub import Catalogues, Question, Reply, data

TODAY = date(2026, 2, 3)
GONE = Notice("retraction", "2021-03-04", "10.5555/n", "retraction-watch")


def a_file(folder: Path, key: str, doi: str | None, **fields: Any) -> StudyText:
    folder.mkdir(exist_ok=True)
    path = folder / f"{key}.toml"
    path.write_text(study_text(a_study(key, a_finding(), doi=doi, **fields)), "utf-8")
    return study_text_of(path)


def crossref_of(retracted: dict[str, Any]) -> Any:
    """A Crossref that lists whatever it is asked for, some of it with a notice."""

    def answer(question: Question) -> Reply:
        asked = question.parameters["filter"].split(",")
        if asked[0].startswith("updates:"):
            return data(answers.crossref_list())
        dois = [part.removeprefix("doi:") for part in asked]
        works = [
            answers.crossref_work(DOI=doi.lower(), **{"updated-by": retracted.get(doi.lower(), [])})
            for doi in dois
            if "unknown" not in doi
        ]
        return data(answers.crossref_list(*works))

    return answer


@pytest.fixture
def pauses() -> list[float]:
    return []


class TestAsking:
    """Every DOI once."""

    def test_each_study_gets_crossrefs_word(
        self, tmp_path: Path, catalogues: Catalogues, enquirer: Enquirer, pauses: list[float]
    ) -> None:
        a_file(tmp_path / "t", "a-2001", "10.5555/A")
        a_file(tmp_path / "t", "b-2002", "10.5555/b")
        a_file(tmp_path / "t", "c-2003", "10.5555/unknown")
        a_file(tmp_path / "t", "d-2004", None)
        gone = [answers.update("retraction", 2021, 3, 4)]
        catalogues.on("Crossref/works", crossref_of({"10.5555/a": gone}))
        found = {
            one.study.key: (one.listed, one.withdrawn)
            for one in standings(read_shelf(tmp_path), enquirer, pause=pauses.append)
        }
        assert found == {
            "a-2001": (True, True),
            "b-2002": (True, False),
            "c-2003": (False, False),
        }
        assert pauses == []

    def test_many_are_asked_for_in_batches_with_a_pause_between(
        self, tmp_path: Path, catalogues: Catalogues, enquirer: Enquirer, pauses: list[float]
    ) -> None:
        for number in range(2 * BATCH + 1):
            a_file(tmp_path / "t", f"doe-{number}", f"10.5555/{number}")
        catalogues.on("Crossref/works", crossref_of({}))
        found = list(standings(read_shelf(tmp_path), enquirer, pause=pauses.append))
        assert len(found) == 2 * BATCH + 1
        assert len(catalogues.questions) == 2 * 3
        assert pauses == [SECONDS_BETWEEN] * 2

    def test_a_doi_with_a_comma_is_asked_for_alone(
        self, tmp_path: Path, catalogues: Catalogues, enquirer: Enquirer, pauses: list[float]
    ) -> None:
        a_file(tmp_path / "t", "a-2001", "10.5555/a")
        a_file(tmp_path / "t", "b-2002", "10.5555/b,1")
        a_file(tmp_path / "t", "c-2003", "10.5555/c,1")
        work = answers.crossref_work(
            DOI="10.5555/b,1", **{"updated-by": [answers.update("withdrawal", 2020)]}
        )
        catalogues.on("Crossref/works", crossref_of({}))
        catalogues.on("Crossref/works/10.5555/b,1", data(answers.crossref(work)))
        catalogues.on("Crossref/works/10.5555/c,1", Reply(status=404))
        found = list(standings(read_shelf(tmp_path), enquirer, pause=pauses.append))
        assert [(one.study.key, one.listed, one.withdrawn) for one in found] == [
            ("a-2001", True, False),
            ("b-2002", True, True),
            ("c-2003", False, False),
        ]
        assert len(pauses) == 2

    def test_no_study_is_no_question(self, catalogues: Catalogues, enquirer: Enquirer) -> None:
        assert list(standings([], enquirer)) == []
        assert catalogues.questions == []

    def test_a_catalogue_that_fails_ends_it(
        self, tmp_path: Path, catalogues: Catalogues, enquirer: Enquirer
    ) -> None:
        a_file(tmp_path / "t", "a-2001", "10.5555/a")
        catalogues.on("Crossref/works", Reply(status=429, headers={"Retry-After": "30"}))
        with pytest.raises(CatalogueError, match="of 30 seconds"):
            list(standings(read_shelf(tmp_path), enquirer))


class TestWriting:
    """What a file says afterwards."""

    def test_a_sound_paper_is_dated(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a")
        text = Standing(study, listed=True).new_text(TODAY)
        assert text is not None
        read = read_study("a-2001.toml", text).study
        assert read is not None
        assert (read.retracted, read.retraction_checked_on) == (False, "2026-02-03")

    def test_a_retracted_paper_is_marked(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a")
        text = Standing(study, listed=True, notices=(GONE,)).new_text(TODAY)
        assert text is not None
        assert "retracted = true" in text

    def test_asking_again_on_the_same_day_changes_nothing(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a", retraction_checked_on="2026-02-03")
        assert Standing(study, listed=True).new_text(TODAY) is None
        assert Standing(study, listed=True).new_text(date(2026, 2, 4)) is not None

    def test_a_paper_that_crossref_does_not_list_is_not_dated(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a")
        assert Standing(study, listed=False).new_text(TODAY) is None

    def test_what_a_curator_knows_is_not_undone(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a", retracted=True)
        one = Standing(study, listed=True)
        assert one.disputed
        text = one.new_text(TODAY)
        assert text is not None
        assert 'retracted = true\nretraction_checked_on = "2026-02-03"' in text


class TestTelling:
    """What a curator reads."""

    @pytest.mark.parametrize(
        ("notices", "fields", "said"),
        [
            ((), {}, None),
            (
                (GONE,),
                {},
                "RETRACTED: retraction, of 2021-03-04, doi 10.5555/n, told by retraction-watch",
            ),
            (
                (Notice("expression_of_concern"), Notice("new-version", "2020")),
                {},
                "expression of concern; new version, of 2020; it still counts",
            ),
            ((), {"retracted": True}, "the file says retracted, Crossref does not; left as it is"),
            (
                (Notice("correction"),),
                {"retracted": True},
                "the file says retracted, Crossref does not (correction); left as it is",
            ),
        ],
    )
    def test_a_line_says_what_matters(
        self, tmp_path: Path, notices: tuple[Notice, ...], fields: dict[str, Any], said: str | None
    ) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a", **fields)
        line = standing_text(Standing(study, listed=True, notices=notices))
        assert line == (None if said is None else f"a-2001 (doi 10.5555/a): {said}")

    def test_a_doi_that_crossref_does_not_list_is_worth_a_look(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a")
        line = standing_text(Standing(study, listed=False))
        assert line is not None
        assert "Crossref does not list this DOI" in line

    def test_a_row_holds_everything(self, tmp_path: Path) -> None:
        study = a_file(tmp_path, "a-2001", "10.5555/a")
        row = standing_row(Standing(study, listed=True, notices=(GONE,)))
        assert (row["study"], row["retracted"], row["disputed"]) == ("a-2001", True, False)
        assert row["notices"][0]["source"] == "retraction-watch"
