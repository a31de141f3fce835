"""AT Protocol lexicons as JSON Schema, to judge what Bluesky is asked and what it is said to answer."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from jsonschema import Draft202012Validator

_DID = r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]"
_HANDLE = r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_FORMATS = {
    "did": _DID,
    "handle": _HANDLE,
    "at-identifier": f"(?:{_DID}|{_HANDLE})",
    "at-uri": rf"at://(?:{_DID}|{_HANDLE})(?:/[a-zA-Z0-9.-]+(?:/[a-zA-Z0-9._~:-]+)?)?",
    "cid": "[a-zA-Z0-9+=]{8,256}",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,20})?(?:Z|[+-]\d\d:\d\d)",
    "uri": r"[a-z][a-z.-]{0,80}:\S+",
}
_LIMITS = ("minimum", "maximum", "maxLength", "minLength", "enum", "const")


class Lexicons:
    """The definitions of a folder, e.g. `app.bsky.feed.defs#postView`."""

    def __init__(self, folder: Path) -> None:
        files = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
        self.known: dict[str, Any] = {one["id"]: one["defs"] for one in files}
        self.every = {
            f"{name}#{key}": self.schema(described, name)
            for name, defs in self.known.items()
            for key, described in defs.items()
        }
        Draft202012Validator.check_schema({"$defs": self.every})

    def check_request(self, url: str) -> None:
        """Raise where a query asks for what its lexicon does not take."""
        parts = urlsplit(url)
        name = parts.path.removeprefix("/xrpc/")
        described = self.known[name]["main"]["parameters"]
        asked = {
            key: _value(described["properties"].get(key, {}), values)
            for key, values in parse_qs(parts.query, strict_parsing=True).items()
        }
        # A record may hold more than is described; a question may not.
        schema = {**self.schema(described, name), "additionalProperties": False}
        self._validate(schema, asked)

    def check_input(self, name: str, body: object) -> None:
        """Raise where a body is not what a procedure takes."""
        self._check(self.known[name]["main"]["input"]["schema"], name, body)

    def check_output(self, name: str, body: object) -> None:
        """Raise where a body is not what a query or procedure answers."""
        self._check(self.known[name]["main"]["output"]["schema"], name, body)

    def check(self, reference: str, value: object) -> None:
        """Raise where a value is not of that definition."""
        self._check({"type": "ref", "ref": reference}, "", value)

    def _check(self, described: Any, name: str, value: object) -> None:
        self._validate(self.schema(described, name), value)

    def _validate(self, schema: dict[str, Any], value: object) -> None:
        whole = {**schema, "$defs": self.every}
        Draft202012Validator(whole).validate(value)

    def schema(self, described: dict[str, Any], name: str) -> dict[str, Any]:
        """One definition as JSON Schema; `name` is the lexicon that it stands in."""
        kind = described["type"]
        if kind == "record":
            return self.schema(described["record"], name)
        if kind in ("object", "params"):
            properties = described.get("properties", {})
            return {
                "type": "object",
                "required": described.get("required", []),
                "properties": {key: self.schema(one, name) for key, one in properties.items()},
            }
        if kind == "array":
            limits = {"maxItems": described["maxLength"]} if "maxLength" in described else {}
            return {"type": "array", "items": self.schema(described["items"], name), **limits}
        if kind == "ref":
            return self._reference(described["ref"], name)
        if kind == "union":
            return self._union(described["refs"], name)
        return _plain(kind, described)

    def _reference(self, reference: str, name: str) -> dict[str, Any]:
        key = _full(reference, name)
        lexicon, _, part = key.partition("#")
        # What the folder does not describe is not judged.
        return {"$ref": f"#/$defs/{key}"} if part in self.known.get(lexicon, {}) else {}

    def _union(self, references: list[str], name: str) -> dict[str, Any]:
        """Told apart by $type; others than these may come."""
        cases = [
            {
                "if": {"properties": {"$type": {"const": _full(one, name).removesuffix("#main")}}},
                "then": self._reference(one, name),
            }
            for one in references
        ]
        return {"type": "object", "required": ["$type"], "allOf": cases}


def _full(reference: str, name: str) -> str:
    whole = f"{name}{reference}" if reference.startswith("#") else reference
    return whole if "#" in whole else f"{whole}#main"


def _plain(kind: str, described: dict[str, Any]) -> dict[str, Any]:
    if kind not in ("string", "integer", "boolean"):
        return {"type": "object"} if kind == "unknown" else {}
    schema = {"type": kind, **{key: described[key] for key in _LIMITS if key in described}}
    pattern = _FORMATS.get(described.get("format", ""))
    return {**schema, "pattern": f"^{pattern}$"} if pattern else schema


def _value(described: dict[str, Any], values: list[str]) -> Any:
    """A parameter as its lexicon counts it: a list, a number or a text."""
    if described.get("type") == "array":
        return values
    (only,) = values
    return (
        int(only) if described.get("type") == "integer" and re.fullmatch("[0-9]+", only) else only
    )


@cache
def bluesky(shared: Path) -> Lexicons:
    """The lexicons that lie with the sample data; skips the test where there are none."""
    folder = shared / "payloads" / "bluesky" / "lexicons"
    if not folder.is_dir():
        pytest.skip("no lexicons of Bluesky in ../shared")
    return Lexicons(folder)
