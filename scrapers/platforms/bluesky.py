"""Bluesky: search for hashtags with an app password, through the server that the account is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from scrapers.answers import broken, document, readings, usual_trouble, within, words
from scrapers.bluesky_posts import POST_URI, moment, read_item
from scrapers.counts import count, value_of
from scrapers.fields import Item, Unmapped, objects, required, text
from scrapers.platform import Answer, Bucket, Card, Outcome, Page, Plan, Request
from scrapers.politeness import exhausted_until
from scrapers.records import Skipped, post_key

HANDLE, APP_PASSWORD = "RETROGRADE_BLUESKY_HANDLE", "RETROGRADE_BLUESKY_APP_PASSWORD"
CARD = Card(
    title="Bluesky",
    platform="bluesky",
    servers=("https://bsky.social",),
    terms_url="https://bsky.social/about/support/tos",
    limits=(
        "Posts that carry the hashtag, as the network's search finds them; the same search at "
        "another time may find others. There are no view counts and no follower counts. Authors "
        "who show their posts only to people who have signed in are left out."
    ),
    retention="What its author or the platform takes away goes, and so does what is hidden later.",
    retention_days=7,
    delay_seconds=0.5,
    credentials=(HANDLE, APP_PASSWORD),
    # 3000 in five minutes for one address.
    buckets=(Bucket("requests", 3000, "rolling", seconds=300, reserved_share=0.5),),
    obeys_robots=False,
)
SOURCE = "bluesky"
PAGE_POSTS, RECHECKED_AT_ONCE = 100, 25
TOKEN = "access_token"  # noqa: S105 - a name
SEARCH = "/xrpc/app.bsky.feed.searchPosts"
POSTS = "/xrpc/app.bsky.feed.getPosts"
SESSION = "/xrpc/com.atproto.server.createSession"
# Times are written in these steps; one beyond the oldest post finds all that came with it.
_STEP = timedelta(milliseconds=1)
_EVER = datetime.min.replace(tzinfo=UTC)
_TOKEN_TROUBLE = ("ExpiredToken", "InvalidToken")


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """One search for each tag, newest first: several tags in one search would all have to be there."""
    return tuple(_search(plan, tag) for tag in plan.tags)


def sign_in(plan: Plan) -> Request | None:
    """An app password for a token, on the server that the account is on."""
    return Request(
        _server(plan) + SESSION,
        "sign_in",
        "sign in",
        method="POST",
        headers=(("Content-Type", "application/json"),),
        body=f'{{"identifier": "${{{HANDLE}}}", "password": "${{{APP_PASSWORD}}}"}}',
        secrets=(HANDLE, APP_PASSWORD),
        bucket="requests",
    )


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """Whether posts still stand, as many at once as the server takes."""
    known = [uri for uri in ids if POST_URI.fullmatch(uri)]
    groups = [
        known[place : place + RECHECKED_AT_ONCE]
        for place in range(0, len(known), RECHECKED_AT_ONCE)
    ]
    return tuple(_recheck(_server(plan), uris) for uris in groups)


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What signing in, a page of a search or a look at posts we hold has brought."""
    if trouble := _own_trouble(plan, request, answer) or usual_trouble(answer):
        return trouble
    try:
        page = _PAGES[request.purpose](plan, request, answer)
    except Unmapped as unmapped:
        return broken(unmapped)
    return page


def _own_trouble(plan: Plan, request: Request, answer: Answer) -> Page | None:
    if answer.status not in (400, 401):
        return None
    said = _error(answer)
    if request.purpose == "sign_in":
        return Page(
            Outcome.REFUSED,
            f"{HANDLE} and {APP_PASSWORD} are not taken (an app password is made in the settings "
            f"of the account, and is not the account's own): {words(answer)}",
        )
    if said in _TOKEN_TROUBLE:
        return Page(Outcome.SIGN_IN, f"answered {answer.status}: {words(answer)}")
    if answer.status == 400 and request.cursor:
        # Run out, or further in than the server goes: on from the oldest post seen.
        reason = f"answered 400 to a cursor: {words(answer)}"
        return Page(Outcome.RESTART, reason, next=(_slice(request, request.until or plan.until),))
    return None


def _error(answer: Answer) -> object:
    try:
        said = document(answer)
    except Unmapped:
        return None
    return said.get("error") if isinstance(said, dict) else None


def _session_page(plan: Plan, request: Request, answer: Answer) -> Page:
    token = required(text(_object(answer), "accessJwt"), "accessJwt")
    # Signing in has a limit of its own, which is no reason to wait with anything else.
    return Page(secrets={TOKEN: token})


def _search_page(plan: Plan, request: Request, answer: Answer) -> Page:
    body = _object(answer)
    posts = _posts(body)
    found = readings(answer, read_item, source=SOURCE, pages=(("posts",),))
    is_first = not request.cursor and request.until == plan.until
    return Page(
        readings=within(found, plan, source=SOURCE),
        next=tuple(_following(plan, request, text(body, "cursor"), posts)),
        expected=value_of(count(body, "hitsTotal")) if is_first else None,
        wait_until=_pause(answer),
    )


def _following(
    plan: Plan, request: Request, cursor: str | None, posts: Sequence[Item]
) -> Iterator[Request]:
    """The next page; after the last one the same search up to the oldest post that was seen.

    A search ends after 10 000 posts without a word. Where it ended by itself, one more request
    finds that nothing is left.
    """
    indexed = [at for post in posts if (at := moment(post.get("indexedAt")))]
    end = moment(_asked(request).get("until")) or plan.until
    # A server that heeds neither end would give the same posts again, or go on into the past.
    is_repeating = end + _STEP < plan.until and any(_sorted_at(post) >= end for post in posts)
    if is_repeating or (indexed and max(indexed) < plan.since):
        return
    reached = min([*(at + _STEP for at in indexed), request.until or plan.until])
    if cursor and posts:
        yield _page(request, cursor, reached)
        return
    was_one_page = not request.cursor and len(posts) < PAGE_POSTS
    if not was_one_page and plan.since < reached < end:
        yield _slice(request, reached)


def _sorted_at(post: Item) -> datetime:
    """The time that a search goes by: when it was written or, if that is earlier, when it came."""
    record = post.get("record")
    written = record.get("createdAt") if isinstance(record, dict) else None
    times = [moment(written), moment(post.get("indexedAt"))]
    return min((at for at in times if at), default=_EVER)


def _recheck_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What is not shown any more is gone: deleted, taken down, or its account is."""
    posts = _posts(_object(answer))
    asked = parse_qs(urlsplit(request.url).query).get("uris", [])
    shown = [required(text(post, "uri", "posts[]."), "posts[].uri") for post in posts]
    if strange := set(shown).difference(asked):
        raise Unmapped("posts[].uri", min(strange), "was not asked for")
    found = readings(answer, read_item, source=SOURCE, pages=(("posts",),))
    if len(found) != len(shown):
        raise Unmapped("posts", shown, "is there twice")
    hidden = {uri for uri, one in zip(shown, found, strict=True) if isinstance(one, Skipped)}
    gone = [uri for uri in asked if uri in hidden or uri not in shown]
    keys = tuple(post_key(CARD.platform, uri) for uri in gone)
    return Page(readings=found, gone=keys, wait_until=_pause(answer))


_PAGES = {"sign_in": _session_page, "search": _search_page, "recheck": _recheck_page}


def _object(answer: Answer) -> Item:
    body = document(answer)
    if not isinstance(body, dict):
        raise Unmapped("answer", body, "is not an object")
    return body


def _posts(body: Item) -> list[Item]:
    # What is empty without saying so is no answer.
    if not isinstance(body.get("posts"), list):
        raise Unmapped("posts", body.get("posts"), "is not a list")
    return objects(body, "posts")


def _pause(answer: Answer) -> datetime | None:
    return exhausted_until(answer.headers, answer.received_at)


def _server(plan: Plan) -> str:
    # The account is on one server; its password is no other's business.
    return plan.servers[0]


def _search(plan: Plan, tag: str) -> Request:
    asked = {
        "q": f"#{tag}",
        "tag": tag,
        "sort": "latest",
        "limit": str(PAGE_POSTS),
        "since": _written(plan.since),
        "until": _written(plan.until),
    }
    request = _signed(f"{_server(plan)}{SEARCH}?{urlencode(asked)}", "search", f"#{tag}")
    return replace(request, since=plan.since, until=plan.until)


def _slice(request: Request, until: datetime) -> Request:
    """The same search up to an earlier end."""
    asked = {name: value for name, value in _asked(request).items() if name != "cursor"}
    return _searched(request, {**asked, "until": _written(until)}, until)


def _page(request: Request, cursor: str, reached: datetime) -> Request:
    """The next page of the same search; its `until` is where to go on if the cursor fails."""
    return _searched(request, {**_asked(request), "cursor": cursor}, reached)


def _searched(request: Request, asked: dict[str, str], until: datetime) -> Request:
    url, cursor = f"{request.url.partition('?')[0]}?{urlencode(asked)}", asked.get("cursor", "")
    return replace(request, url=url, until=until, cursor=cursor)


def _asked(request: Request) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(request.url).query))


def _recheck(server: str, uris: Sequence[str]) -> Request:
    url = f"{server}{POSTS}?{urlencode([('uris', uri) for uri in uris])}"
    return _signed(url, "recheck", f"recheck {uris[0]} and {len(uris) - 1} more")


def _signed(url: str, purpose: str, part: str) -> Request:
    headers = (("Authorization", f"Bearer ${{{TOKEN}}}"),)
    return Request(url, purpose, part, headers=headers, secrets=(TOKEN,), bucket="requests")


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
