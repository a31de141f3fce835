"""Which part of a release a page speaks of, and how queries say so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

# For any table with topic, platform and day.
IN_SCOPE = """
    topic = $topic
    AND ($platform::VARCHAR IS NULL OR platform = $platform)
    AND ($since::DATE IS NULL OR day >= $since)
    AND ($until::DATE IS NULL OR day <= $until)
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """A topic, and a platform and days if they are chosen; days count in full."""

    topic: str
    platform: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_whole(self) -> bool:
        return not (self.platform or self.since or self.until)

    def values(self) -> dict[str, Any]:
        """The values that IN_SCOPE asks for."""
        return asdict(self)
