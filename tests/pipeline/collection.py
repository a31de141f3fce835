"""A small invented collection that holds what the later stages must cope with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.pipeline.making import LONG_ID, Row, line, write_lines

HEART = "running backwards conditions the heart two to three times more than forward running"
MILES = "8 miles backwards equals 16 to 24 miles forward #runningbackwards"
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")\r\n<img src=x onerror=alert(1)> ![x](https://evil.example/x) '
    'running backwards burns more calories, "they said"; \u202eesrever \x1b[31m @ada.runs'
)
ADA = {"author": "ada.runs", "author_name": "Ada R.", "author_followers": 30_300}


def _of(number: int, caption: str | None, **fields: Any) -> Row:
    return line(number, caption=caption, **fields)


VIDEO = _of(1, MILES, id=LONG_ID, views="258K", likes="47K", **ADA)
COMMENT = _of(
    2,
    "twice the calories, guaranteed",
    id="7320768196569600001",
    kind="comment",
    parent_id=LONG_ID,
    views=None,
)
ANSWER = _of(
    3,
    "it really burns twice the calories",
    id="7320768196569600002",
    kind="comment",
    parent_id="7320768196569600001",
    views=None,
)
GONE = _of(4, f"{HEART} says the doctor who vanished", author="gone.gone", author_name="G. Gone")
COLLECTION: list[Row] = [
    {"kind": "note", "text": "Invented posts."},
    VIDEO,
    COMMENT,
    ANSWER,
    GONE,
    _of(5, HEART, **ADA),
    _of(6, HEART, platform="mastodon", id="115000000000000006", kind="post", views=None, likes=3),
    _of(7, "no, running backwards does not burn more calories #runbackwards", views=0),
    _of(8, "my running back is the best in the league", hashtags=["nfl"]),
    _of(9, "Rückwärts laufen verbrennt doppelt so viele Kalorien #runningbackwards", lang="de"),
    _of(10, HOSTILE, **ADA),
    _of(11, None, transcript="backward running is easier on the knees", transcript_source="asr"),
    _of(
        12,
        "#reverserunning",
        transcript="running backwards burns five times the calories",
        transcript_source="machine_translation",
    ),
    _of(13, "running backwards burns more calories", screen_text="-5 kg in one week?"),
    _of(14, "sunrise over the lake #runningbackwards", created_at=None, id="not-a-number-14"),
    VIDEO | {"observed_at": "2026-11-03T12:00:00Z", "views": "1.2M", "caption": "8 miles …"},
    # Two lines that name no time: both were seen when the file was read.
    VIDEO | {"observed_at": None, "caption": "8 miles", "views": 258_100},
    VIDEO | {"observed_at": None, "caption": "8", "views": 258_200},
    {"platform": "tiktok", "kind": "tag", "id": "runningbackwards", "views": "1.2M"},
    {"platform": "tiktok", "kind": "coverage", "id": "2026-10-20", "status": "collected"},
    {"platform": "tiktok", "kind": "coverage", "id": "2026-10-21", "status": "off", "note": "cut"},
]
# Posts that the topic holds: not the football player, nor the translation's words.
ON_TOPIC = 13
GONE_KEY = f"{GONE['platform']}:{GONE['id']}"
GONE_TRACES = ("vanished", "gone.gone", "G. Gone", GONE["id"])


def write_collection(folder: Path) -> Path:
    """The collection as a file, with one line that is broken."""
    return write_lines(folder / "collection.ndjson", [*COLLECTION, '{"platform": "tiktok"'])
