"""Who is asked, for what, and in which order: from settings and wishes to results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import zip_longest
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from claims.topics import Topic
from pipeline.collecting import Manner, Result, collect
from pipeline.errors import PipelineError
from pipeline.keeping import Progress
from pipeline.ledger import Run, ledger_run
from pipeline.planning import estimate
from pipeline.rounds import (
    EVER,
    Round,
    Window,
    begin,
    missing_credentials,
    new_round,
    open_rounds,
    utc_now,
)
from pipeline.settings import FILE, Settings
from pipeline.store import DATABASE, Store, read_store
from pipeline.version import code_version
from scrapers.addresses import can_be_asked
from scrapers.crawl import user_agent
from scrapers.platform import Platform, known_platforms


def chosen_platforms(
    names: Sequence[str], *, all_needed: bool = True
) -> tuple[list[Platform], list[str]]:
    """The platforms of these names, or all that are on by default; and why some are left out.

    One that was named and lacks a secret is an error, unless not `all_needed`.
    """
    named = [_named(name) for name in dict.fromkeys(names)]
    known = named or [one for one in known_platforms().values() if one.card.on_by_default]
    lacking = {one.name: missing for one in known if (missing := missing_credentials(one))}
    if named and all_needed:
        for platform in named:
            _must_have(platform, lacking.get(platform.name, []))
    left_out = [
        f"{name} is left out: {' and '.join(missing)} is not in the environment"
        for name, missing in lacking.items()
    ]
    return [one for one in known if one.name not in lacking], left_out


def showing_posts(names: Sequence[str]) -> list[str]:
    """Of these platforms, or of all, those that show single posts; one that was named must."""
    able = [name for name, one in known_platforms().items() if one.card.shows_single_posts]
    for name in names:
        if _named(name).name not in able:
            raise PipelineError(
                f"{name} is not asked for single posts", f"--platform {able[0]}  is"
            )
    return list(names) or able


def _must_have(platform: Platform, missing: Sequence[str]) -> None:
    if missing:
        raise PipelineError(
            f"{platform.name} needs {' and '.join(missing)}, which the environment does not hold",
            f"export {missing[0]}=…  (how to get one: {platform.card.terms_url}), "
            "or leave the platform out",
        )


def _named(name: str) -> Platform:
    known = known_platforms()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise PipelineError(f"unknown platform {name!r}", f"{hint}known: {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of a collection, beside platforms and topics."""

    settings: Settings
    window: Window = EVER
    # Only what earlier runs left, and nothing new.
    only_resume: bool = False
    # Single posts, by id or address, and nothing but these.
    posts: tuple[str, ...] = ()

    def servers(self, platform: Platform) -> tuple[str, ...]:
        """Those of the settings, without a slash at the end; none where they name none."""
        for name in self.settings.servers:
            _named(name)
        named = self.settings.servers.get(platform.name, [])
        for address in named:
            if not can_be_asked(address) or urlsplit(address).query:
                raise PipelineError(
                    f"{FILE}: servers: {platform.name} = {address!r} is not the address of a server",
                    f'write it as in servers = {{{platform.name} = ["{platform.card.servers[0]}"]}}',
                )
        return tuple(address.rstrip("/") for address in named)


def manner_of(settings: Settings) -> Manner:
    """How platforms are asked in earnest; refuses where no contact is set."""
    return Manner(user_agent(code_version(), settings.contact))


def ask(
    store: Store,
    platforms: Sequence[Platform],
    topics: Sequence[Topic],
    *,
    wish: Wish,
    manner: Manner,
    progress: Progress,
) -> list[Result]:
    """Collect from platforms for topics; one row of the ledger for all of it."""
    with ledger_run(store, "collect") as run:
        stage = partial(collect, store, run, manner=manner, progress=progress)
        results: list[Result] = []
        for topic in topics:
            results += _ask_for(store, run, platforms, topic, wish=wish, stage=stage)
        _end(run, results)
    return results


def _ask_for(
    store: Store,
    run: Run,
    platforms: Sequence[Platform],
    topic: Topic,
    *,
    wish: Wish,
    stage: Callable[[Sequence[Round]], list[Result]],
) -> list[Result]:
    """What is open first, one round of each platform at a time; then, where that ended, what is new."""
    now = utc_now()
    left = [open_rounds(store, platform, topic.slug, now=now) for platform in platforms]
    results: list[Result] = []
    for wave in zip_longest(*left):
        results += stage([this for this in wave if this is not None])
    unfinished = {result.this.platform.name for result in results if result.is_open}
    if wish.only_resume:
        return results
    free = [platform for platform in platforms if platform.name not in unfinished]
    new = [
        begin(store, run, next_round(store.connection, platform, topic, wish)) for platform in free
    ]
    return results + stage(new)


def next_round(
    connection: duckdb.DuckDBPyConnection | None, platform: Platform, topic: Topic, wish: Wish
) -> Round:
    """The round that a platform is due."""
    servers = wish.servers(platform)
    return new_round(
        connection,
        platform,
        topic,
        now=utc_now(),
        servers=servers,
        window=wish.window,
        posts=wish.posts,
    )


def preview(
    store: Path, platforms: Sequence[Platform], topics: Sequence[Topic], wish: Wish
) -> Iterator[str]:
    """What would be asked, and what it would cost, in words; without a store, as for a new one."""
    opening = read_store(store) if (store / DATABASE).exists() else nullcontext()
    with opening as opened:
        connection = opened.connection if opened else None
        for topic in topics:
            for platform in platforms:
                this = next_round(connection, platform, topic, wish)
                yield from estimate(connection, this, now=utc_now()).lines()


def _end(run: Run, results: Sequence[Result]) -> None:
    """An ending of its own where all that went wrong went wrong in one way."""
    wrong = [result for result in results if result.ending != "done"]
    if not wrong:
        return
    endings = {result.ending for result in wrong}
    run.ending = endings.pop() if len(endings) == 1 else "partial"
    run.partial = "; ".join(f"{r.this.platform.name}: {r.ending}: {r.reason}" for r in wrong)
