"""The version of the code, as rows of the store and releases carry it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def code_version() -> str:
    """The installed version, or `0+source` when run from a bare checkout."""
    try:
        return version("retrograde")
    except PackageNotFoundError:
        return "0+source"
