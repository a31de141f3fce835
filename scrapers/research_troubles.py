"""How the TikTok Research API says no: a code and a message, whatever the status."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scrapers.answers import broken, document, usual_trouble, waiting
from scrapers.fields import Unmapped, inner, shown, text
from scrapers.platform import Answer, Outcome, Page, Request
from scrapers.politeness import next_utc_midnight
from scrapers.research_queries import NEEDED, afresh, rejection

_WORDS = re.compile(r"\w+")
_FIELDS = re.compile(r"[?&]fields=([\w,]*)")
_EXPIRED = re.compile(r"search ?_?id\b.*\b(?:invalid|expired)", re.IGNORECASE)
_CURSOR = re.compile(r"invalid count or cursor", re.IGNORECASE)


def token_page(answer: Answer) -> Page:
    """The token that a client gets; its key or secret may also be wrong."""
    try:
        said = document(answer)
        if not isinstance(said, dict):
            raise Unmapped("token", said, "is not an object")
        code = said.get("error")
        if isinstance(code, str) and code not in ("", "ok"):
            why = shown(said.get("error_description"))
            return Page(Outcome.REFUSED, f"TikTok does not take this client: {shown(code)}, {why}")
        if trouble := _usual(answer):
            return trouble
        token = text(said, "access_token")
    except Unmapped as unmapped:
        return _usual(answer) or broken(unmapped)
    if token is None:
        return Page(Outcome.BROKEN, "signing in brought no token")
    return Page(secrets={"access_token": token})


def trouble_of(request: Request, answer: Answer, memory: Mapping[str, str]) -> Page | None:
    """The page of an answer that is an error, also where its status is 200."""
    code, message = _said(answer)
    if code is None or code == "ok":
        return _usual(answer)
    reason = f"answered {answer.status} {code}: {shown(message)}"
    if code == "daily_quota_limit_exceeded":
        anew = next_utc_midnight(answer.received_at)
        return Page(Outcome.QUOTA, f"{reason} (it begins anew at 00:00 UTC)", wait_until=anew)
    if code == "rate_limit_exceeded" or answer.status == 429:
        return waiting(answer, reason)
    if code == "internal_error" or answer.status >= 500:
        return Page(Outcome.RETRY, reason)
    # A scope that is missing may come with the next token, and nothing else can be asked without.
    if code in ("access_token_invalid", "invalid_token") or answer.status == 401:
        return Page(Outcome.SIGN_IN, reason)
    if code == "invalid_params":
        return _invalid(request, message, reason, memory)
    return Page(Outcome.REFUSED, reason)


def _usual(answer: Answer) -> Page | None:
    trouble = usual_trouble(answer)
    if trouble and trouble.outcome is Outcome.GONE:
        # The interface itself is not there; that says nothing about any post.
        return Page(Outcome.REFUSED, trouble.reason)
    return trouble


def _said(answer: Answer) -> tuple[str | None, str]:
    """Code and message of an error; no code where the answer is something else."""
    try:
        whole = document(answer)
        error = inner(whole, "error") if isinstance(whole, dict) else {}
        return text(error, "code", "error."), text(error, "message", "error.") or ""
    except Unmapped:
        return None, ""


def _invalid(request: Request, message: str, reason: str, memory: Mapping[str, str]) -> Page:
    if _EXPIRED.search(message):
        return Page(Outcome.RESTART, reason, next=(afresh(request, memory),))
    if _CURSOR.search(message):
        # A fault of the API that passes: the same cursor is good a little later.
        return Page(Outcome.RETRY, reason)
    asked = _FIELDS.search(request.url)
    named = set(asked[1].split(",")) & set(_WORDS.findall(message)) - NEEDED if asked else set()
    if not named:
        return Page(Outcome.REFUSED, reason)
    learned = rejection(sorted(named))
    again = afresh(request, {**memory, **learned})
    return Page(Outcome.RESTART, reason, next=(again,), memory=learned)
