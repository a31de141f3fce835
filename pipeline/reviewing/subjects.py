"""What a reviewer names on the command line: a claim by its key, or a mention by its id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from claims.evidence.library import Library
from claims.records import Frame
from claims.topics import Topic
from pipeline.claim_tables import FRAME_COLUMNS, frame_of
from pipeline.errors import PipelineError
from pipeline.publish.queries import LATEST_COUNTS
from pipeline.reviewing.queue import Desk, Judged, desk_of
from pipeline.store import Store

_MENTION = re.compile(r"m-[0-9a-f]{12}")
_COLUMNS = f"""
    SELECT m.mention, m.topic, m.claim, m.post_key, m.extraction, p.caption, p.transcript,
        p.screen_text, seen.views, {", ".join(f"m.{name}" for name in FRAME_COLUMNS)}
    FROM mentions AS m JOIN posts AS p USING (post_key)
    LEFT JOIN ({LATEST_COUNTS}) AS seen USING (post_key)
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """A mention of the store with the text it stands in."""

    id: str
    topic: str
    claim: str
    post: str
    extraction: str
    frame: Frame
    texts: Mapping[str, str]
    views: int | None = None

    @property
    def text(self) -> str:
        """The field that the frame was read in."""
        return self.texts.get(self.frame.field, "")


def is_mention(subject: str) -> bool:
    """Whether a name is that of a mention; no claim is called so."""
    return bool(_MENTION.fullmatch(subject))


def find_mention(store: Store, subject: str) -> Heard:
    """The mention of that id."""
    found = _heard(store, "WHERE m.mention = ?", [subject])
    if not found:
        raise PipelineError(
            f"there is no mention {subject} in the store",
            "a new reading may have replaced it; retrograde review show CLAIM  lists what there is",
        )
    return found[0]


def mentions_of(store: Store, claim: str, *, limit: int) -> list[Heard]:
    """The most seen mentions of a claim."""
    return _heard(
        store,
        "WHERE m.claim = ? ORDER BY seen.views DESC NULLS LAST, m.mention LIMIT ?",
        [claim, limit],
    )


def find_claim(
    store: Store, subjects: Sequence[tuple[Topic, Library]], slug: str
) -> tuple[Desk, Judged]:
    """The claim of that key, with the desk of its topic."""
    known: list[str] = []
    for topic, library in subjects:
        desk = desk_of(store, topic, library)
        if (found := desk.claim(slug)) is not None:
            return desk, found
        known += [one.claim.slug for one in desk.claims]
    near = get_close_matches(slug, known, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise PipelineError(
        f"no claim {slug!r} is judged in this store",
        f"{hint}retrograde review list  shows those that wait for a person; "
        "retrograde run  reads and judges what is new",
    )


def _heard(store: Store, where: str, values: list[Any]) -> list[Heard]:
    result = store.connection.execute(f"{_COLUMNS} {where}", values)
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, values, strict=True)) for values in result.fetchall()]
    return [
        Heard(
            id=row["mention"],
            topic=row["topic"],
            claim=row["claim"],
            post=row["post_key"],
            extraction=row["extraction"],
            frame=frame_of(row),
            texts={n: row[n] for n in ("caption", "transcript", "screen_text") if row[n]},
            views=row["views"],
        )
        for row in rows
    ]
