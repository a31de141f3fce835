"""The nouns of collection: what was said, by whom, and what its counters showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["video", "post", "comment"]
TranscriptSource = Literal["asr", "creator", "machine_translation", "local"]


def post_key(platform: str, native_id: str) -> str:
    """The key of a post or an author: `platform:id`."""
    return f"{platform}:{native_id}"


@dataclass(frozen=True, slots=True)
class Post:
    """What was said, as one capture shows it; texts are plain text, times aware UTC.

    `invented` marks demonstration posts, so that every screen and table can say so.
    """

    platform: str
    id: str
    kind: Kind
    url: str | None = None
    author: str | None = None
    created_at: datetime | None = None
    created_at_source: Literal["platform", "id"] | None = None
    caption: str | None = None
    transcript: str | None = None
    transcript_source: TranscriptSource | None = None
    screen_text: str | None = None
    lang: str | None = None
    hashtags: tuple[str, ...] = ()
    duration_s: float | None = None
    parent_id: str | None = None
    invented: bool = False

    @property
    def key(self) -> str:
        return post_key(self.platform, self.id)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A post's counters at one moment; `None` is not shown, never zero.

    `count_quantum` is the step the platform rounds to (1, 100, 100 000).
    """

    post: str
    observed_at: datetime
    source: str
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    count_quantum: int = 1


@dataclass(frozen=True, slots=True)
class TagSighting:
    """A hashtag's own counters at one moment, as the platform shows them."""

    platform: str
    tag: str
    observed_at: datetime
    source: str
    views: int | None = None
    posts: int | None = None
    count_quantum: int = 1


@dataclass(frozen=True, slots=True)
class Author:
    """Who said it, as seen; `credential` is what they call themselves, unchecked."""

    platform: str
    id: str
    handle: str | None = None
    display_name: str | None = None
    followers: int | None = None
    credential: str | None = None
    observed_at: datetime | None = None

    @property
    def key(self) -> str:
        return post_key(self.platform, self.id)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether collection ran on a day; a day without one is not known."""

    platform: str
    day: date
    status: Literal["collected", "partial", "off"]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One item as a source gave it: the redacted payload and the records read from it."""

    source: str
    payload: str
    sha256: str
    observed_at: datetime
    observed_at_source: Literal["platform", "file", "import"]
    post: Post | None = None
    author: Author | None = None
    sightings: tuple[Sighting, ...] = ()
    tag_sightings: tuple[TagSighting, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """An item that did not map: kept as received, with the place and the path that broke."""

    source: str
    line: int
    problem: str
    body: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that is no post by its nature (a live room, a preload): counted, not kept."""

    source: str
    line: int
    reason: str


Reading = Capture | Broken | Skipped
"""What one item of a file or a page turns into."""
