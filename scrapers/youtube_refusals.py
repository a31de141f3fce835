"""The ways in which Google's interface says no, which its status codes alone do not tell apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scrapers.answers import document, usual_trouble, waiting
from scrapers.fields import Item, Unmapped, inner, objects, text
from scrapers.platform import Answer, Outcome, Page
from scrapers.politeness import next_pacific_midnight

_SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"})
_KEY = frozenset(
    [
        "keyInvalid",
        "keyExpired",
        "accessNotConfigured",
        "ipRefererBlocked",
        "API_KEY_INVALID",
        "API_KEY_SERVICE_BLOCKED",
        "API_KEY_HTTP_REFERRER_BLOCKED",
        "API_KEY_IP_ADDRESS_BLOCKED",
        "SERVICE_DISABLED",
        "CONSUMER_INVALID",
        "CONSUMER_SUSPENDED",
    ]
)
_FAULTS = frozenset({"processingFailure", "backendError", "internalError"})
_REASON = re.compile(r"[A-Za-z][A-Za-z_]{0,59}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reasons that an answer names, and whether a quota by the day is one of them."""

    reasons: frozenset[str] = frozenset()
    is_daily: bool = False


def refusal(answer: Answer) -> Refusal:
    """What an answer says of itself; nothing where it says it in another shape."""
    try:
        found = document(answer)
        error = inner(found, "error") if isinstance(found, dict) else {}
        said = [*objects(error, "errors"), *objects(error, "details")]
        reasons = frozenset(reason for one in said if (reason := text(one, "reason")))
        return Refusal(
            frozenset(filter(_REASON.fullmatch, reasons)),
            bool(reasons & _SPENT) or any(_is_by_the_day(one) for one in said),
        )
    except Unmapped:
        return Refusal()


def _is_by_the_day(detail: Item) -> bool:
    # The quota of searches is told as "too many requests" like that of a minute, but for this.
    metadata = inner(detail, "metadata")
    unit, limit = text(metadata, "quota_unit") or "", text(metadata, "quota_limit") or ""
    return unit.startswith("1/d/") or "PerDay" in limit


def trouble_of(answer: Answer, key_name: str) -> Page | None:
    """The page of an answer that says no in Google's words; `key_name` is where its key is from.

    What Google writes is never quoted: some of its messages repeat the key.
    """
    if answer.status < 400:
        return usual_trouble(answer)
    said = refusal(answer)
    named = ", ".join(sorted(said.reasons)) or "no reason given"
    if said.is_daily:
        until = next_pacific_midnight(answer.received_at)
        reason = f"the quota of the day is spent ({named}), until midnight in California"
        return Page(Outcome.QUOTA, reason, wait_until=until)
    if said.reasons & _TOO_FAST:
        return waiting(answer, f"answered {answer.status}: {named}")
    if said.reasons & _KEY:
        return Page(Outcome.SIGN_IN, f"the key in {key_name} is not accepted: {named}")
    if said.reasons & _FAULTS:
        return Page(Outcome.RETRY, f"answered {answer.status}: {named}")
    usual = usual_trouble(answer)
    return usual and replace(usual, reason=f"answered {answer.status}: {named}")
