"""Quantities in one line each, so that a table of cases can be read at a glance."""

from __future__ import annotations

from claims.language.quantities import Quantity, find_quantities

_BOUNDS = {"exact": "", "upper": "<=", "lower": ">="}


def brief(text: str, *, every: bool = False) -> list[str]:
    """ "~30..40 % x1.3..1.4 more": bound, approximation, ends, unit, ratio, trend, flags."""
    return [describe(quantity) for quantity in find_quantities(text, every=every)]


def one(text: str, *, every: bool = False) -> Quantity:
    """The only quantity of the text."""
    found = find_quantities(text, every=every)
    assert len(found) == 1, f"{text!r} holds {[describe(quantity) for quantity in found]}"
    return found[0]


def describe(quantity: Quantity) -> str:
    """One quantity as a line."""
    blur = "~" if quantity.approximate else ""
    parts = [_BOUNDS[quantity.bound] + blur + _ends(quantity.low, quantity.high)]
    if quantity.kind in ("ratio", "equivalence"):
        parts[0] = quantity.kind + " " + parts[0]
    if quantity.unit:
        parts.append(quantity.unit)
    if quantity.ratio_low is not None and quantity.ratio_high is not None:
        ratio = (quantity.ratio_low, quantity.ratio_high)
        if ratio != (quantity.low, quantity.high):
            parts.append("x" + _ends(*ratio))
    parts += [quantity.trend] if quantity.trend else []
    parts += [f"[{flag}]" for flag in quantity.flags]
    return " ".join(parts)


def _ends(low: float, high: float) -> str:
    low, high = round(low, 3), round(high, 3)
    return f"{low:g}" if low == high else f"{low:g}..{high:g}"
