"""How quick an import is: beside DuckDB's own bulk insert of the same rows, and done twice.

    python -m benchmarks.ingest [--smoke] [--posts N]

Prints, from one run on one machine, the import's speed as a share of a bare bulk insert of the
rows it makes, and the time of importing the same file again as a share of the first. The shares are
of processor time, which a busy machine changes little.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.engine import connect
from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.store import DATABASE, write_store

POSTS, SMOKE_POSTS = 200_000, 5_000
WORDS_KNOWN = 40_000
TABLES = ("payloads", "captures", "posts", "post_tags", "sightings", "authors")
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Took:
    """How long some work took: on the clock, and of the processors."""

    clock_s: float
    cpu_s: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of the benchmark measured."""

    posts: int
    first: Took
    again: Took
    bare: Took
    peak_mib: float

    @property
    def share_of_bare(self) -> float:
        return self.bare.cpu_s / self.first.cpu_s

    @property
    def again_share(self) -> float:
        return self.again.cpu_s / self.first.cpu_s


def posts(count: int) -> Iterator[str]:
    """Invented posts as NDJSON: no two alike, words as unevenly frequent as real ones."""
    random_ = random.Random(20260314)  # noqa: S311 - an example, not a secret
    vocabulary = [
        "".join(random_.choices("aeiourstlnmdkp", k=2 + n % 9)) for n in range(WORDS_KNOWN)
    ]
    weights = [1 / (rank + 1) for rank in range(WORDS_KNOWN)]
    words = random_.choices(vocabulary, weights, k=count * 40)
    for number in range(count):
        said = words[number * 40 : number * 40 + 8 + number % 32]
        seen = START + timedelta(minutes=number)
        yield json.dumps(
            {
                "platform": "tiktok",
                "id": str(7320768196569599275 + number * 4097),
                "url": f"https://www.tiktok.com/@runner{number % 9000}/video/{number}",
                "author": f"runner{number % 9000}",
                "author_followers": 100 + number % 77,
                "created_at": seen.isoformat(),
                "observed_at": (seen + timedelta(days=2)).isoformat(),
                "caption": f"{' '.join(said)} #runningbackwards #{said[0]}",
                "transcript": " ".join(reversed(said)) if number % 3 == 0 else None,
                "lang": "en",
                "views": number * 7 % 999_983,
                "likes": number % 5_000,
            }
        )


def timed(work: Callable[[], object]) -> Took:
    """Do it and look at both clocks."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - cpu)


def import_file(store: Path, file: Path) -> None:
    """The import stage as the command runs it."""
    (source,) = recognise([file])
    with write_store(store) as opened, ledger_run(opened, "import", command="benchmark") as run:
        import_source(opened, run, source, progress=lambda subject, done: None)


def insert_bare(store: Path, rows: Path) -> None:
    """The same rows into a fresh store with nothing but DuckDB: one INSERT a table."""
    with write_store(store) as opened:
        for table in TABLES:
            opened.connection.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet('{rows / table}.parquet')"
            )


def keep_rows(store: Path, folder: Path) -> None:
    """What the import made, table by table, for the bare insert to read."""
    folder.mkdir()
    connection = connect(str(store / DATABASE), read_only=True)
    for table in TABLES:
        connection.execute(f"COPY {table} TO '{folder / table}.parquet' (FORMAT parquet)")
    connection.close()


def measure(count: int) -> Figures:
    """Import, import again, and insert the same rows bare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "posts.ndjson"
        file.write_text("\n".join(posts(count)) + "\n", encoding="utf-8")
        first = timed(lambda: import_file(folder / "store", file))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = timed(lambda: import_file(folder / "store", file))
        keep_rows(folder / "store", folder / "rows")
        bare = timed(lambda: insert_bare(folder / "bare", folder / "rows"))
    return Figures(count, first, again, bare, peak)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a small run that only shows it works")
    parser.add_argument("--posts", type=int, default=POSTS)
    options = parser.parse_args()
    figures = measure(SMOKE_POSTS if options.smoke else options.posts)
    print(
        f"import of {figures.posts:,} posts: {figures.share_of_bare:.2f} of the speed of DuckDB's "
        f"bulk insert of the same rows\n"
        f"import of the same file again: {figures.again_share:.2f} of the time of the first\n"
        f"here and now: {figures.posts / figures.first.clock_s:,.0f} posts a second, "
        f"{figures.posts / figures.again.clock_s:,.0f} again, peak memory {figures.peak_mib:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
