"""A hundred thousand made-up posts for the whole reading: `python -m benchmarks.fuzz_posts`.

Of each: no exception, quotes that stand where they say, frames in order, ends in order, a key and
a sentence for every claim, a language, a score, and bounded time. `--runs N`, `--smoke`, `--save`,
`--random`: see benchmarks/_fuzzing.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarks._fuzzing import Check, Target, in_time, run
from benchmarks.fuzz_quantities import WORDS as SIZES

if TYPE_CHECKING:
    from claims.records import FieldName, Frame, TextFields
    from claims.topics import Topic

WORDS = (
    *("running backwards", "backward running", "retro walking", "walking backwards", "it", "this"),
    *(
        "burns",
        "strengthens",
        "builds",
        "improves",
        "helps",
        "is easier on",
        "saves",
        "fixes",
        "hurts",
    ),
    *(
        "calories",
        "fat",
        "your knees",
        "my knee pain",
        "quads",
        "calves and glutes",
        "core",
        "balance",
    ),
    *(
        "injury",
        "heart rate",
        "cardio",
        "endurance",
        "impact",
        "gone",
        "than running",
        "than jogging",
    ),
    *(
        "does",
        "doesn't",
        "not",
        "no",
        "never",
        "it's a myth that",
        "nope",
        "may",
        "might",
        "can help",
    ),
    *(
        "studies show",
        "my PT says",
        "they say",
        "did you know",
        "?",
        "!",
        "i",
        "my",
        "lost",
        "felt",
    ),
    *(
        "so",
        "um",
        "and",
        "but",
        "number one",
        "because",
        "plus",
        "#runningbackwards",
        "#retrowalking",
    ),
    *("@anna", "https://x.test/a", "•", "✅", "1️⃣", "running back", "squats", "from 68 to 61"),
)
# Bytes of a post's text by field: what stands behind the first of these signs is spoken, behind the
# second shown.
SPOKEN, SHOWN = "\x01", "\x02"


def posts_check() -> Check:
    """The promises of the reading for one post."""
    from claims.language.classify import ClaimFilter, text_of
    from claims.language.extract import Extractor
    from claims.language.identify import language_of
    from claims.records import TextFields
    from claims.topics import load_topic

    topic = load_topic("backward-running")
    extractor, scored = Extractor(topic), ClaimFilter(topic)
    # The first use of each builds its tables, which is no text's own time.
    extractor.read(TextFields("warm", {"caption": "running backwards burns 2x more calories"}))
    language_of("running backwards burns more calories")
    keyed = _keyed(topic)

    def check(text: str) -> None:
        post = TextFields("x", fields_of(text), None, ("runningbackwards",))
        frames = extractor.read(post)
        hold(post, frames)
        keyed(frames)
        assert extractor.read(post) == frames
        assert 0 <= language_of(text_of(post)).confidence <= 1
        assert 0 <= scored.score(text_of(post)).claim <= 1

    return in_time(check)


def _keyed(topic: Topic) -> Callable[[tuple[Frame, ...]], None]:
    from claims.keys import claim_of, mention_id

    def keyed(frames: tuple[Frame, ...]) -> None:
        for frame in frames:
            claim = claim_of(frame, topic)
            assert claim.slug.isascii(), frame
            assert claim.sentence, frame
            assert mention_id("x", frame) == mention_id("x", frame)

    return keyed


def fields_of(text: str) -> dict[FieldName, str]:
    """One text as the fields of a post."""
    caption, _, rest = text.partition(SPOKEN)
    transcript, _, shown = rest.partition(SHOWN)
    return {"caption": caption, "transcript": transcript, "screen_text": shown}


def hold(post: TextFields, frames: tuple[Frame, ...]) -> None:
    """What must hold of the frames of a post."""
    places = [(list(post.fields).index(one.field), one.start) for one in frames]
    assert places == sorted(places), frames
    for one in frames:
        text = post.fields[one.field]
        assert 0 <= one.start < one.end <= len(text), one
        assert text[one.start : one.end] == one.quote, one
        for low, high in ((one.ratio_low, one.ratio_high), (one.value_low, one.value_high)):
            assert (low is None) is (high is None), one
            assert low is None or high is None or low <= high, one


TARGET = Target("posts", 100_000, 400, (*WORDS, SPOKEN, SHOWN, *SIZES), posts_check)

if __name__ == "__main__":
    sys.exit(run(TARGET, sys.argv[1:]))
