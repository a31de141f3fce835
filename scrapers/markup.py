"""The plain text of a little HTML, as posts carry it: its breaks stay, its marks go."""

from __future__ import annotations

from html.parser import HTMLParser

_BREAKS = {"br": "\n", "p": "\n\n", "li": "\n", "div": "\n", "blockquote": "\n\n"}
_UNSEEN = frozenset({"script", "style"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.kept.append(_BREAKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.kept.append(data)


def plain_text(markup: str | None) -> str | None:
    """The words of some HTML; None where there are none."""
    if not markup:
        return None
    words = _Words()
    words.feed(markup)
    words.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(words.kept).split("\n"))
    return "\n".join(lines).strip() or None
