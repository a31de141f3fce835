"""TikTok Research API: second looks at videos, of which only a believed one deletes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scrapers.platform import Outcome, Request
from scrapers.platforms import tiktok_research as platform
from tests.scrapers.platforms.asking import plan, posts
from tests.scrapers.platforms.samples.tiktok_research import (
    ID,
    POSTED,
    SEARCH,
    body_of,
    error,
    page,
    read,
    video,
    video_id,
)


def recheck(*places: int) -> Request:
    (request,) = platform.recheck(plan(), [str(video_id(place)) for place in places])
    return request


def test_a_hundred_videos_of_about_one_age_share_a_query_within_its_thirty_days() -> None:
    young, old = POSTED, POSTED - 40 * 86_400
    ids = [str(video_id(n, young - n * 3600)) for n in range(150)] + [str(video_id(1, old))]
    requests = platform.recheck(plan(), ids)
    assert sorted(len(one.about.split(",")) for one in requests) == [1, 50, 100]
    for one in requests:
        body = body_of(one)
        assert body["query"]["and"][0]["field_name"] == "video_id"
        days = [datetime.strptime(body[end], "%Y%m%d") for end in ("start_date", "end_date")]
        assert days[1] - days[0] <= timedelta(days=30)
        for each in one.about.split(","):
            posted = datetime.fromtimestamp(int(each) >> 32, UTC).replace(tzinfo=None)
            assert days[0] <= posted <= days[1]


def test_an_id_without_a_time_inside_is_not_asked_about() -> None:
    assert platform.recheck(plan(), ["7", "abc", "99999999999999999999"]) == ()


def test_what_stands_is_seen_anew_and_nothing_is_gone() -> None:
    came = read(recheck(1, 2), page("videos", video(), video(2)))
    assert (len(posts(came.readings)), came.gone, came.next) == (2, (), ())


def test_what_is_missing_is_looked_for_again_before_it_is_gone() -> None:
    first = read(recheck(1, 2, 3), page("videos", video(2)))
    assert first.gone == ()
    (again,) = first.next
    assert again.purpose == "confirm"
    # Beside one that is known to stand, which an interface that is well finds again.
    assert body_of(again)["query"]["and"][0]["field_values"][0] == str(video_id(2))
    second = read(again, page("videos", video(2), video(3)))
    assert second.gone == (f"tiktok:{ID}",)


def test_a_second_look_that_finds_not_even_what_stands_is_not_believed() -> None:
    (again,) = read(recheck(1, 2), page("videos", video(2))).next
    came = read(again, page("videos"))
    assert (came.outcome, came.gone) == (Outcome.BROKEN, ())
    assert "not believed" in came.reason


def test_many_videos_gone_at_once_are_not_believed_and_one_alone_is() -> None:
    (many,) = read(recheck(1, 2), page("videos")).next
    assert read(many, page("videos")).outcome is Outcome.BROKEN
    (one,) = read(recheck(1), page("videos")).next
    assert one.body != recheck(1).body
    assert read(one, page("videos")).gone == (f"tiktok:{ID}",)


def test_what_one_page_shows_the_next_does_not_miss() -> None:
    first = recheck(1, 2)
    (following,) = read(first, page("videos", video(), more=True, search_id=SEARCH)).next
    assert following.about == str(video_id(2))
    done = read(following, page("videos", video(2), cursor=200))
    assert (done.gone, done.next) == ((), ())
    expired = error("invalid_params", f"Search Id {SEARCH} is invalid or expired")
    assert read(following, expired).next == (first,)


def test_comments_are_listed_again_under_their_videos_once_each() -> None:
    ids = [f"{video_id()}/1", f"{video_id()}/2", f"{video_id(2)}/3", "../4"]
    listings = platform.recheck(plan(), ids)
    assert [one.purpose for one in listings] == ["comments", "comments"]
    assert [one.about for one in listings] == [str(video_id()), str(video_id(2))]
