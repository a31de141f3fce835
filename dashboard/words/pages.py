"""Titles, leads and labels of pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.data.claims import ClaimFilter
from dashboard.data.scope import Scope
from dashboard.data.subjects import Topic
from dashboard.data.trends import Overview
from dashboard.words.claims import results
from dashboard.words.numbers import listed, many, number
from dashboard.words.platforms import platform_name
from dashboard.words.site import coverage
from dashboard.words.times import day_of, days
from dashboard.words.verdicts import RELATIONS, verdict_word

FILTER_TRENDS = "Filter by hashtag, platform or day"
FILTER_CLAIMS = "More filters"
LINK = "Link to exactly this view"
NEWEST_LINK = "Link to the newest state of this page"
CLAIMS_MADE = "Claims people make"
CLAIMS_LEAD = (
    "What posts say the activity does, each sentence shared by all posts that say the same, with "
    "what studies measured beside it."
)
ORDERS = {
    "mentions": "Most mentioned",
    "newest": "Newest first",
    "latest": "Most recently made",
}
ALL_STUDIES = "All studies"
CITE_STUDY = "Cite this study"
PICTURE_KEY = (
    "Diamond and dashes: claimed. Circle and solid line: measured, with the interval the study "
    "prints. Dotted: 1, no difference. Twice and half lie equally far from it."
)
KNOW_A_STUDY = "No study in the library counts for this claim, so the claim stands alone."
SEEN_NOTE = (
    "The most seen post of each platform that shows views. Views on different platforms count "
    "different things, so they are not ranked against each other."
)
SPREAD_NOTE = (
    "Triangle: first seen. Square: first disputed. Shows posts we collected, not everything that "
    "was posted, and not who influenced whom."
)


def trends_title(topic: Topic) -> str:
    """The subject of the first page."""
    return f"{topic.name} on public social media"


def trends_lead(found: Overview, tags: int) -> str:
    """How many posts, with which reach, and what is not covered."""
    if not found.posts or not (found.first_day and found.last_day):
        return "No posts in this release."
    names = listed([platform_name(platform) for platform in found.platforms])
    return (
        f"{many(found.posts, 'post')} with {many(tags, 'hashtag')}, "
        f"{days(found.first_day, found.last_day)}, from {names}. {coverage(found.platforms)}"
    )


def filter_words(scope: Scope) -> list[str]:
    """Platform and days in words: on …, since …."""
    parts = []
    if scope.platform:
        parts.append(f"on {platform_name(scope.platform)}")
    if scope.since or scope.until:
        parts.append(_between(scope.since, scope.until))
    return parts


def claims_title(
    count: int, topic: Topic, scope: Scope, wanted: ClaimFilter, *, outcome: str | None
) -> str:
    """ "12 claims about energy cost, “exaggerated”, on Bluesky"."""
    relation = RELATIONS.get(wanted.relation or "", wanted.relation)
    words = [
        f"about {(outcome or topic.name).lower()}",
        f"with “{wanted.search}”" if wanted.search else None,
        f"“{verdict_word(wanted.verdict).word.lower()}”" if wanted.verdict else None,
        relation,
        *filter_words(scope),
    ]
    return results(count, [word for word in words if word])


def nothing(noun: str, words: Sequence[str]) -> str:
    """ "No posts on Bluesky, since 3 Feb 2026."."""
    return f"No {noun} {', '.join(words)}.".replace(" .", ".")


def _between(since: date | None, until: date | None) -> str:
    if since and until:
        return days(since, until)
    return f"since {day_of(since)}" if since else f"until {day_of(until)}" if until else ""


def all_claims(count: int) -> str:
    """The way to the whole list."""
    return f"{'The one claim' if count == 1 else f'All {number(count)} claims'} with filters →"


def evidence_title(topic: Topic, outcome: str | None) -> str:
    """The subject of the library, or of the outcome chosen."""
    return f"What studies measured: {(outcome or topic.name).lower()}"
