"""The small words between a verb and its object, and those that end its reach."""

from __future__ import annotations

from claims.language.classes import word_class
from claims.language.noun_phrases import DETERMINERS

PRONOUN_SUBJECTS = word_class("gaps.pronoun_subjects")
BREAKS = word_class("gaps.breaks")
JOINING = frozenset((",", "and", "&", "or", "/", "+"))
# An adjective does not reach over these: "less at a comfortable speed".
TIES = word_class("gaps.ties")
NOUN_FOLLOWS = frozenset(
    ("the", "a", "an", "no", "less", "much", "any", "this", "zero", "of", "more", "extra")
)
# Verbs that make a sentence of words around "the same".
FINITE = word_class("gaps.finite")
FREE = DETERMINERS | word_class("gaps.free")
