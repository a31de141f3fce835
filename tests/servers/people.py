"""People on a real Bluesky network, who write, answer, delete and hide as people do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import requests

POST, PROFILE = "app.bsky.feed.post", "app.bsky.actor.profile"
_TAG = re.compile(r"#(\w+)")


@dataclass
class Person:
    """An account on the network's server, signed in."""

    server: str
    name: str
    did: str = ""
    token: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def handle(self) -> str:
        return f"{self.name}.test"

    def join(self) -> Person:
        """Make the account."""
        made = self.call(
            "com.atproto.server.createAccount",
            {
                "handle": self.handle,
                "email": f"{self.name}@example.org",
                "password": f"pass-{self.name}",
            },
        )
        self.did, self.token = made["did"], made["accessJwt"]
        self.describe({"displayName": self.name.title()})
        return self

    def call(self, name: str, body: dict[str, Any]) -> Any:
        """Call a procedure of the server."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        answer = requests.post(f"{self.server}/xrpc/{name}", json=body, headers=headers, timeout=60)
        if not answer.ok:
            raise RuntimeError(f"{name}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    def app_password(self) -> str:
        """A password for a program, made once."""
        if not self.password:
            made = self.call("com.atproto.server.createAppPassword", {"name": "retrograde"})
            self.password = str(made["password"])
        return self.password

    def write(self, records: Sequence[dict[str, Any]]) -> list[str]:
        """Post these; answers the address of each."""
        writes = [
            {"$type": "com.atproto.repo.applyWrites#create", "collection": POST, "value": one}
            for one in records
        ]
        found: list[str] = []
        for place in range(0, len(writes), 100):
            body = {"repo": self.did, "writes": writes[place : place + 100]}
            done = self.call("com.atproto.repo.applyWrites", body)
            found += [one["uri"] for one in done["results"]]
        return found

    def link(self, uri: str) -> dict[str, str]:
        """A post as others refer to it, its very version included."""
        owner, collection, name = uri.removeprefix("at://").split("/")
        asked = {"repo": owner, "collection": collection, "rkey": name}
        url = f"{self.server}/xrpc/com.atproto.repo.getRecord"
        answer = requests.get(url, asked, timeout=60)
        answer.raise_for_status()
        return {"uri": uri, "cid": answer.json()["cid"]}

    def delete(self, uri: str) -> None:
        """Take a post away."""
        record = uri.rpartition("/")[2]
        body = {"repo": self.did, "collection": POST, "rkey": record}
        self.call("com.atproto.repo.deleteRecord", body)

    def describe(self, profile: dict[str, Any]) -> None:
        """Write the profile anew."""
        record = {"$type": PROFILE, **profile}
        body = {"repo": self.did, "collection": PROFILE, "rkey": "self", "record": record}
        self.call("com.atproto.repo.putRecord", body)

    def hide(self) -> None:
        """Ask that only people who have signed in see the account."""
        wish = {
            "$type": "com.atproto.label.defs#selfLabels",
            "values": [{"val": "!no-unauthenticated"}],
        }
        self.describe({"displayName": self.name.title(), "labels": wish})

    def leave(self) -> None:
        """Close the account for now."""
        self.call("com.atproto.server.deactivateAccount", {})


def record(text: str, moment: datetime, **more: Any) -> dict[str, Any]:
    """A post as an app writes it, tags marked by their bytes."""
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"$type": POST, "text": text, "createdAt": stamp, "facets": list(_facets(text)), **more}


def _facets(text: str) -> Iterator[dict[str, Any]]:
    for found in _TAG.finditer(text):
        start, end = (len(text[:place].encode()) for place in found.span())
        yield {
            "index": {"byteStart": start, "byteEnd": end},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": found[1]}],
        }
