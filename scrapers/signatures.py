"""Formats that are known by sight and not read yet, so that a report can name them."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.samples import SEPARATED


@dataclass(frozen=True, slots=True)
class Signature:
    """A format's name and the paths by which it is known."""

    title: str
    required: tuple[str, ...]


def _paths(written: str) -> tuple[str, ...]:
    return tuple(written.split())


SIGNATURES = (
    Signature(
        "Apify TikTok",
        _paths(
            """
            id webVideoUrl text createTimeISO|createTime authorMeta.name authorMeta.nickName
            authorMeta.fans playCount diggCount commentCount shareCount collectCount
            videoMeta.duration hashtags|hashtags.name|hashtags.0.name
            """
        ),
    ),
    Signature(
        "Apify Instagram",
        _paths(
            """
            id shortCode url type caption ownerUsername ownerId timestamp likesCount
            commentsCount displayUrl hashtags|hashtags.0
            """
        ),
    ),
    Signature(
        "yt-dlp info.json",
        _paths("id extractor_key webpage_url title timestamp|upload_date uploader|channel"),
    ),
    Signature("a yt-dlp playlist", _paths("_type extractor_key|extractor entries webpage_url")),
    Signature("4CAT NDJSON", _paths("__import_meta.source_platform __import_meta.item_id id")),
    Signature(
        "4CAT CSV of TikTok", _paths("id thread_id author body timestamp unix_timestamp tiktok_url")
    ),
    Signature("4CAT CSV", _paths("id thread_id author body timestamp unix_timestamp")),
    Signature(
        "Zeeschuimer CSV",
        (f"{SEPARATED};", *_paths("id thread_id author body timestamp unix_timestamp|url")),
    ),
    Signature(
        "Zeeschuimer CSV of TikTok",
        (f"{SEPARATED};", *_paths("id thread_id author body timestamp unix_timestamp tiktok_url")),
    ),
    Signature(
        "pyktok CSV",
        _paths(
            """
            video_id video_timestamp video_duration video_diggcount video_sharecount
            video_commentcount video_playcount video_description author_username
            """
        ),
    ),
    Signature("a TikTok page's JSON", _paths("__DEFAULT_SCOPE__")),
    Signature("a browser recording (HAR)", _paths("log.entries log.version")),
)
