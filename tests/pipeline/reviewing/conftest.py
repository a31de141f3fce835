"""A store whose claims are judged, and short ways to review them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.importing import import_source, recognise
from pipeline.ledger import ledger_run
from pipeline.reviewing.deciding import Decided
from pipeline.reviewing.queue import Desk, desk_of
from pipeline.reviewing.signing import sign
from pipeline.stages import Subject, run_extract, run_match
from pipeline.store import Store, write_store
from tests.pipeline.making import line, table, write_lines

MILES = "running-backward-energy-cost-increase-than-usual-worth-2-to-3-times"
HEART = "running-backward-cardio-fitness-increase-than-usual-2-to-3-times"
Signs = Callable[..., str]


@pytest.fixture
def judged(published: Path) -> Iterator[Store]:
    """The collection, read and judged, open for writing."""
    with write_store(published) as opened:
        yield opened


@pytest.fixture
def signs(judged: Store, subject: Subject) -> Signs:
    """Keeps a decision of an invented person."""
    (topic,) = subject.topics

    def run(decision: Any, named: str, **more: Any) -> str:
        given: dict[str, Any] = {"by": "Ada Reader", "reason": "it is so"} | more
        decided = Decided(decision, **given)
        return sign(judged, (topic, subject.libraries[topic.slug]), named, decided)

    return run


def desk(store: Store, subject: Subject) -> Desk:
    """The claims as a reviewer finds them."""
    (topic,) = subject.topics
    return desk_of(store, topic, subject.libraries[topic.slug])


def again(store: Store, subject: Subject) -> None:
    """Read and judge what changed."""
    run_extract(store, subject.topics)
    run_match(store, subject)


def brought(store: Store, subject: Subject, folder: Path, caption: str) -> str:
    """One more post, read and judged; its key."""
    row = line(77, caption=caption)
    (source,) = recognise([write_lines(folder / "more.ndjson", [row])])
    with ledger_run(store, "import", command="import") as run:
        import_source(store, run, source, progress=lambda subject, done: None)
    again(store, subject)
    return f"{row['platform']}:{row['id']}"


def mention_of(store: Store, claim: str, words: str = "") -> str:
    """The id of a mention of a claim whose quote has these words."""
    rows = table(store.connection, "mentions", "mention, claim, quote")
    found = [r["mention"] for r in rows if r["claim"] == claim and words in r["quote"]]
    return str(found[0])
