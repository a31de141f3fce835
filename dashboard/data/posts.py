"""Posts with their latest counters: those that make a claim, and the most seen ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.data.scope import Scope
from dashboard.data.source import Source


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post, its counters when last seen, and what its account shows of itself."""

    post_key: str
    platform: str
    kind: str
    url: str | None
    created_at: datetime | None
    first_observed_at: datetime
    lang: str | None
    invented: bool
    sha256: str | None
    caption: str | None
    transcript: str | None
    transcript_source: str | None
    screen_text: str | None
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    count_quantum: int | None
    counts_observed_at: datetime | None
    followers: int | None
    credential: str | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One claim found in one post: where its words stand, and how they are meant."""

    post: PostRow
    mention: str
    field: str
    quote_start: int
    quote_end: int
    stance: str
    hedged: bool
    personal: bool
    rules: list[str]
    extraction: str

    @property
    def text(self) -> str:
        """The field of the post in which the words stand."""
        texts = {
            "caption": self.post.caption,
            "transcript": self.post.transcript,
            "screen_text": self.post.screen_text,
        }
        return texts[self.field] or ""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """Posts of a platform that make the claim and are counted, not quoted."""

    platform: str
    posts: int


_POST = """
    posts.post_key, posts.platform, kind, url, posts.created_at, first_observed_at, lang, invented,
    posts.sha256, caption, transcript, transcript_source, screen_text,
    views, likes, comments, shares, saves, count_quantum, counts_observed_at,
    followers, credential
"""
_QUOTABLE = "(invented OR coalesce(views, 0) >= $from_views OR coalesce(likes, 0) >= $from_likes)"
_MOST_SEEN = "views DESC NULLS LAST, likes DESC NULLS LAST"


def reach(source: Source) -> dict[str, int]:
    """From how many views or likes a post may be quoted: a quote leads to its author."""
    manifest = source.release.manifest
    return {
        "from_views": manifest.get("quote_from_views", 1000),
        "from_likes": manifest.get("quote_from_likes", 50),
    }


def _mention(*cells: Any) -> MentionRow:
    width = len(PostRow.__dataclass_fields__)
    return MentionRow(PostRow(*cells[:width]), *cells[width:])


def mentions(source: Source, claim: str, *, limit: int, skip: int = 0) -> list[MentionRow]:
    """Mentions of a claim in posts that may be quoted, the most seen first."""
    return source.ask(
        _mention,
        f"""
        SELECT {_POST}, mention, field, quote_start, quote_end, stance, hedged, personal, rules,
            extraction
        FROM mentions JOIN posts USING (post_key) LEFT JOIN authors USING (author_key)
        WHERE claim = $claim AND {_QUOTABLE}
        ORDER BY {_MOST_SEEN}, posts.created_at, mention
        LIMIT $limit OFFSET $skip
        """,
        claim=claim,
        limit=limit,
        skip=skip,
        **reach(source),
    )


def unquoted(source: Source, claim: str) -> list[Unquoted]:
    """How many posts make the claim without being seen enough to be quoted, by platform."""
    return source.ask(
        Unquoted,
        f"""
        SELECT posts.platform, count(DISTINCT post_key) AS posts
        FROM mentions JOIN posts USING (post_key)
        WHERE claim = $claim AND NOT {_QUOTABLE}
        GROUP BY posts.platform ORDER BY posts.platform
        """,
        claim=claim,
        **reach(source),
    )


def quotable(source: Source, claim: str) -> int:
    """How many mentions `mentions` has in all."""
    (found,) = source.ask(
        int,
        "SELECT count(*) FROM mentions JOIN posts USING (post_key) "
        f"WHERE claim = $claim AND {_QUOTABLE}",
        claim=claim,
        **reach(source),
    )
    return found


def most_seen(source: Source, scope: Scope) -> list[PostRow]:
    """The most seen post of each platform that shows views, if it may be quoted."""
    return source.ask(
        PostRow,
        f"""
        SELECT {_POST} FROM posts LEFT JOIN authors USING (author_key)
        WHERE list_contains(topics, $topic) AND views IS NOT NULL AND {_QUOTABLE}
            AND coalesce(caption, transcript, '') <> ''
            AND ($platform::VARCHAR IS NULL OR posts.platform = $platform)
            AND ($since::DATE IS NULL OR posts.created_at::DATE >= $since)
            AND ($until::DATE IS NULL OR posts.created_at::DATE <= $until)
        QUALIFY row_number() OVER (PARTITION BY posts.platform ORDER BY views DESC, post_key) = 1
        ORDER BY posts.platform
        """,
        **scope.values(),
        **reach(source),
    )
