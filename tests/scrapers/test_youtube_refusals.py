"""How Google's interface says no, and what follows from each way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.platform import Answer, Outcome, Page
from scrapers.youtube_refusals import trouble_of
from tests.scrapers.platforms.asking import NOW, answer
from tests.scrapers.platforms.samples.youtube import error, listed, spent_searches

KEY = "RETROGRADE_YOUTUBE_KEY"


def trouble(refused: Answer) -> Page:
    page = trouble_of(refused, KEY)
    assert page is not None
    return page


def test_an_answer_is_no_trouble() -> None:
    assert trouble_of(answer(listed("search", [])), KEY) is None


@pytest.mark.parametrize(
    "refused", [error(403, "quotaExceeded"), error(403, "dailyLimitExceeded"), spent_searches()]
)
def test_a_quota_of_the_day_rests_until_midnight_in_california(refused: Answer) -> None:
    page = trouble(refused)
    assert page.outcome is Outcome.QUOTA
    # On the day of the tests, summer time ended there: 1 November 2026 has 25 hours.
    assert page.wait_until == datetime(2026, 11, 2, 8, tzinfo=UTC)
    before = replace(refused, received_at=datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert trouble(before).wait_until == datetime(2026, 11, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "refused",
    [
        error(403, "rateLimitExceeded"),
        error(403, "userRateLimitExceeded"),
        error(429, "rateLimitExceeded", quota_limit="defaultPerMinutePerProject",
              quota_unit="1/min/{project}"),
        answer({}, 429),
    ],
)  # fmt: skip
def test_too_many_in_a_minute_waits_a_little(refused: Answer) -> None:
    page = trouble(refused)
    assert page.outcome is Outcome.WAIT
    assert page.wait_until == NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(400, "keyInvalid"), (400, "API_KEY_INVALID"), (403, "accessNotConfigured"),
     (403, "ipRefererBlocked"), (403, "CONSUMER_SUSPENDED")],
)  # fmt: skip
def test_a_key_that_is_not_accepted_ends_all_and_is_named_but_not_shown(
    status: int, reason: str
) -> None:
    secret = "AIza" + "k3y" * 11
    page = trouble(error(status, reason, f"Consumer 'api_key:{secret}' has been suspended."))
    assert page.outcome is Outcome.SIGN_IN
    assert KEY in page.reason
    assert reason in page.reason
    assert secret not in page.reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_no_message_of_google_is_quoted(status: int) -> None:
    refused = error(status, "someReason", "api_key:AIzaSecret")
    assert "AIza" not in trouble(refused).reason
    assert "someReason" in trouble(refused).reason
    odd = error(status, "api_key:AIzaSecret")
    assert trouble(odd).reason == f"answered {status}: no reason given"


@pytest.mark.parametrize(
    ("refused", "outcome"),
    [
        (error(400, "processingFailure"), Outcome.RETRY),
        (error(500, "backendError"), Outcome.RETRY),
        (error(503, "SERVICE_UNAVAILABLE"), Outcome.RETRY),
        (error(403, "forbidden"), Outcome.REFUSED),
        (error(400, "invalidSearchFilter"), Outcome.REFUSED),
        (error(404, "videoNotFound"), Outcome.GONE),
        (answer(b"<html>Sorry...</html>", 403), Outcome.REFUSED),
        (answer(b"<!doctype html>Sorry", 200), Outcome.CHALLENGED),
        (answer({"error": {"errors": "x", "details": [7]}}, 400), Outcome.REFUSED),
    ],
)
def test_other_refusals_are_what_they_are_everywhere(refused: Answer, outcome: Outcome) -> None:
    assert trouble(refused).outcome is outcome
