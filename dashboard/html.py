"""The only place that writes HTML: text is escaped unless it was made here."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "img", "meta", "link", "wbr"})
_SCHEMES = ("https://", "http://", "mailto:")


class Html(str):
    """Markup made by this module; everything else is text and gets escaped."""

    __slots__ = ()


Part = str | None
Attribute = str | int | bool | None


def element(name: str, /, *children: Part, **attributes: Attribute) -> Html:
    """One element; `class_`, `for_` and `data_x` become class, for and data-x."""
    opening = f"<{name}{''.join(_attribute(*pair) for pair in attributes.items())}>"
    if name in _VOID:
        return Html(opening)
    return Html(f"{opening}{join(children)}</{name}>")


def join(parts: Iterable[Part], between: Part = "") -> Html:
    """Parts side by side, text escaped, what is None left out."""
    return Html(_escaped(between or "").join(_escaped(part) for part in parts if part is not None))


def link(text: Part, address: str | None, **attributes: Attribute) -> Html:
    """A link; an address that is neither ours nor of the web leaves the bare text."""
    if address is None or not is_safe(address):
        return join([text])
    away: dict[str, Attribute] = {}
    if not is_ours(address):
        away = {"rel": "noopener noreferrer", "target": "_blank"}
    return element("a", text, href=address, **away, **attributes)


def data_block(data: object) -> Html:
    """Data for machines inside a page; nothing in it can end the element that holds it."""
    told = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        told = told.replace(character, f"\\u{ord(character):04x}")
    return element("script", Html(told), type="application/ld+json")


def is_ours(address: str) -> bool:
    """An address on this server, or a place on this page."""
    return address.startswith("#") or (address.startswith("/") and not address.startswith("//"))


def is_safe(address: str) -> bool:
    """Whether a link may lead there: no scripts, no data, no strange schemes."""
    return is_ours(address) or address.lower().startswith(_SCHEMES)


def _escaped(part: str) -> str:
    return part if isinstance(part, Html) else html.escape(part, quote=True)


def _attribute(name: str, value: Attribute) -> str:
    name = name.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{html.escape(str(value), quote=True)}"'
