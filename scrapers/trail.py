"""Where a round has been: so that no server leads it in circles, on for ever, or out of the web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from scrapers.addresses import can_be_asked
from scrapers.fields import shown
from scrapers.platform import Request
from scrapers.steps import fingerprint

MOST_RESTARTS = 3


class Trail:
    """What was asked, each with its part, and how far each part has come in this run."""

    def __init__(self, asked: Mapping[str, str], *, most_pages: int) -> None:
        self._asked = dict(asked)
        self._most_pages = most_pages
        self._pages: Counter[str] = Counter()
        self._restarts: Counter[str] = Counter()

    def follow(
        self, request: Request, following: tuple[Request, ...]
    ) -> tuple[tuple[Request, ...], list[str]]:
        """Of the requests that an answer leads to those to ask, and what is wrong with others."""
        self._asked[fingerprint(request)] = request.part
        self._pages[request.part] += 1
        new, troubles = [], []
        for one in following:
            known = fingerprint(one) in self._asked
            if trouble := self._trouble(request, one, is_known=known):
                troubles.append(f"{one.part}: {trouble}")
            elif not known:
                self._asked[fingerprint(one)] = one.part
                new.append(one)
        return tuple(new), troubles

    def _trouble(self, request: Request, following: Request, *, is_known: bool) -> str | None:
        if not can_be_asked(following.url):
            return f"leads to {shown(following.url)}, which is no page"
        same = (following.part, following.purpose) == (request.part, request.purpose)
        if is_known and same:
            # Another page may lead to the same comments again; a page to itself never should.
            return "the server goes in circles"
        if not is_known and self._pages[following.part] >= self._most_pages:
            return f"left after {self._pages[following.part]} pages"
        return None

    def begin_anew(self, part: str) -> bool:
        """Forget where a part has been; False where that was done too often."""
        self._restarts[part] += 1
        if self._restarts[part] > MOST_RESTARTS:
            return False
        self._asked = {asked: of for asked, of in self._asked.items() if of != part}
        return True
