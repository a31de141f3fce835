"""Platforms by the names that people use."""

from __future__ import annotations

from collections.abc import Iterable

NAMES = {
    "bluesky": "Bluesky",
    "instagram": "Instagram",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "threads": "Threads",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}


def platform_name(platform: str) -> str:
    """The platform's own spelling; an unknown one as it is."""
    return NAMES.get(platform, platform)


def not_covered(platforms: Iterable[str]) -> list[str]:
    """Well-known platforms that are not among these."""
    covered = set(platforms)
    return [name for platform, name in NAMES.items() if platform not in covered]
