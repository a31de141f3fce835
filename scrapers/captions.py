"""Captions of a video: only what was said, in the language in which it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from scrapers.records import TranscriptSource

# Best first; MT, by far the most frequent, is a translation and nothing that anybody said.
ORIGINS: dict[str, TranscriptSource] = {"LC": "creator", "MU": "creator", "ASR": "asr"}

_CUE_TIMES = re.compile(r"^\s*(?:\d+:)?\d+:\d+[.,]\d+ --> .*$")
_CUE_NUMBER = re.compile(r"^\s*\d+\s*$")
_CUE_MARKUP = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)


class Track(NamedTuple):
    """One caption track as a platform lists it; `words` only where its text came along."""

    origin: object
    language: object
    words: object


def spoken_words(
    tracks: Iterable[Track], language: str | None
) -> tuple[str | None, TranscriptSource | None]:
    """The best track in the language spoken, and its origin; nothing where none has text."""
    given = {
        str(track.origin): track.words
        for track in tracks
        if language and track.language == language and isinstance(track.words, str)
    }
    for origin, name in ORIGINS.items():
        words = plain_words(given.get(origin, ""))
        if words:
            return words, name
    return None, None


def plain_words(captions: str) -> str:
    """The words of WebVTT or SubRip captions, or of plain text, without times and markup."""
    if "-->" not in captions:
        return captions.strip()
    lines = captions.removeprefix("\ufeff").splitlines()
    kept = [
        _CUE_MARKUP.sub("", line).strip()
        for line in lines
        if not (line.startswith(("WEBVTT", "NOTE")) or _is_cue_head(line))
    ]
    return " ".join(line for line in kept if line)


def _is_cue_head(line: str) -> bool:
    return bool(_CUE_TIMES.match(line) or _CUE_NUMBER.match(line))
