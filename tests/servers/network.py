"""What tests know of the running network, and a crowd on it whose posts are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import requests

from tests.servers.people import Person, record

# The client whose limits are short: so many requests in so many seconds.
HURRIED = {"client": "203.0.113.7", "points": 4, "seconds": 5}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Network:
    """Where the server for people is, and where to ask whether all they wrote can be found."""

    pds: str
    control: str
    pid: int

    def settle(self) -> None:
        """Wait until everything that was written can be found."""
        requests.post(self.control, timeout=90).raise_for_status()

    def person(self, name: str) -> Person:
        """Somebody new."""
        return Person(self.pds, f"{name}{next(_numbers)}").join()


@dataclass
class Crowd:
    """Four people, and what of theirs a search for the tags must bring."""

    tags: tuple[str, str]
    ada: Person
    bo: Person
    cy: Person
    # Who shows posts only to people who have signed in.
    dee: Person
    found: list[str]
    # The address of a reply, and of what it answers.
    answer: tuple[str, str]


def crowd(network: Network, word: str, *, posts: int = 230) -> Crowd:
    """People who write under tags of their own, so that tests do not meet each other's."""
    ada, bo, cy, dee = (network.person(name) for name in ("ada", "bo", "cy", "dee"))
    first, second = tags = (f"runningbackwards{word}", f"retrorunning{word}")
    now = datetime.now(UTC) - timedelta(minutes=5)
    laps = [
        record(f"Lap {number}: 🏃‍♀️ 8 miles like 16 forward #{first}", now - timedelta(hours=number))
        for number in range(posts)
    ]
    found = [uri for place, one in enumerate((ada, bo, cy)) for uri in one.write(laps[place::3])]
    found += bo.write([
        record(f"both #{first} #{second}", now),
        record(f"dated ahead #{second}", now + timedelta(days=400)),
        record(f"dated before there was any network #{second}", datetime(1999, 1, 1, tzinfo=UTC)),
    ])  # fmt: skip
    # This network's search goes by the letters of the text.
    cy.write([record(f"in capitals #{first.upper()}", now), record("no tag at all", now)])
    (withdrawn,) = cy.write([record(f"thought better of it #{first}", now)])
    cy.delete(withdrawn)
    dee.hide()
    dee.write([record(f"for people I know #{first}", now)])
    above = cy.link(found[0])
    (reply,) = cy.write([record(f"not me #{first}", now, reply={"root": above, "parent": above})])
    network.settle()
    return Crowd(tags, ada, bo, cy, dee, [*found, reply], (reply, found[0]))
