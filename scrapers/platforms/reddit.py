"""Reddit: the words of hashtags searched for with an app's own token, comments by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.answers import broken, document, is_markup, readings, usual_trouble, within
from scrapers.fields import Item, Unmapped, inner, objects, required, text
from scrapers.platform import Answer, Bucket, Card, Outcome, Page, Plan, Request
from scrapers.politeness import exhausted_until
from scrapers.records import Capture, Reading, Skipped, post_key
from scrapers.reddit_posts import FULL_NAME, read_item

ID, SECRET = "RETROGRADE_REDDIT_ID", "RETROGRADE_REDDIT_SECRET"
CARD = Card(
    title="Reddit",
    platform="reddit",
    # The second one gives the token.
    servers=("https://oauth.reddit.com", "https://www.reddit.com"),
    terms_url="https://support.reddithelp.com/hc/en-us/articles/16160319875092",
    limits=(
        "Reddit has no hashtags: the tag's words, written as one, are searched for. A search ends "
        "after about 1,000 posts, of each up to 1,000 comments. Scores are votes for less votes "
        "against, blurred on purpose; no views. Posts passed on, and those whose text or account "
        "is deleted, are left out. Apps need Reddit's approval."
    ),
    retention="What is deleted on Reddit goes, with its title, words and author.",
    retention_days=7,
    delay_seconds=0.7,
    credentials=(ID, SECRET),
    on_by_default=False,
    # 100 in a minute for one app.
    buckets=(Bucket("requests", 100, "rolling", seconds=60, reserved_share=0.5),),
    most_pages=50,
    obeys_robots=False,
)
SOURCE = "reddit"
TOKEN = "access_token"  # noqa: S105 - a name
PAGE_POSTS, AT_ONCE, MOST_COMMENTS = 100, 100, 1000
# The spans that a search can be narrowed to.
_SPANS = {"day": 1, "week": 7, "month": 30, "year": 365}
_WORD = re.compile(r"[a-z_]{1,40}")


def first_requests(plan: Plan) -> tuple[Request, ...]:
    """One search for each tag: every search has an end of its own."""
    return tuple(_search(plan, tag) for tag in plan.tags)


def sign_in(plan: Plan) -> Request | None:
    """The app's id and secret for a token of an hour, on the server that gives them."""
    return Request(
        f"{plan.servers[-1]}/api/v1/access_token",
        "sign_in",
        "sign in",
        method="POST",
        headers=(
            ("Authorization", f"Basic ${{base64:{ID}:{SECRET}}}"),
            ("Content-Type", "application/x-www-form-urlencoded"),
        ),
        body="grant_type=client_credentials",
        secrets=(ID, SECRET),
        bucket="requests",
    )


def recheck(plan: Plan, ids: Sequence[str]) -> tuple[Request, ...]:
    """Submissions and comments alike, a hundred at once."""
    known = [name for name in ids if FULL_NAME.fullmatch(name)]
    return tuple(
        _look_up(plan.servers[0], "recheck", names, part=f"recheck {names[0]}")
        for names in _in_groups(known)
    )


def read_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What a token, a page of a search, the names of comments or the things themselves say."""
    if trouble := _own_trouble(request, answer) or usual_trouble(answer):
        return trouble
    try:
        page = _PAGES[request.purpose](plan, request, answer)
    except Unmapped as unmapped:
        return broken(unmapped)
    return replace(page, wait_until=exhausted_until(answer.headers, answer.received_at))


def _own_trouble(request: Request, answer: Answer) -> Page | None:
    if request.purpose == "sign_in" and answer.status in (400, 401, 403):
        reason = f"{ID} and {SECRET} are not taken; apps need Reddit's approval"
        return Page(Outcome.REFUSED, reason)
    if answer.status == 403 and is_markup(answer):
        return Page(Outcome.CHALLENGED, "answered 403: Reddit's network keeps us out")
    if request.purpose != "comments" or answer.status not in (403, 404):
        return None
    if answer.status == 404 and _says_not_found(answer):
        return Page(Outcome.GONE, "answered 404: not there", gone=_keys([request.about]))
    return Page(Outcome.GONE, f"answered {answer.status}: the comments of a post are closed")


def _says_not_found(answer: Answer) -> bool:
    try:
        said = document(answer)
    except Unmapped:
        return False
    return isinstance(said, dict) and said.get("error") == 404


def _search(plan: Plan, tag: str) -> Request:
    days = (plan.now - plan.since) / timedelta(days=1)
    asked = {
        "q": f'"{tag}"',
        "sort": "new",
        "t": next((span for span, longest in _SPANS.items() if days <= longest), "all"),
        "type": "link",
        "limit": str(PAGE_POSTS),
        "raw_json": "1",
    }
    request = _request(plan.servers[0], "search", "search", asked, part=f"#{tag}")
    return replace(request, since=plan.since, until=plan.until)


def _comments(server: str, name: str) -> Request:
    asked = {"limit": "500", "sort": "new", "raw_json": "1"}
    path = f"comments/{name.removeprefix('t3_')}"
    return replace(
        _request(server, path, "comments", asked, part=f"comments {name}"), about=name
    )  # fmt: skip


def _look_up(server: str, purpose: str, names: Sequence[str], *, part: str) -> Request:
    return _request(
        server, "api/info", purpose, {"id": ",".join(names), "raw_json": "1"}, part=part
    )


def _request(server: str, path: str, purpose: str, asked: dict[str, str], *, part: str) -> Request:
    return Request(
        f"{server}/{path}?{urlencode(asked)}",
        purpose,
        part,
        headers=(("Authorization", f"bearer ${{{TOKEN}}}"),),
        secrets=(TOKEN,),
        bucket="requests",
    )


def _token_page(plan: Plan, request: Request, answer: Answer) -> Page:
    said = document(answer)
    if not isinstance(said, dict):
        raise Unmapped("answer", said, "is not an object")
    error = said.get("error")
    if isinstance(error, str) and _WORD.fullmatch(error):
        return Page(Outcome.REFUSED, f"{ID} and {SECRET} are not taken: {error}")
    return Page(secrets={TOKEN: required(text(said, TOKEN), TOKEN)})


def _search_page(plan: Plan, request: Request, answer: Answer) -> Page:
    listing = _listing(document(answer))
    found = within(_read(answer), plan, source=SOURCE)
    kept = tuple(_since(one, plan, place) for place, one in enumerate(found, start=1))
    comments = [
        _comments(_server(request.url), one.post.id)
        for one in kept
        if isinstance(one, Capture) and one.post
        if any(sighting.comments for sighting in one.sightings)
    ]
    return Page(readings=kept, next=(*comments, *_next_page(plan, request, listing)))


def _since(reading: Reading, plan: Plan, place: int) -> Reading:
    """What lies in the window: a search knows days and months, no dates."""
    moment = reading.post.created_at if isinstance(reading, Capture) and reading.post else None
    if moment and moment < plan.since:
        return Skipped(SOURCE, place, "before the window that was asked for")
    return reading


def _next_page(plan: Plan, request: Request, listing: Item) -> Iterator[Request]:
    after = text(listing, "after", "data.")
    if after is None or _is_before(objects(listing, "children", "data."), plan.since):
        return
    there, _, query = request.url.partition("?")
    asked = {**dict(parse_qsl(query)), "after": after}
    yield replace(request, url=f"{there}?{urlencode(asked)}", cursor=after)


def _is_before(children: Sequence[Item], since: datetime) -> bool:
    """Whether a page, newest first, has come to the time before the window."""
    times = [inner(child, "data").get("created_utc") for child in children]
    moments = [moment for moment in times if isinstance(moment, int | float)]
    return bool(moments) and min(moments) < since.timestamp()


def _comments_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """Only the names: in this tree a comment holds those under it, which may be deleted alone."""
    said = document(answer)
    if not isinstance(said, list) or len(said) != 2:
        raise Unmapped("answer", said, "is not a submission and its comments")
    names = list(dict.fromkeys(_names(_listing(said[1]))))[:MOST_COMMENTS]
    return Page(
        next=tuple(
            _look_up(_server(request.url), "info", some, part=request.part)
            for some in _in_groups(names)
        )
    )


def _names(listing: Item) -> Iterator[str]:
    """The names of all comments of a tree, those that it only points to included."""
    waiting = [listing]
    while waiting:
        for child in objects(waiting.pop(0), "children", "data."):
            data = inner(child, "data")
            if child.get("kind") == "more":
                pointed = data.get("children")
                names = [f"t1_{one}" for one in pointed] if isinstance(pointed, list) else []
            else:
                names = [str(data.get("name"))]
            yield from filter(FULL_NAME.fullmatch, names)
            if replies := inner(data, "replies"):
                waiting.append(_listing(replies))


def _info_page(plan: Plan, request: Request, answer: Answer) -> Page:
    _listing(document(answer))
    return Page(readings=_read(answer))


def _recheck_page(plan: Plan, request: Request, answer: Answer) -> Page:
    """What is not there, or stands there without words or author, is gone."""
    children = objects(_listing(document(answer)), "children", "data.")
    asked = dict(parse_qsl(urlsplit(request.url).query)).get("id", "").split(",")
    if not children and len(asked) > 1:
        # All of many at once are rather a slip of the server: each is asked for alone.
        server = _server(request.url)
        return Page(
            next=tuple(_look_up(server, "recheck", [name], part=request.part) for name in asked)
        )
    kept = _read(answer)
    names = [inner(child, "data").get("name") for child in children]
    pairs = zip(names, kept, strict=False)
    standing = [name for name, one in pairs if not isinstance(one, Skipped)]
    return Page(readings=kept, gone=_keys([name for name in asked if name not in standing]))


_PAGES = {
    "sign_in": _token_page,
    "search": _search_page,
    "comments": _comments_page,
    "info": _info_page,
    "recheck": _recheck_page,
}


def _listing(said: object) -> Item:
    if not isinstance(said, dict) or said.get("kind") != "Listing":
        raise Unmapped("kind", said, "is no listing")
    data = inner(said, "data")
    if not isinstance(data.get("children"), list):
        raise Unmapped("data.children", data.get("children"), "is not a list")
    return data


def _read(answer: Answer) -> tuple[Reading, ...]:
    return readings(answer, read_item, source=SOURCE, pages=(("data", "children"),))


def _keys(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(post_key(CARD.platform, name) for name in names)


def _in_groups(names: Sequence[str]) -> list[Sequence[str]]:
    return [names[place : place + AT_ONCE] for place in range(0, len(names), AT_ONCE)]


def _server(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
