"""What the claim filter learns from: our own gold posts, SciTweets, Full Fact's health labels."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.gold import DEFAULT_TOPIC, Row, claims_of, fields_of, is_dev, posts_of, topic_of
from benchmarks.scitweets import read_tweets
from claims.language.classify import text_of
from claims.language.features import FeatureReader, Features
from claims.language.sentences import sentences
from claims.records import FieldName, TextFields
from claims.topics import load_topic, topic_slugs

DATASETS = Path(__file__).resolve().parents[1] / "../shared/datasets"
OPEN_DATA = {
    "scitweets": "github.com/AI-4-Sci/SciTweets: annotations/annotations.tsv",
    "fullfact-raphael": "github.com/FullFact/health-misinfo-shared: data/*.csv",
}

_FIELDS: tuple[FieldName, ...] = ("caption", "transcript", "screen_text")
# Posts of the dev part that use the topic's words for something else.
OFF_TOPIC = frozenset(
    ["d191", "d195", "g067", "g106", "g148", "g166", "g172", "g221", "g266", "g305", "g309"]
)
# Full Fact's kinds of sentence that assert something which could be checked.
_CLAIMS = frozenset(["statement of fact", "hedged claim", "personal", "citation"])
_NO_CLAIMS = frozenset(["not a claim", "opinion", "promotion", "advice/recommendation"])
_NOT_MEDICAL = "not medical"


@dataclass(frozen=True, slots=True)
class Example:
    """A text, whether it makes a claim, and what it counts; examples of one post share `group`."""

    text: str
    is_claim: bool
    importance: float
    group: str
    topic: str = DEFAULT_TOPIC


@dataclass(frozen=True, slots=True)
class Post:
    """A gold post of the dev part, with how many frames a reader must find in it."""

    said: TextFields
    topic: str
    kind: str
    frames: int
    optional_only: bool
    is_english: bool

    @property
    def id(self) -> str:
        """Its id in the gold set."""
        return self.said.id

    @property
    def text(self) -> str:
        """All that it says."""
        return text_of(self.said)

    @property
    def is_on_topic(self) -> bool:
        """Whether it speaks of its topic at all."""
        return self.id not in OFF_TOPIC


# The sets the shipped weights were trained on.
SETS = ("backward-running", "other-topics")


def _rows(folder: str, *, dev: bool) -> Iterator[tuple[Row, list[Row]]]:
    claims = claims_of(folder)
    for row in posts_of(folder):
        if is_dev(folder, row["id"]) is dev:
            yield row, claims[row["id"]]


@cache
def gold_posts(*, dev: bool = True) -> tuple[Post, ...]:
    """The English posts of one part of both gold sets."""
    found = (_post(row, claims) for folder in SETS for row, claims in _rows(folder, dev=dev))
    return tuple(post for post in found if post.is_english)


def _post(row: Row, claims: Sequence[Row]) -> Post:
    frames = sum(not claim.get("optional") for claim in claims)
    return Post(
        said=fields_of(row),
        topic=topic_of(row),
        kind=row["kind"],
        frames=frames,
        optional_only=bool(claims) and not frames,
        is_english=row.get("lang") in (None, "en"),
    )


def gold_examples() -> list[Example]:
    """Posts of the dev part, and their sentences: yes where a claim's words begin in them."""
    found = [
        Example(post.text, post.frames > 0, 2.0, post.id, post.topic)
        for post in gold_posts()
        if not post.optional_only
    ]
    for folder in SETS:
        for row, claims in _rows(folder, dev=True):
            if row.get("lang") in (None, "en"):
                found += _sentences(row, claims)
    return found


def _sentences(row: Row, claims: Sequence[Row]) -> Iterator[Example]:
    for name in _FIELDS:
        text = row.get(name) or ""
        spans = sentences(text)
        if len(spans) < 2:
            continue
        said = [claim for claim in claims if claim["field"] == name]
        firm = [text.find(one["quote"]) for one in said if not one.get("optional")]
        loose = [text.find(one["quote"]) for one in said if one.get("optional")]
        for start, end in spans:
            is_claim = any(start <= place < end for place in firm)
            if is_claim or not any(start <= place < end for place in loose):
                topic = topic_of(row)
                yield Example(text[start:end], is_claim, 1.0, row["id"], topic)


def open_examples() -> list[Example]:
    """The openly licensed data; what is missing is named by `missing_data`."""
    found = []
    if (path := DATASETS / "scitweets" / "annotations.tsv").is_file():
        texts, answers = read_tweets(path)
        tweets = zip(texts, answers.tolist(), strict=True)
        found += [Example(text, answer, 0.5, "scitweets") for text, answer in tweets]
    if (folder := DATASETS / "fullfact-raphael").is_dir():
        found += [one for file in sorted(folder.glob("*.csv")) for one in _full_fact(file)]
    return found


def missing_data() -> list[str]:
    """Where to get the data sets that do not lie beside the project."""
    return [origin for name, origin in OPEN_DATA.items() if not (DATASETS / name).is_dir()]


def _full_fact(path: Path) -> Iterator[Example]:
    # Some cells hold the transcript of a whole video.
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = (row.get("type_of_claim") or "").strip().lower()
            if kind not in _CLAIMS | _NO_CLAIMS:
                continue
            # The spoken words where they are a sentence, else the claim as the annotators put it.
            spoken = path.name.startswith("MVP")
            text = row["input_text"] if spoken else row["output_text"]
            medical = (row.get("type_of_medical_claim") or "").strip().lower() != _NOT_MEDICAL
            yield Example(text, kind in _CLAIMS and medical, 0.5, "fullfact")


@cache
def reader(topic: str) -> FeatureReader:
    """The feature reader of a topic."""
    return FeatureReader(load_topic(topic))


def features_of(examples: Sequence[Example]) -> list[Features]:
    """The features of each example, under its own topic."""
    return [reader(example.topic).read(example.text) for example in examples]


def topic_examples() -> list[Example]:
    """Each dev post under every topic: yes under its own, unless its words mean something else."""
    found = []
    for post in gold_posts():
        # What a comment answers is not in the record, so its topic cannot be seen.
        if post.kind == "comment":
            continue
        for topic in topic_slugs():
            own = topic == post.topic
            importance = 1.0 if own else 1.0 / (len(topic_slugs()) - 1)
            if own and not post.is_on_topic:
                importance = 4.0
            found.append(Example(post.text, own and post.is_on_topic, importance, post.id, topic))
    return found


def foreign_examples() -> list[Example]:
    """Texts of the open data, none of them on the topic."""
    return [replace(one, is_claim=False, importance=0.1) for one in open_examples()]
