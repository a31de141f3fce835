"""Readings and mentions as Arrow tables, and a frame back from a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from claims.records import Frame

FRAME_COLUMNS = (
    *("field", "quote", "quote_start", "quote_end", "activity", "outcome", "outcome_text"),
    *("direction", "magnitude_kind", "ratio_low", "ratio_high", "ratio_alternatives"),
    *("value_low", "value_high", "unit", "bound", "approximate", "comparator", "stance"),
    *("hedged", "personal", "flags", "rules"),
)
READING_COLUMNS = (
    *("post_key", "topic", "text_sha256", "extraction", "answers_topic", "outcome"),
    *("mentions", "run"),
)
_RENAMED = {"quote_start": "start", "quote_end": "end"}
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("quote_start", "quote_end", "mentions"), pa.int32()),
    **dict.fromkeys(("ratio_low", "ratio_high", "value_low", "value_high"), pa.float64()),
    **dict.fromkeys(("approximate", "hedged", "personal", "answers_topic"), pa.bool_()),
    **dict.fromkeys(("flags", "rules"), pa.list_(pa.string())),
}


def _table(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        {
            name: pa.array(values, type=_TYPES.get(name, pa.string()))
            for name, values in zip(names, columns, strict=True)
        }
    )


def readings(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Rows of `readings`."""
    return _table(READING_COLUMNS, list(rows))


def mentions(rows: Iterable[tuple[tuple[Any, ...], Frame, tuple[Any, ...]]]) -> pa.Table:
    """Rows of `mentions`: keys before the frame, its columns, versions after it."""
    names = ("mention", "post_key", "topic", "claim", *FRAME_COLUMNS, "extraction", "run")
    return _table(names, [(*keys, *frame_values(frame), *after) for keys, frame, after in rows])


def frame_values(frame: Frame) -> tuple[Any, ...]:
    """A frame's values in the order of FRAME_COLUMNS."""
    return tuple(_value(frame, name) for name in FRAME_COLUMNS)


def _value(frame: Frame, name: str) -> Any:
    value = getattr(frame, _RENAMED.get(name, name))
    if name == "ratio_alternatives":
        return json.dumps(value)
    return list(value) if isinstance(value, tuple) else value


def frame_of(row: Mapping[str, Any]) -> Frame:
    """The frame that a row of `mentions` holds."""
    values = {_RENAMED.get(name, name): row[name] for name in FRAME_COLUMNS if name in row}
    pairs = json.loads(values["ratio_alternatives"])
    values["ratio_alternatives"] = tuple((low, high) for low, high in pairs)
    for name in ("flags", "rules"):
        values[name] = tuple(values.get(name) or ())
    return Frame(**values)
