"""What a page or an export shows of a post, and how its words are tidied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scrapers.records import Author, Post, Sighting


class Shown(NamedTuple):
    """The words, who said them, how many saw them."""

    post: Post
    author: Author | None
    sighting: Sighting | None


def stripped(value: str | None) -> str | None:
    """A text without the space around it; None where nothing is left."""
    return (value.strip() or None) if value else None


def lines(words: Iterable[str | None]) -> str | None:
    """Texts below one another, blank ones left out."""
    return "\n".join(word.strip() for word in words if word and word.strip()) or None
