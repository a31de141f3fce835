"""Rival readings of the same words: which of them stay."""

from __future__ import annotations

from claims.language.events import Event

# "hits your quads (five times) harder"
_SIZE_BETWEEN = 3


def without_rivals(lexical: list[Event], rows: list[Event]) -> list[Event]:
    """Of two readings of the same words the wider one stays; of one outcome twice, the first."""
    wide = [
        row
        for row in rows
        if not any(_inside(row, other) for other in rows)
        and not any(_inside(row, event) and event.at >= row.start for event in lexical)
    ]
    wide = [row for row in wide if not any(_completes(row, event) for event in lexical)]
    kept = [
        event
        for event in lexical
        if not any(_inside(event, row) or _rereads(row, event) for row in wide)
    ]
    for event in kept:
        same = (row.rule for row in rows if _inside(row, event) and row.effect == event.effect)
        event.also = (*event.also, *same)
    found: list[Event] = []
    for event in sorted((*kept, *wide), key=lambda event: (event.start, event.end)):
        twin = next((other for other in found if _repeats(event, other)), None)
        if twin is None:
            found.append(event)
        else:
            twin.also = (*twin.also, event.rule, *event.also)
            if twin.quantity is None:
                twin.quantity, twin.sized = event.quantity, event.sized
    return found


def _completes(row: Event, event: Event) -> bool:
    """ "works your calves harder": how hard a muscle works is no effort of its own."""
    after = 0 <= row.start - event.end <= _SIZE_BETWEEN
    if row.effect.outcome != "rpe" or event.sense != "works" or event.from_left or not after:
        return False
    event.end = row.end
    return True


def _rereads(row: Event, event: Event) -> bool:
    """Whether a row gives the very words of an event another outcome."""
    same = (row.start, row.end) == (event.start, event.end)
    return same and row.effect.outcome != event.effect.outcome


def _inside(event: Event, other: Event) -> bool:
    if event is other or event.end - event.start >= other.end - other.start:
        return False
    return other.start <= event.start and event.end <= other.end


def _repeats(event: Event, other: Event) -> bool:
    one, two = event.effect, other.effect
    # Words for an outcome outside the list vary by the row that reads them.
    loose = one.outcome == two.outcome == "other" and one.direction == two.direction
    sizes = {id(size) for size in (event.quantity, other.quantity) if size is not None}
    same = (loose or one == two) and len(sizes) < 2
    return same and event.start < other.end
