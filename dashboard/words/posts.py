"""Sentences about posts and the words found in them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.posts import MentionRow, Unquoted
from dashboard.words.numbers import listed, many, number
from dashboard.words.platforms import platform_name
from dashboard.words.verdicts import STANCES

_TRANSCRIPTS = {
    "asr": "as the platform's machine wrote it down",
    "creator": "as its maker wrote it down",
    "machine_translation": "translated by a machine",
    "local": "as our machine wrote it down",
}


def stance_words(row: MentionRow) -> str:
    """How the post means it: says so, disputes it, asks, passes it on."""
    words = STANCES.get(row.stance, row.stance)
    hedged = ", with a may or might" if row.hedged else ""
    return f"{words}{hedged}, as its own result" if row.personal else f"{words}{hedged}"


def field_words(row: MentionRow) -> str | None:
    """Where in the post the words stand, if not in its text."""
    if row.field == "screen_text":
        return "text on screen"
    if row.field == "transcript":
        how = _TRANSCRIPTS.get(row.post.transcript_source or "", "source of the text not stated")
        return f"spoken, {how}"
    return None


def unquoted_sentence(rows: Sequence[Unquoted], from_views: int, from_likes: int) -> str:
    """How many posts are counted and not quoted, by platform, and why; empty if none."""
    if not rows:
        return ""
    where = listed([f"{number(row.posts)} on {platform_name(row.platform)}" for row in rows])
    total = sum(row.posts for row in rows)
    return (
        f"{many(total, 'further post')} ({where}) made this claim and "
        f"{'is' if total == 1 else 'are'} counted, not quoted: a quote can be searched and leads "
        f"to its author, so only posts with {number(from_views)} views or {number(from_likes)} "
        "likes are quoted."
    )
