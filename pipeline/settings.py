"""Settings: retrograde.toml in the working folder, overruled by the environment."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError

FILE = "retrograde.toml"
TEMPLATE = """# Settings of Retrograde. Every line is optional; what stands here after # is the default.
# Secrets never stand here: they come from the environment.

# Where posts, verdicts and releases are kept. RETROGRADE_STORE overrules it.
# store = "data/store"

# Whom a platform or a reader can write to: a mail address or a page. Shown on every page.
# contact = ""

# Posts with fewer views than this, and fewer likes than this, are counted but not quoted,
# since a quote can be searched and leads to its author.
# quote_from_views = 1000
# quote_from_likes = 50

# Platforms that `retrograde run` collects from before it reads, e.g. ["mastodon"]. With none, run
# asks nothing of any network; `retrograde collect` does.
# platforms = []

# Servers to ask instead of a platform's usual ones, e.g. {mastodon=["https://fosstodon.org"]}
# servers = {}

# When `retrograde schedule` collects and runs which topic, in UTC, e.g.
# {backward-running=["daily 06:00"], rebounding=["weekly monday 07:30", "every 12 hours"]}
# schedules = {}

# A time that was missed is made up for, once, if it is not longer ago than this.
# catch_up_hours = 12
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults; `origins` of `read_settings` says where each came from."""

    store: str = "data/store"
    contact: str = ""
    quote_from_views: int = 1000
    quote_from_likes: int = 50
    platforms: list[str] = field(default_factory=list)
    servers: dict[str, list[str]] = field(default_factory=dict)
    schedules: dict[str, list[str]] = field(default_factory=dict)
    catch_up_hours: int = 12


def read_settings(folder: Path | None = None) -> tuple[Settings, dict[str, str]]:
    """The settings in force and, for each, its origin."""
    file = (folder or Path.cwd()) / FILE
    stated = _stated(file)
    origins = dict.fromkeys(_names(), "default") | dict.fromkeys(stated, FILE)
    if store := os.environ.get("RETROGRADE_STORE"):
        stated["store"], origins["store"] = store, "RETROGRADE_STORE"
    return replace(Settings(), **stated), origins


def _names() -> list[str]:
    return [setting.name for setting in fields(Settings)]


def _stated(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError(
            f"{file} is not TOML: {error}", 'mend that line; one setting is  contact = "you@…"'
        ) from None
    except OSError as error:
        raise PipelineError(
            f"{file} cannot be read: {error.strerror}", "make it a readable file"
        ) from None
    for name, value in values.items():
        _check(file, name, value)
    return values


def _check(file: Path, name: str, value: object) -> None:
    if name not in _names():
        near = get_close_matches(name, _names(), n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise PipelineError(
            f"{file}: unknown setting {name!r}", f"{hint}known: {', '.join(_names())}"
        )
    default = getattr(Settings(), name)
    if not _is_like(value, default):
        raise PipelineError(
            f"{file}: {name} = {value!r} is not a {_KINDS[type(default)]}",
            f"write it as in {_EXAMPLES.get(name, f'{name} = {json.dumps(default)}')}",
        )
    if (value == "" and name == "store") or (isinstance(value, int) and value < 0):
        raise PipelineError(
            f"{file}: {name} = {json.dumps(value)} is empty or below 0",
            f"leave the line out, which means {json.dumps(default)}",
        )


def _is_like(value: object, default: object) -> bool:
    if isinstance(value, list):
        return isinstance(default, list) and all(isinstance(one, str) for one in value)
    if isinstance(value, dict):
        return isinstance(default, dict) and all(_is_like(each, []) for each in value.values())
    return type(value) is type(default)


_KINDS = {
    str: "text in quotes",
    int: "whole number",
    list: "list of texts in quotes",
    dict: "table of lists of texts",
}
_EXAMPLES = {
    "platforms": 'platforms = ["mastodon"]',
    "schedules": 'schedules = {backward-running = ["daily 06:00"]}',
    "servers": 'servers = {mastodon = ["https://mastodon.social"]}',
}
