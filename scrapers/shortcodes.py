"""The short codes of Instagram and Threads, which are their numbers written with 64 signs."""

from __future__ import annotations

from scrapers.fields import Unmapped
from scrapers.times import BASE64URL

LONGEST_NUMBER = 20


def shortcode_of(number: str, path: str) -> str:
    """The short code of a media number, which may carry its owner's number after a line."""
    digits = number.partition("_")[0]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
        raise Unmapped(path, number, "is no number of a post, e.g. 3141592653589793238")
    left, code = int(digits), ""
    while left:
        left, place = divmod(left, len(BASE64URL))
        code = BASE64URL[place] + code
    if not code:
        raise Unmapped(path, number, "is no number of a post")
    return code
