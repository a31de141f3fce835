"""From frame to claim: the key that mentions share, and the id of one mention.

Two frames have one claim where activity, outcome, direction, comparator and size agree; the
stance is left out, so that a denial joins the claim it denies.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace

from claims.language.frames import as_json
from claims.records import Claim, Frame
from claims.sentences import A_FEW_PERCENT, sentence_of
from claims.topics import Topic

# Sizes within an eighth of a doubling are one size: 1.3 and 1.333 are, 2 and 3 are not.
_STEPS_PER_DOUBLING = 8
_MOST_DIGITS = 4
# A claim on another basis is another claim: the flag that says so, and its words in the slug.
_BASES = {"per_time": "per time", "per_day": "per day", "with_practice": "with practice"}
_COMPARATORS = {"usual": "than-usual", "none": "than-before", "other": "than-other"}
_ENDS = {"upper": "up to ", "lower": "at least ", "exact": ""}
_ID_DIGITS = 12


def claim_of(frame: Frame, topic: Topic) -> Claim:
    """The claim a frame makes, with the frame's own stated sizes."""
    activity = topic.activity(frame.activity)
    size = size_words(frame)
    parts = [
        activity.label,
        frame.outcome if frame.outcome != "other" else f"other {frame.outcome_text or ''}",
        frame.direction,
        _COMPARATORS.get(frame.comparator, ""),
        f"worth {size}" if frame.magnitude_kind == "equivalence" else size,
        *(words for flag, words in _BASES.items() if flag in frame.flags),
    ]
    claim = Claim(
        slug="-".join(slug for part in parts if (slug := _slug(part))),
        topic=topic.slug,
        activity=frame.activity,
        outcome=frame.outcome,
        direction=frame.direction,
        comparator=frame.comparator,
        sentence="",
        outcome_text=frame.outcome_text,
        magnitude_kind=frame.magnitude_kind,
        ratio_low=frame.ratio_low,
        ratio_high=frame.ratio_high,
        ratio_alternatives=frame.ratio_alternatives,
        value_low=frame.value_low,
        value_high=frame.value_high,
        unit=frame.unit,
        bound=frame.bound,
        approximate=frame.approximate,
        flags=frame.flags,
    )
    return replace(claim, sentence=sentence_of(claim, activity, size))


def size_words(frame: Frame) -> str:
    """The size of a frame in words, by its bucket: "2 to 3 times", "up to 12 lb"."""
    end = _ENDS[frame.bound]
    if frame.value_low is not None and frame.value_high is not None:
        value = _interval(_plain(frame.value_low), _plain(frame.value_high))
        return f"{end}{value} {frame.unit or ''}".rstrip()
    if frame.ratio_low is None or frame.ratio_high is None:
        return ""
    if (
        frame.magnitude_kind == "percent"
        and bucket(frame.ratio_low) == bucket(frame.ratio_high) == 0
    ):
        return f"{end}{A_FEW_PERCENT}"
    return f"{end}{_interval(_bucket_name(frame.ratio_low), _bucket_name(frame.ratio_high))} times"


def _interval(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"


def _plain(value: float) -> str:
    return f"{value:.6g}"


def bucket(ratio: float) -> int | None:
    """The eighth of a doubling that a ratio falls into; None for what has no logarithm."""
    if not math.isfinite(ratio) or ratio <= 0:
        return None
    return round(_STEPS_PER_DOUBLING * math.log2(ratio))


def _bucket_name(ratio: float) -> str:
    """The number of the bucket that takes the fewest digits to say."""
    index = bucket(ratio)
    if index is None:
        return _plain(ratio)
    center = 2 ** (index / _STEPS_PER_DOUBLING)
    for number in _rounded(center):
        if bucket(float(number)) == index:
            return number
    return _plain(center)


def _rounded(center: float) -> Iterator[str]:
    """The center said with one digit, two digits and so on."""
    for digits in range(1, _MOST_DIGITS + 1):
        yield f"{float(f'{center:.{digits}g}'):.12g}"


def _slug(text: str) -> str:
    """Small letters, digits, points and hyphens; signs that carry meaning are spelled."""
    spelled = (
        text.casefold()
        .replace("%", " percent ")
        .replace("/", " per ")
        .replace("-", " minus " if _is_negative(text) else " ")
    )
    return re.sub(r"[^\w.]+|_", "-", spelled).strip("-.")


def _is_negative(text: str) -> bool:
    return bool(re.match(r"(?:up to |at least )?-\d", text))


def mention_id(post_id: str, frame: Frame) -> str:
    """A hash of post, span and frame: the same words read the same way keep their id."""
    told = json.dumps([post_id, as_json(frame)], sort_keys=True, ensure_ascii=False)
    return f"m-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:_ID_DIGITS]}"
