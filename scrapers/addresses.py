"""Addresses of posts: only such as a reader can safely follow."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 2048
_HTTP = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def http_address(written: str | None) -> str | None:
    """The address if it is one of the web; a script, a file or a slip stays in the payload only."""
    address = written.strip() if written else ""
    if len(address) > LONGEST_ADDRESS or not _HTTP.fullmatch(address):
        return None
    return address


def can_be_asked(address: str) -> bool:
    """Whether a request can be sent there: http or https, a host, a port that there is."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0


def tiktok_address(
    handle: str | None, native_id: str, kind: Literal["video", "photo"] = "video"
) -> str | None:
    """The permanent link of a TikTok post, which names its author."""
    return (
        f"https://www.tiktok.com/@{quote(handle, safe='')}/{kind}/{native_id}" if handle else None
    )


def instagram_address(code: str) -> str:
    """The permanent link of an Instagram post or reel, which names nobody."""
    return f"https://www.instagram.com/p/{quote(code, safe='')}/"


def threads_address(handle: str | None, code: str) -> str | None:
    """The permanent link of a Threads post, which names its author."""
    if not handle:
        return None
    return f"https://www.threads.com/@{quote(handle, safe='')}/post/{quote(code, safe='')}"


def x_address(handle: str | None, native_id: str) -> str:
    """The permanent link of a post on X; without a handle the one that leads there."""
    return f"https://x.com/{quote(handle, safe='') if handle else 'i/web'}/status/{native_id}"
