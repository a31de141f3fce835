"""What the schedule remembers comes back as it was, or says that it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.ledger import SCHEDULE
from pipeline.schedule.diary import Diary, Page, read_diary, write_diary
from tests.pipeline.schedule.keeper import BACKWARD, DAY, SIX, VEST

PAGE = Page(BACKWARD, ("daily 06:00",), SIX, SIX + DAY, SIX, "done", (SIX - DAY,))


def test_a_diary_comes_back_as_it_was(tmp_path: Path) -> None:
    diary = Diary(True, (PAGE, Page(VEST, ("hourly",), SIX, SIX + DAY)))
    write_diary(tmp_path, diary)
    assert read_diary(tmp_path) == diary


def test_without_a_file_it_is_blank(tmp_path: Path) -> None:
    assert read_diary(tmp_path) == Diary()


def test_a_page_is_written_anew_in_its_place() -> None:
    diary = Diary(True, (Page(BACKWARD, (), SIX, SIX), Page(VEST, (), SIX, SIX)))
    after = diary.with_page(PAGE)
    assert [page.topic for page in after.pages] == [BACKWARD, VEST]
    assert (after.page(BACKWARD), after.page("rebounding"), after.is_kept) == (PAGE, None, True)


@pytest.mark.parametrize(
    "told", ["", "{", "[]", "{}", '{"is_kept": true, "pages": [{}]}', '{"is_kept":1,"pages":[3]}']
)
def test_a_broken_diary_is_named_and_says_what_removing_it_costs(tmp_path: Path, told: str) -> None:
    (tmp_path / SCHEDULE).write_text(told, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"schedule\.json cannot be read") as raised:
        read_diary(tmp_path)
    assert "remove it" in raised.value.fix
