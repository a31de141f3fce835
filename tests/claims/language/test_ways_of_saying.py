"""Single sentences as people write them: one claim each, or one stance; a line is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claims.language.reading import read, said

HERE = Path(__file__).parent


def lines(name: str) -> list[list[str]]:
    """The lines of a list: what is wanted, and the text."""
    rows = (HERE / name).read_text("utf-8").splitlines()
    return [row.split(": ", 1) for row in rows]


@pytest.mark.parametrize(("wanted", "text"), lines("ways_of_saying.txt"))
def test_one_outcome_and_direction(wanted: str, text: str) -> None:
    assert [" ".join(claim) for claim in said(text)] == [wanted]


@pytest.mark.parametrize(("stance", "text"), lines("ways_of_standing.txt"))
def test_one_stance(stance: str, text: str) -> None:
    assert {frame.stance for frame in read(text)} == {stance}
