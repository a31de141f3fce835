"""The claimed-against-measured picture: one SVG string for page, card, brief and export."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from claims.evidence.bars import TABLE_HEAD, USUAL_FORM, Bar, bars_of, describe, table_rows
from claims.evidence.words import number

__all__ = ["TABLE_HEAD", "Bar", "bars_of", "claimed_against_measured", "describe", "table_rows"]

CLAIMED, MEASURED = "#c2590f", "#2f7de1"
_WIDTH, _MARGIN, _LINE, _MARK = 390, 16, 17, 26
# About as many characters as fit in one line of 13-pixel system type.
_LETTERS = 54
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 50)
_APART = 40


def claimed_against_measured(bars: Sequence[Bar]) -> str:
    """One row a bar: diamond and dashes claimed, circle and solid line measured, log scale."""
    bars = tuple(bars)
    scale = _Scale(bars)
    last = max((index for index, bar in enumerate(bars) if bar.drawn), default=-1)
    pieces: list[str] = []
    height = 8
    for index, bar in enumerate(bars):
        lines = _lines(bar)
        pieces += _row(bar, lines, top=height, scale=scale)
        height += len(lines) * _LINE + (_MARK if bar.drawn else 8)
        if index == last:
            pieces += _axis(scale, height)
            height += 28
    label = escape(_clean(describe(bars)), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" '
        f'viewBox="0 0 {_WIDTH} {height}" width="100%" style="max-width:560px" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="currentColor">'
        f"{''.join(pieces)}</svg>"
    )


class _Scale:
    """Where a ratio lies on the picture: twice and half are equally far from 1."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        ends = [1.0]
        for bar in bars:
            ends += [end for end in (bar.low, bar.high, bar.point) if end is not None]
            ends += [end for reading in bar.readings for end in reading]
        self.low, self.high = min(ends) / 1.12, max(ends) * 1.12

    def x(self, ratio: float) -> float:
        """The place across, in pixels of the 390 wide picture."""
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)

    def ticks(self) -> list[float]:
        """Round ratios far enough apart to be read, 1 always among them."""
        kept = [1.0]
        wide = self.high / self.low > 500
        ticks = [10.0**n for n in range(-6, 9)] if wide else list(_TICKS)
        for tick in sorted(ticks, key=lambda tick: abs(math.log(tick))):
            inside = self.low <= tick <= self.high
            if inside and all(abs(self.x(tick) - self.x(other)) >= _APART for other in kept):
                kept.append(tick)
        return sorted(kept)


def _lines(bar: Bar) -> list[str]:
    """The label above a row, with its numbers, in lines that fit a phone."""
    people = f", {bar.people}" if bar.people else ""
    # The usual form is what the line at 1 stands for; only another comparison needs its name.
    against = f" against {bar.compared}" if bar.compared not in ("", USUAL_FORM) else ""
    text = _clean(f"{bar.name}{people}: {bar.size}{against}{_interval_words(bar)}")
    return textwrap.wrap(text, _LETTERS, break_long_words=True) or [""]


def _interval_words(bar: Bar) -> str:
    if bar.role == "claimed" or not bar.drawn:
        return ""
    return f" ({bar.interval})" if bar.interval else " (no interval given)"


def _row(bar: Bar, lines: Sequence[str], *, top: int, scale: _Scale) -> Iterator[str]:
    weight = ' font-weight="600"' if bar.role == "claimed" else ""
    for index, line in enumerate(lines):
        y = top + (index + 1) * _LINE - 4
        yield f'<text x="{_MARGIN}" y="{y}"{weight}>{escape(line)}</text>'
    if bar.low is None or bar.high is None:
        return
    y = top + len(lines) * _LINE + 10
    yield _one(scale, y)
    if bar.role == "measured":
        yield from _circle(scale, bar.low, bar.high, y=y, point=bar.point)
        return
    yield from _diamond(scale, bar.low, bar.high, y=y, point=bar.point)
    for low, high in bar.readings:
        yield from _diamond(scale, low, high, y=y, point=None, hollow=True)


def _diamond(
    scale: _Scale, low: float, high: float, *, y: int, point: float | None, hollow: bool = False
) -> Iterator[str]:
    """A claimed size: dashes from end to end, a turned square in the middle."""
    left, right = scale.x(low), scale.x(high)
    if right > left:
        yield _line(left, right, y, f'stroke="{CLAIMED}" stroke-width="2" stroke-dasharray="5 4"')
    x = scale.x(point or math.sqrt(low * high))
    fill = "none" if hollow else CLAIMED
    yield (
        f'<rect x="{x - 5:.1f}" y="{y - 5}" width="10" height="10" fill="{fill}" '
        f'stroke="{CLAIMED}" stroke-width="2" transform="rotate(45 {x} {y})"/>'
    )


def _circle(
    scale: _Scale, low: float, high: float, *, y: int, point: float | None
) -> Iterator[str]:
    """A measured size: a solid line along its interval, a circle at its point."""
    left, right = scale.x(low), scale.x(high)
    if right > left:
        yield _line(left, right, y, f'stroke="{MEASURED}" stroke-width="3"')
    x = scale.x(point or math.sqrt(low * high))
    yield f'<circle cx="{x}" cy="{y}" r="6" fill="{MEASURED}"/>'


def _one(scale: _Scale, y: int) -> str:
    """The dotted line at 1, no difference, behind this row's mark and not behind the words."""
    x = scale.x(1.0)
    return (
        f'<line x1="{x}" y1="{y - 9}" x2="{x}" y2="{y + 10}" stroke="currentColor" '
        f'stroke-width="2" stroke-dasharray="0.1 5" stroke-linecap="round"/>'
    )


def _axis(scale: _Scale, bottom: int) -> Iterator[str]:
    for tick in scale.ticks():
        words = f"{number(tick)}×"
        yield f'<text x="{scale.x(tick)}" y="{bottom + 16}" text-anchor="middle">{words}</text>'


def _line(left: float, right: float, y: int, look: str) -> str:
    return f'<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" {look}/>'


def _clean(text: str) -> str:
    """Text without the control and direction characters that XML or a reader would trip over."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn")
    )
