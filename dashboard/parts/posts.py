"""Posts as they were said: words as text, claims marked, counters with the day they were seen."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.posts import MentionRow, PostRow, Unquoted
from dashboard.html import Html, Part, element, join, link
from dashboard.parts.tables import dots, folded, moment
from dashboard.text import excerpt, opening, shown
from dashboard.words.numbers import counter, number
from dashboard.words.platforms import platform_name
from dashboard.words.posts import field_words, stance_words, unquoted_sentence

FOUND = "How this was found"


def mention_list(mentions: Sequence[MentionRow]) -> Html:
    """Where a claim was said, in which words, and how many saw it."""
    return element("ol", *(mention_item(row) for row in mentions), class_="rg-list")


def mention_item(row: MentionRow) -> Html:
    """One mention: the words with the claim marked, then where, when and how many."""
    near = excerpt(row.text, row.quote_start, row.quote_end)
    words = post_words(join([near.before, element("mark", near.marked), near.after]), row.post.lang)
    whole = None if near.whole else _whole_text(row)
    return element(
        "li",
        words,
        _where_and_when(row.post, stance_words(row), field_words(row)),
        element("p", counters(row.post), class_="rg-meta"),
        folded("Whole text, and how this was found" if whole else FOUND, whole, _trail(row)),
        data_mention=row.mention,
    )


def post_item(post: PostRow) -> Html:
    """A post by its opening words."""
    text = post.caption or post.transcript or ""
    return element(
        "li",
        post_words(opening(text), post.lang),
        _where_and_when(post),
        element("p", counters(post), class_="rg-meta"),
    )


def post_words(words: Part, lang: str | None) -> Html:
    """Words of a post, apart from ours in direction and language."""
    return element("blockquote", element("bdi", words, dir="auto", lang=lang), class_="rg-quote")


def counters(post: PostRow) -> Html:
    """Views, then likes, comments and shares, as seen and when."""
    views = counter(
        post.views,
        "view",
        quantum=post.count_quantum,
        seen_at=post.counts_observed_at,
        platform=post.platform,
    )
    others = [
        counter(count, noun, quantum=post.count_quantum, seen_at=None, platform=post.platform)
        for noun, count in (
            ("like", post.likes),
            ("comment", post.comments),
            ("share", post.shares),
        )
        if count is not None
    ]
    return dots([views, *others])


def unquoted_note(rows: Sequence[Unquoted], from_views: int, from_likes: int) -> Html | None:
    """How many more posts make the claim, and why their words are not here."""
    sentence = unquoted_sentence(rows, from_views, from_likes)
    return element("p", sentence, class_="rg-small rg-muted") if sentence else None


def _whole_text(row: MentionRow) -> Html:
    before, after = row.text[: row.quote_start], row.text[row.quote_end :]
    said = row.text[row.quote_start : row.quote_end]
    return post_words(
        join([shown(before), element("strong", shown(said)), shown(after)]), row.post.lang
    )


def _where_and_when(post: PostRow, *more: Part) -> Html:
    posted = post.created_at
    return element(
        "p",
        dots(
            [
                element("span", platform_name(post.platform), class_="rg-strong"),
                post.kind,
                join(["posted ", moment(posted, exact=True)])
                if posted
                else join(
                    ["day of posting not known; first collected ", moment(post.first_observed_at)]
                ),
                *more,
                _link_to(post),
            ]
        ),
        class_="rg-meta",
    )


def _link_to(post: PostRow) -> Part:
    where = platform_name(post.platform)
    if post.invented:
        return link(f"address on {where} (invented, leads nowhere)", post.url)
    return link(f"open on {where}", post.url)


def _trail(row: MentionRow) -> Html:
    post = row.post
    account = [
        f"{number(post.followers)} followers when seen" if post.followers is not None else None,
        f"calls itself “{shown(post.credential)}” (unchecked)" if post.credential else None,
    ]
    lines = [
        join(["Payload archived: sha256 ", element("code", (post.sha256 or "not kept")[:16])]),
        join(["Mention ", element("code", row.mention)]),
        join(["First collected ", moment(post.first_observed_at, exact=True)]),
        f"Rules that found it: {', '.join(row.rules)}" if row.rules else None,
        f"Version of the reading rules: {row.extraction}",
        join(["Account (name hidden): ", dots(account)]) if any(account) else None,
    ]
    return element(
        "ul", *(element("li", line) for line in lines if line), class_="rg-small rg-muted"
    )
