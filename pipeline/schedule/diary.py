"""What the schedule remembers over a restart: schedule.json in the store's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.atomic import write_text
from pipeline.errors import PipelineError
from pipeline.ledger import SCHEDULE

# So many missed times are remembered by name; the ledger counts them all.
REMEMBERED = 10


@dataclass(frozen=True, slots=True)
class Page:
    """One topic: up to when its times are dealt with, when it is due, how it last went."""

    topic: str
    times: tuple[str, ...]
    handled_until: datetime
    next_at: datetime
    last_at: datetime | None = None
    last_ending: str | None = None
    missed: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Diary:
    """All topics, and whether somebody keeps their times now."""

    is_kept: bool = False
    pages: tuple[Page, ...] = ()

    def page(self, topic: str) -> Page | None:
        """That of one topic."""
        return next((page for page in self.pages if page.topic == topic), None)

    def with_page(self, page: Page) -> Diary:
        """The diary with one page written anew."""
        others = [one for one in self.pages if one.topic != page.topic]
        pages = sorted([*others, page], key=lambda one: one.topic)
        return Diary(self.is_kept, tuple(pages))


def read_diary(store: Path) -> Diary:
    """The diary of a store; a blank one where there is none."""
    file = store / SCHEDULE
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Diary(bool(told["is_kept"]), tuple(_page(page) for page in told["pages"]))
    except FileNotFoundError:
        return Diary()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PipelineError(
            f"{file} cannot be read: {error!r}",
            "remove it: what was missed until now is then not known, and nothing else is lost",
        ) from None


def write_diary(store: Path, diary: Diary) -> None:
    """Keep it, whole or not at all."""
    write_text(store / SCHEDULE, json.dumps(asdict(diary), indent=1, default=_shown) + "\n")


def _shown(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _page(told: Mapping[str, Any]) -> Page:
    last_at = told["last_at"]
    return Page(
        topic=str(told["topic"]),
        times=tuple(map(str, told["times"])),
        handled_until=_moment(told["handled_until"]),
        next_at=_moment(told["next_at"]),
        last_at=_moment(last_at) if last_at else None,
        last_ending=told["last_ending"],
        missed=tuple(map(_moment, told["missed"])),
    )


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
