"""Formats that are known by sight and not read yet, so that a report can name them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """A format's name and the paths by which it is known."""

    title: str
    required: tuple[str, ...]


SIGNATURES = (
    Signature("a TikTok page's JSON", ("__DEFAULT_SCOPE__",)),
    Signature("a browser recording (HAR)", ("log.entries", "log.version")),
    Signature(
        "an Instagram profile by Apify", ("username", "followersCount", "postsCount", "latestPosts")
    ),
    Signature(
        "a spreadsheet of traktok",
        ("video_id", "video_url", "video_title", "html_status", "author_nickname"),
    ),
)
