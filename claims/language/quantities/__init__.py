"""The interval grammar: words and digits to quantities with offsets."""

from claims.language.quantities.grammar import find_quantities, may_hold_number
from claims.language.quantities.records import Quantity

__all__ = ["Quantity", "find_quantities", "may_hold_number"]
