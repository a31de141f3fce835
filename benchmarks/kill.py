"""Whether collecting survives being killed at any moment: nothing lost, nothing doubled.

    python -m benchmarks.kill [--smoke] [--kills N]

A server on this machine has a known set of posts. A process collects them and is killed (SIGKILL)
at a random moment, then the next one goes on, until it has been killed as often as asked; then one
is left to finish. The posts in the store must be exactly the known set, each captured once and
counted once; anything else ends with code 1.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks._timeline import Size, chains, known_ids, timeline
from claims.topics import Topic, load_topic
from pipeline.collecting import Manner, collect
from pipeline.ledger import ledger_run
from pipeline.rounds import Round, begin, new_round, open_rounds, utc_now
from pipeline.store import Store, read_store, write_store
from scrapers.platform import known_platforms

KILLS, SMOKE_KILLS = 100, 4
POSTS = 5
# At this pace, so many pages a kill outlast them, since most kills come within a second.
DELAY_SECONDS, PAGES_A_KILL = 0.02, 12
LONGEST_LIFE_S = 1.2


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found at the end."""

    kills: int
    known: int
    kept: int
    lost: int
    strange: int
    doubled: int
    pages_doubled: int

    @property
    def is_exact(self) -> bool:
        return not (self.lost or self.strange or self.doubled or self.pages_doubled)


def rounds_of(store: Store, address: str, topic: Topic) -> Iterator[Round]:
    """The round that is open; where none ever was, the first."""
    platform = known_platforms()["mastodon"]
    yield from open_rounds(store, platform, topic.slug, now=utc_now())
    if not store.connection.execute("SELECT 1 FROM rounds").fetchone():
        yield new_round(store.connection, platform, topic, now=utc_now(), servers=[address])


def work(folder: Path, address: str) -> None:
    """Collect until nothing is left: what the killed process does."""
    manner = Manner("Retrograde benchmark", DELAY_SECONDS, first_pause_seconds=0.05)
    with write_store(folder) as store, ledger_run(store, "collect", command="benchmark") as run:
        for this in rounds_of(store, address, load_topic("backward-running")):
            is_new = not store.connection.execute(
                "SELECT 1 FROM rounds WHERE round = ?", [this.name]
            ).fetchone()
            started = begin(store, run, this) if is_new else this
            print("at work", flush=True)
            collect(store, run, [started], manner=manner, progress=lambda a, b: None)


def live_and_die(folder: Path, address: str, seconds: float | None) -> bool:
    """Start a worker and kill it after so long at work; whether it came to an end by itself."""
    command = [sys.executable, "-m", "benchmarks.kill", "--work", str(folder), address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        if seconds is not None:
            time.sleep(seconds)
            worker.kill()
        worker.wait()
    if worker.returncode not in (0, -9):
        raise SystemExit(f"a worker ended with code {worker.returncode}")
    return worker.returncode == 0


def measure(kills: int, *, seed: int = 20260314) -> Figures:
    """Kill as often as asked, finish, and compare."""
    random_ = random.Random(seed)  # noqa: S311 - an example, not a secret
    topic = load_topic("backward-running")
    tags = sorted(topic.hashtags)
    size = Size(max(10, kills * PAGES_A_KILL // len(chains(tags))), POSTS)
    with timeline(size) as address, tempfile.TemporaryDirectory() as name:
        folder, killed = Path(name) / "store", 0
        while killed < kills:
            if live_and_die(folder, address, random_.uniform(0, LONGEST_LIFE_S)):
                raise SystemExit(
                    f"all was collected after {killed} of {kills} kills: ask for fewer"
                )
            killed += 1
        live_and_die(folder, address, None)
        return compare(folder, known_ids(tags, size, address), killed)


def compare(folder: Path, known: set[str], kills: int) -> Figures:
    """The store against the known set."""
    with read_store(folder) as store:
        ask = store.connection.execute
        kept = {row[0] for row in ask("SELECT id FROM posts").fetchall()}
        doubled = ask(
            "SELECT count(*) FROM (SELECT id FROM captures GROUP BY id HAVING count(*) > 1 "
            "UNION ALL SELECT post_key FROM sightings GROUP BY post_key HAVING count(*) > 1)"
        ).fetchall()[0][0]
        pages = ask(
            "SELECT count(*) FROM (SELECT request_sha256 FROM sent_requests WHERE outcome = 'ok' "
            "GROUP BY request_sha256 HAVING count(*) > 1)"
        ).fetchall()[0][0]
        left = ask("SELECT count(*) FROM waiting_requests").fetchall()[0][0]
        counted = ask("SELECT sum(posts) FROM rounds").fetchall()[0][0]
    if left or counted != len(known):
        raise SystemExit(f"{left} requests are left; {counted} posts counted of {len(known)}")
    return Figures(
        kills, len(known), len(kept), len(known - kept), len(kept - known), doubled, pages
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a few kills that only show it works")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(Path(options.work[0]), options.work[1])
        return
    figures = measure(SMOKE_KILLS if options.smoke else options.kills)
    print(
        f"{figures.kills} kills, {figures.known:,} known posts: {figures.lost} lost, "
        f"{figures.strange} that nobody posted, {figures.doubled} captured or counted twice, "
        f"{figures.pages_doubled} pages kept twice"
    )
    if not figures.is_exact:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
