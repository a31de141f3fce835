"""The words of a schedule, as "daily 06:00", and the moments that they mean; all in UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.triggers.cron import CronTrigger

from pipeline.errors import PipelineError

EXAMPLES = (
    *("hourly", "every 6 hours", "every 30 minutes"),
    *("daily 06:00", "weekly monday 06:00", "monthly 1 06:00"),
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = re.compile(
    r"(?P<hourly>hourly)"
    r"|every (?P<step>\d+) (?P<unit>minutes|hours)"
    rf"|(?:daily|weekly (?P<weekday>{'|'.join(_DAYS)})|monthly (?P<day>\d+))"
    r" (?P<hour>\d\d?):(?P<minute>\d\d)",
    re.ASCII,
)
# A step must divide its hour or day: cron starts to count anew with each of them.
_WHOLE = {"minutes": 60, "hours": 24}
# Not every month has a 29th.
_LAST_DAY = 28


@dataclass(frozen=True, slots=True)
class Time:
    """One rule of a schedule, as fields of cron."""

    words: str
    minute: str = "0"
    hour: str = "*"
    day: str = "*"
    weekday: str = "*"

    def trigger(self) -> CronTrigger:
        """It for the scheduler."""
        return CronTrigger(
            minute=self.minute,
            hour=self.hour,
            day=self.day,
            day_of_week=self.weekday,
            timezone=UTC,
        )

    def first_after(self, moment: datetime) -> datetime:
        """The next moment that it means, and never the one given."""
        found: datetime = self.trigger().get_next_fire_time(moment, moment)
        return found

    def cron(self) -> str:
        """The five fields of a crontab."""
        return f"{self.minute} {self.hour} {self.day} * {self.weekday}"

    def calendar(self) -> str:
        """It as OnCalendar= of a systemd timer."""
        minute, hour = (field.replace("*/", "0/") for field in (self.minute, self.hour))
        weekday = "" if self.weekday == "*" else f"{self.weekday.capitalize()} "
        return f"{weekday}*-*-{self.day} {hour}:{minute}:00 UTC"


def read_time(words: str) -> Time:
    """A rule from its words."""
    found = _WORDS.fullmatch(" ".join(words.casefold().split()))
    made = found and _time(words, found)
    if not made:
        raise PipelineError(
            f"{words!r} is not a time that a schedule knows",
            f"write one of these, in UTC: {', '.join(EXAMPLES)}; "
            "a step divides the hour or the day, a day of the month is 1 to 28",
        )
    return made


def _time(words: str, found: re.Match[str]) -> Time | None:
    if found["hourly"]:
        return Time(words)
    if found["unit"]:
        return _stepped(words, int(found["step"]), found["unit"])
    hour, minute, day = int(found["hour"]), int(found["minute"]), int(found["day"] or 1)
    if hour > 23 or minute > 59 or not 1 <= day <= _LAST_DAY:
        return None
    return Time(
        words,
        str(minute),
        str(hour),
        day=str(day) if found["day"] else "*",
        weekday=(found["weekday"] or "*")[:3],
    )


def _stepped(words: str, step: int, unit: str) -> Time | None:
    if not 1 <= step < _WHOLE[unit] or _WHOLE[unit] % step:
        return None
    field = f"*/{step}"
    return Time(words, minute=field) if unit == "minutes" else Time(words, hour=field)
