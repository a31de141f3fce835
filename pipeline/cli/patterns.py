"""`retrograde patterns`: test the rows that read claims, explain how a text is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import DEFAULT_TOPIC
from pipeline.cli.terminal import one_line, plain, say

if TYPE_CHECKING:
    from claims.language.parse import Parsed
    from claims.records import Frame

topic_option = click.option(
    "--topic", default=DEFAULT_TOPIC, show_default=True, help="Topic to read for."
)


@click.group(short_help="test the claim patterns, explain how a text is read")
def command() -> None:
    """The rows of data/cues and data/patterns: words, and examples that are their tests."""


@command.command(short_help="run the examples of every row")
@topic_option
def test(topic: str) -> None:
    """Read every row's yes and no examples; exit 1 if one is not read as its row says."""
    from claims.language.examples import count_rows, failures
    from claims.language.extract import Extractor
    from claims.topics import load_topic

    failed = list(failures(Extractor(load_topic(topic))))
    for failure in failed:
        click.echo(plain(f"{failure.row}: “{failure.example}”: wanted {failure.wanted}"))
    rows, examples = count_rows()
    say(f"{rows} rows, {examples} examples, {len(failed)} failed")
    if failed:
        say('see how one is read: retrograde patterns explain "TEXT"')
        raise click.exceptions.Exit(1)


@command.command(short_help="show how a text is read")
@click.argument("text")
@topic_option
def explain(text: str, topic: str) -> None:
    """Show the tokens, quantities and matched rows of TEXT, the frames and the nearest miss."""
    from claims.language.extract import Extractor
    from claims.records import TextFields
    from claims.topics import load_topic

    extractor = Extractor(load_topic(topic))
    reading = extractor.reading(TextFields("explained", {"caption": text}))
    parsed = extractor.parsed(text)
    lines = [*_tokens(parsed), *_quantities(text), *_rows(parsed), *_patterns(parsed)]
    lines += [*_frames(reading.frames, reading.outcome), *_nearest(parsed)]
    click.echo(plain("\n".join(lines)))


def _tokens(parsed: Parsed) -> Iterator[str]:
    yield "Sentences and tokens"
    for start, end in parsed.sentences:
        yield "  " + " · ".join(one_line(word) for word in parsed.words[start:end])


def _quantities(text: str) -> Iterator[str]:
    from claims.language.quantities import find_quantities

    yield "Quantities"
    for quantity in find_quantities(text, every=True):
        size = f"{quantity.low:g} to {quantity.high:g} {quantity.unit or ''}".strip()
        ratio = (
            ""
            if quantity.ratio_low is None
            else f", ratio {quantity.ratio_low:.4g} to {quantity.ratio_high:.4g}"
        )
        notes = ", ".join((quantity.bound, *quantity.flags))
        yield f"  “{text[quantity.start : quantity.end]}”: {quantity.kind} {size}{ratio} ({notes})"


def _rows(parsed: Parsed) -> Iterator[str]:
    yield "Words that rows know"
    marks = sorted(
        (mark for found in parsed.marks.values() for mark in found),
        key=lambda mark: (mark.start, mark.end, mark.concept.kind, mark.concept.name),
    )
    for start, end, concept in marks:
        said = " ".join(parsed.words[start:end])
        yield f"  “{one_line(said)}”: {concept.kind} {concept.name}"


def _patterns(parsed: Parsed) -> Iterator[str]:
    yield "Patterns that match"
    for pattern, start, end in parsed.matches:
        yield f"  “{one_line(' '.join(parsed.words[start:end]))}”: {pattern.id}"


def _frames(frames: tuple[Frame, ...], outcome: str) -> Iterator[str]:
    from claims.language.frames import as_json

    yield f"Frames ({outcome})"
    for frame in frames:
        yield f"  “{one_line(frame.quote)}”, read by {', '.join(frame.rules)}"
        told = {
            name: value for name, value in as_json(frame).items() if value not in (None, [], False)
        }
        del told["quote"]
        yield "    " + ", ".join(f"{name} {value}" for name, value in told.items())


def _nearest(parsed: Parsed) -> Iterator[str]:
    from claims.language.nearest import nearest_miss

    yield "Nearest pattern that does not match"
    miss = nearest_miss(parsed)
    if miss is None:
        yield "  none begins here; to teach one: a line in data/patterns, see CONTRIBUTING.md"
        return
    yield f"  “{one_line(' '.join(miss.known))}”: {miss.pattern.id}: {one_line(miss.why)}"
    yield f"  it reads “{miss.pattern.yes[0]}” as {miss.pattern.outcome} {miss.pattern.direction}"
