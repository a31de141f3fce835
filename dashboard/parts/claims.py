"""Claims: in a list, and the verdict with its steps on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dashboard.data.claims import ClaimRow, Step
from dashboard.data.posts import MentionRow
from dashboard.html import Html, Part, element, join, link
from dashboard.parts.tables import dots, folded, moment
from dashboard.text import excerpt
from dashboard.words.claims import indirect_words, quoted
from dashboard.words.numbers import listed, many
from dashboard.words.platforms import platform_name
from dashboard.words.verdicts import RELATIONS, certainty, verdict_word


def claim_list(claims: Sequence[ClaimRow], address: Callable[[str], str]) -> Html:
    """Claims with how often, where and since when they are made, and the verdict word first."""
    first = min(row.first_seen_at for row in claims)
    last = max(row.last_seen_at for row in claims)
    return element(
        "ol", *(_claim_item(row, address, first, last) for row in claims), class_="rg-list"
    )


def _claim_item(
    row: ClaimRow, address: Callable[[str], str], first: datetime, last: datetime
) -> Html:
    platforms = listed([platform_name(name) for name in row.platforms.split()])
    return element(
        "li",
        link(quoted(row.sentence), address(row.claim), class_="rg-claim"),
        element("p", dots([verdict(row), RELATIONS.get(row.relation)]), class_="rg-meta"),
        element(
            "p",
            dots(
                [
                    f"{many(row.mentions, 'mention')} on {platforms}",
                    join(["first seen ", moment(row.first_seen_at)]),
                    join(["last ", moment(row.last_seen_at)]),
                    f"{many(row.studies, 'study')}, {many(row.people, 'person')}"
                    if row.studies
                    else "no study counts",
                ]
            ),
            class_="rg-meta",
        ),
        _days_bar(row, first, last),
    )


def _days_bar(row: ClaimRow, first: datetime, last: datetime) -> Html:
    """From first to last seen on the scale of the whole list; the dates stand above in words."""
    whole = max((last - first).total_seconds(), 1.0)
    start = (row.first_seen_at - first).total_seconds() / whole
    length = (row.last_seen_at - row.first_seen_at).total_seconds() / whole
    bar = element("span", style=f"left:{min(start, 0.98):.1%};width:{length:.1%}")
    return element("span", bar, class_="rg-days", aria_hidden="true")


def verdict(row: ClaimRow) -> Html:
    """The word with its shape, and that it is indirect if it is."""
    word = verdict_word(row.verdict)
    return join(
        [
            element(
                "span",
                element("span", word.shape, class_="rg-shape", aria_hidden="true"),
                word.word,
                class_="rg-strong",
            ),
            " · indirect" if row.directness == "indirect" else None,
        ]
    )


def verdict_block(row: ClaimRow, measured: Sequence[str]) -> Html:
    """The word, the sentence, and what studies measured instead where they did."""
    word = verdict_word(row.verdict)
    aside = " — indirect" if row.directness == "indirect" else None
    instead = indirect_words(row, measured)
    return element(
        "section",
        element(
            "p",
            element("span", word.shape, class_="rg-shape", aria_hidden="true"),
            word.word,
            element("span", aside, class_="rg-aside") if aside else None,
            class_="rg-word",
        ),
        element("p", row.verdict_sentence, class_="rg-sentence", id="verdict"),
        element("p", instead, class_="rg-small") if instead else None,
        class_="rg-verdict",
        aria_label="Verdict",
    )


def badges(row: ClaimRow, decided: str) -> Html:
    """How sure, how many studies and people, how many mentions, and who decided."""
    platforms = many(len(row.platforms.split()), "platform")
    said = f"{many(row.mentions, 'mention')} · {many(row.posts, 'post')} · {platforms}"
    studied = f"{many(row.studies, 'study')} · {many(row.people, 'person')}"
    items: list[Part] = [
        link(certainty(row.certainty), "#why"),
        link(studied, "#evidence"),
        link(said, "#said"),
        link(decided, "#why"),
    ]
    return element("ul", *(element("li", item) for item in items), class_="rg-badges")


def why(row: ClaimRow, steps: Sequence[Step], extraction: str, decided: str) -> Html:
    """Every step from words to verdict; opens by keyboard."""
    items = (
        element(
            "li",
            element("span", element("span", step.rule, class_="rg-rule"), step.text),
        )
        for step in steps
    )
    meaning = verdict_word(row.verdict)
    return element(
        "section",
        folded(
            f"Why this verdict ({many(len(steps), 'step')}, {decided})",
            element("p", f"“{meaning.word}” means: {meaning.means}", class_="rg-small"),
            element("ol", *items, class_="rg-steps"),
            element("p", f"Version of the reading rules: {extraction}", class_="rg-small rg-muted"),
        ),
        id="why",
    )


def heard(row: MentionRow) -> Html:
    """The claim in the words of the most seen post that may be quoted."""
    near = excerpt(row.text, row.quote_start, row.quote_end, around=45)
    said = join([near.before, element("mark", near.marked), near.after])
    when = row.post.created_at
    return element(
        "p",
        "as in: “",
        element("bdi", said, dir="auto", lang=row.post.lang),
        "” (",
        dots([platform_name(row.post.platform), moment(when) if when else None]),
        ")",
        class_="rg-heard",
    )


def nearest_claims(rows: Sequence[ClaimRow], address: Callable[[str], str]) -> Html | None:
    """Where a link that is off by a letter may have meant to lead."""
    if not rows:
        return None
    items = (element("li", link(quoted(row.sentence), address(row.claim))) for row in rows)
    return element("section", element("h2", "Nearest claims"), element("ul", *items))
