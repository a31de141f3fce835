"""One run of collecting from a network, in this process or in one that can be killed.

python -m tests.servers.collecting STORE SERVER TAG…
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from claims.topics import load_topic
from pipeline.collecting import Manner, Result, collect
from pipeline.ledger import Run, ledger_run
from pipeline.refreshing import Refreshed, refresh
from pipeline.rounds import Round, begin, new_round, open_rounds, utc_now
from pipeline.store import Store, write_store
from scrapers.platform import known_platforms

AGENT = "Test/1 (contact: a@b.example)"
# A pause between requests, as it is among strangers: in it, what came is kept.
PACE_SECONDS = 0.2


def run(folder: Path, server: str, tags: Sequence[str], *, pace_seconds: float = 0.0) -> Result:
    """Go on with the round that is open, or begin one, as far as it goes."""
    manner = Manner(AGENT, pace_seconds, first_pause_seconds=0.05, timeout_seconds=30)
    with write_store(folder) as store, ledger_run(store, "collect") as ledger:
        this = _round(store, ledger, server, tags)
        (result,) = collect(store, ledger, [this], manner=manner, progress=lambda a, b: None)
    return result


def run_refresh(folder: Path, server: str) -> Refreshed:
    """Ask about everything that is held, as if its time were up."""
    with write_store(folder) as store:
        for table, column in (("captures", "observed_at"), ("posts", "last_observed_at")):
            store.connection.execute(f"UPDATE {table} SET {column} = {column} - INTERVAL 6 DAY")
        return refresh(
            store,
            servers=lambda platform: (server,),
            manner=Manner(AGENT, 0.0, timeout_seconds=30),
            progress=lambda a, b: None,
            now=utc_now(),
        )


def _round(store: Store, ledger: Run, server: str, tags: Sequence[str]) -> Round:
    asked = known_platforms()["bluesky"]
    topic = replace(load_topic("backward-running"), hashtags=frozenset(tags))
    still_open = open_rounds(store, asked, topic.slug, now=utc_now())
    if still_open:
        return still_open[0]
    new = new_round(store.connection, asked, topic, now=utc_now(), servers=[server])
    return begin(store, ledger, new)


if __name__ == "__main__":
    store_folder, address, *names = sys.argv[1:]
    ended = run(Path(store_folder), address, names, pace_seconds=PACE_SECONDS)
    raise SystemExit(0 if ended.ending == "done" else ended.reason)
