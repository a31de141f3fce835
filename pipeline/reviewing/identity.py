"""Which claims persons found to be one, or none: how a release tells them, whatever was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.errors import PipelineError
from pipeline.reviewing.records import Review


@dataclass(frozen=True, slots=True)
class Identity:
    """Claims told as another one, and claims left out; all others are themselves."""

    merged: Mapping[str, str]
    set_aside: frozenset[str]


def identity(standing: Mapping[str, Review], made: Collection[str]) -> Identity:
    """What the standing reviews make of the claims that posts make.

    A claim stays itself where nobody makes the one it was merged into, or where that is set aside.
    """
    set_aside = {slug for slug, one in standing.items() if one.decision == "not_a_claim"}
    there = set(made) - set_aside
    merged = {
        slug: target
        for slug in sorted(there)
        if (target := _target(slug, standing)) != slug and target in there
    }
    return Identity(merged, frozenset(set_aside.intersection(made)))


def _target(slug: str, standing: Mapping[str, Review]) -> str:
    """The end of a chain of merges; a ring, which two stores put together could hold, has none."""
    seen = [slug]
    while (one := standing.get(seen[-1])) is not None and one.merged_into is not None:
        if one.merged_into in seen:
            return slug
        seen.append(one.merged_into)
    return seen[-1]


def must_not_circle(slug: str, into: str, standing: Mapping[str, Review]) -> None:
    """Refuse a merge into the claim itself, or into one that leads back to it."""
    if slug == into or _target(into, standing) == slug:
        raise PipelineError(
            f"{slug} cannot be merged into {into}: that is it already",
            f"name another claim, or take the earlier merge back: retrograde review split {into}",
        )
