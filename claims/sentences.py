"""The sentence of a claim, from templates in data/: never the words of a post."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from claims.language.rows import data_file, read_toml
from claims.records import Claim
from claims.topics import Activity

_MUSCLE = "muscle_strength:"
_ACTIVATION = "muscle_activation:"
# The size of a ratio too near 1 to be told as "times".
A_FEW_PERCENT = "a few percent"
# What a claim counts by, where it says so.
_BASES = {
    "per_time": ", minute for minute",
    "per_day": ", over the whole day",
    "with_practice": ", once practised",
}
_AGAINST = {
    "none": ", compared with before or with not doing it",
    "other": ", compared with another exercise",
    "unspecified": "",
}


def sentence_of(claim: Claim, activity: Activity, size: str) -> str:
    """One sentence that says the claim; `size` is its magnitude in words, empty for none."""
    basis = "".join(words for flag, words in _BASES.items() if flag in claim.flags)
    if claim.magnitude_kind == "equivalence" and activity.worth and size and not basis:
        return _worth(activity.worth, size.removesuffix(" times"))
    subject = activity.label[:1].upper() + activity.label[1:]
    return f"{subject} {_said(claim, activity, size)}{basis}"


def _worth(template: str, size: str) -> str:
    text = template.replace("{size}", size)
    return text.replace(" miles ", " mile ").replace(" steps ", " step ") if size == "1" else text


def _said(claim: Claim, activity: Activity, size: str) -> str:
    words = _words(claim)
    against = _AGAINST.get(claim.comparator, "")
    usual = activity.usual_label if claim.comparator == "usual" else ""
    if claim.direction == "no_difference":
        return f"makes no difference to {words['noun']}" + (
            f" compared with {usual}" if usual else against
        )
    if claim.direction == "unspecified":
        return f"changes {words['noun']}" + (f" compared with {usual}" if usual else against)
    if size.endswith(" times"):
        return _multiplied(claim, words, size, usual) + against
    if size:
        change = "raises" if claim.direction == "increase" else "lowers"
        than = f" compared with {usual}" if usual else ""
        return f"{change} {words['noun']} by {size}{than}{against}"
    plain = words["increases" if claim.direction == "increase" else "decreases"]
    more = words["increases_more" if claim.direction == "increase" else "decreases_more"]
    return f"{more} than {usual}" if usual else plain + against


def _multiplied(claim: Claim, words: Mapping[str, str], size: str, usual: str) -> str:
    """A claim with a ratio; where the template speaks of the other direction, of the amount."""
    says = words.get("as_much_says", "increase")
    shrinks = claim.ratio_low is not None and claim.ratio_low < 1
    fits = says == claim.direction and not shrinks
    if fits:
        text = words["as_much"].replace("{size}", size)
        joint = "as" if "{size} as" in words["as_much"] else "of"
        return text + (f" {joint} {usual}" if usual else "")
    if shrinks:
        level = f"that of {usual}" if usual else "its usual level"
        return f"cuts {words['noun']} to {_share(size)} {level}"
    change = "raises" if claim.direction == "increase" else "lowers"
    return f"{change} {words['noun']} {size}" + (f" as much as {usual}" if usual else "")


def _share(size: str) -> str:
    return "half" if size == "0.5 times" else size


def _words(claim: Claim) -> dict[str, str]:
    key = claim.outcome
    if key.startswith(_MUSCLE):
        part = _part_label(key.removeprefix(_MUSCLE))
        return {
            name: text.replace("{part}", part)
            for name, text in _outcomes()["muscle_strength"].items()
        }
    if key == "muscle_strength":
        return {
            name: text.replace("the {part}", "muscles") for name, text in _outcomes()[key].items()
        }
    if key in _outcomes():
        return _outcomes()[key]
    return _words_for(claim.outcome_text or "something else")


def _part_label(part: str) -> str:
    noun = _outcomes().get(f"{_ACTIVATION}{part}", {}).get("noun", "")
    return noun.removeprefix("work of the ") or part.replace("_", " ")


def _words_for(text: str) -> dict[str, str]:
    """Templates for an outcome outside the list, by the words posts use for it."""
    return {
        "noun": text,
        "increases": f"increases {text}",
        "increases_more": f"increases {text} more",
        "decreases": f"decreases {text}",
        "decreases_more": f"decreases {text} more",
        "as_much": f"increases {text} {{size}} as much",
    }


_KEYS = (
    "noun",
    "increases",
    "increases_more",
    "decreases",
    "decreases_more",
    "as_much",
    "as_much_says",
)


@cache
def _outcomes() -> dict[str, dict[str, str]]:
    rows: list[dict[str, Any]] = read_toml(data_file("outcomes.toml"))["outcome"]
    return {row["key"]: {key: row[key] for key in _KEYS if key in row} for row in rows}
