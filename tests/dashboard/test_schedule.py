"""The Status page on the schedule: due, overdue, missed, stopped, and text that cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.parts.schedule import schedule_list
from dashboard.words import schedule as says

NOW = datetime(2026, 3, 14, 7, tzinfo=UTC)
PAGE: dict[str, Any] = {
    "topic": "backward-running",
    "times": ["daily 06:00", "daily 18:00"],
    "handled_until": "2026-03-14T06:00:00+00:00",
    "next_at": "2026-03-14T18:00:00+00:00",
    "last_at": "2026-03-14T06:00:00+00:00",
    "last_ending": "partial",
    "missed": ["2026-03-12T06:00:00+00:00", "2026-03-13T06:00:00+00:00"],
}


def shown(*, is_kept: object = True, now: datetime = NOW, **changes: Any) -> str:
    return str(schedule_list({"is_kept": is_kept, "pages": [PAGE | changes]}, now=now))


def test_a_row_says_when_it_is_due_how_it_went_and_what_was_missed() -> None:
    text = shown()
    assert says.KEPT in text
    assert "14 Mar 2026, 18:00 UTC" in text
    assert "14 Mar 2026, 06:00 UTC: done in part" in text
    assert "13 Mar 2026, 06:00 UTC; 12 Mar 2026, 06:00 UTC" in text
    assert "due since" not in text


def test_of_many_missed_times_the_newest_are_named() -> None:
    text = shown(missed=[f"2026-03-{day}T06:00:00+00:00" for day in (10, 11, 12, 13)])
    assert "13 Mar 2026, 06:00 UTC; 12 Mar 2026, 06:00 UTC; earlier ones" in text
    assert "11 Mar" not in text


def test_what_should_have_run_is_due_since_then() -> None:
    assert "due since 14 Mar 2026, 18:00 UTC" in shown(now=NOW + timedelta(days=1))


def test_a_topic_that_has_not_run_says_so() -> None:
    text = shown(last_at=None, last_ending=None, missed=[])
    assert "none yet" in text


@pytest.mark.parametrize("is_kept", [False, None, "no"])
def test_a_schedule_that_is_stopped_says_so(is_kept: object) -> None:
    assert says.NOT_KEPT in shown(is_kept=is_kept)


@pytest.mark.parametrize(
    "told", [{}, {"pages": []}, {"pages": 3}, {"pages": [{}]}, {"pages": [3]}, {"pages": None}]
)
def test_no_schedule_and_one_that_cannot_be_read_are_none(told: dict[str, Any]) -> None:
    assert says.NONE in str(schedule_list(told, now=NOW))


def test_words_of_a_file_are_text_on_the_page() -> None:
    text = shown(topic="<script>alert(1)</script>", times=["<b>"], last_ending="<i>")
    assert "<script>" not in text
    assert "<b>" not in text
    assert "<i>" not in text
