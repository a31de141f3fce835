"""A Study as the text of its file, and the skeleton of a new one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

from claims.records import Finding, Study

HEADER = """\
# One study. Edit by hand, then run: retrograde evidence check
# What was not stated is left out, never written as 0 or "". Numbers are as the source gives them:
# percents signed (+35 = 35 % more), ratio = activity / comparator (1.00 = equal).
# as_printed is the figure exactly as the source prints it; statement is in our own words.
# read_as says how far the paper was read. reviewed_by stays empty until a person has held this file
# against the paper, and writes the name there by hand.
"""

_SKELETON = """
[study]
key = {key}
evidence_topic = "{evidence_topic}"       # the evidence_topics of data/topics name it
title = ""
authors = []                               # ["Doe J", "Roe R"]
# year = 2020
# journal = "Journal 1(2):3-4"
# doi = "10.1234/abc"                      # bare, without https://
# pmid = "12345678"
# pmcid = "PMC1234567"
# url = "https://…"
design = ""                                # in words: "randomised trial, two arms"
design_class = "rct"                       # {designs}
# population = ""                          # who they were, in words
# population_group = "patients"            # {populations}; leave out for the general public
# people = 20
# intervention = ""
# comparator = ""
# limitations = ""
quality = "low"                            # {qualities}
read_as = "abstract"                       # {read_as}
# read_note = ""                           # what could not be read
# overlap = ""                             # studies with the same text here share one vote
# counts = false                           # a copy, or an opinion: shown, never counted
# retracted = true                         # then it is shown, never counted
# retraction_checked_on = "2026-01-31"     # retrograde evidence retractions writes both
reviewed_by = ""

[[finding]]
id = {finding}
outcome = ""                               # a key of data/outcomes.toml
modality = ""                              # {modalities}
contrast = ""                              # {contrasts}
effect_kind = "training"                   # {effect_kinds}
# basis = "same_speed"                     # {bases}
# direction = "increase"                   # {directions}
# value = 5.2
# low = 1.0
# high = 9.4
# unit = "percent"
# interval_type = "95% CI"
# ratio = 1.05
# p = "0.01"
# significant = true
statement = ""                             # one sentence in your own words
# as_printed = ""                          # the figure, exactly as printed
# conditions = ""
# limitations = ""
"""

# The order a reader of the file wants; whatever is not named here follows at the end.
_STUDY_ORDER = (
    "key",
    "evidence_topic",
    "title",
    "cite_as",
    "authors",
    "authors_source",
    "year",
    "journal",
    "doi",
    "doi_seen",
    "pmid",
    "pmcid",
    "url",
    "design",
    "design_class",
    "population",
    "population_group",
    "people",
    "female",
    "male",
    "intervention",
    "comparator",
    "limitations",
    "quality",
    "read_as",
    "read_note",
    "memory_note",
    "duplicate_of",
    "overlap",
    "counts",
    "retracted",
    "retraction_checked_on",
    "reviewed_by",
)
_ALWAYS = ("counts", "reviewed_by", "authors")


def study_text(study: Study) -> str:
    """The whole file, in one fixed order, so that the same study is always the same bytes."""
    blocks = ["[study]\n" + "".join(_lines(study, _STUDY_ORDER))]
    blocks += ["[[finding]]\n" + "".join(_lines(finding)) for finding in study.findings]
    return HEADER + "\n" + "\n".join(blocks)


def skeleton(key: str, **lists: str) -> str:
    """A commented file for a new study; `lists` are the allowed words per field."""
    finding = toml_value(f"{key}.f1")
    return HEADER + _SKELETON.format(key=toml_value(key), finding=finding, **lists)


def _lines(record: Study | Finding, order: tuple[str, ...] = ()) -> Iterator[str]:
    defaults = {f.name: f.default for f in dataclasses.fields(record)}
    names = [*order, *(name for name in defaults if name not in order)]
    asked = getattr(record, "retraction_checked_on", None) is not None
    for name in names:
        value = getattr(record, name)
        # "Not retracted" is worth a line once somebody has asked.
        always = name in _ALWAYS or (asked and name == "retracted")
        if name == "findings" or (value == defaults[name] and not always):
            continue
        yield f"{name} = {toml_value(value)}\n"


def toml_value(value: object) -> str:
    """One value in TOML; texts are basic strings, whose escapes JSON shares."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    if isinstance(value, int | float):
        return repr(value)
    # DEL is the one character that JSON leaves bare and TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
