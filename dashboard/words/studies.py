"""Studies and what they measured, in words: numbers with their interval before any adverb."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from dashboard.data.studies import FindingRow, StudyRow
from dashboard.words.numbers import listed, many, number, span
from dashboard.words.verdicts import READ_AS_SHORT


def cited(study: StudyRow) -> str:
    """Short name: "Wright and Weyand 2001", "Roos et al. 2012"."""
    names = [_surname(author) for author in study.authors if author != "et al."]
    if not names:
        return f"“{study.title}”"
    year = str(study.year) if study.year else "(undated)"
    if len(study.authors) > 2 or "et al." in study.authors:
        return f"{names[0]} et al. {year}"
    return f"{listed(names)} {year}"


def reference(study: StudyRow) -> str:
    """A reference to the study itself, ready to copy."""
    doi = f"https://doi.org/{study.doi}" if study.doi else study.url or ""
    parts = [
        f"{', '.join(study.authors) or 'Authors not stated'} ({study.year or 'undated'})",
        study.title.rstrip("."),
        (study.journal or "").rstrip("."),
    ]
    return f"{'. '.join(filter(None, parts))}. {doi}".strip()


def withdrawn(study: StudyRow) -> str | None:
    """Why a study has no voice of its own, if it has none."""
    if study.retracted:
        return "This study was retracted and is not used."
    if study.duplicate_of:
        return f"This study repeats {study.duplicate_of} and has no vote of its own."
    return None


def people(study: StudyRow) -> str:
    """ "10 people (4 women, 6 men), trained runners"."""
    if study.people is None:
        counted = "number of people not stated"
    else:
        split = [
            many(count, noun)
            for count, noun in ((study.female, "woman"), (study.male, "man"))
            if count is not None
        ]
        counted = many(study.people, "person") + (f" ({', '.join(split)})" if split else "")
    return ", ".join(filter(None, [counted, study.population]))


def result(finding: FindingRow) -> str | None:
    """ "1.35 times (1.29 to 1.41, mean +/- 1 SEM)"; None where the study gives no figure."""
    if finding.ratio is not None:
        figure = f"{number(finding.ratio)} times"
        low, high = _as_ratio(finding, finding.low), _as_ratio(finding, finding.high)
    elif finding.value is not None:
        figure = f"{_signed(finding)} {finding.unit or ''}".strip()
        low, high = finding.low, finding.high
    else:
        return None
    interval = ", ".join(filter(None, [span(low, high), finding.interval_type]))
    return f"{figure} ({interval})" if interval and low is not None else figure


def derived(finding: FindingRow) -> str | None:
    """That a figure was computed here and not printed."""
    if finding.ratio_derived or finding.value_derived:
        return "worked out here from the printed figures"
    return None


def compared(finding: FindingRow) -> str:
    """What was compared, how people moved, and over which time."""
    says = _says()
    parts = [
        says.get(("contrast", finding.contrast), finding.contrast.replace("_", " ")),
        says.get(("modality", finding.modality), finding.modality),
        says.get(("effect_kind", finding.effect_kind), finding.effect_kind.replace("_", " ")),
        (finding.basis or "").replace("_", " "),
        finding.conditions or "",
    ]
    return "; ".join(filter(None, dict.fromkeys(parts)))


def direction(finding: FindingRow) -> str:
    """The measured direction: of the outcome's amount, not of good or bad."""
    words = {
        "increase": "more",
        "decrease": "less",
        "no_difference": "no difference",
        "mixed": "mixed",
    }
    return words.get(finding.direction or "", "direction not stated")


def outcome_summary(found: Sequence[FindingRow]) -> str:
    """ "more in 4, less in 1, no difference in 2 of 7 findings"."""
    ways = Counter(direction(finding) for finding in found)
    told = listed([f"{way} in {number(count)}" for way, count in ways.most_common()])
    return f"{told} of {many(len(found), 'finding')}"


def size_range(found: Sequence[FindingRow]) -> str | None:
    """ "1.15 to 1.41 times, backward against forward, in 6 findings"; of one comparison only."""
    sized = [f for f in found if f.ratio is not None]
    contrasts = {f.contrast for f in sized}
    if len(sized) < 2 or len(contrasts) > 1:
        return None
    ends = [end for f in sized for end in (f.ratio, _as_ratio(f, f.low), _as_ratio(f, f.high))]
    known = [end for end in ends if end is not None]
    contrast = contrasts.pop()
    says = _says().get(("contrast", contrast), contrast.replace("_", " "))
    return f"{span(min(known), max(known))} times, {says}, in {many(len(sized), 'finding')}"


def by_outcome(
    found: Sequence[FindingRow], library: Mapping[str, StudyRow]
) -> dict[str, list[FindingRow]]:
    """Findings of studies that count, grouped; outcomes with the most studies first."""
    grouped: dict[str, list[FindingRow]] = {}
    for finding in found:
        study = library.get(finding.study)
        if study and study.counts and not study.retracted:
            grouped.setdefault(finding.outcome, []).append(finding)
    order = sorted(grouped, key=lambda key: (-len({f.study for f in grouped[key]}), key))
    return {key: grouped[key] for key in order}


def library_lead(studies: Sequence[StudyRow]) -> str:
    """What the library is and what it is not."""
    read = Counter(study.read_as for study in studies)
    checked = sum(bool(study.reviewed_by) for study in studies)
    how = [f"{number(count)} {READ_AS_SHORT.get(key, key)}" for key, count in read.most_common()]
    return (
        f"{many(len(studies), 'study')}, found by searching for the topic: not a systematic "
        f"review. {listed(how)}. {number(checked) if checked else 'None'} checked by a person so far."
    )


def reach(found: Sequence[FindingRow], library: Mapping[str, StudyRow]) -> str:
    """ "6 studies, 96 people"; people who took part in two of them count twice."""
    studies = {finding.study for finding in found}
    people = sum(library[key].people or 0 for key in studies)
    return f"{many(len(studies), 'study')}, {many(people, 'person')}"


def _as_ratio(finding: FindingRow, end: float | None) -> float | None:
    if end is None:
        return None
    if finding.unit == "percent":
        return 1 + end / 100
    return end if finding.unit == "ratio" else None


def _signed(finding: FindingRow) -> str:
    value = finding.value or 0.0
    sign = "+" if value > 0 and finding.direction in ("increase", "decrease") else ""
    return f"{sign}{number(value)}"


def _surname(author: str) -> str:
    name = author.partition(" (")[0]
    head, _, initials = name.rpartition(" ")
    return head if head and initials.isupper() else name


@cache
def _says() -> dict[tuple[str, str], str]:
    """How the rules of verdicts name contrasts, modalities and kinds of effect."""
    rules = tomllib.loads((files("data") / "verdict_rules.toml").read_text(encoding="utf-8"))
    return {
        (kind, entry["key"]): entry["says"]
        for kind in ("contrast", "modality", "effect_kind")
        for entry in rules[kind]
    }
