"""The language of a post where its platform does not say it; made for few, slangy words.

A wrong "other language" loses a claim and a wrong "English" finds none, since every rule needs
English words. So a text is only called another language where English is hardly possible; where
it is too short or mixed to say, the code is `und` and the words decide.
"""

from __future__ import annotations

import heapq
import math
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from py3langid.langid import (  # type: ignore[import-untyped]
    MODEL_FILE,
    LanguageIdentifier,
)

UNKNOWN = "und"
ENGLISH = "en"

# What platforms write where they do not know, or mean no one language.
_NOT_SAID = frozenset(
    ("", "und", "un", "unk", "unknown", "zxx", "mul", "mis", "xx", "none", "null")
)
_THREE_LETTERS = {"eng": "en", "spa": "es", "por": "pt", "fra": "fr", "fre": "fr", "deu": "de"}
# Links, names and tags are written in English everywhere; digits and signs in no language.
_NO_WORDS = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+|[^\w\s'’-]|[\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Sought in vain in feeds, and mistaken for English or by it: no tongue, dead or made ones, pidgin.
_NEVER = frozenset(("eo", "grc", "hbo", "la", "pcm", "sa", "vo", "zxx"))
_ENOUGH_CHARACTERS = 1000
_FEWEST_WORDS = 3
_SURE_ENGLISH = 0.5
_HARDLY_ENGLISH = 0.05
# Below this the best guess is one of many: headlines and names scatter so, other languages do not.
_LIKELY_OTHER = 0.25
# 95 % of a normal distribution.
_NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Language:
    """A language, how sure that is (1.0 where it was stated), and who says so."""

    code: str
    confidence: float
    source: Literal["stated", "identified", "too_short", "unclear"]


def language_of(text: str, stated: str | None = None) -> Language:
    """The language of a text: as its platform states it, else as its words show it."""
    said = stated_language(stated)
    if said != UNKNOWN:
        return Language(said, 1.0, "stated")
    words = _NO_WORDS.sub(" ", text[:_ENOUGH_CHARACTERS]).split()
    letters = " ".join(word for word in words if _WORD.search(word))
    if not letters or (_LATIN.search(letters) and len(_WORD.findall(letters)) < _FEWEST_WORDS):
        return Language(UNKNOWN, 0.0, "too_short")
    return _identified(letters)


@dataclass(frozen=True, slots=True)
class OtherShare:
    """How many texts of a sample are in another language, and how sure that share is (95 %)."""

    sampled: int
    others: int
    low: float
    high: float


def share_of_others(texts: Iterable[str], *, most: int = 400) -> OtherShare:
    """The share of other languages among texts, from a sample that their order does not change."""
    sample = heapq.nsmallest(most, texts, key=_lot)
    others = sum(language_of(text).code not in (ENGLISH, UNKNOWN) for text in sample)
    return OtherShare(len(sample), others, *_interval(others, len(sample)))


def _lot(text: str) -> tuple[int, str]:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")), text


def _interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval, which holds for few and for none too."""
    if not whole:
        return 0.0, 1.0
    share, spread = part / whole, _NORMAL**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = math.sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def stated_language(stated: str | None) -> str:
    """The code a platform states, its region cut off; `und` where it states none."""
    primary = re.split(r"[-_]", (stated or "").strip().casefold(), maxsplit=1)[0]
    return UNKNOWN if primary in _NOT_SAID else _THREE_LETTERS.get(primary, primary)


def _identified(letters: str) -> Language:
    ranked: list[tuple[str, float]] = _identifier().rank(letters)
    best, chance = ranked[0]
    english = next(float(share) for code, share in ranked if code == ENGLISH)
    if english >= _SURE_ENGLISH:
        return Language(ENGLISH, english, "identified")
    if english < _HARDLY_ENGLISH and chance >= _LIKELY_OTHER:
        return Language(best, float(chance), "identified")
    return Language(UNKNOWN, float(chance), "unclear")


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code not in _NEVER])
    return identifier
