"""Recorded traffic of real servers, where it was fetched (scripts/mastodon-recordings.sh)."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

MASTODON = Path(os.environ.get("MASTODON_RECORDINGS", ROOT / "build" / "mastodon_py-2.3.3.tar.gz"))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that a real server got, and what it answered."""

    file: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes


def mastodon(name: str) -> list[Exchange]:
    """The GETs of one recording of Mastodon 4.7.3, in order; skips the test where there is none."""
    if not MASTODON.exists():
        pytest.skip(f"{MASTODON.name} is not here: sh scripts/mastodon-recordings.sh fetches it")
    return list(_exchanges(name))


@cache
def _exchanges(name: str) -> tuple[Exchange, ...]:
    with tarfile.open(MASTODON) as archive:
        (member,) = [one for one in archive.getmembers() if one.name.endswith(f"/cassettes/{name}")]
        file = archive.extractfile(member)
        assert file is not None
        recorded = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    return tuple(_gets(name, recorded["interactions"]))


def _gets(name: str, interactions: list[dict[str, Any]]) -> Iterator[Exchange]:
    for one in interactions:
        asked, answered = one["request"], one["response"]
        if asked["method"] == "GET":
            body = answered["body"].get("string") or b""
            headers = {
                key.lower(): ", ".join(values) for key, values in answered["headers"].items()
            }
            yield Exchange(
                name,
                asked["uri"],
                answered["status"]["code"],
                headers,
                body if isinstance(body, bytes) else body.encode(),
            )
