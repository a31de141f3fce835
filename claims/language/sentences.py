"""Where one sentence ends: by stops, lines, bullets and emoji, and in bare speech by its markers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMOJI = (
    "\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_JOINERS = "\u200d\ufe0e\ufe0f"
# Signs that stand before or behind each item of a list.
_ITEMS = frozenset("✔✅☑✓❌❎👉➤▶🔹🔸📌⭐")
# Signs that say which way the thing beside them goes.
_ARROWS = frozenset("⬆⬇📈📉🔼🔽⏫⏬")
# Signs that stand for a word inside a sentence: versus, arrows, equals, plus, minus.
_INLINE = frozenset("🆚🟰➕➖➗✖➡⬅↔⟶" + _JOINERS)

_POINTS = ".!?\u2026\u203c\u2047-\u2049"
# Lines, keycaps, emoji, bullets and points. Each begins with its sign, and what must stand before
# it is asked behind that: so a text is searched at the speed of its signs.
_STOP = re.compile(
    r"\n\s*"
    r"|[0-9#*]\ufe0f?\u20e3"
    rf"|[{_EMOJI}][{_EMOJI}{_JOINERS}]*"
    r"|[•·‣▪●|](?<=\s.)(?=\s)"
    rf"|[{_POINTS}](?<![.!?\u2026].)[{_POINTS}]*+[\"'\u201d\u2019)\]]*+(?=\s|$)"
)
_IS_EMOJI = re.compile(f"[{_EMOJI}]")
_KEYCAP = "\u20e3"
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
# Words whose full stop ends no sentence.
_MEASURES = ("min", "mins", "max", "avg", "hr", "hrs", "sec", "secs", "lb", "lbs", "oz", "ft")
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
_TITLES = ("dr", "mr", "mrs", "ms", "prof", "st", "vs", "ca", "nr", "fig", "approx", "est")
ABBREVIATED = frozenset((*_MEASURES, *_MONTHS, *_TITLES))
_HEAD = 12
_SHORT_HEAD = 3

# A piece of more words than this, without a stop, is speech: cut it at what speakers say between
# two thoughts, never leaving less than the fewest words on either side.
_LONG = 22
_FEWEST = 4
_SUBJECT = r"(?:i|i'm|i've|you|you're|it|it's|its|he|he's|she|she's|we|we're|they|they're|that's|there|there's)"
_MARKER = re.compile(
    r"\b(?:and (?:um|uh|then|also|plus|so|anyway)|but (?:um|uh|then)|so (?:um|uh|yeah|basically|now|please|don't|the|"
    rf"your|my|this|if|when|what|why|a|{_SUBJECT})|then {_SUBJECT}|plus (?:the|your|my|this|a|{_SUBJECT})|"
    r"(?:and )?number (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)|which means|also|anyway|"
    rf"okay|alright|first of all|second of all|secondly|finally|but|and {_SUBJECT})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, in order, without the white space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for end in _cuts(text):
        found += _spoken(text, *_trimmed(text, start, end))
        start = end
    return found


def _cuts(text: str) -> Iterator[int]:
    start = line = 0
    for stop in _STOP.finditer(text):
        sign = stop.group()
        # "⬆️ mood ⬇️ stress": where a line begins with an arrow, each stands before its thing.
        leads = sign[-1] == _KEYCAP or (sign[0] in _ARROWS and text[line] in _ARROWS)
        line = stop.end() if sign[0] == "\n" else line
        cut = stop.start() if leads else stop.end()
        if cut > start and _ends(text, start, stop):
            yield cut
            start = cut
    yield len(text)


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop.group() != ".":
        return not _IS_EMOJI.match(stop.group()) or _emoji_ends(text, start, stop)
    # Enough of the text before the stop to hold any abbreviation or list number.
    whole = stop.start() - start <= _HEAD
    head = text[start if whole else stop.start() - _HEAD : stop.start()]
    word = _LAST_WORD.search(head)
    if word is None:
        return True
    if word.group().isdigit():
        return not whole or head.strip() != word.group()
    if word.group().lower() in _TITLES:
        return False
    # "10 min. Then": a measure may end a sentence, if a new one plainly starts.
    short = word.group().lower() in ABBREVIATED or "." in word.group()
    return not short or text[stop.end() : stop.end() + 2].strip().isupper()


def _emoji_ends(text: str, start: int, stop: re.Match[str]) -> bool:
    if _INLINE.issuperset(stop.group()):
        return False
    if stop.group()[0] in _ARROWS:
        return True
    head = text[start : min(stop.start(), start + 4 * _HEAD)].split()
    if not head:
        return False
    # "i run 🏃 backwards": after a word or two, an emoji is a picture, not a stop.
    follows = text[stop.end() : stop.end() + 2].strip()
    if stop.group()[0] in _ITEMS:
        return True
    return len(head) >= _SHORT_HEAD or not follows.islower() or head[-1][-1] in "?!.:"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _spoken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if start == end:
        return
    if len(text[start:end].split()) > _LONG:
        words = [word.start() for word in _WORD.finditer(text, start, end)]
        for cut in list(_markers(text, words, end)):
            yield _trimmed(text, start, cut)
            start = cut
    yield _trimmed(text, start, end)


def _markers(text: str, words: list[int], end: int) -> Iterator[int]:
    """Starts of the markers that leave enough words before and behind them."""
    places = {start: place for place, start in enumerate(words)}
    last = 0
    for marker in _MARKER.finditer(text, words[0], end):
        place = places.get(marker.start())
        if place is None or len(words) - place < _FEWEST:
            continue
        if place - last >= _FEWEST:
            last = place
            yield marker.start()
