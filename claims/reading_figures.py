"""How well posts are read that no rule was written against, as measured on the gold test posts."""

from __future__ import annotations

import json
from typing import Any

from claims.language.rows import data_file


def reading_figures() -> dict[str, Any]:
    """The figures of data/reading_figures.json, which `python -m benchmarks.extraction --write` makes."""
    figures: dict[str, Any] = json.loads(data_file("reading_figures.json").read_text("utf-8"))
    return figures
