"""The Methods page: its text is method.md beside this file, in plain words, one section a question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.words.verdicts import VERDICTS

TITLE = "How this is made"
LEAD = (
    "Retrograde reads public posts on a trend, finds the claims in them by written rules, and sets "
    "each claim beside what studies measured. Every step can be looked at, and the same posts give "
    "the same result."
)
VERDICT_TABLE = [(word.shape, word.word, word.means) for word in VERDICTS.values()]
READINGS = {
    "claims": "with claims",
    "no_claim": "without a claim",
    "off_topic": "about something else",
    "other_language": "in a language that is not read",
    "not_in_topic": "outside the topic",
}
FIGURES_TITLE = "How well posts are read"
FIGURES_CAPTION = "Each figure, and the 95 % interval over test posts drawn again; 1.00 is perfect"
FIGURES_TOLD = (
    "Measured on invented posts that were annotated by a written guideline and kept apart: no rule "
    "was written against them. F1 weighs claims that were missed and claims that are none alike; "
    "two careful people agree at about 0.96 on whether a claim is there."
)
# The key of a figure, and the words for it.
FIGURES = {
    "claim": "A claim is found, with its outcome (F1)",
    "claim+direction": "… with outcome and direction (F1)",
    "ratio": "A relative size, both ends right (F1)",
    "stance": "Said, denied, asked or passed on",
    "hedged": "Hedged or not",
    "personal": "Own result or in general",
    "comparator": "What it is compared with",
    "activity": "Which activity",
    "post": "A post holds a claim or none (F1)",
}
CHARTS_GAP = (
    "The charts over time are drawn by Vega: a screen reader gets their description, and the same "
    "numbers in the table below each."
)
KEYS_GAP = "The filters are Streamlit's own. It binds the single keys r and c."
KNOWN_GAPS = (CHARTS_GAP, KEYS_GAP)


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer."""

    title: str
    anchor: str
    paragraphs: tuple[str, ...]


@cache
def sections() -> tuple[Section, ...]:
    """The sections of method.md, in order: "## Title #anchor", then paragraphs."""
    text = Path(__file__).with_name("method.md").read_text(encoding="utf-8")
    return tuple(_section(block) for block in text.split("## ")[1:])


def _section(block: str) -> Section:
    heading, _, body = block.partition("\n")
    title, _, anchor = heading.rpartition(" #")
    paragraphs = (" ".join(part.split()) for part in body.split("\n\n"))
    return Section(title, anchor, tuple(filter(None, paragraphs)))
