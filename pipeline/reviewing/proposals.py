"""Claims that may be one: proposed to a person, never merged by rule.

Two claims are proposed where they differ in one thing only, and slightly: one names the form of the
activity or what it compares with and the other does not, or both speak of something outside the
outcome list in nearly the same words. Another direction, polarity or size vetoes, whatever any
model thinks of the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import snowballstemmer

from claims.evidence.meaning import Meaning
from claims.keys import bucket
from claims.records import Claim
from claims.topics import Topic

# Shared word stems over all; "leg swelling" and "swelling of the legs" share all of them.
LEAST_SHARED = 0.6
# True paraphrases lie at 0.58 to 0.71, and so do sentences that say the opposite: hence the vetoes.
LEAST_MEANING = 0.6
_EMPTY = frozenset({"of", "the", "a", "an", "and", "in", "your", "my", "to", "for", "with", "s"})
_TURNS = frozenset(
    {"not", "no", "without", "never", "less", "lower", "fewer", "loss", "lack", "non", "anti"}
)
_STEMS = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two claims and the one thing in which they differ."""

    claim: str
    other: str
    why: str


def proposals(
    claims: Iterable[Claim], topic: Topic, meaning: Meaning | None = None
) -> Iterator[Proposal]:
    """Every pair of claims that a person should look at; the first named stands for both."""
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[_must_agree(claim)].append(claim)
    for group in alike.values():
        for one, other in combinations(group, 2):
            if why := difference(one, other, topic, meaning):
                yield Proposal(one.slug, other.slug, why)


def _must_agree(claim: Claim) -> tuple[object, ...]:
    """Direction and size: where these differ, the claims do."""
    ends = (claim.ratio_low, claim.ratio_high)
    return (
        claim.direction,
        claim.magnitude_kind,
        *(None if end is None else bucket(end) for end in ends),
        *(claim.value_low, claim.value_high, claim.unit, claim.bound),
    )


def difference(
    one: Claim, other: Claim, topic: Topic, meaning: Meaning | None = None
) -> str | None:
    """The one slight difference between two claims; None where there are more or it is not slight."""
    if _must_agree(one) != _must_agree(other):
        return None
    found = [
        why
        for differs, why in (
            (one.activity != other.activity, _activities(one, other, topic)),
            (one.comparator != other.comparator, _comparators(one, other)),
            (_about(one) != _about(other), _outcomes(one, other, meaning)),
        )
        if differs
    ]
    return found[0] if len(found) == 1 else None


def _about(claim: Claim) -> tuple[str, str]:
    return claim.outcome, (claim.outcome_text or "").casefold()


def _activities(one: Claim, other: Claim, topic: Topic) -> str | None:
    """Only where one of them leaves open which form is meant."""
    if topic.unnamed_activity not in (one.activity, other.activity):
        return None
    return "one does not say which form of the activity it means"


def _comparators(one: Claim, other: Claim) -> str | None:
    if "unspecified" not in (one.comparator, other.comparator):
        return None
    return "one does not say what it compares with"


def _outcomes(one: Claim, other: Claim, meaning: Meaning | None) -> str | None:
    """Of outcomes on the list, another key is another thing."""
    if one.outcome != "other" or other.outcome != "other":
        return None
    texts = [claim.outcome_text or "" for claim in (one, other)]
    words = [_words(text) for text in texts]
    if _opposed(words) or not all(words):
        return None
    shared = [_stems(each) for each in words]
    if len(shared[0] & shared[1]) / len(shared[0] | shared[1]) >= LEAST_SHARED:
        return f"“{texts[0]}” and “{texts[1]}” share their words"
    if meaning is not None and _nearness(texts, meaning) >= LEAST_MEANING:
        return f"“{texts[0]}” and “{texts[1]}” are near in meaning"
    return None


def _opposed(words: Sequence[frozenset[str]]) -> bool:
    """What one text turns round and the other does not, and numbers that are not the same."""
    turned = [each & _TURNS for each in words]
    numbers = [frozenset(word for word in each if word.isdigit()) for each in words]
    return bool(turned[0]) != bool(turned[1]) or numbers[0] != numbers[1]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.casefold())) - _EMPTY


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_STEMS.stemWords(sorted(words)))


def _nearness(texts: Sequence[str], meaning: Meaning) -> float:
    one, other = meaning.vectors(texts)
    return float(one @ other)
