"""TikTok Research API: the many ways in which it says no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scrapers.platform import Outcome
from scrapers.platforms import tiktok_research as platform
from scrapers.research_queries import comments
from tests.scrapers.platforms.asking import NOW, answer, plan
from tests.scrapers.platforms.samples.tiktok_research import (
    ID,
    SEARCH,
    asked,
    body_of,
    error,
    fields_of,
    page,
    read,
)


def test_too_fast_waits_and_a_day_that_is_spent_rests_until_midnight_utc() -> None:
    fast = read(asked(), error("rate_limit_exceeded", "Slow down", 429, retry_after="7"))
    assert (fast.outcome, fast.wait_until) == (Outcome.WAIT, NOW + timedelta(seconds=7))
    spent = read(asked(), error("daily_quota_limit_exceeded", "Quota", 429))
    assert (spent.outcome, spent.wait_until) == (Outcome.QUOTA, datetime(2026, 11, 2, tzinfo=UTC))


def test_an_error_is_one_whatever_its_status() -> None:
    for status in (200, 500):
        assert read(asked(), error("internal_error", status=status)).outcome is Outcome.RETRY
    unknown = read(asked(), error("something_new", "What?", 200))
    assert unknown.outcome is Outcome.REFUSED
    assert "something_new" in unknown.reason


@pytest.mark.parametrize("code", ["access_token_invalid", "scope_not_authorized"])
def test_a_token_that_will_not_do_is_asked_for_anew(code: str) -> None:
    came = read(asked(), error(code, "No", 401))
    assert came.outcome is Outcome.SIGN_IN
    assert code in came.reason


def test_an_expired_search_starts_its_slice_anew() -> None:
    first = asked()
    third = read(first, page("videos", more=True, cursor=200, search_id=SEARCH)).next[0]
    came = read(third, error("invalid_params", f"Search Id {SEARCH} is invalid or expired"))
    assert (came.outcome, came.next) == (Outcome.RESTART, (first,))


def test_a_cursor_that_the_api_forgets_for_a_moment_is_tried_again() -> None:
    came = read(asked(), error("invalid_params", "Invalid count or cursor"))
    assert came.outcome is Outcome.RETRY


def test_a_query_that_is_wrong_is_refused_with_the_words_of_the_api() -> None:
    came = read(asked(), error("invalid_params", "The start date is in the future"))
    assert (came.outcome, came.next) == (Outcome.REFUSED, ())
    assert "start date" in came.reason


def test_an_interface_that_is_not_there_deletes_nothing() -> None:
    (request,) = platform.recheck(plan(), [ID])
    for status in (404, 410):
        came = read(request, answer({"error": "x"}, status))
        assert (came.outcome, came.gone) == (Outcome.REFUSED, ())


def test_a_field_under_another_spelling_is_found_and_remembered() -> None:
    memory: dict[str, str] = {}
    request, spelled = asked(), []
    for name in ("favorites_count", "favourites_count", "favourite_count"):
        assert name in fields_of(request)
        came = read(
            request, error("invalid_params", f"Field {name} is invalid"), plan(memory=memory)
        )
        assert came.outcome is Outcome.RESTART
        memory |= came.memory
        (request,) = came.next
        spelled.append(name)
    assert not set(spelled) & set(fields_of(request))
    assert fields_of(platform.first_requests(plan(memory=memory))[0]) == fields_of(request)
    assert body_of(request) == body_of(asked())


def test_a_complaint_about_an_id_drops_no_field() -> None:
    came = read(comments(plan(), ID), error("invalid_params", "The video_id 7 has an invalid id"))
    assert came.outcome is Outcome.REFUSED
