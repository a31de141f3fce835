"""`retrograde claims`: posts in, the frames of their claims out, without a store."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from pipeline.cli.options import DEFAULT_TOPIC
from pipeline.cli.terminal import one_line, say

if TYPE_CHECKING:
    from claims.language.classify import ClaimFilter
    from claims.language.extract import Reading
    from claims.records import TextFields

_TEXTS = ("caption", "transcript", "screen_text")
# Lines of our own format that are no posts: counters of a hashtag, days of collection, remarks.
_NO_POSTS = frozenset({"tag", "coverage", "note"})
_PARTLY_FAILED = 3
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the input: the id as given, and the texts to read."""

    id: Any
    post: TextFields


class Malformed(ValueError):
    """A line that is no post, and why."""


@click.command(short_help="read claims from a file of posts, without a store")
@click.argument("posts", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the frames [default: standard output].",
)
@click.option("--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic to read for.")
@click.option(
    "--explain",
    is_flag=True,
    help="Add the rows that read each frame, and how the learned filter scores the post.",
)
def command(posts: Path, *, output: Path | None, topic: str, explain: bool) -> None:
    """Read the claims of POSTS, one JSON object a line (- is standard input).

    Each line holds an id and any of caption, transcript, screen_text, lang and hashtags. Each
    line out holds the id as given and the post's claims, in the order of the input; a post
    without a claim has an empty list. Lines of kind tag, coverage or note are no posts. A line that is no post is named on stderr and left out,
    and the exit code is 3.
    """
    from claims.language.classify import ClaimFilter
    from claims.language.extract import Extractor
    from claims.topics import load_topic

    extractor = Extractor(load_topic(topic))
    learned = ClaimFilter(extractor.topic) if explain else None
    read = found = bad = 0
    with _input(posts) as lines, _output(output) as out:
        for number, line in enumerate(lines, 1):
            try:
                given = parse_line(line) if line.strip() else None
            except Malformed as error:
                bad += 1
                say(f"{posts}: line {number}: {one_line(str(error))}; left out")
                continue
            if given is None:
                continue
            reading = extractor.reading(given.post)
            read, found = read + 1, found + len(reading.frames)
            out.write(_line(given, reading, learned))
    left_out = f"; lines left out: {bad:,}" if bad else ""
    say(f"posts read: {read:,}; claims: {found:,}{left_out}")
    if bad:
        raise click.exceptions.Exit(_PARTLY_FAILED)


def parse_line(line: bytes) -> Given | None:
    """One line as a post, None where it is none; what is wrong with it is said with the value."""
    from claims.records import TextFields

    row = _object(line)
    if row.get("kind") in _NO_POSTS:
        return None
    if row.get("id") is None or isinstance(row["id"], (dict, list)):
        raise Malformed(f"id is {json.dumps(row.get('id'))[:_SHOWN]}, not a text or a number")
    fields = {name: _text(row, name) for name in _TEXTS}
    tags = row.get("hashtags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise Malformed(f"hashtags is {json.dumps(tags)[:_SHOWN]}, not a list of texts")
    lang = _text(row, "lang") or None
    texts: Any = {name: text for name, text in fields.items() if text}
    return Given(row["id"], TextFields(str(row["id"]), texts, lang, tuple(tags)))


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start + 1} is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise Malformed("not JSON: nested too deep") from error
    if not isinstance(row, dict):
        raise Malformed(f"{json.dumps(row)[:_SHOWN]} is no object")
    return row


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"{name} is {json.dumps(value)[:_SHOWN]}, not a text")
    return value


def _line(given: Given, reading: Reading, learned: ClaimFilter | None) -> bytes:
    from claims.language.frames import as_json

    claims = [as_json(frame) for frame in reading.frames]
    row: dict[str, Any] = {"id": given.id, "claims": claims}
    if learned:
        row["outcome"], row["filter"] = reading.outcome, _scores(given.post, learned)
        for claim, frame in zip(claims, reading.frames, strict=True):
            claim["rules"] = list(frame.rules)
    try:
        return f"{json.dumps(row, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        # Half a character in the post: kept as the escape it came as.
        return f"{json.dumps(row)}\n".encode()


def _scores(post: TextFields, learned: ClaimFilter) -> dict[str, Any]:
    """What the learned filter makes of a post; it decides nothing here."""
    from claims.language.classify import text_of

    score = learned.score(text_of(post), explain=True)
    return {
        "claim": round(score.claim, 3),
        "on_topic": round(score.on_topic, 3),
        "reasons": [list(reason) for reason in score.reasons],
    }


@contextmanager
def _input(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    from pipeline.errors import PipelineError

    try:
        lines = path.open("rb")
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}", "name a file of posts, or -") from error
    with lines:
        yield lines


@contextmanager
def _output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        os.replace(part, path)  # noqa: PTH105 - replaces on every system, as Path.rename does not
    finally:
        part.unlink(missing_ok=True)
