"""The door: outcomes of reading, offsets on any text, time, and the version of the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import extract
from claims.language.extract import Extractor, extraction_version
from claims.language.patterns import patterns
from claims.language.prefilter import Prefilter
from claims.language.rows import cues
from claims.records import FieldName, Frame, TextFields
from claims.topics import load_topic
from tests.claims.language.reading import TAG, extractor, topic
from tests.growth import grows_in_step

WORDS = st.sampled_from(
    [word for cue in cues() for word in cue.words[:6]]
    + ["knees", "calories", "quads", "back", "running backwards", "8 miles", "16 forward", "2-3x"]
    + [
        "not",
        "my",
        "i",
        "?",
        ".",
        ",",
        "\n",
        "and",
        "30%",
        "=",
        "#tag",
        "@x",
        "🔥",
        "\u200d",
        "\ud83d",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join))
PREFILTER = Prefilter(topic())
CLAIM = "running backwards burns 30% more calories and is easier on the knees. "


@pytest.mark.parametrize(
    ("caption", "options", "outcome"),
    [
        ("it burns calories", {"hashtags": (TAG,)}, "claims"),
        ("day 3 of running backwards", {}, "no_claim"),
        ("nice hat", {"hashtags": (TAG,)}, "no_claim"),
        ("nice hat", {}, "off_topic"),
        ("creatine builds muscle", {}, "off_topic"),
        ("our running back has quick feet", {}, "off_topic"),
        ("correr hacia atrás quema calorías", {"lang": "es"}, "other_language"),
        (
            "correr hacia atrás quema más calorías y mejora el cardio y el posture",
            {},
            "other_language",
        ),
        ("it burns calories", {"lang": "en-GB", "hashtags": (TAG,)}, "claims"),
        ("it burns calories", {"lang": "und", "hashtags": (TAG,)}, "claims"),
    ],
)
def test_what_became_of_a_post(caption: str, options: dict[str, object], outcome: str) -> None:
    post = TextFields("t", {"caption": caption}, **options)  # type: ignore[arg-type]
    reading = extractor().reading(post)
    assert reading.outcome == outcome
    assert bool(reading.frames) == (outcome == "claims")


def test_frames_come_by_field_then_place() -> None:
    fields: dict[FieldName, str] = {
        "screen_text": "less knee pain",
        "transcript": "it burns calories and it improves balance",
        "caption": "works your quads. works your glutes",
    }
    frames = extractor().read(TextFields("t", fields, hashtags=(TAG,)))
    places = [(frame.field, frame.start) for frame in frames]
    order = {"caption": 0, "transcript": 1, "screen_text": 2}
    assert places == sorted(places, key=lambda place: (order[place[0]], place[1]))
    assert {frame.field for frame in frames} == set(fields)


def test_rows_of_hashtags_are_labels_and_one_in_a_sentence_is_a_word() -> None:
    post = TextFields("t", {"caption": "day 3 #calorieburn #fatloss #kneepain"}, hashtags=(TAG,))
    assert extractor().read(post) == ()
    post = TextFields("t", {"caption": "it burns #calories like crazy"}, hashtags=(TAG,))
    assert [frame.outcome for frame in extractor().read(post)] == ["energy_cost"]


def test_a_claim_said_twice_is_one_and_the_sized_one_is_kept() -> None:
    text = "burns calories. really, it burns 30% more calories"
    (frame,) = extractor().read(TextFields("t", {"caption": text}, hashtags=(TAG,)))
    assert frame.ratio_low == 1.3


@given(TEXTS)
@settings(max_examples=400)
def test_any_text_is_read_with_exact_quotes(text: str) -> None:
    for frame in extractor().read(TextFields("t", {"caption": text}, hashtags=(TAG,))):
        assert text[frame.start : frame.end] == frame.quote
        assert frame.quote


@given(TEXTS, TEXTS)
@settings(max_examples=100)
def test_reading_leaves_no_trace_on_the_next_text(one: str, other: str) -> None:
    alone = read_caption(Extractor(topic()), other)
    read_caption(extractor(), one)
    assert read_caption(extractor(), other) == alone


def read_caption(reader: Extractor, text: str) -> tuple[Frame, ...]:
    return reader.read(TextFields("t", {"caption": text}, hashtags=(TAG,)))


@given(TEXTS)
@settings(max_examples=200)
def test_the_prefilter_never_loses_a_claim(text: str) -> None:
    post = TextFields("t", {"caption": text}, hashtags=(TAG,))
    frames = extractor()._frames(post, [("caption", extractor().parsed(text))])
    if frames:
        assert extractor()._may_claim(post, [("caption", text)])


@pytest.mark.parametrize(
    "text",
    [
        "it strengthens my knees",
        "no more runners knee",
        "no more runner's knee",
        "my o2 uptake",
        "my A1C dropped",
        "fixed my L5/S1",
        "gets you in great shape",
        "30 min of this = 60 min",
        "20 minutes of it feels like an hour",
        "my 5k went from 24:10 to 23:20",
        "from 148/92 to 131/84",
        "80 kg, now 71 kg",
    ],
)
def test_the_prefilter_passes_what_can_hold_a_claim(text: str) -> None:
    assert PREFILTER.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "a nice day in the park",
        "i am so into it, c u there",
        "get in the car",
        "30 minutes in a queue",
    ],
)
def test_the_prefilter_turns_away_words_that_need_others_beside_them(text: str) -> None:
    assert not PREFILTER.passes(text)


@pytest.mark.parametrize("row", [row for row in patterns() if row.yes], ids=lambda row: row.id)
def test_the_prefilter_passes_the_examples_of_a_row(row: object) -> None:
    assert all(PREFILTER.passes(text) for text in row.yes)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "unit",
    [CLAIM, CLAIM.replace(". ", " and "), "8 miles = 16 miles, ", "not ", "#tag ", "knees and "],
    ids=["sentences", "speech", "amounts", "negations", "tags", "list"],
)
def test_time_grows_in_step_with_length(unit: str) -> None:
    def read(text: str) -> None:
        extractor().read(TextFields("t", {"caption": text}, hashtags=(TAG,)))

    assert grows_in_step(read, unit, length=8_000)


@pytest.mark.parametrize(
    "text",
    [
        "\x00" * 50,
        "a" * 20_000,
        "́" * 5_000,
        "9" * 400 + " miles = 3 miles backward",
        "\u202e" * 99,
        "?!" * 999,
    ],
)
def test_odd_texts_are_read_without_fuss(text: str) -> None:
    assert isinstance(read_caption(extractor(), text), tuple)


def test_every_topic_can_be_read_for() -> None:
    for slug in ("backward-running", "weighted-vest-walking", "12-3-30"):
        reader = Extractor(load_topic(slug))
        tag = min(reader.topic.hashtags)
        post = TextFields("t", {"caption": "it burns calories"}, hashtags=(tag,))
        assert [frame.outcome for frame in reader.read(post)] == ["energy_cost"]


def test_every_word_file_that_reading_opens_is_part_of_the_version() -> None:
    source = Path(extract.__file__).parent
    code = [file.read_text("utf-8") for file in source.rglob("*.py")]
    opened = set(re.findall(r"""data_f(?:ile|older)\(\s*"([^"]+)\"""", "\n".join(code)))
    assert {"cues", "patterns", "grammar.toml", "parts.toml"} <= opened
    assert opened <= set(extract._WORDS)


def test_other_words_give_another_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = extraction_version()
    assert len(before) == 12
    extraction_version.cache_clear()
    assert extraction_version() == before
    (tmp_path / "outcomes.toml").write_text("changed", encoding="utf-8")
    extraction_version.cache_clear()
    monkeypatch.setattr(extract, "files", lambda package: tmp_path)
    monkeypatch.setattr(extract, "_WORDS", ("outcomes.toml",))
    monkeypatch.setattr(extract, "_SOURCES", ())
    assert extraction_version() != before
    extraction_version.cache_clear()
