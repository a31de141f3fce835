"""Secrets leave an item before it is hashed or kept: session tokens, devices, signed addresses.

It works on the text itself, so that all else stays as received, byte for byte, and so that a line
which is no JSON at all is cleaned too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

REMOVED = "removed"


def _names(written: str) -> frozenset[str]:
    return frozenset(written.split())


# JSON keys and URL parameters whose value goes: whole names, lower case.
SECRET_NAMES = _names(
    """
    verifyfp s_v_web_id device_id deviceid x-bogus x-gnarly _signature odinid user_agent user-agent
    useragent sessionid session_id sessionid_ss sid_tt sid_guard sid_ucp_v1 ssid_ucp_v1 uid_tt
    uid_tt_ss ttwid uifid client_key clientkey client_ip remote_addr
    """
)
# Whatever name these are part of: msToken, access_token, Set-Cookie, client_secret ...
SECRET_WORDS = ("token", "cookie", "secret", "passw", "authorization", "api_key", "apikey")
# URL parameters that sign or date an address of a content network. As a JSON key "signature" is
# no secret: TikTok calls a biography so.
SIGNING_PARAMETERS = _names(
    """
    x-signature x-expires x-orig-authkey signature sig lsig policy key-pair-id expire expires
    hdnts hdnea auth_key authkey x-amz-signature x-amz-credential x-amz-date x-goog-signature
    x-goog-credential oh oe _nc_ohc _nc_gid _nc_sid tk
    """
)
# Keys whose address loses all its parameters: the request that fetched the item.
REQUEST_KEYS = frozenset({"source_url"})

_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)', re.DOTALL)
_STRING_AND_COLON = re.compile(rf"({_STRING.pattern})(\s*:\s*)?", re.DOTALL)
_SPACED_COLON = re.compile(rb"\s+:")
_SCALAR = re.compile(r"[^\s,\]}]*")
_SUSPECT = re.compile(r"[=%\\:]|earer")
_DECODER = json.JSONDecoder(strict=False)


def _any_of(names: frozenset[str] | tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


# Separators may be hidden in escapes or percents, once or twice over.
_EQUALS = r"(?:=|\\u003d|%(?:25)*3d)"
_PARAMETER_NAME = (
    rf"((?:[?&;#]|\\u0026|\\u003f|%(?:25)*(?:3f|26|23))"
    rf"(?:{_any_of(SECRET_NAMES | SIGNING_PARAMETERS)}"
    rf"|[\w.-]{{0,40}}?(?:{_any_of(SECRET_WORDS)})[\w.-]{{0,40}}){_EQUALS})"
)
_PARAMETER = re.compile(_PARAMETER_NAME + r"(?:(?!%(?:25)*26|\\u0026)[^&#\s\"'<>])*", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^/\s\"'@]{1,200}:[^/\s\"'@]{1,200}@")
_SIGNED_PATH = re.compile(r"/[0-9a-fA-F]{32}/[0-9a-fA-F]{8}/video/")
_BEARER = re.compile(r"(\b[Bb]earer\s+)[\w.~+/=-]{12,}")

# In text that is no JSON, quotes mislead: whatever looks like a name with a value after it, and
# what a value that is surely gone looks like.
_NAMED = re.compile(
    rf"(?:(?<![a-z])(?:{_any_of(SECRET_NAMES)})(?![a-z])|(?:{_any_of(SECRET_WORDS)})[\w.-]{{0,40}})"
    rf"[\\\"'\s]{{0,8}}(?::|{_EQUALS}|(?<=[\"'\s])(?=[\"'\[{{]))",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"\s*(?:\"{REMOVED}\"|true|false|null)\s*(?:[,}}\]]|$)"
    rf"|(?<=[=dD]){REMOVED}(?:[&#\s\"'<>\\,}}]|$)"
)

_PARAMETER_BYTES = re.compile(_PARAMETER_NAME.encode(), re.IGNORECASE)
_USERINFO_BYTES = re.compile(rb"://[^/\s\"'@]{1,200}:[^/\s\"'@]{1,200}@")
_SIGNED_PATH_BYTES = re.compile(rb"/video/(?<=[0-9a-fA-F]{8}/video/)")

# Keys met so far that name no secret; an item's keys are nearly always among them.
_harmless_keys: set[str] = set()
HARMLESS_KEYS_KEPT = 10_000
LONGEST_NAME = 200


def may_hold_secrets(line: bytes, item: object) -> bool:
    """Whether an item is worth the slow look; most items of most formats are not."""
    if b"\\u00" in line or b"earer" in line:
        return True
    if (b"=" in line or b"%" in line) and _PARAMETER_BYTES.search(line):
        return True
    if b"/video/" in line and _SIGNED_PATH_BYTES.search(line):
        return True
    if b"@" in line and _USERINFO_BYTES.search(line):
        return True
    keys = item.keys() if isinstance(item, dict) and _is_flat(line, item) else _keys_in(line)
    return _names_a_secret(keys)


def _is_flat(line: bytes, item: dict[str, object]) -> bool:
    """Whether the text holds no key but those of its one object, each once."""
    return line.count(b'":') == len(item) and not _spaces_a_colon(line)


def _spaces_a_colon(line: bytes) -> bool:
    return b" :" in line or b"\t" in line or b"\r" in line or b"\n" in line


def _keys_in(line: bytes) -> set[str]:
    """All that may be a key in the text, in objects inside strings too."""
    if _spaces_a_colon(line):
        line = _SPACED_COLON.sub(b":", line)
    ends = line.split(b'":')
    ends.pop()
    keys = {end[end.rfind(b'"') + 1 :] for end in ends}
    return {key.rstrip(b"\\").decode(errors="replace") for key in keys}


def _names_a_secret(keys: AbstractSet[str]) -> bool:
    if keys <= _harmless_keys:
        return False
    if any(_key_rule(json.dumps(key)) != "keep" for key in keys):
        return True
    if len(_harmless_keys) < HARMLESS_KEYS_KEPT:
        _harmless_keys.update(key for key in keys if len(key) <= LONGEST_NAME)
    return False


def redact(item: str) -> str:
    """An item's text without secrets, otherwise exactly as received."""
    kept: list[str] = []
    done = 0
    for found in _STRING_AND_COLON.finditer(item):
        start, end = found.span()
        string, colon = found.groups()
        if start < done:
            continue
        if not colon:
            kept += item[done:start], _redact_string(string)
            done = end
        elif (rule := _key_rule(string)) != "keep":
            value_end = _value_end(item, end)
            kept += item[done:end], _replacement(item[end:value_end], rule)
            done = value_end
    return "".join((*kept, item[done:]))


def redact_broken(text: str) -> str:
    """Text that is no JSON, up to the first thing that may be a secret and is not surely gone."""
    text = _redact_address(redact(text))
    for named in _NAMED.finditer(text):
        if not _GONE.match(text, named.end()):
            return text[: named.end()] + REMOVED
    return text


def _key_rule(written: str) -> str:
    # A key of megabytes is no name, and none to remember.
    return (_known_rule if len(written) <= LONGEST_NAME else _rule)(written)


def _rule(written: str) -> str:
    name = _decoded(written).lower()
    if name in REQUEST_KEYS:
        return "cut"
    return "remove" if name in SECRET_NAMES or any(w in name for w in SECRET_WORDS) else "keep"


_known_rule = lru_cache(maxsize=4_096)(_rule)


def _value_end(item: str, start: int) -> int:
    """Where the value that starts here ends; the end of the text where that cannot be told."""
    if item[start : start + 1] in ("[", "{"):
        try:
            return _DECODER.raw_decode(item, start)[1]
        except (ValueError, RecursionError):
            return len(item)
    found = (_STRING if item[start : start + 1] == '"' else _SCALAR).match(item, start)
    return found.end() if found else start


def _replacement(value: str, rule: str) -> str:
    if value in ("true", "false", "null"):
        # "secret": false says that a video is public; it is no secret.
        return value
    if rule == "remove":
        return f'"{REMOVED}"'
    address = re.split(r"[?#]", _decoded(value))[0]
    return json.dumps(_redact_address(address))


def _redact_string(written: str) -> str:
    """A JSON string, quotes and all; written anew only where something had to go."""
    if not _SUSPECT.search(written):
        return written
    text = _decoded(written)
    cleaned = _redact_address(text)
    if text.lstrip()[:1] in ("{", "["):
        # JSON inside a JSON string.
        cleaned = redact(cleaned)
    return written if cleaned == text else json.dumps(cleaned)


def _redact_address(text: str) -> str:
    if "=" in text or "%" in text or "\\u003d" in text:
        text = _PARAMETER.sub(_without_value, text)
    if "@" in text:
        text = _USERINFO.sub(f"{REMOVED}@", text)
    if "/video/" in text:
        text = _SIGNED_PATH.sub(f"/{REMOVED}/{REMOVED}/video/", text)
    return _BEARER.sub(_without_value, text) if "earer" in text else text


def _without_value(named: re.Match[str]) -> str:
    return f"{named[1]}{REMOVED}"


def _decoded(written: str) -> str:
    try:
        decoded = _DECODER.decode(written)
    except (ValueError, RecursionError):
        return written.strip('"')
    return decoded if isinstance(decoded, str) else written
